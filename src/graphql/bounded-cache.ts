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

interface Entry<V> {
  /** The text it was first set with: one that comes with a later request would keep that whole request's body. */
  readonly key: string;
  readonly value: V;
}

export function createBoundedCache<V>({ entriesMax, charsMax }: BoundedCacheOptions): BoundedCache<V> {
  const kept = new Map<string, Entry<V>>();
  /** What was used last; it needs no moving. */
  let newest: Entry<V> | null = null;
  let chars = 0;
  const forget = (key: string) => {
    if (kept.delete(key)) chars -= key.length;
  };
  return {
    get(key) {
      const entry = kept.get(key);
      if (entry === undefined) return undefined;
      if (entry !== newest) {
        kept.delete(key);
        kept.set(entry.key, entry);
        newest = entry;
      }
      return entry.value;
    },
    set(key, value) {
      if (key.length > charsMax / 20) return;
      forget(key);
      newest = { key, value };
      kept.set(key, newest);
      chars += key.length;
      for (const oldest of kept.keys()) {
        if (kept.size <= entriesMax && chars <= charsMax) break;
        forget(oldest);
      }
    },
  };
}
