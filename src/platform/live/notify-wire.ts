import { Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { newId } from '../../kernel/ids.ts';
import { connectionOptions } from '../database/connections.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { within } from '../within.ts';
import { encodeHint, encodeJobsSignal, hear, type Wire, wireChannel } from './wire.ts';
import { keepLine, usualWireTimes, type WireLine, type WireTimes } from './wire-keeper.ts';

/**
 * PostgreSQL's own NOTIFY as the wire. Sent after the commit and not within the transaction: a commit that notifies
 * holds a lock of the whole server from there until it is on the disk, and all commits of all accounts then go one
 * after the other. What is lost with a process that dies in between is found by the sweep.
 */
export function createNotifyWire(
  database: Database,
  log: Log,
  metrics: Metrics,
  times: WireTimes = usualWireTimes,
): Wire {
  return database.pglite === null
    ? createServerWire(database, log, metrics, times)
    : createEmbeddedWire(database.pglite, metrics);
}

/** The embedded database has one process, which hears of its own events without a wire; others are made by hand. */
function createEmbeddedWire(pglite: PGlite, metrics: Metrics): Wire {
  let stop: (() => Promise<void>) | null = null;
  return {
    async start(listener) {
      stop = await pglite.listen(wireChannel, text => {
        hear(text, listener, '');
      });
      metrics.wireConnected.set(1);
    },
    isConnected: () => stop !== null,
    announceAfterCommit() {},
    announceJobs() {},
    async close() {
      await stop?.();
      stop = null;
    },
  };
}

/** A LISTEN connection of its own, outside of the pool; hints are sent on it too, as long as it stands. */
function createServerWire(database: Database, log: Log, metrics: Metrics, times: WireTimes): Wire {
  const self = newId();
  const kept = keepLine({
    name: 'PostgreSQL',
    open: listener => openLine(database, text => hear(text, listener, self), times),
    log,
    metrics,
    times,
  });
  const announcer = createAnnouncer(self, hints => {
    const values = [wireChannel, `{${hints.join(',')}}`];
    return kept.line?.notify(values) ?? database.queryPrepared(notifySql, values);
  });
  return {
    start: kept.start,
    isConnected: kept.isConnected,
    announceAfterCommit: announcer.announce,
    announceJobs: announcer.announceJobs,
    async close() {
      await within(goodbyeMsMax, 'the last hints', announcer.close()).catch(() => {});
      await kept.close();
    },
  };
}

const notifySql = 'select pg_notify($1, hint) from unnest($2::text[]) as hints(hint)';
/** Accounts that are announced in one statement. */
const hintsPerStatementMax = 200;
const goodbyeMsMax = 1_000;

/** Sends hints one statement at a time; what comes meanwhile travels in the next, an account's newest number alone. */
function createAnnouncer(self: string, send: (hints: readonly string[]) => Promise<unknown>) {
  const heads = new Map<string, number>();
  let hasJobs = false;
  let isClosed = false;
  let sending: Promise<void> | null = null;

  async function sendAll(): Promise<void> {
    while (heads.size > 0 || hasJobs) {
      const batch = [...heads].slice(0, hintsPerStatementMax);
      for (const [accountId] of batch) heads.delete(accountId);
      const hints = batch.map(([accountId, seq]) => encodeHint(accountId, seq));
      if (hasJobs) hints.push(encodeJobsSignal(self));
      hasJobs = false;
      // Only a hint: what is not heard is found by the sweep.
      await send(hints).catch(() => {});
    }
    sending = null;
  }

  return {
    announce(accountId: string, seq: number): void {
      if (isClosed) return;
      heads.set(accountId, Math.max(seq, heads.get(accountId) ?? 0));
      sending ??= sendAll();
    },
    announceJobs(): void {
      if (isClosed) return;
      hasJobs = true;
      sending ??= sendAll();
    },
    /** Takes nothing more: the pool is closed next, and a statement would open it anew. Resolves when all is sent. */
    close(): Promise<void> {
      isClosed = true;
      return sending ?? Promise.resolve();
    },
  };
}

interface NotifyLine extends WireLine {
  /** Runs `notifySql`. */
  notify(values: readonly string[]): Promise<unknown>;
}

const remedy =
  'Set DATABASE_DIRECT_URL to an address without the pooler, or set REDIS_URL. Until then events of other replicas are ' +
  'found by the sweep, some seconds later';
const onlyPooled = `DATABASE_URL leads through a pooler, where LISTEN would stay with a connection of others. ${remedy}`;
const swallowed =
  'notifications sent to this connection do not arrive: does its address lead through a pooler that cannot LISTEN ' +
  `(PgBouncer in transaction mode)? ${remedy}`;

async function openLine(
  database: Database,
  onText: (text: string) => void,
  times: WireTimes,
): Promise<NotifyLine> {
  const { sessionAddress } = database;
  if (sessionAddress === null) throw new Error(onlyPooled);
  // The socket is kept in hand: ending a connection politely waits for an answer that may never come.
  const socket = new Socket();
  const client = new Client({
    ...connectionOptions(sessionAddress, 'wire'),
    connectionTimeoutMillis: times.answerMs,
    query_timeout: times.answerMs,
    keepAliveInitialDelayMillis: times.probeEveryMs,
    stream: () => socket,
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let echo: { readonly text: string; arrive(): void } | null = null;
  client.on('error', () => end());
  client.on('end', () => end());
  client.on('notification', ({ payload = '' }) => {
    if (payload === echo?.text) echo.arrive();
    onText(payload);
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
  const notify = (values: readonly string[]) =>
    client.query({ name: 'notify', text: notifySql, values: [...values] });
  return { ended, probe, close, notify };
}
