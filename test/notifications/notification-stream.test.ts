import { ChangePassword, newPassword } from '../accounts/operations.ts';
import { Deactivate, Release, SetRole } from '../handoffs/documents.ts';
import type { Stream } from '../harness/client.ts';
import { openHarness, password } from '../harness/harness.ts';
import { openReplica } from '../harness/replicas.ts';
import { claim, EscalationEvents, escalate } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { Notifications, Received } from './in-product-operations.ts';

type Lines = Stream<{
  notificationReceived: {
    cursor: string;
    replayed: boolean;
    notification: { kind: string; handoff: { id: string } } | null;
  };
}>;

async function take(stream: Lines, count: number): Promise<string[]> {
  const kinds: string[] = [];
  for (let taken = 0; taken < count; taken++) {
    kinds.push((await stream.next()).notificationReceived.notification?.kind ?? 'none');
  }
  return kinds;
}

for (const mode of ['distinct', 'single'] as const) {
  test(`two people with the same document on ${mode} connections see their own lines and never each other's, live and replayed`, async () => {
    await using h = await openHarness();
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
    const globex = await h.anAccount({ engineers: ['eve'] });
    const people = [acme.ada, acme.grace, acme.linus, acme.owner];
    const { notifications } = await h.as(acme.grace).run(Notifications, {});
    const after = notifications.eventCursor;
    const open = (variables: { after?: string }) =>
      Promise.all(people.map(person => h.as(person).subscribe(Received, variables, { mode })));
    const live = await open({});
    await using eve = await h.as(globex.eve).subscribe(Received, {}, { mode });

    const { id } = await escalate(h.as(acme.ada), { targetUserId: acme.linus.id });
    await h.settled();
    await claim(h.as(acme.grace), id);
    await h.settled();
    const replays = await open({ after });

    const expected = [
      ['ESCALATION_CLAIMED'],
      ['ESCALATION_CREATED'],
      ['ESCALATION_TARGETED', 'ESCALATION_TAKEN'],
      ['ESCALATION_CREATED', 'ESCALATION_TAKEN'],
    ];
    for (const [index, person] of people.entries()) {
      const own = (await h.as(person).run(Notifications, {})).notifications.nodes.map(line => line.id);
      for (const stream of [live[index], replays[index]]) {
        if (stream === undefined) throw new Error('a stream is missing');
        const seen = [];
        for (const kind of expected[index] ?? []) {
          const { notificationReceived } = await stream.next();
          expect(notificationReceived.notification?.kind).toBe(kind);
          expect(notificationReceived.replayed).toBe(stream === replays[index]);
          seen.push(notificationReceived.notification?.id);
        }
        expect(seen).toEqual(own.reverse());
        own.reverse();
      }
    }
    await using witness = await h.as(acme.owner).subscribe(EscalationEvents);
    await witness.next();
    for (const stream of [...live, ...replays, eve]) expect(stream.pending).toEqual([]);
    for (const stream of [...live, ...replays]) await stream[Symbol.asyncDispose]();
  });
}

test('one connection of a person carries both streams, and a group of their own goes when it closes', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  const shared = [
    await h.as(acme.grace).subscribe(EscalationEvents),
    await h.as(acme.linus).subscribe(EscalationEvents),
  ];
  const own = [
    await h.as(acme.grace).subscribe(Received, {}, { mode: 'single' }),
    await h.as(acme.linus).subscribe(Received),
    await h.as(acme.linus).subscribe(Received),
  ];

  const open = h.app.live.groupCount;
  await escalate(h.as(acme.ada));
  for (const stream of own) expect(await take(stream, 1)).toEqual(['ESCALATION_CREATED']);
  for (const stream of own) await stream[Symbol.asyncDispose]();
  await waitFor('the streams of lines to be closed', () => h.app.live.readerCount === shared.length);
  const left = h.app.live.groupCount;
  for (const stream of shared) await stream[Symbol.asyncDispose]();
  await waitFor('all streams to be closed', () => h.app.live.readerCount === 0);

  // The document of all, and one for each person.
  expect([open, left, h.app.live.groupCount]).toEqual([3, 1, 0]);
});

