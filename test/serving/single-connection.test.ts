import { openHarness, type Person } from '../harness/harness.ts';
import { EscalationCreated, EscalationEvents, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { bearer, events, json, openRawStream } from './raw-http.ts';

/** The single connection mode of the graphql-sse protocol: one stream for many operations. */

const subscription = 'subscription { escalationEvents { __typename } }';

async function reserve(url: string, person: Person): Promise<string> {
  const response = await fetch(`${url}/graphql/stream`, { method: 'PUT', headers: bearer(person) });
  expect(response.status).toBe(201);
  return await response.text();
}

/** Starts an operation; returns the status and what was wrong. */
async function operate(url: string, token: string, person: Person, request: object) {
  const response = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { ...json, ...bearer(person), 'x-graphql-event-stream-token': token },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  return { status: response.status, errors: text === '' ? [] : JSON.parse(text).errors };
}

const openStreamOf = (url: string, token: string) =>
  openRawStream(`${url}/graphql/stream`, {
    headers: { ...events, 'x-graphql-event-stream-token': token },
  });

test('operations share one stream, each result with the id of its operation', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  h.mailbox.ignoreAll();
  const { url } = h.app;
  const token = await reserve(url, acme.owner);
  await using stream = await openStreamOf(url, token);
  expect(stream.response.headers.get('x-accel-buffering')).toBe('no');

  const live = { query: subscription, extensions: { operationId: 'live' } };
  const me = { query: '{ me { id } }', extensions: { operationId: 'me' } };
  expect(await operate(url, token, acme.owner, live)).toEqual({ status: 202, errors: [] });
  const ready = { id: 'live', payload: { data: { escalationEvents: { __typename: 'StreamReady' } } } };
  expect(await stream.next()).toEqual({ event: 'next', data: ready });
  expect(await operate(url, token, acme.owner, me)).toEqual({ status: 202, errors: [] });
  const answer = { id: 'me', payload: { data: { me: { id: acme.owner.id } } } };
  expect(await stream.next()).toEqual({ event: 'next', data: answer });
  expect(await stream.next()).toEqual({ event: 'complete', data: { id: 'me' } });
  await escalate(h.as(acme.ada));

  expect(await stream.next()).toMatchObject({
    event: 'next',
    data: { id: 'live', payload: { data: { escalationEvents: { __typename: 'EscalationCreated' } } } },
  });
});

test('the graphql-sse client carries several operations over one connection', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  h.mailbox.ignoreAll();
  await using created = await h.as(acme.owner).subscribe(EscalationCreated, {}, { mode: 'single' });
  await using all = await h.as(acme.owner).subscribe(EscalationEvents, {}, { mode: 'single' });
  expect(await all.next()).toMatchObject({ escalationEvents: { __typename: 'StreamReady' } });

  const { id } = await escalate(h.as(acme.ada));

  expect(await created.next()).toMatchObject({ escalationCreated: { handoff: { id } } });
  expect(await all.next()).toMatchObject({ escalationEvents: { handoff: { id } } });
});

test('a stream cannot be reserved without signing in', async () => {
  await using h = await openHarness();

  const response = await fetch(`${h.app.url}/graphql/stream`, { method: 'PUT' });

  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('results that come before the stream is opened wait for it', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const { url } = h.app;
  const token = await reserve(url, owner);
  const me = { query: '{ me { id } }', extensions: { operationId: '1' } };
  await operate(url, token, owner, me);

  await using stream = await openStreamOf(url, token);

  expect(await stream.next()).toEqual({
    event: 'next',
    data: { id: '1', payload: { data: { me: { id: owner.id } } } },
  });
});

test('the token may be in the address, for an EventSource that cannot send headers', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const { url } = h.app;
  const token = await reserve(url, owner);

  await using stream = await openRawStream(`${url}/graphql/stream?token=${token}`, { headers: events });
  await operate(url, token, owner, { query: '{ __typename }', extensions: { operationId: 1 } });

  expect(await stream.next()).toEqual({
    event: 'next',
    data: { id: '1', payload: { data: { __typename: 'Query' } } },
  });
});

test('DELETE ends an operation and leaves the others running', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const { url } = h.app;
  const token = await reserve(url, owner);
  await using stream = await openStreamOf(url, token);
  for (const operationId of ['a', 'b']) {
    await operate(url, token, owner, { query: subscription, extensions: { operationId } });
    expect(await stream.next()).toMatchObject({ data: { id: operationId } });
  }
  expect(h.app.live.readerCount).toBe(2);

  const response = await fetch(`${url}/graphql/stream?operationId=a`, {
    method: 'DELETE',
    headers: { 'x-graphql-event-stream-token': token },
  });

  expect(response.status).toBe(200);
  expect(await stream.next()).toEqual({ event: 'complete', data: { id: 'a' } });
  await waitFor('one reader to be left', () => h.app.live.readerCount === 1);
});

