import { createLinkToken } from '../../src/accounts/link-tokens.ts';
import { newId } from '../../src/kernel/ids.ts';
import { type Harness, openHarness, password } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import {
  ChangePassword,
  DeactivateUser,
  LogoutEverywhere,
  Me,
  newPassword,
  ReactivateUser,
  RequestPasswordReset,
  ResetPassword,
  refresh,
  refusalOf,
  registerOwner,
  signIn,
  tokenInMail,
  withToken,
} from './operations.ts';

const subject = /^Set a new password for ResolutionFlow$/;

/** Asks for a link and takes its token out of the mail. */
async function requestToken(h: Harness, { email }: { email: string }): Promise<string> {
  await h.nobody.run(RequestPasswordReset, { input: { email } });
  return tokenInMail(await h.mailbox.expectMail({ to: email, subject }));
}

const reset = async (h: Harness, token: string, to = newPassword) =>
  (await h.nobody.run(ResetPassword, { input: { token, password: to } })).resetPassword;

test('who forgot the password gets a link by mail, sets a new one with it and is signed in', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });

  const { requestPasswordReset } = await h.nobody.run(RequestPasswordReset, {
    input: { email: acme.ada.email },
  });
  const mail = await h.mailbox.expectMail({ to: acme.ada.email, subject });
  const tokens = await reset(h, tokenInMail(mail));

  expect(requestPasswordReset).toBe(true);
  expect(mail.text).toContain(`${h.app.url}/reset-password?token=`);
  expect(mail.html).toContain(tokenInMail(mail));
  expect(tokens.user.id).toBe(acme.ada.id);
  expect(await withToken(h, tokens.accessToken).run(Me)).toMatchObject({ me: { id: acme.ada.id } });
  expect((await signIn(h, acme.ada, newPassword)).user.id).toBe(acme.ada.id);
  expect((await refusalOf(signIn(h, acme.ada, password))).code).toBe('UNAUTHENTICATED');
});

test('the mail goes to the address as it was registered, however it is asked for', async () => {
  await using h = await openHarness();
  await registerOwner(h, 'Forgetful.Fred@acme.example');

  await h.nobody.run(RequestPasswordReset, { input: { email: ' forgetful.FRED@acme.example' } });

  await h.mailbox.expectMail({ to: 'Forgetful.Fred@acme.example', subject });
});

test('setting a new password ends every other sign-in', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const before = await signIn(h, acme.ada);

  await reset(h, await requestToken(h, acme.ada));

  expect((await refusalOf(withToken(h, before.accessToken).run(Me))).code).toBe('UNAUTHENTICATED');
  expect((await refusalOf(refresh(h, before.refreshToken))).code).toBe('UNAUTHENTICATED');
});

test('a link works once', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const token = await requestToken(h, acme.owner);
  await reset(h, token);

  const again = await refusalOf(reset(h, token, 'a third long enough phrase'));

  expect(again.code).toBe('CONFLICT');
  expect((await signIn(h, acme.owner, newPassword)).user.id).toBe(acme.owner.id);
});

test('a link works for an hour', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const [early, late] = [await requestToken(h, acme.owner), await requestToken(h, acme.ada)];

  h.clock.advance(59 * 60);
  const inTime = await reset(h, early);
  h.clock.advance(2 * 60);
  const tooLate = await refusalOf(reset(h, late));

  expect(inTime.user.id).toBe(acme.owner.id);
  expect(tooLate.code).toBe('CONFLICT');
  expect((await signIn(h, acme.ada, password)).user.id).toBe(acme.ada.id);
});

test('of several links each works until one of them is used, which ends the others', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const first = await requestToken(h, acme.owner);
  const second = await requestToken(h, acme.owner);

  await reset(h, first);
  const refused = await refusalOf(reset(h, second, 'a third long enough phrase'));

  expect(refused.code).toBe('CONFLICT');
  expect((await signIn(h, acme.owner, newPassword)).user.id).toBe(acme.owner.id);
});

test('a link that was mailed before the password was changed is worthless', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const token = await requestToken(h, acme.owner);
  await h.as(acme.owner).run(ChangePassword, { input: { currentPassword: password, newPassword } });

  const refused = await refusalOf(reset(h, token, 'a third long enough phrase'));

  expect(refused.code).toBe('CONFLICT');
});

test('a link that was mailed before signing out everywhere is worthless', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const token = await requestToken(h, acme.owner);
  await h.as(acme.owner).run(LogoutEverywhere);

  const refused = await refusalOf(reset(h, token));

  expect(refused.code).toBe('CONFLICT');
});

test('an unknown address gets the same answer and no mail', async () => {
  await using h = await openHarness();

  const answer = await h.nobody.run(RequestPasswordReset, { input: { email: 'nobody@acme.example' } });
  await h.settled();

  expect(answer).toEqual({ requestPasswordReset: true });
  expect(h.mailbox.unread()).toEqual([]);
});

test('a deactivated person gets the same answer and no mail, and an older link is refused', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const token = await requestToken(h, acme.ada);
  await h.as(acme.owner).run(DeactivateUser, { input: { userId: acme.ada.id } });

  const answer = await h.nobody.run(RequestPasswordReset, { input: { email: acme.ada.email } });
  await h.settled();

  expect(answer).toEqual({ requestPasswordReset: true });
  expect(h.mailbox.unread()).toEqual([]);
  expect(await refusalOf(reset(h, token))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.token' });
  await h.as(acme.owner).run(ReactivateUser, { input: { userId: acme.ada.id } });
  expect((await refusalOf(reset(h, token))).code).toBe('CONFLICT');
});

test('what is not an address is refused by the name of the field', async () => {
  await using h = await openHarness();

  for (const email of ['', 'ada', 'ada@acme.example\nBcc: all@acme.example', 'ada\0@acme.example']) {
    const refused = await refusalOf(h.nobody.run(RequestPasswordReset, { input: { email } }));

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.email' });
  }
});

test('a weak password is refused, and the link can still be used', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const token = await requestToken(h, acme.owner);

  const refused = await refusalOf(reset(h, token, 'Password2026!'));

  expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.password' });
  expect((await reset(h, token)).user.id).toBe(acme.owner.id);
});

test('a token that was never mailed is refused, whatever it looks like', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const token = await requestToken(h, acme.owner);
  const other = await requestToken(h, acme.owner);
  const [subjectPart = '', signature = ''] = token.split('.');
  const [otherSubject = ''] = other.split('.');
  const { settings } = h.app;
  const forged = createLinkToken(
    { ...settings, tokenSecret: 'somebody else’s secret, forty characters' },
    'password-reset',
    { accountId: acme.owner.account.uuid, id: newId() },
  );
  const unknown = createLinkToken(settings, 'password-reset', {
    accountId: acme.owner.account.uuid,
    id: newId(),
  });

  const bad = ['', 'x', token.slice(0, -1), `${token}x`, `${token}\n`, `${subjectPart}.`, `.${signature}`];
  for (const candidate of [...bad, `${otherSubject}.${signature}`, forged, unknown, 'x'.repeat(500_000)]) {
    const refused = await refusalOf(reset(h, candidate));

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.token' });
  }
  expect((await reset(h, token)).user.id).toBe(acme.owner.id);
});
