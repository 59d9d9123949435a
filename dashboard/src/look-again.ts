/** When to look again, besides the moment in which one comes back to the tab. */
export interface Occasions {
  readonly everyMs?: number;
  /** What of the window is one as well: `focus`, as two windows side by side are both seen, or `online`. */
  readonly on?: 'focus' | 'online';
}

/**
 * Looks again at what others change and no event tells of, as long as the tab is seen: never in one that nobody looks at.
 * @returns what ends it
 */
export function keepLooking(look: () => void, { everyMs, on }: Occasions): () => void {
  const ended = new AbortController();
  const lookIfSeen = () => {
    if (document.visibilityState === 'visible') look();
  };
  const timer = everyMs === undefined ? undefined : setInterval(lookIfSeen, everyMs);
  document.addEventListener('visibilitychange', lookIfSeen, { signal: ended.signal });
  if (on !== undefined) addEventListener(on, lookIfSeen, { signal: ended.signal });
  return () => {
    clearInterval(timer);
    ended.abort();
  };
}
