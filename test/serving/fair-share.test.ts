import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from 'graphql';
import { Client } from 'pg';
import { createFairShare } from '../../src/graphql/fair-share.ts';
import { requestLimits } from '../../src/graphql/limits.ts';
import { newId, type Uuid } from '../../src/kernel/ids.ts';
import { requestStore } from '../../src/platform/request-store.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { bearer, events, json } from './raw-http.ts';

/** One person who asks for very much at once takes nothing from the others. */

const { operationsAtOnce, waitingOperations } = requestLimits;

/** An engine with one field, which is resolved when the test says so. */
function openStage(waitingMsMax?: number) {
  const execute = createFairShare(waitingMsMax);
  const begun = new Map<string, PromiseWithResolvers<string>>();
  const query = new GraphQLObjectType<string>({
    name: 'Query',
    fields: {
      act: {
        type: new GraphQLNonNull(GraphQLString),
        resolve(name) {
          const ends = Promise.withResolvers<string>();
          begun.set(name, ends);
          return ends.promise;
        },
      },
    },
  });
  const schema = new GraphQLSchema({ query });
  const document = parse('{ act }');
  return {
    /** The names of all that has begun, in this order. */
    begun: () => [...begun.keys()],
    ask: async (userId: Uuid | null, name: string) =>
      await execute({
        ...{ schema, document, rootValue: name },
        contextValue: { scope: { viewer: userId === null ? null : { userId } } },
      }),
    finish: (name: string) => begun.get(name)?.resolve('done'),
    fail: (name: string) => begun.get(name)?.reject(new Error('lost')),
  };
}

const namesOf = (length: number, letter = 'a') => Array.from({ length }, (_, at) => `${letter}${at}`);

test('a person has some operations executed at once; the others follow in the order in which they came', async () => {
  const stage = openStage();
  const ada = newId();
  const names = namesOf(operationsAtOnce + 3);

  const asked = names.map(async name => await stage.ask(ada, name));
  const atFirst = stage.begun();
  stage.finish('a4');
  await asked[4];
  const second = stage.begun();
  stage.fail('a0');
  const failed = await asked[0];
  const third = stage.begun();
  for (const name of names.slice(0, -1)) stage.finish(name);
  const last = names.at(-1) ?? '';
  await waitFor('the last one to begin', () => stage.begun().includes(last));
  stage.finish(last);

  const firstNames = [0, 1, 2].map(more => names.slice(0, operationsAtOnce + more));
  expect([atFirst, second, third]).toEqual(firstNames);
  expect(failed?.errors).toMatchObject([{ message: 'lost' }]);
  expect((await Promise.all(asked)).slice(1).map(({ data }) => data)).toEqual(
    names.slice(1).map(() => ({ act: 'done' })),
  );
});

test('what has waited for too long is refused, and the next one gets its place', async () => {
  const stage = openStage(20);
  const ada = newId();
  const asked = namesOf(operationsAtOnce).map(name => stage.ask(ada, name));
  const fromMs = performance.now();
  const late = stage.ask(ada, 'late');
  await waitFor('it to be late', () => performance.now() - fromMs > 40);
  const early = stage.ask(ada, 'early');

  stage.finish('a0');
  const refused = await late;
  await waitFor('the next one to begin, or to be late as well', async () => {
    return stage.begun().includes('early') || (await Promise.race([early, Promise.resolve(null)])) !== null;
  });
  for (const name of [...namesOf(operationsAtOnce), 'early']) stage.finish(name);
  await Promise.all([...asked, early]);

  expect(refused.errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
  expect(stage.begun()).not.toContain('late');
});

test('when a hundred operations of a person wait, the next is refused, and others notice nothing', async () => {
  const stage = openStage();
  const ada = newId();
  const asked = namesOf(operationsAtOnce + waitingOperations).map(name => stage.ask(ada, name));

  const refused = await stage.ask(ada, 'one more');
  const ofOthers = [stage.ask(newId(), 'of grace'), ...namesOf(20, 'n').map(name => stage.ask(null, name))];

  expect(refused.errors).toMatchObject([
    {
      message: 'Too many of your requests wait for their turn. Try again in 1 s.',
      extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 1, http: { status: 429 } },
    },
  ]);
  expect(stage.begun()).toHaveLength(operationsAtOnce + ofOthers.length);
  while (stage.begun().length < asked.length + ofOthers.length) {
    const before = stage.begun();
    for (const name of before) stage.finish(name);
    await waitFor('the next ones to begin', () => stage.begun().length > before.length);
  }
  for (const name of stage.begun()) stage.finish(name);
  await Promise.all([...asked, ...ofOthers]);
  expect(stage.begun()).not.toContain('one more');
});

