import { parseConfig } from '../../src/config.ts';
import { entities } from '../../src/entities.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { isUnavailable } from '../../src/platform/database/unavailable.ts';
import { createLog } from '../../src/platform/log.ts';
import { cloneDatabase, isServer } from '../harness/databases.ts';
import { expect, test } from '../harness/test.ts';

/** What the embedded database does when its backend is at its end, or was asked for thousands of things in vain. */

async function openEmbedded(): Promise<{ database: Database; lines: Record<string, unknown>[] }> {
  const { template } = await cloneDatabase();
  const lines: Record<string, unknown>[] = [];
  const log = createLog('info', { write: line => void lines.push(JSON.parse(line)) });
  return { database: await openDatabase({ config: parseConfig({}), entities, log, template }), lines };
}

const embeddedTest = isServer ? test.skip : test;

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

/** So deep that the thread's stack ends before PostgreSQL's own limit is reached: no ordinary error of SQL. */
const overflowSql = "select repeat('[', 100000)::json";

const duplicateSql = `insert into account (id, name, event_epoch, created_at)
  select '00000000-0000-0000-0000-000000000001'::uuid, 'a', 'a', now() from generate_series(1, 2)`;

embeddedTest(
  'a backend that has ended is not entered again: every call fails at once, and can be told from a wrong statement',
  async () => {
    const { database, lines } = await openEmbedded();
    const inTransaction = () => database.orm.em.fork().transactional(em => em.execute('select 1'));

    const failures = [
      await failureOf(database.query(overflowSql)),
      await failureOf(database.query('select 1')),
      await failureOf(inTransaction()),
      await failureOf(inTransaction()),
    ];
    const reason = await database.failure;
    await database.close();

    expect(failures.map(isUnavailable)).toEqual([true, true, true, true]);
    expect(reason).toMatchObject({
      code: '57P02',
      message: 'the embedded database has ended: Maximum call stack size exceeded',
    });
    expect(lines).toMatchObject([{ level: 60, err: { code: '57P02' } }]);
  },
);

embeddedTest('a backend that is closed has not failed', async () => {
  const { database, lines } = await openEmbedded();
  await database.query('select 1');

  await database.close();
  const failure = await Promise.race([database.failure, Promise.resolve(null)]);

  expect(failure).toBeNull();
  expect(lines).toEqual([]);
});

embeddedTest('thousands of statements that fail leave a database that works', async () => {
  const { database } = await openEmbedded();
  const codes = new Set<unknown>();

  for (let count = 0; count < 4_000; count++) {
    const error = await failureOf(database.queryPrepared(duplicateSql, []));
    codes.add(error instanceof Error && 'code' in error ? error.code : error);
  }

  expect([...codes]).toEqual(['23505']);
  expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
  await database.close();
});
