import type { SqlEntityManager } from '@mikro-orm/sql';
import { fromPglite, PgBoss } from 'pg-boss';
import { connectionOptions } from '../database/connections.ts';
import type { Database } from '../database/database.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { Log } from '../log.ts';
import { createLogLimit } from '../log-limit.ts';
import type { Metrics } from '../metrics.ts';
import { within } from '../within.ts';
import { createAdding } from './add-jobs.ts';
import type { LookoutTimes } from './job-lookout.ts';
import { type JobSignals, noSignals } from './job-signals.ts';
import { jobsSchema, openJobTable } from './job-table.ts';
import { createWorkers } from './job-workers.ts';
import { openQueues } from './open-queues.ts';
import type { WorkingClock } from './work-by-clock.ts';

/** Work of one kind: how often it is tried, how long one try may take, and what to do. */
export interface JobDefinition<Data extends object = object> extends JobSettings {
  /** How many each worker takes at a time and does side by side; 1 unless given. Each is done or fails by itself. */
  readonly batchMax?: number;
  /** Does the work. May be called again for the same data, so it must bear repetition. */
  run(data: Data, job: JobRun): Promise<void>;
}

/** Work that is cheaper done for many at a time. */
export interface BatchJobDefinition<Data extends object = object> extends JobSettings {
  /** How many of those that wait are done together. */
  readonly batchMax: number;
  /**
   * Does the work of several. All are done or all are tried again, so it must bear repetition, and must not fail for
   * a reason that concerns one of them alone.
   */
  runAll(all: readonly Data[], job: BatchRun): Promise<void>;
}

export interface JobSettings {
  readonly queue: string;
  /** Tries after the first. */
  readonly retryLimit: number;
  /** Pause before the first retry; doubles each time, with jitter, up to `retryDelaySecondsMax`. */
  readonly retryDelaySeconds: number;
  readonly retryDelaySecondsMax: number;
  /** A try that takes longer counts as failed. */
  readonly timeoutSeconds: number;
  /** How many workers this process has for it. */
  readonly concurrency: number;
  /** How late it may be for requests and streams to go first while the process is busy; not at all unless given. */
  readonly patienceMs?: number;
  /** Of jobs with the same `group` this process does one at a time, so that one group cannot take all workers. */
  readonly isGrouped?: boolean;
  /** Its jobs wait for a moment that may be far away and may never matter; one that does not wait yet is no unfinished work. */
  readonly isTimer?: boolean;
  /** For work that runs by the clock; such a job has no data. */
  readonly clock?: WorkingClock;
}

export interface BatchRun {
  /** Adds further jobs, all or none, and at once. To add them with rows, use `transaction` and its `enqueueAll`. */
  enqueueAll: Jobs['enqueueAll'];
}

export interface JobRun extends BatchRun {
  readonly id: string;
  /** What it belongs to, in queues that are grouped; it is missing of jobs of a version that did not group them. */
  readonly group?: string;
  /** 0 for the first try. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
}

export interface EnqueueOptions {
  /** Not before this many seconds have passed, whatever the clocks of this process and of the database say. */
  readonly startAfterSeconds?: number;
  /** Jobs of one queue with the same key are stored once while one of them waits. */
  readonly singletonKey?: string;
  /** Higher goes first among jobs that wait. */
  readonly priority?: number;
  /** In queues that are grouped: what it belongs to. */
  readonly group?: string;
}

export interface KeyedJob {
  /** Jobs of one queue with the same key are stored once, also while the first one runs or is done. */
  readonly key: string;
  readonly data: object;
  readonly priority?: number;
  /** In queues that are grouped: what it belongs to. */
  readonly group?: string;
  /** As of `EnqueueOptions`. */
  readonly startAfterSeconds?: number;
}

/** Which jobs of a queue are meant: those of which all holds that is given. */
export interface WhichJobs {
  /** Their data has this value in this field. */
  readonly with?: { readonly field: string; readonly value: string };
  /** They have failed before, and wait for their next try. */
  readonly areRetries?: true;
}

