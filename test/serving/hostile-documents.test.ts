import { getIntrospectionQuery } from 'graphql';
import type { Answer } from '../harness/client.ts';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { events, json } from './raw-http.ts';
import { compareToUsual } from './request-work.ts';

/** Documents that nobody sends by mistake: each is refused with little work, and the server goes on. */

/** Of the usual work: more than any of these is, and far less than anything that grows with the power of two. */
const workMax = 2;

function deep(levels: number): string {
  const nested = 'session { handoffs(first: 1) { nodes { '.repeat(levels);
  return `{ escalationQueue(first: 1) { nodes { ${nested} id ${'} } } '.repeat(levels)} } } }`;
}

/** Each fragment spreads the next twice: 30 of them select a field a thousand million times. */
function fragmentBomb(type: string, fields: string): string {
  const fragments = Array.from(
    { length: 30 },
    (_, n) => `fragment F${n} on ${type} { ...F${n + 1} ...F${n + 1} ${fields} }`,
  );
  return `${fragments.join(' ')} fragment F30 on ${type} { ${fields} }`;
}

function aliases(count: number): string {
  return `{ ${Array.from({ length: count }, (_, n) => `a${n}: __typename`).join(' ')} }`;
}

const handoffsOfSessions = (first: string) =>
  `{ sessions(first: ${first}) { nodes { handoffs(first: ${first}) { nodes { id } } } } }`;

const tooComplex: [what: string, query: string, variables?: object][] = [
  ['a query of 25 levels', deep(7)],
  ['a query of 620 fields that are the same', `{ ${'me { id } '.repeat(310)} }`],
  ['three thousand times the same field', `{ ${'__typename '.repeat(3_000)} }`],
  ['the same two fields 780 times', `{ me { ${'id name '.repeat(780)} } }`],
  ['a question about the schema among others', '{ __schema { queryType { name } } me { id } }'],
  ['the same in a fragment', '{ me { id } ... on Query { ... { __type(name: "Tree") { kind } } } }'],
  ['450 000 lines', `{ ${'\n'.repeat(450_000)} nothing }`],
  ['the same field 51 times', `{ me { ${'id '.repeat(51)} } }`],
  ['a thousand unknown fields', `{ ${Array.from({ length: 1_000 }, (_, n) => `f${n}`).join(' ')} }`],
  [
    'four hundred fragments that are compared with each other',
    `{ ${Array.from({ length: 400 }, (_, n) => `...F${n}`).join(' ')} } ${Array.from({ length: 400 }, (_, n) => `fragment F${n} on Query { f${n} }`).join(' ')}`,
  ],
  ['a list literal 1 900 deep', `{ __type(name: ${'['.repeat(1_900)}${']'.repeat(1_900)}) { name } }`],
  [
    'introspection under twenty aliases',
    `{ ${Array.from({ length: 20 }, (_, n) => `a${n}: __schema { types { name fields { name args { name } type { name } } } }`).join(' ')} }`,
  ],
  ['31 aliases', aliases(31)],
  ['1 900 aliases', aliases(1_900)],
  [
    'sign-ins by the dozen in one request',
    `mutation { ${Array.from({ length: 31 }, (_, n) => `a${n}: login(input: { email: "a", password: "b" }) { accessToken }`).join(' ')} }`,
  ],
  ['a fragment bomb', `{ ...F0 } ${fragmentBomb('Query', '__typename')}`],
  [
    'a fragment bomb of lists in lists',
    `{ escalationQueue { ...F0 } } ${fragmentBomb('EscalationQueueConnection', 'nodes { session { handoffs { nodes { id } } } }')}`,
  ],
  ['5 000 tokens', `{ ${'a '.repeat(5_000)} }`],
  ['a document of opening brackets', '{ me '.repeat(5_000)],
  ['a list literal of 4 000 items', `{ __type(name: [${'1 '.repeat(4_000)}]) { name } }`],
  ['a thousand directives', `{ __typename ${'@include(if: true) '.repeat(1_000)} }`],
  ['a hundred lists of a hundred', handoffsOfSessions('100')],
  [
    'a hundred lists of a hundred, asked for by variable',
    `query($n: Int) ${handoffsOfSessions('$n')}`,
    { n: 100 },
  ],
  ['a hundred lists of a hundred, asked for by default', `query($n: Int = 100) ${handoffsOfSessions('$n')}`],
  [
    'lists in lists in lists of the usual length',
    '{ sessions { nodes { handoffs { nodes { session { handoffs { nodes { id } } } } } } } }',
  ],
];

