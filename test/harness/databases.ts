import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Client } from 'pg';

/** Where the suite runs: the embedded database, unless TEST_DATABASE_URL names a PostgreSQL server. */
export const serverUrl = process.env.TEST_DATABASE_URL ?? null;
export const isServer = serverUrl !== null;

/** Set by the global set-up for its workers: the saved embedded database, or the name of the template database. */
export const templateVariable = 'RESOLUTIONFLOW_TEST_TEMPLATE';

export interface TestDatabase {
  /** Settings that make the product use it. */
  readonly environment: Record<string, string>;
  readonly template?: Blob;
  drop(): Promise<void>;
}

/** A migrated, empty database of its own: a copy of the run's template. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const template = process.env[templateVariable];
  if (template === undefined) throw new Error('the global set-up did not run');
  if (serverUrl === null) {
    return { environment: {}, template: new Blob([await readFile(template)]), drop: async () => {} };
  }
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  await onServer(`create database ${name} template ${template} strategy file_copy`);
  return {
    environment: { DATABASE_URL: urlOf(name), TOKEN_SECRET: 'a secret for tests, forty characters long' },
    drop: () => onServer(`drop database if exists ${name} with (force)`),
  };
}

/** The URL of a database on the test server. */
export function urlOf(database: string): string {
  const url = new URL(serverUrl ?? '');
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs one statement on the test server, outside of any test's database. */
export async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl ?? '' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The names of the databases on the test server that match a pattern. */
export async function databasesLike(pattern: string): Promise<string[]> {
  const client = new Client({ connectionString: serverUrl ?? '' });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where datname like $1',
      [pattern.replaceAll('_', '\\_')],
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
