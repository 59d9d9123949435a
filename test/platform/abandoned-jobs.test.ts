import { openBreakableProxy } from '../harness/breakable-proxy.ts';
import { openDatabaseProxy } from '../harness/database-proxy.ts';
import { type Harness, openHarness } from '../harness/harness.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { type NumberedJobs, neverByItself, openJobProcess, usual } from './job-process.ts';

/** Jobs whose worker was killed, cut off or is only slow. */

interface Row {
  readonly state: string;
  readonly tries: number;
  readonly completed: string | null;
  /** Seconds since its worker took it, at its last sign of life. */
  readonly aliveAfter: number;
  /** Seconds since its last sign of life. */
  readonly silentFor: number;
}

async function readJob({ app }: Harness, queue: string): Promise<Row> {
  const [row] = await app.database.query<Row>(
    `select state, retry_count as tries, completed_on::text as completed,
            extract(epoch from heartbeat_on - started_on)::float8 as "aliveAfter",
            extract(epoch from clock_timestamp() - heartbeat_on)::float8 as "silentFor"
       from jobs.job where name = ?`,
    [queue],
  );
  if (row === undefined) throw new Error('there is no job');
  return row;
}

/** Takes the job of a queue as a worker does, and is never heard of again. */
async function takeAndDie({ app }: Harness, queue: string): Promise<void> {
  await app.database.query(
    `update jobs.job set state = 'active', started_on = now(), heartbeat_on = now() where name = ?`,
    [queue],
  );
}

/** A job that is under way until the test lets it go. */
function openHeldJob(queue: string): NumberedJobs & { readonly runs: number; letGo(): void } {
  const gate = Promise.withResolvers<void>();
  let runs = 0;
  return {
    ...usual,
    queue,
    get runs() {
      return runs;
    },
    letGo: gate.resolve,
    async run() {
      runs += 1;
      await gate.promise;
    },
  };
}

test('a job whose worker is no more is done by another, and that counts as one try more', async () => {
  await using h = await openHarness();
  const attempts: number[] = [];
  const definition = {
    ...usual,
    queue: 'orphan',
    retryDelaySeconds: 3_600,
    retryDelaySecondsMax: 3_600,
    run: async (_data: object, { attempt }: { attempt: number }) => void attempts.push(attempt),
  };
  await using dead = await openJobProcess(h, { definition, works: false });
  await dead.add(1);
  await takeAndDie(h, 'orphan');
  await using _living = await openJobProcess(h, { definition });

  await waitFor('it', async () => (await readJob(h, 'orphan')).state === 'completed');

  expect(attempts).toEqual([1]);
});

test('a job whose worker died at its last try is kept for a person to look at, and said to have failed', async () => {
  await using h = await openHarness();
  const definition = { ...openHeldJob('hopeless-orphan'), retryLimit: 0 };
  await using dead = await openJobProcess(h, { definition, works: false });
  await dead.add(4_711);
  await takeAndDie(h, 'hopeless-orphan');
  await using living = await openJobProcess(h, { definition });
  living.logBook.expectErrors(/failed for good/);

  await waitFor('it', async () => (await readJob(h, 'hopeless-orphan')).state === 'failed');

  const kept = "name = 'failed-for-good' and data ->> 'n' = '4711'";
  expect(await h.app.database.query(`select from jobs.job where ${kept}`)).toHaveLength(1);
  await h.app.database.query(`delete from jobs.job where ${kept}`);
});

test('a job that takes its time stays with its worker, which says that it lives', async () => {
  await using h = await openHarness();
  const slow = openHeldJob('slow');
  const other = openHeldJob('slow');
  await using one = await openJobProcess(h, { definition: slow });
  await one.add(1);
  await waitFor('the job to run', () => slow.runs === 1);
  await using _two = await openJobProcess(h, { definition: other });

  await waitFor('signs of life', async () => (await readJob(h, 'slow')).aliveAfter > 5);
  slow.letGo();
  await waitFor('its end', async () => (await readJob(h, 'slow')).state === 'completed');

  expect([slow.runs, other.runs]).toEqual([1, 0]);
});

serverTest(
  'a worker that is cut off loses its job, and changes nothing about it when it is back',
  async () => {
    await using h = await openHarness();
    await using proxy = await openDatabaseProxy(h.app.database.url ?? '');
    const lost = openHeldJob('cut-off');
    const found = openHeldJob('cut-off');
    found.letGo();
    const one = await openJobProcess(h, { definition: lost, times: neverByItself, url: proxy.url });
    await using _closing = { [Symbol.asyncDispose]: () => one[Symbol.asyncDispose]() };
    await one.add(1);
    await waitFor('the job to run', () => lost.runs === 1);
    proxy.silence();
    await using _two = await openJobProcess(h, { definition: found });

    await waitFor('the other', async () => (await readJob(h, 'cut-off')).state === 'completed');
    const { tries, completed } = await readJob(h, 'cut-off');
    proxy.restore();
    proxy.cut();
    lost.letGo();
    await waitFor('the first to write', () =>
      one.logBook.lines.some(({ msg }) => msg === 'some jobs had been settled or taken over'),
    );

    expect([lost.runs, found.runs]).toEqual([1, 1]);
    expect(await readJob(h, 'cut-off')).toMatchObject({ state: 'completed', tries, completed });
  },
);

serverTest(
  'what is done while the database is away is written down when it is back, and not done again',
  async () => {
    await using h = await openHarness();
    await using proxy = await openBreakableProxy(h.app.database.url ?? '');
    const job = openHeldJob('outage');
    await using one = await openJobProcess(h, { definition: job, url: proxy.url });
    await one.add(1);
    await waitFor('the job to run', () => job.runs === 1);

    await proxy.refuse();
    job.letGo();
    await waitFor('an error', () =>
      one.logBook.lines.some(({ msg }) => msg === 'the job queue reports an error'),
    );
    await proxy.restore();
    await waitFor('it', async () => (await readJob(h, 'outage')).state === 'completed');

    expect(job.runs).toBe(1);
    expect((await readJob(h, 'outage')).tries).toBe(0);
  },
);

serverTest('after an outage nobody takes the jobs of those who have lived through it', async () => {
  await using h = await openHarness();
  await using proxy = await openBreakableProxy(h.app.database.url ?? '');
  const slow = openHeldJob('survivor');
  const other = openHeldJob('survivor');
  await using one = await openJobProcess(h, { definition: slow, url: proxy.url });
  await one.add(1);
  await waitFor('the job to run', () => slow.runs === 1);
  await using _two = await openJobProcess(h, { definition: other, url: proxy.url });

  await proxy.refuse();
  await waitFor('all to seem dead', async () => (await readJob(h, 'survivor')).silentFor > 5);
  await proxy.restore();
  await waitFor('a sign of life', async () => (await readJob(h, 'survivor')).aliveAfter > 5);
  slow.letGo();
  await waitFor('its end', async () => (await readJob(h, 'survivor')).state === 'completed');

  expect([slow.runs, other.runs]).toEqual([1, 0]);
});
