import { Migration } from '@mikro-orm/migrations';
import { Client } from 'pg';
import { type MigrationTimes, migrate } from '../../src/platform/database/migrate.ts';
import { listMigrations } from '../../src/platform/database/migrations.ts';
import { type Harness, openHarness } from '../harness/harness.ts';
import { type LogBook, openLogBook } from '../harness/log-book.ts';
import { openReplica } from '../harness/replicas.ts';
import { claim, escalate } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

/** Migrations of a newer version, on a database that is in use. */

const impatient: MigrationTimes = {
  lock: 200,
  statement: 60_000,
  pauseMin: 20,
  pauseMax: 100,
  giveUp: 600_000,
};

/** A migration that runs one statement, later than all there are. */
const future = (number: number, sql: string) => ({
  name: `2999010100000${number}-from-the-future`,
  class: class extends Migration {
    override up(): void {
      this.addSql(sql);
    }
  },
});

const waitsIn = ({ lines }: LogBook) => lines.filter(({ msg }) => msg.startsWith('the migration waits'));

/** A transaction that has read the escalations and is left open. */
async function openLongReader({ app }: Harness) {
  const client = new Client({ connectionString: app.database.url ?? '', application_name: 'long-report' });
  await client.connect();
  await client.query('begin');
  await client.query('select count(*) from handoff');
  return client;
}

serverTest(
  'a migration behind a long reader does not hold up the product, and is applied when the reader is done',
  async () => {
    await using h = await openHarness({});
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    const reader = await openLongReader(h);
    const logBook = openLogBook();
    const migrations = [
      ...(await listMigrations()),
      future(1, 'alter table handoff add column from_the_future integer'),
    ];

    const migrating = migrate(h.app.database, logBook.log, { migrations, times: impatient });
    await waitFor('attempts in vain', () => waitsIn(logBook).length >= 3);
    const during = await escalate(h.as(acme.ada));
    const waitsBefore = waitsIn(logBook).length;
    await waitFor('more attempts', () => waitsIn(logBook).length > waitsBefore);
    await reader.query('commit');
    await migrating;
    await reader.end();

    expect(waitsIn(logBook)[0]).toMatchObject({
      longest: expect.arrayContaining([expect.objectContaining({ application: 'long-report' })]),
    });
    const columns = await h.app.database.query(
      `select 1 from information_schema.columns where table_name = 'handoff' and column_name = 'from_the_future'`,
    );
    expect(columns).toHaveLength(1);
    // The program that runs is now one of the version before.
    const after = await escalate(h.as(acme.ada));
    for (const { id } of [during, after])
      expect(await claim(h.as(acme.grace), id)).toMatchObject({ __typename: 'HandoffClaimed' });
  },
);

serverTest('a migration that never gets its lock is given up, and the log says who may hold it', async () => {
  await using h = await openHarness({});
  const reader = await openLongReader(h);
  const logBook = openLogBook();
  const migrations = [...(await listMigrations()), future(1, 'alter table handoff add column x integer')];

  const migrating = migrate(h.app.database, logBook.log, {
    migrations,
    times: { ...impatient, giveUp: 300 },
  });

  await expect(migrating).rejects.toThrow(/lock timeout/);
  expect(logBook.lines.find(({ msg }) => msg === 'the database could not be migrated')).toMatchObject({
    longest: expect.arrayContaining([expect.objectContaining({ application: 'long-report' })]),
  });
  await reader.query('rollback');
  await reader.end();
});

serverTest('replicas that migrate together apply each migration once, in order', async () => {
  await using h = await openHarness({});
  const logBook = openLogBook();
  const added = [
    future(1, 'create table first_of_two (id integer)'),
    future(2, 'alter table first_of_two add column second integer'),
  ];
  const migrations = [...(await listMigrations()), ...added];

  await Promise.all(
    [1, 2, 3].map(() => migrate(h.app.database, logBook.log, { migrations, times: impatient })),
  );

  const names = added.map(({ name }) => name);
  expect(logBook.lines.flatMap(({ migration }) => (migration === undefined ? [] : [migration]))).toEqual(
    names,
  );
  const stored = await h.app.database.query(
    `select name from schema_migration where name like '2999%' order by id`,
  );
  expect(stored).toEqual(names.map(name => ({ name })));
});

test('a migration that fails leaves nothing behind, and those before it stay', async () => {
  await using h = await openHarness({});
  const { log } = openLogBook();
  const migrations = [
    ...(await listMigrations()),
    future(1, 'create table that_stays (id integer)'),
    future(2, 'create table that_goes (id integer); select no_such_function()'),
  ];

  // The embedded database takes one statement at a time, and refuses the second migration for that.
  await expect(migrate(h.app.database, log, { migrations, times: impatient })).rejects.toThrow();

  const tables = await h.app.database.query(
    `select table_name as name from information_schema.tables where table_name in ('that_stays', 'that_goes')`,
  );
  expect(tables).toEqual([{ name: 'that_stays' }]);
});

serverTest('the version before starts on a database that a newer one has migrated, and says so', async () => {
  await using h = await openHarness({});
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { log } = openLogBook();
  const newer = future(1, 'alter table handoff add column from_the_future integer');
  await migrate(h.app.database, log, { migrations: [...(await listMigrations()), newer], times: impatient });

  await using replica = await openReplica(h);

  const { id } = await escalate(replica.as(acme.ada));
  expect(await claim(replica.as(acme.grace), id)).toMatchObject({ __typename: 'HandoffClaimed' });
  expect(replica.logBook.lines.filter(({ migrations }) => migrations !== undefined)).toMatchObject([
    { level: 40, migrations: [newer.name], msg: expect.stringContaining('newer version') },
  ]);
});
