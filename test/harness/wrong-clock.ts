import type { Clock } from '../../src/kernel/clock.ts';

/** The clock of a machine that is so many seconds ahead; behind, when negative. */
export function clockOff(seconds: number): Clock {
  return { now: () => new Date(Date.now() + seconds * 1_000) };
}
