import { cursorExpired, DomainError } from '../../kernel/errors.ts';
import type { EventCursor, LogPosition } from '../events/event-cursor.ts';
import type { EventLog, LoggedEvent, LogHead } from '../events/event-log.ts';
import { canBeSameMark, noMark } from '../events/event-marks.ts';
import type { Metrics } from '../metrics.ts';
import { createLogPages, logPageEvents } from './log-pages.ts';

/** Recent events a feed keeps in memory; who is further behind takes pages from the log. */
export const ringEventsMax = 1_024;

/** What a feed knew when the log's head was asked for. */
export interface HeadLook {
  readonly history: number;
  readonly seq: number;
}

/** One account's live events in this process: the newest ones in a ring, older ones from the log. */
export interface AccountFeed {
  readonly accountId: string;
  readonly epoch: string;
  /** Number of the newest event in memory. */
  readonly head: number;
  /** Counts how often the log turned out not to continue what was seen of it; positions from before mean nothing then. */
  readonly history: number;
  /** The position that "from now on" means: what is committed after this call has a higher number. */
  now(): Promise<EventCursor>;
  /** A hint: the account's log has reached `seq`. */
  hint(seq: number): void;
  /** Events that this process has just committed: they need not be read back when they are the next ones. */
  offer(events: readonly LoggedEvent[]): void;
  /** To be called before the log's head is asked for: an answer is only compared with what was known by then. */
  look(): HeadLook;
  /** The log's head as the database says it: repairs lost hints, and notices that it has lost what was seen. */
  observe(head: LogHead, look: HeadLook): void;
  /** @throws CURSOR_EXPIRED when the log does not hold everything that came after the position */
  assertReplayable(after: EventCursor): Promise<void>;
  /**
   * Some events after a position, oldest first, at most `limit`; none when there are none yet. At once when they are
   * in the ring, else from the log.
   * @throws CURSOR_EXPIRED when what follows was pruned, or follows another event than the one before the position
   */
  read(after: LogPosition, limit: number): readonly LoggedEvent[] | Promise<readonly LoggedEvent[]>;
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
  /** The log does not continue what was seen of it: a failover or a restore has lost it. */
  onRestored(): void;
  /** Reading the log failed; it is tried again at the next hint or sweep. */
  onReadError(error: unknown): void;
}

/**
 * Opens the feed of one account. `head` is where its log stood at a moment before now.
 *
 * Invariant: the ring holds exactly the events `head - ring.length + 1 … head`. At its end it grows only by the next
 * number, at its beginning only by the number before, so a reader that asks for what follows its position gets every
 * event once and in order, whatever hints arrive, in whatever order. Each event in it names the mark of the one before:
 * what the log holds after a part of it was lost is never joined to what was read before.
 */