for (const [what, query, variables] of tooComplex) {
  test(`${what}: refused as QUERY_TOO_COMPLEX, with little work`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();
    let answer: Answer<unknown> | undefined;

    const work = await compareToUsual(h.as(owner), async () => {
      answer = await h.as(owner).send(query, variables);
    });

    expect(work).toBeLessThan(workMax);
    expect(answer).toEqual({
      status: 400,
      errors: [
        expect.objectContaining({
          message: expect.stringMatching(
            /levels deep|select|aliases|tokens|characters|costs|fragments|brackets|of its own/,
          ),
          extensions: { code: 'QUERY_TOO_COMPLEX' },
        }),
      ],
    });
    expect((await h.as(owner).send('{ me { id } }')).data).toEqual({ me: { id: owner.id } });
  });
}

const wrong: [what: string, query: string][] = [
  ['a fragment that spreads itself', '{ ...A } fragment A on Query { ...A }'],
  ['fragments that spread each other', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
  ['three hundred of one directive', `{ __typename ${'@include(if: true) '.repeat(300)} }`],
  ['a thousand unknown directives', `{ __typename ${'@a '.repeat(1_000)} }`],
  ['five hundred unknown fields', `{ ${Array.from({ length: 500 }, (_, n) => `f${n}`).join(' ')} }`],
  [
    'a thousand variables',
    `query(${Array.from({ length: 900 }, (_, n) => `$v${n}: Int`).join(' ')}) { __typename }`,
  ],
  ['a name of 99 000 characters', `{ ${'a'.repeat(99_000)} }`],
  [
    'nested introspection',
    `{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} } '.repeat(5)} } } }`,
  ],
  [
    'two subscriptions in one',
    'subscription { a: escalationCreated { cursor } b: escalationEvents { __typename } }',
  ],
  ['no selection', '{ me }'],
  ['an enum value that does not exist', '{ handoffs(state: NOPE) { totalCount } }'],
];

for (const [what, query] of wrong) {
  test(`${what}: refused as GRAPHQL_VALIDATION_FAILED, with little work`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();
    let answer: Answer<unknown> | undefined;

    const work = await compareToUsual(h.as(owner), async () => {
      answer = await h.as(owner).send(query);
    });

    expect(work).toBeLessThan(workMax);
    expect(answer?.status).toBe(400);
    expect(answer?.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(answer?.errors?.length).toBeLessThanOrEqual(101);
  });
}

test('a document is bounded the same on a stream', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();

  for (const query of [
    deep(7),
    `{ ...F0 } ${fragmentBomb('Query', '__typename')}`,
    handoffsOfSessions('100'),
  ]) {
    const response = await fetch(`${h.app.url}/graphql/stream`, {
      method: 'POST',
      headers: { ...json, ...events, authorization: `Bearer ${owner.token}` },
      body: JSON.stringify({ query }),
    });
    expect(await response.text()).toContain('"code":"QUERY_TOO_COMPLEX"');
  }
});

test('variables that go a hundred thousand levels deep are refused, known or not', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const asks: { path: string; query: string; headers: Record<string, string> }[] = [
    { path: '/graphql', query: '{ me { id } }', headers: {} },
    {
      path: '/graphql',
      query: '{ me { id } }',
      headers: { accept: 'application/graphql-response+json;q=0.9' },
    },
    { path: '/graphql/stream', query: '{ me { id } }', headers: events },
    {
      path: '/graphql/stream',
      query: 'subscription($after: EventCursor) { escalationEvents(after: $after) { __typename } }',
      headers: events,
    },
  ];

  for (const { path, query, headers } of asks) {
    const response = await fetch(`${h.app.url}${path}`, {
      method: 'POST',
      headers: { ...json, ...headers, authorization: `Bearer ${owner.token}` },
      body: `{"query":${JSON.stringify(query)},"variables":{"unknown":${deep}}}`,
    });
    expect(await response.text()).toContain('in one another');
    expect([200, 400]).toContain(response.status);
  }
});

