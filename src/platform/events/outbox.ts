import type { Viewer } from '../../kernel/viewer.ts';
import type { TransactionScope } from '../database/transaction.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LoggedEvent, NewEvent } from './event-log.ts';

/** Where facts go when a transaction commits: reactions (inside it), the job queue, live streams. */
export interface Outbox {
  readonly jobs: Jobs;
  /** Lets those who react to a fact add their own rows and jobs to the same transaction. */
  react(tx: TransactionScope<Viewer | null>, event: NewEvent): Promise<void>;
  /** Called once after the commit, for the streams of this very process, and to tell the other replicas. */
  committed(accountId: string, events: readonly LoggedEvent[]): void;
}

/**
 * What a domain that reacts to another offers: event types and what to do, inside the same transaction.
 * The domain that records the event knows nothing of it.
 */
export interface Reaction {
  readonly eventType: string;
  react(tx: TransactionScope<Viewer | null>, event: NewEvent): Promise<void>;
}

/** Runs the reactions registered for an event's type, in the order they were registered. */
export function createReactor(reactions: readonly Reaction[]): Outbox['react'] {
  const byType = Map.groupBy(reactions, reaction => reaction.eventType);
  return async (tx, event) => {
    for (const reaction of byType.get(event.type) ?? []) await reaction.react(tx, event);
  };
}
