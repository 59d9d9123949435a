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

/** Ends of names of servers that are common enough for mail programs to make a link of them; and all of two letters. */
const topLevel = [
  ...[
    'com',
    'net',
    'org',
    'info',
    'biz',
    'edu',
    'gov',
    'mil',
    'int',
    'name',
    'pro',
    'mobi',
    'app',
    'dev',
    'page',
    'web',
  ],
  ...[
    'cloud',
    'online',
    'site',
    'website',
    'shop',
    'store',
    'xyz',
    'top',
    'club',
    'live',
    'link',
    'click',
    'tech',
    'team',
  ],
  ...[
    'help',
    'support',
    'services',
    'solutions',
    'systems',
    'network',
    'email',
    'bank',
    'finance',
    'money',
    'work',
    'works',
  ],
  ...[
    'world',
    'space',
    'host',
    'digital',
    'agency',
    'company',
    'group',
    'global',
    'today',
    'news',
    'blog',
    'zip',
    'mov',
  ],
  '[a-z]{2}',
].join('|');

const addressForms: readonly RegExp[] = [
  /:\s*[/\\]{2}/u,
  /\b(?:https?|ftps?|mailto|tel|javascript)\s*:/iu,
  /\bwww\d?\./iu,
  /@/u,
  // A dot within a word, and a path or a port behind it.
  /[\p{L}\p{N}]\.[\p{L}\p{N}.-]+(?:[/\\]|:\d)/u,
  /\b\d{1,3}(?:\.\d{1,3}){3}\b/u,
  new RegExp(`[\\p{L}\\p{N}][\\p{L}\\p{N}-]\\.(?:${topLevel}|xn--[a-z0-9-]+)(?![\\p{L}\\p{N}])`, 'iu'),
];

/** A title before a name, written without the blank: `Dr.Wu` is no server. */
const titleBeforeName = /(?<![\p{L}\p{N}.-])(?:Dr|Mr|Mrs|Ms|St|Jr|Sr|Prof)\.(?=\p{Lu})/gu;

/**
 * The name of a person or an account: a line of text as `parseLine` has it, without anything invisible and without
 * addresses.
 * @throws BAD_USER_INPUT naming the field
 */
export function parseName(value: string, rule: TextRule): string {
  const name = parseLine(value, rule);
  assertVisible(name, rule.field);
  if (hasAddress(name))
    throw badInput(rule.field, 'A name must not hold a web or email address, such as www.example.com.');
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
  // As programs read it: full-width letters are letters, and there are several full stops that count as dots.
  const plain = text
    .normalize('NFKC')
    .replace(/[\u3002\uff61\u2024\ufe52]/gu, '.')
    .replace(titleBeforeName, '');
  return addressForms.some(form => form.test(plain));
}
