import { badInput } from './errors.ts';

export interface TextRule {
  /** Path as the client wrote it, such as `input.title`. */
  readonly field: string;
  /** Most Unicode code points allowed after trimming. */
  readonly max: number;
  /** Fewest allowed; 1 unless told, so that blank text is refused. */
  readonly min?: number;
}

/** Control characters that have no place in text a person reads; tab, line feed and carriage return stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbiddenControls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u;

/**
 * Text as it may be stored: trimmed, well-formed Unicode, within its bounds, lines ended by a line feed.
 * @throws BAD_USER_INPUT naming the field
 */
export function parseText(value: string, rule: TextRule): string {
  const text = value.replace(/\r\n?/g, '\n').trim();
  const min = rule.min ?? 1;
  if (forbiddenControls.test(text))
    throw badInput(rule.field, 'Control characters (such as NUL) are not allowed.');
  if (!text.isWellFormed()) throw badInput(rule.field, 'The text is not well-formed Unicode.');
  const length = countCodePoints(text, rule.max);
  if (length < min)
    throw badInput(rule.field, min === 1 ? 'This must not be empty.' : `At least ${min} characters.`);
  if (length > rule.max) throw badInput(rule.field, `At most ${rule.max} characters.`);
  return text;
}

/** Like parseText; null, undefined and blank text become null. */
export function parseOptionalText(value: string | null | undefined, rule: TextRule): string | null {
  if (value === null || value === undefined) return null;
  return parseText(value, { ...rule, min: 0 }) || null;
}

/** One line of text: as parseText, and line breaks are refused. For titles, names and references. */
export function parseLine(value: string, rule: TextRule): string {
  const text = parseText(value, rule);
  if (/[\n\t\u2028\u2029]/u.test(text)) throw badInput(rule.field, 'This must be a single line.');
  return text;
}

/** Like parseLine; null, undefined and blank text become null. */
export function parseOptionalLine(value: string | null | undefined, rule: TextRule): string | null {
  if (value === null || value === undefined) return null;
  return parseLine(value, { ...rule, min: 0 }) || null;
}

/** Number of code points, giving up just past `max`: a 20 MB string is not worth counting to its end. */
function countCodePoints(text: string, max: number): number {
  // A code point takes at most two UTF-16 units, so this long is too long whatever it holds.
  if (text.length > max * 2) return max + 1;
  let count = 0;
  for (const _ of text) count++;
  return count;
}
