import { escalationEventTypes } from '../handoffs/handoffs.events.ts';
import type { Reaction } from '../platform/events/outbox.ts';
import { escalationFanOutQueue } from './notifications.jobs.ts';

/** A new escalation leaves one job behind, in its own transaction; whom to reach is found out by the worker. */
export const notificationReactions: readonly Reaction[] = [
  {
    eventType: escalationEventTypes.created,
    async react(tx, event) {
      await tx.enqueue(escalationFanOutQueue, {
        accountId: event.accountId,
        handoffId: event.payload.handoffId,
      });
    },
  },
];
