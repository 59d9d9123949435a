export interface BoundedCacheOptions {
  readonly entriesMax: number;
  /** Characters of all keys together: what is made from a text is as long as the text. */
  readonly charsMax: number;
}

/** What was made from texts that clients send. The one that was not used for the longest time is forgotten first. */
export interface BoundedCache<V> {
  get(key: string): V | undefined;
  /** Keeps a value, unless its key is a large part of all there is room for. */
  set(key: string, value: V): void;
}

export function createBoundedCache<V>({ entriesMax, charsMax }: BoundedCacheOptions): BoundedCache<V> {
  const kept = new Map<string, V>();
  let chars = 0;
  const forget = (key: string) => {
    if (kept.delete(key)) chars -= key.length;
  };
  return {
    get(key) {
      const value = kept.get(key);
      if (value === undefined) return undefined;
      kept.delete(key);
      kept.set(key, value);
      return value;
    },
    set(key, value) {
      if (key.length > charsMax / 20) return;
      forget(key);
      kept.set(key, value);
      chars += key.length;
      for (const oldest of kept.keys()) {
        if (kept.size <= entriesMax && chars <= charsMax) break;
        forget(oldest);
      }
    },
  };
}
