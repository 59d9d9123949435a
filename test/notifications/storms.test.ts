import { notificationLimits } from '../../src/notifications/notification-limits.ts';
import { notifyPeople } from '../../src/notifications/notify-people.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { claim, escalate, startSession } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { ledgerOf, linesOf, passPause } from './documents.ts';
import { SetPolicy } from './ladder-stories.ts';

const isDigest = /more escalations? waits? at /;

/** Escalates so many, and waits until the ledger has them all. */
async function storm(h: Harness, maker: Person, count: number, input: Parameters<typeof escalate>[1] = {}) {
  const ids: string[] = [];
  for (let made = 1; made <= count; made++) {
    const sessionId = await startSession(h.as(maker), { problem: `Problem ${made}`, ticketRef: `T-${made}` });
    ids.push((await escalate(h.as(maker), { sessionId, ...input })).id);
  }
  await h.settled();
  return ids;
}

const mailOf = async (h: Harness, viewer: Person, id: string, name: string) =>
  (await ledgerOf(h.as(viewer), id)).rows.find(
    ({ user, channel }) => user?.name === name && channel === 'MAIL',
  );

test('of six escalations at once three come alone, and the others as one mail that lists them, without what was claimed', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ids = await storm(h, acme.ada, 6);
  for (const problem of [1, 2, 3])
    await h.mailbox.expectMail({ to: acme.owner.email, subject: new RegExp(`Problem ${problem}$`) });
  const held = await mailOf(h, acme.ada, ids[4] ?? '', 'Owner');
  await claim(h.as(acme.owner), ids[3] ?? '');
  await h.settled();

  await h.passTime(91);
  const digest = await h.mailbox.expectMail({ to: acme.owner.email, subject: isDigest });
  await h.settled();

  expect(held).toMatchObject({ state: 'PENDING', attempts: 0 });
  expect(digest.subject).toContain('2 more escalations wait at');
  for (const [at, id] of ids.entries()) {
    expect(digest.text.includes(`${h.app.url}/handoffs/${id}`)).toBe(at >= 4);
    expect(digest.html.includes(`href="${h.app.url}/handoffs/${id}"`)).toBe(at >= 4);
  }
  expect(digest.text).toMatch(/Normal · Ada · T-5 · .*UTC\n\s+Problem 5\n/);
  for (const id of ids.slice(4)) {
    const row = await mailOf(h, acme.ada, id, 'Owner');
    expect(row).toMatchObject({ state: 'SENT', attempts: 1, messageId: digest.messageId });
  }
  expect(await linesOf(h.as(acme.ada), ids[3] ?? '')).toContain('Owner MAIL CANCELLED');
});

test('a digest that is refused is tried again with the same Message-ID, and nothing joins it meanwhile', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ids = await storm(h, acme.ada, 5);
  for (let alone = 0; alone < 3; alone++) await h.mailbox.expectMail({ to: acme.owner.email });
  h.mailbox.refuse(acme.owner.email);
  await h.passTime(91);
  await waitFor('a refusal', () => h.mailbox.refusals(acme.owner.email) > 0);
  const tried = await waitFor('the error', async () => {
    const row = await mailOf(h, acme.ada, ids[4] ?? '', 'Owner');
    return row?.lastError ? row : null;
  });
  await h.app.database.query('update delivery set created_at = ? where account_id = ?', [
    h.clock.now(),
    acme.owner.account.uuid,
  ]);
  const sessionId = await startSession(h.as(acme.ada), { problem: 'Late' });
  await escalate(h.as(acme.ada), { sessionId });

  h.mailbox.accept(acme.owner.email);
  await passPause(h, acme.owner);
  const digest = await h.mailbox.expectMail({ to: acme.owner.email, subject: isDigest });
  await h.settled();
  await h.passTime(91);
  const next = await h.mailbox.expectMail({ to: acme.owner.email, subject: isDigest });
  await h.settled();

  expect(tried).toMatchObject({ state: 'SENDING' });
  expect(digest.text).not.toContain('Late');
  expect(next.text).toContain('Late');
  expect(next.messageId).not.toBe(digest.messageId);
});

