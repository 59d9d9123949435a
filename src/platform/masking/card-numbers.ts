import { blank, coverSpans, type MaskedText, type Span } from './masked-text.ts';

/** Between the groups of a number: blanks, a dash of any kind, a dot. */
const between = `(?:${blank}{1,3}|${blank}?[-.\\u2010-\\u2014]${blank}?)`;

/**
 * Thirteen to nineteen digits in one piece, or in the groups that are printed on cards. In front there may be the name of
 * the thing with a mark, as in `visa/4111…` and `pan_4111…`; but no digit with a mark, which is a part of a longer
 * number, and no plus, which is a phone.
 */
const cardForm = new RegExp(
  `(?:(?<=(?<!\\p{L})(?:visa|mastercard|amex|card|karte|cc|pan|no|nr))|(?<![\\p{L}\\d+]|\\d[.,/:_-]|\\+\\d{1,3} ))` +
    `(?:\\d{13,19}(?![.-]\\d)|(?:\\d{4}${between}){3}\\d{4}(?!-\\d{4})|\\d{4}${between}\\d{6}${between}\\d{4,5})(?![\\p{L}\\d])`,
  'giu',
);

/** The three digits by which a number of nineteen is longer; or what is printed on the back of the card. */
const fifthGroup = new RegExp(`${between}\\d{3}(?![\\p{L}\\d])`, 'uy');

/** What cards begin with and how long their numbers are: Visa, Mastercard, American Express, Diners, JCB, Discover, UnionPay, Maestro. */
const cardKinds =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12,15}|6(?:011|4[4-9]\d|5\d\d|2\d\d)\d{12,15}|(?:50|5[6-8]|6[0-9])\d{14,17})$/;

/** Covers the numbers of payment cards: digits in the form of one, of a kind that is issued, with the right check digit. */
export function maskCards(text: string): MaskedText {
  const spans: Span[] = [];
  cardForm.lastIndex = 0;
  for (let found = cardForm.exec(text); found !== null; found = cardForm.exec(text)) {
    const from = found.index;
    const end = from + found[0].length;
    fifthGroup.lastIndex = end;
    const longer = /^\d{5}/.test(found[0]) ? null : fifthGroup.exec(text);
    const ends = longer === null ? [end] : [end + longer[0].length, end];
    const to = ends.find(each => isCard(text.slice(from, each)));
    if (to !== undefined) spans.push({ from, to });
    // Four groups of digits may have the first group of a card as their second.
    cardForm.lastIndex = to ?? from + 1;
  }
  return coverSpans(text, spans);
}

function isCard(number: string): boolean {
  const digits = number.replace(/\D/g, '');
  return cardKinds.test(digits) && passesLuhn(digits);
}

/** The check digit of ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const weighed = at % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return /[^0]/.test(digits) && sum % 10 === 0;
}
