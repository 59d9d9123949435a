import type { Viewer } from '../kernel/viewer.ts';
import type { FeedItem, StreamPosition } from '../platform/live/live-stream.ts';

/** What a subscription field opens: where the stream begins, and how events of the log become the field's values. */
export interface LiveSource<T> extends AsyncIterable<T> {
  readonly position: StreamPosition;
  /** The first value of the stream, before any event; null for none. */
  readonly greeting: T | null;
  /**
   * The value of an event; null for one that this subscription does not show. The same function for every stream of a
   * field; what is meant for one person goes by the viewer, and the field is marked `perViewer`.
   */
  toValue(item: FeedItem, viewer: Viewer): T | null;
  /** @throws FORBIDDEN for a role that may not have this stream (any more) */
  assertAllowed(viewer: Viewer): void;
}

/**
 * Makes the source of a subscription. GraphQL wants an async iterable there; ours is never iterated: a stream is a
 * position, and what it reads is executed once for everybody who sees the same.
 */
export function createLiveSource<T>(parts: Omit<LiveSource<T>, typeof Symbol.asyncIterator>): LiveSource<T> {
  const { position, greeting, toValue, assertAllowed } = parts;
  return { position, greeting, toValue, assertAllowed, [Symbol.asyncIterator]: refuseIteration };
}

function refuseIteration(): never {
  throw new Error('a live source is read by position, through the live streams');
}

/** Whether what a subscription opened is a live source, and not an error. */
export function isLiveSource(source: object): source is LiveSource<unknown> {
  return Symbol.asyncIterator in source && 'position' in source && 'toValue' in source;
}
