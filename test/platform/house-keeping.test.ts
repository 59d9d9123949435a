import { createHouseKeepingJobs } from '../../src/platform/jobs/house-keeping.jobs.ts';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';

test('nothing is pruned while the disk is nearly full, and everything once there is space', async () => {
  await using h = await openHarness();
  const pruned: string[] = [];
  const diskSpace = { isLow: true, freeBytes: 0, close() {} };
  const jobs = createHouseKeepingJobs({
    ...h.app.tools,
    diskSpace,
    query: async (sql: string) => {
      pruned.push(sql);
      return [];
    },
    eventLog: {
      ...h.app.eventLog,
      async prune() {
        pruned.push('events');
        return 0;
      },
    },
  });
  const runAll = async () => {
    for (const job of jobs)
      if ('run' in job)
        await job.run({}, { id: '1', attempt: 0, isLastAttempt: false, enqueueAll: async () => {} });
  };

  await runAll();
  const whileLow = [...pruned];
  diskSpace.isLow = false;
  await runAll();

  expect(whileLow).toEqual([]);
  expect(pruned.length).toBe(jobs.length);
  expect(pruned).toContain('events');
});
