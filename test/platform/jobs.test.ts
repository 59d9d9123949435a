import { performance } from 'node:perf_hooks';
import { type DiskSpace, endlessSpace } from '../../src/platform/disk-space.ts';
import { waitForIdleTime } from '../../src/platform/idle-time.ts';
import { type BatchJobDefinition, type JobDefinition, openJobs } from '../../src/platform/jobs/jobs.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { type Harness, openHarness } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

interface Numbered {
  readonly n: number;
}

const settings = {
  retryLimit: 3,
  retryDelaySeconds: 1,
  retryDelaySecondsMax: 1,
  timeoutSeconds: 600,
  concurrency: 1,
};

/** A queue beside the product's own, on the same database. */
async function openQueue(
  { app }: Harness,
  definition: JobDefinition<Numbered> | BatchJobDefinition<Numbered>,
  diskSpace: DiskSpace = endlessSpace,
) {
  const jobs = await openJobs({
    database: app.database,
    diskSpace,
    log: openLogBook().log,
    metrics: createMetrics(),
    definitions: [definition],
  });
  await jobs.start();
  /** What has failed is tried again now, and not when the pause is over and somebody looks. */
  const hurry = async () => {
    await jobs.hurryWithin(app.database.orm.em.fork(), definition.queue, { areRetries: true });
    jobs.wake(definition.queue);
  };
  return {
    hurry,
    add: (...numbers: number[]) =>
      jobs.enqueueAll(
        definition.queue,
        numbers.map(n => ({ key: `number ${n}`, data: { n } })),
      ),
    settled: () =>
      waitFor('no job left', async () => {
        await hurry();
        return (await jobs.countUnfinished()) === 0;
      }),
    [Symbol.asyncDispose]: () => jobs.close(),
  };
}

test('jobs with the same key are done once, also when the first one is done already', async () => {
  await using h = await openHarness();
  const done: number[] = [];
  await using queue = await openQueue(h, {
    ...settings,
    queue: 'keyed',
    run: async ({ n }) => void done.push(n),
  });

  await queue.add(1, 2);
  await queue.settled();
  await queue.add(1, 2, 3);
  await queue.settled();

  expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
});

test('of jobs that are done side by side one that fails is tried again alone', async () => {
  await using h = await openHarness();
  const tries: number[] = [];
  await using queue = await openQueue(h, {
    ...settings,
    queue: 'side-by-side',
    batchMax: 3,
    async run({ n }, { attempt }) {
      tries.push(n);
      if (n === 2 && attempt === 0) throw new Error('not now');
    },
  });

  await queue.add(1, 2, 3);
  await queue.settled();

  expect(tries.toSorted((a, b) => a - b)).toEqual([1, 2, 2, 3]);
});

test('jobs that are done together are tried again together', async () => {
  await using h = await openHarness();
  const tries: number[][] = [];
  await using queue = await openQueue(h, {
    ...settings,
    queue: 'together',
    batchMax: 10,
    async runAll(all) {
      tries.push(all.map(({ n }) => n).toSorted((a, b) => a - b));
      if (tries.length === 1) throw new Error('not now');
    },
  });

  await queue.add(1, 2, 3);
  await queue.settled();

  expect(tries[0]).toEqual([1, 2, 3]);
  expect(
    tries
      .slice(1)
      .flat()
      .toSorted((a, b) => a - b),
  ).toEqual([1, 2, 3]);
});

test('a job that fails every try, or never ends, is kept with its data for a person to look at', async () => {
  await using h = await openHarness();
  const tries: string[] = [];
  await using queue = await openQueue(h, {
    ...settings,
    ...{ retryLimit: 1, timeoutSeconds: 1, batchMax: 2, queue: 'hopeless' },
    async run({ n }, { isLastAttempt }) {
      tries.push(`${n} ${isLastAttempt}`);
      if (n === 1) throw new Error('no way');
      await new Promise(() => {});
    },
  });

  await queue.add(1, 2);
  const kept = () =>
    h.app.database.query<{ data: { n: number } }>(
      "select data from jobs.job where name = 'failed-for-good' and data ? 'n' order by data ->> 'n'",
    );
  await waitFor('both to be given up', async () => {
    await queue.hurry();
    return (await kept()).length === 2;
  });

  expect((await kept()).map(({ data }) => data.n)).toEqual([1, 2]);
  expect(tries.toSorted()).toEqual(['1 false', '1 true', '2 false', '2 true']);
  await h.app.database.query("delete from jobs.job where name = 'failed-for-good' and data ? 'n'");
});

test('work that can wait lets a busy process go first, up to its patience', async () => {
  let isBusy = true;
  const keepBusy = () => {
    const untilMs = performance.now() + 15;
    while (performance.now() < untilMs);
    if (isBusy) setImmediate(keepBusy);
  };
  const startedMs = performance.now();
  keepBusy();

  await waitForIdleTime(300);
  const waitedMs = performance.now() - startedMs;
  isBusy = false;

  expect(waitedMs).toBeGreaterThan(290);
});
