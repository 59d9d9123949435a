import { Client } from 'pg';
import { isDiskFull, isUnavailable } from '../../src/platform/database/unavailable.ts';
import { serverUrl } from '../harness/databases.ts';
import { expect, serverTest, test } from '../harness/test.ts';

const withCode = (code: string, message = '') => Object.assign(new Error(message), { code });

for (const error of [
  withCode('ECONNREFUSED'),
  withCode('ECONNRESET'),
  withCode('EHOSTUNREACH'),
  withCode('ENOTFOUND'),
  withCode('57P01', 'terminating connection due to administrator command'),
  withCode('57P03', 'the database system is starting up'),
  withCode('53300', 'sorry, too many clients already'),
  withCode('53100', 'could not extend file: No space left on device'),
  withCode('08006'),
  withCode('25006', 'cannot execute INSERT in a read-only transaction'),
  new Error('Connection terminated unexpectedly'),
  new Error('Connection terminated due to connection timeout'),
  new Error('timeout exceeded when trying to connect'),
  new Error('Query read timeout'),
  new Error('Client has encountered a connection error and is not queryable'),
])
  test(`the database is the reason of: ${'code' in error ? error.code : error.message}`, () => {
    expect(isUnavailable(error)).toBe(true);
  });

for (const error of [
  withCode('23505', 'Connection terminated unexpectedly'),
  withCode('42P01'),
  withCode('57014', 'canceling statement due to statement timeout'),
  withCode('22P02', 'invalid input syntax for type uuid: "ECONNREFUSED"'),
  new TypeError('the note says: Connection terminated unexpectedly'),
  'ECONNREFUSED',
  null,
])
  test(`the database is not the reason of: ${error instanceof Error ? error.message || error.name : error}`, () => {
    expect(isUnavailable(error)).toBe(false);
  });

test('a disk that is full is told from a database that is away', () => {
  expect([withCode('53100'), withCode('53300'), withCode('ECONNREFUSED'), null].map(isDiskFull)).toEqual([
    ...[true, false, false, false],
  ]);
});

serverTest('what the driver says when its connection is terminated is recognised', async () => {
  const [one, other] = [
    new Client({ connectionString: serverUrl ?? '' }),
    new Client({ connectionString: serverUrl ?? '' }),
  ];
  await Promise.all([one.connect(), other.connect()]);
  const ended = new Promise<Error>(resolve => one.on('error', resolve));
  const { rows } = await one.query<{ pid: number }>('select pg_backend_pid() as pid');

  const asked = one.query('select pg_sleep(600)').catch((error: unknown) => error);
  await other.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  const failures = [await asked, await ended, await one.query('select 1').catch((error: unknown) => error)];

  expect(failures.map(isUnavailable)).toEqual([true, true, true]);
  await other.end();
});
