import { createClient, NetworkError } from 'graphql-sse';
import { EscalationEvents, type FeedEvent } from './operations.ts';
import type { Pace } from './pace.ts';
import type { Colleague } from './staff.ts';

/**
 * Follows the live stream of a colleague's account until the pace is over, and calls `onEvent` for each event once
 * and in order. The cursor of the last event is where it goes on after any break; see docs/live-escalations.md.
 * @param after where to begin; null: at now
 */
export async function watchFeed(
  url: string,
  watcher: Colleague,
  after: string | null,
  pace: Pace,
  onEvent: (event: FeedEvent) => void,
): Promise<void> {
  const client = createClient({
    url: `${url}/graphql/stream`,
    headers: () => ({ authorization: `Bearer ${watcher.accessToken()}` }),
    // The library would repeat the request with the cursor of the beginning.
    retryAttempts: 0,
  });
  pace.signal.addEventListener('abort', () => client.dispose(), { once: true });
  let cursor = after;
  while (!pace.isOver()) {
    const code = await followOnce();
    if (code === 'CURSOR_EXPIRED') cursor = null;
    // A sign-in that fails is tried again with the next round.
    if (code === 'TOKEN_EXPIRED' || code === 'UNAUTHENTICATED') await watcher.signIn().catch(() => {});
    await pace.seconds(1);
  }

  /** Reads one stream to its end; returns the code it ended with. */
  async function followOnce(): Promise<string> {
    try {
      const variables: Record<string, unknown> = { after: cursor };
      const results = client.iterate<{
        escalationEvents: FeedEvent | { __typename: 'StreamReady'; cursor: string };
      }>({
        query: EscalationEvents.document,
        variables,
      });
      for await (const { data, errors } of results) {
        if (!data) return codeOf(errors);
        if ('handoff' in data.escalationEvents) onEvent(data.escalationEvents);
        ({ cursor } = data.escalationEvents);
      }
      return 'NONE';
    } catch (error) {
      const response = error instanceof NetworkError ? (error.response as Response | undefined) : undefined;
      const body = (await response?.json().catch(() => null)) as {
        readonly errors?: readonly object[];
      } | null;
      return codeOf(body?.errors);
    }
  }
}

/** The code of the first error, wherever it came from. */
function codeOf(errors: readonly object[] | undefined): string {
  const { extensions } = (errors?.[0] ?? {}) as { readonly extensions?: { readonly code?: unknown } };
  return String(extensions?.code ?? 'NONE');
}
