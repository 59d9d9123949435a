import { assertCan } from '../kernel/capabilities.ts';
import { notFound } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Scope } from '../platform/database/scope.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import { appendStep, lockSession, moveSession } from '../sessions/session-moves.ts';
import { Handoff } from './handoff.entity.ts';
import { escalationEventTypes, handoffEvent } from './handoffs.events.ts';
import { canClaimHandoff, canReadHandoff } from './handoffs.policy.ts';
import { handoffStateWords } from './handoffs.service.ts';

/** What came of asking for an escalation. Losing is an outcome, not an error: a client must branch on it. */
export type ClaimHandoffResult =
  | { readonly outcome: 'CLAIMED'; readonly handoff: Handoff }
  | {
      readonly outcome: 'ALREADY_CLAIMED';
      readonly handoff: Handoff;
      readonly claimedById: Uuid;
      readonly claimedAt: Date;
    }
  | { readonly outcome: 'NOT_CLAIMABLE'; readonly handoff: Handoff; readonly reason: string };

/**
 * Takes an open escalation, exactly once whoever else asks at the same moment.
 *
 * The claim is one conditional update, and its row count decides: of a hundred at once, the locks let them pass one
 * by one, and only the first still finds the state OPEN. The winner becomes the session's engineer.
 *
 * @throws NOT_FOUND when it does not exist, is another account's, or is parked by somebody else
 */
export async function claimHandoff(scope: Scope, input: { handoffId: Uuid }): Promise<ClaimHandoffResult> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  return await transaction(scope, async tx => {
    const { viewer } = tx;
    const now = tx.clock.now();
    const known = await tx.em.findOne(Handoff, { id: input.handoffId });
    // Whoever handles escalations sees all of them, so only a colleague's parked session is hidden here.
    if (known === null || !canReadHandoff(viewer, known, 'ACTIVE'))
      throw notFound('The handoff', 'input.handoffId');
    // Session first, handoff second, as everywhere: in the other order a claim and a withdrawal could each wait for
    // what the other holds.
    const session = await lockSession(tx, known.sessionId, 'input.handoffId');
    const claimed = await tx.em.nativeUpdate(
      Handoff,
      {
        accountId: viewer.accountId,
        id: input.handoffId,
        intent: 'ESCALATE',
        state: 'OPEN',
        createdById: { $ne: viewer.userId },
      },
      { state: 'CLAIMED', claimedById: viewer.userId, claimedAt: now },
    );
    const handoff = await tx.em.findOneOrFail(Handoff, { id: input.handoffId }, { refresh: true });
    if (claimed === 0) return explainLoss(tx, handoff);

    moveSession(session, 'ACTIVE', now);
    session.engineerId = viewer.userId;
    await appendStep(tx, session, { kind: 'CLAIM' });
    tx.record(
      handoffEvent(viewer.accountId, escalationEventTypes.claimed, {
        handoffId: handoff.id,
        sessionId: handoff.sessionId,
        actorId: viewer.userId,
      }),
    );
    return { outcome: 'CLAIMED', handoff };
  });
}

/** Why the update found nothing to claim. */
function explainLoss(tx: TransactionScope, handoff: Handoff): ClaimHandoffResult {
  const { viewer } = tx;
  if (handoff.state === 'CLAIMED' && handoff.claimedById && handoff.claimedAt) {
    return handoff.claimedById === viewer.userId
      ? { outcome: 'CLAIMED', handoff }
      : {
          outcome: 'ALREADY_CLAIMED',
          handoff,
          claimedById: handoff.claimedById,
          claimedAt: handoff.claimedAt,
        };
  }
  return { outcome: 'NOT_CLAIMABLE', handoff, reason: reasonNotClaimable(tx, handoff) };
}

function reasonNotClaimable({ viewer }: TransactionScope, handoff: Handoff): string {
  if (handoff.intent === 'PARK') return 'A parked session is not up for claiming. Resume it instead.';
  if (handoff.state === 'OPEN' && !canClaimHandoff(viewer, handoff)) {
    return 'This is your own escalation. Withdraw it to go on yourself.';
  }
  return handoffStateWords(handoff);
}
