import { setTimeout as delay } from 'node:timers/promises';
import type { Jobs } from './jobs.ts';

/** When work by the clock is due: at every whole number of periods since 1970 (UTC), and so long after. */
export interface WorkingClock {
  readonly everySeconds: number;
  readonly afterSeconds: number;
}

/** Once in so many minutes, of a number that divides an hour. */
export function everyMinutes(minutes: number): WorkingClock {
  return { everySeconds: minutes * 60, afterSeconds: 0 };
}

/** At this minute of every hour. */
export function hourlyAt(minute: number): WorkingClock {
  return { everySeconds: 3_600, afterSeconds: minute * 60 };
}

/** At this time of every day, UTC. */
export function dailyAt(hour: number, minute: number): WorkingClock {
  return { everySeconds: 86_400, afterSeconds: hour * 3_600 + minute * 60 };
}

/** The next time after a moment, in milliseconds since 1970. */
export function nextTimeMs({ everySeconds, afterSeconds }: WorkingClock, nowMs: number): number {
  const [periodMs, afterMs] = [everySeconds * 1_000, afterSeconds * 1_000];
  return (Math.floor((nowMs - afterMs) / periodMs) + 1) * periodMs + afterMs;
}

/** Longest sleep: what is longer is slept in parts, which a machine that was suspended notices sooner. */
const sleepMsMax = 10 * 60_000;
/** After an attempt to add a job that failed, or while there is no space. */
const retryMs = 5_000;
/** So long after its time the one after it is added: the clock of this process may be a little ahead. */
const laterMs = 500;

export interface WorkByClockOptions {
  readonly definitions: readonly { readonly queue: string; readonly clock?: WorkingClock }[];
  readonly enqueueAll: Jobs['enqueueAll'];
  readonly stopped: AbortSignal;
  /** While there is no space nothing is added. */
  hasSpace(): boolean;
  onError(error: unknown): void;
}

/**
 * Adds the next job of each queue that runs by the clock, and when its time has come the one after it. Every replica
 * does so, and all mean the same job by the same time. What nobody was there for is passed over.
 */
export function startWorkByClock({
  definitions,
  enqueueAll,
  stopped,
  hasSpace,
  onError,
}: WorkByClockOptions): void {
  const sleep = (ms: number) =>
    delay(Math.min(ms, sleepMsMax), undefined, { signal: stopped, ref: false }).catch(() => {});

  async function keepAdding(queue: string, clock: WorkingClock): Promise<void> {
    while (!stopped.aborted) {
      if (!hasSpace()) {
        await sleep(retryMs);
        continue;
      }
      const nowMs = Date.now();
      const timeMs = nextTimeMs(clock, nowMs);
      try {
        const key = new Date(timeMs).toISOString();
        await enqueueAll(queue, [{ key, data: {}, startAfterSeconds: Math.ceil((timeMs - nowMs) / 1_000) }]);
        while (!stopped.aborted && Date.now() < timeMs + laterMs) await sleep(timeMs + laterMs - Date.now());
      } catch (error) {
        onError(error);
        await sleep(retryMs);
      }
    }
  }

  for (const { queue, clock } of definitions) if (clock !== undefined) void keepAdding(queue, clock);
}
