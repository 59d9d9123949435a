import { decodeId } from '../../src/graphql/ids.ts';
import { notificationAdded } from '../../src/notifications/notifications.events.ts';
import { notifyPeople } from '../../src/notifications/notify-people.ts';
import { roundOf } from '../../src/notifications/rounds.ts';
import { openHarness, type Person } from '../harness/harness.ts';
import { claim, escalate } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { linesOf as ledgerLinesOf, ledgerOf, openStreamOf, SetPreferences } from './documents.ts';
import { kindsOf, linesOf, MarkRead, Notifications, Received } from './in-product-operations.ts';
import { aRung, passMinutes, SetPolicy } from './ladder-stories.ts';

/** Lines in the product and the ledger of who was told are one story, whoever tells it. */

test('who wants no lines has none: not of new escalations, not of who took them, and not as their maker', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'mute'] });
  await h.as(acme.mute).run(SetPreferences, { input: { inApp: false } });
  await using stream = await h.as(acme.mute).subscribe(Received);

  const first = await escalate(h.as(acme.ada), { targetUserId: acme.mute.id });
  await h.settled();
  await claim(h.as(acme.grace), first.id);
  const own = await escalate(h.as(acme.mute));
  await h.settled();
  await claim(h.as(acme.grace), own.id);

  expect(await kindsOf(h, acme.mute)).toEqual([]);
  expect(await ledgerLinesOf(h.as(acme.owner), first.id)).toEqual(
    expect.arrayContaining(['Mute IN_APP SKIPPED MUTED', 'Mute MAIL SENT']),
  );
  const events = await h.app.eventLog.read(acme.owner.account.uuid, 0, 100);
  const added = events.filter(({ type }) => type === notificationAdded);
  expect(added.length).toBeGreaterThan(0);
  expect(JSON.stringify(added)).not.toContain(acme.mute.uuid);
  await using witness = await h.as(acme.owner).subscribe(Received);
  expect([...stream.pending, ...witness.pending]).toEqual([]);
});

test('who wants only what asks for them by name has a line of that alone, also on the stream', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await h.as(acme.grace).run(SetPreferences, { input: { onlyTargeted: true } });
  await using stream = await h.as(acme.grace).subscribe(Received);

  const other = await escalate(h.as(acme.ada));
  await h.settled();
  const targeted = await escalate(h.as(acme.ada), { targetUserId: acme.grace.id });

  expect(await kindsOf(h, acme.grace)).toEqual(['ESCALATION_TARGETED']);
  expect((await stream.next()).notificationReceived.notification).toMatchObject({
    kind: 'ESCALATION_TARGETED',
    handoff: { id: targeted.id },
  });
  expect(await ledgerLinesOf(h.as(acme.owner), other.id)).toEqual(
    expect.arrayContaining(['Grace IN_APP SKIPPED NOT_TARGETED', 'Grace MAIL SKIPPED NOT_TARGETED']),
  );
  expect(await ledgerLinesOf(h.as(acme.owner), targeted.id)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^Grace IN_APP (PENDING|SENT)$/), 'Grace MAIL SENT']),
  );
});

test('that it was taken is told to whom a rung of the ladder told of it, or a mail, and not to whom nobody told anything', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus', 'nina'] });
  await h.as(acme.owner).run(SetPolicy, {
    input: { secondLineUserIds: [acme.grace.id], rungs: [aRung('SECOND_LINE', 2)] },
  });
  for (const person of [acme.grace, acme.nina])
    await h.as(person).run(SetPreferences, { input: { onlyTargeted: true } });
  await h.as(acme.linus).run(SetPreferences, { input: { inApp: false } });
  const { id } = await escalate(h.as(acme.ada));
  await passMinutes(h, 2);
  await h.as(acme.linus).run(SetPreferences, { input: { inApp: true } });

  await claim(h.as(acme.owner), id);

  expect(await linesOf(h, acme.grace)).toEqual([
    ['ESCALATION_REPEATED', 'Nobody has claimed it yet: “Outlook cannot connect”'],
    ['ESCALATION_TAKEN', 'Taken by Owner: “Outlook cannot connect”'],
  ]);
  expect(await kindsOf(h, acme.linus)).toEqual(['ESCALATION_TAKEN']);
  expect(await kindsOf(h, acme.nina)).toEqual([]);
  const ledger = await ledgerLinesOf(h.as(acme.owner), id);
  expect(ledger.filter(line => /Grace|Nina/.test(line))).toEqual([
    'Grace #101 IN_APP CANCELLED',
    'Grace #101 MAIL SENT',
    'Grace IN_APP SKIPPED NOT_TARGETED',
    'Grace MAIL SKIPPED NOT_TARGETED',
    'Nina IN_APP SKIPPED NOT_TARGETED',
    'Nina MAIL SKIPPED NOT_TARGETED',
  ]);
});

