import { assertCan } from '../kernel/capabilities.ts';
import { forbidden } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { parseOptionalText } from '../kernel/input.ts';
import { limits } from '../kernel/limits.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { Scope } from '../platform/database/scope.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import type { Session } from '../sessions/session.entity.ts';
import { appendStepOf, findLockedSession, moveSession } from '../sessions/session-moves.ts';
import { Handoff } from './handoff.entity.ts';
import { escalationEventTypes, handoffEvent } from './handoffs.events.ts';
import { canReleaseHandoff, isWithClaimer } from './handoffs.policy.ts';
import { assertClaimed, assertWithClaimer, closeParked, lockHandoff } from './handoffs.service.ts';

/** The claimer (or somebody in charge) puts a claimed escalation back into the queue. */
export async function releaseHandoff(
  scope: Scope,
  input: { handoffId: Uuid; reason?: string | null },
): Promise<Handoff> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  const reason = parseOptionalText(input.reason, { field: 'input.reason', max: limits.reasonCharsMax });
  return await transaction(scope, async tx => {
    const { handoff, session } = await lockHandoff(tx, input.handoffId);
    if (!canReleaseHandoff(tx.viewer, handoff))
      throw forbidden('Only its claimer can release an escalation.');
    assertClaimed(handoff);
    assertWithClaimer(handoff, session);
    const { userId } = tx.viewer;
    const note = reason === null ? 'Released.' : `Released: ${reason}`;
    await putBack(tx, handoff, session, { actorId: userId, reason, stepActorId: userId, note });
    return handoff;
  });
}

/** A claim as somebody saw it: whose it was, since when, and when its session last changed. */
export interface ObservedClaim {
  readonly handoffId: Uuid;
  readonly sessionId: Uuid;
  readonly claimedById: Uuid;
  readonly claimedAt: Date;
  readonly sessionUpdatedAt: Date;
}

/**
 * Puts a claimed escalation back into the queue although nobody asked for it, by a rule of the account; provided that
 * everything is still as it was observed. The event has no actor. A step of the trail must have one: it stands under
 * the name of the claimer, whose part in the session ends with it, and its note says who released it.
 *
 * @returns whether it was released; false: meanwhile somebody did something, and it should be looked at anew
 */
export async function releaseObservedClaim(
  tx: TransactionScope<Viewer | null>,
  claim: ObservedClaim,
  reason: string,
): Promise<boolean> {
  // Whoever claims, releases, returns or completes locks the session first: what is true now stays so until the commit.
  const session = await findLockedSession(tx, claim.sessionId);
  const handoff = await tx.em.findOne(Handoff, { id: claim.handoffId }, { refresh: true });
  if (session === null || handoff === null || handoff.state !== 'CLAIMED') return false;
  const isSameClaim =
    handoff.claimedById === claim.claimedById && handoff.claimedAt?.getTime() === claim.claimedAt.getTime();
  const isUntouched = session.updatedAt.getTime() === claim.sessionUpdatedAt.getTime();
  if (!isSameClaim || !isUntouched || !isWithClaimer(handoff, session)) return false;
  const note = `Released by ResolutionFlow: ${reason}`;
  await putBack(tx, handoff, session, { actorId: null, reason, stepActorId: claim.claimedById, note });
  return true;
}

interface Release {
  /** Who did it, for the event; null: nobody, a rule of the account. */
  readonly actorId: Uuid | null;
  readonly reason: string | null;
  readonly stepActorId: Uuid;
  readonly note: string;
}

/** The claimed escalation becomes open again and its session is with nobody; both locked, the session first. */
async function putBack(
  tx: TransactionScope<Viewer | null>,
  handoff: Handoff,
  session: Session,
  { actorId, reason, stepActorId, note }: Release,
): Promise<void> {
  const now = tx.clock.now();
  // The claimer may have parked it; in the queue it belongs to nobody, so that ends here.
  await closeParked(tx, session, 'Released.');
  if (session.status === 'PARKED') moveSession(session, 'ACTIVE', now);
  moveSession(session, 'ESCALATED', now);
  session.engineerId = handoff.createdById;
  handoff.state = 'OPEN';
  handoff.claimedById = null;
  handoff.claimedAt = null;
  await appendStepOf(tx, session, { kind: 'HANDOFF', note, use: 'RESPONSE' }, stepActorId);
  tx.record(
    handoffEvent(handoff.accountId, escalationEventTypes.released, {
      handoffId: handoff.id,
      sessionId: handoff.sessionId,
      actorId,
      ...(reason === null ? {} : { reason }),
    }),
  );
}
