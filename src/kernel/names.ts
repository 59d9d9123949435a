import { badInput } from './errors.ts';
import { parseLine, type TextRule } from './input.ts';

/**
 * Names of people and accounts. Anybody who registers chooses them, and they are put into mails to people who have not
 * asked for any: so a name must not be able to be a link, to reverse the text around it, or to hide part of itself.
 */

/**
 * What nobody sees: controls, directions of writing, zero-width and filling characters, ends of lines. The two selectors
 * that turn a sign into a picture (`❤️`) stay.
 */
const invisible = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
const allInvisible = new RegExp(invisible, 'gu');

/**
 * What programs or people take for the dot of an address, beyond those that NFKC makes one. Not the middle dots of
 * Catalan (`·`) and Japanese (`・`): they are usual in names, and no program reads them as a dot.
 */
const dotLike = /[\u06d4\u0701\u0702\u2027\u2e31\u2e33\u3002\ua4f8\ua60e\u{10a50}\u{1d16d}]/gu;

/** What a mail program may make a link of, in text as `plainOf` leaves it. */
const addressForms: readonly RegExp[] = [
  // Two slashes of either kind: `//server`, `\\server`, and behind any scheme.
  /[/\\]{2}/u,
  /\b(?:https?|ftps?|mailto|tel|javascript)\s*:/iu,
  /\b(?:callto|data|facetime|file|magnet|news|sips?|skype|sms|tg|vbscript|webcal|whatsapp):\S/iu,
  /\bwww\d?\./iu,
  /@/u,
  // A dot within a word and two letters behind it, of any script: new ends of server names come every year. Symbols
  // too, since `❤.ws` is a server. One letter is no end of a server name: `J.R.R. Tolkien`, `Ph.D.`
  /[\p{L}\p{M}\p{N}\p{S}_-]\.[\p{N}-]*\p{L}[\p{M}\p{N}-]*\p{L}/u,
  // A dot within a word, and a path or a port behind it.
  /[\p{L}\p{N}]\.[\p{L}\p{N}.-]+(?:[/\\]|:\d)/u,
  /\b\d{1,3}(?:\.\d{1,3}){3}\b/u,
  // IPv6 in brackets.
  /\[[\da-f.]*:[\da-f.]*:/iu,
];

/**
 * The name of a person or an account: a line of text as `parseLine` has it, without anything invisible and without
 * addresses.
 * @throws BAD_USER_INPUT naming the field
 */
export function parseName(value: string, rule: TextRule): string {
  const name = parseLine(value, rule);
  assertVisible(name, rule.field);
  if (hasAddress(name))
    throw badInput(
      rule.field,
      'A name must not hold a web or email address, such as www.example.com. Put a space between a dot and the word after it.',
    );
  return name;
}

/**
 * @throws BAD_USER_INPUT naming the field, when the text holds characters that nobody sees
 */
export function assertVisible(text: string, field: string): void {
  if (invisible.test(text))
    throw badInput(
      field,
      'Invisible characters and those that change the direction of writing are not allowed.',
    );
}

/** A text without what nobody sees; for names that were stored before there was a rule for them. */
export function withoutInvisible(text: string): string {
  return invisible.test(text) ? text.replace(allInvisible, '') : text;
}

/** A text without what turns the direction of writing: in a subject, what follows it would be read backwards. */
export function withoutDirections(text: string): string {
  return text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}

/** Of a name, what is put into a mail to a stranger. In Unicode code points. */
const quotedCharsMax = 40;

/**
 * A name as it may stand in a mail to somebody who has not asked for it: in quotation marks that it cannot leave, short,
 * and without addresses, whatever is stored.
 */
export function quoteName(name: string): string {
  const words = withoutInvisible(name)
    .replace(/[“”„‟«»"]/gu, "'")
    .trim()
    .split(/\s+/u)
    .map(word => (hasAddress(word) ? '…' : word));
  // What is no address word by word may be one as a whole.
  const line = hasAddress(words.join(' ')) ? '…' : words.join(' ');
  const chars = [...line];
  const shown = chars.length > quotedCharsMax ? `${chars.slice(0, quotedCharsMax - 1).join('')}…` : line;
  return `“${shown}”`;
}

function hasAddress(text: string): boolean {
  const plain = plainOf(text);
  return addressForms.some(form => form.test(plain));
}

/** As programs read it: full-width letters are letters, and there are several characters that count as dots. */
function plainOf(text: string): string {
  return text.normalize('NFKC').replace(dotLike, '.');
}