test('what waited for somebody who has gone is not executed, and those behind are', async () => {
  const stage = openStage();
  const ada = newId();
  const asked = namesOf(operationsAtOnce).map(async name => await stage.ask(ada, name));
  const facts = { requestId: 'a-request', clientIp: () => '192.0.2.1', isGone: () => true };

  const gone = requestStore.run(facts, async () => await stage.ask(ada, 'gone'));
  const behind = stage.ask(ada, 'behind');
  stage.finish('a0');
  await gone;
  await waitFor('the one behind to begin', () => stage.begun().includes('behind'));
  for (const name of stage.begun()) stage.finish(name);
  await Promise.all([...asked, behind]);

  expect(stage.begun()).toEqual([...namesOf(operationsAtOnce), 'behind']);
});

/** Holds back every statement about sessions until they are let go. */
async function holdSessions({ app }: Harness) {
  const client = new Client({ connectionString: app.database.url ?? '' });
  await client.connect();
  await client.query('begin; lock table session in access exclusive mode');
  return {
    countHeldBack: async () => {
      const { rows } = await client.query<{ pid: number }>(
        `select pid from pg_locks where not granted and relation = 'session'::regclass`,
      );
      return rows.length;
    },
    letGo: () => client.end(),
  };
}

const query = '{ sessions(first: 1) { totalCount } }';

/** The ways in which an operation comes in. */
const ways = [
  (h: Harness, person: Person) =>
    fetch(`${h.app.url}/graphql`, {
      method: 'POST',
      headers: { ...json, ...bearer(person) },
      body: JSON.stringify({ query }),
    }),
  (h: Harness, person: Person) =>
    fetch(`${h.app.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { accept: 'application/json', ...bearer(person) },
    }),
  (h: Harness, person: Person) =>
    fetch(`${h.app.url}/graphql/stream`, {
      method: 'POST',
      headers: { ...json, ...events, ...bearer(person) },
      body: JSON.stringify({ query }),
    }),
] as const;

serverTest('all ways into a process count together, and other people get through meanwhile', async () => {
  await using h = await openHarness({ DATABASE_POOL: '20' });
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const held = await holdSessions(h);
  const asked = Array.from({ length: operationsAtOnce + waitingOperations + 3 }, async (_, at) => {
    const ask = ways[at % ways.length] ?? ways[0];
    return await (await ask(h, acme.ada)).text();
  });
  let answered = 0;
  for (const one of asked) void one.then(() => answered++);

  await waitFor('those above the limit to be refused', () => answered === 3);
  const countHeldBack = await held.countHeldBack();
  const { status } = await h.as(acme.grace).send('{ trees { totalCount } }');
  await held.letGo();
  const answers = await Promise.all(asked);

  expect([countHeldBack, status]).toEqual([operationsAtOnce, 200]);
  const refused = answers.filter(text => text.includes('"RATE_LIMITED"'));
  expect(refused).toHaveLength(3);
  for (const text of refused) expect(text).toContain('"retryAfterSeconds":1');
  expect(answers.filter(text => text.includes('"totalCount":0'))).toHaveLength(
    operationsAtOnce + waitingOperations,
  );
});

serverTest('a mutation that waited for somebody who has gone changes nothing', async () => {
  await using h = await openHarness({ DATABASE_POOL: '20' });
  h.mailbox.ignoreAll();
  const { owner, ada } = await h.anAccount({ engineers: ['ada'] });
  const held = await holdSessions(h);
  const asked = namesOf(operationsAtOnce).map(() => h.as(ada).send(query));
  await waitFor(
    'as many as may to be held back',
    async () => (await held.countHeldBack()) === operationsAtOnce,
  );
  const control = new AbortController();

  const gone = fetch(`${h.app.url}/graphql`, {
    method: 'POST',
    headers: { ...json, ...bearer(ada) },
    body: JSON.stringify({ query: 'mutation { startSession(input: { problem: "No ping" }) { id } }' }),
    signal: control.signal,
  }).catch(() => null);
  // Whoever asks after it is answered after it was taken in, and after its connection was closed.
  await h.as(owner).send('{ trees { totalCount } }');
  control.abort();
  await gone;
  await h.as(owner).send('{ trees { totalCount } }');
  await held.letGo();
  await Promise.all(asked);

  expect(await h.as(ada).send(query)).toMatchObject({ data: { sessions: { totalCount: 0 } } });
});

serverTest(
  'a refusal by the share of a person is a 429 with the time to come back, on both ways of JSON',
  async () => {
    await using h = await openHarness({ DATABASE_POOL: '20' });
    h.mailbox.ignoreAll();
    const { ada } = await h.anAccount({ engineers: ['ada'] });
    const held = await holdSessions(h);
    let answered = 0;
    const asked = namesOf(operationsAtOnce + waitingOperations + 1).map(() =>
      h
        .as(ada)
        .send(query)
        .then(() => answered++),
    );
    await waitFor('the line to be full', () => answered === 1);

    const refused = await Promise.all([ways[0](h, ada), ways[1](h, ada)]);
    await held.letGo();
    await Promise.all(asked);

    expect(refused.map(({ status }) => status)).toEqual([429, 429]);
    expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(['1', '1']);
  },
);
