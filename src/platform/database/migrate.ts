import { setTimeout as delay } from 'node:timers/promises';
import { DriverException, MikroORM, type Transaction } from '@mikro-orm/sql';
import type { Log } from '../log.ts';
import { connectionOptions, type ServerAddress, setLocalSql, toSettings } from './connections.ts';
import type { Database } from './database.ts';
import { listMigrations, type NamedMigration } from './migrations.ts';

/** The migrations that were applied. Its shape is that of the ORM's own migrator, which made it at first. */
const tableSql = `create table if not exists schema_migration (
  id serial primary key,
  name varchar(255) not null,
  executed_at timestamptz(6) not null default current_timestamp(6)
)`;

/** Any number will do, as long as every replica uses the same; this spells "rflow" in ASCII. */
const advisoryLockKey = 0x72_66_6c_6f_77;

/** How patient migrations are, in milliseconds. */
export interface MigrationTimes {
  /**
   * Longest that a statement waits for a lock. Whoever needs the table meanwhile waits behind it, so this is also how
   * long a migration holds up the running product for nothing; far below what its statements are ready to wait.
   */
  readonly lock: number;
  /** Longest that one statement runs. */
  readonly statement: number;
  /** Pause after an attempt in vain; doubles up to the longest. */
  readonly pauseMin: number;
  readonly pauseMax: number;
  /** After so long in vain the start is given up. */
  readonly giveUp: number;
}

const usualTimes: MigrationTimes = {
  lock: 1_000,
  statement: 15 * 60_000,
  pauseMin: 250,
  pauseMax: 15_000,
  giveUp: 15 * 60_000,
};

export interface MigrateOptions {
  readonly migrations?: readonly NamedMigration[];
  readonly times?: MigrationTimes;
}

/**
 * Brings the database to the newest version. Replicas that start together go one after the other; what a newer version
 * has already added to the database stays, and is said in the log.
 * @throws when a migration fails, or a lock that it needs cannot be had for a quarter of an hour
 */
export async function migrate(database: Database, log: Log, options: MigrateOptions = {}): Promise<void> {
  const { migrations = await listMigrations(), times = usualTimes } = options;
  const applied = await readApplied(database);
  reportUnknown(applied, migrations, log);
  if (migrations.every(({ name }) => applied.has(name))) return;
  const address = database.sessionAddress ?? database.address;
  // The pool gives up on a statement after seconds; here one may run for minutes.
  const orm = address === null ? database.orm : await openServer(address, log);
  try {
    for (;;) {
      const name = await retry(database, log, times, () => applyNext(orm, migrations, times));
      if (name === null) return;
      log.info({ migration: name }, 'migration applied');
    }
  } finally {
    if (orm !== database.orm) await orm.close(true);
  }
}

/** The names of the migrations that this database has seen. */
async function readApplied(database: Database): Promise<ReadonlySet<string>> {
  const [table] = await database.query<{ exists: boolean }>(
    `select to_regclass('schema_migration') is not null as exists`,
  );
  // It is made with the first migration.
  if (table?.exists !== true) return new Set();
  const rows = await database.query<{ name: string }>('select name from schema_migration');
  return new Set(rows.map(({ name }) => name));
}

/**
 * While replicas are replaced one by one, or after a step back to the version before, the database is ahead of the
 * program. Migrations are made to be safe for the version before, so it goes on.
 */
function reportUnknown(applied: ReadonlySet<string>, migrations: readonly NamedMigration[], log: Log): void {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...applied].filter(name => !known.has(name)).sort();
  if (unknown.length > 0)
    log.warn(
      { migrations: unknown },
      'a newer version has migrated the database; this one goes on, and one version back is supported',
    );
}

async function openServer(address: ServerAddress, log: Log): Promise<MikroORM> {
  const { PostgreSqlDriver } = await import('@mikro-orm/postgresql');
  const orm = await MikroORM.init({
    driver: PostgreSqlDriver,
    clientUrl: address.url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    logger: (message: string) => log.debug({ component: 'migrations' }, message),
    colors: false,
    pool: { min: 0, max: 1 },
    driverOptions: connectionOptions(address, 'migrations'),
  });
  return orm;
}

/** Another process is migrating. */
class LockTaken extends Error {}

/**
 * Applies the first migration that is missing, in a transaction of its own; its name, or null when none is missing.
 *
 * The lock between replicas belongs to the same transaction. A lock of the session would be kept, through a pooler, by a
 * connection that goes on to serve others, and no start after that would get it.
 */
async function applyNext(
  orm: MikroORM,
  migrations: readonly NamedMigration[],
  { lock, statement }: MigrationTimes,
): Promise<string | null> {
  const driver = orm.em.getDriver();
  const connection = driver.getConnection();
  return await connection.transactional(async (tx: Transaction) => {
    const run = <Row>(sql: string, params: unknown[] = []): Promise<Row[]> =>
      connection.execute(sql, params, 'all', tx);
    await run(setLocalSql(toSettings({ statement, lock, idleInTransaction: 60_000 })));
    const [row] = await run<{ is_mine: boolean }>('select pg_try_advisory_xact_lock(?) as is_mine', [
      advisoryLockKey,
    ]);
    if (row?.is_mine !== true) throw new LockTaken('another process is migrating the database');
    await run(tableSql);
    const applied = new Set(
      (await run<{ name: string }>('select name from schema_migration')).map(by => by.name),
    );
    const next = migrations.find(({ name }) => !applied.has(name));
    if (next === undefined) return null;
    const migration = new next.class(driver, orm.config);
    migration.setTransactionContext(tx);
    await migration.up();
    for (const query of migration.getQueries()) await driver.execute(query, undefined, 'all', tx);
    await run('insert into schema_migration (name) values (?)', [next.name]);
    return next.name;
  });
}

/** 55P03: a lock that did not come in time; 40P01: a deadlock, of which this was the victim. */
const isPassing = (error: unknown) =>
  error instanceof LockTaken ||
  (error instanceof DriverException && (error.code === '55P03' || error.code === '40P01'));

/** Tries until it works, with growing pauses in which the product gets its turn. */
async function retry<T>(
  database: Database,
  log: Log,
  times: MigrationTimes,
  attempt: () => Promise<T>,
): Promise<T> {
  const begunMs = performance.now();
  for (let pauseMs = times.pauseMin; ; pauseMs = Math.min(pauseMs * 2, times.pauseMax)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error)) throw error;
      const details = {
        reason: error instanceof LockTaken ? error.message : 'a lock was not to be had',
        longest: await findLongest(database),
        seconds: Math.round((performance.now() - begunMs) / 1_000),
      };
      if (performance.now() - begunMs > times.giveUp) {
        log.error(details, 'the database could not be migrated');
        throw error;
      }
      // That replicas which start together take turns is as it should be.
      log[error instanceof LockTaken ? 'info' : 'warn'](details, 'the migration waits, and is tried again');
    }
    await delay(pauseMs * (0.5 + Math.random()));
  }
}

/** The oldest transactions in the database, which are what a lock waits for. Statements are left out: they may hold data. */
async function findLongest(database: Database): Promise<readonly object[]> {
  const sql = `select pid, application_name as application, state,
           round(extract(epoch from clock_timestamp() - xact_start))::integer as seconds
      from pg_stat_activity
     where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()
     order by xact_start limit 3`;
  return await database.query(sql).catch(() => []);
}
