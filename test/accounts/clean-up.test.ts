import { createAccountJobs } from '../../src/accounts/accounts.jobs.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { InviteUser, RequestPasswordReset, signIn } from './operations.ts';

const day = 86_400;

/** Runs what runs every night. */
async function cleanUp(h: Harness): Promise<void> {
  const job = createAccountJobs(h.app.tools).find(({ queue }) => queue === 'account-cleanup');
  const enqueueAll = async () => {};
  await job?.run({}, { id: 'a night', attempt: 0, isLastAttempt: true, enqueueAll });
}

async function count(h: Harness, { account }: Person): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['refresh_token', 'password_reset', 'invitation', 'app_user']) {
    const rows = await h.app.database.query(`select id from ${table} where account_id = ?`, [account.uuid]);
    counts[table] = rows.length;
  }
  return counts;
}

test('what has expired is forgotten a month later, and nothing before', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const guest = `gina.${acme.owner.account.uuid}@guests.example`;
  await signIn(h, acme.owner);
  await h.nobody.run(RequestPasswordReset, { input: { email: acme.owner.email } });
  await h.mailbox.expectMail({ to: acme.owner.email });
  await h.as(acme.owner).run(InviteUser, { input: { email: guest, role: 'VIEWER' } });
  await h.mailbox.expectMail({ to: guest });
  const everything = { refresh_token: 1, password_reset: 1, invitation: 1, app_user: 1 };

  const seen = [];
  for (const days of [0, 29, 2, 7, 23]) {
    h.clock.advance(days * day);
    await cleanUp(h);
    seen.push(await count(h, acme.owner));
  }

  expect(seen).toEqual([
    everything,
    everything,
    { ...everything, password_reset: 0 },
    { ...everything, password_reset: 0, invitation: 0 },
    { refresh_token: 0, password_reset: 0, invitation: 0, app_user: 1 },
  ]);
});
