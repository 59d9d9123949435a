import { EscalationStreamError, subscribeToEscalations } from '../src/client/subscribe-to-escalations.ts';
import { EscalationEvents, type EscalationEventsData, type FeedEvent, Queue } from './operations.ts';
import type { Pace } from './pace.ts';
import type { Colleague } from './staff.ts';

/**
 * Follows the live stream of a colleague's account until the pace is over, and calls `onEvent` for each event once
 * and in order.
 * @param after where to begin
 */
export async function watchFeed(
  url: string,
  watcher: Colleague,
  after: string,
  pace: Pace,
  onEvent: (event: FeedEvent) => void,
): Promise<void> {
  const events = subscribeToEscalations<EscalationEventsData>({
    url: `${url}/graphql/stream`,
    query: EscalationEvents.document,
    accessToken: watcher.accessToken,
    refreshTokens: async () => {
      await watcher.signIn();
      return true;
    },
    after,
    loadQueue: async () => (await watcher.run(Queue, {})).escalationQueue.eventCursor,
    signal: pace.signal,
  });
  try {
    for await (const event of events) onEvent(event);
  } catch (error) {
    if (!(error instanceof EscalationStreamError)) throw error;
    // A visitor may have taken the watcher's role away, and may give it back.
    await pace.seconds(5);
    if (!pace.isOver()) await watchFeed(url, watcher, events.cursor ?? after, pace, onEvent);
  }
}
