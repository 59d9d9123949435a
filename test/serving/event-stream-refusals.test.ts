import { createClient, NetworkError } from 'graphql-sse';
import type { Client } from '../harness/client.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { bearer, events, json, withExpiredToken } from './raw-http.ts';

/** What is refused before a stream opens. */

const subscription = 'subscription { escalationEvents { __typename } }';
const nobody = null;

type Asker = (h: Harness) => Promise<Person | null>;

const askers: [who: string, make: Asker, status: number, code: string][] = [
  ['nobody', async () => nobody, 401, 'UNAUTHENTICATED'],
  [
    'somebody whose token has expired',
    async h => await withExpiredToken(h, (await h.anAccount()).owner),
    401,
    'TOKEN_EXPIRED',
  ],
  [
    'somebody with a forged token',
    async h => ({ ...(await h.anAccount()).owner, token: 'eyJhbGciOiJub25lIn0.e30.' }),
    401,
    'UNAUTHENTICATED',
  ],
  ['a VIEWER', async h => (await h.anAccount({ viewers: ['rex'] })).rex, 403, 'FORBIDDEN'],
];

for (const [who, make, status, code] of askers) {
  for (const path of ['/graphql/stream', '/graphql']) {
    for (const method of ['POST', 'GET']) {
      test(`${method} ${path}: ${who} is refused with ${status} ${code}, and no stream opens`, async () => {
        await using h = await openHarness();
        const person = await make(h);
        const headers = { ...events, ...(person === nobody ? {} : bearer(person)) };
        const query = `?query=${encodeURIComponent(subscription)}`;

        const response =
          method === 'GET'
            ? await fetch(`${h.app.url}${path}${query}`, { headers })
            : await fetch(`${h.app.url}${path}`, {
                method,
                headers: { ...json, ...headers },
                body: JSON.stringify({ query: subscription }),
              });

        expect(response.status).toBe(status);
        expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
        expect(await response.json()).toEqual({
          errors: [expect.objectContaining({ path: ['escalationEvents'], extensions: { code } })],
        });
        expect(h.app.live.readerCount).toBe(0);
      });
    }
  }

  test(`single connection: the operation of ${who} is refused with ${status} ${code}, and the stream goes on`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();
    const person = await make(h);
    const reservation = await fetch(`${h.app.url}/graphql/stream`, { method: 'PUT', headers: bearer(owner) });
    const token = { 'x-graphql-event-stream-token': await reservation.text() };
    const post = async (asker: Person | null, operationId: string) => {
      const response = await fetch(`${h.app.url}/graphql/stream`, {
        method: 'POST',
        headers: { ...json, ...token, ...(asker === nobody ? {} : bearer(asker)) },
        body: JSON.stringify({ query: subscription, extensions: { operationId } }),
      });
      return { status: response.status, text: await response.text() };
    };

    const refused = await post(person, 'op');

    expect(refused.status).toBe(status);
    expect(JSON.parse(refused.text)).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(h.app.live.readerCount).toBe(0);
    expect(await post(owner, 'op')).toEqual({ status: 202, text: '' });
    await fetch(`${h.app.url}/graphql/stream?operationId=op`, { method: 'DELETE', headers: token });
  });

  test(`the graphql-sse client tells ${who} of the refusal, with status and code`, async () => {
    await using h = await openHarness();
    const person = await make(h);
    const client = createClient({
      url: `${h.app.url}/graphql/stream`,
      headers: person === nobody ? {} : bearer(person),
      retryAttempts: 0,
    });

    const failure = await client
      .iterate({ query: subscription })
      .next()
      .catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(NetworkError);
    const { response } = failure as NetworkError<Response>;
    expect(response?.status).toBe(status);
    expect(await response?.json()).toMatchObject({ errors: [{ extensions: { code } }] });
    client.dispose();
  });
}

const refusals: [what: string, init: (asker: Record<string, string>) => RequestInit, status: number][] = [
  [
    'malformed JSON',
    headers => ({ method: 'POST', headers: { ...json, ...headers }, body: '{"query":' }),
    400,
  ],
  ['an array', headers => ({ method: 'POST', headers: { ...json, ...headers }, body: '[]' }), 400],
  ['an empty body', headers => ({ method: 'POST', headers: { ...json, ...headers } }), 400],
  [
    'a query that is no text',
    headers => ({ method: 'POST', headers: { ...json, ...headers }, body: '{"query":{"a":1}}' }),
    400,
  ],
  [
    'variables that are no object',
    headers => ({
      method: 'POST',
      headers: { ...json, ...headers },
      body: '{"query":"{ __typename }","variables":[1]}',
    }),
    400,
  ],
  [
    'another content type',
    headers => ({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: 'query={__typename}',
    }),
    415,
  ],
  [
    'a body of more than a mebibyte',
    headers => ({
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify({ query: `{ __typename } #${'x'.repeat(1_100_000)}` }),
    }),
    413,
  ],
  ['PATCH', headers => ({ method: 'PATCH', headers: { ...json, ...headers }, body: '{}' }), 405],
];

for (const [what, init, status] of refusals) {
  test(`${what} is refused with ${status}`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();

    const response = await fetch(`${h.app.url}/graphql/stream`, init({ ...events, ...bearer(owner) }));

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ errors: [{ message: expect.any(String) }] });
    if (status === 405) expect(response.headers.get('allow')).toBe('GET, POST');
  });
}

for (const path of ['/graphql/stream', '/graphql']) {
  test(`GET ${path}: a mutation is refused with 405 and not executed`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();
    const mutation = 'mutation { startSession(input: { problem: "by GET" }) { id } }';

    const response = await fetch(`${h.app.url}${path}?query=${encodeURIComponent(mutation)}`, {
      headers: { ...events, ...bearer(owner) },
    });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    await response.body?.cancel();
    expect(await countSessions(h.as(owner))).toBe(0);
  });
}

test('a query parameter that is no JSON is refused with 400', async () => {
  await using h = await openHarness();

  const response = await fetch(`${h.app.url}/graphql/stream?query={__typename}&variables={`, {
    headers: events,
  });

  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ errors: [{ message: 'The parameter "variables" is not JSON.' }] });
});

async function countSessions(client: Client): Promise<unknown> {
  const { data } = await client.send<{ sessions: { totalCount: number } }>('{ sessions { totalCount } }');
  return data?.sessions.totalCount;
}
