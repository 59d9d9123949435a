import { User } from '../accounts/user.entity.ts';
import { assertCan, can } from '../kernel/capabilities.ts';
import { badInput, conflict, forbidden, notFound } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { parseOptionalText, parseText } from '../kernel/input.ts';
import { limits } from '../kernel/limits.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { createOnce } from '../platform/database/idempotency.ts';
import type { Scope } from '../platform/database/scope.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import type { Session } from '../sessions/session.entity.ts';
import { sessionStatusWords } from '../sessions/session-lifecycle.ts';
import { appendStep, assertWorksOn, lockSession, moveSession } from '../sessions/session-moves.ts';
import { lockOwnActiveTrail, moveWithStep } from '../sessions/session-trail.ts';
import { Handoff } from './handoff.entity.ts';
import type { HandoffIntent } from './handoff-lifecycle.ts';
import type { HandoffRow } from './handoff-row.ts';
import { escalationEventTypes, handoffEvent, sessionParked, sessionResumed } from './handoffs.events.ts';
import { canReadHandoff, canReturnHandoff, canWithdrawHandoff, isWithClaimer } from './handoffs.policy.ts';
import { insertHandoff, type NewHandoff } from './insert-handoff.ts';
import { type Priority, priorityRanks } from './priority.ts';
import { takeSnapshot } from './take-snapshot.ts';

export interface CreateHandoffInput {
  readonly sessionId: Uuid;
  readonly intent: HandoffIntent;
  readonly engineerNotes?: string | null;
  readonly priority: Priority;
  readonly targetUserId?: Uuid | null;
  readonly idempotencyKey?: string | null;
}

/** Passes the viewer's session on: parks it for themselves, or escalates it to their colleagues. */
export async function createHandoff(scope: Scope, input: CreateHandoffInput): Promise<HandoffRow> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  const rule = { field: 'input.engineerNotes', max: limits.engineerNotesCharsMax };
  const engineerNotes =
    input.intent === 'ESCALATE'
      ? parseText(input.engineerNotes ?? '', rule)
      : (parseOptionalText(input.engineerNotes, rule) ?? '');
  if (input.intent === 'PARK' && input.targetUserId) {
    throw badInput(
      'input.targetUserId',
      'A parked session waits for you alone. Escalate it to reach somebody.',
    );
  }
  const wanted = { ...input, engineerNotes, targetUserId: input.targetUserId ?? null };
  return await transaction(scope, tx =>
    createOnce<HandoffRow>(tx, {
      operation: 'createHandoff',
      key: input.idempotencyKey,
      input: { ...wanted, idempotencyKey: null },
      create: () => handSessionOn(tx, wanted),
      load: id => tx.em.findOneOrFail(Handoff, { id }),
    }),
  );
}

async function handSessionOn(
  tx: TransactionScope,
  input: CreateHandoffInput & { engineerNotes: string; targetUserId: Uuid | null },
): Promise<HandoffRow> {
  const { viewer } = tx;
  const session = await lockOwnActiveTrail(tx, input.sessionId, 'input.sessionId');
  if (input.targetUserId !== null) await assertTarget(tx, input.targetUserId);
  const now = tx.clock.now();
  const handoff: NewHandoff = {
    accountId: viewer.accountId,
    id: newId(now.getTime()),
    sessionId: session.id,
    intent: input.intent,
    state: 'OPEN',
    priority: input.priority,
    priorityRank: priorityRanks[input.priority],
    engineerNotes: input.engineerNotes,
    snapshot: takeSnapshot(session, now),
    createdById: viewer.userId,
    createdAt: now,
    targetId: input.targetUserId,
  };
  const isEscalation = input.intent === 'ESCALATE';
  // The notes of a parked session are private, and its steps can be read by colleagues: they stay out.
  const note = isEscalation ? input.engineerNotes : null;
  moveWithStep(tx, session, isEscalation ? 'ESCALATED' : 'PARKED', { kind: 'HANDOFF', note }, now);
  insertHandoff(tx, handoff);
  tx.record(
    handoffEvent(viewer.accountId, isEscalation ? escalationEventTypes.created : sessionParked, {
      handoffId: handoff.id,
      sessionId: session.id,
      actorId: viewer.userId,
    }),
  );
  return { ...handoff, claimedById: null, closeReason: null };
}

