import { keepLedger } from '../../src/notifications/notifications.jobs.ts';
import { notifyPeople, type PeopleToNotify } from '../../src/notifications/notify-people.ts';
import { Deactivate, Release, Withdraw } from '../handoffs/documents.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { claim, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { ledgerOf, linesOf, openStreamOf, passPause, quietNow, SetPreferences } from './documents.ts';

test('the ledger has everybody of the account: who was mailed, who sees it in the product, and who was left out and why', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'gone', 'mute'], viewers: ['rex'] });
  await h.as(acme.mute).run(SetPreferences, { input: { mail: false, inApp: false } });
  await h.as(acme.owner).run(Deactivate, { input: { userId: acme.gone.id } });
  await openStreamOf(h, acme.grace);

  const { id } = await escalate(h.as(acme.ada));
  await h.settled();

  expect(await linesOf(h.as(acme.owner), id)).toEqual([
    'Ada MAIL SKIPPED MAKER',
    'Gone MAIL SKIPPED DEACTIVATED',
    'Grace IN_APP SENT',
    'Grace MAIL SENT',
    'Mute IN_APP SKIPPED MUTED',
    'Mute MAIL SKIPPED MUTED',
    'Owner IN_APP PENDING',
    'Owner MAIL SENT',
    'Rex MAIL SKIPPED VIEWER',
  ]);
  const { reach, rows } = await ledgerOf(h.as(acme.owner), id);
  expect(reach).toEqual({ reached: 2, pending: 0, failed: 0, skipped: 4 });
  const mail = rows.find(({ user, channel }) => user?.id === acme.grace.id && channel === 'MAIL');
  expect(mail).toMatchObject({ attempts: 1, lastError: null, round: 0 });
  expect(mail?.messageId).toContain(acme.grace.uuid);
  expect(new Date(mail?.sentAt ?? 0).getTime()).toBeGreaterThan(0);
});

test('the reach of a whole queue is read with it', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const made = [await escalate(h.as(acme.ada)), await escalate(h.as(acme.ada))];
  await h.settled();

  const { data } = await h
    .as(acme.grace)
    .send<{ escalationQueue: { nodes: object[] } }>('{ escalationQueue { nodes { id reach { reached } } } }');

  expect(data?.escalationQueue.nodes).toEqual(made.map(({ id }) => ({ id, reach: { reached: 2 } })));
});

test('a viewer may not see the ledger, and a colleague of another account finds no handoff', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'], viewers: ['rex'] });
  const { id, session } = await escalate(h.as(acme.ada));
  await claim(h.as(acme.grace), id);
  const complete =
    'mutation ($id: ID!) { completeSession(input: { sessionId: $id, outcome: RESOLVED }) { id } }';
  await h.as(acme.grace).send(complete, { id: session.id });
  const ask = (field: string) =>
    h.as(acme.rex).send(`query ($id: ID!) { session(id: $id) { handoffs { nodes { ${field} } } } }`, {
      id: session.id,
    });

  const answers = [await ask('reach { reached }'), await ask('deliveries { nodes { id } }')];

  for (const { errors } of answers) expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await ask('id')).errors).toBeUndefined();
});

test('one that fails stays SENDING with its error between attempts, and is SENT in the end', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  h.mailbox.refuse(acme.owner.email);
  const { id } = await escalate(h.as(acme.ada));
  const mailRow = async () =>
    (await ledgerOf(h.as(acme.ada), id)).rows.find(
      ({ user, channel }) => user?.name === 'Owner' && channel === 'MAIL',
    );
  const between = await waitFor('the first failure', async () => {
    const row = await mailRow();
    return row?.lastError ? row : null;
  });

  h.mailbox.accept(acme.owner.email);
  await passPause(h, acme.owner);
  await h.mailbox.expectMail({ to: acme.owner.email });
  await h.settled();

  expect(between).toMatchObject({
    state: 'SENDING',
    sentAt: null,
    lastError: expect.stringContaining('451'),
  });
  const row = await mailRow();
  expect(row).toMatchObject({ state: 'SENT', lastError: null });
  expect(row?.attempts).toBeGreaterThan(1);
});

