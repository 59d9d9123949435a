import { graphql } from '../generated/index.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { openReplica } from '../harness/replicas.ts';
import { EscalationCreated, EscalationEvents, escalate } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';

/** The database forgets the newest events, as after a failover or a restore, while the product runs on it. */

const LostTailQueue = graphql(`
  query LostTailQueue {
    escalationQueue { eventCursor }
  }
`);

const cursorNow = async (h: Harness, person: Person) =>
  (await h.as(person).run(LostTailQueue, {})).escalationQueue.eventCursor;

/** Where an account's log stands, in all columns that say so. */
async function saveLog(h: Harness, { account }: Person): Promise<() => Promise<void>> {
  // Whatever follows by itself is in the log before, and not added to it after it was cut.
  await h.settled();
  const [saved] = await h.app.database.query<{ head: Record<string, unknown> }>(
    'select to_jsonb(account) as head from account where id = ?',
    [account.uuid],
  );
  const head = Object.entries(saved?.head ?? {}).filter(([column]) => column.startsWith('event_'));
  return async () => {
    await h.settled();
    await h.app.database.query('delete from account_event where account_id = ? and seq > ?', [
      account.uuid,
      saved?.head.event_seq,
    ]);
    await h.app.database.query(
      `update account set ${head.map(([column]) => `${column} = ?`).join(', ')} where id = ?`,
      [...head.map(([, value]) => value), account.uuid],
    );
  };
}

/** What a stream says first when it is opened with a cursor: the code of an error, or the type of an event. */
async function answerTo(h: Harness, person: Person, after: string): Promise<unknown> {
  await using stream = await h.as(person).subscribe(EscalationEvents, { after });
  return await stream.next().then(
    ({ escalationEvents }) => escalationEvents.__typename,
    (error: { code?: string }) => error.code,
  );
}

/** An account whose newest event can be lost, and a stream of Grace's that has seen it. */
async function anAccountThatWillLose(h: Harness) {
  h.mailbox.ignoreAll();
  const { ada, grace } = await h.anAccount({ engineers: ['ada', 'grace'] });
  const loseTail = await saveLog(h, ada);
  const stream = await h.as(grace).subscribe(EscalationCreated);
  await escalate(h.as(ada));
  await stream.next();
  return { ada, grace, stream, loseTail };
}

test('a stream that has seen what the database lost is told to reload, and misses nothing after it', async () => {
  await using h = await openHarness();
  const acme = await anAccountThatWillLose(h);
  await using stream = acme.stream;
  await acme.loseTail();

  const { id } = await escalate(h.as(acme.ada));

  await expect(stream.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  await stream.ended();
  const reloaded = await cursorNow(h, acme.grace);
  await using again = await h.as(acme.grace).subscribe(EscalationCreated, { after: reloaded });
  const next = await escalate(h.as(acme.ada));
  expect(await again.next()).toMatchObject({ escalationCreated: { handoff: { id: next.id } } });
  expect(next.id).not.toBe(id);
});

test('a stream is told to reload although nothing happens after the database lost events', async () => {
  await using h = await openHarness();
  const acme = await anAccountThatWillLose(h);
  await using stream = acme.stream;

  await acme.loseTail();

  await expect(stream.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
});

test('a cursor of a lost event is expired, before and after other events have taken its number', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await escalate(h.as(acme.ada));
  const loseTail = await saveLog(h, acme.ada);
  const kept = await cursorNow(h, acme.grace);
  await escalate(h.as(acme.ada));
  await h.settled();
  // Nobody has a stream open: only this cursor remembers.
  const lost = await cursorNow(h, acme.grace);
  await loseTail();

  expect(await answerTo(h, acme.grace, lost)).toBe('CURSOR_EXPIRED');
  const first = await escalate(h.as(acme.ada));
  await escalate(h.as(acme.ada));
  await h.settled();
  expect(await answerTo(h, acme.grace, lost)).toBe('CURSOR_EXPIRED');
  await using stream = await h.as(acme.grace).subscribe(EscalationCreated, { after: kept });
  expect(await stream.next()).toMatchObject({ escalationCreated: { handoff: { id: first.id } } });
});

test('a fresh stream after the loss has every event or is told to reload, though the process remembers more', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  const loseTail = await saveLog(h, acme.ada);
  await using held = await h.as(acme.linus).subscribe(EscalationCreated);
  await escalate(h.as(acme.ada));
  await held.next();
  await loseTail();

  await using fresh = await h.as(acme.grace).subscribe(EscalationCreated);
  const { id } = await escalate(h.as(acme.ada));

  const outcome = await fresh.next().then(
    ({ escalationCreated }) => escalationCreated.handoff.id,
    (error: { code?: string }) => error.code,
  );
  expect([id, 'CURSOR_EXPIRED']).toContain(outcome);
  await expect(held.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
});

test('an account that lost nothing keeps its streams and cursors', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const [acme, globex] = [
    await h.anAccount({ engineers: ['ada'] }),
    await h.anAccount({ engineers: ['bob', 'eve'] }),
  ];
  const loseTail = await saveLog(h, acme.ada);
  await escalate(h.as(acme.ada));
  await using stream = await h.as(globex.eve).subscribe(EscalationCreated);
  const cursor = await cursorNow(h, globex.eve);
  await loseTail();
  await h.app.live.sweep();

  const { id } = await escalate(h.as(globex.bob));

  expect(await stream.next()).toMatchObject({ escalationCreated: { handoff: { id } } });
  expect(await answerTo(h, globex.eve, cursor)).toBe('StreamReady');
});

serverTest('a replica that is told of nothing finds the loss by itself', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using other = await openReplica(h);
  const loseTail = await saveLog(h, acme.ada);
  await using stream = await other.as(acme.grace).subscribe(EscalationCreated);
  await escalate(h.as(acme.ada));
  await stream.next();
  await loseTail();

  // As many events as were lost, and more: the numbers alone do not tell the two histories apart.
  for (let count = 0; count < 3; count++) await escalate(h.as(acme.ada));

  await expect(stream.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
});
