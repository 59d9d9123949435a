import { cursorExpired } from '../../kernel/errors.ts';
import type { EventCursor } from '../events/event-cursor.ts';
import type { EventLog, LoggedEvent, LogHead } from '../events/event-log.ts';
import type { Metrics } from '../metrics.ts';

/** Recent events a feed keeps in memory; who is further behind takes pages from the log. */
export const ringEventsMax = 1_024;
/** Events a feed takes from the log at a time. Pages begin at multiples of it, so that readers share them. */
export const logPageEvents = 200;
/** Pages of older events that a feed keeps until the next sweep, for readers that are far behind. */
const keptPagesMax = 8;

/** One account's live events in this process: the newest ones in a ring, older ones from the log. */
export interface AccountFeed {
  readonly accountId: string;
  readonly epoch: string;
  /** Number of the newest event in memory. */
  readonly head: number;
  /** The position that "from now on" means: what is committed after this call has a higher number. */
  now(): Promise<EventCursor>;
  /** A hint: the account's log has reached `seq`. */
  hint(seq: number): void;
  /** Events that this process has just committed: they need not be read back when they are the next ones. */
  offer(events: readonly LoggedEvent[]): void;
  /** The log's head as the database says it: repairs lost hints, and notices a restored database. */
  observe(head: LogHead): void;
  /** @throws CURSOR_EXPIRED when the log does not hold everything that came after the position */
  assertReplayable(after: EventCursor): Promise<void>;
  /**
   * Some events after `afterSeq`, oldest first, at most `limit`; none when there are none yet. At once when they are
   * in the ring, else from the log.
   * @throws CURSOR_EXPIRED when what follows was pruned
   */
  read(afterSeq: number, limit: number): readonly LoggedEvent[] | Promise<readonly LoggedEvent[]>;
  /** Gives back the memory that only readers far behind needed. The sweep calls it. */
  forgetPages(): void;
  close(): void;
}

export interface AccountFeedOptions {
  readonly accountId: string;
  readonly log: EventLog;
  readonly metrics: Metrics;
  /** New events are in the ring. Called in their order, synchronously. */
  onEvents(events: readonly LoggedEvent[]): void;
  /** The database was restored from a backup: what readers saw may never have happened. */
  onRestored(): void;
  /** Reading the log failed; it is tried again at the next hint or sweep. */
  onReadError(error: unknown): void;
}

/**
 * Opens the feed of one account. `head` is where its log stood at a moment before now.
 *
 * Invariant: the ring holds exactly the events `head - ring.length + 1 … head`. At its end it grows only by the next
 * number, at its beginning only by the number before, so a reader that asks for what follows its position gets every
 * event once and in order, whatever hints arrive, in whatever order.
 */
