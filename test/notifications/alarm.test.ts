import { decodeId } from '../../src/graphql/ids.ts';
import { raiseAlarms } from '../../src/notifications/unreached.ts';
import { describeUnreached } from '../../src/notifications/unreached-mail.ts';
import { Queue, Release } from '../handoffs/documents.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { claim, EscalationEvents, escalate } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openStreamOf, passPause, quietNow, SetPreferences } from './documents.ts';
import { SetPolicy } from './ladder-stories.ts';

const isAlarm = /^\[NOBODY REACHED\] /;

async function alarmsOf(h: Harness, person: Person): Promise<string[]> {
  const rows = await h.app.database.query<{ reason: string }>(
    "select payload ->> 'reason' as reason from account_event where account_id = ? and type = 'escalation.unreached'",
    [person.account.uuid],
  );
  return rows.map(({ reason }) => reason);
}

/** An account without a ladder whose mails are refused for now, and its escalation, which Grace has claimed unreached. */
async function claimUnreached(h: Harness) {
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await h.as(acme.owner).run(SetPolicy, { input: { rungs: [] } });
  for (const { email } of [acme.owner, acme.grace]) h.mailbox.refuse(email);
  const { id } = await escalate(h.as(acme.ada));
  await waitFor('a first refusal', () => h.mailbox.refusals(acme.grace.email) > 0);
  await claim(h.as(acme.grace), id);
  await passPause(h, acme.owner);
  await h.settled();
  return { acme, id };
}

test('an escalation whose mails all fail and that nobody is looking at tells the stream and the owners why', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'mute'] });
  await h.as(acme.mute).run(SetPreferences, { input: { mail: false } });
  await h.as(acme.owner).run(SetPreferences, { input: { quietHours: quietNow(h) } });
  h.mailbox.refuseForGood(acme.grace.email);
  const { escalationQueue } = await h.as(acme.grace).run(Queue, {});

  const { id } = await escalate(h.as(acme.ada), { priority: 'HIGH' });
  const mail = await h.mailbox.expectMail({ to: acme.owner.email, subject: isAlarm });
  await h.settled();

  await using stream = await h
    .as(acme.grace)
    .subscribe(EscalationEvents, { after: escalationQueue.eventCursor });
  const events = [await stream.next(), await stream.next(), await stream.next()];
  const reason = 'Nobody was reached: 1 mail failed, 1 person is muted, 1 person has quiet hours.';
  expect(events[2]?.escalationEvents).toMatchObject({
    __typename: 'EscalationUnreached',
    actor: null,
    reason,
    handoff: { id },
  });
  expect(mail.text).toContain(reason);
  expect(mail.text).toContain(`${h.app.url}/handoffs/${id}`);
});

test('an escalation that nobody could take raises the alarm at once', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();

  await escalate(h.as(acme.owner));
  await h.mailbox.expectMail({ to: acme.owner.email, subject: isAlarm });

  expect(await alarmsOf(h, acme.owner)).toEqual([
    'Nobody was reached: there is nobody else who handles escalations.',
  ]);
});

test('mails that are still being tried after two minutes raise the alarm, once', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ owners: ['otto'], engineers: ['ada', 'grace'] });
  // The ladder would tell people again in the meantime.
  await h.as(acme.owner).run(SetPolicy, { input: { rungs: [] } });
  for (const { email } of [acme.owner, acme.otto, acme.grace]) h.mailbox.refuse(email);
  await escalate(h.as(acme.ada));
  await waitFor('a first refusal', () => h.mailbox.refusals(acme.grace.email) > 0);

  // A minute less, as time goes on by itself as well.
  await h.passTime(60);
  const early = await alarmsOf(h, acme.owner);
  await h.passTime(60);
  await waitFor('the alarm', async () => (await alarmsOf(h, acme.owner)).length > 0);
  for (const { email } of [acme.owner, acme.otto, acme.grace]) h.mailbox.accept(email);
  await passPause(h, acme.owner, 1_000);
  for (const { email } of [acme.owner, acme.otto])
    await h.mailbox.expectMail({ to: email, subject: isAlarm });
  for (const { email } of [acme.owner, acme.otto, acme.grace]) await h.mailbox.expectMail({ to: email });
  await h.settled();

  expect(early).toEqual([]);
  expect(await alarmsOf(h, acme.owner)).toEqual(['Nobody was reached: 3 mails are still being tried.']);
});

