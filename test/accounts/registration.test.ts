import { openHarness, password } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import {
  countRows,
  Me,
  Register,
  refusalOf,
  registerOwner,
  signIn,
  VerifyEmail,
  withToken,
} from './operations.ts';

const input = { accountName: 'Acme IT', name: 'Olive Owner', email: 'olive@acme.example', password };

test('registering founds an account, makes the person its owner and signs them in', async () => {
  await using h = await openHarness();

  const before = h.clock.now().getTime();
  const { register } = await h.nobody.run(Register, { input });
  const after = h.clock.now().getTime();
  await h.mailbox.expectMail({ to: input.email, subject: /^Confirm your address for ResolutionFlow$/ });

  expect(register.user).toEqual({
    id: expect.stringMatching(/^user_[0-9a-z]{26}$/),
    name: 'Olive Owner',
    email: 'olive@acme.example',
    role: 'OWNER',
    isActive: true,
    account: { id: expect.stringMatching(/^account_[0-9a-z]{26}$/), name: 'Acme IT' },
  });
  // Tokens count in whole seconds.
  const issuedAt = Date.parse(register.accessTokenExpiresAt) - 900_000;
  expect(issuedAt).toBeGreaterThan(before - 1_000);
  expect(issuedAt).toBeLessThanOrEqual(after);
  expect(await withToken(h, register.accessToken).run(Me)).toEqual({ me: register.user });
});

test('two registrations found two accounts, also under the same name', async () => {
  await using h = await openHarness();

  const first = await registerOwner(h);
  const second = await registerOwner(h);

  expect(second.user.account.name).toBe(first.user.account.name);
  expect(second.user.account.id).not.toBe(first.user.account.id);
});

test('an address that somebody has confirmed is taken, in whatever capitals it comes back', async () => {
  await using h = await openHarness();
  const first = await registerOwner(h, 'Taken.Address@Acme.example');
  await withToken(h, first.accessToken).run(VerifyEmail, { input: { token: first.verificationToken } });
  const before = await countRows(h);

  for (const email of [
    'Taken.Address@Acme.example',
    'taken.address@acme.example',
    ' TAKEN.ADDRESS@ACME.EXAMPLE ',
  ]) {
    const refused = await refusalOf(h.nobody.run(Register, { input: { ...input, email } }));

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.email' });
  }
  expect(await countRows(h)).toEqual(before);
});

test('an address is kept as it was written', async () => {
  await using h = await openHarness();

  const { user } = await registerOwner(h, 'Mixed.Case@Acme.example');

  expect(user.email).toBe('Mixed.Case@Acme.example');
});

test('names are trimmed, and may be in any script', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();

  const { register } = await h.nobody.run(Register, {
    input: { ...input, accountName: '  Ünïted IT 🚒 ', name: ' 山田 太郎 ', email: 'yamada@acme.example' },
  });

  expect(register.user).toMatchObject({ name: '山田 太郎', account: { name: 'Ünïted IT 🚒' } });
});

const badTexts: [what: string, change: Partial<typeof input>, field: string][] = [
  ['no account name', { accountName: '' }, 'input.accountName'],
  ['a blank account name', { accountName: ' \t ' }, 'input.accountName'],
  ['an account name of 101 characters', { accountName: 'a'.repeat(101) }, 'input.accountName'],
  ['NUL in the account name', { accountName: 'Acme\0IT' }, 'input.accountName'],
  ['two lines of account name', { accountName: 'Acme\nIT' }, 'input.accountName'],
  ['an escape character in the account name', { accountName: 'Acme\u001b[31m' }, 'input.accountName'],
  [
    'an address in the account name',
    { accountName: 'Your bank: http://x.example/login' },
    'input.accountName',
  ],
  ['no name', { name: '' }, 'input.name'],
  ['a name that reverses what follows', { name: 'Olive\u202eknab' }, 'input.name'],
  ['an email address that hides a character', { email: 'olive\u200b@acme.example' }, 'input.email'],
  ['a blank name', { name: '   ' }, 'input.name'],
  ['a name of 101 characters', { name: '🚒'.repeat(101) }, 'input.name'],
  ['NUL in the name', { name: 'Olive\0' }, 'input.name'],
  ['two lines of name', { name: 'Olive\r\nOwner' }, 'input.name'],
  ['half a character in the name', { name: 'Olive \ud83d' }, 'input.name'],
  ['no address', { email: '' }, 'input.email'],
  ['an address without @', { email: 'olive.acme.example' }, 'input.email'],
  ['an address with two @', { email: 'olive@acme@example.com' }, 'input.email'],
  ['an address without a dot in its domain', { email: 'olive@acme' }, 'input.email'],
  ['an address with a name around it', { email: 'Olive <olive@acme.example>' }, 'input.email'],
  ['two addresses', { email: 'olive@acme.example,max@acme.example' }, 'input.email'],
  ['an address with a second header', { email: 'olive@acme.example\nBcc: all@acme.example' }, 'input.email'],
  ['NUL in the address', { email: 'olive\0@acme.example' }, 'input.email'],
  ['an address of 255 characters', { email: `${'a'.repeat(242)}@acme.example` }, 'input.email'],
];

