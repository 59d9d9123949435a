/** Whether what failed is at fault itself: told each time, by whom it stands in the way of, and what it is. */
export type Doubt = (key: string, id: string) => boolean;

export interface DoubtOptions {
  /** How many times the same one must have failed in a row for each doubt. */
  readonly every: number;
  /** Keys that are remembered; above it those go that were told of the longest ago. */
  readonly keysMax: number;
}

/**
 * What is first in its line and never gets through looks as if the other side were away, and would hold up all behind it.
 * So every so many times that the same one has failed there is a doubt, and the next may be tried as well. Not every time:
 * a server that comes back in that very moment gets the two in the wrong order.
 */
export function createDoubt({ every, keysMax }: DoubtOptions): Doubt {
  const missesByKey = new Map<string, { readonly id: string; readonly count: number }>();
  return (key, id) => {
    const before = missesByKey.get(key);
    const count = before?.id === id ? before.count + 1 : 1;
    missesByKey.delete(key);
    missesByKey.set(key, { id, count });
    const [oldest] = missesByKey.keys();
    if (missesByKey.size > keysMax && oldest !== undefined) missesByKey.delete(oldest);
    return count % every === 0;
  };
}
