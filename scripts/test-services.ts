/**
 * The whole suite on PostgreSQL, races and two replicas included. Fails when TEST_DATABASE_URL does not name a
 * server: a run that quietly skips what only a server can show would be worse than none.
 */
import { spawnSync } from 'node:child_process';
import { Client } from 'pg';

const url = process.env.TEST_DATABASE_URL;
if (!url)
  fail('TEST_DATABASE_URL must name a PostgreSQL server, such as postgres://user@127.0.0.1:5432/postgres.');
const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
try {
  await client.connect();
  await client.end();
} catch (error) {
  fail(
    `the PostgreSQL server of TEST_DATABASE_URL does not answer: ${error instanceof Error ? error.message : error}`,
  );
}
// One more at a time than on the embedded database: here a part of the work is the server's. Four take about 70 of the
// 100 connections that PostgreSQL has unless told.
const jest = ['node_modules/jest/bin/jest.js', '--maxWorkers=4', ...process.argv.slice(2)];
process.exit(spawnSync(process.execPath, jest, { stdio: 'inherit' }).status ?? 1);

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
