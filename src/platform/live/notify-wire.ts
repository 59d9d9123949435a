import { Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { newId } from '../../kernel/ids.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { within } from '../within.ts';
import { decodeHint, type Wire, type WireListener, wireChannel } from './wire.ts';
import { keepLine, usualWireTimes, type WireLine, type WireTimes } from './wire-keeper.ts';

/** PostgreSQL's own NOTIFY as the wire: part of the transaction, so nothing is ever announced too early. */
export function createNotifyWire(
  database: Database,
  log: Log,
  metrics: Metrics,
  times: WireTimes = usualWireTimes,
): Wire {
  const connection =
    database.pglite === null
      ? createServerListener(database, log, metrics, times)
      : createEmbeddedListener(database.pglite, metrics);
  return {
    ...connection,
    commitChannel: wireChannel,
    announceAfterCommit() {},
  };
}

type Listening = Pick<Wire, 'start' | 'isConnected' | 'close'>;

function createEmbeddedListener(pglite: PGlite, metrics: Metrics): Listening {
  let stop: (() => Promise<void>) | null = null;
  return {
    async start(listener) {
      stop = await pglite.listen(wireChannel, text => {
        const hint = decodeHint(text);
        if (hint !== null) listener.onHint(hint.accountId, hint.seq);
      });
      metrics.wireConnected.set(1);
    },
    isConnected: () => stop !== null,
    async close() {
      await stop?.();
      stop = null;
    },
  };
}

/** A LISTEN connection of its own, outside of the pool. */
function createServerListener(database: Database, log: Log, metrics: Metrics, times: WireTimes): Listening {
  return keepLine({
    name: 'PostgreSQL',
    open: listener => openLine(database, listener, times),
    log,
    metrics,
    times,
  });
}

const swallowed =
  'notifications sent to this connection do not arrive: does DATABASE_URL lead through a pooler that cannot LISTEN ' +
  '(PgBouncer in transaction mode)? Use a direct address, or set REDIS_URL. Until then events of other replicas ' +
  'are found by the sweep, some seconds later';

async function openLine(database: Database, listener: WireListener, times: WireTimes): Promise<WireLine> {
  // The socket is kept in hand: ending a connection politely waits for an answer that may never come.
  const socket = new Socket();
  const client = new Client({
    connectionString: database.url ?? '',
    application_name: 'resolutionflow-wire',
    connectionTimeoutMillis: times.answerMs,
    query_timeout: times.answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: times.probeEveryMs,
    stream: () => socket,
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let echo: { readonly text: string; arrive(): void } | null = null;
  client.on('error', () => end());
  client.on('end', () => end());
  client.on('notification', ({ payload = '' }) => {
    if (payload === echo?.text) echo.arrive();
    const hint = decodeHint(payload);
    if (hint !== null) listener.onHint(hint.accountId, hint.seq);
  });

  /**
   * Sends a notification on the way that hints take, from the pool to this connection. A question on this connection
   * alone would not do: a pooler answers it from any of its own connections, and the one that really listens may
   * even be among them.
   */
  async function probe(): Promise<void> {
    await client.query('select 1');
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const text = `probe:${newId()}`;
    echo = { text, arrive };
    try {
      await database.query('select pg_notify(?, ?)', [wireChannel, text]);
    } catch {
      // The pool is exhausted or cut off, which says nothing about this connection; it answered a moment ago.
      return;
    }
    await within(times.answerMs, 'the probe', arrived).catch(() => Promise.reject(new Error(swallowed)));
  }

  async function close(): Promise<void> {
    const politely = client.end().catch(() => {});
    await within(Math.min(1_000, times.answerMs), 'the goodbye', politely).catch(() => {});
    socket.destroy();
  }

  try {
    await client.connect();
    await client.query(`listen ${wireChannel}`);
  } catch (error) {
    await close();
    throw error;
  }
  return { ended, probe, close };
}
