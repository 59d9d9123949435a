import { notFound } from '../../kernel/errors.ts';
import type { EventLog, LoggedEvent } from '../events/event-log.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { type AccountFeed, createAccountFeed } from './account-feed.ts';
import type { Wire } from './wire.ts';

/** How often the heads of all active accounts are asked for, to repair hints that were lost. */
const sweepMs = 3_000;

/** The feeds of every account that has an open stream in this process. */
export interface LiveFeeds {
  /** The account's feed, opened when there is none; callers that come while it opens share the one being opened. */
  open(accountId: string): Promise<AccountFeed>;
  find(accountId: string): AccountFeed | undefined;
  /** Closes a feed that nobody uses: idle rings would cost memory for every account ever seen. */
  closeIdle(accountId: string): void;
  /** A hint from anywhere: the account's log has reached `seq`. */
  hint(accountId: string, seq: number): void;
  /** Events that this process has just committed, in order. */
  offer(accountId: string, events: readonly LoggedEvent[]): void;
  /** Compares every active feed with the database now; happens by itself every few seconds. */
  sweep(): Promise<void>;
  readonly feedCount: number;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface LiveFeedsOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly eventLog: EventLog;
  readonly wire: Wire;
  /** Whether a stream of the account is open. */
  isUsed(accountId: string): boolean;
  onEvents(accountId: string, events: readonly LoggedEvent[]): void;
  onRestored(accountId: string): void;
  onSweep(): void;
}

/** The feeds of this process; `start()` connects them to the wire and begins the sweep. */
export function createLiveFeeds(options: LiveFeedsOptions): LiveFeeds {
  const { log, metrics, eventLog, wire } = options;
  const feeds = new Map<string, AccountFeed>();
  const opening = new Map<string, Promise<AccountFeed>>();
  /** Hints for feeds that are just being opened: their head may have been read a moment too early. */
  const hintsWhileOpening = new Map<string, number>();
  /** Feeds that the last sweep found unused: located, and then not subscribed to. */
  let unused = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | null = null;
  let closed = false;

  async function openFeed(accountId: string): Promise<AccountFeed> {
    const head = (await eventLog.heads([accountId])).get(accountId);
    if (head === undefined) throw notFound('The account');
    if (closed) throw new Error('the live feeds are closed');
    const feed = createAccountFeed(
      {
        accountId,
        log: eventLog,
        metrics,
        onEvents: events => options.onEvents(accountId, events),
        onRestored: () => options.onRestored(accountId),
        onReadError: error =>
          log.warn({ err: error }, 'the event log could not be read; the sweep tries again'),
      },
      head,
    );
    feeds.set(accountId, feed);
    metrics.activeFeeds.set(feeds.size);
    feed.hint(hintsWhileOpening.get(accountId) ?? 0);
    return feed;
  }

  function closeIdle(accountId: string): void {
    const feed = feeds.get(accountId);
    if (feed === undefined || options.isUsed(accountId)) return;
    feeds.delete(accountId);
    feed.close();
    metrics.activeFeeds.set(feeds.size);
  }

  function hint(accountId: string, seq: number): void {
    const feed = feeds.get(accountId);
    if (feed !== undefined) feed.hint(seq);
    else if (opening.has(accountId)) {
      hintsWhileOpening.set(accountId, Math.max(seq, hintsWhileOpening.get(accountId) ?? 0));
    }
  }

  async function sweepOnce(): Promise<void> {
    const idle = [...feeds.keys()].filter(accountId => !options.isUsed(accountId));
    for (const accountId of idle) if (unused.has(accountId)) closeIdle(accountId);
    unused = new Set(idle);
    for (const feed of feeds.values()) feed.forgetPages();
    options.onSweep();
    const looks = [...feeds.values()].map(feed => ({ feed, look: feed.look() }));
    try {
      const heads = await eventLog.heads(looks.map(({ feed }) => feed.accountId));
      for (const { feed, look } of looks) {
        const head = heads.get(feed.accountId);
        if (head !== undefined && feeds.get(feed.accountId) === feed) feed.observe(head, look);
      }
    } catch (error) {
      log.warn({ err: error }, 'the sweep over live accounts failed; it runs again');
    }
  }

  function sweep(): Promise<void> {
    sweeping ??= sweepOnce().finally(() => {
      sweeping = null;
    });
    return sweeping;
  }

  return {
    async open(accountId) {
      const feed = feeds.get(accountId);
      if (feed !== undefined) return feed;
      const already = opening.get(accountId);
      if (already !== undefined) return await already;
      const pending = openFeed(accountId).finally(() => {
        opening.delete(accountId);
        hintsWhileOpening.delete(accountId);
      });
      opening.set(accountId, pending);
      return await pending;
    },
    find: accountId => feeds.get(accountId),
    closeIdle,
    hint,
    offer(accountId, events) {
      const feed = feeds.get(accountId);
      if (feed !== undefined) feed.offer(events);
      else hint(accountId, events.at(-1)?.seq ?? 0);
    },
    sweep,
    get feedCount() {
      return feeds.size;
    },
    async start() {
      await wire.start({
        onHint: hint,
        onGap: () => void sweep(),
      });
      timer = setInterval(() => {
        if (!closed && feeds.size > 0) void sweep();
      }, sweepMs);
      timer.unref();
    },
    async close() {
      closed = true;
      clearInterval(timer);
      for (const feed of feeds.values()) feed.close();
      feeds.clear();
      metrics.activeFeeds.set(0);
      await sweeping;
    },
  };
}