export function createAccountFeed(options: AccountFeedOptions, initial: LogHead): AccountFeed {
  const { accountId, log, metrics } = options;
  let ring: LoggedEvent[] = [];
  let head = initial.seq;
  let headMark = initial.mark;
  let known = initial;
  let history = 0;
  let target = initial.seq;
  let pumping = false;
  let closed = false;
  let backfilling: Promise<void> | null = null;
  const pages = createLogPages({ accountId, log, metrics });

  const ringFloor = () => head - ring.length;

  const look = (): HeadLook => ({ history, seq: head });

  /** Whether the mark of a position that the ring reaches back to is the one given. */
  function isAt({ seq, mark }: LogPosition): boolean {
    const known = seq === head ? headMark : (ring[seq - ringFloor()]?.previousMark ?? mark);
    return canBeSameMark(known, mark);
  }

  const joins = ({ seq, mark }: LogPosition, next: LoggedEvent | undefined) =>
    next?.seq === seq + 1 && canBeSameMark(next.previousMark, mark);

  /** Adds what follows the head, and tells of it. */
  function take(events: readonly LoggedEvent[]): void {
    for (const event of events) {
      ring.push(event);
      head = event.seq;
      // Events of a version without marks leave the account's as it is.
      if (event.mark !== noMark) headMark = event.mark;
    }
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
        const before = history;
        const events = await log.read(accountId, head, logPageEvents);
        if (closed) return;
        if (history !== before) continue;
        if (events.length === 0) {
          // The hint was wrong: another database that shares the wire. The truth is what the log holds.
          target = head;
          break;
        }
        if (events[0]?.seq !== head + 1) {
          // The events in between were pruned while nobody kept up: each reader finds the gap by itself.
          ring = [];
          head = (events[0]?.seq ?? head + 1) - 1;
          headMark = events[0]?.previousMark ?? noMark;
        }
        if (joins({ seq: head, mark: headMark }, events[0])) take(events);
        else restart(await askHead());
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
    const before = history;
    const from = Math.max(floor - ringEventsMax + ring.length, floor - roundUp(floor - afterSeq));
    metrics.ringMisses.inc();
    const events = await log.read(accountId, Math.max(0, from), floor - Math.max(0, from));
    const newest = events.at(-1);
    if (floor !== ringFloor() || history !== before || newest?.seq !== floor || !isAt(newest)) return;
    // Only what joins the ring without a gap; before a gap everything was pruned.
    const joined = events.filter((event, index) => event.seq === floor - events.length + index + 1);
    ring = [...joined, ...ring];
  }

  function roundUp(count: number): number {
    return Math.ceil(count / logPageEvents) * logPageEvents;
  }

  async function readOlder(after: LogPosition, limit: number): Promise<readonly LoggedEvent[]> {
    const { seq: afterSeq } = after;
    if (head - afterSeq <= ringEventsMax) {
      backfilling ??= backfill(afterSeq).finally(() => {
        backfilling = null;
      });
      await backfilling;
      if (afterSeq >= ringFloor()) return takeFromRing(after, limit);
    }
    const page = await pages.pageAfter(afterSeq);
    const events = page.filter(event => event.seq > afterSeq).slice(0, limit);
    // Numbers have no gaps, so a jump means that what lay between was pruned.
    if (!joins(after, events[0])) throw cursorExpired();
    return events;
  }

  /** @throws CURSOR_EXPIRED */
  function takeFromRing(after: LogPosition, limit: number): readonly LoggedEvent[] {
    if (!isAt(after)) throw cursorExpired();
    const from = after.seq - ringFloor();
    return from >= ring.length ? [] : ring.slice(from, from + limit);
  }

  function hint(seq: number): void {
    if (seq <= target) return;
    target = seq;
    void pump();
  }

  /** Begins anew where the log stands now. */
  function restart(fresh: LogHead): void {
    history++;
    known = fresh;
    ring = [];
    pages.clear();
    head = fresh.seq;
    headMark = fresh.mark;
    target = fresh.seq;
    options.onRestored();
  }

  function observe(fresh: LogHead, asked: HeadLook): void {
    // Whoever has begun anew meanwhile has done so with an answer that is as new or newer.
    if (asked.history !== history) return;
    const isReached = fresh.seq <= head && fresh.seq >= ringFloor();
    if (fresh.epoch !== known.epoch || fresh.seq < asked.seq || (isReached && !isAt(fresh))) {
      restart(fresh);
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
  async function askHead(): Promise<LogHead> {
    const fresh = (await log.heads([accountId])).get(accountId);
    if (fresh === undefined) throw cursorExpired();
    return fresh;
  }

  async function observeNow(): Promise<LogHead> {
    const asked = look();
    const fresh = await askHead();
    observe(fresh, asked);
    return fresh;
  }

  /** Whether what this process knows of the log follows a position; false as well when it does not know. */
  async function isFollowedHere(after: EventCursor): Promise<boolean> {
    if (after.epoch !== known.epoch || after.seq < known.prunedSeq || after.seq > head) return false;
    try {
      // What is not in the ring has to be read for the stream anyway, and is shared by all that come together.
      await read(after, 1);
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }

  /** The same of the log itself. */
  async function isFollowedInLog(after: EventCursor): Promise<boolean> {
    const fresh = await observeNow();
    if (after.epoch !== fresh.epoch || after.seq > fresh.seq || after.seq < fresh.prunedSeq) return false;
    if (after.seq === fresh.seq) return canBeSameMark(after.mark, fresh.mark);
    return joins(after, (await log.read(accountId, after.seq, 1))[0]);
  }

  function read(after: LogPosition, limit: number) {
    if (after.seq > head) return [];
    return after.seq >= ringFloor() ? takeFromRing(after, limit) : readOlder(after, limit);
  }

  /** What this process commits cannot take numbers that it has seen, unless the log has lost them. */
  function isOutOfPlace(events: readonly LoggedEvent[]): boolean {
    const [first] = events;
    const last = events.at(-1);
    if (first === undefined || last === undefined) return false;
    if (first.seq === head + 1) return !joins({ seq: head, mark: headMark }, first);
    return last.seq <= head && last.seq >= ringFloor() && !isAt(last);
  }

  return {
    accountId,
    get epoch() {
      return known.epoch;
    },
    get head() {
      return head;
    },
    get history() {
      return history;
    },
    async now() {
      if (target > head) {
        // Hints are not believed here: a wrong one would make the reader skip what it has not seen.
        const fresh = await observeNow();
        return { epoch: fresh.epoch, seq: fresh.seq, mark: fresh.mark };
      }
      return { epoch: known.epoch, seq: head, mark: headMark };
    },
    hint,
    offer(events) {
      if (closed) return;
      // Only what comes next; anything else, and anything while the log is being read, is a hint like any other.
      if (isOutOfPlace(events)) void observeNow().catch(options.onReadError);
      else if (!pumping && events[0]?.seq === head + 1) take(events);
      else hint(events.at(-1)?.seq ?? 0);
    },
    look,
    observe,
    async assertReplayable(after) {
      if (!(await isFollowedHere(after)) && !(await isFollowedInLog(after))) throw cursorExpired();
    },
    read,
    forgetPages() {
      pages.clear();
    },
    close() {
      closed = true;
      pages.clear();
    },
  };
}