test('a rung of the ladder is one more line for each of those it tells, however often its job runs', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  await h.as(acme.linus).run(SetPreferences, { input: { inApp: false } });
  await h.as(acme.owner).run(SetPolicy, { input: { rungs: [aRung('EVERYONE', 2)] } });
  await using stream = await h.as(acme.grace).subscribe(Received);
  const { id } = await escalate(h.as(acme.ada));
  await passMinutes(h, 2);
  const again = {
    ...{ accountId: acme.owner.account.uuid, handoffId: decodeId('Handoff', id, 'id') },
    ...{ round: roundOf(1, 1), audience: 'EVERYONE' as const },
  };

  await notifyPeople(h.app.tools, [again]);
  await notifyPeople(h.app.tools, [again, again]);
  const marker = await escalate(h.as(acme.ada), { targetUserId: acme.grace.id });

  const told = ['ESCALATION_CREATED', 'ESCALATION_REPEATED'];
  expect(await kindsOf(h, acme.owner)).toEqual([...told, 'ESCALATION_CREATED']);
  expect(await kindsOf(h, acme.grace)).toEqual([...told, 'ESCALATION_TARGETED']);
  expect(await kindsOf(h, acme.linus)).toEqual([]);
  expect(await kindsOf(h, acme.ada)).toEqual([]);
  const live = [await stream.next(), await stream.next(), await stream.next()];
  expect(live.map(({ notificationReceived: { notification } }) => notification)).toMatchObject([
    { kind: 'ESCALATION_CREATED', handoff: { id } },
    { kind: 'ESCALATION_REPEATED', handoff: { id }, actor: { id: acme.ada.id } },
    { kind: 'ESCALATION_TARGETED', handoff: { id: marker.id } },
  ]);
});

test('a line that was read reached its reader; with a dashboard open one is reached at once', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  for (const person of [acme.owner, acme.grace, acme.linus])
    await h.as(person).run(SetPreferences, { input: { mail: false } });
  await openStreamOf(h, acme.linus);
  const ids = [(await escalate(h.as(acme.ada))).id, (await escalate(h.as(acme.ada))).id];
  await h.settled();
  const before = await ledgerOf(h.as(acme.owner), ids[0] ?? '');
  const { notifications } = await h.as(acme.grace).run(Notifications, {});
  const [newest] = notifications.nodes;

  await h.as(acme.grace).run(MarkRead, { input: { upTo: newest?.id ?? '' } });

  expect(before.reach).toEqual({ reached: 1, pending: 2, failed: 0, skipped: 1 });
  for (const id of ids) {
    expect((await ledgerOf(h.as(acme.owner), id)).reach).toMatchObject({ reached: 2, pending: 1 });
    expect((await ledgerLinesOf(h.as(acme.owner), id)).filter(line => line.includes('IN_APP'))).toEqual([
      'Grace IN_APP SENT',
      'Linus IN_APP SENT',
      'Owner IN_APP PENDING',
    ]);
  }
});

serverTest(
  'people who read everything at once, while all of it is claimed, do not get in each other’s way',
  async () => {
    await using h = await openHarness();
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
    const ids: string[] = [];
    for (let made = 0; made < 12; made++) ids.push((await escalate(h.as(acme.ada))).id);
    await h.settled();
    const readAll = async (person: Person) => {
      const { notifications } = await h.as(person).run(Notifications, { first: 100 });
      const [newest] = notifications.nodes;
      return await h.as(person).run(MarkRead, { input: { upTo: newest?.id ?? '' } });
    };

    const [claims] = await Promise.all([
      Promise.all(ids.map(id => claim(h.as(acme.grace), id))),
      ...[acme.owner, acme.grace, acme.linus].flatMap(person => [readAll(person), readAll(person)]),
    ]);
    await h.settled();

    expect(claims.map(({ __typename }) => __typename)).toEqual(ids.map(() => 'HandoffClaimed'));
    for (const id of ids) {
      const inApp = (await ledgerOf(h.as(acme.owner), id)).rows.filter(({ channel }) => channel === 'IN_APP');
      expect(inApp.every(({ state }) => state === 'SENT' || state === 'CANCELLED')).toBe(true);
    }
  },
);
