import type { HandoffState } from '../handoffs/handoff-lifecycle.ts';
import { handoffEvent } from '../handoffs/handoffs.events.ts';
import { isWithClaimer } from '../handoffs/handoffs.policy.ts';
import { type ObservedClaim, releaseObservedClaim } from '../handoffs/release.service.ts';
import { addSeconds } from '../kernel/clock.ts';
import { DomainError } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Role } from '../kernel/viewer.ts';
import { prepared } from '../platform/database/pipeline.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobRun } from '../platform/jobs/jobs.ts';
import type { SessionStatus } from '../sessions/session-lifecycle.ts';
import { type ClaimFacts, type ClaimVerdict, judgeClaim } from './claim-idleness.ts';
import {
  type ClaimLook,
  type ClaimReminder,
  claimLookJob,
  claimQueue,
  claimReminderQueue,
} from './claim-look.ts';
import { ladderEventTypes } from './ladder.events.ts';
import { describeMinutes, type LadderDefinition } from './ladder-definition.ts';
import { rolesToTell } from './recipients.ts';

interface ClaimRow {
  readonly state: HandoffState;
  readonly session_id: Uuid;
  readonly claimed_by_id: Uuid | null;
  readonly claimed_at: string | null;
  readonly session_status: SessionStatus;
  readonly session_updated_at: string;
  readonly engineer_id: Uuid;
  readonly claimer_name: string;
  readonly claimer_role: Role;
  readonly claimer_is_active: boolean;
  readonly reminded_at: string | null;
  readonly definition: LadderDefinition;
}

/** A claim that is under way, as it was observed. */
interface Claim {
  readonly observed: ObservedClaim;
  readonly facts: ClaimFacts;
  readonly claimerName: string;
  readonly remindedAt: string | null;
}

/** The claim that a look is about; null when it is over. */
async function loadClaim(tools: JobTools, look: ClaimLook): Promise<Claim | null> {
  const { accountId, handoffId } = look;
  const [row] = await readPrepared<ClaimRow>(
    tools.forkEntityManager(accountId),
    `select handoff.state, handoff.session_id, handoff.claimed_by_id, handoff.claimed_at,
            session.status as session_status, session.updated_at as session_updated_at, session.engineer_id,
            claimer.name as claimer_name, claimer.role as claimer_role, claimer.is_active as claimer_is_active,
            ladder.reminded_at, ladder.definition
       from handoff
       join session on session.account_id = handoff.account_id and session.id = handoff.session_id
       join app_user as claimer on claimer.account_id = handoff.account_id and claimer.id = handoff.claimed_by_id
       join handoff_ladder as ladder on ladder.account_id = handoff.account_id and ladder.handoff_id = handoff.id
      where handoff.account_id = $1 and handoff.id = $2 and handoff.state = 'CLAIMED'`,
    [accountId, handoffId],
  );
  if (row === undefined || row.claimed_by_id === null || row.claimed_at === null) return null;
  const claimedAt = new Date(row.claimed_at);
  if (claimedAt.toISOString() !== look.claimedAt) return null;
  const sessionUpdatedAt = new Date(row.session_updated_at);
  const { session_id: sessionId, claimed_by_id: claimedById, session_status: sessionStatus } = row;
  const remindedAt = row.reminded_at === null ? null : new Date(row.reminded_at).toISOString();
  return {
    observed: { handoffId, sessionId, claimedById, claimedAt, sessionUpdatedAt },
    claimerName: row.claimer_name,
    remindedAt,
    facts: {
      state: row.state,
      isWithClaimer: isWithClaimer({ claimedById }, { status: sessionStatus, engineerId: row.engineer_id }),
      sessionStatus,
      isClaimerAble: row.claimer_is_active && rolesToTell.includes(row.claimer_role),
      claimedAtMs: claimedAt.getTime(),
      sessionUpdatedAtMs: sessionUpdatedAt.getTime(),
      remindedAtMs: remindedAt === null ? null : Date.parse(remindedAt),
      reminderMinutes: row.definition.claimReminderMinutes,
      releaseMinutes: row.definition.claimReleaseMinutes,
    },
  };
}

/** How often a claim that changes while it is judged is judged anew before the job is left to be tried again. */
const judgementsMax = 3;