test('an address that is refused for good fails at once', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  h.mailbox.refuseForGood(acme.grace.email);

  const { id } = await escalate(h.as(acme.ada));
  await h.mailbox.expectMail({ to: acme.owner.email });
  await h.settled();

  expect(await linesOf(h.as(acme.ada), id)).toContain('Grace MAIL FAILED');
  expect(h.mailbox.refusals(acme.grace.email)).toBe(1);
  const { reach } = await ledgerOf(h.as(acme.ada), id);
  expect(reach).toMatchObject({ reached: 1, pending: 0, failed: 1 });
});

test('a claim cancels what was not sent yet, and what was sent stays', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  h.mailbox.refuse(acme.grace.email);
  const { id } = await escalate(h.as(acme.ada));
  await h.mailbox.expectMail({ to: acme.owner.email });
  await waitFor('a refusal', () => h.mailbox.refusals(acme.grace.email) > 0);

  await claim(h.as(acme.owner), id);
  await waitFor('the ledger to follow', async () =>
    (await linesOf(h.as(acme.ada), id)).includes('Grace MAIL CANCELLED'),
  );
  h.mailbox.accept(acme.grace.email);
  await passPause(h, acme.grace);
  await h.settled();

  expect(await linesOf(h.as(acme.ada), id)).toEqual([
    'Ada MAIL SKIPPED MAKER',
    'Grace IN_APP CANCELLED',
    'Grace MAIL CANCELLED',
    'Owner IN_APP CANCELLED',
    'Owner MAIL SENT',
  ]);
});

const muted = ({ clock }: Harness) => ({
  muteUntil: new Date(clock.now().getTime() + 86_400_000).toISOString(),
});
const quiet = (h: Harness) => ({ quietHours: quietNow(h) });

test.each([
  ['muted', 'SKIPPED MUTED', muted],
  ['in quiet hours', 'SKIPPED QUIET_HOURS', quiet],
])('somebody who is %s when the mail is tried again is not mailed', async (_how, expected, wish) => {
  await using h = await openHarness();
  const input = wish(h);
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  h.mailbox.refuse(acme.grace.email);
  const { id } = await escalate(h.as(acme.ada));
  await h.mailbox.expectMail({ to: acme.owner.email });
  await waitFor('a refusal', () => h.mailbox.refusals(acme.grace.email) > 0);

  await h.as(acme.grace).run(SetPreferences, { input });
  h.mailbox.accept(acme.grace.email);
  await passPause(h, acme.grace);
  await h.settled();

  expect(await linesOf(h.as(acme.ada), id)).toContain(`Grace MAIL ${expected}`);
});

test('what is withdrawn before anybody is looked up is cancelled for all, and nobody is mailed', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada));
  await h.as(acme.ada).run(Withdraw, { input: { handoffId: id } });
  await h.settled();

  const unsent = (await linesOf(h.as(acme.ada), id)).filter(line => !line.endsWith('SENT'));
  expect(unsent.every(line => /CANCELLED|MAKER/.test(line))).toBe(true);
  h.mailbox.clear();
});

test('a release tells everybody again, as a later round with a mail of its own', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada));
  const first = await h.mailbox.expectMail({ to: acme.grace.email });
  await h.mailbox.expectMail({ to: acme.owner.email });
  await h.settled();
  await claim(h.as(acme.owner), id);
  await h.settled();

  await h.as(acme.owner).run(Release, { input: { handoffId: id } });
  const again = await h.mailbox.expectMail({ to: acme.grace.email, subject: /^Still open: / });
  await h.mailbox.expectMail({ to: acme.owner.email, subject: /^Still open: / });
  await h.settled();

  expect(again.messageId).not.toBe(first.messageId);
  expect(again.parsed.headers.find(({ key }) => key === 'references')?.value).toBe(first.messageId);
  expect(await linesOf(h.as(acme.ada), id)).toEqual(
    expect.arrayContaining(['Grace #1000000 MAIL SENT', 'Grace #1000000 IN_APP PENDING', 'Grace MAIL SENT']),
  );
});

