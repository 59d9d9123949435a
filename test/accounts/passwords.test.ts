import fc from 'fast-check';
import { estimateGuesses } from '../../src/accounts/password-guesses.ts';
import {
  assertStrongPassword,
  hashPassword,
  verifyNobody,
  verifyPassword,
} from '../../src/accounts/passwords.ts';
import { expect, test } from '../harness/test.ts';

const passphrase = 'a long enough passphrase';

test('a hash verifies the password it was made from and no other', async () => {
  const stored = await hashPassword(passphrase);

  expect(await verifyPassword(passphrase, stored)).toBe(true);
  for (const other of ['', ' ', `${passphrase} `, `${passphrase}\0`, passphrase.toUpperCase(), stored])
    expect(await verifyPassword(other, stored)).toBe(false);
});

test('the same password never gives the same hash twice', async () => {
  const hashes = await Promise.all([hashPassword(passphrase), hashPassword(passphrase)]);

  expect(new Set(hashes).size).toBe(2);
});

test('any text can be a password, in whichever of its forms it is typed', async () => {
  const anyText = fc.string({ unit: 'grapheme', maxLength: 30 });

  await fc.assert(
    fc.asyncProperty(anyText, async text => {
      const stored = await hashPassword(text.normalize('NFC'));

      expect(await verifyPassword(text.normalize('NFD'), stored)).toBe(true);
    }),
    { numRuns: 10 },
  );
});

test('a hash that was made at another cost is verified at that cost', async () => {
  // 8 MiB, three passes: what an older or a newer version of the product may have stored.
  const stored =
    '$argon2id$v=19$m=8192,t=3,p=1$AAECAwQFBgcICQoLDA0ODw$y1wKsPtyhn+MZtnNjkiy81ltGfw991oxsfjZQFc4vPk';

  expect(await verifyPassword(passphrase, stored)).toBe(true);
  expect(await verifyPassword('another passphrase', stored)).toBe(false);
});

test('what is not a hash verifies nothing', async () => {
  for (const stored of ['', 'plain', passphrase, '$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA', '$2b$10$abcdefgh'])
    expect(await verifyPassword(passphrase, stored)).toBe(false);
});

test('nobody has a right password', async () => {
  expect(await verifyNobody(passphrase)).toBe(false);
  expect(await verifyNobody('')).toBe(false);
});

const ada = ['ada', 'lovelace', 'ada.lovelace', 'analytical.example'];

/** What a password is refused with; null when it may be chosen. */
const refusalOf = async (
  password: string,
): Promise<{ code: string; field: string; message: string } | null> =>
  await assertStrongPassword(password, 'input.password', ada).then(
    () => null,
    error => ({ code: error.code, field: error.details.field, message: error.message }),
  );

const weak = [
  ...['1q2w3e4r5t', 'P@ssw0rd123', 'Password2026!', 'password1234', 'Passw0rd!!', 'MyP@ssword2024'],
  ...['qwertyuiop1', 'Qwerty123456', '1qaz2wsx3edc', 'zaq12wsxcde3', 'q1w2e3r4t5y6', 'asdfghjkl123'],
  ...['iloveyou123', 'letmein12345', 'admin12345', 'administrator1', 'changeme2026', 'Welcome1234!'],
  ...['trustno1trustno1', 'abc123abc123', 'hunter2hunter2', 'monkey123456', 'dragon123456', 'football2026'],
  ...['0123456789', '9876543210', 'abcdefghijkl', '11.12.201313', 'Summer2026!', 'Sommer2026!!'],
  ...['Passwort123!', 'helpdesk2026', 'ResolutionFlow1', 'lovelace2026', 'ada.lovelace1!'],
];

for (const password of weak) {
  test(`"${password}" is refused`, async () => {
    expect(await refusalOf(password)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.password' });
  });
}

const strong = [
  passphrase,
  'lantern-by-the-river',
  'another long enough phrase',
  'correct horse battery staple',
  'k7#mQ2!xvA',
  'na\u00efve caf\u00e9 r\u00e9sum\u00e9',
  'длинный и странный пароль',
  '🚒🌊🎈🧭🪁🧵🫖🪴🛶🧊',
];

for (const password of strong) {
  test(`"${password}" may be chosen`, async () => {
    expect(await refusalOf(password)).toBeNull();
  });
}

test('the refusal says what is wrong', async () => {
  const messages = [];
  for (const password of [
    'abc123abc123',
    'P@ssw0rd123',
    'lovelace2026',
    'ResolutionFlow1',
    'short',
    'ababababab',
  ])
    messages.push((await refusalOf(password))?.message);

  expect(messages).toEqual([
    expect.stringContaining('repeats itself'),
    expect.stringContaining('among the first that are guessed'),
    expect.stringContaining('your name or address'),
    expect.stringContaining('this product'),
    expect.stringContaining('at least 10 characters'),
    expect.stringContaining('too few characters'),
  ]);
});

test('of a password without end only the beginning is weighed, and many at once are each told apart', async () => {
  const beginning = 'p@55w0rd$1t!3 p@55w0rd$1t!3 p@55';

  const [short, long, weakest] = await Promise.all([
    estimateGuesses(beginning, []),
    estimateGuesses(beginning + 'w0rd and so on '.repeat(10), []),
    estimateGuesses('1q2w3e4r5t', []),
  ]);

  expect(long).toEqual(short);
  expect(weakest?.guessesLog10).toBeLessThan(4);
});
