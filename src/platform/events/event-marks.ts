import { randomBytes } from 'node:crypto';

/**
 * A mark is a random text that an event gets together with its number. The number says where an event stands, and after
 * a failover or a restore another event can stand there; the mark says which one it is. Each row holds its own mark and
 * that of the event before it, so whoever has seen one event can tell whether the next one really follows it.
 */

/** The mark of an event that has none, since a version without marks recorded it, or made the cursor. */
export const noMark = '';

/** Of each of the two marks in a link. */
const markChars = 8;

/** A mark for events that are recorded together: eight hexadecimal digits. */
export function newEventMark(): string {
  return randomBytes(markChars / 2).toString('hex');
}

/** The two marks in a row's link; both are `noMark` for a row without. */
export function readLink(link: string | null): { readonly mark: string; readonly previousMark: string } {
  return link === null
    ? { mark: noMark, previousMark: noMark }
    : { mark: link.slice(0, markChars), previousMark: link.slice(markChars) };
}

/** Whether two marks can be those of the same event. What is not known is believed. */
export function canBeSameMark(one: string, other: string): boolean {
  return one === other || one === noMark || other === noMark;
}
