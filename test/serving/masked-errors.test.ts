import { decodeId } from '../../src/graphql/ids.ts';
import { type Harness, openHarness } from '../harness/harness.ts';
import { escalate } from '../harness/stories.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { bearer, events, json, openRawStream } from './raw-http.ts';

/** When something breaks on our side: the client learns that it did and an id, the log learns the rest. */

const masked = 'Something went wrong on our side. It was logged; please try again.';
const logged = /^a request failed unexpectedly$/;

let opened: Promise<Harness> | null = null;

afterAll(async () => await (await opened)?.[Symbol.asyncDispose]());

/** A product whose database the tests of this file may break; its log begins anew with each test. */
async function openBreakable(): Promise<Harness> {
  opened ??= openHarness({});
  const h = await opened;
  expect(h.logBook.unexpectedErrors()).toEqual([]);
  h.mailbox.ignoreAll();
  h.logBook.clear();
  h.logBook.expectErrors(logged);
  return h;
}

/** Writes a snapshot of a handoff that the product would never write. */
async function poison(h: Harness, handoffId: string, snapshot: string): Promise<void> {
  await h.settled();
  await h.app.database.query('update handoff set snapshot_facts = null, snapshot = ?::jsonb where id = ?', [
    snapshot,
    decodeId('Handoff', handoffId, 'id'),
  ]);
}

/** Does something while a table is not there. */
async function withoutTable<T>(h: Harness, table: string, work: () => Promise<T>): Promise<T> {
  await h.settled();
  await h.app.database.query(`alter table ${table} rename to ${table}_gone`);
  try {
    return await work();
  } finally {
    await h.app.database.query(`alter table ${table}_gone rename to ${table}`);
  }
}

/** The only failed request in the log. */
function errorIn(h: Harness) {
  const errors = h.logBook.lines.filter(({ level, msg }) => level >= 50 && logged.test(msg));
  expect(errors).toHaveLength(1);
  return errors[0];
}

test('a poisoned row is an INTERNAL_SERVER_ERROR whose request id leads to the log, and the rest is still answered', async () => {
  const h = await openBreakable();
  const { owner, ada } = await h.anAccount({ engineers: ['ada'] });
  const { id } = await escalate(h.as(ada));
  await poison(h, id, '{}');

  const answer = await h
    .as(owner)
    .send('query($id: ID!) { me { name } handoff(id: $id) { id snapshot { steps { note } } } }', { id });

  expect(answer).toMatchObject({
    data: { me: { name: 'Owner' }, handoff: null },
    errors: [
      {
        message: masked,
        path: ['handoff', 'snapshot', 'steps'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
      },
    ],
  });
  expect(Object.keys(answer.errors?.[0]?.extensions ?? {})).toEqual(['code', 'requestId']);
  expect(JSON.stringify(answer)).not.toMatch(/TypeError|was read without|node_modules|\.ts:/);
  expect(errorIn(h)).toMatchObject({
    requestId: answer.errors?.[0]?.extensions.requestId,
    path: 'handoff.snapshot.steps',
    err: { type: 'Error', stack: expect.stringContaining('handoff-snapshot.schema.ts') },
  });
});

test('a stored value that does not fit its type is a defect of ours, and not the client’s mistake', async () => {
  const h = await openBreakable();
  const { owner, ada } = await h.anAccount({ engineers: ['ada'] });
  const { id } = await escalate(h.as(ada));
  await poison(h, id, '{"secondsSpent":"a while","steps":[]}');

  const answer = await h
    .as(owner)
    .send('query($id: ID!) { handoff(id: $id) { snapshot { secondsSpent } } }', { id });

  expect(answer.errors).toMatchObject([{ message: masked, extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  expect(errorIn(h)).toMatchObject({ requestId: answer.errors?.[0]?.extensions.requestId });
});

test('a table that is gone shows neither its name nor the statement to the client', async () => {
  const h = await openBreakable();
  const { owner } = await h.anAccount();

  const text = await withoutTable(h, 'session', async () => {
    const response = await fetch(`${h.app.url}/graphql`, {
      method: 'POST',
      headers: { ...json, ...bearer(owner), 'x-request-id': 'trace-of-a-bad-day' },
      body: JSON.stringify({ query: '{ sessions { totalCount } }' }),
    });
    return await response.text();
  });

  expect(text).toContain('trace-of-a-bad-day');
  expect(text).not.toMatch(/session_gone|relation|select|stack|42P01/i);
  expect(errorIn(h)).toMatchObject({
    requestId: 'trace-of-a-bad-day',
    err: { type: 'TableNotFoundException', code: '42P01' },
  });
});

for (const [path, headers] of [
  ['/graphql', json],
  ['/graphql', { ...json, accept: 'application/graphql-response+json' }],
  ['/graphql/stream', { ...json, ...events }],
] as const) {
  const kind = 'accept' in headers ? headers.accept : 'application/json';
  test(`${path} as ${kind}: a failure to find out who is asking is masked and logged too`, async () => {
    const h = await openBreakable();
    const { owner } = await h.anAccount();

    const { response, text } = await withoutTable(h, 'app_user', async () => {
      const response = await fetch(`${h.app.url}${path}`, {
        method: 'POST',
        headers: { ...headers, ...bearer(owner) },
        body: JSON.stringify({ query: '{ me { id } }' }),
      });
      return { response, text: await response.text() };
    });

    expect(text).toContain(masked);
    expect(text).toContain('INTERNAL_SERVER_ERROR');
    expect(text).not.toMatch(/app_user|relation|select/i);
    expect(errorIn(h)).toMatchObject({ requestId: response.headers.get('x-request-id') });
    expect(response.status).toBe(path === '/graphql' ? 500 : 200);
  });
}

test('an event that cannot be shown ends the stream with the reason, and not in silence', async () => {
  const h = await openBreakable();
  const { owner, ada } = await h.anAccount({ engineers: ['ada'] });
  const { data } = await h
    .as(owner)
    .send<{ escalationQueue: { eventCursor: string } }>('{ escalationQueue { eventCursor } }');
  const { id } = await escalate(h.as(ada));
  await poison(h, id, '{}');

  await using stream = await openRawStream(`${h.app.url}/graphql/stream`, {
    method: 'POST',
    headers: { ...json, ...events, ...bearer(owner) },
    body: JSON.stringify({
      query: `subscription($after: EventCursor) {
        escalationCreated(after: $after) { handoff { snapshot { steps { note } } } }
      }`,
      variables: { after: data?.escalationQueue.eventCursor },
    }),
  });

  expect(await stream.next()).toMatchObject({
    event: 'next',
    data: {
      data: null,
      errors: [
        { message: masked, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) } },
      ],
    },
  });
  expect(await stream.next()).toEqual({ event: 'complete', data: null });
  expect(errorIn(h)).toMatchObject({ requestId: stream.response.headers.get('x-request-id') });
});
