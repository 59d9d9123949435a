import { badInput } from '../kernel/errors.ts';
import { parseLine } from '../kernel/input.ts';
import { limits } from '../kernel/limits.ts';
import { assertVisible } from '../kernel/names.ts';

export interface EmailAddress {
  /** As written, for display and delivery. */
  readonly email: string;
  /** What two addresses are compared by: Ada@Example.com and ada@example.com are one. */
  readonly emailKey: string;
}

/** One `@`, a dot in the domain, no spaces, no control or quoting characters. Delivery is the real test. */
const addressPattern = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]+$/u;

/** @throws BAD_USER_INPUT naming the field */
export function parseEmailAddress(value: string, field: string): EmailAddress {
  const email = parseLine(value, { field, max: limits.emailCharsMax }).normalize('NFC');
  assertVisible(email, field);
  if (!addressPattern.test(email)) throw badInput(field, 'This is not an email address.');
  return { email, emailKey: email.toLowerCase() };
}
