import { endlessSpace } from '../../src/platform/disk-space.ts';
import type { JobDefinition } from '../../src/platform/jobs/jobs.ts';
import { openJobs } from '../../src/platform/jobs/jobs.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { openHarness } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { noteNumbers } from './job-process.ts';

test('the first job of a queue may be added in a transaction, before anybody has taken one', async () => {
  await using h = await openHarness();
  const { database } = h.app;
  const done: number[] = [];
  const definition: JobDefinition<{ n: number }> = noteNumbers('first', done);
  const jobs = await openJobs({
    database,
    diskSpace: endlessSpace,
    log: openLogBook().log,
    metrics: createMetrics(),
    definitions: [definition],
  });
  await using _closing = { [Symbol.asyncDispose]: () => jobs.close() };

  await database.orm.em.fork().transactional(async em => await jobs.enqueue(em, 'first', { n: 1 }));
  await jobs.start();
  await waitFor('it', () => done.length === 1);

  expect(done).toEqual([1]);
});
