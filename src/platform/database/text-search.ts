import { limits } from '../../kernel/limits.ts';
import type { Condition } from './pages.ts';

/**
 * Full-text search by the beginnings of words, over a `search_vector` column that PostgreSQL derives from
 * `search_text`. Text and query are cut into words in the same way, by us: PostgreSQL's own parser takes
 * "T-4711" for a letter and a negative number, and nobody would find the ticket. Marks belong to the letter before
 * them: many scripts write their vowels so.
 */
const wordBoundary = /[^\p{L}\p{M}\p{N}]+/u;
const searchTextCharsMax = 200_000;

/** The words of a text, in the one spelling that Unicode has for those it can spell in several ways. */
function wordsOf(text: string): string[] {
  return text.normalize('NFC').split(wordBoundary).filter(Boolean);
}

/** The words of some texts, as they go into `search_text`. */
export function toSearchText(texts: readonly (string | null | undefined)[]): string {
  const words = wordsOf(texts.filter(Boolean).join(' ')).join(' ');
  return words.slice(0, searchTextCharsMax);
}

/**
 * A condition that holds when every word of the query begins a word of the row; null when the query has no words.
 * @param stemmed whether the column also holds English word stems, so that "printers" finds "printer"
 */
export function matchesSearch(query: string, { stemmed }: { stemmed: boolean }): Condition | null {
  const words = wordsOf(query).slice(0, limits.searchWordsMax);
  if (words.length === 0) return null;
  const each = stemmed ? "(to_tsquery('simple', ?) || to_tsquery('english', ?))" : "to_tsquery('simple', ?)";
  const values = words.flatMap(word => (stemmed ? [`${word}:*`, `${word}:*`] : [`${word}:*`]));
  return { sql: `t.search_vector @@ (${words.map(() => each).join(' && ')})`, values };
}
