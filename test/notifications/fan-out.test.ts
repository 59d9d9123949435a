import { notifyPeople, type PeopleToNotify } from '../../src/notifications/notify-people.ts';
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
  const escalated = await h.app.database.query<PeopleToNotify>(
    `select account_id as "accountId", id as "handoffId", 0 as round, 'EVERYONE' as audience from handoff where account_id = ?`,
    [acme.owner.account.uuid],
  );

  await notifyPeople(h.app.tools, escalated);
  await h.settled();

  expect(h.mailbox.unread()).toEqual([]);
  const jobs = await h.app.database.query(
    "select id from jobs.job where name = 'escalation-mail' and data ->> 'accountId' = ?",
    [acme.owner.account.uuid],
  );
  expect(jobs).toHaveLength(2);
});