/** Somebody who could claim it: an active colleague of the right role, not the maker. */
async function assertTarget(tx: TransactionScope, targetId: Uuid): Promise<void> {
  const field = 'input.targetUserId';
  const target = await tx.em.findOne(User, { id: targetId });
  if (target === null) throw notFound('The person', field);
  if (target.id === tx.viewer.userId)
    throw badInput(field, 'You cannot escalate to yourself. Park the session instead.');
  if (!target.isActive) throw badInput(field, `${target.name} is deactivated.`);
  if (!can(target, 'HANDLE_ESCALATIONS')) throw badInput(field, `${target.name} cannot take escalations.`);
}

/** Takes a parked session up again. Only its engineer can. */
export async function resumeSession(scope: Scope, input: { sessionId: Uuid }): Promise<Session> {
  assertCan(scope.viewer, 'RUN_SESSIONS');
  return await transaction(scope, async tx => {
    const session = await lockSession(tx, input.sessionId, 'input.sessionId');
    assertWorksOn(tx, session);
    if (session.status !== 'PARKED') {
      throw conflict(`Only a parked session can be resumed. ${sessionStatusWords[session.status]}`, {
        status: session.status,
      });
    }
    const now = tx.clock.now();
    const parked = await closeParked(tx, session, 'Resumed.');
    moveSession(session, 'ACTIVE', now);
    if (parked !== null) {
      tx.record(
        handoffEvent(session.accountId, sessionResumed, {
          handoffId: parked.id,
          sessionId: session.id,
          actorId: tx.viewer.userId,
        }),
      );
    }
    return session;
  });
}

/** Closes the open handoff of a parked session. */
export async function closeParked(
  tx: TransactionScope<Viewer | null>,
  session: Session,
  reason: string,
): Promise<Handoff | null> {
  const parked = await tx.em.findOne(Handoff, { sessionId: session.id, intent: 'PARK', state: 'OPEN' });
  if (parked === null) return null;
  parked.state = 'RETURNED';
  parked.closedAt = tx.clock.now();
  parked.closeReason = reason;
  // In one statement with an escalation that becomes open again, the database could meet two open ones.
  await tx.em.flush();
  return parked;
}

/**
 * A handoff and its session, both readable by the viewer; the session locked.
 * Session first, handoff second: the order in which everything takes its locks, so that no two can block each other.
 * @throws NOT_FOUND
 */
export async function lockHandoff(
  tx: TransactionScope,
  id: Uuid,
): Promise<{ handoff: Handoff; session: Session }> {
  const field = 'input.handoffId';
  const known = await tx.em.findOne(Handoff, { id });
  if (known === null) throw notFound('The handoff', field);
  const session = await lockSession(tx, known.sessionId, field);
  const handoff = await tx.em.findOneOrFail(Handoff, { id }, { refresh: true });
  if (!canReadHandoff(tx.viewer, handoff, session.status)) throw notFound('The handoff', field);
  return { handoff, session };
}

/** The claimer gives it back to its maker, with guidance; the maker goes on where the session stands. */
export async function returnHandoff(
  scope: Scope,
  input: { handoffId: Uuid; guidance: string },
): Promise<Handoff> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  const guidance = parseText(input.guidance, { field: 'input.guidance', max: limits.noteCharsMax });
  return await transaction(scope, async tx => {
    const { handoff, session } = await lockHandoff(tx, input.handoffId);
    if (!canReturnHandoff(tx.viewer, handoff)) throw forbidden('Only its claimer can return an escalation.');
    assertClaimed(handoff);
    assertWithClaimer(handoff, session);
    if (session.status !== 'ACTIVE')
      throw conflict(sessionStatusWords[session.status], { status: session.status });
    const maker = await tx.em.findOneOrFail(User, { id: handoff.createdById });
    if (!maker.isActive || !can(maker, 'RUN_SESSIONS')) {
      throw conflict(`${maker.name} cannot work on sessions any more. Release it, or complete it yourself.`);
    }
    await closeHandoff(tx, handoff, 'RETURNED', guidance);
    session.engineerId = handoff.createdById;
    await appendStep(tx, session, { kind: 'RETURN', note: guidance });
    recordFor(tx, handoff, escalationEventTypes.returned, guidance);
    return handoff;
  });
}

