import { cursorExpired } from '../../kernel/errors.ts';
import type { EventLog, LoggedEvent, LogHead } from '../events/event-log.ts';
import type { Metrics } from '../metrics.ts';

/** Recent events a feed keeps in memory; a reader further behind takes pages from the log. */
export const ringEventsMax = 1_024;
/** Events a feed or a reader that fell behind takes from the log at a time. */
export const logPageEvents = 200;

/** An event on its way to one reader. */
export interface FeedItem {
  readonly event: LoggedEvent;
  readonly epoch: string;
  /** Whether the event was there before the reader came. */
  readonly replayed: boolean;
}

/** A position in a feed. Costs the same however far behind it is: there is no queue to fill. */
export interface FeedReader {
  /** The number of the last event handed out (or skipped); where a cursor made now would stand. */
  readonly position: number;
  readonly epoch: string;
  /** The next event; waits for one; null once closed. At most one call may wait at a time. */
  next(): Promise<FeedItem | null>;
  /** Ends the reader at once: a waiting `next()` gets null. */
  close(): void;
  /** Ends the reader with a reason: a waiting `next()` rejects with it, or else the following one. */
  fail(reason: Error): void;
}

/** One account's live events in this process: the newest ones in a ring, and the readers that wait. */
export interface AccountFeed {
  readonly readerCount: number;
  /** A hint: the account's log has reached `seq`. */
  hint(seq: number): void;
  /** Events that this process has just committed: they need not be read back when they are the next ones. */
  offer(events: readonly LoggedEvent[]): void;
  /** The log's head as the database says it: repairs lost hints, and notices a restored database. */
  observe(head: LogHead): void;
  /**
   * Registers a reader at once; events from here on will reach it even if `next()` comes much later.
   * @param after position to continue from; null: from now on
   * @throws CURSOR_EXPIRED when the log no longer holds what comes after the position
   */
  openReader(after: { epoch: string; seq: number } | null): Promise<FeedReader>;
  /** Ends every reader with a reason. */
  failAll(reason: Error): void;
  close(): void;
}

export interface AccountFeedOptions {
  readonly accountId: string;
  readonly log: EventLog;
  readonly metrics: Metrics;
  /** Reading the log failed; it is tried again at the next hint or sweep. */
  onReadError(error: unknown): void;
  /** The last reader has gone. */
  onIdle(): void;
}

interface ReaderState {
  position: number;
  readonly liveFrom: number;
  page: LoggedEvent[];
  waiting: { resolve(item: FeedItem | null): void; reject(reason: Error): void } | null;
  closed: boolean;
  failure: Error | null;
}

function throwIfFailed({ failure }: ReaderState): void {
  if (failure !== null) throw failure;
}

/**
 * Opens the feed of one account. `head` is where its log stood at a moment before now.
 *
 * Invariant: the ring holds exactly the events `head - ring.length + 1 … head`. It grows only by reading the
 * log in order, so every reader sees every event once and in order, whatever hints arrive, in whatever order.
 */
