import { DomainError } from '../../src/kernel/errors.ts';
import { parseName, quoteName, withoutInvisible } from '../../src/kernel/names.ts';
import { expect, test } from '../harness/test.ts';

const rule = { field: 'input.name', max: 100 };

test.each([
  ...['Olive Owner', '山田 太郎', 'Ünïted IT 🚒', 'I ❤️ IT', 'J.R.R. Tolkien', 'Anna-Maria O’Neill Ph.D.'],
  ...[
    'Dr. Wu',
    'St. John & Sons',
    'St. Gallen IT',
    'Acme Inc.',
    'A.v.d. Berg',
    'S.p.A. Nord',
    'Acme, Inc.',
    'Müller GmbH & Co. KG',
    'Smith/Jones IT',
    'IT: fast. Good',
    'A.B',
    '24/7 Desk',
  ],
  ...['محمد علي', 'דוד לוי', 'v2.0 Systems', 'Nº1 IT', '.NET & C# Experts', 'Wait… what', '[IT] Desk: Nord'],
  ...['Col·legi Gal·la', 'ジョン・スミス', 'Mo.–Fr. Desk', 'Version 1.2.3', 'News: IT'],
])('%p is a name', name => {
  expect(parseName(name, rule)).toBe(name);
});

test.each([
  ...[
    'Your bank: http://evil.example/login',
    'https://evil.example',
    'http:\\\\evil.example',
    'hxxp://evil',
    '://',
  ],
  ...[
    'www.evil',
    'WWW.Evil.Example',
    'evil.example/login',
    'evil.com',
    'login.evil-bank.com now',
    'Evil.co.uk',
  ],
  ...[
    'evil.example:8080',
    '192.0.2.7',
    'mailto:x',
    'ceo@client.example',
    '@ada',
    'xx.xn--p1ai',
    'Call evil.io',
  ],
  // The same in other clothes.
  ...['ｈｔｔｐ：／／ｅｖｉｌ', 'evil。com', 'evil．com', 'ceo＠client', 'www․evil'],
  ...['evil‧com', 'evil․com', 'evil｡com', 'evil﹒com', 'evil︒com', 'evil۔com', 'evilꓸcom', '⒈com'],
  // Short servers, new ends, and those of other scripts.
  ...[
    't.me',
    'g.co',
    'T.Me',
    'evil.photos',
    'evil.study',
    'evil.рф',
    'пример.испытание',
    '例え.テスト',
    '中.中国',
  ],
  ...['evil.भारत', '❤️.ws', 'a-.com', 'evil.x1y2', 'Node.js', 'Dr.Com', 'Mr.Photos', 'J.R.Photos'],
  // Without a scheme, or with one that is no web's.
  ...[
    '//evil',
    '\\\\evil\\share',
    '[::1]',
    '[fe80::1%eth0]',
    '[2001:db8::1]',
    'sms:555',
    'skype:evil',
    'file:x',
  ],
])('%p holds an address, and is refused', name => {
  expect(() => parseName(name, rule)).toThrow(/must not hold a web or email address/);
});

test.each([
  ['an override of direction', 'moc.knab\u202e'],
  ['an isolate', 'Ada\u2066x\u2069'],
  ['a mark of direction', 'Ada\u200ex'],
  ['an Arabic mark of direction', 'Ada\u061cx'],
  ['a zero-width space', 'A\u200bda'],
  ['a zero-width joiner', 'A\u200dda'],
  ['a word joiner', 'A\u2060da'],
  ['a soft hyphen', 'A\u00adda'],
  ['a byte order mark', 'A\ufeffda'],
  ['a filler', '\u3164\u3164'],
  ['a blank of braille', '\u2800'],
  ['a tag', 'Ada\u{e0041}'],
  ['a control of the second set', 'Ada\u0085x'],
  ['a separator of lines', 'Ada\u2028x'],
])('a name with %s is refused by its field', (_what, name) => {
  let refusal: unknown;
  try {
    parseName(name, rule);
  } catch (error) {
    refusal = error;
  }

  expect(refusal).toBeInstanceOf(DomainError);
  expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'input.name' } });
});

test('a stored name is quoted to strangers short, without addresses, and within its quotation marks', () => {
  expect(quoteName('Acme IT')).toBe('“Acme IT”');
  expect(quoteName('Your bank: http://evil.example/login')).toBe('“Your bank: …”');
  expect(quoteName('Acme” – call “555')).toBe("“Acme' – call '555”");
  expect(quoteName('Ada\u202emoc.live')).not.toMatch(/\u202e/);
  expect(quoteName('x: //evil')).toBe('“x: …”');
  expect(quoteName('mailto : evil')).toBe('“…”');
  expect([...quoteName('x'.repeat(100))]).toHaveLength(42);
  expect(withoutInvisible('A\u202ed\u200ba ❤️')).toBe('Ada ❤️');
});
