import { Client } from 'pg';
import { connectionOptions, pinnedMark, type ServerAddress } from './connections.ts';

/** A server that the product cannot work with; the message says why, and what to do. */
export class UnusableDatabaseError extends Error {
  constructor(problems: readonly string[]) {
    super(`The database is not usable:\n${problems.map(problem => `  - ${problem}`).join('\n')}`);
    this.name = 'UnusableDatabaseError';
  }
}

/** What a server says of itself and of the session that a connection got. */
export interface ServerFacts {
  /** The same for every way to one database, and for no other. */
  readonly identity: string;
  readonly pid: number;
  readonly mark: string | null;
  readonly version: number;
  readonly version_name: string;
  readonly encoding: string;
  readonly is_standby: boolean;
  readonly is_read_only: boolean;
  readonly schema: string | null;
  readonly date_style: string;
  readonly isolation: string;
  readonly conforming_strings: string;
}

const factsSql = `select pg_backend_pid() as pid,
  concat_ws(' ', extract(epoch from pg_postmaster_start_time()),
    (select oid from pg_database where datname = current_database())) as identity,
  current_setting('${pinnedMark.name}', true) as mark,
  current_setting('server_version_num')::integer as version,
  current_setting('server_version') as version_name,
  current_setting('server_encoding') as encoding,
  pg_is_in_recovery() as is_standby,
  current_setting('transaction_read_only')::boolean as is_read_only,
  current_schema()::text as schema,
  current_setting('DateStyle') as date_style,
  current_setting('default_transaction_isolation') as isolation,
  current_setting('standard_conforming_strings') as conforming_strings`;

const versionMin = 150_000;

/**
 * Looks at a server before anything relies on it: whether a pooler stands in between, and whether the product can work
 * with the database at all.
 *
 * @param directUrl another way to the same database, that keeps sessions; null: there is none
 * @returns how to reach it, and where a connection keeps its session, which is nowhere when there is only a pooler
 * @throws UnusableDatabaseError with every problem at once; the driver's error when the server cannot be reached
 */
export async function probeServers(
  url: string,
  directUrl: string | null,
): Promise<{ address: ServerAddress; sessionAddress: ServerAddress | null }> {
  const { facts, address } = await probe(url);
  const problems = describeProblems(facts);
  if (problems.length > 0) throw new UnusableDatabaseError(problems);
  if (directUrl === null) return { address, sessionAddress: address.isPooled ? null : address };
  const direct = await probe(directUrl);
  if (direct.facts.identity !== facts.identity)
    throw new UnusableDatabaseError(['DATABASE_DIRECT_URL leads to another database than DATABASE_URL.']);
  return { address, sessionAddress: direct.address };
}

async function probe(url: string): Promise<{ facts: ServerFacts; address: ServerAddress }> {
  const { facts, processId } = await ask({ url, isPooled: false }).catch(async (error: unknown) => {
    // A pooler refuses settings that it cannot keep, and a server those that it does not know.
    if (!isRefusedSetting(error)) throw error;
    return await ask({ url, isPooled: true });
  });
  // A pooler answers with the key of its own connection, not with that of the session behind it.
  const isPooled = facts.pid !== processId || facts.mark !== pinnedMark.value;
  return { facts, address: { url, isPooled } };
}

interface Answer {
  readonly facts: ServerFacts;
  /** What the connection was told to be the process that serves it. */
  readonly processId: number | null;
}

async function ask(address: ServerAddress): Promise<Answer> {
  const client = new Client(connectionOptions(address, 'probe'));
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<ServerFacts>(factsSql);
    const [facts] = rows;
    if (facts === undefined) throw new Error('The database has no answer.');
    const processId = 'processID' in client && typeof client.processID === 'number' ? client.processID : null;
    return { facts, processId };
  } finally {
    await client.end().catch(() => {});
  }
}

/** 08P01: a startup parameter that a pooler does not know; 42704: a setting that the server does not. */
function isRefusedSetting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '08P01' || error.code === '42704');
}

/** What keeps the product from working with this server, one sentence each. */
export function describeProblems(facts: ServerFacts): string[] {
  const problems: string[] = [];
  if (facts.version < versionMin)
    problems.push(`PostgreSQL 15 or later is needed; this is ${facts.version_name}.`);
  if (facts.encoding !== 'UTF8')
    problems.push(
      `Its encoding is ${facts.encoding}, which cannot store every character that people write. Make a database with ` +
        "create database … encoding 'UTF8' template template0.",
    );
  if (facts.is_standby)
    problems.push('The server is a read-only standby. DATABASE_URL must lead to the primary.');
  else if (facts.is_read_only)
    problems.push(
      'default_transaction_read_only is on, for the server, the database or the role, so that nothing can be written.',
    );
  if (facts.schema === null)
    problems.push(
      'search_path names no schema that exists and that the role may use, so tables have no place.',
    );
  for (const [name, value, wanted] of [
    ['DateStyle', facts.date_style, /^ISO\b/],
    ['default_transaction_isolation', facts.isolation, /^read committed$/],
    ['standard_conforming_strings', facts.conforming_strings, /^on$/],
  ] as const) {
    // On a direct connection these are what the product has set.
    if (!wanted.test(value))
      problems.push(
        `${name} is ${value}, and cannot be set through a pooler. Give the role the usual value: ` +
          `alter role … set ${name} = '${usual[name]}', then reconnect the pooler.`,
      );
  }
  return problems;
}

const usual = {
  DateStyle: 'ISO, MDY',
  default_transaction_isolation: 'read committed',
  standard_conforming_strings: 'on',
} as const;