test('a second stream for one reservation is refused with 409', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const token = await reserve(h.app.url, owner);
  await using first = await openStreamOf(h.app.url, token);

  await using second = await openStreamOf(h.app.url, token);

  expect([first.response.status, second.response.status]).toEqual([200, 409]);
});

for (const token of ['unknown', 'constructor', '__proto__', 'x'.repeat(5_000)]) {
  test(`the unknown reservation ${token.slice(0, 20)} is 404 for stream, operation and DELETE`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();
    const headers = { 'x-graphql-event-stream-token': token };

    await using stream = await openStreamOf(h.app.url, token);
    const operation = await operate(h.app.url, token, owner, {
      query: '{ __typename }',
      extensions: { operationId: '1' },
    });
    const gone = await fetch(`${h.app.url}/graphql/stream?operationId=1`, { method: 'DELETE', headers });

    expect([stream.response.status, operation.status, gone.status]).toEqual([404, 404, 404]);
  });
}

test('an operation needs an id that no other running operation of its stream has', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const { url } = h.app;
  const token = await reserve(url, owner);
  await using stream = await openStreamOf(url, token);
  const start = (extensions?: object) => operate(url, token, owner, { query: subscription, extensions });

  const statuses = [];
  for (const extensions of [
    undefined,
    { operationId: '' },
    { operationId: { a: 1 } },
    { operationId: 'constructor' },
    { operationId: 'constructor' },
    { operationId: '__proto__' },
    { operationId: '__proto__' },
  ]) {
    statuses.push((await start(extensions)).status);
  }

  expect(statuses).toEqual([400, 400, 400, 202, 409, 202, 409]);
  expect(stream.response.status).toBe(200);
});

test('a stream holds a hundred running operations and no more', async () => {
  await using h = await openHarness({ STREAMS_PER_USER: '1000' });
  const { owner } = await h.anAccount();
  const { url } = h.app;
  const token = await reserve(url, owner);
  await using stream = await openStreamOf(url, token);

  const statuses = [];
  for (let number = 1; number <= 101; number++) {
    const { status } = await operate(url, token, owner, {
      query: subscription,
      extensions: { operationId: number },
    });
    statuses.push(status);
  }

  expect(stream.response.status).toBe(200);
  expect(statuses).toEqual([...Array(100).fill(202), 429]);
  await waitFor('a hundred readers', () => h.app.live.readerCount === 100);
});

test('a document that cannot be executed is refused with 400, and the stream goes on', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const { url } = h.app;
  const token = await reserve(url, owner);
  await using stream = await openStreamOf(url, token);
  const start = (query: string) => operate(url, token, owner, { query, extensions: { operationId: '1' } });

  const answers = [await start('subscription {'), await start('{ nothing }')];

  expect(answers).toMatchObject([
    { status: 400, errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] },
    { status: 400, errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
  ]);
  expect((await start('{ __typename }')).status).toBe(202);
  expect(await stream.next()).toMatchObject({ data: { id: '1' } });
});

test('a mutation by GET is refused with 405 and not executed', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const token = await reserve(h.app.url, owner);
  const address = new URL(`${h.app.url}/graphql/stream`);
  address.searchParams.set('query', 'mutation { startSession(input: { problem: "by GET" }) { id } }');
  address.searchParams.set('extensions', '{"operationId":"1"}');

  const response = await fetch(address, {
    headers: { ...bearer(owner), accept: 'application/json', 'x-graphql-event-stream-token': token },
  });

  expect(response.status).toBe(405);
  await response.body?.cancel();
  const { data } = await h.as(owner).send('{ sessions { totalCount } }');
  expect(data).toEqual({ sessions: { totalCount: 0 } });
});

test('when the client goes, all of its operations end at once', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const { url } = h.app;
  const token = await reserve(url, owner);
  {
    await using stream = await openStreamOf(url, token);
    for (const operationId of ['a', 'b', 'c']) {
      await operate(url, token, owner, { query: subscription, extensions: { operationId } });
    }
    expect(await stream.next()).toMatchObject({ event: 'next' });
    // Operations are accepted before they have a reader.
    await waitFor('three readers', () => h.app.live.readerCount === 3);
  }

  await waitFor('the readers to be gone', () => h.app.live.readerCount === 0);
  const late = await operate(url, token, owner, { query: subscription, extensions: { operationId: 'd' } });
  expect(late.status).toBe(404);
});
