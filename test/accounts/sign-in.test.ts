import { openHarness, password } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import {
  DeactivateUser,
  Login,
  Me,
  ReactivateUser,
  refresh,
  refusalOf,
  registerOwner,
  signIn,
  withToken,
} from './operations.ts';

test('a person signs in with address and password, and gets tokens that work', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });

  const tokens = await signIn(h, acme.ada);

  expect(tokens.user).toEqual({
    id: acme.ada.id,
    name: 'Ada',
    role: 'ENGINEER',
    account: { id: acme.ada.account.id },
  });
  expect(await withToken(h, tokens.accessToken).run(Me)).toMatchObject({ me: { id: acme.ada.id } });
  expect((await refresh(h, tokens.refreshToken)).user.id).toBe(acme.ada.id);
});

test('addresses are compared without capitals and blanks around them', async () => {
  await using h = await openHarness();
  const { user } = await registerOwner(h, 'Ada.Lovelace@Acme.example');

  for (const email of [
    'ada.lovelace@acme.example',
    'ADA.LOVELACE@ACME.EXAMPLE',
    '  Ada.Lovelace@Acme.example ',
  ]) {
    const tokens = await signIn(h, { email });

    expect(tokens.user.id).toBe(user.id);
  }
});

test('two ways to type the same letter are the same password', async () => {
  await using h = await openHarness();
  const { accessToken } = await registerOwner(h, 'accents@acme.example');
  const composed = 'na\u00efve caf\u00e9 r\u00e9sum\u00e9';
  const change = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { user { id } } }`;
  await withToken(h, accessToken).send(change, {
    input: { currentPassword: password, newPassword: composed },
  });

  const tokens = await signIn(h, { email: 'accents@acme.example' }, composed.normalize('NFD'));

  expect(tokens.user.role).toBe('OWNER');
});

test('a wrong password, an unknown address and a deactivated person get the same answer', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'bob'] });
  await h.as(acme.owner).run(DeactivateUser, { input: { userId: acme.bob.id } });
  const attempt = (email: string, attempted: string) =>
    h.nobody.send(Login.toString(), { input: { email, password: attempted } });

  const wrong = await attempt(acme.ada.email, 'not the right passphrase');

  expect(wrong.data).toBeNull();
  expect(wrong.errors).toHaveLength(1);
  expect(wrong.errors?.[0]).toMatchObject({
    message: 'The email address or the password is wrong.',
    extensions: { code: 'UNAUTHENTICATED' },
  });
  expect(await attempt('nobody@acme.example', password)).toEqual(wrong);
  expect(await attempt(acme.bob.email, password)).toEqual(wrong);
  expect(await attempt(acme.bob.email, 'not the right passphrase')).toEqual(wrong);
});

test('a deactivated person cannot sign in until they are let in again', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const input = { userId: acme.ada.id };

  await h.as(acme.owner).run(DeactivateUser, { input });
  expect((await refusalOf(signIn(h, acme.ada))).code).toBe('UNAUTHENTICATED');
  await h.as(acme.owner).run(ReactivateUser, { input });

  expect((await signIn(h, acme.ada)).user.id).toBe(acme.ada.id);
});

const wrongPasswords: [what: string, attempt: string][] = [
  ['nothing', ''],
  ['other capitals', password.toUpperCase()],
  ['a blank at the end', `${password} `],
  ['its beginning', password.slice(0, -1)],
  ['NUL at the end', `${password}\0`],
  ['half a character', `${password}\ud83d`],
  ['a million characters', 'x'.repeat(1_000_000)],
];

for (const [what, attempt] of wrongPasswords) {
  test(`the right address with ${what} for a password is refused`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount();

    const refused = await refusalOf(signIn(h, acme.owner, attempt));

    expect(refused.code).toBe('UNAUTHENTICATED');
    expect(refused.field).toBeUndefined();
  });
}

test('what is not an address is told apart from a wrong one, since that tells nobody anything', async () => {
  await using h = await openHarness();

  for (const email of ['', 'ada', 'ada@acme', 'ada@acme.example\0', `${'a'.repeat(300)}@acme.example`]) {
    const refused = await refusalOf(signIn(h, { email }));

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.email' });
  }
});

test('each sign-in stands for itself: tokens of one do not replace those of another', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();

  const desk = await signIn(h, acme.owner);
  const phone = await signIn(h, acme.owner);

  expect(desk.refreshToken).not.toBe(phone.refreshToken);
  expect((await refresh(h, desk.refreshToken)).user.id).toBe(acme.owner.id);
  expect((await refresh(h, phone.refreshToken)).user.id).toBe(acme.owner.id);
});

test('people of two accounts each sign in to their own', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const other = await h.anAccount();

  const [one, two] = [await signIn(h, acme.owner), await signIn(h, other.owner)];

  expect(one.user.account.id).toBe(acme.owner.account.id);
  expect(two.user.account.id).toBe(other.owner.account.id);
});
