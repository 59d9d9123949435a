/**
 * Rounds of notifying are numbered by what they follow from, so that each counts by itself and none meets another: 0 when
 * an escalation is made, those of the ladder from 101, those that follow a release from a million.
 */
export const releaseRoundsFrom = 1_000_000;

/**
 * The number of the round that a rung of the ladder is. A stable function: the same rung of the same run is the same
 * round, however often it is asked for. Runs count from 1 and rungs from 1 to 6.
 */
export function roundOf(run: number, rung: number): number {
  return run * 100 + rung;
}

/** Whether a round tells again what nobody has claimed. */
export function isRepeat(round: number): boolean {
  return round > 0 && round < releaseRoundsFrom;
}
