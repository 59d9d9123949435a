import { blank, coverSpans, type MaskedText, maskMark, type Span } from './masked-text.ts';
import { about, joint, name } from './secret-names.ts';
import {
  isDescribing,
  isDoing,
  isPlain,
  isQuality,
  isState,
  isVerb,
  opensSentence,
} from './words-about-secrets.ts';

const named = new RegExp(`${name}(?:${about}${joint})?`, 'giu');

/**
 * Covers what follows the name of a secret. Behind a sign (`password: …`) everything is one that is not a word for the
 * state of a password, nor a sentence about it; behind a verb (`the password is …`) ordinary words are left too; and with
 * nothing between, only what looks like a password is covered.
 */
export function maskNamed(text: string): MaskedText {
  const spans: Span[] = [];
  named.lastIndex = 0;
  for (let found = named.exec(text); found !== null; found = named.exec(text)) {
    const at = found.index + found[0].length;
    const { words, key, mark, verb } = found.groups ?? {};
    const label = (words ?? key ?? '').toLowerCase();
    const isPair = /cred|daten/.test(label) || text.charAt(found.index - 1) === '/';
    const place = { text, at, label, isPair, mayBePhrase: words !== undefined };
    const spansHere =
      mark !== undefined
        ? findMarked(place, mark)
        : verb !== undefined
          ? findSaid(place)
          : findAdjacent(place);
    spans.push(...spansHere);
    // What is no secret may be the name of one: `Login and password: PIN: 4711`.
    named.lastIndex = Math.max(at, spansHere.at(-1)?.to ?? at);
  }
  return coverSpans(text, spans);
}

/** Where a secret may begin, and what it was called. */
interface Place {
  readonly text: string;
  readonly at: number;
  readonly label: string;
  /** A name and a password: `user/pass: …`. */
  readonly isPair: boolean;
  readonly mayBePhrase: boolean;
}

/** What stands between blanks. */
interface Word extends Span {
  readonly raw: string;
  /** Without the punctuation behind it. */
  readonly core: string;
  /** In small letters, without marks around it. */
  readonly plain: string;
}

/** Behind a sign, as in a form. */
function findMarked(place: Place, mark: string): readonly Span[] {
  const quoted = readQuoted(place);
  if (quoted !== null) return isWorthless(quoted.raw, quoted.plain) || isStateAlone(quoted) ? [] : [quoted];
  const words = readWords(place);
  const [first, second] = words;
  if (first === undefined || isCovered(first.raw)) return [];
  // A word with a colon is the name of the next thing: the place for this one was left empty.
  const isNextLine = mark.includes('\n');
  if (isLabel(first) || (isNextLine && !isStrong(first.core) && words.some(isLabel))) return [];
  if (isOfDigits(place) && !/\d/.test(first.raw)) return [];
  if (isStrong(first.core) && !isState(first.plain) && !isWorthless(first.core, first.plain))
    return withOthers(place, words, 1);
  const run = runOf(words, isVerb);
  if (isNextLine && run < words.length)
    return isWorthless(first.core, first.plain) || isPlain(first.plain) ? [] : [first];
  if (run <= 1) {
    if (isWorthless(first.core, first.plain)) return [];
    // "changed to …", "see …": a sentence. A word that stands alone tells a state, or is the secret.
    const tellsNothing = second === undefined || endsRun(first) ? isStateAlone(first) : isPlain(first.plain);
    return tellsNothing ? findInSentence(words) : withOthers(place, words, 1);
  }
  const isSmall = first.core === first.core.toLowerCase();
  if (opensSentence(first.plain) && (isSmall || isState(first.plain))) return findInSentence(words);
  const isQualified =
    isQuality(first.plain) && isPlain(second?.plain ?? '') && !isQuality(second?.plain ?? '');
  if (isQualified || (!place.mayBePhrase && isPlain(first.plain))) return findInSentence(words);
  return withOthers(place, words, place.mayBePhrase ? run : 1);
}

/** Behind a verb, as in a sentence. */
function findSaid(place: Place): readonly Span[] {
  const quoted = readQuoted(place);
  if (quoted !== null) return isWorthless(quoted.raw, quoted.plain) || isPlain(quoted.plain) ? [] : [quoted];
  const words = readWords(place);
  const [first, second] = words;
  if (first === undefined || isCovered(first.raw) || isWorthless(first.core, first.plain)) return [];
  if (isOfDigits(place) && !/\d/.test(first.raw)) return [];
  if (isStrong(first.core)) return withOthers(place, words, 1);
  const run = runOf(words, isPlain, 1);
  const isSmall = first.core === first.core.toLowerCase() || first.core === first.core.toUpperCase();
  if (isPlain(first.plain) && (isSmall || isState(first.plain))) {
    return isQuality(first.plain) && run > 2 && place.mayBePhrase
      ? [join(words, run)]
      : findInSentence(words);
  }
  const goesOn = second !== undefined && !endsRun(first);
  if (isDescribing(first.core) || (isDoing(first.core) && goesOn)) return findInSentence(words);
  return withOthers(place, words, place.mayBePhrase ? run : 1);
}