test('the variables of a subscription are bounded, since its stream keeps them', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const query =
    'subscription($after: String) { escalationCreated { handoff { session { handoffs(after: $after) { totalCount } } } } }';

  const response = await fetch(`${h.app.url}/graphql/stream`, {
    method: 'POST',
    headers: { ...json, ...events, authorization: `Bearer ${owner.token}` },
    body: JSON.stringify({ query, variables: { after: 'x'.repeat(10_001) } }),
  });

  expect(await response.text()).toContain('The variables of a subscription have more than 10000 characters');
});

test('a document full of commas or comments is harmless', async () => {
  await using h = await openHarness();

  for (const query of [`${','.repeat(99_000)}{ __typename }`, `#${'x'.repeat(99_000)}\n{ __typename }`]) {
    expect(await h.nobody.send(query)).toEqual({ status: 200, data: { __typename: 'Query' } });
  }
});

test('introspection works, for tools', async () => {
  await using h = await openHarness();

  const answer = await h.nobody.send<{ __schema: { queryType: { name: string } } }>(getIntrospectionQuery());

  expect(answer).toMatchObject({ status: 200, data: { __schema: { queryType: { name: 'Query' } } } });
});

test('which operation to run must be clear', async () => {
  await using h = await openHarness();
  const send = async (body: object) => {
    const response = await fetch(`${h.app.url}/graphql`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(body),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };

  const query = 'query A { __typename } query B { me { id } }';
  const unclear = { status: 400, errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] };
  expect(await send({ query })).toMatchObject(unclear);
  expect(await send({ query, operationName: 'C' })).toMatchObject(unclear);
  expect(await send({ query, operationName: 'constructor' })).toMatchObject(unclear);
  expect(await send({ query, operationName: 'A' })).toEqual({ status: 200, data: { __typename: 'Query' } });
});

const queueWithEverything = `
  query {
    me { id name role account { id name } }
    escalationQueue(first: 50) {
      eventCursor totalCount pageInfo { hasNextPage endCursor }
      nodes {
        id intent state priority engineerNotes createdAt claimedAt
        createdBy { id name } target { id name } claimedBy { id name }
        session { id problem status clientName ticketRef engineer { id name } tree { id title } }
        snapshot {
          problem clientName ticketRef treeTitle treeVersionNumber stepCount secondsSpent takenAt
          currentNode { key kind title body branches { label to } }
          steps { index kind nodeKey nodeTitle branch note actorName at }
        }
      }
    }
  }`;

const usual: [what: string, query: string][] = [
  ['a dashboard that shows fifty escalations with everything already tried', queueWithEverything],
  [
    'an editor that loads a whole tree',
    '{ tree(id: "tree_01m7wh7xesehmap8vg10fanqex") { id title document { rootKey nodes { key kind title body branches { label to } } } diagnostics { code } versions { nodes { number publishedBy { name } } } } }',
  ],
  [
    'a list of twenty trees with their newest version',
    '{ trees(first: 20) { nodes { id title status tags versions(first: 1) { nodes { number } } } } }',
  ],
  [
    'a session with its tree, its steps, its handoffs and its transcript',
    '{ session(id: "session_01m7wh7xesehmap8vg10fanqex") { problem treeVersion { document { nodes { key title branches { label to } } } } steps { kind note actor { name } } handoffs { nodes { id snapshot { steps { note } } } } transcript } }',
  ],
  [
    'a hundred people',
    '{ users(first: 100) { totalCount edges { cursor node { id name email role isActive } } } }',
  ],
];

for (const [what, query] of usual) {
  test(`${what} is within the limits`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();

    const answer = await h.as(owner).send(query);

    expect(answer.errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('QUERY_TOO_COMPLEX');
    expect(answer.status).toBe(200);
  });
}
