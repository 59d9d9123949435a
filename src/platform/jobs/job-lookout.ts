import type { Log } from '../log.ts';
import { within } from '../within.ts';
import { type JobClaims, keyOf } from './job-claims.ts';
import type { ActiveJob, JobAttempt, JobTable } from './job-table.ts';

/** How often the lookout looks, in milliseconds. The usual times suit production; tests change some. */
export interface LookoutTimes {
  /** Between two looks when nothing is known to come. */
  readonly quiet: number;
  /** The same while other replicas cannot tell of their jobs. */
  readonly deaf: number;
  /** While there are jobs that somebody ought to take: a worker that failed to fetch is told once more. */
  readonly backlog: number;
  /** While another process works on jobs, and may end in the middle of one. */
  readonly strangers: number;
  /** So long a silent worker is watched before its job is taken from it. */
  readonly watch: number;
  /** After a look that failed. */
  readonly retry: number;
  /** Between two looks at the least. */
  readonly least: number;
}

export const usualLookoutTimes: LookoutTimes = {
  quiet: 30_000,
  deaf: 3_000,
  backlog: 2_000,
  strangers: 1_000,
  watch: 2_000,
  retry: 1_000,
  least: 200,
};

/** Longest that a look may take. */
const lookMsMax = 5_000;

/** Moments to look at are kept in steps of this, so that thousands that are wanted are a few looks. */
const stepMs = 100;

/** Looks into the queue's table: tells workers what is due, and takes jobs from workers that are no more. */
export interface JobLookout {
  start(): void;
  /** There may be something to see in so many milliseconds; looks then, once for all who ask. */
  lookWithin(ms: number): void;
  close(): void;
}

export interface JobLookoutOptions {
  readonly queues: readonly string[];
  readonly table: JobTable;
  readonly claims: Pick<JobClaims, 'isHeld'>;
  readonly log: Log;
  readonly times: LookoutTimes;
  /** Whether other replicas would be heard when they tell of jobs. */
  hearsOthers(): boolean;
  /** Wakes the workers of a queue. */
  wake(queue: string): void;
  /** Ends a job that was abandoned at its last try. */
  giveUp(job: JobAttempt): Promise<void>;
  onError(error: unknown): void;
}

interface Watched {
  readonly beat: string;
  readonly sinceMs: number;
}

/**
 * One statement for all queues, at the moment that the next job is due, when somebody tells of one, and rarely otherwise.
 *
 * A job is abandoned when its worker is silent while this process looks on. Comparing its last sign with the clock would
 * not do: after an outage of the database every worker has been silent for as long, and most of them are alive.
 */
export function createJobLookout(options: JobLookoutOptions): JobLookout {
  const { table, claims, log, times, onError } = options;
  let watched = new Map<string, Watched>();
  let lookedMs = Number.NEGATIVE_INFINITY;
  let isOpen = false;
  let isLooking = false;
  let timer: NodeJS.Timeout | undefined;
  let timerDueMs = Number.POSITIVE_INFINITY;
  /** When to look if nobody asks for it; each look decides anew. */
  let regularMs = Number.POSITIVE_INFINITY;
  /** Moments that somebody asked for, in steps. */
  const wanted = new Set<number>();

  function schedule(): void {
    const earliestMs = lookedMs + times.least;
    const dueMs = Math.max(earliestMs, Math.min(regularMs, ...[...wanted].map(step => step * stepMs)));
    if (!isOpen || isLooking || dueMs >= timerDueMs) return;
    clearTimeout(timer);
    timerDueMs = dueMs;
    timer = setTimeout(() => void look(), Math.max(dueMs - performance.now(), 0)).unref();
  }

  function lookWithin(ms: number): void {
    // What is further away is in the table by then, and the regular look finds it.
    if (ms > times.quiet) return;
    wanted.add(Math.ceil((performance.now() + ms) / stepMs));
    schedule();
  }

  async function look(): Promise<void> {
    const startedMs = performance.now();
    isLooking = true;
    timerDueMs = Number.POSITIVE_INFINITY;
    for (const step of wanted) if (step * stepMs <= startedMs + 1) wanted.delete(step);
    let nextMs: number = times.retry;
    try {
      nextMs = await lookOnce(startedMs);
    } catch (error) {
      watched.clear();
      if (isOpen) onError(error);
    }
    isLooking = false;
    regularMs = performance.now() + nextMs;
    schedule();
  }

  /** Resolves with how long there is nothing to see, as far as is known. */
  async function lookOnce(startedMs: number): Promise<number> {
    const { due, nextMs, active } = await within(lookMsMax, 'looking for jobs', table.look(options.queues));
    for (const queue of due) options.wake(queue);
    const strangers = active.filter(job => !claims.isHeld(job));
    const abandoned = watch(strangers, startedMs);
    if (abandoned.length > 0) await takeOver(abandoned);
    return Math.min(
      options.hearsOthers() ? times.quiet : times.deaf,
      nextMs ?? Number.POSITIVE_INFINITY,
      due.length > 0 ? times.backlog : Number.POSITIVE_INFINITY,
      strangers.length > 0 ? times.strangers : Number.POSITIVE_INFINITY,
    );
  }

  /**
   * Those of other workers that have shown no sign of life for as long as they were watched: from the answer to one look
   * to the start of another, since the database may have held an answer up.
   */
  function watch(strangers: readonly ActiveJob[], startedMs: number): ActiveJob[] {
    // Looks that are further apart prove nothing: in between it may have been unable to show that it lives.
    const before = startedMs - lookedMs > 2 * times.watch ? new Map<string, Watched>() : watched;
    lookedMs = performance.now();
    watched = new Map();
    return strangers.filter(job => {
      if (!job.isSilent) return false;
      const known = before.get(keyOf(job));
      const sinceMs = known?.beat === job.beat ? known.sinceMs : lookedMs;
      watched.set(keyOf(job), { beat: job.beat, sinceMs });
      return startedMs - sinceMs >= times.watch;
    });
  }

  async function takeOver(abandoned: readonly ActiveJob[]): Promise<void> {
    const lastTries = abandoned.filter(({ attempt, retryLimit }) => attempt >= retryLimit);
    const taken = await table.takeOver(abandoned);
    for (const job of lastTries) await options.giveUp(job);
    const queues = new Set(taken.map(({ queue }) => queue));
    if (queues.size > 0)
      log.warn(
        { jobs: taken.length, queues: [...queues] },
        'jobs of workers that are no more are taken over',
      );
    for (const queue of queues) options.wake(queue);
  }

  return {
    start() {
      isOpen = true;
      lookWithin(0);
    },
    lookWithin,
    close() {
      isOpen = false;
      clearTimeout(timer);
    },
  };
}
