import { type Client, Refused } from '../harness/client.ts';
import { type Harness, openHarness } from '../harness/harness.ts';

let opened: Promise<Harness> | null = null;
let callers = 0;

/** One product with limits for all tests of a file, which closes it; each test calls from a network address of its own. */
export async function openLimited(): Promise<Harness> {
  opened ??= openHarness({ RATE_LIMITS: 'on', TRUST_PROXY_HOPS: '1' });
  const h = await opened;
  const address = nextAddress();
  return {
    ...h,
    nobody: behindProxy(h, address, null),
    as: person => behindProxy(h, address, person.token),
  };
}

/** For the `afterAll` of a file: this module, and what it has opened, may serve several files of a worker. */
export async function closeLimited(): Promise<void> {
  const closing = opened;
  opened = null;
  await (await closing)?.[Symbol.asyncDispose]();
}

/** A network address that no test has called from. */
export function nextAddress(): string {
  const number = ++callers;
  return `198.18.${number >> 8}.${number & 0xff}`;
}

/** A client as a proxy shows it, which says what address it calls from. */
export function behindProxy({ app, nobody }: Harness, address: string, token: string | null): Client {
  const send: Client['send'] = async <T>(query: string, variables?: object) => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        'x-forwarded-for': address,
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as { data?: T }) };
  };
  return {
    ...nobody,
    token,
    send,
    async run(document, ...[variables]) {
      const { data, errors } = await send<never>(document.toString(), { ...variables });
      if (errors?.[0] !== undefined) throw new Refused(errors[0]);
      if (data === null || data === undefined) throw new Error('no data');
      return data;
    },
  };
}

/** Runs the same attempt again and again; the code of each refusal, and null for what went through. */
export async function codesOf(
  times: number,
  attempt: (index: number) => Promise<unknown>,
): Promise<(string | null)[]> {
  const codes: (string | null)[] = [];
  for (let index = 0; index < times; index++) {
    codes.push(
      await attempt(index).then(
        () => null,
        (error: { code: string }) => error.code,
      ),
    );
  }
  return codes;
}

export const repeat = <T>(times: number, value: T): T[] => Array<T>(times).fill(value);