for (const [what, change, field] of badTexts) {
  test(`registering with ${what} is refused by the name of the field, and nothing is written`, async () => {
    await using h = await openHarness();
    const before = await countRows(h);

    const refused = await refusalOf(h.nobody.run(Register, { input: { ...input, ...change } }));

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(await countRows(h)).toEqual(before);
  });
}

test('a refusal never repeats the password', async () => {
  await using h = await openHarness();
  const weak = 'Password2026!';

  const answer = await h.nobody.send(Register.toString(), { input: { ...input, password: weak } });

  expect(answer.errors).toHaveLength(1);
  expect(JSON.stringify([answer, h.logBook.lines])).not.toContain(weak);
});

test('the longest name that is allowed is counted in characters, not in bytes', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const name = '🚒'.repeat(100);

  const { register } = await h.nobody.run(Register, {
    input: { ...input, name, email: 'long.name@acme.example' },
  });

  expect(register.user.name).toBe(name);
});

const weakPasswords: [why: string, password: string][] = [
  ['nine characters', 'k7#mQ2!xv'],
  ['nothing', ''],
  ['more than 200 characters', 'correct horse '.repeat(15)],
  ['one character again and again', 'aaaaaaaaaaaaaaaa'],
  ['four characters in turn', 'abcdabcdabcdabcd'],
  ['blanks', ' '.repeat(20)],
  ['a row of digits', '12345678901'],
  ['digits from zero', '0123456789'],
  ['digits backwards', '9876543210'],
  ['a row of keys', 'qwertyuiop'],
  ['the alphabet', 'abcdefghij'],
  ['"password" with a number', 'Password2026!'],
  ['"passwort" with a number', 'passwort123'],
  ['"welcome" with a number', 'Welcome1234!'],
  ['"letmein" with a number', 'letmein12345'],
  ['"administrator"', 'Administrator1'],
  ['the name of the product', 'ResolutionFlow1'],
  ['the own name', 'Oliveroyce99'],
  ['the own address', 'olive.r@acme'],
  ['the own domain', 'acme.example1'],
  ['NUL inside', 'long enough \0 otherwise'],
  ['half a character', 'long enough \ud83d otherwise'],
];

for (const [why, weak] of weakPasswords) {
  test(`a password of ${why} is refused, and nothing is written`, async () => {
    await using h = await openHarness();
    const before = await countRows(h);
    const person = { ...input, name: 'Olive Oliveroyce', email: 'olive.r@acme.example' };

    const refused = await refusalOf(h.nobody.run(Register, { input: { ...person, password: weak } }));

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.password' });
    expect(await countRows(h)).toEqual(before);
  });
}

const goodPasswords: [what: string, password: string][] = [
  ['ten mixed characters', 'k7#mQ2!xvP'],
  ['a sentence', 'the cat sat on my router again'],
  ['200 characters', 'correct horse battery staple. '.repeat(7).slice(0, 200)],
  ['letters of another script', 'корова прыгает через луну'],
  ['blanks around it, which are part of it', '  leading and trailing  '],
];

for (const [what, good] of goodPasswords) {
  test(`a password of ${what} is accepted, and signs in`, async () => {
    await using h = await openHarness();
    h.mailbox.ignoreAll();
    const email = `good${goodPasswords.findIndex(([name]) => name === what)}@passwords.example`;
    await h.nobody.run(Register, { input: { ...input, email, password: good } });

    const again = await signIn(h, { email }, good);

    expect(again.user.role).toBe('OWNER');
  });
}

test('passwords and refresh tokens are stored as hashes alone', async () => {
  await using h = await openHarness();
  const { refreshToken, user } = await registerOwner(h, 'hashed@acme.example');

  const [person] = await h.app.database.query<{ row: string; tokens: string }>(
    `select u::text as row, (select string_agg(t::text, ' ') from refresh_token t where t.user_id = u.id) as tokens
       from app_user u where email_key = ?`,
    [user.email],
  );

  expect(person?.row).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  expect(person?.row).not.toContain(password);
  expect(person?.tokens).not.toContain(refreshToken);
});