/** The job queue: a table in the same database, so that a job is enqueued by the transaction that needs it. */
export interface Jobs {
  /** Starts the workers. Jobs can be added before. */
  start(): Promise<void>;
  /** Adds a job as part of the transaction of `em`. Workers see it after the commit; whoever commits wakes them. */
  enqueue(em: SqlEntityManager, queue: string, data: object, options?: EnqueueOptions): Promise<void>;
  /** Adds jobs and wakes the workers; a thousand or fewer all or none. */
  enqueueAll(queue: string, jobs: readonly KeyedJob[]): Promise<void>;
  /** The same as part of the transaction of `em`; whoever commits wakes the workers. */
  enqueueAllWithin(em: SqlEntityManager, queue: string, jobs: readonly KeyedJob[]): Promise<void>;
  /** Makes jobs due that wait for later, as part of the transaction of `em`. */
  hurryWithin(em: SqlEntityManager, queue: string, which: WhichJobs): Promise<void>;
  /**
   * Says that there may be work: the workers of this process look at once, those of other replicas in case it is still
   * there a moment later. Work that nobody told of is found within half a minute.
   */
  wake(queue: string): void;
  /** Number of jobs that wait, run or will be tried again; not those of timers whose time has not come. */
  countUnfinished(): Promise<number>;
  close(): Promise<void>;
}

export interface OpenJobsOptions {
  readonly database: Database;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly definitions: readonly (JobDefinition | BatchJobDefinition)[];
  /** How replicas tell each other of jobs; without it, this process looks for them every few seconds. */
  readonly signals?: JobSignals;
  readonly times?: LookoutTimes;
  /** What tells jobs to wait: those by the clock while it is low, all while it is scarce. Nothing of them is lost. */
  readonly diskSpace: DiskSpace;
}

/** While the database is away it is reported at every try; one line in this time is enough. */
const errorLogEveryMs = 10_000;

/** How long the queue's own work may take to stop, after the jobs have. */
const stopMsMax = 1_000;

/** The queue's own connections to a server, in each process. */
const connectionsMax = 4;

function connectionsOf({ address, pglite }: Database) {
  if (pglite !== null) return { db: fromPglite(pglite), backend: 'pglite' as const };
  if (address === null) throw new Error('the database has no address');
  return { ...connectionOptions(address, 'jobs'), max: connectionsMax };
}

/**
 * Two that make the queue's tables at once take turns by a lock; but who comes second may still hold for missing what it
 * did not find before it waited, and makes it again. Another start then finds everything there.
 */
function isInstallRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

/**
 * What the queue does by itself, in seconds. Workers are woken and jobs of dead ones taken over by job-lookout.ts, and
 * work by the clock is added by work-by-clock.ts, so it is left with keeping its tables small.
 */
const ownPace = {
  superviseIntervalSeconds: 300,
  monitorIntervalSeconds: 300,
  queueCacheIntervalSeconds: 600,
  bamIntervalSeconds: 600,
  flowIntervalSeconds: 3_600,
  schedule: false,
} as const;

/** Opens the queue; `start` starts its workers. */
export async function openJobs(options: OpenJobsOptions): Promise<Jobs> {
  const { database, log, definitions, signals = noSignals(database) } = options;
  const boss = new PgBoss({
    schema: jobsSchema,
    ...ownPace,
    ...connectionsOf(database),
  });
  const limitErrors = createLogLimit(errorLogEveryMs);
  const onError = (error: unknown) =>
    limitErrors(passedOver => log.warn({ err: error, passedOver }, 'the job queue reports an error'));
  boss.on('error', onError);
  boss.on('warning', warning => log.debug({ warning }, 'the job queue warns'));
  await boss.start().catch(async (error: unknown) => {
    if (!isInstallRace(error)) throw error;
    await boss.start();
  });
  await openQueues(boss, definitions);
  const table = await openJobTable(boss);
  const workers = createWorkers(options, { boss, table, signals, onError });
  const adding = createAdding(boss, workers);

  return {
    ...adding,
    start: async () => workers.start(adding.enqueueAll),
    wake: workers.wake,
    countUnfinished: () => countUnfinished(options),
    async close() {
      await workers.close();
      await within(stopMsMax, 'stopping the queue', boss.stop({ graceful: false, close: true }));
    },
  };
}

/** Jobs that run by the clock wait for ever; they are not work that somebody waits for. */
async function countUnfinished({ database, definitions }: OpenJobsOptions): Promise<number> {
  const queues = definitions.flatMap(({ queue, clock }) => (clock === undefined ? [queue] : []));
  const timers = definitions.flatMap(({ queue, isTimer }) => (isTimer ? [queue] : []));
  const rows = await database.query<{ count: string }>(
    `select count(*) as count from ${jobsSchema}.job
      where state in ('created', 'retry', 'active') and name = any(?::text[])
        and not (name = any(?::text[]) and start_after > now())`,
    [`{${queues.join(',')}}`, `{${timers.join(',')}}`],
  );
  return Number(rows[0]?.count ?? 0);
}
