import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openEmbeddedDatabase } from '../../src/platform/database/embedded.ts';
import { createVacuum, type Vacuum } from '../../src/platform/database/vacuum.ts';
import { endlessSpace } from '../../src/platform/disk-space.ts';
import { isServer } from '../harness/databases.ts';
import { type LogLine, openLogBook } from '../harness/log-book.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { makeHome, removeMigratedFolder, startProgram } from '../serving/program.ts';

afterAll(async () => {
  await (await shared)?.close();
  await removeMigratedFolder();
});

const embeddedTest = isServer ? test.skip : test;
/** Of a line of the log. */
const warnLevel = 40;
const shortMinutes = `--import=${join(import.meta.dirname, '../serving/short-minutes.ts')}`;

interface Fixture extends AsyncDisposable {
  readonly pglite: PGlite;
  readonly vacuum: Vacuum;
  readonly lines: readonly LogLine[];
}

/** One database in memory for most tests: to make one takes seconds. */
let shared: Promise<PGlite> | null = null;

function openShared(): Promise<PGlite> {
  shared ??= PGlite.create();
  return shared;
}

/** The rest of the run keeps this process busy. */
const patienceMs = 20;

/** A database with so many rows in a table whose updates leave entries in an index behind; a new one with settings of its own. */
async function openFixture(rows: number, startParams?: readonly string[]): Promise<Fixture> {
  const isOwn = startParams !== undefined;
  const pglite = isOwn
    ? await PGlite.create({ startParams: [...PGlite.defaultStartParams, ...startParams] })
    : await openShared();
  await pglite.exec('drop table if exists item, other, third, broken');
  await fill(pglite, rows);
  const { log, lines } = openLogBook();
  const vacuum = createVacuum({ pglite, log, diskSpace: endlessSpace, patienceMs });
  return {
    pglite,
    vacuum,
    lines,
    async [Symbol.asyncDispose]() {
      await vacuum.close();
      if (isOwn) await pglite.close();
    },
  };
}

async function fill(pglite: PGlite, rows: number): Promise<void> {
  await pglite.exec(`
    create table item (id int primary key, state int not null, text text not null);
    create index on item (state);
    insert into item select n, 0, repeat(md5(n::text), 4) from generate_series(1, ${rows}) n`);
}

/** Changes every row, so many times. */
async function change(pglite: PGlite, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await pglite.exec('update item set state = state + 1');
}

async function read<Row>(pglite: PGlite, sql: string): Promise<Row | undefined> {
  return (await pglite.query<Row>(sql)).rows[0];
}

/** Bytes of the table with its indexes. */
async function sizeOf(pglite: PGlite): Promise<number> {
  const row = await read<{ bytes: number }>(pglite, `select pg_total_relation_size('item')::int as bytes`);
  return row?.bytes ?? 0;
}

async function vacuumsOf(pglite: PGlite, table = 'item'): Promise<number> {
  const sql = `select pg_stat_get_vacuum_count('${table}'::regclass)::int as count`;
  return (await read<{ count: number }>(pglite, sql))?.count ?? 0;
}

embeddedTest('a table of the embedded database that is changed all the time does not grow', async () => {
  await using fixture = await openFixture(500);
  const { pglite, vacuum } = fixture;
  const sizes: number[] = [];

  for (let round = 0; round < 8; round++) {
    await change(pglite, 2);
    await vacuum.run(true);
    sizes.push(await sizeOf(pglite));
  }

  expect(sizes.at(-1)).toBeLessThanOrEqual(sizes[1] ?? 0);
});

embeddedTest('the planner of the embedded database knows what is in the tables', async () => {
  await using fixture = await openFixture(500);
  const { pglite, vacuum } = fixture;

  await vacuum.run(true);

  expect(await read(pglite, `select reltuples::int from pg_class where relname = 'item'`)).toEqual({
    reltuples: 500,
  });
  expect(await read(pglite, `select n_distinct from pg_stats where attname = 'state'`)).toEqual({
    n_distinct: 1,
  });
});

embeddedTest('long texts that were replaced leave their place to others', async () => {
  await using fixture = await openFixture(0);
  const { pglite, vacuum } = fixture;
  await pglite.exec(`alter table item alter text set storage external`);
  await pglite.exec(`insert into item select n, 0, repeat('x', 10000) from generate_series(1, 40) n`);
  const sizes: number[] = [];

  for (let round = 0; round < 6; round++) {
    await pglite.exec(`update item set text = repeat('${round}', 10000)`);
    await vacuum.run(true);
    sizes.push(await sizeOf(pglite));
  }

  expect(sizes.at(-1)).toBeLessThanOrEqual(sizes[2] ?? 0);
});

embeddedTest('a database in which nothing was written is left alone', async () => {
  await using fixture = await openFixture(500);
  const { pglite, vacuum, lines } = fixture;
  await vacuum.run(true);
  const before = lines.length;

  await pglite.exec('update item set state = 1 where id <= 20');
  await vacuum.run(true);

  expect(before).toBeGreaterThan(0);
  expect(lines.length).toBe(before);
});