/** `password Sommer24!`: with nothing between, only what looks like one. */
function findAdjacent(place: Place): readonly Span[] {
  // A name ends where its word ends: a password is not `passwordless`.
  adjacent.lastIndex = place.at;
  if (!adjacent.test(place.text)) return [];
  const at = adjacent.lastIndex;
  if (place.isPair && !place.mayBePhrase) return findPair({ ...place, at });
  if (!place.mayBePhrase) return [];
  const quoted = readQuoted({ ...place, at });
  if (quoted !== null) return looksTyped(quoted.raw) ? [quoted] : [];
  const words = readWords({ ...place, at });
  const [first] = words;
  if (first === undefined || isCovered(first.raw)) return [];
  if (looksTyped(first.core) || isMixed(first.core)) return withOthers(place, words, 1);
  return findInSentence(words);
}

/** `admin:Secret1`, `admin / Secret1`: a name, and what looks like a password. */
function findPair({ text, at }: Place): readonly Span[] {
  pair.lastIndex = at;
  const [found, front = '', secret = ''] = pair.exec(text) ?? [];
  if (found === undefined || isCovered(secret) || isAddress(front + secret)) return [];
  const { from, to, core } = wordOf(secret, at + front.length);
  return looksTyped(core) ? [{ from, to }] : [];
}

const pair = new RegExp(`([^\\s:/]{1,64}${blank}{0,3}[:/]${blank}{0,3})(\\S{1,200})`, 'uy');

const adjacent = new RegExp(
  `['’]?s?(?:${blank}{1,5}(?:[-–—|]${blank}{1,5})?|${blank}{0,5}\\|${blank}{0,5})`,
  'uy',
);

/** What a sentence about a password holds, if it says one after all: `changed to Welcome1!`. */
function findInSentence(words: readonly Word[]): readonly Span[] {
  return words.slice(0, sentenceWordsMax).filter(({ raw, core }, at) => {
    const isIntroduced = introducing.has(words[at - 1]?.plain ?? '');
    return !isCovered(raw) && (isMixed(core) || (isIntroduced && looksTyped(core)));
  });
}

const sentenceWordsMax = 7;

/** Words in front of a password within a sentence. */
const introducing = new Set('to be is now still again not auf zu ist jetzt noch'.split(' '));

/** A secret of so many words, and those listed behind it: `admin / Secret1`, `Sommer24! or Winter23!`. */
function withOthers({ isPair, label }: Place, words: readonly Word[], count: number): readonly Span[] {
  const spans = [join(words, count)];
  const isList = label.endsWith('codes');
  for (let at = count; at < words.length; at++) {
    const [before = '', word] = [words[at - 1]?.raw, words[at]];
    if (word === undefined) break;
    if (listing.test(word.raw)) continue;
    const isListed = isList || listing.test(before) || /[,;/]$/.test(before);
    if (!isListed || isCovered(word.raw) || !(isPair || looksTyped(word.core))) break;
    spans.push(word);
  }
  return spans;
}

const listing = /^(?:\/|\||&|\+|,|and|or|und|oder)$/i;

function join(words: readonly Word[], count: number): Span {
  return { from: words[0]?.from ?? 0, to: words[count - 1]?.to ?? 0 };
}