test('a digest of which everything was claimed is not sent', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ids = await storm(h, acme.ada, 5);
  for (let alone = 0; alone < 3; alone++) await h.mailbox.expectMail({ to: acme.owner.email });
  for (const id of ids.slice(3)) await claim(h.as(acme.owner), id);

  await h.passTime(91);
  await h.settled();

  for (const id of ids.slice(3)) expect(await linesOf(h.as(acme.ada), id)).toContain('Owner MAIL CANCELLED');
});

test('in a storm, what is URGENT and what asks for a person still comes alone', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await storm(h, acme.ada, 3);
  for (let alone = 0; alone < 3; alone++) await h.mailbox.expectMail({ to: acme.owner.email });

  await storm(h, acme.ada, 1, { priority: 'URGENT' });
  await storm(h, acme.ada, 1, { targetUserId: acme.owner.id });

  await h.mailbox.expectMail({ to: acme.owner.email, subject: /^\[URGENT\] / });
  await h.mailbox.expectMail({ to: acme.owner.email, subject: /^Escalation from Ada/ });
});

test('escalations that come at their leisure all come alone', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });

  for (let made = 0; made < 5; made++) {
    await escalate(h.as(acme.ada));
    await h.mailbox.expectMail({ to: acme.owner.email, subject: /^Escalation from Ada/ });
    await h.settled();
    await h.passTime(50);
  }

  expect(h.mailbox.unread()).toEqual([]);
});

test('above the cap of an hour a person is not mailed any more, and the ledger says so', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await h.as(acme.owner).run(SetPolicy, { input: { rungs: [] } });
  const first = await storm(h, acme.ada, 1);
  await h.mailbox.expectMail({ to: acme.owner.email });
  await h.app.database.query(
    `insert into delivery (account_id, id, handoff_id, user_id, channel, round, state, created_at, updated_at, sent_at)
     select account_id, gen_random_uuid(), handoff_id, user_id, channel, 10 + number, state, created_at, updated_at, sent_at
       from delivery, generate_series(2, ?) as number where user_id = ? and channel = 'MAIL' and state = 'SENT'`,
    [notificationLimits.mailsPerHourMax, acme.owner.uuid],
  );

  const [urgent = ''] = await storm(h, acme.ada, 1, { priority: 'URGENT' });
  const lines = await linesOf(h.as(acme.ada), urgent);
  await h.mailbox.expectMail({ to: acme.owner.email, subject: /NOBODY REACHED/ });
  await h.passTime(3_601);
  await storm(h, acme.ada, 1, { priority: 'URGENT' });
  await h.mailbox.expectMail({ to: acme.owner.email, subject: /^\[URGENT\] / });

  expect(first).toHaveLength(1);
  expect(lines).toContain('Owner MAIL SKIPPED THROTTLED');
});

serverTest(
  'replicas that tell one person of many escalations side by side keep to three alone and one digest',
  async () => {
    await using h = await openHarness();
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    const ids = await storm(h, acme.ada, 12);
    await h.app.database.query('delete from delivery where account_id = ?', [acme.owner.account.uuid]);
    await h.app.database.query('delete from mail_digest where account_id = ?', [acme.owner.account.uuid]);
    const handoffs = await h.app.database.query<{ id: string }>(
      'select id from handoff where account_id = ?',
      [acme.owner.account.uuid],
    );

    await Promise.all(
      handoffs.map(({ id }) =>
        notifyPeople(h.app.tools, [
          { accountId: acme.owner.account.uuid, handoffId: id, round: 0, audience: 'EVERYONE' },
        ]),
      ),
    );

    const rows = await h.app.database.query<{ name: string; alone: number; digests: number; all: number }>(
      `select p.name, count(*) filter (where digest_id is null)::integer as alone,
            count(distinct digest_id)::integer as digests, count(*)::integer as all
       from delivery d join app_user p on p.id = d.user_id
      where d.account_id = ? and channel = 'MAIL' and skip_reason is null group by 1 order by 1`,
      [acme.owner.account.uuid],
    );
    expect(ids).toHaveLength(12);
    expect(rows).toEqual([
      { name: 'Grace', alone: 3, digests: 1, all: 12 },
      { name: 'Owner', alone: 3, digests: 1, all: 12 },
    ]);
  },
);
