import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { CompiledQuery, type DatabaseConnection, type Kysely } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { beginSql, type ServerAddress } from './connections.ts';

/** A statement and the values of its parameters, `$1` and so on. Moments travel as ISO 8601, JSON as text. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * The statements of one transaction, sent without waiting for the answer of the one before. The database still runs
 * them one after the other, and each sees what those before it did, locks they waited for included.
 */
export interface Pipeline {
  /** Runs a statement; the rows come when the database gets to it. */
  run<Row extends object>(statement: Statement): Promise<Row[]>;
  /** Sends a statement whose rows nobody needs. When it fails, the transaction does. */
  send(statement: Statement): void;
  /** Waits until all that was sent is answered. @throws what the first one to fail has thrown */
  settle(): Promise<void>;
  /** What the first statement to fail has thrown. Those after it only say that the transaction is lost. */
  failure(): Error | null;
}

const pipelines = new WeakMap<object, Pipeline>();

/** The pipeline of the transaction that this unit of work is in; undefined outside of `transaction()`. */
export function pipelineOf(em: SqlEntityManager): Pipeline | undefined {
  const context = em.getTransactionContext();
  return context === undefined ? undefined : pipelines.get(context);
}

/** Opens the pipeline of a transaction. Whoever opens it settles it, before or after the commit is sent. */
export async function openPipeline(em: SqlEntityManager): Promise<Pipeline> {
  const context = em.getTransactionContext<Kysely<unknown>>();
  if (context === undefined) throw new Error('there is a pipeline only inside a transaction');
  // The connection belongs to the transaction until it ends. Asking for it each time would wait for the statement
  // that is under way.
  const connection = await context.getExecutor().provideConnection(async held => held);
  const pipeline = createPipeline(connection, error => em.getDriver().convertException(error));
  pipelines.set(context, pipeline);
  return pipeline;
}

function createPipeline(connection: DatabaseConnection, convert: (error: Error) => Error): Pipeline {
  const sent: Promise<void>[] = [];
  let failure: Error | null = null;

  async function run<Row extends object>({ sql, params }: Statement): Promise<Row[]> {
    // A promise of its own: with a second handler on the answer, the stack of a failure would not tell who asked.
    const { promise, resolve: answered } = Promise.withResolvers<void>();
    sent.push(promise);
    try {
      const { rows } = await connection.executeQuery<Row>(CompiledQuery.raw(sql, [...params]));
      return rows;
    } catch (error) {
      const converted = error instanceof Error ? convert(error) : new Error(String(error));
      failure ??= converted;
      throw converted;
    } finally {
      answered();
    }
  }

  return {
    run,
    // Whoever does not look at the rows learns of a failure from settle().
    send: statement => void run(statement).catch(() => {}),
    async settle() {
      await Promise.all(sent.splice(0));
      if (failure !== null) throw failure;
    },
    failure: () => failure,
  };
}

const names = new Map<string, string>();

/** Texts that are marked, at most: far above those of the code, should one of them not be as constant as it seemed. */
const namesMax = 500;

/**
 * Marks a statement as one that is asked all the time: a server parses and plans it once for each connection. Only
 * for constant texts; a list of values belongs into one array parameter.
 */
export function prepared(sql: string): string {
  if (!names.has(sql) && names.size < namesMax)
    names.set(sql, `rf_${createHash('sha256').update(sql).digest('hex').slice(0, 16)}`);
  return sql;
}

/**
 * Makes the connections of a pool save work and trips: marked statements are prepared, BEGIN does not wait for its
 * answer, and what is said in one turn of the event loop travels together. The pool's option `pipeline` must be on.
 * Through a pooler nothing gets a name, since the next statement may meet another session.
 */
export function saveTrips(pool: Pool, address: Pick<ServerAddress, 'isPooled'>): void {
  const begin = beginSql(address);
  pool.on('connect', client => saveTripsOf(client, begin, address.isPooled ? noNames : names));
}

const noNames: ReadonlyMap<string, string> = new Map();

function saveTripsOf(client: PoolClient, begin: string, names: ReadonlyMap<string, string>): void {
  const { query } = client;
  const holdBack = holderOf(client.connection.stream);
  const answer = (args: unknown[]): unknown => {
    holdBack();
    return Reflect.apply(query, client, args);
  };
  Object.defineProperty(client, 'query', {
    value(...args: unknown[]): unknown {
      const [text, values] = args;
      if (text === 'begin') {
        const begun = answer([begin]);
        // Only a lost connection makes this fail, and then the statement behind it fails too.
        if (begun instanceof Promise) begun.catch(() => {});
        return Promise.resolve({ command: 'BEGIN', rowCount: null, rows: [] });
      }
      const name = typeof text === 'string' && Array.isArray(values) ? names.get(text) : undefined;
      return answer(name === undefined ? args : [{ name, text, values }]);
    },
  });
}

/** Collects what is written to a stream until the turn of the event loop is over: each write costs a system call. */
function holderOf(stream: Writable): () => void {
  let isHeld = false;
  return () => {
    if (isHeld) return;
    isHeld = true;
    stream.cork();
    setImmediate(() => {
      isHeld = false;
      stream.uncork();
    });
  };
}
