import { openHarness, password } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { ChangePassword, Me, newPassword, refresh, refusalOf, signIn, withToken } from './operations.ts';

const input = { currentPassword: password, newPassword };

test('changing the password lets the new one in and the old one no more', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ viewers: ['rex'] });

  await h.as(acme.rex).run(ChangePassword, { input });

  expect((await signIn(h, acme.rex, newPassword)).user.id).toBe(acme.rex.id);
  expect((await refusalOf(signIn(h, acme.rex, password))).code).toBe('UNAUTHENTICATED');
});

test('changing the password ends every sign-in and begins a new one', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const [desk, phone] = [await signIn(h, acme.ada), await signIn(h, acme.ada)];

  const { changePassword } = await withToken(h, desk.accessToken).run(ChangePassword, { input });

  expect(changePassword.user.id).toBe(acme.ada.id);
  expect(await withToken(h, changePassword.accessToken).run(Me)).toMatchObject({ me: { id: acme.ada.id } });
  expect((await refresh(h, changePassword.refreshToken)).user.id).toBe(acme.ada.id);
  for (const token of [desk.accessToken, phone.accessToken])
    expect((await refusalOf(withToken(h, token).run(Me))).code).toBe('UNAUTHENTICATED');
  for (const token of [desk.refreshToken, phone.refreshToken])
    expect((await refusalOf(refresh(h, token))).code).toBe('UNAUTHENTICATED');
});

test('changing the password leaves colleagues signed in', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const colleague = await signIn(h, acme.owner);

  await h.as(acme.ada).run(ChangePassword, { input });

  expect((await refresh(h, colleague.refreshToken)).user.id).toBe(acme.owner.id);
});

const refusals: [what: string, change: Partial<typeof input>, field: string][] = [
  ['a wrong current password', { currentPassword: 'not the right passphrase' }, 'input.currentPassword'],
  ['no current password', { currentPassword: '' }, 'input.currentPassword'],
  ['a current password without end', { currentPassword: password.repeat(10_000) }, 'input.currentPassword'],
  ['a short new password', { newPassword: 'k7#mQ2!xv' }, 'input.newPassword'],
  ['a new password without end', { newPassword: 'correct horse '.repeat(10_000) }, 'input.newPassword'],
  ['a common new password', { newPassword: 'Password2026!' }, 'input.newPassword'],
  ['NUL in the new password', { newPassword: 'long enough \0 otherwise' }, 'input.newPassword'],
];

for (const [what, change, field] of refusals) {
  test(`${what} is refused by the name of the field, and nothing changes`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount({ engineers: ['ada'] });
    const before = await signIn(h, acme.ada);

    const refused = await refusalOf(
      withToken(h, before.accessToken).run(ChangePassword, { input: { ...input, ...change } }),
    );

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect((await refresh(h, before.refreshToken)).user.id).toBe(acme.ada.id);
    expect((await signIn(h, acme.ada, password)).user.id).toBe(acme.ada.id);
  });
}

test('a new password made of the own name is refused', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['grace.hopper'] });

  const refused = await refusalOf(
    h.as(acme['grace.hopper']).run(ChangePassword, { input: { ...input, newPassword: 'grace.hopper1' } }),
  );

  expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.newPassword' });
});

test('changing the password needs somebody who is signed in', async () => {
  await using h = await openHarness();

  const refused = await refusalOf(h.nobody.run(ChangePassword, { input }));

  expect(refused.code).toBe('UNAUTHENTICATED');
});
