import type { LoggedEvent, NewEvent } from '../platform/events/event-log.ts';

/** Somebody in charge wants a stream ended. Through the log it reaches the replica that has it; clients never see it. */
export const streamEndRequested = 'stream.end-requested';

/** The event that ends one stream of an account. */
export function streamEndRequestedEvent(accountId: string, streamId: string, actorId: string): NewEvent {
  return { accountId, type: streamEndRequested, payload: { streamId, actorId } };
}

/** The stream that an event of the log asks to end; null for other events. */
export function endRequestedBy({ type, payload }: LoggedEvent): string | null {
  return type === streamEndRequested && typeof payload.streamId === 'string' ? payload.streamId : null;
}
