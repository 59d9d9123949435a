import { setTimeout as delay } from 'node:timers/promises';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { isUnavailable } from '../database/unavailable.ts';
import { waitForIdleTime } from '../idle-time.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { within } from '../within.ts';
import type { JobClaims } from './job-claims.ts';
import type { JobAttempt } from './job-table.ts';
import type { BatchJobDefinition, JobDefinition, JobSettings, Jobs } from './jobs.ts';

type QueuedJob = JobWithMetadata<object>;

/** Pause before what became of a job is written once more, while the database is away. */
const settlePauseMsMin = 100;
const settlePauseMsMax = 1_000;

/** Jobs of one queue that this process does. */
export interface JobQueue {
  /** There may be something to take. Remembered while all workers are busy. */
  wake(): void;
  /** Takes nothing more; resolves when what is under way is done. */
  drain(): Promise<void>;
}

export interface JobQueueParts {
  readonly boss: PgBoss;
  readonly definition: JobDefinition | BatchJobDefinition;
  readonly claims: Pick<JobClaims, 'hold' | 'release'>;
  readonly enqueueAll: Jobs['enqueueAll'];
  readonly log: Log;
  readonly metrics: Metrics;
  /** Aborted when nobody waits for the jobs any more. */
  readonly stopped: AbortSignal;
  /** Whether there is space for what its jobs write. Otherwise they stay where they are, and the lookout comes again. */
  hasSpace(): boolean;
  /** The queue's table could not be read or written. */
  onError(error: unknown): void;
  /** There may be jobs to take soon that nobody will tell of: a retry, or what could not be taken now. */
  onUnsettled(): void;
}

/**
 * The workers of one queue. They take jobs when they are woken, and again after a job as long as there may be more;
 * they do not look by themselves, which is the lookout's work.
 */
