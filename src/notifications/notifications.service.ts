import { markSeen } from '../handoffs/handoff-milestones.ts';
import { badInput, notFound } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import type { Scope } from '../platform/database/scope.ts';
import { transaction } from '../platform/database/transaction.ts';
import { markInAppSent } from './ledger.ts';
import { mayReadLines } from './notifications.queries.ts';

export interface MarkNotificationsReadInput {
  readonly ids: readonly Uuid[];
  /** Everything up to this line, and the line itself. */
  readonly upTo: Uuid | null;
}

/**
 * Marks own lines as read; those that are read already stay as they are. Returns how many are left unread.
 * @throws NOT_FOUND when one of them is not the viewer's own, and then none is marked
 */
export async function markNotificationsRead(
  scope: Scope,
  input: MarkNotificationsReadInput,
): Promise<number> {
  const { ids, upTo } = input;
  if (ids.length > limits.notificationIdsMax)
    throw badInput('input.ids', `At most ${limits.notificationIdsMax} at once. Use upTo for more.`);
  if (ids.length === 0 && upTo === null) throw badInput('input.ids', 'Say which: give ids, or upTo.');
  const { accountId, userId } = scope.viewer;
  if (!mayReadLines(scope.viewer))
    throw notFound('The notification', ids.length > 0 ? 'input.ids' : 'input.upTo');
  return await transaction(scope, async tx => {
    const wanted = `{${ids.join(',')}}`;
    const [asked] = await tx.pipeline.run<{ ids: number; up_to: boolean }>({
      sql: `select (select count(*)::integer from notification
                     where account_id = $1 and user_id = $2 and id = any($3::uuid[])) as ids,
                   exists (select from notification
                            where account_id = $1 and user_id = $2 and id = $4::uuid) as up_to`,
      params: [accountId, userId, wanted, upTo],
    });
    if (asked?.ids !== new Set(ids).size) throw notFound('The notification', 'input.ids');
    if (upTo !== null && !asked.up_to) throw notFound('The notification', 'input.upTo');
    const now = tx.clock.now();
    const read = await tx.pipeline.run<{ handoff_id: Uuid }>({
      sql: markSql,
      params: [accountId, userId, wanted, upTo, now.toISOString()],
    });
    const handoffIds = [...new Set(read.map(line => line.handoff_id))];
    markInAppSent(tx, accountId, handoffIds, userId);
    markSeen(
      tx,
      handoffIds.map(handoffId => ({ accountId, handoffId, userId })),
      now,
    );
    const [left] = await tx.pipeline.run<{ unread: number }>({
      sql: `select count(*)::integer as unread from notification
             where account_id = $1 and user_id = $2 and read_at is null`,
      params: [accountId, userId],
    });
    return left?.unread ?? 0;
  });
}

/** Locked in one order, so that two tabs that mark the same lines wait for each other and do not block. */
const markSql = `update notification set read_at = $5::timestamptz from (
    select n.id from notification n
     where n.account_id = $1 and n.user_id = $2 and n.read_at is null
       and (n.id = any($3::uuid[]) or (n.created_at, n.id) <= (
             select last.created_at, last.id from notification last
              where last.account_id = $1 and last.user_id = $2 and last.id = $4::uuid))
     order by n.id
       for update
  ) unread
  where notification.account_id = $1 and notification.id = unread.id and notification.read_at is null
  returning notification.handoff_id`;
