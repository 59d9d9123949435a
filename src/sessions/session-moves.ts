import { LockMode } from '@mikro-orm/sql';
import { secondsBetween } from '../kernel/clock.ts';
import { conflict, type DomainError, forbidden, notFound } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { prepared } from '../platform/database/pipeline.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';
import type { ContentUse } from '../platform/quotas/quotas.ts';
import { Session } from './session.entity.ts';
import { bytesOfStep, useOfStep } from './session-content.ts';
import { canMoveSession, type SessionStatus, sessionStatusWords } from './session-lifecycle.ts';
import { SessionStep, type StepKind } from './session-step.entity.ts';
import { canReadSession, canWorkOnSession } from './sessions.policy.ts';

/**
 * A session, locked until the commit: whoever changes it next waits, and then sees what was changed.
 * @param field path of the id in the client's input
 * @throws NOT_FOUND when it does not exist, is another account's, or the viewer may not know of it
 */
export async function lockSession(tx: TransactionScope, id: Uuid, field: string): Promise<Session> {
  const session = await findLockedSession(tx, id);
  if (session === null || !canReadSession(tx.viewer, session)) throw notFound('The session', field);
  return session;
}

/** The same for work that nobody asked for: null when there is no such session. */
export async function findLockedSession(
  tx: TransactionScope<Viewer | null>,
  id: Uuid,
): Promise<Session | null> {
  return await tx.em.findOne(Session, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

/**
 * A session the viewer is working on right now, locked.
 * @throws NOT_FOUND, FORBIDDEN when it is with somebody else, CONFLICT when it is not active
 */
export async function lockOwnActiveSession(tx: TransactionScope, id: Uuid, field: string): Promise<Session> {
  const session = await lockSession(tx, id, field);
  assertWorksOn(tx, session);
  if (session.status !== 'ACTIVE')
    throw conflict(sessionStatusWords[session.status], { status: session.status });
  return session;
}

/** @throws FORBIDDEN unless the viewer is the session's engineer */
export function assertWorksOn(tx: TransactionScope, session: Pick<Session, 'status' | 'engineerId'>): void {
  if (!canWorkOnSession(tx.viewer, session))
    throw forbidden('Only the engineer who has the session can do this.');
}

/**
 * Changes a session's status and keeps count of the time spent in ACTIVE.
 * @throws CONFLICT when the status may not follow the present one
 */
export function moveSession(
  session: Pick<Session, 'status' | 'activeSeconds' | 'activeSince' | 'updatedAt'>,
  to: SessionStatus,
  now: Date,
): void {
  if (!canMoveSession(session.status, to))
    throw conflict(sessionStatusWords[session.status], { status: session.status });
  session.activeSeconds = secondsSpent(session, now);
  session.activeSince = to === 'ACTIVE' ? now : null;
  session.status = to;
  session.updatedAt = now;
}

/** Seconds somebody has been working on the session, up to `now`; the time in a queue or parked does not count. */
export function secondsSpent(session: Pick<Session, 'activeSeconds' | 'activeSince'>, now: Date): number {
  const running = session.activeSince ? secondsBetween(session.activeSince, now) : 0;
  return (session.activeSeconds ?? 0) + running;
}

export interface NewStep {
  readonly kind: StepKind;
  readonly nodeKey?: string | null;
  readonly nodeTitle?: string | null;
  readonly branch?: string | null;
  readonly note?: string | null;
  /** What it is for, where its kind does not say so. */
  readonly use?: ContentUse;
}

/**
 * Adds a step to the end of a session's trail. The session must be locked.
 * @throws CONFLICT when the trail is full
 */
export async function appendStep(
  tx: TransactionScope,
  session: Session,
  step: NewStep,
): Promise<SessionStep> {
  return await appendStepOf(tx, session, step, tx.viewer.userId);
}

/** How long a trail is. */
export interface TrailSize {
  readonly count: number;
  /** Of the notes of the work in UTF-8. */
  readonly workBytes: number;
  /** Of what was written to hand the session on and to answer that. */
  readonly handoffBytes: number;
}

const emptyTrail: TrailSize = { count: 0, workBytes: 0, handoffBytes: 0 };

/** Nothing large is read for it: the database knows the size of a text. */
const trailSizeSql = prepared(
  `select count(*)::int as count,
          coalesce(sum(octet_length(note)) filter (where kind in ('ANSWER', 'NOTE')), 0)::int as "workBytes",
          coalesce(sum(octet_length(note)) filter (where kind not in ('ANSWER', 'NOTE')), 0)::int as "handoffBytes"
     from session_step where account_id = $1::uuid and session_id = $2::uuid and undone_at is null`,
);

/** The same for a step that stands under somebody's name who does not ask for it now. */
export async function appendStepOf(
  tx: TransactionScope<Viewer | null>,
  session: Session,
  step: NewStep,
  actorId: Uuid,
): Promise<SessionStep> {
  const now = tx.clock.now();
  const params = [session.accountId, session.id];
  const [size = emptyTrail] = await tx.pipeline.run<TrailSize>({ sql: trailSizeSql, params });
  const { count: index } = size;
  const use = step.use ?? useOfStep(step.kind);
  assertRoomForStep(use, step, size);
  tx.addContent(use, bytesOfStep(step));
  session.updatedAt = now;
  const row = tx.em.create(SessionStep, {
    accountId: session.accountId,
    id: newId(now.getTime()),
    sessionId: session.id,
    index,
    kind: step.kind,
    nodeKey: step.nodeKey ?? null,
    nodeTitle: step.nodeTitle ?? null,
    branch: step.branch ?? null,
    note: step.note ?? null,
    actorId,
    at: now,
  });
  await tx.em.flush();
  return row;
}

/**
 * A session is handed on and shown as a whole, so it has a size. Work ends at the limit, handing the session on a little
 * later. What answers a handoff is never refused: a full session in the queue could otherwise be neither claimed,
 * released nor withdrawn by anybody.
 * @throws CONFLICT when a trail is too full for one more step
 */
export function assertRoomForStep(
  use: ContentUse,
  { note }: Pick<NewStep, 'note'>,
  { count, workBytes, handoffBytes }: TrailSize,
): void {
  if (use === 'RESPONSE') return;
  const { stepsPerSessionMax, sessionBytesMax, sessionHandoffBytesMax } = limits;
  if (count >= stepsPerSessionMax + (use === 'HANDOFF' ? handoffStepsBeyondMax : 0))
    throw conflict(`A session has at most ${stepsPerSessionMax} steps. Complete it and start another.`);
  const bytes = Buffer.byteLength(note ?? '');
  if (use === 'WORK' && bytes > 0 && workBytes + bytes > sessionBytesMax) throw tooManyNotes();
  if (use === 'HANDOFF' && handoffBytes + bytes > sessionHandoffBytesMax) throw tooManyNotes();
}

function tooManyNotes(): DomainError {
  return conflict(
    `The notes of a session hold at most ${limits.sessionBytesMax / 1_000_000} MB in all. Escalate or complete this session, and continue in a new one.`,
  );
}

/** Steps beyond the limit that passing a session on may take. */
const handoffStepsBeyondMax = 100;
