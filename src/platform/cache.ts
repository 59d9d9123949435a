import { LRUCache } from 'lru-cache';

/**
 * Bytes of all that is kept in memory for the requests of others, each at most. docs/limits.md lists the same numbers.
 * What belongs to one stream, one feed or one connection has its bound there.
 */
export const cacheBytes = {
  /** Documents of people who are signed in, with the plans of their execution. */
  documents: 24_000_000,
  /** Answers about the schema. */
  introspection: 6_000_000,
  /** Access tokens whose signature was found right. */
  accessTokens: 10_000_000,
  /** What network addresses have cost this process of late. */
  addresses: 4_000_000,
  /** Clocks of time zones. */
  timeZones: 8_000_000,
  /** What accounts have stored and written, as the database said last. */
  usage: 4_000_000,
  /** Names of the mail files, where mails are files. */
  mailFiles: 4_000_000,
} as const;

/**
 * Opens a cache: what was not used for the longest time makes room. What takes more than a sixth of it is not kept.
 * @param bytesOf what an entry takes, by an estimate that was measured once; at least 1
 */
export function createCache<Value extends object | string>(
  name: keyof typeof cacheBytes,
  bytesOf: (value: Value, key: string) => number,
): LRUCache<string, Value> {
  const maxSize = cacheBytes[name];
  return new LRUCache({ maxSize, maxEntrySize: Math.floor(maxSize / 6), sizeCalculation: bytesOf });
}
