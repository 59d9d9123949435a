import { randomBytes } from 'node:crypto';

/** An id as the database knows it: a UUIDv7 in its hyphenated, lower-case form. */
export type Uuid = string;

/**
 * A new UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 74 random bits.
 *
 * Ids made later sort later (to the millisecond), which keeps primary-key inserts at one end of the index.
 */
export function newId(nowMs: number = Date.now()): Uuid {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
