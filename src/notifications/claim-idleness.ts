import type { HandoffState } from '../handoffs/handoff-lifecycle.ts';
import type { SessionStatus } from '../sessions/session-lifecycle.ts';
import { earlySecondsMax } from './rung-timer.ts';

/** What decides whether a claim is idle. Moments are milliseconds since 1970. */
export interface ClaimFacts {
  readonly state: HandoffState;
  /** Whether the session is still the claimer's, and not passed on in its turn. */
  readonly isWithClaimer: boolean;
  readonly sessionStatus: SessionStatus;
  /** Whether the claimer is active and has a role that handles escalations. */
  readonly isClaimerAble: boolean;
  readonly claimedAtMs: number;
  /** When the session last changed. While it is with the claimer, nobody else can change it. */
  readonly sessionUpdatedAtMs: number;
  readonly remindedAtMs: number | null;
  readonly reminderMinutes: number | null;
  readonly releaseMinutes: number | null;
}

/** What is to be done about a claim now. Seconds are counted from now, or from the last sign of work. */
export type ClaimVerdict =
  | { readonly kind: 'OVER' }
  | { readonly kind: 'WAIT'; readonly seconds: number }
  | { readonly kind: 'REMIND'; readonly idleSeconds: number; readonly releaseSeconds: number | null }
  | { readonly kind: 'RELEASE'; readonly idleSeconds: number };

/** However short an account's times are, a claim that waits for something else is looked at no oftener than this. */
const pauseMinutesMin = 10;

/**
 * Whether a claim is idle, and what follows.
 *
 * Signs of work are what changes the session: answers, notes, undoing, corrections, parking and resuming. Parking is
 * one and says "I will be back": as long as it lasts nobody is reminded, unless the claimer cannot come back. Neither is
 * a claimer who has passed the session on in a newer escalation: it is not theirs to work on.
 */
export function judgeClaim(facts: ClaimFacts, nowMs: number): ClaimVerdict {
  const { reminderMinutes, releaseMinutes, remindedAtMs } = facts;
  if (facts.state !== 'CLAIMED' || reminderMinutes === null) return { kind: 'OVER' };
  const pause: ClaimVerdict = { kind: 'WAIT', seconds: Math.max(reminderMinutes, pauseMinutesMin) * 60 };
  if (!facts.isWithClaimer) return pause;
  if (facts.sessionStatus === 'PARKED' && facts.isClaimerAble) return pause;

  const lastWorkMs = Math.max(facts.claimedAtMs, facts.sessionUpdatedAtMs);
  const idleSeconds = (nowMs - lastWorkMs) / 1000;
  const releaseSeconds = releaseMinutes === null ? null : releaseMinutes * 60;
  const isReminded = remindedAtMs !== null && remindedAtMs >= lastWorkMs;
  if (!isReminded) {
    const missing = reminderMinutes * 60 - idleSeconds;
    return isDue(missing) ? { kind: 'REMIND', idleSeconds, releaseSeconds } : wait(missing);
  }
  if (releaseSeconds === null) return pause;
  const missing = releaseSeconds - (nowMs - remindedAtMs) / 1000;
  return isDue(missing) ? { kind: 'RELEASE', idleSeconds } : wait(missing);
}

function isDue(missingSeconds: number): boolean {
  return missingSeconds <= earlySecondsMax;
}

function wait(missingSeconds: number): ClaimVerdict {
  return { kind: 'WAIT', seconds: Math.ceil(missingSeconds) };
}
