import { endlessSpace } from '../../src/platform/disk-space.ts';
import { type LookoutTimes, usualLookoutTimes } from '../../src/platform/jobs/job-lookout.ts';
import { createJobSignals, noSignals } from '../../src/platform/jobs/job-signals.ts';
import { type JobDefinition, openJobs } from '../../src/platform/jobs/jobs.ts';
import { createNotifyWire } from '../../src/platform/live/notify-wire.ts';
import { createRedisWire } from '../../src/platform/live/redis-wire.ts';
import type { Wire } from '../../src/platform/live/wire.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import type { Harness } from '../harness/harness.ts';
import { type LogBook, openLogBook } from '../harness/log-book.ts';
import { waitFor } from '../harness/wait.ts';

/** A job of these tests. */
export interface Numbered {
  readonly n: number;
}

export type NumberedJobs = JobDefinition<Numbered>;

/** Settings of a queue that a test has to itself. */
export const usual = {
  retryLimit: 3,
  retryDelaySeconds: 1,
  retryDelaySecondsMax: 1,
  timeoutSeconds: 600,
  concurrency: 1,
} as const;

/** Nobody looks by himself as long as a test lasts: what is done was told of, or was due. */
export const neverByItself: LookoutTimes = { ...usualLookoutTimes, quiet: 3_600_000, deaf: 3_600_000 };

interface ProcessOptions {
  readonly definition: NumberedJobs;
  readonly times?: LookoutTimes;
  /** How it hears of others; not at all unless told. */
  readonly wire?: 'NOTIFY' | { readonly redisUrl: string };
  /** The database by way of a proxy, for the queue's own connections. */
  readonly url?: string;
  /** Whether it does jobs, or only adds them. */
  readonly works?: boolean;
}

export interface JobProcess extends AsyncDisposable {
  readonly logBook: LogBook;
  add(n: number, startAfterSeconds?: number): Promise<void>;
}

/** What a replica of the product has for jobs, with one queue beside the product's own. */
export async function openJobProcess(
  { app }: Harness,
  {
    definition,
    times = usualLookoutTimes,
    wire: kind,
    url = app.database.url ?? '',
    works = true,
  }: ProcessOptions,
): Promise<JobProcess> {
  const address = app.database.address && { ...app.database.address, url };
  const database = { ...app.database, address, sessionAddress: address };
  const logBook = openLogBook();
  const metrics = createMetrics();
  const wire: Wire | null =
    kind === undefined
      ? null
      : kind === 'NOTIFY'
        ? createNotifyWire(database, logBook.log, metrics)
        : createRedisWire(kind.redisUrl, logBook.log, metrics);
  const heard = wire === null ? null : createJobSignals(wire);
  const signals = heard?.signals ?? noSignals(database);
  await heard?.wire.start({ onHint() {}, onGap() {} });
  if (heard !== null) await waitFor('the wire', signals.isConnected);
  const jobs = await openJobs({
    database,
    diskSpace: endlessSpace,
    log: logBook.log,
    metrics,
    definitions: [definition],
    signals,
    times,
  });
  if (works) await jobs.start();
  return {
    logBook,
    add: (n, startAfterSeconds) =>
      jobs.enqueueAll(definition.queue, [
        {
          key: `number ${n}`,
          data: { n },
          ...(startAfterSeconds === undefined ? {} : { startAfterSeconds }),
        },
      ]),
    async [Symbol.asyncDispose]() {
      await jobs.close();
      await wire?.close();
    },
  };
}

/** A queue that writes down what it has done. */
export function noteNumbers(queue: string, done: number[], more: Partial<NumberedJobs> = {}): NumberedJobs {
  return { ...usual, queue, run: async ({ n }) => void done.push(n), ...more };
}