export function createAccountFeed(options: AccountFeedOptions, initial: LogHead): AccountFeed {
  const { accountId, log, metrics } = options;
  const readers = new Set<ReaderState>();
  let ring: LoggedEvent[] = [];
  let head = initial.seq;
  let known = initial;
  let target = initial.seq;
  let pumping = false;
  let closed = false;

  const ringFloor = () => head - ring.length;

  /** Adds what follows the head, and hands it to whoever waits. */
  function take(events: readonly LoggedEvent[]): void {
    for (const event of events) ring.push(event);
    head = events.at(-1)?.seq ?? head;
    target = Math.max(target, head);
    if (ring.length > ringEventsMax) ring = ring.slice(-ringEventsMax);
    wakeReaders();
  }

  /** Reads the log up to the newest hint. One at a time; a hint that comes meanwhile is read in the same run. */
  async function pump(): Promise<void> {
    if (pumping || closed) return;
    pumping = true;
    try {
      while (head < target && !closed) {
        const events = await log.read(accountId, head, logPageEvents);
        if (events.length === 0) break;
        if (events[0]?.seq !== head + 1) {
          // The events in between were pruned while nobody kept up: each reader finds the gap by itself.
          ring = [];
          head = (events[0]?.seq ?? head + 1) - 1;
        }
        metrics.eventsRead.inc(events.length);
        take(events);
      }
    } catch (error) {
      options.onReadError(error);
    } finally {
      pumping = false;
    }
  }

  function wakeReaders(): void {
    for (const reader of readers) {
      if (reader.waiting === null) continue;
      if (reader.position < ringFloor()) {
        // Only after a gap in the log: what this reader waited for was pruned.
        failReader(reader, cursorExpired());
        continue;
      }
      const event = takeFromRing(reader);
      if (event === undefined) continue;
      const { resolve } = reader.waiting;
      reader.waiting = null;
      resolve(deliver(reader, event));
    }
  }

  function takeFromRing(reader: ReaderState): LoggedEvent | undefined {
    const index = reader.position - ringFloor();
    return index < 0 ? undefined : ring[index];
  }

  function deliver(reader: ReaderState, event: LoggedEvent): FeedItem {
    reader.position = event.seq;
    metrics.deliveries.inc();
    return { event, epoch: known.epoch, replayed: event.seq <= reader.liveFrom };
  }

  /** A reader that fell out of the ring takes a page from the log, and later another. */
  async function takeFromLog(reader: ReaderState): Promise<LoggedEvent | undefined> {
    if (reader.page.length === 0) {
      metrics.ringMisses.inc();
      reader.page = await log.read(accountId, reader.position, logPageEvents);
    }
    const event = reader.page.shift();
    // Numbers have no gaps, so a jump means that what lay between was pruned.
    if (event === undefined || event.seq !== reader.position + 1) throw cursorExpired();
    return event;
  }

  async function next(reader: ReaderState): Promise<FeedItem | null> {
    throwIfFailed(reader);
    if (reader.closed) return null;
    const event = takeFromRing(reader);
    if (event !== undefined) {
      reader.page = [];
      return deliver(reader, event);
    }
    if (reader.position < ringFloor()) {
      const older = await takeFromLog(reader);
      throwIfFailed(reader);
      return reader.closed || older === undefined ? null : deliver(reader, older);
    }
    if (reader.waiting !== null) throw new Error('one next() at a time');
    return await new Promise<FeedItem | null>((resolve, reject) => {
      reader.waiting = { resolve, reject };
    });
  }

  function remove(reader: ReaderState): void {
    if (reader.closed) return;
    reader.closed = true;
    reader.page = [];
    readers.delete(reader);
    if (readers.size === 0) options.onIdle();
  }

  function closeReader(reader: ReaderState): void {
    remove(reader);
    reader.waiting?.resolve(null);
    reader.waiting = null;
  }

  function failReader(reader: ReaderState, reason: Error): void {
    if (reader.closed) return;
    reader.failure = reason;
    remove(reader);
    reader.waiting?.reject(reason);
    reader.waiting = null;
  }

  /** Whether the log still holds everything after this position, asking the database when memory cannot tell. */
  async function assertReplayable(after: { epoch: string; seq: number }): Promise<void> {
    if (after.epoch === known.epoch && after.seq >= ringFloor() && after.seq <= head) return;
    const fresh = (await log.heads([accountId])).get(accountId);
    if (fresh === undefined) throw cursorExpired();
    observe(fresh);
    if (after.epoch !== fresh.epoch || after.seq > fresh.seq || after.seq < fresh.prunedSeq)
      throw cursorExpired();
  }

  function hint(seq: number): void {
    if (seq <= target) return;
    target = seq;
    void pump();
  }

  function offer(events: readonly LoggedEvent[]): void {
    // Only what comes next; anything else, and anything while the log is being read, is a hint like any other.
    if (!closed && !pumping && events[0]?.seq === head + 1) take(events);
    else hint(events.at(-1)?.seq ?? 0);
  }

  function observe(fresh: LogHead): void {
    if (fresh.epoch !== known.epoch) {
      // The database was restored: what is in memory may never have happened.
      known = fresh;
      ring = [];
      head = fresh.seq;
      target = fresh.seq;
      for (const reader of readers) failReader(reader, cursorExpired());
      return;
    }
    known = fresh;
    if (fresh.seq > head) {
      if (fresh.seq > target) metrics.sweepRepairs.inc();
      target = Math.max(target, fresh.seq);
      void pump();
    }
  }

  return {
    get readerCount() {
      return readers.size;
    },
    hint,
    offer,
    observe,
    async openReader(after) {
      // Registered before the first await: whatever commits from here on is in its future.
      const liveFrom = Math.max(target, head);
      const reader: ReaderState = {
        position: after?.seq ?? liveFrom,
        liveFrom,
        page: [],
        waiting: null,
        closed: false,
        failure: null,
      };
      readers.add(reader);
      try {
        if (after !== null) await assertReplayable(after);
        throwIfFailed(reader);
      } catch (error) {
        closeReader(reader);
        throw error;
      }
      return {
        get position() {
          return reader.position;
        },
        get epoch() {
          return known.epoch;
        },
        next: () => next(reader),
        close: () => closeReader(reader),
        fail: reason => failReader(reader, reason),
      };
    },
    failAll(reason) {
      for (const reader of [...readers]) failReader(reader, reason);
    },
    close() {
      closed = true;
      for (const reader of readers) closeReader(reader);
    },
  };
}
