import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../kernel/clock.ts';
import { DomainError } from '../../kernel/errors.ts';
import type { LogPosition } from '../events/event-cursor.ts';
import type { LoggedEvent } from '../events/event-log.ts';
import { noMark } from '../events/event-marks.ts';
import type { Metrics } from '../metrics.ts';
import type { AccountFeed } from './account-feed.ts';
import { createBatch, type EncodedBatch, type Frame } from './encoded-batch.ts';
import { createFrameCache } from './frame-cache.ts';
import { type Encoder, type FeedItem, type LiveStream, NotShareable } from './live-stream.ts';
import type { Turns } from './turns.ts';

/** Events that are executed together, for all streams that are up to date. */
const liveEventsMax = 64;
/** Events that a stream that is behind takes at a time. */
const catchUpEventsMax = 32;
/** Batches of streams that are behind that a group keeps until the next sweep, for others that are behind too. */
const keptBatchesMax = 64;
/** Bytes of a batch from which on no further frame is added to it. */
const batchCharsMax = 32_768;
/** How long streams are served in one go before other work gets its turn. */
const sliceMs = 15;
/** Pauses before an event is executed again that could not be, because the database was away. */
const retryMsMin = 100;
const retryMsMax = 2_000;

/** The streams of one account that see the same: every event is executed and encoded once for all of them. */
export interface StreamGroup {
  readonly key: string;
  /** Streams that belong to it, in whatever state. */
  size: number;
  /** Brings a stream up to date from its position, and keeps it so. Also after a pause. */
  serve(stream: LiveStream): void;
  /** Stops serving a stream, until `serve` is called again. */
  pause(stream: LiveStream): void;
  /** There are new events in the feed. */
  wake(): void;
  /** Gives back the memory that only streams that were behind needed. */
  trim(): void;
  close(): void;
}

export interface StreamGroupOptions {
  readonly key: string;
  readonly feed: AccountFeed;
  readonly encoder: Encoder;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** Shared by all groups: when a stream that is behind may take its next batch. */
  readonly turns: Turns;
  /** A stream is over for a reason: a domain error, or a last result that was encoded with its code. */
  end(stream: LiveStream, reason: DomainError | { readonly code: string; readonly lastResult: string }): void;
  /** The token of the stream's owner is no longer valid. */
  expire(stream: LiveStream): void;
  /** The encoder found that its results depend on who is asking. */
  onNotShareable(): void;
  onTransientError(error: unknown): void;
  /** Something failed that should not be able to. */
  onDefect(error: unknown): void;
}

/**
 * Opens a group.
 *
 * Invariant: a batch is sent to a stream only when the stream stands exactly where the batch begins, and puts it where
 * the batch ends. So each stream gets every event once and in order, whoever else comes, stalls or goes meanwhile.
 */
