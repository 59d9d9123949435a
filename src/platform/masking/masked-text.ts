/** Text with its secrets covered, and how many there were. */
export interface MaskedText {
  readonly text: string;
  readonly count: number;
}

/** One way to find secrets. What it has covered once it leaves alone the next time. */
export type Rule = (text: string) => MaskedText;

/** What stands in the place of a secret. */
export const maskMark = '••••••';

/**
 * What is blank within a line. Text pasted from a mail, a browser or a word processor has blanks that do not break, and
 * some that have no width.
 */
export const blank = '[ \\t\\u00A0\\u2000-\\u200D\\u202F\\u205F\\u2060\\u3000\\uFEFF]';

/** A place in a text: from a character up to, and without, another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The text with these places covered. They come in the order of the text and do not overlap. */
export function coverSpans(text: string, spans: readonly Span[]): MaskedText {
  const parts: string[] = [];
  let done = 0;
  for (const { from, to } of spans) {
    parts.push(text.slice(done, from), maskMark);
    done = to;
  }
  return { text: [...parts, text.slice(done)].join(''), count: spans.length };
}

/** Covers what a pattern finds, behind its first group, if it has one. */
export function coverMatches(pattern: RegExp): Rule {
  return text => {
    let count = 0;
    const masked = text.replace(pattern, (_found: string, front: unknown) => {
      count++;
      return `${typeof front === 'string' ? front : ''}${maskMark}`;
    });
    return { text: masked, count };
  };
}