export function createJobQueue(parts: JobQueueParts): JobQueue {
  const { boss, definition } = parts;
  const { queue, concurrency, batchMax = 1, isGrouped = false } = definition;
  const running = new Set<Promise<void>>();
  const busyGroups = new Set<string>();
  let isTaking = false;
  let mayHaveMore = false;
  let isDraining = false;

  /** Takes one batch after the other, so that each knows which groups are busy. */
  async function take(): Promise<void> {
    if (isTaking) return;
    isTaking = true;
    try {
      while (mayHaveMore && running.size < concurrency && !isDraining && parts.hasSpace()) {
        mayHaveMore = false;
        const batch = await boss.fetch<object>(queue, {
          includeMetadata: true,
          batchSize: batchMax,
          ...(isGrouped ? { ignoreGroups: [...busyGroups] } : {}),
        });
        // Of work by the clock there is one at a time.
        if (batch.length === batchMax && definition.clock === undefined) mayHaveMore = true;
        if (batch.length > 0) start(batch);
      }
    } catch (error) {
      parts.onError(error);
      parts.onUnsettled();
    } finally {
      isTaking = false;
    }
  }

  function start(batch: readonly QueuedJob[]): void {
    const groups = batch.flatMap(({ groupId }) =>
      isGrouped && typeof groupId === 'string' ? [groupId] : [],
    );
    for (const group of groups) busyGroups.add(group);
    const work = runClaimed(parts, batch).then(() => {
      running.delete(work);
      for (const group of groups) busyGroups.delete(group);
      if (groups.length > 0) mayHaveMore = true;
      void take();
    });
    running.add(work);
  }

  return {
    wake() {
      mayHaveMore = true;
      void take();
    },
    async drain() {
      isDraining = true;
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Does what was taken and writes down what became of it. Never rejects. */
async function runClaimed(parts: JobQueueParts, batch: readonly QueuedJob[]): Promise<void> {
  const { claims, definition, onError, onUnsettled } = parts;
  const attempts = batch.map(({ id, retryCount }) => ({ queue: definition.queue, id, attempt: retryCount }));
  claims.hold(attempts);
  try {
    const outcomes = await run(parts, batch.toSorted(byTurn));
    await settle(parts, outcomes);
    if (outcomes.some(({ failure }) => failure !== null)) onUnsettled();
  } catch (error) {
    // Nobody shows any more that their worker lives, so they are taken over like those of a dead one.
    onError(error);
    onUnsettled();
  } finally {
    claims.release(attempts);
  }
}

/** The queue takes jobs in this order, and hands those that it takes together over in any. */
function byTurn(one: QueuedJob, other: QueuedJob): number {
  const madeMs = ({ createdOn }: QueuedJob) => new Date(createdOn).getTime();
  return other.priority - one.priority || madeMs(one) - madeMs(other);
}

/** How long the oldest of these may still wait. Under a load that does not end, work is late, and goes on at full speed. */
function patienceLeftMs({ patienceMs = 0 }: JobSettings, batch: readonly QueuedJob[]): number {
  const agesMs = batch.map(({ createdOn }) => Date.now() - new Date(createdOn).getTime());
  return patienceMs - Math.max(0, ...agesMs);
}

interface Outcome {
  readonly job: QueuedJob;
  readonly failure: Error | null;
}

/** Runs the jobs of a batch, side by side or together; one that takes longer than it may has failed. */
async function run(parts: JobQueueParts, batch: readonly QueuedJob[]): Promise<Outcome[]> {
  const { definition, enqueueAll } = parts;
  const timeoutMs = definition.timeoutSeconds * 1_000;
  const startedMs = performance.now();
  await waitForIdleTime(patienceLeftMs(definition, batch));
  const limit = (work: Promise<void>) =>
    within(timeoutMs - (performance.now() - startedMs), `the job ${definition.queue}`, work);
  if ('runAll' in definition) {
    const all = batch.map(({ data }) => data ?? {});
    const failure = await failureOf(() => limit(definition.runAll(all, { enqueueAll })));
    return batch.map(job => report(parts, { job, failure }));
  }
  return await Promise.all(
    batch.map(async job => {
      const { id, data, groupId, retryCount: attempt } = job;
      const group = typeof groupId === 'string' ? { group: groupId } : {};
      const isLastAttempt = attempt >= job.retryLimit;
      const about = { id, ...group, attempt, isLastAttempt, enqueueAll };
      return report(parts, { job, failure: await failureOf(() => limit(definition.run(data ?? {}, about))) });
    }),
  );
}

async function failureOf(work: () => Promise<void>): Promise<Error | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function report({ definition: { queue }, log, metrics }: JobQueueParts, outcome: Outcome): Outcome {
  const { job, failure } = outcome;
  const isLastAttempt = job.retryCount >= job.retryLimit;
  metrics.jobs.inc({ queue, outcome: failure === null ? 'done' : isLastAttempt ? 'failed' : 'retry' });
  if (failure !== null) {
    log[isLastAttempt ? 'error' : 'warn'](
      { err: failure, queue, jobId: job.id, attempt: job.retryCount },
      isLastAttempt ? 'a job failed for good' : 'a job failed and will be tried again',
    );
  }
  return outcome;
}

/**
 * Writes down what became of jobs, as often as it takes while the database is away: what is done must not be done
 * again. Each statement changes only attempts that are still this process's; one that was taken away is somebody
 * else's to finish.
 */
async function settle(parts: JobQueueParts, outcomes: readonly Outcome[]): Promise<void> {
  const { boss, definition } = parts;
  const byReason = Map.groupBy(outcomes, ({ failure }) => failure?.message);
  for (const same of byReason.values()) {
    const failure = same[0]?.failure ?? null;
    await persist(
      parts,
      same.map(({ job }) => job),
      attempts =>
        failure === null
          ? boss.complete(definition.queue, attempts)
          : boss.fail(definition.queue, attempts, failure),
    );
  }
}

async function persist(
  { definition: { queue }, log, stopped, onError }: JobQueueParts,
  jobs: readonly QueuedJob[],
  write: (attempts: { id: string; retryCount: number }[]) => Promise<object>,
): Promise<void> {
  const attempts = jobs.map(({ id, retryCount }) => ({ id, retryCount }));
  for (let pauseMs = settlePauseMsMin; ; pauseMs = Math.min(2 * pauseMs, settlePauseMsMax)) {
    try {
      const answer = await write(attempts);
      if ('affected' in answer && answer.affected !== jobs.length)
        log.info(
          { queue, jobs: jobs.length, settled: answer.affected },
          'some jobs had been settled or taken over',
        );
      return;
    } catch (error) {
      if (!isUnavailable(error) || stopped.aborted) throw error;
      onError(error);
      await delay(pauseMs, undefined, { signal: stopped });
    }
  }
}

/** Hands back what is still under way when the program ends, for whoever starts next. */
export async function handBack(boss: PgBoss, held: readonly JobAttempt[]): Promise<void> {
  for (const [queue, jobs] of Map.groupBy(held, job => job.queue)) {
    const attempts = jobs.map(({ id, attempt: retryCount }) => ({ id, retryCount }));
    await boss.fail(queue, attempts, { message: 'the program stopped while the job was under way' });
  }
}
