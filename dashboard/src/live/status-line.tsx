import { useEffect, useState, useSyncExternalStore } from 'react';
import { formatClock } from '../ui/time.tsx';
import type { FeedStatus } from './feed.ts';
import { useFeed } from './use-feed.tsx';

/** After this long without a connection it is said since when. */
const offlineAfterMs = 15_000;

/** One quiet line: whether what one sees is what is. */
export function StatusLine() {
  const { status } = useFeed();
  const { text, tone } = describe(status, useIsLong(status));
  return (
    <p className={`status-line status-${tone}`} role="status">
      <span className="status-dot" aria-hidden="true" />
      {text}
    </p>
  );
}

/** Whether there has been no connection for long enough to say since when. */
function useIsLong(status: FeedStatus): boolean {
  const isOnline = useSyncExternalStore(onLineChange, () => navigator.onLine);
  const noticedMs = status.state === 'reconnecting' ? status.noticedMs : null;
  const [longMs, setLongMs] = useState<number | null>(null);
  useEffect(() => {
    if (noticedMs === null) return;
    const timer = setTimeout(() => setLongMs(noticedMs), noticedMs + offlineAfterMs - Date.now());
    return () => clearTimeout(timer);
  }, [noticedMs]);
  return !isOnline || longMs === noticedMs;
}

function onLineChange(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

function describe(status: FeedStatus, isLong: boolean): { readonly text: string; readonly tone: string } {
  if (status.state === 'live') return { text: 'live', tone: 'live' };
  if (status.state === 'connecting') return { text: 'connecting', tone: 'waiting' };
  if (status.state === 'ended') return { text: describeEnd(status.code), tone: 'offline' };
  return isLong
    ? { text: `offline since ${formatClock(status.sinceMs)}`, tone: 'offline' }
    : { text: 'reconnecting', tone: 'waiting' };
}

function describeEnd(code: string): string {
  if (code === 'FORBIDDEN') return 'not for your role any more';
  if (code === 'STREAM_ENDED') return 'ended by an administrator: reload to listen again';
  if (code === 'UNAUTHENTICATED' || code === 'TOKEN_EXPIRED') return 'sign in again';
  return 'not live: reload the page';
}
