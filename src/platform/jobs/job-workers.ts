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

/** Starts the workers of one queue; returns what wakes them. */
export async function startWorkers(parts: WorkerParts): Promise<() => void> {
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
    // A NOTIFY makes commits wait for each other, all over the database. Whoever adds a job has workers of their own.
    notify: false,
  };
  if ((await boss.getQueue(queue)) === null) await boss.createQueue(queue, settings);
  else await boss.updateQueue(queue, settings);
  const ids: string[] = [];
  for (let worker = 0; worker < definition.concurrency; worker++) ids.push(await startOne(parts));
  if (cron !== undefined) await boss.schedule(queue, cron);
  return () => {
    for (const id of ids) boss.notifyWorker(id);
  };
}

/**
 * Starts one worker. It is woken for a new job; the poll is there for retries, whose time comes by itself, and for
 * jobs of a process that died before it could do them. After a job it looks for the next one at once.
 */
async function startOne(parts: WorkerParts): Promise<string> {
  const { boss, definition } = parts;
  const runBatch = 'runAll' in definition ? runTogether(parts, definition) : runEach(parts, definition);
  let workerId = '';
  workerId = await boss.work(
    definition.queue,
    {
      includeMetadata: true,
      perJobResults: true,
      batchSize: definition.batchMax ?? 1,
      pollingIntervalSeconds: 2,
    },
    async (batch: JobWithMetadata<object>[]) => {
      try {
        await waitForIdleTime(patienceLeftMs(definition, batch));
        return await runBatch(batch);
      } finally {
        boss.notifyWorker(workerId);
      }
    },
  );
  return workerId;
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
        const { id, data, retryCount: attempt } = job;
        const isLastAttempt = attempt >= job.retryLimit;
        try {
          await definition.run(data ?? {}, { id, attempt, isLastAttempt, enqueueAll });
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
