import { encodeId } from '../../src/graphql/ids.ts';
import { createNotificationJobs } from '../../src/notifications/notifications.jobs.ts';
import { openHarness } from '../harness/harness.ts';
import { escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';

test('an escalation whose recipients are looked up again, as after a crash, is still one mail for each', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await escalate(h.as(acme.ada));
  await h.mailbox.expectMail({ to: acme.grace.email });
  await h.mailbox.expectMail({ to: acme.owner.email });
  await h.settled();
  const escalated = await h.app.database.query<{ accountId: string; handoffId: string }>(
    'select account_id as "accountId", id as "handoffId" from handoff where account_id = ?',
    [acme.owner.account.uuid],
  );
  const { query, orm } = h.app.database;
  const tools = {
    ...h.app,
    clock: h.clock,
    query,
    publicId: encodeId,
    forkEntityManager: () => orm.em.fork(),
  };
  const [fanOut] = createNotificationJobs(tools);

  await fanOut.runAll(escalated, { enqueueAll: h.app.jobs.enqueueAll });
  await h.settled();

  expect(h.mailbox.unread()).toEqual([]);
  const jobs = await query(
    "select id from jobs.job where name = 'escalation-mail' and data ->> 'accountId' = ?",
    [acme.owner.account.uuid],
  );
  expect(jobs).toHaveLength(2);
});
