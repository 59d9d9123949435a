import type { PgBoss } from 'pg-boss';
import { within } from '../within.ts';
import { createJobClaims } from './job-claims.ts';
import { createJobLookout, usualLookoutTimes } from './job-lookout.ts';
import { createJobQueue, handBack, type JobQueue } from './job-queue.ts';
import type { JobSignals } from './job-signals.ts';
import type { JobTable } from './job-table.ts';
import type { JobSettings, Jobs, OpenJobsOptions } from './jobs.ts';
import { startWorkByClock } from './work-by-clock.ts';

/** After work that failed, or could not be taken, the table says when it is due again. */
const lookAfterFailureMs = 500;
/** Work of another replica is its own to take; what is still there after so long is for whoever comes first. */
const lookAfterSignalMs = 300;

/** How long jobs that run may take to finish when the program stops; they are tried again by whoever starts next. */
const stopMsMax = 5_000;
const handBackMsMax = 500;

interface WorkerTools {
  readonly boss: PgBoss;
  readonly table: JobTable;
  readonly signals: JobSignals;
  onError(error: unknown): void;
}

export interface Workers extends Pick<Jobs, 'wake' | 'close'> {
  start(enqueueAll: Jobs['enqueueAll']): void;
  /** Tells other replicas of jobs that nobody here need look for. */
  tellOthers(): void;
  /** There will be something due in so many milliseconds. */
  expectWithin(ms: number): void;
}

/** The workers of all queues in this process, and the lookout that tells them what there is. */
export function createWorkers(
  { definitions, log, metrics, times = usualLookoutTimes, diskSpace }: OpenJobsOptions,
  { boss, table, signals, onError }: WorkerTools,
): Workers {
  const stopping = new AbortController();
  const queues = new Map<string, JobQueue>();
  const claims = createJobClaims(table, onError);
  const lookout = createJobLookout({
    queues: definitions.map(({ queue }) => queue),
    table,
    claims,
    log,
    times,
    onError,
    hearsOthers: signals.isConnected,
    wake: queue => queues.get(queue)?.wake(),
    async giveUp({ queue, id, attempt: retryCount }) {
      log.error({ queue, jobId: id, attempt: retryCount }, 'a job failed for good: its worker is no more');
      await boss.fail(queue, [{ id, retryCount }], { message: 'the worker is no more' });
    },
  });

  /** Housekeeping can wait, and would only write. What follows from a change goes on for as long as it is safe. */
  const hasSpaceFor = ({ clock }: JobSettings) =>
    !(clock === undefined ? diskSpace.isScarce : diskSpace.isLow);

  return {
    start(enqueueAll) {
      const common = { boss, claims, enqueueAll, log, metrics, onError, stopped: stopping.signal };
      const onUnsettled = () => lookout.lookWithin(lookAfterFailureMs);
      for (const definition of definitions) {
        queues.set(
          definition.queue,
          createJobQueue({ ...common, definition, onUnsettled, hasSpace: () => hasSpaceFor(definition) }),
        );
      }
      signals.listen(() => lookout.lookWithin(lookAfterSignalMs));
      lookout.start();
      const hasSpace = () => !diskSpace.isLow;
      startWorkByClock({ definitions, enqueueAll, onError, hasSpace, stopped: stopping.signal });
    },
    wake(queue) {
      queues.get(queue)?.wake();
      signals.announce();
    },
    tellOthers: signals.announce,
    expectWithin: lookout.lookWithin,
    async close() {
      // What is waited for here may be the last thing of the program, which must not end before it is over.
      const keptAlive = setInterval(() => {}, stopMsMax);
      lookout.close();
      signals.close();
      const drained = Promise.all([...queues.values()].map(queue => queue.drain()));
      await within(stopMsMax, 'finishing the jobs that are under way', drained).catch(() => {});
      stopping.abort();
      claims.close();
      await within(handBackMsMax, 'handing jobs back', handBack(boss, claims.all())).catch(onError);
      clearInterval(keptAlive);
    },
  };
}