test('a client that was away goes on from its cursor with what it missed, each line once and in order', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  let after = '';
  {
    await using first = await h.as(acme.owner).subscribe(Received);
    await escalate(h.as(acme.ada));
    after = (await first.next()).notificationReceived.cursor;
  }
  const made: string[] = [];
  for (let count = 0; count < 20; count++) made.push((await escalate(h.as(acme.ada))).id);
  await h.settled();

  await using again = await h.as(acme.owner).subscribe(Received, { after });
  await waitFor('what was missed', () => again.pending.length === made.length);
  const live = await escalate(h.as(acme.ada));

  const seen = [];
  for (let count = 0; count < 21; count++) seen.push((await again.next()).notificationReceived);
  expect(seen.map(({ notification }) => notification?.handoff.id)).toEqual([...made, live.id]);
  expect(seen.map(({ replayed }) => replayed)).toEqual([...made.map(() => true), false]);
  expect(new Set(seen.map(({ cursor }) => cursor)).size).toBe(21);
  expect(again.pending).toEqual([]);
});

test('between the list and the stream that goes on from its cursor nothing is lost and nothing comes twice', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await escalate(h.as(acme.ada));
  await h.settled();
  const { notifications } = await h.as(acme.grace).run(Notifications, {});
  const { id } = await escalate(h.as(acme.ada));
  await h.settled();

  await using stream = await h.as(acme.grace).subscribe(Received, { after: notifications.eventCursor });

  expect(notifications.nodes).toHaveLength(1);
  expect(await stream.next()).toMatchObject({
    notificationReceived: { replayed: true, notification: { handoff: { id } } },
  });
  expect(stream.pending).toEqual([]);
});

test('a line that was deleted since is replayed as none, and the stream goes on', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { notifications } = await h.as(acme.grace).run(Notifications, {});
  await escalate(h.as(acme.ada));
  await h.settled();
  await h.app.database.query('delete from notification where account_id = ?', [acme.owner.account.uuid]);
  await using stream = await h.as(acme.grace).subscribe(Received, { after: notifications.eventCursor });

  const next = await escalate(h.as(acme.ada));

  expect(await stream.next()).toMatchObject({ notificationReceived: { notification: null } });
  expect(await stream.next()).toMatchObject({
    notificationReceived: { notification: { handoff: { id: next.id } } },
  });
});

test('losing the role, deactivation and a new password end the stream with the reason, at once', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const { owner, ada, grace, linus } = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  await using demoted = await h.as(grace).subscribe(Received);
  await using removed = await h.as(linus).subscribe(Received);
  await using signedOut = await h.as(ada).subscribe(Received);

  await h.as(owner).run(SetRole, { input: { userId: grace.id, role: 'VIEWER' } });
  await h.as(owner).run(Deactivate, { input: { userId: linus.id } });
  await h.as(ada).run(ChangePassword, { input: { currentPassword: password, newPassword } });

  await expect(demoted.next()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(removed.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  await expect(signedOut.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('a VIEWER and a stranger may not open it, nor continue from a cursor of another account', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ viewers: ['rex'] });
  const globex = await h.anAccount();
  const { notifications } = await h.as(acme.owner).run(Notifications, {});

  await expect(h.as(acme.rex).subscribe(Received)).rejects.toMatchObject({ response: { status: 403 } });
  await expect(h.nobody.subscribe(Received)).rejects.toMatchObject({ response: { status: 401 } });
  await using foreign = await h.as(globex.owner).subscribe(Received, { after: notifications.eventCursor });
  await expect(foreign.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
});

test('lines pass by the streams of escalations unseen, live and replayed, and their cursors go over them', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { notifications } = await h.as(acme.owner).run(Notifications, {});
  await using live = await h.as(acme.owner).subscribe(EscalationEvents);
  const expected: string[] = ['StreamReady'];
  for (let round = 0; round < 20; round++) {
    const { id } = await escalate(h.as(acme.ada));
    await claim(h.as(acme.grace), id);
    await h.as(acme.grace).run(Release, { input: { handoffId: id } });
    expected.push('EscalationCreated', 'EscalationClaimed', 'EscalationReleased');
  }
  await h.settled();

  await using replay = await h
    .as(acme.owner)
    .subscribe(EscalationEvents, { after: notifications.eventCursor });

  const log = await h.app.eventLog.read(acme.owner.account.uuid, 0, 1_000);
  expect(log.filter(({ type }) => type === 'notification.added').length).toBeGreaterThan(3);
  for (const stream of [live, replay]) {
    const seen: string[] = [];
    for (const _ of expected) seen.push((await stream.next()).escalationEvents.__typename);
    expect(seen).toEqual(expected);
    expect(stream.pending).toEqual([]);
  }
});

serverTest('a line that is made on one replica reaches its person on another', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  await using other = await openReplica(h);
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using stream = await other.as(acme.grace).subscribe(Received);

  await escalate(h.as(acme.ada));

  expect(await take(stream, 1)).toEqual(['ESCALATION_CREATED']);
});
