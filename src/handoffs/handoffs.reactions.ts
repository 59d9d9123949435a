import type { Viewer } from '../kernel/viewer.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';
import type { Reaction } from '../platform/events/outbox.ts';
import { sessionCompleted } from '../sessions/sessions.events.ts';
import { resolveHandoffsOf } from './handoffs.service.ts';

/** What handoffs do when something happens below them: a completed session resolves what was claimed for it. */
export const handoffReactions: readonly Reaction[] = [
  {
    eventType: sessionCompleted,
    async react(tx, event) {
      const { sessionId } = event.payload;
      if (hasViewer(tx) && typeof sessionId === 'string') await resolveHandoffsOf(tx, sessionId);
    },
  },
];

function hasViewer(tx: TransactionScope<Viewer | null>): tx is TransactionScope {
  return tx.viewer !== null;
}
