import { notFound } from '../../kernel/errors.ts';
import { decodeEventCursor } from '../events/event-cursor.ts';
import type { EventLog, LoggedEvent } from '../events/event-log.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { type AccountFeed, createAccountFeed, type FeedReader } from './account-feed.ts';
import type { Wire } from './wire.ts';

/** How often the heads of all active accounts are asked for, to repair hints that were lost. */
const sweepMs = 3_000;

/** The live events of every account that has an open stream in this process. */
export interface LiveFeeds {
  /**
   * Registers a reader of an account's events.
   * @param after a cursor's text to continue from; null: from now on
   * @throws CURSOR_EXPIRED for a cursor that is unknown, foreign, pruned or from before a restore
   */
  openReader(accountId: string, after: string | null): Promise<FeedReader>;
  /** A hint from anywhere: the account's log has reached `seq`. */
  hint(accountId: string, seq: number): void;
  /** Events that this process has just committed, in order. */
  offer(accountId: string, events: readonly LoggedEvent[]): void;
  /** Compares every active feed with the database now; the sweep calls it every few seconds. */
  sweep(): Promise<void>;
  /** Ends every reader with a reason; for when the program stops. New readers are refused with it too. */
  endAll(reason: Error): void;
  readonly readerCount: number;
  readonly feedCount: number;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface LiveFeedsOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly eventLog: EventLog;
  readonly wire: Wire;
}

/** The feeds of this process; `start()` connects them to the wire and begins the sweep. */
export function createLiveFeeds({ log, metrics, eventLog, wire }: LiveFeedsOptions): LiveFeeds {
  const feeds = new Map<string, AccountFeed>();
  const opening = new Map<string, Promise<AccountFeed>>();
  /** Hints for feeds that are just being opened: their head may have been read a moment too early. */
  const hintsWhileOpening = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | null = null;
  let closed = false;
  let refusal: Error | null = null;

  async function open(accountId: string): Promise<AccountFeed> {
    const head = (await eventLog.heads([accountId])).get(accountId);
    if (head === undefined) throw notFound('The account');
    const feed = createAccountFeed(
      {
        accountId,
        log: eventLog,
        metrics,
        onReadError: error =>
          log.warn({ err: error }, 'the event log could not be read; the sweep tries again'),
        onIdle: () => {
          // A later reader opens a fresh feed; keeping idle rings would cost memory for every account ever seen.
          if (feeds.get(accountId) === feed) {
            feeds.delete(accountId);
            feed.close();
            metrics.activeFeeds.set(feeds.size);
          }
        },
      },
      head,
    );
    feeds.set(accountId, feed);
    metrics.activeFeeds.set(feeds.size);
    feed.hint(hintsWhileOpening.get(accountId) ?? 0);
    return feed;
  }

  function hint(accountId: string, seq: number): void {
    const feed = feeds.get(accountId);
    if (feed !== undefined) feed.hint(seq);
    else if (opening.has(accountId)) {
      hintsWhileOpening.set(accountId, Math.max(seq, hintsWhileOpening.get(accountId) ?? 0));
    }
  }

  /** The account's feed; callers that come while it opens share the one being opened. */
  function feedOf(accountId: string): AccountFeed | Promise<AccountFeed> {
    const feed = feeds.get(accountId);
    if (feed !== undefined) return feed;
    const already = opening.get(accountId);
    if (already !== undefined) return already;
    const pending = open(accountId).finally(() => {
      opening.delete(accountId);
      hintsWhileOpening.delete(accountId);
    });
    opening.set(accountId, pending);
    return pending;
  }

  async function sweepOnce(): Promise<void> {
    try {
      const heads = await eventLog.heads([...feeds.keys()]);
      for (const [accountId, head] of heads) feeds.get(accountId)?.observe(head);
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
    async openReader(accountId, after) {
      if (refusal !== null) throw refusal;
      const cursor = after === null ? null : decodeEventCursor(after);
      for (;;) {
        const feed = await feedOf(accountId);
        // The feed may have lost its last reader, and been closed, while this call waited for its turn.
        if (feeds.get(accountId) === feed) return await feed.openReader(cursor);
        if (closed) throw new Error('the live feeds are closed');
      }
    },
    hint,
    offer(accountId, events) {
      const feed = feeds.get(accountId);
      if (feed !== undefined) feed.offer(events);
      else hint(accountId, events.at(-1)?.seq ?? 0);
    },
    sweep,
    endAll(reason) {
      refusal = reason;
      for (const feed of [...feeds.values()]) feed.failAll(reason);
    },
    get readerCount() {
      let count = 0;
      for (const feed of feeds.values()) count += feed.readerCount;
      return count;
    },
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
