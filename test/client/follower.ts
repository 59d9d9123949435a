import {
  type EscalationStreamError,
  type StreamStatus,
  type SubscribeOptions,
  subscribeToEscalations,
} from '../../src/client/subscribe-to-escalations.ts';
import { waitFor } from '../harness/wait.ts';

/** What the scripted server's events look like to the client. */
export interface ScriptedData {
  readonly escalationEvents: { readonly __typename: string; readonly cursor: string; readonly text?: string };
}

/** Somebody who reads a subscription to its end. */
export interface Follower extends AsyncDisposable {
  readonly cursors: readonly string[];
  readonly statuses: readonly StreamStatus[];
  readonly states: readonly StreamStatus['state'][];
  readonly error: EscalationStreamError | null;
  readonly stream: ReturnType<typeof subscribeToEscalations<ScriptedData>>;
  /** Resolves when so many events have come; returns their cursors. */
  received(count: number): Promise<readonly string[]>;
  /** Resolves when the iteration is over. */
  ended(): Promise<void>;
}

/** Pauses short enough for a test, long enough to be seen. */
export const quickly = { firstMs: 10, longestMs: 40, rotationMs: 20 } as const;

/** Follows a stream from the beginning of the test to its end. */
export function follow(
  options: Partial<SubscribeOptions<ScriptedData>> & { readonly url: string },
): Follower {
  const cursors: string[] = [];
  const statuses: StreamStatus[] = [];
  let error: EscalationStreamError | null = null;
  let isOver = false;
  const stream = subscribeToEscalations<ScriptedData>({
    accessToken: () => 'token',
    query: 'subscription ($after: EventCursor) { escalationEvents(after: $after) { __typename } }',
    pauses: quickly,
    ...options,
    onStatus: status => statuses.push(status),
  });
  const reading = (async () => {
    try {
      for await (const { cursor } of stream) cursors.push(cursor);
    } catch (thrown) {
      error = thrown as EscalationStreamError;
    } finally {
      isOver = true;
    }
  })();
  const describe = () => JSON.stringify({ cursors, statuses, error });
  return {
    cursors,
    statuses,
    get states() {
      return statuses.map(({ state }) => state);
    },
    get error() {
      return error;
    },
    stream,
    async received(count) {
      await waitFor(`${count} events`, () => cursors.length >= count || isOver, describe);
      return cursors;
    },
    async ended() {
      await waitFor('the end of the iteration', () => isOver, describe);
    },
    async [Symbol.asyncDispose]() {
      await stream.return();
      await reading;
    },
  };
}
