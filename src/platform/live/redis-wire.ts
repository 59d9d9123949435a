import type { Redis, RedisOptions } from 'ioredis';
import { newId } from '../../kernel/ids.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { within } from '../within.ts';
import { encodeHint, encodeJobsSignal, hear, type Wire, wireChannel } from './wire.ts';
import { keepLine, usualWireTimes, type WireLine, type WireTimes } from './wire-keeper.ts';

/** Hints on their way to Redis at one time. More are left out: a Redis that slow is no help, and the sweep is. */
const publishingMax = 1_000;

/** A connection that does not answer a goodbye is cut after this. */
const goodbyeMsMax = 1_000;

interface RedisLine extends WireLine {
  publish(text: string): void;
}

/**
 * Redis pub/sub as the wire: for many replicas, for a pooler that cannot LISTEN, and for more writes than NOTIFY's
 * lock at commit takes well.
 *
 * The client's own way of reconnecting is off. It brings back each connection for itself, with a queue of what was
 * said meanwhile; here both are good or none is, and what was said meanwhile is found in the log.
 *
 * Products that share one Redis share the channel. A hint for an account that has no stream here is passed over.
 */
export function createRedisWire(
  redisUrl: string,
  log: Log,
  metrics: Metrics,
  times: WireTimes = usualWireTimes,
): Wire {
  const self = newId();
  const kept = keepLine({
    name: 'Redis',
    open: listener => openLine(redisUrl, text => hear(text, listener, self), times),
    log,
    metrics,
    times,
  });
  return {
    start: kept.start,
    isConnected: kept.isConnected,
    close: kept.close,
    announceAfterCommit(accountId, seq) {
      kept.line?.publish(encodeHint(accountId, seq));
    },
    announceJobs() {
      kept.line?.publish(encodeJobsSignal(self));
    },
  };
}

async function openLine(
  redisUrl: string,
  onText: (text: string) => void,
  times: WireTimes,
): Promise<RedisLine> {
  const { Redis } = await import('ioredis');
  const options: RedisOptions = {
    lazyConnect: true,
    retryStrategy: () => null,
    enableOfflineQueue: false,
    connectTimeout: times.answerMs,
    disconnectTimeout: goodbyeMsMax,
    keepAlive: times.probeEveryMs,
    connectionName: 'resolutionflow-wire',
  };
  const publisher = new Redis(redisUrl, options);
  const subscriber = new Redis(redisUrl, options);
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const troubles: Error[] = [];
  for (const connection of [publisher, subscriber]) {
    // Without a listener an error would end the process; the first one says why a connection could not be made.
    connection.on('error', (error: Error) => {
      if (troubles.length === 0) troubles.push(error);
    });
    connection.on('close', end);
  }
  let echo: { readonly text: string; arrive(): void } | null = null;
  subscriber.on('message', (_channel: string, text: string) => {
    if (text === echo?.text) echo.arrive();
    onText(text);
  });

  /** Sends a message on the way that hints take: it proves both connections and the subscription at once. */
  async function probe(): Promise<void> {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const text = `probe:${newId()}`;
    echo = { text, arrive };
    const round = Promise.all([publisher.publish(wireChannel, text), arrived]);
    await within(times.answerMs, 'an answer of Redis', round);
  }

  async function close(): Promise<void> {
    await Promise.all([publisher, subscriber].map(connection => disconnect(connection)));
  }

  try {
    await within(
      times.answerMs,
      'connecting to Redis',
      Promise.all([publisher.connect(), subscriber.connect()]),
    );
    await within(times.answerMs, 'subscribing', subscriber.subscribe(wireChannel));
  } catch (error) {
    await close();
    // What a failed connection rejects with is only that it is closed; why, was said before.
    throw troubles[0] ?? error;
  }
  return { ended, probe, publish: createPublish(publisher), close };
}

/** Says a hint and looks no further: it never throws, and never holds more than a bounded number of them. */
function createPublish(publisher: Redis): (text: string) => void {
  let publishing = 0;
  const settle = () => {
    publishing -= 1;
  };
  return text => {
    if (publishing >= publishingMax) return;
    publishing += 1;
    publisher.publish(wireChannel, text).then(settle, settle);
  };
}

/** Resolves when the connection is gone. */
async function disconnect(connection: Redis): Promise<void> {
  if (connection.status === 'end' || connection.status === 'wait') return;
  const gone = new Promise<void>(resolve => connection.once('end', () => resolve()));
  connection.disconnect();
  await within(2 * goodbyeMsMax, 'the goodbye', gone).catch(() => {});
}
