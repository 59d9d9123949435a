import type { NewEvent } from '../platform/events/event-log.ts';

/** What can happen to an escalation, in the words of the event log. Each becomes one event of the live stream. */
export const escalationEventTypes = {
  created: 'escalation.created',
  claimed: 'escalation.claimed',
  released: 'escalation.released',
  returned: 'escalation.returned',
  withdrawn: 'escalation.withdrawn',
  resolved: 'escalation.resolved',
} as const;

export type EscalationEventType = (typeof escalationEventTypes)[keyof typeof escalationEventTypes];

/** Parking and resuming are private to one engineer: in the log, for the record, and in nobody's stream. */
export const sessionParked = 'session.parked';
export const sessionResumed = 'session.resumed';

/** Ids, and what cannot be looked up later: who did it, and why, at that moment. */
export interface HandoffEventPayload {
  readonly handoffId: string;
  readonly sessionId: string;
  readonly actorId: string;
  readonly reason?: string;
}

/** The event of something that happened to a handoff. */
export function handoffEvent(
  accountId: string,
  type: EscalationEventType | typeof sessionParked | typeof sessionResumed,
  payload: HandoffEventPayload,
): NewEvent {
  return { accountId, type, payload: { ...payload } };
}

/** A logged payload as what it was written as; null when it does not have the shape. */
export function readHandoffPayload(payload: Readonly<Record<string, unknown>>): HandoffEventPayload | null {
  const { handoffId, sessionId, actorId, reason } = payload;
  if (typeof handoffId !== 'string' || typeof sessionId !== 'string' || typeof actorId !== 'string')
    return null;
  return { handoffId, sessionId, actorId, ...(typeof reason === 'string' ? { reason } : {}) };
}
