import { dailyAt, everyMinutes, hourlyAt, nextTimeMs } from '../../src/platform/jobs/work-by-clock.ts';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { neverByItself, openJobProcess, usual } from './job-process.ts';

test.each([
  [everyMinutes(10), '2026-03-01T10:09:59.999Z', '2026-03-01T10:10:00.000Z'],
  [everyMinutes(10), '2026-03-01T10:10:00.000Z', '2026-03-01T10:20:00.000Z'],
  [hourlyAt(23), '2026-03-01T10:22:00.000Z', '2026-03-01T10:23:00.000Z'],
  [hourlyAt(23), '2026-03-01T10:23:00.001Z', '2026-03-01T11:23:00.000Z'],
  [dailyAt(3, 17), '2026-02-28T03:17:00.000Z', '2026-03-01T03:17:00.000Z'],
  [dailyAt(3, 17), '2026-12-31T00:00:00.000Z', '2026-12-31T03:17:00.000Z'],
])('%j is due next after %s at %s', (clock, now, next) => {
  expect(new Date(nextTimeMs(clock, Date.parse(now))).toISOString()).toBe(next);
});

test('work by the clock is done once each time, however many replicas there are', async () => {
  await using h = await openHarness();
  let runs = 0;
  const options = {
    definition: {
      ...usual,
      queue: 'every-second',
      clock: { everySeconds: 1, afterSeconds: 0 },
      run: async () => {
        runs += 1;
      },
    },
    times: neverByItself,
  };
  const one = await openJobProcess(h, options);
  const two = await openJobProcess(h, options);

  await waitFor('three times', () => runs >= 3);
  await Promise.all([one, two].map(process => process[Symbol.asyncDispose]()));

  const done = await h.app.database.query(
    "select id from jobs.job where name = 'every-second' and state = 'completed'",
  );
  expect(done).toHaveLength(runs);
});
