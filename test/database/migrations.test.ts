import { listMigrations } from '../../src/platform/database/migrations.ts';
import { cloneDatabase, onServer, urlOf } from '../harness/databases.ts';
import { makeClock, openHarness, startApp } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { expect, serverTest, test } from '../harness/test.ts';

/** Tables that belong to no tenant, or to a library. */
const withoutAccount = new Set(['account', 'rate_limit', 'live_replica', 'schema_migration']);

test('what the entities describe is what the migrations make', async () => {
  await using h = await openHarness();

  const difference = await h.app.database.orm.schema.getUpdateSchemaSQL();

  // Foreign keys are composite and live in the migrations alone; the tests below look at them.
  const rest = difference
    .split(';')
    .map(statement => statement.replace(/\s+/g, ' ').trim())
    .filter(statement => statement !== '' && statement !== "set names 'utf8'")
    .filter(statement => !/^alter table "\w+" drop constraint "\w+_fk"$/.test(statement));
  expect(rest).toEqual([]);
});

test('every table of a tenant leads its primary key with the account', async () => {
  await using h = await openHarness();

  const keys = await h.app.database.query<{ name: string; columns: string[] }>(
    `select c.conrelid::regclass::text as name,
            array_agg(a.attname::text order by array_position(c.conkey, a.attnum)) as columns
       from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
      where c.contype = 'p' and c.connamespace = 'public'::regnamespace
      group by 1`,
  );

  const wrong = keys.filter(({ name, columns }) => !withoutAccount.has(name) && columns[0] !== 'account_id');
  expect(keys.length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});

test('every reference between rows of a tenant includes the account, so the database refuses one across accounts', async () => {
  await using h = await openHarness();

  const columns = await h.app.database.query<{ name: string; column: string }>(
    `select table_name as name, column_name as column from information_schema.columns
      where table_schema = 'public' and column_name like '%\\_id'`,
  );
  const keys = await h.app.database.query<{ name: string; columns: string[] }>(
    `select c.conrelid::regclass::text as name,
            array_agg(a.attname::text order by array_position(c.conkey, a.attnum)) as columns
       from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace
      group by c.oid, 1`,
  );

  // A family is a word for several tokens, a result can be of any table, a replica serves all accounts, an event's id
  // is that of a job, a message's that of a mail, a posted note's that of another system, and an endpoint may be gone
  // while the ledger still names it: none points at a row of a tenant.
  const pointsNowhere = new Set([
    'refresh_token.family_id',
    'idempotency_record.result_id',
    'live_stream.replica_id',
    'delivery.endpoint_id',
    'delivery.message_id',
    'release_round.event_id',
    'ticket_note.external_note_id',
    // The id that followers know an event by; the log itself counts.
    'webhook_delivery.event_id',
  ]);
  const uncovered = columns
    .filter(({ column }) => column !== 'account_id')
    .filter(({ name, column }) => !pointsNowhere.has(`${name}.${column}`))
    .filter(
      ({ name, column }) =>
        !keys.some(key => key.name === name && key.columns[0] === 'account_id' && key.columns[1] === column),
    );
  expect(columns.length).toBeGreaterThan(20);
  expect(uncovered).toEqual([]);
});

test('the database itself refuses a session that names a tree of another account', async () => {
  await using h = await openHarness();
  const [acme, globex] = [await h.anAccount(), await h.anAccount()];
  const at = new Date();
  const id = () => crypto.randomUUID();
  const treeId = id();
  await h.app.database.query(
    `insert into tree (account_id, id, title, tags, status, revision, document, created_by_id, created_at, updated_at, search_text)
     values (?, ?, 'x', '{}', 'DRAFT', 1, '{}', ?, ?, ?, '')`,
    [acme.owner.account.uuid, treeId, acme.owner.uuid, at, at],
  );

  const insert = h.app.database.query(
    `insert into session (account_id, id, problem, status, tree_id, engineer_id, opened_by_id, started_at, updated_at, search_text)
     values (?, ?, 'x', 'ACTIVE', ?, ?, ?, ?, ?, '')`,
    [globex.owner.account.uuid, id(), treeId, globex.owner.uuid, globex.owner.uuid, at, at],
  );

  await expect(insert).rejects.toThrow(/session_tree_fk/);
});

test('constraints are named, so that a violation can be told apart', async () => {
  await using h = await openHarness();

  const names = await h.app.database.query<{ name: string }>(
    `select conname as name from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'u')`,
  );

  // A not-null constraint has a row of its own from PostgreSQL 18 on; its generated name ends in not_null.
  const generated = names.filter(({ name }) => !/_(check|fk|key)$/.test(name) && !name.endsWith('not_null'));
  expect(generated).toEqual([]);
});

test('a database that is up to date has nothing left to migrate', async () => {
  await using h = await openHarness();

  const applied = await h.app.database.query<{ name: string }>(
    'select name from schema_migration order by id',
  );

  expect(applied).toEqual((await listMigrations()).map(({ name }) => ({ name })));
});

serverTest('two replicas that start together on an empty database both come up', async () => {
  const name = `resolutionflow_test_empty_${process.pid}`;
  await onServer(`create database ${name}`);
  const environment = {
    DATABASE_URL: urlOf(name),
    TOKEN_SECRET: 'a secret for tests, forty characters long',
  };
  const database = { ...(await cloneDatabase()), environment };
  const logBook = openLogBook();

  const apps = await Promise.all([
    startApp(database, {}, { clock: makeClock() }, logBook),
    startApp(database, {}, { clock: makeClock() }, logBook),
  ]);

  const [applied] = await apps[0].database.query<{ count: string }>(
    'select count(*) as count from schema_migration',
  );
  expect(Number(applied?.count)).toBeGreaterThan(0);
  expect(logBook.unexpectedErrors()).toEqual([]);
  await Promise.all(apps.map(app => app.close()));
  await database.drop();
  await onServer(`drop database ${name} with (force)`);
});