test('what is back in the queue, and still has reached nobody, raises the alarm two minutes later', async () => {
  await using h = await openHarness();
  const { acme, id } = await claimUnreached(h);
  await h.passTime(150);
  await h.settled();
  const before = await alarmsOf(h, acme.owner);

  await h.as(acme.grace).run(Release, { input: { handoffId: id } });
  await waitFor('people to be told again', async () => {
    const rows = await h.app.database.query(
      "select from delivery where handoff_id = ? and round > 0 and state = 'SENDING'",
      [decodeId('Handoff', id, 'id')],
    );
    return rows.length === 2;
  });
  await h.passTime(60);
  const early = await alarmsOf(h, acme.owner);
  await h.passTime(60);
  await waitFor('the alarm', async () => (await alarmsOf(h, acme.owner)).length > 0);

  expect([before, early]).toEqual([[], []]);
  h.mailbox.ignoreAll();
  for (const { email } of [acme.owner, acme.grace]) h.mailbox.accept(email);
  await passPause(h, acme.owner, 1_000);
  await h.settled();
});

test('no alarm is raised when one mail has arrived, a dashboard is open, or somebody has claimed it', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'bob'] });
  const shown = await h.anAccount({ engineers: ['ada', 'grace'] });
  await openStreamOf(h, shown.grace);
  const claimed = await h.anAccount({ engineers: ['ada', 'grace'] });
  for (const person of [acme.grace, acme.bob, shown.grace, shown.owner, claimed.grace, claimed.owner])
    h.mailbox.refuseForGood(person.email);
  for (const person of [claimed.grace, claimed.owner]) h.mailbox.refuse(person.email);

  await escalate(h.as(acme.ada));
  await escalate(h.as(shown.ada));
  const { id } = await escalate(h.as(claimed.ada));
  await claim(h.as(claimed.grace), id);
  await h.settled();
  await h.passTime(300);
  await h.settled();

  for (const { owner } of [acme, shown, claimed]) expect(await alarmsOf(h, owner)).toEqual([]);
});

test('what was just released raises no alarm before people are told of that, whatever ends only now', async () => {
  await using h = await openHarness();
  const { acme, id } = await claimUnreached(h);
  const escalation = { accountId: acme.owner.account.uuid, handoffId: decodeId('Handoff', id, 'id') };

  // As the release leaves it, before anything has followed from it.
  await h.app.database.query("update handoff set state = 'OPEN' where id = ?", [escalation.handoffId]);
  await raiseAlarms(h.app.tools, [escalation], 'NOTHING_LEFT');
  await raiseAlarms(h.app.tools, [escalation], 'TIME_IS_UP');
  const early = await alarmsOf(h, acme.owner);
  await h.app.database.query("update handoff set state = 'CLAIMED' where id = ?", [escalation.handoffId]);
  for (const { email } of [acme.owner, acme.grace]) {
    h.mailbox.accept(email);
    h.mailbox.refuseForGood(email);
  }
  await h.as(acme.grace).run(Release, { input: { handoffId: id } });
  await waitFor('the alarm', async () => (await alarmsOf(h, acme.owner)).length > 0);
  h.mailbox.accept(acme.owner.email);
  await passPause(h, acme.owner, 1_000);
  await h.mailbox.expectMail({ to: acme.owner.email, subject: isAlarm });
  await h.settled();

  expect(early).toEqual([]);
  expect(await alarmsOf(h, acme.owner)).toEqual(['Nobody was reached: 2 mails failed.']);
});

serverTest('two replicas that find it out at the same moment raise one alarm', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await h.as(acme.owner).run(SetPolicy, { input: { rungs: [] } });
  for (const { email } of [acme.owner, acme.grace]) h.mailbox.refuse(email);
  await escalate(h.as(acme.ada));
  await waitFor('a first refusal', () => h.mailbox.refusals(acme.grace.email) > 0);
  const [handoff] = await h.app.database.query<{ id: string }>(
    'select id from handoff where account_id = ?',
    [acme.owner.account.uuid],
  );
  const late = [{ accountId: acme.owner.account.uuid, handoffId: handoff?.id ?? '' }];

  await Promise.all(Array.from({ length: 6 }, () => raiseAlarms(h.app.tools, late, 'TIME_IS_UP')));
  for (const { email } of [acme.owner, acme.grace]) h.mailbox.accept(email);
  await passPause(h, acme.owner, 1_000);
  await h.mailbox.expectMail({ to: acme.owner.email, subject: isAlarm });
  await h.mailbox.expectMail({ to: acme.owner.email });
  await h.mailbox.expectMail({ to: acme.grace.email });
  await h.settled();

  expect(await alarmsOf(h, acme.owner)).toHaveLength(1);
});

test('the reason counts people, and says nothing of those who could not be told anyway', () => {
  const reason = describeUnreached([
    { state: 'FAILED', skip_reason: null, count: 2 },
    { state: 'SKIPPED', skip_reason: 'MUTED', count: 3 },
    { state: 'SKIPPED', skip_reason: 'MAKER', count: 1 },
    { state: 'SKIPPED', skip_reason: 'VIEWER', count: 9 },
  ]);

  expect(reason).toBe('Nobody was reached: 2 mails failed, 3 people are muted.');
});
