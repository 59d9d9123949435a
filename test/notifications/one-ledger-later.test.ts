import { Release } from '../handoffs/documents.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { claim, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { linesOf as ledgerLinesOf, ledgerOf, passPause, SetPreferences } from './documents.ts';
import { kindsOf, MarkRead, MarkWatching, Notifications } from './in-product-operations.ts';
import { aRung, listFacts, passMinutes, SetPolicy } from './ladder-stories.ts';

/** What the ledger says once somebody looks, takes, or lets go. */

/** Escalates, and waits until the mail to this person was refused: it is about to be sent again. */
async function escalateWithMailWaiting(h: Harness, maker: Person, to: Person): Promise<string> {
  h.mailbox.refuse(to.email);
  const { id } = await escalate(h.as(maker));
  await waitFor('a first refusal', () => h.mailbox.refusals(to.email) > 0);
  return id;
}

test('who reads it while their mail is about to be sent has none, and has the next one once they have stopped', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await h.as(acme.owner).run(SetPolicy, { input: { rungs: [aRung('EVERYONE', 5)] } });
  const id = await escalateWithMailWaiting(h, acme.ada, acme.grace);

  await h.as(acme.grace).run(MarkWatching, { input: { handoffId: id } });
  h.mailbox.accept(acme.grace.email);
  await h.mailbox.expectMail({ to: acme.owner.email });
  await passPause(h, acme.grace);
  await h.settled();
  const unread = h.mailbox.unread().length;
  const between = await ledgerLinesOf(h.as(acme.owner), id);
  await passMinutes(h, 5);
  for (const person of [acme.owner, acme.grace]) await h.mailbox.expectMail({ to: person.email });

  expect(unread).toBe(0);
  expect(between).toEqual(expect.arrayContaining(['Grace MAIL SKIPPED WATCHING', 'Grace IN_APP SENT']));
  expect(await ledgerLinesOf(h.as(acme.owner), id)).toContain('Grace #101 MAIL SENT');
});

test('an escalation that its only reader gets no mail of has reached somebody: no alarm is raised', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const id = await escalateWithMailWaiting(h, acme.ada, acme.owner);

  await h.as(acme.owner).run(MarkWatching, { input: { handoffId: id } });
  h.mailbox.accept(acme.owner.email);
  await passPause(h, acme.owner);
  await h.settled();
  await h.passTime(300);
  await h.settled();

  expect((await listFacts(h, acme.owner)).map(([type]) => type)).not.toContain('escalation.unreached');
  expect((await ledgerOf(h.as(acme.ada), id)).reach).toEqual({
    ...{ reached: 1, pending: 0, failed: 0, skipped: 1 },
  });
});

test('after each release everybody is told anew and the ladder begins again, and no round meets another', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await h.as(acme.owner).run(SetPolicy, { input: { rungs: [aRung('EVERYONE', 2)] } });
  const { id } = await escalate(h.as(acme.ada));
  await passMinutes(h, 2);
  const [late] = await h.addPeople(acme.owner.account, ['late']);
  if (late === undefined) throw new Error('nobody was added');
  for (let time = 0; time < 2; time++) {
    await claim(h.as(acme.grace), id);
    await h.settled();
    await h.as(acme.grace).run(Release, { input: { handoffId: id, reason: 'Lunch' } });
    await passMinutes(h, 2);
  }
  await claim(h.as(acme.grace), id);

  const again = ['ESCALATION_TAKEN', 'ESCALATION_RELEASED', 'ESCALATION_REPEATED'];
  expect(await kindsOf(h, acme.owner)).toEqual([
    ...['ESCALATION_CREATED', 'ESCALATION_REPEATED', ...again, ...again, 'ESCALATION_TAKEN'],
  ]);
  expect(await kindsOf(h, acme.ada)).toEqual([
    ...['ESCALATION_CLAIMED', 'ESCALATION_RELEASED', 'ESCALATION_CLAIMED', 'ESCALATION_RELEASED'],
    'ESCALATION_CLAIMED',
  ]);
  // Who came later was told by the release, and by the ledger: there is a line for it.
  expect(await kindsOf(h, late)).toEqual([...again.slice(1), ...again, 'ESCALATION_TAKEN']);
  const { rows } = await ledgerOf(h.as(acme.owner), id);
  const mailed = rows.filter(({ user, channel }) => user?.id === acme.owner.id && channel === 'MAIL');
  expect(mailed.map(({ round, state }) => [round, state])).toEqual(
    [0, 101, 201, 301, 1_000_000, 1_000_001].map(round => [round, 'SENT']),
  );
  const inApp = rows.filter(({ user, channel }) => user?.id === late.id && channel === 'IN_APP');
  expect(inApp.map(({ round }) => round)).toEqual([201, 301, 1_000_000, 1_000_001]);
});