test('a later round is for those who are asked alone, and the same round twice is for nobody', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'bob'], viewers: ['rex'] });
  const { id } = await escalate(h.as(acme.ada));
  for (const person of [acme.owner, acme.grace, acme.bob]) await h.mailbox.expectMail({ to: person.email });
  await h.settled();
  const [handoffId = ''] = await uuidsOf(h, acme.owner);
  const round = (number: number, audience: PeopleToNotify['audience']) =>
    notifyPeople(h.app.tools, [{ accountId: acme.owner.account.uuid, handoffId, round: number, audience }]);

  await round(1, { userIds: [acme.bob.uuid] });
  await round(1, { userIds: [acme.bob.uuid] });
  await round(2, 'OWNERS');
  await h.mailbox.expectMail({ to: acme.bob.email, subject: /^Still open: / });
  await h.mailbox.expectMail({ to: acme.owner.email, subject: /^Still open: / });
  await h.settled();

  const later = (await linesOf(h.as(acme.ada), id)).filter(line => line.includes('#'));
  expect(later).toEqual([
    'Bob #1 IN_APP PENDING',
    'Bob #1 MAIL SENT',
    'Owner #2 IN_APP PENDING',
    'Owner #2 MAIL SENT',
  ]);
});

test('a mail that a replica without a ledger has left is sent, and written down', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada));
  await h.mailbox.expectMail({ to: acme.owner.email });
  await h.mailbox.expectMail({ to: acme.grace.email });
  await h.settled();
  const [handoffId = ''] = await uuidsOf(h, acme.owner);
  await h.app.database.query('delete from delivery where handoff_id = ?', [handoffId]);

  await h.app.jobs.enqueueAll('escalation-mail', [
    {
      key: crypto.randomUUID(),
      data: { accountId: acme.owner.account.uuid, handoffId, userId: acme.grace.uuid, round: 0 },
    },
  ]);
  await h.mailbox.expectMail({ to: acme.grace.email });
  await h.settled();

  expect(await linesOf(h.as(acme.ada), id)).toEqual(['Grace MAIL SENT']);
});

test('a mail that its job has lost counts as failed after a day, and old rows go with their events', async () => {
  await using h = await openHarness({});
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada));
  await h.mailbox.expectMail({ to: acme.owner.email });
  await h.mailbox.expectMail({ to: acme.grace.email });
  await h.settled();
  await h.app.database.query(
    "update delivery set state = 'SENDING', sent_at = null where channel = 'MAIL' and user_id = ?",
    [acme.grace.uuid],
  );

  h.clock.advance(25 * 3_600);
  await keepLedger(h.app.tools);
  const lost = await linesOf(await h.renew(acme.ada), id);
  h.clock.advance(31 * 86_400);
  await keepLedger(h.app.tools);
  const left = await linesOf(await h.renew(acme.ada), id);

  expect(lost).toContain('Grace MAIL FAILED');
  expect(lost).toContain('Owner MAIL SENT');
  expect(left).toEqual([]);
  expect(h.logBook.lines.some(({ msg }) => /given up/.test(String(msg)))).toBe(true);
});

/** The database's ids of an account's handoffs, the oldest first. */
async function uuidsOf(h: Harness, person: Person): Promise<string[]> {
  const rows = await h.app.database.query<{ id: string }>(
    'select id from handoff where account_id = ? order by created_at, id',
    [person.account.uuid],
  );
  return rows.map(({ id }) => id);
}
