import { readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Migration } from '@mikro-orm/migrations';
import { Migrator } from '@mikro-orm/migrations';
import { Client } from 'pg';
import type { Log } from '../log.ts';
import type { Database } from './database.ts';

const migrationsFolder = new URL('../../../migrations/', import.meta.url);

/** Any number will do, as long as every replica uses the same; this spells "rflow" in ASCII. */
const advisoryLockKey = 0x72_66_6c_6f_77;

interface MigrationModule {
  readonly default: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}

/**
 * Brings the database to the newest version. With a server, an advisory lock lets replicas that start
 * together go one after the other; those that come second find nothing to do.
 */
export async function migrate(database: Database, log: Log): Promise<void> {
  const migrator = await createMigrator(database);
  const up = async () => {
    const applied = await migrator.up();
    for (const { name } of applied) log.info({ migration: name }, 'migration applied');
  };
  if (database.url === null) await up();
  else await withAdvisoryLock(database.url, up);
}

/** The migrator over every file of `migrations/`, in the order of their names. */
export async function createMigrator(database: Database): Promise<Migrator> {
  const files = (await readdir(migrationsFolder)).filter(name => /^\d{14}-[a-z0-9-]+\.ts$/.test(name)).sort();
  const migrationsList = await Promise.all(
    files.map(async file => {
      const module: MigrationModule = await import(new URL(file, migrationsFolder).href);
      return { name: file.replace(/\.ts$/, ''), class: module.default };
    }),
  );
  database.orm.config.set('migrations', {
    ...database.orm.config.get('migrations'),
    tableName: 'schema_migration',
    path: fileURLToPath(migrationsFolder),
    transactional: true,
    allOrNothing: true,
    snapshot: false,
    migrationsList,
  });
  return new Migrator(database.orm.em);
}

/** Where migrations live, as a URL; for the script that makes a new one. */
export const migrationsFolderUrl = pathToFileURL(fileURLToPath(migrationsFolder)).href;

async function withAdvisoryLock(url: string, work: () => Promise<void>): Promise<void> {
  // A connection of its own: a pooled one could be given back while it still holds the lock.
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // The statement that is under way fails by itself; the event only must not go unheard.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLockKey]);
    await work();
  } finally {
    // Ending the connection gives the lock back, whatever happened before.
    await client.end();
  }
}
