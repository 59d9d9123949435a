import type { NewEvent } from '../platform/events/event-log.ts';

/** A session came to its end; what hangs on it (a claimed escalation) ends in the same transaction. */
export const sessionCompleted = 'session.completed';

export interface SessionCompleted {
  readonly sessionId: string;
  readonly actorId: string;
}

/** The event of a completed session. */
export function sessionCompletedEvent(accountId: string, payload: SessionCompleted): NewEvent {
  return { accountId, type: sessionCompleted, payload: { ...payload } };
}
