import { setTimeout as delay } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { Client } from 'pg';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { decodeHint, encodeHint, type Wire, type WireListener, wireChannel } from './wire.ts';

const reconnectDelayMsMin = 250;
const reconnectDelayMsMax = 10_000;
/** A connection that is dead without a word (a pulled cable) is noticed after at most this and the timeout. */
const healthCheckMs = 10_000;
const healthTimeoutMs = 5_000;

/** PostgreSQL's own NOTIFY as the wire: part of the transaction, so nothing is ever announced too early. */
export function createNotifyWire(database: Database, log: Log, metrics: Metrics): Wire {
  const connection =
    database.pglite === null
      ? createServerListener(database.url ?? '', log, metrics)
      : createEmbeddedListener(database.pglite, metrics);
  return {
    ...connection,
    async announceInTransaction(em: SqlEntityManager, accountId, seq) {
      await em.execute('select pg_notify(?, ?)', [wireChannel, encodeHint(accountId, seq)]);
    },
    announceAfterCommit() {},
  };
}

type Listening = Pick<Wire, 'start' | 'isConnected' | 'close'>;

function hear(listener: WireListener, text: string | undefined): void {
  const hint = decodeHint(text ?? '');
  if (hint !== null) listener.onHint(hint.accountId, hint.seq);
}

function createEmbeddedListener(pglite: PGlite, metrics: Metrics): Listening {
  let stop: (() => Promise<void>) | null = null;
  return {
    async start(listener) {
      stop = await pglite.listen(wireChannel, text => hear(listener, text));
      metrics.wireConnected.set(1);
    },
    isConnected: () => stop !== null,
    async close() {
      await stop?.();
      stop = null;
    },
  };
}

/**
 * A LISTEN connection of its own, outside of the pool. It is checked every few seconds, reopened with growing
 * pauses, and after each reopening the listener is told that there may be a gap.
 */
function createServerListener(url: string, log: Log, metrics: Metrics): Listening {
  const stopping = new AbortController();
  let client: Client | null = null;
  let running: Promise<void> = Promise.resolve();

  async function connectOnce(listener: WireListener): Promise<{ ended: Promise<void> }> {
    const fresh = new Client({
      connectionString: url,
      application_name: 'resolutionflow-wire',
      connectionTimeoutMillis: 5_000,
      query_timeout: healthTimeoutMs,
      keepAlive: true,
    });
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    fresh.on('error', () => end());
    fresh.on('end', () => end());
    fresh.on('notification', ({ payload }) => hear(listener, payload));
    try {
      await fresh.connect();
      await fresh.query(`listen ${wireChannel}`);
    } catch (error) {
      await fresh.end().catch(() => {});
      throw error;
    }
    client = fresh;
    metrics.wireConnected.set(1);
    return { ended };
  }

  /** Resolves when the connection is gone or stops answering. */
  async function watch(ended: Promise<void>): Promise<void> {
    const over = ended.then(() => 'ended' as const);
    while (!stopping.signal.aborted) {
      const timer = new AbortController();
      const tick = delay(healthCheckMs, 'tick' as const, { signal: timer.signal, ref: false }).catch(
        () => 'tick' as const,
      );
      const outcome = await Promise.race([over, tick]);
      timer.abort();
      if (outcome === 'ended' || stopping.signal.aborted) return;
      try {
        await client?.query('select 1');
      } catch {
        return;
      }
    }
  }

  async function keepConnected(listener: WireListener, first: { ended: Promise<void> }): Promise<void> {
    let connection: { ended: Promise<void> } | null = first;
    let pauseMs = reconnectDelayMsMin;
    while (!stopping.signal.aborted) {
      if (connection !== null) {
        await watch(connection.ended);
        const gone = client;
        client = null;
        metrics.wireConnected.set(0);
        // Not waited for: a connection that no longer answers would not answer this either.
        void gone?.end().catch(() => {});
        if (stopping.signal.aborted) return;
        log.warn('the wire to other replicas was cut; reconnecting');
      }
      try {
        connection = await connectOnce(listener);
        pauseMs = reconnectDelayMsMin;
        log.info('the wire to other replicas is back');
        listener.onGap();
      } catch {
        connection = null;
        await delay(pauseMs * (0.75 + Math.random() / 2), undefined, {
          signal: stopping.signal,
          ref: false,
        }).catch(() => {});
        pauseMs = Math.min(pauseMs * 2, reconnectDelayMsMax);
      }
    }
  }

  return {
    async start(listener) {
      const first = await connectOnce(listener);
      running = keepConnected(listener, first);
    },
    isConnected: () => client !== null,
    async close() {
      stopping.abort();
      const open = client;
      await open?.end().catch(() => {});
      await running;
    },
  };
}
