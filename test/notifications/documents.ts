import { newId } from '../../src/kernel/ids.ts';
import { graphql } from '../generated/index.ts';
import type { Client } from '../harness/client.ts';
import type { Harness, Person } from '../harness/harness.ts';
import { waitFor } from '../harness/wait.ts';

/** What the tests of notifications ask. */

const Deliveries = graphql(`
  query NotificationsDeliveries($id: ID!) {
    handoff(id: $id) {
      reach { reached pending failed skipped }
      deliveries(first: 100) {
        totalCount
        nodes {
          id channel state skipReason round attempts lastError messageId createdAt sentAt updatedAt
          user { id name }
        }
      }
    }
  }
`);

/** The ledger of a handoff, and its reach. */
export async function ledgerOf(client: Client, id: string) {
  const { handoff } = await client.run(Deliveries, { id });
  if (handoff === null || handoff === undefined) throw new Error('there is no such handoff');
  return { reach: handoff.reach, rows: handoff.deliveries.nodes };
}

/** The ledger as short lines, such as `Grace MAIL SENT` or `Rex MAIL SKIPPED VIEWER`, in order. */
export async function linesOf(client: Client, id: string): Promise<string[]> {
  const { rows } = await ledgerOf(client, id);
  return rows
    .map(({ user, channel, state, skipReason, round }) =>
      [user?.name, round === 0 ? '' : `#${round}`, channel, state, skipReason ?? '']
        .filter(Boolean)
        .join(' '),
    )
    .sort();
}

export const GetPreferences = graphql(`
  query NotificationsPreferences {
    notificationPreferences {
      mail inApp mailWhenTaken onlyTargeted muteUntil quietHours { start end timeZone }
    }
  }
`);

export const SetPreferences = graphql(`
  mutation NotificationsSetPreferences($input: UpdateNotificationPreferencesInput!) {
    updateNotificationPreferences(input: $input) {
      mail inApp mailWhenTaken onlyTargeted muteUntil quietHours { start end timeZone }
    }
  }
`);

/** Opens a live stream as another replica writes it into the register. */
export async function openStreamOf(h: Harness, person: Person): Promise<void> {
  const [id, replicaId] = [newId(), newId()];
  await h.app.database.query('insert into live_replica (id, seen_at) values (?, now())', [replicaId]);
  await h.app.database.query(
    'insert into live_stream (account_id, id, user_id, replica_id, opened_at) values (?, ?, ?, ?, now())',
    [person.account.uuid, id, person.uuid, replicaId],
  );
}

/** Quiet hours from two hours ago to two hours from now, by the clock of the test: others may have moved it. */
export function quietNow({ clock }: Pick<Harness, 'clock'>) {
  const hourOf = (offset: number) =>
    new Date(clock.now().getTime() + offset * 3_600_000).toISOString().slice(11, 16);
  return { start: hourOf(-2), end: hourOf(2), timeZone: 'UTC' };
}

/**
 * Waits until no mail of an account is being sent, and lets the time pass until those that failed are tried again: a few
 * seconds, if that was their first try.
 */
export async function passPause(h: Harness, { account }: Person, seconds = 5): Promise<void> {
  await waitFor('the mails to wait for their next try', async () => {
    const underWay = await h.app.database.query(
      `select from jobs.job
        where name like '%-mail' and (state = 'active' or state = 'created' and start_after <= now())
          and data ->> 'accountId' = ?`,
      [account.uuid],
    );
    return underWay.length === 0;
  });
  await h.passTime(seconds);
}
