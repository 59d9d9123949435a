import type { Uuid } from '../kernel/ids.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { prepared } from '../platform/database/pipeline.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';
import { type TicketSystemMail, ticketSystemMailQueue } from './ticket-system-mail.ts';

type Tx = TransactionScope<Viewer | null>;

const workingSql = prepared(
  `update ticket_system set state = 'OK', last_error = null, failing_since = null, last_success_at = $2::timestamptz
    where account_id = $1::uuid`,
);

/** The ticket system did what it was asked. */
export function markWorking(tx: Tx, accountId: Uuid): void {
  tx.pipeline.send({ sql: workingSql, params: [accountId, tx.clock.now().toISOString()] });
}

/**
 * The ticket system takes nothing. Its owners are mailed once, when that begins: the row count decides who was first.
 * @param tellOwners false when whoever is in charge is looking at the failure anyway
 */
export async function markFailing(tx: Tx, accountId: Uuid, error: string, tellOwners = true): Promise<void> {
  const since = tx.clock.now().toISOString();
  const begun = await tx.pipeline.run<{ id: Uuid }>({
    sql: `update ticket_system set state = 'FAILING', last_error = $2, failing_since = $3::timestamptz
           where account_id = $1 and state = 'OK' returning id`,
    params: [accountId, error, since],
  });
  const [system] = begun;
  if (system === undefined) {
    tx.pipeline.send({
      sql: `update ticket_system set last_error = $2 where account_id = $1`,
      params: [accountId, error],
    });
    return;
  }
  if (!tellOwners) return;
  const owners = await tx.pipeline.run<{ id: Uuid }>({
    sql: `select id from app_user where account_id = $1 and role = 'OWNER' and is_active`,
    params: [accountId],
  });
  await tx.enqueueAll(
    ticketSystemMailQueue,
    owners.map(({ id: userId }) => ({
      key: `${system.id} ${since} ${userId}`,
      data: { accountId, userId, failingSince: since } satisfies TicketSystemMail,
    })),
  );
}
