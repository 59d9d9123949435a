import { Client, Pool } from 'pg';
import { connectionOptions } from '../../src/platform/database/connections.ts';
import { tellWaitsApart } from '../../src/platform/database/pool-waits.ts';
import { isBusy, isUnavailable } from '../../src/platform/database/unavailable.ts';
import { openDatabaseProxy } from '../harness/database-proxy.ts';
import { serverUrl } from '../harness/databases.ts';
import { openHarness } from '../harness/harness.ts';
import { expect, serverTest } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

/** A pool with one connection, as the product has them, but for its patience. */
function openPool(url: string): Pool {
  const options = connectionOptions({ url, isPooled: false }, 'pool');
  const pool = new Pool({ ...options, max: 1, connectionTimeoutMillis: 300 });
  tellWaitsApart(pool);
  return pool;
}

const failureOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: unknown) => error,
  );

const wait = { message: 'timeout exceeded when trying to connect' };

serverTest('a wait in vain for a connection that others have is told as that', async () => {
  const pool = openPool(serverUrl ?? '');
  const taken = await pool.connect();

  const failures = await Promise.all([failureOf(pool.connect()), failureOf(pool.query('select 1'))]);
  taken.release();
  const { rows } = await pool.query<{ answer: number }>('select 42 as answer');

  expect(failures).toMatchObject([wait, wait]);
  expect(failures.map(isBusy)).toEqual([true, true]);
  expect(failures.map(isUnavailable)).toEqual([true, true]);
  expect(rows).toEqual([{ answer: 42 }]);
  await pool.end();
});

serverTest(
  'a wait in vain behind a connection that cannot be made is that for a database that is away',
  async () => {
    await using proxy = await openDatabaseProxy(serverUrl ?? '');
    const pool = openPool(proxy.url);
    proxy.silence();

    const failures = await Promise.all([failureOf(pool.connect()), failureOf(pool.query('select 1'))]);

    expect(failures).toMatchObject([{ message: expect.stringMatching(/timeout/) }, wait]);
    expect(failures.map(isBusy)).toEqual([false, false]);
    expect(failures.map(isUnavailable)).toEqual([true, true]);
    await pool.end();
  },
);

serverTest(
  'when all connections are in use for too long, others are told that the server is busy',
  async () => {
    await using h = await openHarness({ DATABASE_POOL: '2' });
    h.mailbox.ignoreAll();
    h.logBook.expectErrors(/no connection to the database became free in the pool/);
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    const locker = new Client({ connectionString: h.app.database.url ?? '' });
    await locker.connect();
    await locker.query('begin; lock table session in access exclusive mode');
    const asked = [acme.owner, acme.ada].map(person =>
      h.as(person).send('{ sessions(first: 1) { totalCount } }'),
    );
    await waitFor('both connections to be held back', async () => {
      const { rowCount } = await locker.query(
        `select 1 from pg_locks where not granted and relation = 'session'::regclass`,
      );
      return rowCount === 2;
    });

    const answer = await h.as(acme.grace).send('{ trees { totalCount } }');
    await locker.end();
    await Promise.all(asked);

    expect(answer).toMatchObject({
      status: 503,
      errors: [
        {
          message: 'The server is busy at the moment. Please try again shortly.',
          extensions: { code: 'SERVICE_UNAVAILABLE' },
        },
      ],
    });
    const lines = h.logBook.lines.map(({ msg }) => msg);
    expect(lines).toContain('requests fail: no connection to the database became free in the pool');
    expect(lines).not.toContain('requests fail: the database cannot be reached');
  },
);
