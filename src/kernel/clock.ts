/**
 * The one source of time: that of the database (`database-clock.ts`), so that replicas agree. Tests replace it; nothing
 * else reads the system clock for a decision.
 */
export interface Clock {
  /** The present moment, to the millisecond. */
  now(): Date;
}

/** The time of this machine. */
export const systemClock: Clock = { now: () => new Date() };

/** A moment `seconds` after `at` (negative: before). */
export function addSeconds(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000);
}

/** Whole seconds from `from` to `to`, never below zero: clocks of two machines may disagree a little. */
export function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000));
}
