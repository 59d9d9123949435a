import type { LoggedEvent, NewEvent } from '../platform/events/event-log.ts';

/** Somebody's right to see has changed: role, activation, password or sign-out everywhere. Clients never see it. */
export const accessChanged = 'access.changed';

/** The event for one person of an account, or for everybody. */
export function accessChangedEvent(accountId: string, userId: string, reason: string): NewEvent {
  return { accountId, type: accessChanged, payload: { userId, reason } };
}

/** In the place of a person: everybody of the account. */
export const everybody = 'EVERYBODY';

/** Whose access an event of the log has changed: a person's id, or everybody's; null for other events. */
export function accessChangedBy({ type, payload }: LoggedEvent): string | null {
  return type === accessChanged && typeof payload.userId === 'string' ? payload.userId : null;
}