embeddedTest('dead rows from before the last start are found and taken away', async () => {
  await using home = await makeHome();
  const first = await openEmbeddedDatabase(home.folder);
  await fill(first.pglite, 500);
  await change(first.pglite, 6);
  await first.pglite.close();
  await first.release();
  const { pglite, release } = await openEmbeddedDatabase(home.folder);
  try {
    const bloated = await sizeOf(pglite);
    const vacuum = createVacuum({ pglite, log: openLogBook().log, diskSpace: endlessSpace, patienceMs });

    await vacuum.run(true);
    await change(pglite, 4);

    expect(await vacuumsOf(pglite)).toBe(1);
    // Six changes made it as large as it was; some pages of the index may be split by the four that came now.
    expect(await sizeOf(pglite)).toBeLessThan(1.1 * bloated);
  } finally {
    await pglite.close();
    await release();
  }
});

embeddedTest('a large table waits for a quiet minute, and not for ever', async () => {
  await using fixture = await openFixture(60_000);
  const { pglite, vacuum } = fixture;
  await vacuum.run(true);
  const atFirst = await vacuumsOf(pglite);

  await pglite.exec('update item set state = state + 1 where id % 10 < 3');
  await vacuum.run(false);
  const whileBusy = await vacuumsOf(pglite);
  await vacuum.run(true);
  const whenQuiet = await vacuumsOf(pglite);
  await change(pglite, 1);
  await vacuum.run(false);

  expect(atFirst).toBe(1);
  expect(whileBusy).toBe(1);
  expect(whenQuiet).toBe(2);
  expect(await vacuumsOf(pglite)).toBe(3);
});

embeddedTest('tables that nobody changes are frozen before the numbers of transactions run out', async () => {
  const ageMax = 100_000;
  await using fixture = await openFixture(10, ['-c', `autovacuum_freeze_max_age=${ageMax}`]);
  const { pglite, vacuum } = fixture;
  await pglite.exec(
    `do $$ begin for n in 0..${ageMax} loop perform pg_current_xact_id(); commit; end loop; end $$`,
  );
  const readAge = () =>
    read<{ age: number }>(
      pglite,
      'select age(datfrozenxid) from pg_database where datname = current_database()',
    );
  const before = await readAge();
  // Rows are only frozen once they are old; these are, compared with what the test can wait for.
  await pglite.exec('set vacuum_freeze_min_age = 0');

  await vacuum.run(false);

  expect(before?.age).toBeGreaterThan(ageMax);
  expect((await readAge())?.age).toBeLessThan(ageMax / 10);
});

embeddedTest('a table that cannot be analyzed is said once, and the others have their turn', async () => {
  await using fixture = await openFixture(500);
  const { pglite, vacuum, lines } = fixture;
  await pglite.exec(`
    create function refuse(int) returns int immutable language plpgsql
      as $$ begin if current_setting('test.fails', true) = 'yes' then raise 'refused'; end if; return $1; end $$;
    create table broken (n int);
    create index on broken (refuse(n));
    insert into broken select generate_series(1, 200);
    set test.fails = 'yes'`);

  await vacuum.run(true);
  await vacuum.run(true);
  await pglite.exec(`set test.fails = 'no'`);

  const warnings = lines.filter(({ level }) => level >= warnLevel);
  expect(warnings).toEqual([expect.objectContaining({ table: 'broken', task: 'analyze' })]);
  expect(await read(pglite, `select reltuples::int from pg_class where relname = 'item'`)).toEqual({
    reltuples: 500,
  });
});

embeddedTest('a stop does not wait for the tables that are left', async () => {
  await using fixture = await openFixture(500);
  const { pglite, vacuum, lines } = fixture;
  await pglite.exec(`create table other as select * from item; create table third as select * from item`);

  const running = vacuum.run(true);
  await waitFor('the first table', () => lines.length > 0);
  await vacuum.close();
  await running;
  const atTheStop = lines.length;
  await vacuum.run(true);

  expect(atTheStop).toBeLessThan(3);
  expect(lines.length).toBe(atTheStop);
});

embeddedTest('nothing is vacuumed while the disk is nearly full', async () => {
  await using fixture = await openFixture(500);
  const { log, lines } = openLogBook();
  const vacuum = createVacuum({ ...fixture, log, diskSpace: { ...endlessSpace, isLow: true } });

  await vacuum.run(true);

  expect(lines).toEqual([]);
});

embeddedTest('the program looks after its tables while it runs, and can be stopped meanwhile', async () => {
  await using home = await makeHome();
  const { pglite, release } = await openEmbeddedDatabase(home.folder);
  await fill(pglite, 1_000);
  await pglite.close();
  await release();
  await using program = await startProgram({ ...home.settings, LOG_LEVEL: 'debug' }, [shortMinutes]);

  await waitFor('a table to be analyzed', () => program.log.some(({ task }) => task === 'analyze'));
  program.kill('SIGTERM');

  expect((await program.exited).code).toBe(0);
  expect(program.log.filter(({ level }) => Number(level) >= warnLevel)).toEqual([]);
});
