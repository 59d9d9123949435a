import type { Uuid } from '../kernel/ids.ts';
import type { KeyedJob } from '../platform/jobs/jobs.ts';
import { secondsUntil } from './rung-timer.ts';

/** Looks whether anything happens in a claimed escalation. */
export const claimQueue = 'claim-inactivity';
export const claimReminderQueue = 'claim-reminder-mail';

/** One look at a claim. Each makes the next one, until the claim is over. */
export interface ClaimLook {
  readonly accountId: Uuid;
  readonly handoffId: Uuid;
  /** With the escalation, which claim it is: there is another after each release. ISO 8601. */
  readonly claimedAt: string;
  readonly look: number;
}

export interface ClaimReminder extends Omit<ClaimLook, 'look'> {
  /** ISO 8601. */
  readonly remindedAt: string;
}

/** The look as a job that is stored once, however often it is asked for. */
export function claimLookJob(look: ClaimLook, dueAt: Date, now: Date): KeyedJob {
  return {
    key: `${look.handoffId} ${look.claimedAt} ${look.look}`,
    data: look,
    startAfterSeconds: secondsUntil(dueAt, now),
  };
}
