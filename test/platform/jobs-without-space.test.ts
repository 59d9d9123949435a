import { type JobDefinition, openJobs } from '../../src/platform/jobs/jobs.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { openHarness } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { usual } from './job-process.ts';

/** Far above what it takes to do a job that nothing holds up. */
const looksInVain = 50;

test('while the disk is nearly full jobs wait, those by the clock first, and are done once there is space', async () => {
  await using h = await openHarness({});
  const { database } = h.app;
  const space = { isLow: true, isScarce: true, freeBytes: 0, close() {} };
  const done: string[] = [];
  const noting = (queue: string): JobDefinition => ({
    ...usual,
    queue,
    run: async () => void done.push(queue),
  });
  const clock = { everySeconds: 1, afterSeconds: 0 };
  const jobs = await openJobs({
    database,
    log: openLogBook().log,
    metrics: createMetrics(),
    diskSpace: space,
    definitions: [noting('mail'), { ...noting('pruning'), clock }],
  });
  await using _closing = { [Symbol.asyncDispose]: () => jobs.close() };
  const lookAround = async () => {
    for (let look = 0; look < looksInVain; look++) await jobs.countUnfinished();
  };

  await jobs.start();
  await jobs.enqueueAll('mail', [{ key: 'a', data: {} }]);
  await jobs.enqueueAll('pruning', [{ key: 'a', data: {} }]);
  await lookAround();
  const whileScarce = [...done];
  space.isScarce = false;
  await waitFor('the mail', () => done.length > 0);
  await lookAround();
  const whileLow = [...done];
  const added = await database.query("select from jobs.job where name = 'pruning'");
  space.isLow = false;
  await waitFor('the pruning, and the next one by the clock', () => done.length > 2);

  expect(whileScarce).toEqual([]);
  expect(whileLow).toEqual(['mail']);
  // The one of this test: by the clock, nothing was added.
  expect(added).toHaveLength(1);
  expect(new Set(done.slice(1))).toEqual(new Set(['pruning']));
});
