import { usualLookoutTimes } from '../../src/platform/jobs/job-lookout.ts';
import { isServer } from '../harness/databases.ts';
import { openHarness } from '../harness/harness.ts';
import { countStatements } from '../harness/statements.ts';
import { expect, redisTest, redisUrl, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { neverByItself, noteNumbers, openJobProcess } from './job-process.ts';

/** Nobody looks by himself in these tests but where they say so: a job that nobody is told of is not done. */

test('a job starts when it is there, and one for later when its time has come', async () => {
  await using h = await openHarness();
  const done: number[] = [];
  await using process = await openJobProcess(h, {
    definition: noteNumbers('told', done),
    times: neverByItself,
  });

  await process.add(2, 1);
  await process.add(1);
  await waitFor('both', () => done.length === 2);

  expect(done).toEqual([1, 2]);
});

test('a job that has failed is tried again when its pause is over', async () => {
  await using h = await openHarness();
  const tries: number[] = [];
  await using process = await openJobProcess(h, {
    definition: noteNumbers('failing', [], {
      async run(_data, { attempt }) {
        tries.push(attempt);
        if (attempt < 2) throw new Error('not now');
      },
    }),
    times: neverByItself,
  });

  await process.add(1);
  await waitFor('the third try', () => tries.length === 3);

  expect(tries).toEqual([0, 1, 2]);
});

serverTest(
  'a replica does what another has added and cannot do, now and later, when it hears of it by NOTIFY',
  async () => {
    await using h = await openHarness();
    const done: number[] = [];
    const shared = {
      definition: noteNumbers('by-notify', done),
      times: neverByItself,
      wire: 'NOTIFY',
    } as const;
    await using one = await openJobProcess(h, { ...shared, works: false });
    await using _two = await openJobProcess(h, shared);

    await one.add(1);
    await waitFor('the first', () => done.length === 1);
    await one.add(3, 2);
    await one.add(2);
    await waitFor('the others', () => done.length === 3);

    expect(done).toEqual([1, 2, 3]);
  },
);

redisTest('a replica does what another has added and cannot do when it hears of it by Redis', async () => {
  // The embedded database has one process.
  if (!isServer || redisUrl === null) return;
  await using h = await openHarness();
  const done: number[] = [];
  const shared = { definition: noteNumbers('by-redis', done), times: neverByItself, wire: { redisUrl } };
  await using one = await openJobProcess(h, { ...shared, works: false });
  await using _two = await openJobProcess(h, shared);

  await one.add(1);
  await waitFor('it', () => done.length === 1);

  expect(done).toEqual([1]);
});

serverTest(
  'a replica that cannot hear others looks for their jobs, and one that can looks now and then',
  async () => {
    await using h = await openHarness();
    const [deaf, hearing]: [number[], number[]] = [[], []];
    const often = { ...neverByItself, deaf: 300 };
    const rarely = { ...neverByItself, quiet: 300 };
    await using one = await openJobProcess(h, { definition: noteNumbers('deaf', []), works: false });
    await using _two = await openJobProcess(h, { definition: noteNumbers('deaf', deaf), times: often });
    await using three = await openJobProcess(h, { definition: noteNumbers('hearing', []), works: false });
    await using _four = await openJobProcess(h, {
      definition: noteNumbers('hearing', hearing),
      times: rarely,
      wire: 'NOTIFY',
    });

    await one.add(1);
    await three.add(2);
    await waitFor('both', () => deaf.length + hearing.length === 2);

    expect([deaf, hearing]).toEqual([[1], [2]]);
  },
);

test('a job is looked for by one of sixteen workers, and not by all of them', async () => {
  await using h = await openHarness();
  const done: number[] = [];
  await using process = await openJobProcess(h, {
    definition: noteNumbers('crowd', done, { concurrency: 16, isGrouped: true }),
    times: neverByItself,
  });
  using statements = countStatements(h.app.database);

  await process.add(1);
  await waitFor('it', () => done.length === 1);
  await h.app.database.query('select 1');

  expect(statements.count("j.name = 'crowd'")).toBeLessThanOrEqual(3);
});

test('sixteen workers have sixteen jobs under way', async () => {
  await using h = await openHarness();
  const all = Promise.withResolvers<void>();
  const running: number[] = [];
  await using process = await openJobProcess(h, {
    definition: noteNumbers('abreast', [], {
      concurrency: 16,
      async run({ n }) {
        running.push(n);
        await all.promise;
      },
    }),
    times: usualLookoutTimes,
  });

  for (let n = 0; n < 17; n++) await process.add(n);
  await waitFor('sixteen', () => running.length === 16);
  all.resolve();
  await waitFor('the last', () => running.length === 17);

  expect(new Set(running).size).toBe(17);
});
