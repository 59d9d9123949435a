import { assertCan } from '../kernel/capabilities.ts';
import { notFound } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Scope } from '../platform/database/scope.ts';
import { transaction } from '../platform/database/transaction.ts';
import { isOnLiveReplica } from '../platform/live/stream-register.ts';
import { streamEndRequestedEvent } from './live-streams.events.ts';

/**
 * Ends a stream, on whichever replica it is open: the event log tells the one that has it. It leaves the list at once.
 * @throws NOT_FOUND when the viewer's account has no such stream open
 */
export async function endLiveStream(scope: Scope, input: { id: Uuid }): Promise<boolean> {
  assertCan(scope.viewer, 'MANAGE_STREAMS');
  return await transaction(scope, async tx => {
    const { accountId, userId } = tx.viewer;
    // The row count decides: of two who end the same stream, one is told that it is gone.
    const ended = await tx.pipeline.run({
      sql: `delete from live_stream t where account_id = $1 and id = $2 and ${isOnLiveReplica} returning id`,
      params: [accountId, input.id],
    });
    if (ended.length === 0) throw notFound('The stream', 'input.id');
    tx.record(streamEndRequestedEvent(accountId, input.id, userId));
    return true;
  });
}
