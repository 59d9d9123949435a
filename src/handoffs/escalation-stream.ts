import { encodeEventCursor } from '../platform/events/event-cursor.ts';
import type { FeedItem, StreamPosition } from '../platform/live/live-stream.ts';
import { escalationEventTypes, readHandoffPayload } from './handoffs.events.ts';

/** One event of a live stream, on its way to a client. */
export interface EscalationStreamEvent {
  readonly type: string;
  readonly cursor: string;
  /** Whether it happened before the stream was opened. */
  readonly replayed: boolean;
  readonly handoffId: string;
  /** Null: nobody did it; the product itself, by a rule of the account. */
  readonly actorId: string | null;
  readonly reason: string | null;
  readonly at: Date;
}

/** The first event of a dashboard's stream: from this cursor on, nothing will be missed. */
export interface StreamReady {
  readonly type: 'ready';
  readonly cursor: string;
  readonly accountId: string;
}

const shownTypes = new Set<string>(Object.values(escalationEventTypes));

/** Lets events of a further type through to the streams. To be called while the schema is built. */
export function showOnStream(type: string): void {
  shownTypes.add(type);
}

/** An event of the log as a client's event; null for what clients do not see. */
export function toEscalationEvent({ event, epoch, replayed }: FeedItem): EscalationStreamEvent | null {
  if (!shownTypes.has(event.type)) return null;
  const payload = readHandoffPayload(event.payload);
  if (payload === null) return null;
  return {
    type: event.type,
    cursor: encodeEventCursor({ ...event, epoch }),
    replayed,
    handoffId: payload.handoffId,
    actorId: payload.actorId,
    reason: payload.reason ?? null,
    at: event.at,
  };
}

/** The same for the stream of new escalations alone. */
export function toEscalationCreated(item: FeedItem): EscalationStreamEvent | null {
  return item.event.type === escalationEventTypes.created ? toEscalationEvent(item) : null;
}

/** What tells a dashboard where its stream begins. */
export function streamReady(accountId: string, position: StreamPosition): StreamReady {
  return { type: 'ready', cursor: encodeEventCursor(position), accountId };
}