/** Looks at a claim: reminds, releases, or looks again later. What is done is done in one transaction, and once. */
export async function watchClaim(tools: JobTools, look: ClaimLook, job: JobRun): Promise<void> {
  for (let judgement = 0; judgement < judgementsMax; judgement++) {
    const claim = await loadClaim(tools, look);
    const now = tools.clock.now();
    const verdict: ClaimVerdict = claim === null ? { kind: 'OVER' } : judgeClaim(claim.facts, now.getTime());
    if (claim === null || verdict.kind === 'OVER') return;
    if (verdict.kind === 'WAIT') return await lookAgain(look, verdict.seconds, now, job);
    if (verdict.kind === 'REMIND' && (await remind(tools, look, claim, verdict))) return;
    if (verdict.kind === 'RELEASE' && (await release(tools, look, claim, verdict, job))) return;
  }
  throw new Error('the claim kept changing while it was judged');
}

async function lookAgain(look: ClaimLook, seconds: number, now: Date, job: JobRun): Promise<void> {
  await job.enqueueAll(claimQueue, [nextLook(look, seconds, now)]);
}

function nextLook(look: ClaimLook, seconds: number, now: Date) {
  return claimLookJob({ ...look, look: look.look + 1 }, addSeconds(now, seconds), now);
}

/** Says on the stream that nothing happens, mails the claimer, and looks again; false when something has happened. */
async function remind(
  tools: JobTools,
  look: ClaimLook,
  { observed, claimerName, remindedAt, facts }: Claim,
  { idleSeconds, releaseSeconds }: Extract<ClaimVerdict, { kind: 'REMIND' }>,
): Promise<boolean> {
  const { accountId, handoffId, claimedAt } = look;
  return await transaction(tools.openScope(accountId), async tx => {
    const now = tx.clock.now();
    const known = [accountId, handoffId, claimedAt, observed.sessionUpdatedAt.toISOString(), remindedAt];
    const done = await tx.pipeline.run({ sql: remindSql, params: [...known, now.toISOString()] });
    if (done.length === 0) return false;
    const idle = `${claimerName} has done nothing on it for ${describeMinutes(idleSeconds)}`;
    const threat =
      releaseSeconds === null
        ? ''
        : ` Without a sign of work it goes back into the queue in ${describeMinutes(releaseSeconds)}.`;
    const { sessionId } = observed;
    tx.record(
      handoffEvent(accountId, ladderEventTypes.claimIdle, {
        handoffId,
        sessionId,
        actorId: null,
        reason: `${idle}.${threat}`,
      }),
    );
    await enqueueReminder(tx, { accountId, handoffId, claimedAt, remindedAt: now.toISOString() });
    const pauseSeconds = releaseSeconds ?? (facts.reminderMinutes ?? 0) * 60;
    await tx.enqueueAll(claimQueue, [nextLook(look, pauseSeconds, now)]);
    return true;
  });
}

async function enqueueReminder(tx: TransactionScope<null>, reminder: ClaimReminder): Promise<void> {
  const key = `${reminder.handoffId} ${reminder.remindedAt}`;
  await tx.enqueueAll(claimReminderQueue, [{ key, data: reminder }]);
}

/** Session first, handoff second, as everywhere; and only if both are still as they were judged. */
const remindSql = prepared(
  `with seen as materialized (
     select 1 from session where account_id = $1::uuid and updated_at = $4::timestamptz
        and id = (select session_id from handoff where account_id = $1::uuid and id = $2::uuid)
        for share
   ), claimed as materialized (
     select 1 from handoff where account_id = $1::uuid and id = $2::uuid and state = 'CLAIMED'
        and claimed_at = $3::timestamptz and exists (select 1 from seen)
        for share
   )
   update handoff_ladder set reminded_at = $6::timestamptz
    where account_id = $1::uuid and handoff_id = $2::uuid and reminded_at is not distinct from $5::timestamptz
      and exists (select 1 from claimed)
   returning reminded_at`,
);

/** Puts the escalation back into the queue; false when something has happened meanwhile. */
async function release(
  tools: JobTools,
  look: ClaimLook,
  { observed, claimerName, facts }: Claim,
  { idleSeconds }: Extract<ClaimVerdict, { kind: 'RELEASE' }>,
  job: JobRun,
): Promise<boolean> {
  const reason = `${claimerName} has done nothing on it for ${describeMinutes(idleSeconds)}.`;
  try {
    return await transaction(tools.openScope(look.accountId), tx =>
      releaseObservedClaim(tx, observed, reason),
    );
  } catch (error) {
    // Such as a trail without room for one more step: nobody can release that one.
    if (!(error instanceof DomainError)) throw error;
    tools.log.warn({ err: error, handoffId: look.handoffId }, 'an idle claim cannot be released');
    await lookAgain(look, (facts.reminderMinutes ?? 0) * 60, tools.clock.now(), job);
    return true;
  }
}
