import { followEvents } from '../../../src/client/follow-events.ts';
import { EscalationStreamError } from '../../../src/client/stream-end.ts';
import type { StreamStatus, SubscribeOptions } from '../../../src/client/subscribe-to-escalations.ts';
import { onNetworkLoss } from '../api/network.ts';
import { accessToken, renewTokens } from '../api/tokens.ts';
import { withLock } from '../api/with-lock.ts';
import type { EscalationsSubscription } from '../generated/graphql.ts';
import { escalations, type QueueEvent, type QueueRow } from './documents.ts';
import { type Pulse, patienceMsMax, watchPulse } from './pulse.ts';
import {
  applyEvent,
  emptyQueue,
  forgetNotices,
  noticeMs,
  type QueueState,
  replaceQueue,
} from './queue-state.ts';

/** How the connection is, as people are told. */
export type FeedStatus =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  /** Since when nothing has come, and when that was noticed. */
  | { readonly state: 'reconnecting'; readonly sinceMs: number; readonly noticedMs: number }
  /** Over: `code` says why, such as FORBIDDEN. */
  | { readonly state: 'ended'; readonly code: string };

export interface FeedView {
  readonly queue: QueueState;
  readonly status: FeedStatus;
}

/** A page of the queue as it was loaded. */
export interface LoadedQueue {
  readonly rows: readonly QueueRow[];
  readonly cursor: string;
}

export interface FeedOptions {
  /** Tabs of the same person share one stream. */
  readonly personId: string;
  loadQueue(): Promise<LoadedQueue>;
  /** Something has come that was not there before; `isLeader` in one tab of the browser alone. */
  onArrival(row: QueueRow, isLeader: boolean): void;
  /** Each one, in every tab. */
  onEvent(event: QueueEvent): void;
  /** The role does not allow it any more. */
  onForbidden(): void;
}

/** The queue, kept current for as long as the page is open. */
export interface Feed {
  /** For `useSyncExternalStore`. */
  subscribe(listener: () => void): () => void;
  view(): FeedView;
  close(): void;
}

const frameMs = 16;
/** A role may be given back: it is tried again after this long, and when somebody looks at the tab. */
const againMs = 60_000;
/** Before the lock is released, the other tabs have heard why. */
const hearMs = 1_000;
/** Requests may fail while the stream is well: it is not opened anew because of them more often than this. */
const doubtMs = 10_000;

type Message =
  | { readonly kind: 'hello' }
  | { readonly kind: 'queue'; readonly rows: readonly QueueRow[]; readonly cursor: string }
  | { readonly kind: 'event'; readonly event: QueueEvent }
  | { readonly kind: 'status'; readonly status: FeedStatus }
  /** A request of this tab has found no network. */
  | { readonly kind: 'doubt' };

/**
 * Follows the escalations of the account. One tab of a browser holds the stream and tells the others; when it is
 * closed, another one goes on from where it was.
 */