/** How many words belong together: up to one that stops them, a label, the end of a sentence or of the line. */
function runOf(words: readonly Word[], stops: (word: string) => boolean, from = 0): number {
  let run = 0;
  for (const [at, word] of words.entries()) {
    const isName = isLabel(word) || /^[([{|#<–—-]/.test(word.raw) || /^[/&+]$/.test(word.raw);
    if (at > 0 && (isName || isCovered(word.raw) || (at >= from && stops(word.plain)))) return at;
    if (at === 0 && from === 0 && stops(word.plain)) return 0;
    run = at + 1;
    if (endsRun(word)) break;
  }
  return run;
}

/** Numbers by nature, whose names mean other things too. */
const isOfDigits = ({ label }: Place): boolean => /^(?:pin|puk|tan)/.test(label);

const endsRun = (word: Word): boolean => word.core.length < word.raw.length || /[!?]$/.test(word.core);
const isLabel = (word: Word): boolean => /^\p{L}[\p{L}\p{N} _()/-]{0,30}:$/u.test(word.raw);

/** Somebody has covered it before: this product, or another with stars or dashes. */
const isCovered = (value: string): boolean =>
  /^["“„«'`(]?••/.test(value) || value.includes(maskMark) || /^[*•_.#–—-]+[.,;)]?$/u.test(value);

const isWorthless = (value: string, word: string): boolean =>
  value.length < 3 || (word === '' && /^[*•_.#–—-]+$/u.test(value));

/** The whole of a field, and a state. With a mark of exclamation it is a word that somebody chose. */
function isStateAlone({ core, plain }: Pick<Word, 'core' | 'plain'>): boolean {
  if (/!/.test(core)) return false;
  return isState(plain) || (isPlain(plain) && plain !== 'default' && core === core.toLowerCase());
}

/** No word of a language: it has digits or marks within. */
const isStrong = (value: string): boolean =>
  /\d/.test(value) || /[^\p{L}'’!?.…-]/u.test(value.replace(/^[("“]|[)"”]$/gu, ''));

/** What has letters and digits, and a meaning: codes of errors, versions, sizes. */
const names =
  /^(?:0x[\da-f]+|kb\d+|office\d+|[om]365|win(?:dows)?-?\d+|ipv[46]|sha-?\d+|aes-?\d+|\d+(?:-?bit|-?char(?:acter)?s?|x|th|st|nd|rd|min|hours?|days?))\W*$/i;
const isAddress = (value: string): boolean =>
  /^\S+@[\w-]+\.[\w.-]+$/.test(value) || /:\/\/|^\/|\\/.test(value) || names.test(value);

/** Letters and digits, as nobody writes a word. */
const looksTyped = (value: string): boolean =>
  value.length >= 6 && /\d/.test(value) && /\p{L}/u.test(value) && !isAddress(value);

/** Letters, digits and marks, or letters around a mark: a password wherever it stands near the word. */
const isMixed = (value: string): boolean =>
  (looksTyped(value) && /[!@$%&*^~§+]|\?[^?]/.test(value)) ||
  (/^\p{L}+[@$!]\p{L}+$/u.test(value) && value.length >= 6);

const openings = /(\\?["“„«'`])/uy;
const closings: Readonly<Record<string, string>> = {
  '"': '"”“',
  '“': '”"“',
  '„': '“”"',
  '«': '»',
  "'": "'’",
  '`': '`',
};

/** A value in quotes, without them; null if it is in none, or they do not end on the line. */
function readQuoted({ text, at }: Place): Word | null {
  openings.lastIndex = at;
  const opening = openings.exec(text)?.[1];
  if (opening === undefined) return null;
  const mark = opening.slice(-1);
  const from = at + opening.length;
  for (let to = from; to < Math.min(text.length, from + 300); to++) {
    const char = text.charAt(to);
    if (char === '\n') return null;
    if (opening.length === 1 && char === '\\') to++;
    else if (closings[mark]?.includes(char)) {
      const end = opening.length === 2 && text.charAt(to - 1) === '\\' ? to - 1 : to;
      const raw = text.slice(from, end);
      return isCovered(raw) || raw === ''
        ? { from, to: end, raw: '', core: '', plain: '' }
        : { from, to: end, raw, core: raw, plain: plainOf(raw) };
    }
  }
  return null;
}

const firstWord = /\S{1,2000}/uy;
const nextWord = new RegExp(`${blank}{1,5}(\\S{1,80})(?!\\S)`, 'uy');
const wordsMax = 10;

/** The words from here to the end of the line, and no more than could belong together. */
function readWords({ text, at }: Place): readonly Word[] {
  firstWord.lastIndex = at;
  const first = firstWord.exec(text)?.[0];
  if (first === undefined) return [];
  const words = [wordOf(first, at)];
  nextWord.lastIndex = firstWord.lastIndex;
  for (
    let found = nextWord.exec(text);
    found !== null && words.length < wordsMax;
    found = nextWord.exec(text)
  ) {
    const raw = found[1] ?? '';
    words.push(wordOf(raw, nextWord.lastIndex - raw.length));
  }
  return words;
}

function wordOf(raw: string, from: number): Word {
  const core = raw.slice(0, raw.length - trailingMarks(raw));
  return { from, to: from + core.length, raw, core, plain: plainOf(core) };
}

/** Without the marks around it. A long one is no word of any list, and is not looked at. */
function plainOf(value: string): string {
  return value.length > 40 ? value : value.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/** How many marks of punctuation are behind a value. By hand: a pattern would try it from every mark in front of it. */
function trailingMarks(value: string): number {
  let at = value.length;
  while (at > 0 && '.,;:)]}"\'`'.includes(value.charAt(at - 1))) at--;
  return value.length - at;
}
