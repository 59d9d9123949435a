import type { SqlEntityManager } from '@mikro-orm/sql';
import { fromKysely, fromPglite, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';

/** Work of one kind: how often it is tried, how long one try may take, and what to do. */
export interface JobDefinition<Data extends object = object> {
  readonly queue: string;
  /** Tries after the first. */
  readonly retryLimit: number;
  /** Pause before the first retry; doubles each time, with jitter, up to `retryDelaySecondsMax`. */
  readonly retryDelaySeconds: number;
  readonly retryDelaySecondsMax: number;
  /** A try that takes longer counts as failed. */
  readonly timeoutSeconds: number;
  /** How many of these may run at once in this process. */
  readonly concurrency: number;
  /** Cron expression (UTC) for work that runs by the clock; such a job has no data. */
  readonly cron?: string;
  /** Does the work. May be called again for the same data, so it must bear repetition. */
  run(data: Data, job: JobRun): Promise<void>;
}

export interface JobRun {
  readonly id: string;
  /** 0 for the first try. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  /** Adds a further job as part of the transaction of `em`. */
  enqueue: Jobs['enqueue'];
}

export interface EnqueueOptions {
  readonly startAfter?: Date;
  /** Jobs of one queue with the same key are stored once while one of them waits. */
  readonly singletonKey?: string;
  /** Higher goes first among jobs that wait. */
  readonly priority?: number;
}

/** The job queue: a table in the same database, so that a job is enqueued by the transaction that needs it. */
export interface Jobs {
  /** Adds a job as part of the transaction of `em`; workers see it after the commit. */
  enqueue(em: SqlEntityManager, queue: string, data: object, options?: EnqueueOptions): Promise<void>;
  /** Number of jobs that wait, run or will be tried again. */
  countUnfinished(): Promise<number>;
  close(): Promise<void>;
}

export interface OpenJobsOptions {
  readonly database: Database;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly definitions: readonly JobDefinition[];
}

/** Schema of the queue's own tables, apart from the product's. */
export const jobsSchema = 'jobs';
/** Queue in which jobs end that failed every try; they are kept for a person to look at. */
const deadLetterQueue = 'failed-for-good';
/** Finished jobs are kept this long. */
const keepFinishedSeconds = 3 * 24 * 3_600;

/** Starts the queue and its workers. */
export async function openJobs(options: OpenJobsOptions): Promise<Jobs> {
  const { database, log, definitions } = options;
  const boss = new PgBoss({
    schema: jobsSchema,
    useListenNotify: true,
    ...(database.pglite === null
      ? { connectionString: database.url ?? '', max: 4, application_name: 'resolutionflow-jobs' }
      : { db: fromPglite(database.pglite), backend: 'pglite' as const }),
  });
  boss.on('error', error => log.warn({ err: error }, 'the job queue reports an error'));
  boss.on('warning', warning => log.debug({ warning }, 'the job queue warns'));
  await boss.start();
  await boss.createQueue(deadLetterQueue, { retryLimit: 0, retentionSeconds: 365 * 24 * 3_600 });
  const enqueue: Jobs['enqueue'] = async (em, queue, data, options = {}) => {
    const kysely = em.getTransactionContext();
    if (kysely === undefined) throw new Error(`a job for ${queue} must be enqueued inside a transaction`);
    // Only what is set: the queue takes an option that is present and undefined for a mistake.
    const set = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    await boss.send(queue, data, { ...set, db: fromKysely(kysely) });
  };
  for (const definition of definitions) await startWorker({ boss, definition, enqueue, ...options });

  return {
    enqueue,
    async countUnfinished() {
      // Jobs that run by the clock wait for ever; they are not work that somebody waits for.
      const queues = definitions.flatMap(({ queue, cron }) => (cron === undefined ? [queue] : []));
      if (queues.length === 0) return 0;
      const rows = await database.query<{ count: string }>(
        `select count(*) as count from ${jobsSchema}.job
          where state in ('created', 'retry', 'active') and name in (${queues.map(() => '?').join(', ')})`,
        queues,
      );
      return Number(rows[0]?.count ?? 0);
    },
    close: () => boss.stop({ graceful: true, timeout: 5_000, close: true }),
  };
}

interface WorkerParts extends OpenJobsOptions {
  readonly boss: PgBoss;
  readonly definition: JobDefinition;
  readonly enqueue: Jobs['enqueue'];
}

async function startWorker(parts: WorkerParts): Promise<void> {
  const { boss, definition } = parts;
  const { queue, cron } = definition;
  const settings = {
    retryLimit: definition.retryLimit,
    retryDelay: definition.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: definition.retryDelaySecondsMax,
    expireInSeconds: definition.timeoutSeconds,
    deleteAfterSeconds: keepFinishedSeconds,
    deadLetter: deadLetterQueue,
    notify: true,
  };
  if ((await boss.getQueue(queue)) === null) await boss.createQueue(queue, settings);
  else await boss.updateQueue(queue, settings);
  for (let worker = 0; worker < definition.concurrency; worker++) await startOne(parts);
  if (cron !== undefined) await boss.schedule(queue, cron);
}

/**
 * Starts one worker. NOTIFY wakes it for a new job; the poll is there for retries, whose time comes without a
 * notification. After a job it looks for the next one at once instead of waiting for the poll.
 */
async function startOne(parts: WorkerParts): Promise<void> {
  const { boss, definition } = parts;
  let workerId = '';
  workerId = await boss.work(
    definition.queue,
    { includeMetadata: true, batchSize: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 },
    async (batch: JobWithMetadata<object>[]) => {
      try {
        for (const job of batch) await runJob(parts, job);
      } finally {
        boss.notifyWorker(workerId);
      }
    },
  );
}

async function runJob(
  { definition, enqueue, log, metrics }: WorkerParts,
  job: JobWithMetadata<object>,
): Promise<void> {
  const { queue } = definition;
  const isLastAttempt = job.retryCount >= job.retryLimit;
  try {
    await definition.run(job.data ?? {}, { id: job.id, attempt: job.retryCount, isLastAttempt, enqueue });
    metrics.jobs.inc({ queue, outcome: 'done' });
  } catch (error) {
    metrics.jobs.inc({ queue, outcome: isLastAttempt ? 'failed' : 'retry' });
    log[isLastAttempt ? 'error' : 'warn'](
      { err: error, queue, jobId: job.id, attempt: job.retryCount },
      isLastAttempt ? 'a job failed for good' : 'a job failed and will be tried again',
    );
    throw error;
  }
}
