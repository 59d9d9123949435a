import { isUnavailable } from '../../src/platform/database/unavailable.ts';
import { openDatabaseProxy } from '../harness/database-proxy.ts';
import { openHarness } from '../harness/harness.ts';
import { openReplica } from '../harness/replicas.ts';
import { expect, serverTest } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

/** A transaction whose connection is lost gives its place in the pool back, wherever it was: the pool is small. */

const small = { DATABASE_POOL: '2' };
const times = 5;

type Harness = Awaited<ReturnType<typeof openHarness>>;

/** Loses connections by some means, and whether each time the database was said to be the reason. */
async function lose(once: () => Promise<unknown>): Promise<boolean[]> {
  const reasons: boolean[] = [];
  for (let count = 0; count < times; count++)
    reasons.push(isUnavailable(await once().catch((e: unknown) => e)));
  return reasons;
}

const all = Array<boolean>(times).fill(true);

/** A place that is gone for good makes one of three wait for ever; a connection of which the loss comes to light, one fail. */
async function expectUsable({ app }: Pick<Harness, 'app'>): Promise<void> {
  const ask = () => Promise.all([1, 2, 3].map(() => app.database.query('select 1 as one')));
  const answers = await waitFor('three answers', () => ask().catch(() => null));
  expect(answers.flat()).toEqual([{ one: 1 }, { one: 1 }, { one: 1 }]);
}

serverTest('a connection that is lost at a statement', async () => {
  await using h = await openHarness(small);

  const reasons = await lose(() =>
    h.app.database.orm.em
      .fork()
      .transactional(async em => await em.execute('select pg_terminate_backend(pg_backend_pid())')),
  );

  expect(reasons).toEqual(all);
  await expectUsable(h);
});

serverTest('a connection that is lost between the last statement and the commit', async () => {
  await using h = await openHarness(small);

  const reasons = await lose(() =>
    h.app.database.orm.em.fork().transactional(async em => {
      const rows = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
      await h.app.database.query('select pg_terminate_backend(?, 60000)', [rows[0]?.pid]);
    }),
  );

  expect(reasons).toEqual(all);
  await expectUsable(h);
});

serverTest(
  'a connection that was lost before the transaction began, without anybody having noticed',
  async () => {
    await using h = await openHarness({});
    await using proxy = await openDatabaseProxy(h.app.database.url ?? '');
    await using replica = await openReplica(h, { ...small, DATABASE_URL: proxy.url });
    const { database } = replica.app;

    const reasons = await lose(async () => {
      await database.query('select 1');
      proxy.cut();
      await database.orm.em.fork().transactional(async em => await em.execute('select 1'));
    });

    expect(reasons).toEqual(all);
    await expectUsable(replica);
  },
);
