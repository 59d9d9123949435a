import { createClient } from 'graphql-sse';

const password = 'a long enough passphrase';

export interface Arrival {
  readonly arrivalMs: { readonly median: number; readonly p99: number; readonly max: number };
  readonly lost: number;
}

/** Escalates `rounds` times, one after the other, and times each until a colleague's stream has it. */
export async function measureArrival(url: string, rounds: number): Promise<Arrival> {
  const owner = await ask(
    url,
    null,
    `mutation { register(input: { accountName: "Bench", name: "Owner", email: "owner@bench.example", password: "${password}" }) { accessToken } }`,
  );
  const ownerToken = owner.register.accessToken;
  const invited = await ask(
    url,
    ownerToken,
    `mutation { inviteUser(input: { email: "ada@bench.example", role: ENGINEER }) { acceptUrl } }`,
  );
  const token = new URL(invited.inviteUser.acceptUrl).searchParams.get('token');
  const joined = await ask(
    url,
    null,
    `mutation { acceptInvitation(input: { token: "${token}", name: "Ada", password: "${password}" }) { accessToken } }`,
  );
  const adaToken = joined.acceptInvitation.accessToken;

  const arrivals = new Map<string, (atMs: number) => void>();
  const client = createClient({
    url: `${url}/graphql/stream`,
    headers: { authorization: `Bearer ${ownerToken}` },
    retryAttempts: 0,
  });
  const ready = Promise.withResolvers<void>();
  const query = `subscription { escalationEvents { __typename ... on EscalationCreated { handoff { id createdBy { name } snapshot { problem } } } } }`;
  const dispose = client.subscribe<{
    escalationEvents: { __typename: string; handoff?: { id: string; snapshot: { problem: string } } };
  }>(
    { query },
    {
      next({ data }) {
        const atMs = performance.now();
        if (data?.escalationEvents.__typename === 'StreamReady') ready.resolve();
        arrivals.get(data?.escalationEvents.handoff?.snapshot.problem ?? '')?.(atMs);
      },
      error: error => ready.reject(error),
      complete: () => {},
    },
  );
  await ready.promise;

  const times: number[] = [];
  let lost = 0;
  const warmUpRounds = rounds;
  // The first ones run code that is not compiled yet; a server that people use all day is past that.
  for (let round = -warmUpRounds; round < rounds; round++) {
    const problem = `Problem ${round}`;
    const session = await ask(
      url,
      adaToken,
      `mutation { startSession(input: { problem: "${problem}" }) { id } }`,
    );
    const arrived = new Promise<number>(resolve => arrivals.set(problem, resolve));
    const sentMs = performance.now();
    await ask(
      url,
      adaToken,
      `mutation { createHandoff(input: { sessionId: "${session.startSession.id}", intent: ESCALATE, engineerNotes: "Stuck" }) { id } }`,
    );
    const late = new Promise<null>(resolve => setTimeout(resolve, 5_000, null).unref());
    const atMs = await Promise.race([arrived, late]);
    if (atMs === null) lost++;
    else if (round >= 0) times.push(atMs - sentMs);
  }
  dispose();
  client.dispose();
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { arrivalMs: { median: at(0.5), p99: at(0.99), max: at(1) }, lost };
}

// biome-ignore lint/suspicious/noExplicitAny: the benchmark reads a handful of fields that it has just asked for
async function ask(url: string, token: string | null, query: string): Promise<any> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
