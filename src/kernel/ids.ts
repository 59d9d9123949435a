import { randomUUID } from 'node:crypto';

/** An id as the database knows it: a UUIDv7 in its hyphenated, lower-case form. */
export type Uuid = string;

/** Ids are kept for long, and a text that was put together keeps its parts: this makes it one. */
const bytes = Buffer.alloc(36);

/**
 * A new UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 74 random bits.
 *
 * Ids made later sort later (to the millisecond), which keeps primary-key inserts at one end of the index.
 */
export function newId(nowMs: number = Date.now()): Uuid {
  const time = nowMs.toString(16).padStart(12, '0');
  // Node keeps random bytes in store for this one: several times faster than asking for them each time.
  bytes.write(`${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`, 'latin1');
  return bytes.toString('latin1');
}