export function createStreamGroup(options: StreamGroupOptions): StreamGroup {
  const { feed, clock, metrics } = options;
  const cache = createFrameCache(options.encoder);
  const closing = new AbortController();
  /** Up to date with the group: what comes next is sent to all of them. */
  const live = new Set<LiveStream>();
  /** Ahead of the group, which is still at work on what they have already seen. */
  const early = new Set<LiveStream>();
  /** Batches of streams that are behind; after a deploy many of them ask for the same. */
  const batches = new Map<string, Promise<EncodedBatch>>();
  let position = feed.head;
  /** The mark of the event at that position. */
  let mark = noMark;
  let isPumping = false;

  const isCurrent = (stream: LiveStream, run: number) =>
    stream.run === run && stream.isOpen && !stream.isSuspended && !stream.isStalled;

  async function pump(): Promise<void> {
    if (isPumping) return;
    isPumping = true;
    try {
      while (live.size > 0 && position < feed.head) await deliverSome();
    } catch (error) {
      fail(error);
    } finally {
      isPumping = false;
      serveEarly();
    }
  }

  /** Those that the group has caught up with; and all of them when nobody is left who would draw it on. */
  function serveEarly(): void {
    for (const stream of [...early]) if (live.size === 0 || stream.position <= position) serve(stream);
  }

  function fail(error: unknown): void {
    if (error instanceof NotShareable) options.onNotShareable();
    else if (!closing.signal.aborted) options.onDefect(error);
  }

  /** Executes some events and sends them to everybody who is up to date. */
  async function deliverSome(): Promise<void> {
    const from = { seq: position, mark };
    const isWanted = () => live.size > 0;
    let events: readonly LoggedEvent[] | null;
    try {
      events = await untilAvailable(isWanted, () => feed.read(from, liveEventsMax));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      for (const stream of [...live]) options.end(stream, error);
      return;
    }
    const items = events?.map(event => itemOf(event, false));
    const frames = items && (await untilAvailable(isWanted, () => cache.encode(items)));
    if (!events || !frames) return;
    for (let index = 0; index < events.length; ) {
      const count = countThatFit(frames, index);
      const part = events.slice(index, index + count);
      await sendToLive(createBatch(position, lastOf(part), frames.slice(index, index + count)), part);
      index += count;
    }
  }

  async function sendToLive(batch: EncodedBatch, events: readonly LoggedEvent[]): Promise<void> {
    let nowMs = clock.now().getTime();
    let sliceBegunMs = performance.now();
    let sentTo = 0;
    for (const stream of live) {
      if (stream.position !== batch.from) continue;
      send(stream, batch, nowMs, sliceBegunMs);
      sentTo++;
      if (sentTo % 64 === 0 && performance.now() - sliceBegunMs > sliceMs) {
        await new Promise(setImmediate);
        sliceBegunMs = performance.now();
        nowMs = clock.now().getTime();
      }
    }
    ({ seq: position, mark } = batch.to);
    if (batch.frameCount === 0) return;
    metrics.deliveries.inc(sentTo * batch.frameCount);
    const doneMs = clock.now().getTime();
    for (const { at } of events)
      metrics.commitToSocketSeconds.observe(Math.max(0, doneMs - at.getTime()) / 1000);
  }

  function send(stream: LiveStream, batch: EncodedBatch, nowMs: number, monotonicMs: number): void {
    // The last look at the right to see this: what was taken away in the log has already suspended the stream.
    if (stream.owner.expiresAt.getTime() <= nowMs) {
      options.expire(stream);
      return;
    }
    stream.position = batch.to.seq;
    stream.mark = batch.to.mark;
    if (batch.frameCount > 0) {
      stream.lastSentMs = monotonicMs;
      if (!stream.sink.send(batch)) {
        stream.isStalled = true;
        live.delete(stream);
      }
    }
    if (batch.endsWith !== null && batch.lastResult !== null) {
      options.end(stream, { code: batch.endsWith, lastResult: batch.lastResult });
    }
  }

  /** Sends a stream what it has not seen, until it is up to date with the group or its connection takes no more. */
  async function catchUp(stream: LiveStream): Promise<void> {
    const run = ++stream.run;
    try {
      while (isCurrent(stream, run)) {
        if (tryJoin(stream)) return;
        const batch = await untilAvailable(
          () => isCurrent(stream, run),
          () => nextBatch(stream),
        );
        if (!isCurrent(stream, run) || batch === null) return;
        if (batch === 'nothing yet') {
          early.add(stream);
          // They may have come since it was found that there are none.
          if (feed.head > stream.position) serve(stream);
          return;
        }
        metrics.deliveries.inc(batch.frameCount);
        send(stream, batch, clock.now().getTime(), performance.now());
      }
    } catch (error) {
      if (!(error instanceof DomainError)) fail(error);
      else if (isCurrent(stream, run)) options.end(stream, error);
    }
  }

  /** Whether the stream needs no catching up (any more): it is with the group, or ahead of it. */
  function tryJoin(stream: LiveStream): boolean {
    // To what was there before it came, a stream is told that it is a replay: others must not get the same frames.
    if (stream.position < stream.liveFrom) return false;
    if (live.size === 0 && !isPumping) ({ position, mark } = stream);
    if (stream.position < position) return false;
    if (stream.position === position) live.add(stream);
    else early.add(stream);
    void pump();
    return true;
  }

  /** 'nothing yet' while the feed has not read what the log already holds: the next event wakes everybody. */
  async function nextBatch(stream: LiveStream): Promise<EncodedBatch | 'nothing yet'> {
    const from = stream.position;
    const isReplay = from < stream.liveFrom;
    // To the next multiple: streams that began at different positions ask for the same batches from there on.
    const limit = catchUpEventsMax - (from % catchUpEventsMax);
    const reading = feed.read({ seq: from, mark: stream.mark }, limit);
    const read = reading instanceof Promise ? await inTurn(reading) : reading;
    const events = read.filter(({ seq }) => !isReplay || seq <= stream.liveFrom);
    if (events.length === 0) return 'nothing yet';
    return await inTurn(batchOf(from, events, isReplay));
  }

  /** What thousands of streams may wait for together: they go on one after the other. */
  async function inTurn<T>(shared: Promise<T>): Promise<T> {
    const value = await shared;
    await options.turns.next();
    return value;
  }

  /** Who asks for a batch that is being made, or was made a moment ago, shares it. */
  function batchOf(from: number, events: readonly LoggedEvent[], isReplay: boolean): Promise<EncodedBatch> {
    const key = `${from} ${lastOf(events).seq} ${isReplay}`;
    const kept = batches.get(key);
    if (kept !== undefined) return kept;
    const batch = makeBatch(from, events, isReplay);
    batches.set(key, batch);
    const forget = () => void (batches.get(key) === batch && batches.delete(key));
    // What failed, or ends its stream, is tried afresh when somebody asks again.
    batch.then(({ endsWith }) => endsWith !== null && forget(), forget);
    const [oldest] = batches.keys();
    if (batches.size > keptBatchesMax && oldest !== undefined) batches.delete(oldest);
    return batch;
  }

  async function makeBatch(
    from: number,
    events: readonly LoggedEvent[],
    isReplay: boolean,
  ): Promise<EncodedBatch> {
    const frames = await cache.encode(events.map(event => itemOf(event, isReplay)));
    const count = countThatFit(frames, 0);
    return createBatch(from, lastOf(events.slice(0, count)), frames.slice(0, count));
  }

  function itemOf(event: LoggedEvent, replayed: boolean): FeedItem {
    return { event, epoch: feed.epoch, replayed };
  }

  /**
   * Tries again until the database answers: a stream that is open stays open, and misses nothing.
   * Null when nobody waits for it any more.
   */
  async function untilAvailable<T>(isWanted: () => boolean, work: () => T | Promise<T>): Promise<T | null> {
    for (let pauseMs = retryMsMin; isWanted(); pauseMs = Math.min(pauseMs * 2, retryMsMax)) {
      try {
        return await work();
      } catch (error) {
        closing.signal.throwIfAborted();
        if (error instanceof NotShareable || error instanceof DomainError) throw error;
        options.onTransientError(error);
        await delay(pauseMs, undefined, { signal: closing.signal, ref: false });
      }
    }
    return null;
  }

  function serve(stream: LiveStream): void {
    early.delete(stream);
    if (!live.has(stream)) void catchUp(stream);
  }

  return {
    key: options.key,
    size: 0,
    serve,
    pause(stream) {
      stream.run++;
      live.delete(stream);
      early.delete(stream);
    },
    wake() {
      if (live.size > 0) void pump();
      else serveEarly();
    },
    trim() {
      cache.clear();
      batches.clear();
    },
    close() {
      closing.abort();
    },
  };
}

function lastOf(events: readonly LoggedEvent[]): LogPosition {
  return events.at(-1) ?? { seq: 0, mark: noMark };
}

/** How many frames from `index` on go into one batch: at least one, and none behind one that ends the stream. */
function countThatFit(frames: readonly Frame[], index: number): number {
  let count = 0;
  let chars = 0;
  while (index + count < frames.length && chars < batchCharsMax) {
    const frame = frames[index + count];
    chars += frame?.json?.length ?? 0;
    count++;
    if (frame !== undefined && frame.endsWith !== null) break;
  }
  return count;
}