export function createAccountFeed(options: AccountFeedOptions, initial: LogHead): AccountFeed {
  const { accountId, log, metrics } = options;
  let ring: LoggedEvent[] = [];
  let head = initial.seq;
  let known = initial;
  let target = initial.seq;
  let pumping = false;
  let closed = false;
  let backfilling: Promise<void> | null = null;
  const pages = new Map<number, Promise<readonly LoggedEvent[]>>();

  const ringFloor = () => head - ring.length;

  /** Adds what follows the head, and tells of it. */
  function take(events: readonly LoggedEvent[]): void {
    for (const event of events) ring.push(event);
    head = events.at(-1)?.seq ?? head;
    target = Math.max(target, head);
    // Cut with some slack: a copy of the whole ring at every event would cost more than the event.
    if (ring.length > ringEventsMax + logPageEvents) ring = ring.slice(-ringEventsMax);
    metrics.eventsRead.inc(events.length);
    options.onEvents(events);
  }

  /** Reads the log up to the newest hint. One at a time; a hint that comes meanwhile is read in the same run. */
  async function pump(): Promise<void> {
    if (pumping || closed) return;
    pumping = true;
    try {
      while (head < target && !closed) {
        const { epoch } = known;
        const events = await log.read(accountId, head, logPageEvents);
        if (closed) return;
        if (known.epoch !== epoch) continue;
        if (events.length === 0) {
          // The hint was wrong: another database that shares the wire. The truth is what the log holds.
          target = head;
          break;
        }
        if (events[0]?.seq !== head + 1) {
          // The events in between were pruned while nobody kept up: each reader finds the gap by itself.
          ring = [];
          head = (events[0]?.seq ?? head + 1) - 1;
        }
        take(events);
      }
    } catch (error) {
      options.onReadError(error);
    } finally {
      pumping = false;
    }
  }

  /**
   * Makes the ring reach back to an older position, in one read that everybody who asks meanwhile waits for: after a
   * deploy all dashboards come back at once, with cursors that lie close together.
   */
  async function backfill(afterSeq: number): Promise<void> {
    const floor = ringFloor();
    const from = Math.max(floor - ringEventsMax + ring.length, floor - roundUp(floor - afterSeq));
    metrics.ringMisses.inc();
    const events = await log.read(accountId, Math.max(0, from), floor - Math.max(0, from));
    if (floor !== ringFloor()) return;
    // Only what joins the ring without a gap; before a gap everything was pruned.
    const joined = events.filter((event, index) => event.seq === floor - events.length + index + 1);
    ring = [...joined, ...ring];
  }

  function roundUp(count: number): number {
    return Math.ceil(count / logPageEvents) * logPageEvents;
  }

  async function readOlder(afterSeq: number, limit: number): Promise<readonly LoggedEvent[]> {
    if (head - afterSeq <= ringEventsMax) {
      backfilling ??= backfill(afterSeq).finally(() => {
        backfilling = null;
      });
      await backfilling;
      if (afterSeq >= ringFloor()) return takeFromRing(afterSeq, limit);
    }
    const page = await pageAt(Math.floor(afterSeq / logPageEvents));
    const events = page.filter(event => event.seq > afterSeq).slice(0, limit);
    // Numbers have no gaps, so a jump means that what lay between was pruned.
    if (events[0]?.seq !== afterSeq + 1) throw cursorExpired();
    return events;
  }

  /** A page of the log; those who ask for the same one share the read. */
  function pageAt(index: number): Promise<readonly LoggedEvent[]> {
    const kept = pages.get(index);
    if (kept !== undefined) return kept;
    metrics.ringMisses.inc();
    const page = log.read(accountId, index * logPageEvents, logPageEvents);
    pages.set(index, page);
    const forget = () => void (pages.get(index) === page && pages.delete(index));
    // One that is not full would hide what is added to it later.
    page.then(events => events.length < logPageEvents && forget(), forget);
    const [oldest] = pages.keys();
    if (pages.size > keptPagesMax && oldest !== undefined) pages.delete(oldest);
    return page;
  }

  function takeFromRing(afterSeq: number, limit: number): readonly LoggedEvent[] {
    const from = afterSeq - ringFloor();
    return from >= ring.length ? [] : ring.slice(from, from + limit);
  }

  function hint(seq: number): void {
    if (seq <= target) return;
    target = seq;
    void pump();
  }

  function observe(fresh: LogHead): void {
    if (fresh.epoch !== known.epoch) {
      known = fresh;
      ring = [];
      pages.clear();
      head = fresh.seq;
      target = fresh.seq;
      options.onRestored();
      return;
    }
    known = fresh;
    if (fresh.seq > head) {
      if (fresh.seq > target) metrics.sweepRepairs.inc();
      target = Math.max(target, fresh.seq);
      void pump();
    }
  }

  /** @throws CURSOR_EXPIRED when the account is gone */
  async function observeNow(): Promise<LogHead> {
    const fresh = (await log.heads([accountId])).get(accountId);
    if (fresh === undefined) throw cursorExpired();
    observe(fresh);
    return fresh;
  }

  return {
    accountId,
    get epoch() {
      return known.epoch;
    },
    get head() {
      return head;
    },
    async now() {
      if (target > head) {
        // Hints are not believed here: a wrong one would make the reader skip what it has not seen.
        const fresh = await observeNow();
        return { epoch: fresh.epoch, seq: fresh.seq };
      }
      return { epoch: known.epoch, seq: head };
    },
    hint,
    offer(events) {
      // Only what comes next; anything else, and anything while the log is being read, is a hint like any other.
      if (!closed && !pumping && events[0]?.seq === head + 1) take(events);
      else hint(events.at(-1)?.seq ?? 0);
    },
    observe,
    async assertReplayable(after) {
      // What was pruned since the last sweep is found out when it is read; no query for each of a thousand cursors.
      if (after.epoch === known.epoch && after.seq >= known.prunedSeq && after.seq <= head) return;
      const fresh = await observeNow();
      if (after.epoch !== fresh.epoch || after.seq > fresh.seq || after.seq < fresh.prunedSeq)
        throw cursorExpired();
    },
    read: (afterSeq, limit) =>
      afterSeq >= ringFloor() ? takeFromRing(afterSeq, limit) : readOlder(afterSeq, limit),
    forgetPages() {
      pages.clear();
    },
    close() {
      closed = true;
      pages.clear();
    },
  };
}
