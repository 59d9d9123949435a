import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

/** For how long the event loop is looked at. */
const lookMs = 20;
/** Share of that time above which the process counts as busy. */
const busyShare = 0.25;

/**
 * Waits until the process has time to spare, so that work nobody waits for does not slow down requests and streams.
 * @param patienceMs after this long the work is due, however busy the process is
 * @param stopped ends the waiting at once
 */
export async function waitForIdleTime(patienceMs: number, stopped?: AbortSignal): Promise<void> {
  const dueMs = performance.now() + patienceMs;
  let share = 1;
  while (share > busyShare && performance.now() < dueMs && stopped?.aborted !== true) {
    const before = performance.eventLoopUtilization();
    await delay(lookMs);
    share = performance.eventLoopUtilization(before).utilization;
  }
}
