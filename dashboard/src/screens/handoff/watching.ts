import { useEffect } from 'react';
import type { TypedDocumentString } from '../../api/graphql.ts';
import { accessToken } from '../../api/tokens.ts';
import type { Reader } from '../../live/use-readers.ts';
import { handoffMarkWatching, handoffStopWatching } from './documents.ts';

/** Half of how long the server believes it. */
const againMs = 20_000;

interface Answer<Data> {
  readonly data?: Data | null;
}

/**
 * Sends past the cache: the screens would read everything again each time. A page that is being closed still sends it.
 * What fails is let go, since it is said again soon.
 */
async function tell<Data>(
  document: TypedDocumentString<Data, { input: { handoffId: string } }>,
  handoffId: string,
): Promise<Data | null> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${await accessToken()}`,
      },
      body: JSON.stringify({ query: document.toString(), variables: { input: { handoffId } } }),
      keepalive: true,
    });
    const { data }: Answer<Data> = await response.json();
    return data ?? null;
  } catch {
    return null;
  }
}

/** Says that this person is reading a handoff, while they look at it; `onWatchers` is told who else does. */
export function useWatching(
  handoffId: string,
  isWanted: boolean,
  onWatchers: (watchers: readonly Reader[]) => void,
): void {
  useEffect(() => {
    if (!isWanted) return;
    let isOver = false;
    const say = async () => {
      if (document.visibilityState !== 'visible') return;
      const answer = await tell(handoffMarkWatching, handoffId);
      if (answer?.markWatching && !isOver) onWatchers(answer.markWatching.watchers);
    };
    const stop = () => void tell(handoffStopWatching, handoffId);
    const look = () => void say();
    look();
    const timer = setInterval(look, againMs);
    document.addEventListener('visibilitychange', look);
    addEventListener('pagehide', stop);
    return () => {
      isOver = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      removeEventListener('pagehide', stop);
      stop();
    };
  }, [handoffId, isWanted, onWatchers]);
}
