import { performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

/** How often it is looked whether there is something to give back. */
const lookMs = 1_000;
/** The share of its time that a process may be busy and still counts as idle. */
const busyShareMax = 0.05;
/** So many streams that came or went make it worth a pause. */
const streamsMin = 500;
/** A heap larger than this takes longer than clients should wait: then the engine's own pace has to do. */
const heapBytesMax = 320 * 1_048_576;

/**
 * Gives memory back to the system when the process has nothing to do: after the start, and after crowds of streams
 * have come or gone, which leave several times behind what they need. An idle engine does not collect by itself. Not
 * at other times: the collection also forgets what was compiled, and what comes next is slower for a while.
 * @param countStreams how many are open
 * @param collect runs a full collection
 */
export function keepIdleMemorySmall(countStreams: () => number, collect: () => void): void {
  let settledStreams: number | null = null;
  let before = performance.eventLoopUtilization();

  function look(): void {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization > busyShareMax || getHeapStatistics().total_heap_size > heapBytesMax) return;
    const streams = countStreams();
    if (settledStreams !== null && Math.abs(streams - settledStreams) < streamsMin) return;
    settledStreams = streams;
    collect();
  }

  setInterval(look, lookMs).unref();
}
