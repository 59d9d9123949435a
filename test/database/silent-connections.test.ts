import { Pool } from 'pg';
import { connectionOptions } from '../../src/platform/database/connections.ts';
import { isUnavailable } from '../../src/platform/database/unavailable.ts';
import { openDatabaseProxy } from '../harness/database-proxy.ts';
import { serverUrl } from '../harness/databases.ts';
import { expect, serverTest } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

serverTest(
  'a connection whose server has fallen silent is not used again, and its place in the pool is free',
  async () => {
    await using proxy = await openDatabaseProxy(serverUrl ?? '');
    const pool = new Pool({ ...connectionOptions({ url: proxy.url, isPooled: false }, 'pool'), max: 1 });
    // As the ORM does: the loss is told to whoever holds the connection.
    pool.on('connect', connection => void connection.on('error', () => {}));
    const client = await pool.connect();
    let ended = false;
    client.on('end', () => {
      ended = true;
    });
    await client.query('select 1');

    proxy.silence();
    // The limit is that of the one statement that nobody answers.
    const limited = { text: 'select 1', query_timeout: 300 };
    const error: unknown = await client.query(limited).catch((reason: unknown) => reason);
    proxy.restore();
    await waitFor('the connection to be cut', () => ended);
    client.release();
    const { rows } = await pool.query<{ answer: number }>('select 42 as answer');

    expect(isUnavailable(error)).toBe(true);
    expect(rows).toEqual([{ answer: 42 }]);
    expect(proxy.connectionCount).toBe(2);
    await pool.end();
  },
);

serverTest('a statement that is merely wrong leaves its connection in the pool', async () => {
  await using proxy = await openDatabaseProxy(serverUrl ?? '');
  const pool = new Pool({ ...connectionOptions({ url: proxy.url, isPooled: false }, 'pool'), max: 1 });
  const client = await pool.connect();

  await expect(client.query('select nonsense')).rejects.toMatchObject({ code: '42703' });
  client.release();
  await pool.query('select 1');

  expect(proxy.connectionCount).toBe(1);
  await pool.end();
});
