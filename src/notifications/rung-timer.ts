import type { Uuid } from '../kernel/ids.ts';
import type { KeyedJob } from '../platform/jobs/jobs.ts';

/** Climbs one rung of the ladder of an escalation, when its time has come. */
export const ladderQueue = 'escalation-ladder';

export interface RungTimer {
  readonly accountId: Uuid;
  readonly handoffId: Uuid;
  /** The how manieth time the ladder is climbed, from 1; a released escalation begins anew. */
  readonly run: number;
  /** The rung to climb, from 1. */
  readonly rung: number;
  /** Counts the timers of this rung: one that came too early makes another. */
  readonly look: number;
}

/** Clocks of several machines differ a little; a timer that is early by no more than this is on time. */
export const earlySecondsMax = 2;

/** Whole seconds from now to a moment, rounded up so that nothing comes early; 0 for one that has passed. */
export function secondsUntil(at: Date, now: Date): number {
  return Math.max(0, Math.ceil((at.getTime() - now.getTime()) / 1000));
}

/** The timer as a job that is stored once, however often it is asked for. */
export function rungTimerJob(timer: RungTimer, dueAt: Date, now: Date): KeyedJob {
  const { handoffId, run, rung, look } = timer;
  return {
    key: `${handoffId} ${run} ${rung} ${look}`,
    data: timer,
    startAfterSeconds: secondsUntil(dueAt, now),
  };
}
