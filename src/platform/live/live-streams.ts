import type { Clock } from '../../kernel/clock.ts';
import { cursorExpired, DomainError, rateLimited, streamEnded, tokenExpired } from '../../kernel/errors.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import { decodeEventCursor } from '../events/event-cursor.ts';
import type { EventLog, LoggedEvent } from '../events/event-log.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { createAccessChecks } from './access-checks.ts';
import { createLiveFeeds, type LiveFeeds } from './live-feeds.ts';
import {
  type AccessWatch,
  createStream,
  type LiveStream,
  type StreamOwner,
  type StreamPosition,
  type StreamRequest,
} from './live-stream.ts';
import { createStreamClock } from './stream-clock.ts';
import { createStreamGroup, type StreamGroup } from './stream-group.ts';
import type { StreamRegister } from './stream-register.ts';
import { createTurns, type Turns } from './turns.ts';
import type { Wire } from './wire.ts';

/** When a person has all the streams allowed, the seconds after which another attempt makes sense. */
const retryAfterSeconds = 30;

/** Every live stream of this process. */
export interface LiveStreams extends Pick<LiveFeeds, 'hint' | 'offer' | 'sweep' | 'start' | 'feedCount'> {
  /**
   * Where a stream of the account begins.
   * @param after a cursor's text to continue from; null: from now on
   * @throws CURSOR_EXPIRED for a cursor that is unknown, foreign, pruned or from before a restore
   */
  locate(accountId: string, after: string | null): Promise<StreamPosition>;
  /** Begins to look out for changes of a person's access. To be called before they are looked up, and to be ended. */
  watch(owner: StreamOwner): AccessWatch;
  endWatch(watch: AccessWatch): void;
  /** @throws RATE_LIMITED when the person has too many; STREAM_ROTATED while the program stops */
  open(request: StreamRequest): Promise<LiveStream | null>;
  /** The stream's connection takes more again. */
  drained(stream: LiveStream): void;
  /** The stream's client has gone. */
  closed(stream: LiveStream): void;
  /** When the next stream may be opened, of a crowd that comes at once. */
  readonly turns: Turns;
  /** The number of the newest event of an account that this process knows of. */
  headOf(accountId: string): number;
  /** Where the streams of all replicas are written down. */
  readonly register: StreamRegister;
  /** Ends every stream with a reason; for when the program stops. New ones are refused with it too. */
  endAll(reason: DomainError): void;
  readonly readerCount: number;
  readonly groupCount: number;
  close(): Promise<void>;
}

export interface LiveStreamsOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly eventLog: EventLog;
  readonly wire: Wire;
  readonly heartbeatMs: number;
  readonly maxAgeMs: number;
  readonly streamsPerUser: number;
  readonly register: StreamRegister;
  /** Whose access an event of the log has changed, or everybody's; null for other events. */
  accessChangedBy(event: LoggedEvent): string | null;
  /** What `accessChangedBy` says when it is everybody's. */
  readonly everybody: string;
  /** The stream that an event of the log asks to end; null for other events. */
  endRequestedBy(event: LoggedEvent): string | null;
  /** The owners as they are now; an error for one whose sign-in has ended. Throws when that cannot be found out. */
  loadViewers(owners: readonly StreamOwner[]): Promise<readonly (Viewer | DomainError)[]>;
  /** A stream's last result, as JSON. */
  describeEnd(reason: DomainError): string;
}

interface AccountStreams {
  readonly groups: Map<string, StreamGroup>;
  readonly streams: Set<LiveStream>;
}

