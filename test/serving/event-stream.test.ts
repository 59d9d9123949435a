import { openHarness } from '../harness/harness.ts';
import { EscalationCreated, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { bearer, events, json, openRawStream } from './raw-http.ts';

/** The distinct connections mode of the graphql-sse protocol: one request, one stream. */

const paths = ['/graphql/stream', '/graphql'] as const;
const createdEvents = 'subscription { escalationCreated { cursor handoff { id } } }';

for (const path of paths) {
  test(`${path}: a subscription carries each event and stays open`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    h.mailbox.ignoreAll();
    await using grace = await h.as(acme.grace).subscribe(EscalationCreated, {}, { path });

    const first = await escalate(h.as(acme.ada));
    const second = await escalate(h.as(acme.ada));

    expect((await grace.next()).escalationCreated.handoff.id).toBe(first.id);
    expect((await grace.next()).escalationCreated.handoff.id).toBe(second.id);
    expect(grace.pending).toEqual([]);
  });

  test(`${path}: the stream is an event stream that nobody on the way may hold back or change`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();

    await using stream = await openRawStream(`${h.app.url}${path}`, {
      method: 'POST',
      headers: { ...json, ...events, ...bearer(owner) },
      body: JSON.stringify({ query: createdEvents }),
    });

    expect(stream.response.status).toBe(200);
    expect(Object.fromEntries(stream.response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[\w.-]{8,64}$/),
    });
    expect(stream.response.headers.get('content-encoding')).toBeNull();
  });
}

test('the first bytes come at once, before any event', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();

  await using stream = await openRawStream(`${h.app.url}/graphql/stream`, {
    method: 'POST',
    headers: { ...json, ...events, ...bearer(owner) },
    body: JSON.stringify({ query: createdEvents }),
  });

  await waitFor('the first bytes', () => stream.text.length > 0);
  expect(stream.text).toBe(':\nretry: 2000\n\n');
});

test('a subscription may come by GET, with its variables in the address', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  h.mailbox.ignoreAll();
  const address = new URL(`${h.app.url}/graphql/stream`);
  address.searchParams.set(
    'query',
    'query Other { __typename } subscription Live($after: EventCursor) { escalationEvents(after: $after) { __typename } }',
  );
  address.searchParams.set('operationName', 'Live');
  address.searchParams.set('variables', JSON.stringify({ after: null }));

  await using stream = await openRawStream(address.href, { headers: { ...events, ...bearer(acme.owner) } });
  expect(await stream.next()).toEqual({
    event: 'next',
    data: { data: { escalationEvents: { __typename: 'StreamReady' } } },
  });
  await escalate(h.as(acme.ada));

  expect(await stream.next()).toEqual({
    event: 'next',
    data: { data: { escalationEvents: { __typename: 'EscalationCreated' } } },
  });
});

test('a query is one result and the end of the stream', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();

  await using stream = await openRawStream(`${h.app.url}/graphql/stream`, {
    method: 'POST',
    headers: { ...json, ...events, ...bearer(owner) },
    body: JSON.stringify({ query: '{ me { id } }' }),
  });

  expect(stream.response.status).toBe(200);
  expect(await stream.next()).toEqual({ event: 'next', data: { data: { me: { id: owner.id } } } });
  expect(await stream.next()).toEqual({ event: 'complete', data: null });
  expect(await stream.next()).toBeNull();
  expect(stream.text.startsWith(':\nretry: 2000\n\nevent: next\ndata: {')).toBe(true);
  expect(stream.text.endsWith('\n\nevent: complete\ndata:\n\n')).toBe(true);
});

test('a mutation is executed once and answered like a query', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();

  await using stream = await openRawStream(`${h.app.url}/graphql/stream`, {
    method: 'POST',
    headers: { ...json, ...events, ...bearer(owner) },
    body: JSON.stringify({
      query: 'mutation Start($input: StartSessionInput!) { startSession(input: $input) { status } }',
      variables: { input: { problem: 'Printer on fire' } },
    }),
  });

  expect(await stream.next()).toEqual({
    event: 'next',
    data: { data: { startSession: { status: 'ACTIVE' } } },
  });
  expect(await stream.next()).toEqual({ event: 'complete', data: null });
  const { data } = await h.as(owner).send('{ sessions { totalCount } }');
  expect(data).toEqual({ sessions: { totalCount: 1 } });
});

