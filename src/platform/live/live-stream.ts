import { newId, type Uuid } from '../../kernel/ids.ts';
import type { Role, Viewer } from '../../kernel/viewer.ts';
import type { EventCursor } from '../events/event-cursor.ts';
import type { LoggedEvent } from '../events/event-log.ts';
import type { AccountFeed } from './account-feed.ts';
import type { EncodedBatch, Frame } from './encoded-batch.ts';
import type { StreamGroup } from './stream-group.ts';

/** Where a stream begins. It needs nothing to be kept for it: the log holds what comes after. */
export interface StreamPosition extends EventCursor {
  /** Events up to here were there before the stream came: to it they are replayed. */
  readonly liveFrom: number;
  /** Of the feed where the position was found, at that moment: later it may not be a position of the log any more. */
  readonly foundIn: { readonly feed: AccountFeed; readonly history: number };
}

/** Whose stream it is, and under which sign-in. */
export interface StreamOwner {
  readonly userId: Uuid;
  readonly accountId: Uuid;
  readonly generation: number;
  readonly expiresAt: Date;
}

/** An event on its way into the frames of a group. */
export interface FeedItem {
  readonly event: LoggedEvent;
  readonly epoch: string;
  /** Whether the event was there before the stream came. */
  readonly replayed: boolean;
}

/** Turns events into what a client reads, for everybody of one group at once. */
export interface Encoder {
  /**
   * One frame an item, in their order.
   * @throws NotShareable when the result would depend on who of the group is asking
   */
  encode(items: readonly FeedItem[]): Promise<readonly Frame[]>;
}

/** A subscription as the streams of one document, operation and variables share it. */
export interface Subscription {
  /** @throws FORBIDDEN for a role that may not have this stream (any more) */
  assertAllowed(viewer: Viewer): void;
  /** Streams of one account with the same key see the same: they form a group. */
  groupKey(viewer: Viewer): string;
  createEncoder(viewer: Viewer): Encoder;
}

/** The result of an event depends on who is asking, although its document was taken for one that can be shared. */
export class NotShareable extends Error {}

/** The connection of one stream, as much of it as delivery needs. */
export interface StreamSink {
  /** Sends a batch; false when the connection takes no more for now. `drained` of the stream says when it does. */
  send(batch: EncodedBatch): boolean;
  heartbeat(): void;
  /** Sends a last result (JSON), if there is one, and completes the stream. */
  finish(lastResult: string | null): void;
  /** Cuts the connection, of a client that reads nothing any more. */
  destroy(): void;
}

/**
 * One open stream: a position and a connection. It holds no events: what it has not seen is in the ring or the log,
 * and how far it is behind costs no memory.
 */
export interface LiveStream {
  readonly id: Uuid;
  readonly owner: StreamOwner;
  readonly subscription: Subscription;
  sink: StreamSink;
  readonly openedAtMs: number;
  readonly liveFrom: number;
  role: Role;
  /** The number of the last event that was sent, or skipped as one that clients do not see. */
  position: number;
  /** The mark of that event. */
  mark: string;
  group: StreamGroup | null;
  /** Counts the attempts to bring the stream up to its group; an older one that still runs gives up. */
  run: number;
  /** The connection takes no more for now. */
  isStalled: boolean;
  /** The owner's access is being looked at; nothing is sent until that is known. */
  isSuspended: boolean;
  isOpen: boolean;
  /** On the clock of `performance.now()`. */
  lastSentMs: number;
  readonly rotateAtMs: number;
}

/** Looks out for changes of a person's access from before the person is looked up, until their stream is open. */
export interface AccessWatch {
  hasChanged: boolean;
  readonly owner: StreamOwner;
  /** The feed that tells of changes; undefined when there was none, so that changes may have gone unnoticed. */
  readonly feed: AccountFeed | undefined;
}

/** What a stream needs to be opened. */
export interface StreamRequest {
  readonly watch: AccessWatch;
  readonly viewer: Viewer;
  readonly subscription: Subscription;
  readonly position: StreamPosition;
  /** Answers the client: from here on it is told everything. Null when the client has gone meanwhile. */
  openSink(stream: LiveStream): StreamSink | null;
}

/** The connection of a stream that has none yet. */
const noSink: StreamSink = { send: () => true, heartbeat() {}, finish() {}, destroy() {} };

/** A stream that is about to be opened: it has no connection and belongs to no group yet. */
export function createStream(
  { watch: { owner }, viewer, subscription, position }: StreamRequest,
  nowMs: number,
  maxAgeMs: number,
): LiveStream {
  return {
    id: newId(nowMs),
    owner,
    subscription,
    sink: noSink,
    openedAtMs: nowMs,
    // Spread out, so that streams which were opened together do not all come back together.
    rotateAtMs: nowMs + maxAgeMs * (0.8 + 0.4 * Math.random()),
    liveFrom: position.liveFrom,
    role: viewer.role,
    position: position.seq,
    mark: position.mark,
    group: null,
    run: 0,
    isStalled: false,
    isSuspended: false,
    isOpen: true,
    lastSentMs: performance.now(),
  };
}
