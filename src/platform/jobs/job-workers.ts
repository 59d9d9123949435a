import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss';
import { waitForIdleTime } from './idle-time.ts';
import type { BatchJobDefinition, JobDefinition, JobSettings, Jobs, OpenJobsOptions } from './jobs.ts';

/** Queue in which jobs end that failed every try; they are kept for a person to look at. */
export const deadLetterQueue = 'failed-for-good';
/** Finished jobs are kept this long. */
const keepFinishedSeconds = 3 * 24 * 3_600;

interface WorkerParts extends OpenJobsOptions {
  readonly boss: PgBoss;
  readonly definition: JobDefinition | BatchJobDefinition;
  readonly enqueueAll: Jobs['enqueueAll'];
}

/** Makes the queue of these jobs, or brings it up to date. */
export async function openQueue(boss: PgBoss, definition: JobSettings): Promise<void> {
  const { queue } = definition;
  const settings = {
    retryLimit: definition.retryLimit,
    retryDelay: definition.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: definition.retryDelaySecondsMax,
    expireInSeconds: definition.timeoutSeconds,
    deleteAfterSeconds: keepFinishedSeconds,
    deadLetter: deadLetterQueue,
    // A NOTIFY makes commits wait for each other, all over the database. Whoever adds a job has workers of their own.
    notify: false,
  };
  if ((await boss.getQueue(queue)) === null) await boss.createQueue(queue, settings);
  else await boss.updateQueue(queue, settings);
}

/** Starts the workers of one queue; returns what wakes them. */
export async function startWorkers(parts: WorkerParts): Promise<() => void> {
  const { boss, definition } = parts;
  const { queue, cron } = definition;
  const ids: string[] = [];
  for (let worker = 0; worker < definition.concurrency; worker++) ids.push(await startOne(parts, ids));
  if (cron !== undefined) await boss.schedule(queue, cron);
  return () => {
    for (const id of ids) boss.notifyWorker(id);
  };
}

/** How often a queue is looked at when nobody says that there is something. */
const pollSeconds = 2;
/** The same for the second worker of a queue and those after it: dozens that look all the time are a load by themselves. */
const helperPollSeconds = 30;

/**
 * Starts one worker. It is woken for a new job; the poll is there for retries, whose time comes by itself, and for
 * jobs of a process that died before it could do them. After a job it looks for the next one at once; and who finds as
 * much as one can take wakes the others.
 *
 * @param colleagues all workers of this queue, as they are started
 */
async function startOne(parts: WorkerParts, colleagues: readonly string[]): Promise<string> {
  const { boss, definition } = parts;
  const runBatch = 'runAll' in definition ? runTogether(parts, definition) : runEach(parts, definition);
  const batchSize = definition.batchMax ?? 1;
  let workerId = '';
  workerId = await boss.work(
    definition.queue,
    {
      includeMetadata: true,
      perJobResults: true,
      batchSize,
      pollingIntervalSeconds: colleagues.length === 0 ? pollSeconds : helperPollSeconds,
      ...(definition.isGrouped ? { localGroupConcurrency: 1 } : {}),
    },
    async (batch: JobWithMetadata<object>[]) => {
      if (batch.length === batchSize) for (const id of colleagues) if (id !== workerId) boss.notifyWorker(id);
      try {
        await waitForIdleTime(patienceLeftMs(definition, batch));
        return await runBatch(batch.toSorted(byTurn));
      } finally {
        boss.notifyWorker(workerId);
      }
    },
  );
  return workerId;
}

/** The queue takes jobs in this order, and hands those that it takes together over in any. */
function byTurn(one: JobWithMetadata<object>, other: JobWithMetadata<object>): number {
  const madeMs = ({ createdOn }: JobWithMetadata<object>) => new Date(createdOn).getTime();
  return other.priority - one.priority || madeMs(one) - madeMs(other);
}

/** How long the oldest of these may still wait. Under a load that does not end, work is late, and goes on at full speed. */
function patienceLeftMs({ patienceMs = 0 }: JobSettings, batch: readonly JobWithMetadata<object>[]): number {
  const agesMs = batch.map(({ createdOn }) => Date.now() - new Date(createdOn).getTime());
  return patienceMs - Math.max(0, ...agesMs);
}

type RunBatch = (batch: readonly JobWithMetadata<object>[]) => Promise<JobResult[]>;

/** Runs the jobs of a batch side by side; each is done or fails by itself. */
function runEach(parts: WorkerParts, definition: JobDefinition): RunBatch {
  const { enqueueAll } = parts;
  return batch =>
    Promise.all(
      batch.map(async job => {
        const { id, data, groupId, retryCount: attempt } = job;
        const group = typeof groupId === 'string' ? { group: groupId } : {};
        const isLastAttempt = attempt >= job.retryLimit;
        try {
          await definition.run(data ?? {}, { id, ...group, attempt, isLastAttempt, enqueueAll });
          return reportDone(parts, job);
        } catch (error) {
          return reportFailure(parts, job, error);
        }
      }),
    );
}

function runTogether(parts: WorkerParts, definition: BatchJobDefinition): RunBatch {
  const { enqueueAll } = parts;
  return async batch => {
    try {
      await definition.runAll(
        batch.map(({ data }) => data ?? {}),
        { enqueueAll },
      );
      return batch.map(job => reportDone(parts, job));
    } catch (error) {
      return batch.map(job => reportFailure(parts, job, error));
    }
  };
}

function reportDone({ definition: { queue }, metrics }: WorkerParts, job: { id: string }): JobResult {
  metrics.jobs.inc({ queue, outcome: 'done' });
  return { id: job.id, status: 'completed' };
}

function reportFailure(
  { definition: { queue }, log, metrics }: WorkerParts,
  { id, retryCount, retryLimit }: JobWithMetadata<object>,
  error: unknown,
): JobResult {
  const isLastAttempt = retryCount >= retryLimit;
  metrics.jobs.inc({ queue, outcome: isLastAttempt ? 'failed' : 'retry' });
  log[isLastAttempt ? 'error' : 'warn'](
    { err: error, queue, jobId: id, attempt: retryCount },
    isLastAttempt ? 'a job failed for good' : 'a job failed and will be tried again',
  );
  return { id, status: 'failed', output: error };
}