test('an expected failure of a query or a mutation is a result like any other', async () => {
  await using h = await openHarness();

  await using stream = await openRawStream(`${h.app.url}/graphql/stream`, {
    method: 'POST',
    headers: { ...json, ...events },
    body: JSON.stringify({ query: '{ me { id } }' }),
  });

  expect(stream.response.status).toBe(200);
  expect(await stream.next()).toMatchObject({
    event: 'next',
    data: { data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  });
  expect(await stream.next()).toEqual({ event: 'complete', data: null });
});

const invalid: [what: string, request: object, code: string][] = [
  ['a syntax error', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', { query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
  ['too many tokens', { query: `{ ${'__typename '.repeat(4_000)} }` }, 'QUERY_TOO_COMPLEX'],
  [
    'too high a cost',
    { query: '{ sessions(first: 100) { nodes { handoffs(first: 100) { nodes { id } } } } }' },
    'QUERY_TOO_COMPLEX',
  ],
  [
    'an unknown operation',
    { query: 'query A { __typename }', operationName: 'B' },
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'several operations and no name',
    { query: 'query A { __typename } query B { __typename }' },
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'a variable of the wrong type',
    {
      query: 'subscription($after: EventCursor) { escalationCreated(after: $after) { cursor } }',
      variables: { after: 7 },
    },
    'BAD_USER_INPUT',
  ],
];

for (const [what, request, code] of invalid) {
  test(`${what} is one result with its error and the end of the stream, with status 200`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();

    await using stream = await openRawStream(`${h.app.url}/graphql/stream`, {
      method: 'POST',
      headers: { ...json, ...events, ...bearer(owner) },
      body: JSON.stringify(request),
    });

    expect(stream.response.status).toBe(200);
    expect(await stream.next()).toEqual({
      event: 'next',
      data: { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code }) })] },
    });
    expect(await stream.next()).toEqual({ event: 'complete', data: null });
    expect(await stream.next()).toBeNull();
  });
}

for (const after of ['garbage', '', 'ZZZZ', 'a'.repeat(10_000), Buffer.from('x.1').toString('base64url')]) {
  const shown = after.length > 20 ? `${after.slice(0, 8)}… of ${after.length} characters` : `"${after}"`;
  test(`the cursor ${shown} is CURSOR_EXPIRED, and the client learns it as a result`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();

    await using stream = await openRawStream(`${h.app.url}/graphql/stream`, {
      method: 'POST',
      headers: { ...json, ...events, ...bearer(owner) },
      body: JSON.stringify({
        query: 'subscription($after: EventCursor) { escalationEvents(after: $after) { __typename } }',
        variables: { after },
      }),
    });

    expect(stream.response.status).toBe(200);
    expect(await stream.next()).toMatchObject({
      event: 'next',
      data: { errors: [{ path: ['escalationEvents'], extensions: { code: 'CURSOR_EXPIRED' } }] },
    });
    expect(await stream.next()).toEqual({ event: 'complete', data: null });
  });
}

test('a client that would rather have JSON gets JSON, and one that would rather have events gets events', async () => {
  await using h = await openHarness();
  const kindOf = async (accept: string) => {
    const response = await fetch(`${h.app.url}/graphql`, {
      method: 'POST',
      headers: { ...json, accept },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    await response.body?.cancel();
    return response.headers.get('content-type')?.split(';')[0];
  };

  const kinds = await Promise.all(
    [
      'application/graphql-response+json, application/json, text/event-stream, multipart/mixed',
      'text/event-stream, multipart/mixed',
      'text/event-stream;q=0.4, application/json;q=0.9',
      'application/json;q=0.4, text/event-stream',
      '*/*',
    ].map(kindOf),
  );

  expect(kinds).toEqual([
    'application/graphql-response+json',
    'text/event-stream',
    'application/json',
    'text/event-stream',
    'application/json',
  ]);
});

test('a subscription asked for as JSON is refused with a hint instead of an empty answer', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();

  const answer = await h.as(owner).send(createdEvents);

  expect(answer).toMatchObject({
    status: 406,
    errors: [
      {
        message: expect.stringContaining('text/event-stream'),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
  });
  expect(h.app.live.readerCount).toBe(0);
});
