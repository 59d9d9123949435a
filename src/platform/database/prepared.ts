import type { SqlEntityManager } from '@mikro-orm/sql';
import { namesOf } from './statement-names.ts';

/** A way to the database for statements that read rows and no entities: no unit of work is needed for them. */
export type Reader = Pick<SqlEntityManager, 'getConnection' | 'getDriver'>;

/** Runs a statement with its parameters `$1`, `$2`, … and returns its rows. */
type Run = <Row extends object>(text: string, values: readonly unknown[], isNamed: boolean) => Promise<Row[]>;

/**
 * Reads with a statement that each connection to the database prepares once, when it is asked often: parsing and
 * planning a join takes the database longer than running it. Runs beside the unit of work, on the same pool, and must
 * not be called inside a transaction: the embedded database has one connection.
 */
export async function readPrepared<Row extends object>(
  reader: Reader,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return await read(reader, text, values, true);
}

/**
 * The same for a statement over so many rows that its plan is to be made for its very values: one that is kept is made
 * for any, and takes a range of a year for one of a minute.
 */
export async function readPlanned<Row extends object>(
  reader: Reader,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return await read(reader, text, values, false);
}

async function read<Row extends object>(
  reader: Reader,
  text: string,
  values: readonly unknown[],
  isNamed: boolean,
): Promise<Row[]> {
  const connection = reader.getConnection();
  const run = runners.get(connection) ?? createRun(await nativeClientOf(connection));
  runners.set(connection, run);
  try {
    return await run<Row>(text, values, isNamed);
  } catch (error) {
    // As the unit of work would throw it, for those who look at what kind of error it is.
    throw error instanceof Error ? reader.getDriver().convertException(error) : error;
  }
}

const runners = new WeakMap<object, Run>();

/** The parts of `pg`'s pool and of PGlite that are used here. */
interface Pool {
  query<Row>(query: { name?: string; text: string; values: readonly unknown[] }): Promise<{ rows: Row[] }>;
  readonly totalCount: number;
}

interface Embedded {
  query<Row>(text: string, values: unknown[]): Promise<{ rows: Row[] }>;
}

function createRun(client: object): Run {
  if (isPool(client)) {
    const names = namesOf(client);
    return async <Row extends object>(text: string, values: readonly unknown[], isNamed: boolean) => {
      const name = isNamed ? names?.nameFor(text) : undefined;
      return (await client.query<Row>({ name, text, values })).rows;
    };
  }
  if (!isEmbedded(client)) throw new Error('This database driver gives no access to its client.');
  return async <Row extends object>(text: string, values: readonly unknown[]) =>
    (await client.query<Row>(text, [...values])).rows;
}

async function nativeClientOf(connection: object): Promise<object> {
  if (!('getNativeClient' in connection) || typeof connection.getNativeClient !== 'function')
    throw new Error('This database driver gives no access to its client.');
  return await connection.getNativeClient();
}

function isPool(client: object): client is Pool {
  return 'totalCount' in client && 'query' in client;
}

function isEmbedded(client: object): client is Embedded {
  return 'query' in client;
}
