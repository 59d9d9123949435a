import type { NewEvent } from '../platform/events/event-log.ts';

/** Somebody's right to see has changed: role, activation, password or sign-out everywhere. Clients never see it. */
export const accessChanged = 'access.changed';

/** The event for one person of an account. */
export function accessChangedEvent(accountId: string, userId: string, reason: string): NewEvent {
  return { accountId, type: accessChanged, payload: { userId, reason } };
}