/** The registry of streams: opens them, groups them, and ends them when their time or their owner's right is over. */
export function createLiveStreams(options: LiveStreamsOptions): LiveStreams {
  const { log, metrics, clock } = options;
  const accounts = new Map<string, AccountStreams>();
  const countsByUser = new Map<string, number>();
  /** Of people whose streams are being opened. */
  const watches = new Set<AccessWatch>();
  let refusal: DomainError | null = null;
  let readerCount = 0;
  const turns = createTurns();

  const feeds = createLiveFeeds({
    ...options,
    isUsed: accountId => accounts.has(accountId),
    onEvents,
    onRestored: accountId => {
      log.warn({ accountId }, 'the event log has lost events that were seen; clients of the account reload');
      // Changes of access may be among the events that took the place of those.
      for (const watch of watches) if (watch.owner.accountId === accountId) watch.hasChanged = true;
      for (const stream of streamsOf(accountId)) end(stream, cursorExpired());
    },
    onSweep() {
      for (const { groups } of accounts.values()) for (const group of groups.values()) group.trim();
      access.sweep(allStreams());
    },
  });
  const access = createAccessChecks({
    log,
    loadViewers: options.loadViewers,
    suspend: stream => stream.group?.pause(stream),
    resume,
    end,
  });

  const streamClock = createStreamClock({ ...options, openStreams: allStreams, end });

  const streamsOf = (accountId: string) => [...(accounts.get(accountId)?.streams ?? [])];

  function* allStreams(): Generator<LiveStream> {
    for (const { streams } of accounts.values()) yield* streams;
  }

  /** In the order of the log: who loses access in one event gets nothing of the next. */
  function onEvents(accountId: string, events: readonly LoggedEvent[]): void {
    const account = accounts.get(accountId);
    for (const event of events) {
      const userId = options.accessChangedBy(event);
      const streamId = options.endRequestedBy(event);
      if (userId === null && streamId === null) continue;
      const isMeant = ({ owner }: { owner: StreamOwner }) =>
        owner.accountId === accountId && (userId === options.everybody || owner.userId === userId);
      for (const watch of watches) if (isMeant(watch)) watch.hasChanged = true;
      for (const stream of [...(account?.streams ?? [])]) {
        if (isMeant(stream)) access.recheck(stream);
        if (stream.id === streamId) end(stream, streamEnded());
      }
    }
    for (const group of account?.groups.values() ?? []) group.wake();
  }

  function groupFor(stream: LiveStream, viewer: Viewer): StreamGroup {
    const { accountId } = stream.owner;
    const feed = feeds.find(accountId);
    const account = accounts.get(accountId);
    if (feed === undefined || account === undefined) throw new Error('a stream without a feed');
    const key = stream.subscription.groupKey(viewer);
    const known = account.groups.get(key);
    if (known !== undefined) return known;
    const group = createStreamGroup({
      key,
      feed,
      encoder: stream.subscription.createEncoder(viewer),
      clock,
      metrics,
      turns,
      end,
      expire: gone => end(gone, tokenExpired()),
      onNotShareable: () => regroup(account, group),
      onTransientError: error =>
        log.warn({ err: error }, 'an event waits for the database; it is tried again'),
      onDefect(error) {
        log.error({ err: error }, 'a group of streams failed; its clients reconnect');
        for (const member of membersOf(account, group)) cut(member);
      },
    });
    account.groups.set(key, group);
    metrics.streamGroups.inc();
    return group;
  }

  const membersOf = ({ streams }: AccountStreams, group: StreamGroup) =>
    [...streams].filter(stream => stream.group === group);

  /** A group turned out not to be one: from here on everybody in it gets their own. */
  function regroup(account: AccountStreams, group: StreamGroup): void {
    for (const stream of membersOf(account, group)) access.recheck(stream);
  }

  function join(stream: LiveStream, viewer: Viewer): void {
    const group = groupFor(stream, viewer);
    if (stream.group !== group) {
      leaveGroup(stream);
      stream.group = group;
      group.size++;
    }
    group.serve(stream);
  }

  function leaveGroup(stream: LiveStream): void {
    const { group } = stream;
    if (group === null) return;
    stream.group = null;
    group.pause(stream);
    group.size--;
    if (group.size > 0) return;
    group.close();
    accounts.get(stream.owner.accountId)?.groups.delete(group.key);
    metrics.streamGroups.dec();
  }

  /** The owner may go on: with the group that fits the role they have now. */
  function resume(stream: LiveStream, viewer: Viewer): void {
    try {
      stream.role = viewer.role;
      stream.subscription.assertAllowed(viewer);
      join(stream, viewer);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      end(stream, error);
    }
  }

  /** Takes a stream out; what is still to be said to its client is the caller's affair. */
  function remove(stream: LiveStream, reason: string): boolean {
    if (!stream.isOpen) return false;
    const { accountId, userId } = stream.owner;
    stream.isOpen = false;
    leaveGroup(stream);
    const account = accounts.get(accountId);
    account?.streams.delete(stream);
    options.register.closed(stream);
    if (account?.streams.size === 0) {
      accounts.delete(accountId);
      feeds.closeIdle(accountId);
    }
    releaseSlot(userId);
    metrics.openStreams.dec();
    metrics.streamsEnded.inc({ reason });
    return true;
  }

  function releaseSlot(userId: string): void {
    readerCount--;
    const count = (countsByUser.get(userId) ?? 1) - 1;
    if (count > 0) countsByUser.set(userId, count);
    else countsByUser.delete(userId);
  }

  function takeSlot(userId: string): void {
    if (refusal !== null) throw refusal;
    const count = countsByUser.get(userId) ?? 0;
    if (count >= options.streamsPerUser) {
      throw rateLimited(retryAfterSeconds, `You have ${count} live streams open, which is the most allowed.`);
    }
    countsByUser.set(userId, count + 1);
    readerCount++;
  }

  /** Undoes the beginning of a stream that was not opened after all. */
  function giveUp({ accountId, userId }: StreamOwner): void {
    releaseSlot(userId);
    feeds.closeIdle(accountId);
  }

  /**
   * Waits for the account to have a feed in which the position is known. The one in which it was found may have lost its
   * last stream, and been closed, since then.
   * @throws CURSOR_EXPIRED when the log has lost events meanwhile
   */
  async function holdFeed(accountId: string, position: StreamPosition): Promise<StreamPosition> {
    let { foundIn, liveFrom } = position;
    while (feeds.find(accountId) !== foundIn.feed) {
      const feed = await feeds.open(accountId);
      foundIn = { feed, history: feed.history };
      liveFrom = Math.min(liveFrom, feed.head);
      await feed.assertReplayable(position);
    }
    if (foundIn.feed.history !== foundIn.history) throw cursorExpired();
    return { ...position, foundIn, liveFrom };
  }

  function end(stream: LiveStream, reason: DomainError | { code: string; lastResult: string }): void {
    if (!remove(stream, reason.code)) return;
    streamClock.finishing(stream);
    stream.sink.finish(reason instanceof DomainError ? options.describeEnd(reason) : reason.lastResult);
  }

  function cut(stream: LiveStream): void {
    if (remove(stream, 'ERROR')) stream.sink.destroy();
  }

  return {
    hint: feeds.hint,
    offer: feeds.offer,
    sweep: feeds.sweep,
    start: feeds.start,
    watch(owner) {
      const watch = { hasChanged: false, owner, feed: feeds.find(owner.accountId) };
      watches.add(watch);
      return watch;
    },
    endWatch: watch => void watches.delete(watch),
    async locate(accountId, after) {
      const cursor = after === null ? null : decodeEventCursor(after);
      try {
        const feed = feeds.find(accountId) ?? (await feeds.open(accountId));
        // Whoever waited for the feed to open has not done so alone: after a deploy all come in one moment.
        await turns.next();
        if (cursor !== null) await feed.assertReplayable(cursor);
        const now = await feed.now();
        return { ...(cursor ?? now), liveFrom: now.seq, foundIn: { feed, history: feed.history } };
      } catch (error) {
        feeds.closeIdle(accountId);
        throw error;
      }
    },
    async open(request) {
      const { watch } = request;
      const { owner } = watch;
      let { position } = request;
      try {
        request.subscription.assertAllowed(request.viewer);
        takeSlot(owner.userId);
      } catch (error) {
        feeds.closeIdle(owner.accountId);
        throw error;
      }
      try {
        position = await holdFeed(owner.accountId, request.position);
        if (refusal !== null) throw refusal;
      } catch (error) {
        giveUp(owner);
        throw error;
      }
      const stream = createStream({ ...request, position }, clock.now().getTime(), options.maxAgeMs);
      const sink = request.openSink(stream);
      if (sink === null) {
        giveUp(owner);
        return null;
      }
      stream.sink = sink;
      const account = accounts.get(owner.accountId) ?? { groups: new Map(), streams: new Set() };
      accounts.set(owner.accountId, account);
      account.streams.add(stream);
      streamClock.start();
      options.register.opened(stream);
      metrics.openStreams.inc();
      metrics.streamsOpened.inc();
      if (position.seq < position.liveFrom) {
        metrics.replays.inc();
        metrics.replayedEvents.inc(position.liveFrom - position.seq);
      }
      // From here on the log tells of every change, and up to here the watch did, if there was a feed all the time.
      const { hasChanged, feed } = watch;
      const isSure = watches.has(watch) && !hasChanged && feed !== undefined;
      if (!isSure || feed !== feeds.find(owner.accountId)) access.recheck(stream);
      else join(stream, request.viewer);
      return stream;
    },
    drained(stream) {
      if (!stream.isStalled) return;
      stream.isStalled = false;
      if (stream.isOpen && !stream.isSuspended) stream.group?.serve(stream);
    },
    closed(stream) {
      streamClock.gone(stream);
      remove(stream, 'CLIENT_GONE');
    },
    headOf: accountId => feeds.find(accountId)?.head ?? 0,
    register: options.register,
    turns,
    endAll(reason) {
      refusal = reason;
      for (const stream of [...allStreams()]) end(stream, reason);
    },
    get readerCount() {
      return readerCount;
    },
    get groupCount() {
      let count = 0;
      for (const { groups } of accounts.values()) count += groups.size;
      return count;
    },
    get feedCount() {
      return feeds.feedCount;
    },
    async close() {
      for (const stream of [...allStreams()]) cut(stream);
      streamClock.close();
      access.close();
      await feeds.close();
    },
  };
}
