import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../../kernel/ids.ts';
import type { BatchJobDefinition } from '../jobs/jobs.ts';
import type { Reaction } from './outbox.ts';

/** A fact that was committed, on its way to those who follow it. */
export interface FollowedEvent {
  /** The same however often it is handed over: for keys and Message-IDs. */
  readonly id: string;
  readonly accountId: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** When it happened, ISO 8601. */
  readonly at: string;
}

/**
 * What a domain that follows facts offers. Unlike a reaction, which adds to the transaction of the fact and is waited
 * for, this runs after the commit, in a job.
 */
export interface Follower {
  readonly eventTypes: readonly string[];
  /**
   * Makes rows and further jobs of these facts, oldest first, of several accounts. Called again for the same ones after
   * a crash or a failure, also one of another follower, so it must bear repetition; and it must not fail, nor wait for
   * anything outside of the database, for a reason that concerns one of them alone.
   */
  follow(events: readonly FollowedEvent[]): Promise<void>;
}

export const followersQueue = 'event-followers';

/** Time that open streams get before the followers of the same fact. */
const streamsFirstMs = 50;

/** Facts that are handed over together: what they need of the database is read by one statement each. */
const followedAtOnceMax = 50;

/** One job for a fact, in its transaction, however many follow it: who they are and what they need is found out later. */
export function createFollowerReactions(followers: readonly Follower[]): Reaction[] {
  return [...new Set(followers.flatMap(({ eventTypes }) => eventTypes))].map(eventType => ({
    eventType,
    async react(tx, { accountId, type, payload }) {
      const now = tx.clock.now();
      // Facts are followed in the order of their ids, whichever replicas they are from.
      const id = newId(now.getTime());
      const event: FollowedEvent = { id, accountId, type, payload, at: now.toISOString() };
      await tx.enqueue(followersQueue, event);
    },
  }));
}

/** The job that hands facts to their followers, in the order these are given. */
export function createFollowerJobs(followers: readonly Follower[]): [BatchJobDefinition<FollowedEvent>] {
  return [
    {
      queue: followersQueue,
      retryLimit: 10,
      retryDelaySeconds: 2,
      retryDelaySecondsMax: 300,
      timeoutSeconds: 60,
      concurrency: 1,
      batchMax: followedAtOnceMax,
      async runAll(events) {
        // The live streams go first: mails and notes would hold the event up in this very moment, and they can wait.
        await delay(streamsFirstMs);
        const inOrder = [...events].sort((one, other) => (one.id < other.id ? -1 : 1));
        const failures: unknown[] = [];
        for (const { eventTypes, follow } of followers) {
          const followed = inOrder.filter(({ type }) => eventTypes.includes(type));
          // One that fails holds no other up; all are called again for it.
          if (followed.length > 0) await follow(followed).catch((error: unknown) => failures.push(error));
        }
        if (failures.length > 0) throw failures[0];
      },
    },
  ];
}
