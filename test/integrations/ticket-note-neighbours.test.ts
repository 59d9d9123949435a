import { newId } from '../../src/kernel/ids.ts';
import { type Harness, openHarness } from '../harness/harness.ts';
import { escalate, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openConnectWise } from './connectwise-server.ts';
import { connect, notesOfSession, Post, waitForNote } from './documents.ts';

/** Accounts share the workers of a process, and have a ticket system each. */

/** The jobs of these accounts that wait in a queue to be taken, or are at it. */
async function countJobs(h: Harness, queue: string, state: string, accountIds: readonly string[]) {
  const rows = await h.app.database.query(
    "select 1 from jobs.job where name = ? and state = ? and data ->> 'accountId' = any(?::text[])",
    [queue, state, `{${accountIds.join(',')}}`],
  );
  return rows.length;
}

test('ticket systems that hang hold up nobody else, however many notes wait for them', async () => {
  const tickets = Array.from({ length: 32 }, (_, index) => 1001 + index);
  await using hanging = await openConnectWise(tickets);
  await using healthy = await openConnectWise(tickets);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const neighbour = await h.anAccount({ engineers: ['ada'] });
  await connect(h.as(neighbour.owner), healthy);
  const ada = h.as(neighbour.ada);
  hanging.setState('HANG');
  const hung: string[] = [];
  const posts: (() => Promise<unknown>)[] = [];
  for (const count of [32, 4, 4]) {
    const account = await h.anAccount({ engineers: ['eve'] });
    hung.push(account.owner.account.uuid);
    await connect(h.as(account.owner), hanging);
    for (const ticket of tickets.slice(0, count)) {
      const id = await startSession(h.as(account.eve), { ticketRef: String(ticket) });
      posts.push(() => h.as(account.eve).run(Post, { input: { id } }));
    }
  }
  await Promise.all(posts.map(post => post()));
  await waitFor('all three to hang', () => hanging.requests.length >= 6);
  /** Has a note of the neighbour sent; returns how many of those that hang were given up until it was. */
  const sendMeanwhile = async (): Promise<number> => {
    const before = hanging.givenUpCount;
    const sessionId = await startSession(ada, { ticketRef: '1001' });
    await escalate(ada, { sessionId });
    await waitForNote(ada, sessionId, 'SENT');
    return hanging.givenUpCount - before;
  };

  const whileFirstTriesHang = await sendMeanwhile();
  // The timeout of those under way is over: what else waits for these systems need not be tried here.
  hanging.hangUp();
  await waitFor(
    'the others to be passed on',
    async () =>
      (await countJobs(h, 'ticket-note', 'created', hung)) === 0 &&
      (await countJobs(h, 'ticket-note', 'active', hung)) === 0,
  );
  await h.passTime(10);
  await waitFor(
    'all three to hang again',
    async () => (await countJobs(h, 'ticket-note-retry', 'active', hung)) === 3,
  );
  const whileRetriesHang = await sendMeanwhile();
  hanging.setState(null);
  hanging.hangUp();
  await h.settled();

  // It waited for none of them.
  expect([whileFirstTriesHang, whileRetriesHang]).toEqual([0, 0]);
});

test('notes of an account go to two of its tickets at a time', async () => {
  const tickets = [1001, 1002, 1003, 1004];
  await using server = await openConnectWise(tickets);
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await connect(h.as(acme.owner), server);
  const ada = h.as(acme.ada);
  server.misbehave(['HANG']);

  const sessions: string[] = [];
  for (const ticket of tickets) {
    sessions.push(await startSession(ada, { ticketRef: String(ticket) }));
    await ada.run(Post, { input: { id: sessions.at(-1) ?? '' } });
  }
  // The first one hangs, and whatever shares its lane waits for it.
  await waitFor('the other lane', () => server.notesOf(1002).length + server.notesOf(1004).length === 2);
  server.hangUp();
  await h.settled();

  expect(server.notesOf(1001)).toEqual([]);
  expect(await notesOfSession(ada, sessions[0] ?? '')).toMatchObject([{ state: 'PENDING', attempts: 1 }]);
});

test('a job that an older version queued without a group, or for another try, is passed on and done once', async () => {
  await using server = await openConnectWise();
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await connect(h.as(acme.owner), server);
  const ada = h.as(acme.ada);
  const sessionId = await startSession(ada, { ticketRef: '12345' });
  server.misbehave([{ status: 503 }]);
  await ada.run(Post, { input: { id: sessionId } });
  const { id } = await waitFor('the first try', async () =>
    (await notesOfSession(ada, sessionId)).find(
      ({ state, attempts }) => state === 'PENDING' && attempts === 1,
    ),
  );
  const accountId = acme.owner.account.uuid;
  const [note] = await h.app.database.query<{ id: string }>(
    'select id from ticket_note where account_id = ?',
    [accountId],
  );
  await h.app.database.query(
    `delete from jobs.job where name = 'ticket-note-retry' and data ->> 'accountId' = ?`,
    [accountId],
  );

  const data = { accountId, ticketNumber: '12345' };
  await h.app.jobs.enqueueAll('ticket-note', [
    { key: newId(), data: { ...data, retryOf: { noteId: note?.id, attempts: 1 } } },
  ]);
  const sent = await waitForNote(ada, sessionId, 'SENT');
  const second = await startSession(ada, { ticketRef: '12345' });
  await ada.run(Post, { input: { id: second } });
  await h.app.jobs.enqueueAll('ticket-note', [{ key: newId(), data }]);
  await waitForNote(ada, second, 'SENT');
  await h.settled();

  expect(sent).toMatchObject({ id, attempts: 2 });
  expect(server.notesOf(12345)).toHaveLength(2);
});