export function openFeed({ personId, loadQueue, onArrival, onEvent, onForbidden }: FeedOptions): Feed {
  let view: FeedView = { queue: emptyQueue, status: { state: 'connecting' } };
  let isLeader = false;
  /** Gives up waiting for the lock. */
  let turn = new AbortController();
  /** Ends the waiting after an end. */
  let wake = () => {};
  /** In the tab that holds the stream: opens it anew, since there may be no network. */
  let suspect: (() => void) | null = null;
  const listeners = new Set<() => void>();
  const stop = new AbortController();
  const channel = new BroadcastChannel(`resolutionflow-live-${personId}`);

  let isTelling = false;

  /** Events come in bursts; the page is painted once for those of one frame. */
  function show(change: Partial<FeedView>): void {
    view = { ...view, ...change };
    if (isTelling) return;
    isTelling = true;
    setTimeout(() => {
      isTelling = false;
      for (const listener of listeners) listener();
    }, frameMs);
  }

  function takeEvent(event: QueueEvent): void {
    const queue = applyEvent(view.queue, event, Date.now());
    const isNew = queue.arrived.size > view.queue.arrived.size;
    const hasNotice = isNew || queue.departed.length > view.queue.departed.length;
    show({ queue });
    onEvent(event);
    if (isNew && 'handoff' in event) onArrival(event.handoff, isLeader);
    if (hasNotice) setTimeout(() => show({ queue: forgetNotices(view.queue, Date.now()) }), noticeMs + 50);
  }

  function tell(message: Message): void {
    if (!stop.signal.aborted) channel.postMessage(message);
  }

  channel.addEventListener('message', ({ data: message }: MessageEvent<Message>) => {
    if (message.kind === 'hello') {
      if (!isLeader) return;
      const { rows, cursor, isLoaded } = view.queue;
      if (isLoaded && cursor !== null) tell({ kind: 'queue', rows, cursor });
      tell({ kind: 'status', status: view.status });
    } else if (message.kind === 'queue')
      show({ queue: replaceQueue(view.queue, message.rows, message.cursor) });
    else if (message.kind === 'status') hearStatus(message.status);
    else if (message.kind === 'doubt') suspect?.();
    else if (view.queue.isLoaded) takeEvent(message.event);
  });
  tell({ kind: 'hello' });

  function hearStatus(status: FeedStatus): void {
    show({ status });
    if (status.state !== 'ended') wake();
    else {
      turn.abort();
      if (status.code === 'FORBIDDEN') onForbidden();
    }
  }

  function setStatus(status: FeedStatus): void {
    show({ status });
    tell({ kind: 'status', status });
  }

  /** Holds the stream until it ends for good or the page is closed. */
  async function lead(): Promise<void> {
    isLeader = true;
    const turnOver = new AbortController();
    const signal = AbortSignal.any([stop.signal, turnOver.signal]);
    const { rows, cursor } = view.queue;
    if (cursor !== null) tell({ kind: 'queue', rows, cursor });
    const pulse = watchPulse(() => lose());
    const options: SubscribeOptions<EscalationsSubscription> = {
      url: '/graphql/stream',
      after: cursor,
      accessToken,
      refreshTokens: renewTokens,
      async loadQueue() {
        const loaded = await loadQueue();
        show({ queue: replaceQueue(view.queue, loaded.rows, loaded.cursor) });
        tell({ kind: 'queue', ...loaded });
        return loaded.cursor;
      },
      signal: stop.signal,
      fetch: pulse.fetch,
      // It is the pulse that notices silence.
      silenceMsMax: patienceMsMax,
      onStatus: status => status.state !== 'ended' && setStatus(toFeedStatus(status, view.status, pulse)),
    };
    const stream = followEvents(options, escalations.toString());
    const hurry = () => {
      if (document.visibilityState === 'visible' && view.status.state !== 'live') stream.reconnect();
    };
    const lose = () => view.status.state === 'live' && stream.reconnect();
    let lastDoubtMs = 0;
    suspect = () => {
      if (Date.now() - lastDoubtMs < doubtMs) return;
      lastDoubtMs = Date.now();
      lose();
    };
    addEventListener('online', hurry, { signal });
    addEventListener('offline', lose, { signal });
    document.addEventListener('visibilitychange', hurry, { signal });
    try {
      for await (const event of stream) {
        takeEvent(event);
        tell({ kind: 'event', event });
      }
    } catch (error) {
      const code = error instanceof EscalationStreamError ? error.code : 'UNKNOWN';
      setStatus({ state: 'ended', code });
      if (code === 'FORBIDDEN') onForbidden();
      await new Promise(resolve => setTimeout(resolve, hearMs));
    } finally {
      isLeader = false;
      suspect = null;
      turnOver.abort();
    }
  }

  /** Takes turns with the other tabs. After an end none of them tries again before that can help. */
  async function takeTurns(): Promise<void> {
    while (!stop.signal.aborted) {
      turn = new AbortController();
      const signal = AbortSignal.any([stop.signal, turn.signal]);
      await withLock(`resolutionflow-live-${personId}`, signal, lead).catch(() => {});
      if (view.status.state === 'ended') await untilWorthTrying(view.status.code);
    }
  }

  /** A page that is opened or reloaded tries at once, and wakes the others by what it says. */
  async function untilWorthTrying(code: string): Promise<void> {
    const done = new AbortController();
    await new Promise<void>(resolve => {
      wake = resolve;
      stop.signal.addEventListener('abort', () => resolve(), { signal: done.signal });
      if (code !== 'FORBIDDEN') return;
      const look = () => document.visibilityState === 'visible' && resolve();
      document.addEventListener('visibilitychange', look, { signal: done.signal });
      const timer = setTimeout(resolve, againMs);
      done.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    wake = () => {};
    done.abort();
  }

  const stopHearing = onNetworkLoss(() => (suspect === null ? tell({ kind: 'doubt' }) : suspect()));
  void takeTurns();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    view: () => view,
    close() {
      stop.abort();
      stopHearing();
      channel.close();
    },
  };
}

function toFeedStatus(status: StreamStatus, before: FeedStatus, pulse: Pulse): FeedStatus {
  if (status.state === 'live') return { state: 'live' };
  // It ends on purpose now and then; a moment later it is back.
  if (status.state === 'waiting' && status.code === 'STREAM_ROTATED') return before;
  if (before.state === 'reconnecting') return before;
  const isFirst = before.state !== 'live' && status.state === 'connecting' && status.failures === 0;
  return isFirst
    ? { state: 'connecting' }
    : { state: 'reconnecting', sinceMs: pulse.lastMs(), noticedMs: Date.now() };
}
