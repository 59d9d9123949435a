import { assertCan } from '../kernel/capabilities.ts';
import type { Scope } from '../platform/database/scope.ts';
import { encodeEventCursor } from '../platform/events/event-cursor.ts';
import type { FeedItem, FeedReader } from '../platform/live/account-feed.ts';
import type { LiveFeeds } from '../platform/live/live-feeds.ts';
import { type EscalationEventType, escalationEventTypes, readHandoffPayload } from './handoffs.events.ts';

/** One event of a live stream, on its way to a client. */
export interface EscalationStreamEvent {
  readonly type: EscalationEventType;
  readonly cursor: string;
  /** Whether it happened before the stream was opened. */
  readonly replayed: boolean;
  readonly handoffId: string;
  readonly actorId: string;
  readonly reason: string | null;
  readonly at: Date;
}

/** The first event of a dashboard's stream: from this cursor on, nothing will be missed. */
export interface StreamReady {
  readonly type: 'ready';
  readonly cursor: string;
  readonly accountId: string;
}

const knownTypes: ReadonlySet<string> = new Set(Object.values(escalationEventTypes));

/**
 * Opens the stream of new escalations of the viewer's account.
 * @param after cursor to continue from; null: from now on
 * @throws FORBIDDEN for a role that does not handle escalations; CURSOR_EXPIRED
 */
export async function openEscalationCreated(
  scope: Scope,
  live: LiveFeeds,
  after: string | null,
): Promise<AsyncIterableIterator<EscalationStreamEvent>> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  const reader = await live.openReader(scope.viewer.accountId, after);
  return iterate(reader, null, item =>
    item.event.type === escalationEventTypes.created ? toEvent(item) : null,
  );
}

/** Opens the one stream a dashboard needs: it says that it is ready, and then everything about escalations. */
export async function openEscalationEvents(
  scope: Scope,
  live: LiveFeeds,
  after: string | null,
): Promise<AsyncIterableIterator<EscalationStreamEvent | StreamReady>> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  const { accountId } = scope.viewer;
  const reader = await live.openReader(accountId, after);
  const cursor = encodeEventCursor({ epoch: reader.epoch, seq: reader.position });
  return iterate<EscalationStreamEvent | StreamReady>(reader, { type: 'ready', cursor, accountId }, toEvent);
}

/** An event of the log as a client's event; null for what clients do not see. */
function toEvent({ event, epoch, replayed }: FeedItem): EscalationStreamEvent | null {
  if (!isEscalationType(event.type)) return null;
  const payload = readHandoffPayload(event.payload);
  if (payload === null) return null;
  return {
    type: event.type,
    cursor: encodeEventCursor({ epoch, seq: event.seq }),
    replayed,
    handoffId: payload.handoffId,
    actorId: payload.actorId,
    reason: payload.reason ?? null,
    at: event.at,
  };
}

function isEscalationType(type: string): type is EscalationEventType {
  return knownTypes.has(type);
}

/**
 * A reader as an async iterator. Written by hand: an `async function*` that waits cannot be ended from outside,
 * it would keep its reader until the next event. Here `return()` settles at once.
 */
function iterate<T>(
  reader: FeedReader,
  first: T | null,
  pick: (item: FeedItem) => T | null,
): AsyncIterableIterator<T> {
  let greeting = first;
  return {
    async next() {
      if (greeting !== null) {
        const value = greeting;
        greeting = null;
        return { done: false, value };
      }
      for (;;) {
        const item = await reader.next();
        if (item === null) return { done: true, value: undefined };
        const value = pick(item);
        if (value !== null) return { done: false, value };
      }
    },
    async return() {
      greeting = null;
      reader.close();
      return { done: true, value: undefined };
    },
    async throw(error) {
      reader.close();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
