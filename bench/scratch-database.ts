import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A database for one case, on a server that has others. */
export interface ScratchDatabase {
  readonly url: string;
  readonly name: string;
}

/** Makes an empty database on a server, to be dropped again. */
export async function createDatabase(serverUrl: string): Promise<ScratchDatabase> {
  const name = `resolutionflow_bench_${randomBytes(4).toString('hex')}`;
  await withClient(serverUrl, client => client.query(`create database ${name}`));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, name };
}

/** Drops it, whoever is still connected. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, client => client.query(`drop database if exists ${name} with (force)`));
}

/** Whether a server answers there. */
export async function answers(serverUrl: string): Promise<boolean> {
  try {
    await withClient(serverUrl, client => client.query('select 1'));
    return true;
  } catch {
    return false;
  }
}

/** A connection for the length of one piece of work. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