/** The maker takes an open escalation back and goes on alone. */
export async function withdrawHandoff(
  scope: Scope,
  input: { handoffId: Uuid; reason?: string | null },
): Promise<Handoff> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  const reason = parseOptionalText(input.reason, { field: 'input.reason', max: limits.reasonCharsMax });
  return await transaction(scope, async tx => {
    const { handoff, session } = await lockHandoff(tx, input.handoffId);
    if (!canWithdrawHandoff(tx.viewer, handoff))
      throw forbidden('Only its maker can withdraw an escalation.');
    const now = tx.clock.now();
    // As with the claim, the row count decides: somebody may be claiming it at this moment.
    const withdrawn = await tx.em.nativeUpdate(
      Handoff,
      { accountId: handoff.accountId, id: handoff.id, state: 'OPEN' },
      { state: 'WITHDRAWN', closedAt: now, closeReason: reason ?? 'Withdrawn.' },
    );
    if (withdrawn === 0) {
      await tx.em.refresh(handoff);
      throw conflict(`Only an open escalation can be withdrawn. ${handoffStateWords(handoff)}`, {
        state: handoff.state,
      });
    }
    await tx.em.refresh(handoff);
    moveSession(session, 'ACTIVE', now);
    await appendStep(tx, session, {
      kind: 'RETURN',
      note: reason === null ? 'Withdrawn.' : `Withdrawn: ${reason}`,
    });
    recordFor(tx, handoff, escalationEventTypes.withdrawn, reason);
    return handoff;
  });
}

/**
 * Resolves what was claimed for a session that is now complete. Part of the same transaction; called by a
 * reaction, since sessions know nothing of handoffs.
 */
export async function resolveHandoffsOf(tx: TransactionScope, sessionId: Uuid): Promise<void> {
  const claimed = await tx.em.find(
    Handoff,
    { sessionId, intent: 'ESCALATE', state: 'CLAIMED' },
    { orderBy: { createdAt: 'asc', id: 'asc' } },
  );
  for (const handoff of claimed) {
    await closeHandoff(tx, handoff, 'RESOLVED', 'The session was completed.');
    recordFor(tx, handoff, escalationEventTypes.resolved, null);
  }
}

async function closeHandoff(
  tx: TransactionScope,
  handoff: Handoff,
  state: 'RETURNED' | 'RESOLVED',
  reason: string,
): Promise<void> {
  handoff.state = state;
  handoff.closedAt = tx.clock.now();
  handoff.closeReason = reason;
  await tx.em.flush();
}

/** @throws CONFLICT unless somebody has claimed it and it is still theirs */
export function assertClaimed(handoff: Handoff): void {
  if (handoff.state !== 'CLAIMED') {
    throw conflict(`This needs a claimed escalation. ${handoffStateWords(handoff)}`, {
      state: handoff.state,
    });
  }
}

/** @throws CONFLICT when the claimer has already passed the session on themselves */
export function assertWithClaimer(handoff: Handoff, session: Session): void {
  if (!isWithClaimer(handoff, session)) {
    throw conflict('The session was passed on since. Deal with the newer escalation first.');
  }
}

/** What a handoff's state means, as a sentence. */
export function handoffStateWords(handoff: Pick<Handoff, 'state' | 'intent'>): string {
  const words = {
    OPEN: handoff.intent === 'PARK' ? 'It is parked.' : 'It is open.',
    CLAIMED: 'Somebody has claimed it.',
    RETURNED: handoff.intent === 'PARK' ? 'It was resumed.' : 'It was returned to its maker.',
    WITHDRAWN: 'Its maker has withdrawn it.',
    RESOLVED: 'It is resolved.',
  };
  return words[handoff.state];
}

function recordFor(
  tx: TransactionScope,
  handoff: Handoff,
  type: (typeof escalationEventTypes)[keyof typeof escalationEventTypes],
  reason: string | null,
): void {
  tx.record(
    handoffEvent(handoff.accountId, type, {
      handoffId: handoff.id,
      sessionId: handoff.sessionId,
      actorId: tx.viewer.userId,
      ...(reason === null ? {} : { reason }),
    }),
  );
}
