import type { NewEvent } from '../platform/events/event-log.ts';
import type { FollowedEvent } from '../platform/events/followers.ts';

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
  /** Null: nobody did it; the product itself, by a rule of the account. */
  readonly actorId: string | null;
  readonly reason?: string;
}

/**
 * The event of something that happened to a handoff. Beside the types above there are those of the reactions, which tell
 * the live stream of theirs with `addEscalationEvent`.
 */
export function handoffEvent(accountId: string, type: string, payload: HandoffEventPayload): NewEvent {
  return { accountId, type, payload: { ...payload } };
}

/** A logged payload as what it was written as; null when it does not have the shape. */
export function readHandoffPayload(payload: Readonly<Record<string, unknown>>): HandoffEventPayload | null {
  const { handoffId, sessionId, actorId, reason } = payload;
  if (typeof handoffId !== 'string' || typeof sessionId !== 'string') return null;
  if (typeof actorId !== 'string' && actorId !== null) return null;
  return { handoffId, sessionId, actorId, ...(typeof reason === 'string' ? { reason } : {}) };
}

/** A followed event about a handoff, with its payload taken apart. */
export interface HandoffFact extends Omit<HandoffEventPayload, 'reason'> {
  readonly id: string;
  readonly accountId: string;
  readonly type: string;
  /** ISO 8601. */
  readonly at: string;
  readonly reason: string | null;
}

/** What followed events say of handoffs, in their order; those that are about something else are left out. */
export function readHandoffFacts(events: readonly FollowedEvent[]): HandoffFact[] {
  return events.flatMap(({ id, accountId, type, payload, at }) => {
    const known = readHandoffPayload(payload);
    return known === null ? [] : [{ ...known, id, accountId, type, at, reason: known.reason ?? null }];
  });
}