test('who only learned of it by its release is told when it is taken, also without a mail or a ladder', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada));
  await h.settled();
  const [late] = await h.addPeople(acme.owner.account, ['late']);
  if (late === undefined) throw new Error('nobody was added');
  await h.as(late).run(SetPreferences, { input: { mail: false } });
  await claim(h.as(acme.grace), id);
  await h.settled();
  await h.as(acme.grace).run(Release, { input: { handoffId: id } });
  await h.settled();
  await claim(h.as(acme.owner), id);

  expect(await kindsOf(h, late)).toEqual(['ESCALATION_RELEASED', 'ESCALATION_TAKEN']);
  expect(await kindsOf(h, acme.ada)).toEqual([
    ...['ESCALATION_CLAIMED', 'ESCALATION_RELEASED', 'ESCALATION_CLAIMED'],
  ]);
});

const metrics = `query ($from: DateTime!, $to: DateTime!) {
  escalationMetrics(from: $from, to: $to, groupBy: DAY) { total { timeToSeen { p50Seconds sampleSize } } }
}`;

async function timeToSeen(h: Harness, person: Person) {
  await h.settled();
  const nowMs = h.clock.now().getTime();
  const [from, to] = [-3_600_000, 3_600_000].map(offset => new Date(nowMs + offset).toISOString());
  const { data, errors } = await h.as(person).send<{
    escalationMetrics: { total: { timeToSeen: { p50Seconds: number | null; sampleSize: number } } };
  }>(metrics, { from, to });
  if (data === undefined || data === null) throw new Error(JSON.stringify(errors));
  return data.escalationMetrics.total.timeToSeen;
}

test('seen is when somebody else reads it or its line, and its claim at the latest; its maker does not count', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const staff = { engineers: ['ada', 'grace'] } as const;
  const [watched, read, claimed] = [
    await h.anAccount(staff),
    await h.anAccount(staff),
    await h.anAccount(staff),
  ];
  const escalations = [];
  for (const { ada } of [watched, read, claimed]) {
    const { id } = await escalate(h.as(ada));
    await h.as(ada).run(MarkWatching, { input: { handoffId: id } });
    escalations.push(id);
  }
  await h.settled();
  const byMaker = await timeToSeen(h, watched.ada);

  await h.passTime(100);
  await h.as(watched.grace).run(MarkWatching, { input: { handoffId: escalations[0] ?? '' } });
  await h.passTime(100);
  const { notifications } = await h.as(read.grace).run(Notifications, {});
  await h.as(read.grace).run(MarkRead, { input: { ids: notifications.nodes.map(line => line.id) } });
  await h.passTime(100);
  for (const [index, { grace }] of [watched, read, claimed].entries())
    await claim(h.as(grace), escalations[index] ?? '');

  expect(byMaker).toEqual({ p50Seconds: null, sampleSize: 0 });
  const found = [];
  for (const { ada } of [watched, read, claimed]) found.push(await timeToSeen(h, ada));
  expect(found.map(({ p50Seconds }) => Math.floor((p50Seconds ?? 0) / 100))).toEqual([1, 2, 3]);
  expect(found.map(({ sampleSize }) => sampleSize)).toEqual([1, 1, 1]);
});
