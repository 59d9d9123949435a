import { createLinkToken } from '../../src/accounts/link-tokens.ts';
import { type Harness, openHarness, password } from '../harness/harness.ts';
import { escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  AcceptInvitation,
  DeactivateUser,
  InviteUser,
  RequestPasswordReset,
  ResendVerification,
  ResetPassword,
  refusalOf,
  registerOwner,
  signIn,
  signInOnDevice,
  tokenInMail,
  tokenOf,
  VerifyEmail,
  withToken,
} from './operations.ts';

/** An address counts as somebody's once they have shown that it is theirs. */

const verifiedAt = '{ me { emailVerifiedAt } }';

test('the link of the mail confirms the address of whom it was mailed to, once signed in', async () => {
  await using h = await openHarness();
  const { accessToken, verificationToken: token } = await registerOwner(h);
  const me = withToken(h, accessToken);

  const before = await me.send(verifiedAt);
  const { verifyEmail } = await me.run(VerifyEmail, { input: { token } });
  const again = await me.run(VerifyEmail, { input: { token } });

  expect(before.data).toEqual({ me: { emailVerifiedAt: null } });
  expect(Date.parse(verifyEmail.emailVerifiedAt ?? '')).toBeGreaterThan(0);
  expect(again.verifyEmail).toEqual(verifyEmail);
  expect((await me.send(verifiedAt)).data).toEqual({ me: { emailVerifiedAt: verifyEmail.emailVerifiedAt } });
});

test('a link confirms nothing for who is signed out or somebody else, nor does one for another purpose', async () => {
  await using h = await openHarness();
  const { accessToken, user, verificationToken: token } = await registerOwner(h);
  const other = await registerOwner(h);
  const { owner } = await h.anAccount();
  const wrong = createLinkToken(h.app.settings, 'password-reset', {
    accountId: owner.account.uuid,
    id: owner.uuid,
  });

  const signedOut = await refusalOf(h.nobody.run(VerifyEmail, { input: { token } }));
  const elsewhere = await refusalOf(withToken(h, other.accessToken).run(VerifyEmail, { input: { token } }));
  const forged = await refusalOf(h.as(owner).run(VerifyEmail, { input: { token: wrong } }));
  const resent = await refusalOf(h.nobody.run(ResendVerification));

  expect([signedOut.code, resent.code]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  expect(elsewhere).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.token' });
  expect(forged).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.token' });
  const mine = await withToken(h, accessToken).send<{ me: object }>('{ me { id emailVerifiedAt } }');
  expect(mine.data?.me).toEqual({ id: user.id, emailVerifiedAt: null });
});

test('of several who registered with one address each signs in with their own password, until one confirms it', async () => {
  await using h = await openHarness();
  const email = 'many@claims.example';
  const first = await registerOwner(h, email);
  const second = await registerOwner(h, email, 'quite another passphrase');

  const signedIn = await signIn(h, { email });
  const other = await signIn(h, { email }, 'quite another passphrase');
  await withToken(h, second.accessToken).run(VerifyEmail, { input: { token: second.verificationToken } });
  const late = await refusalOf(
    withToken(h, first.accessToken).run(VerifyEmail, { input: { token: first.verificationToken } }),
  );

  expect([signedIn.user.id, other.user.id]).toEqual([first.user.id, second.user.id]);
  expect(late.code).toBe('CONFLICT');
  expect((await refusalOf(signIn(h, { email }, 'a wrong passphrase'))).code).toBe('UNAUTHENTICATED');
});

const strangers = 'the passphrase of strangers';

/** Has as many strangers claim an address as its claimants whose passwords are tried, and one more. */
async function claimBySix(h: Harness, email: string): Promise<void> {
  for (let count = 0; count < 6; count++) await registerOwner(h, email, strangers);
}

test('strangers who claim an address after somebody do not keep them from signing in', async () => {
  await using h = await openHarness();
  const email = 'first@claims.example';
  const first = await registerOwner(h, email);
  await claimBySix(h, email);

  const signedIn = await signIn(h, { email });

  expect(signedIn.user.id).toBe(first.user.id);
});

test('strangers who claimed an address before somebody do not keep them out on a device that knows them', async () => {
  await using h = await openHarness();
  const email = 'late@claims.example';
  await claimBySix(h, email);
  const { user, deviceToken, verificationToken: token } = await registerOwner(h, email);

  const elsewhere = await refusalOf(signIn(h, { email }));
  const signedIn = await signInOnDevice(h, email, deviceToken);
  await withToken(h, signedIn.accessToken).run(VerifyEmail, { input: { token } });
  const confirmed = await signIn(h, { email });

  expect(elsewhere.code).toBe('UNAUTHENTICATED');
  expect([signedIn.user.id, confirmed.user.id]).toEqual([user.id, user.id]);
});

test('a device that knows one of those who claim an address lets in the others as well', async () => {
  await using h = await openHarness();
  const email = 'two@claims.example';
  const first = await registerOwner(h, email);
  const second = await registerOwner(h, email, 'quite another passphrase');

  const signedIn = await signInOnDevice(h, email, second.deviceToken);
  const wrong = await refusalOf(signInOnDevice(h, email, second.deviceToken, 'a wrong passphrase'));

  expect(signedIn.user.id).toBe(first.user.id);
  expect(wrong.code).toBe('UNAUTHENTICATED');
});

test('who was deactivated in one account signs in to another with the same address and password', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const email = 'moved@claims.example';
  const { inviteUser } = await h.as(acme.owner).run(InviteUser, { input: { email, role: 'ENGINEER' } });
  await h.mailbox.expectMail({ to: email, subject: /^You are invited/ });
  const { acceptInvitation: left } = await h.nobody.run(AcceptInvitation, {
    input: { token: tokenOf(inviteUser.acceptUrl), name: 'Moira Moved', password },
  });
  await h.mailbox.expectMail({ to: email, subject: /^Confirm your address/ });
  await h.as(acme.owner).run(DeactivateUser, { input: { userId: left.user.id } });
  const own = await registerOwner(h, email);

  const signedIn = await signIn(h, { email });

  expect(signedIn.user.id).toBe(own.user.id);
});

test('strangers who claim an address after somebody do not get the link to set a new password', async () => {
  await using h = await openHarness();
  const email = 'forgetful@claims.example';
  const first = await registerOwner(h, email);
  h.clock.advance(1);
  await registerOwner(h, email, strangers);

  await h.nobody.run(RequestPasswordReset, { input: { email } });
  const token = tokenInMail(await h.mailbox.expectMail({ to: email, subject: /^Set a new password/ }));
  const { resetPassword } = await h.nobody.run(ResetPassword, {
    input: { token, password: 'a fresh long one' },
  });

  expect(resetPassword.user.id).toBe(first.user.id);
});

test('the link can be mailed again, and is a mail of its own; not to who has confirmed the address', async () => {
  await using h = await openHarness();
  const { accessToken, user, verificationToken } = await registerOwner(h);
  const { owner } = await h.anAccount();
  h.clock.advance(1);

  await withToken(h, accessToken).run(ResendVerification);
  await h.as(owner).run(ResendVerification);

  const mail = await h.mailbox.expectMail({ to: user.email, subject: /^Confirm your address/ });
  expect(tokenInMail(mail)).toBe(verificationToken);
});

test('nobody invites in the name of an address that they have not confirmed', async () => {
  await using h = await openHarness();
  const { accessToken, verificationToken: token } = await registerOwner(h);
  const me = withToken(h, accessToken);
  const input = { email: 'stranger@guests.example', role: 'ENGINEER' } as const;

  const refused = await refusalOf(me.run(InviteUser, { input }));
  await me.run(VerifyEmail, { input: { token } });
  await me.run(InviteUser, { input });
  await h.mailbox.expectMail({ to: input.email });

  expect(refused).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('Confirm your own') });
});

test('who came by the link that the inviter sees is mailed nothing but the link to confirm the address', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const email = 'ceo@client.example';
  const { inviteUser } = await h.as(acme.owner).run(InviteUser, { input: { email, role: 'ENGINEER' } });
  await h.mailbox.expectMail({ to: email, subject: /^You are invited/ });
  const input = { token: tokenOf(inviteUser.acceptUrl), name: 'Cleo Ceo', password };
  await h.nobody.run(AcceptInvitation, { input });
  await h.mailbox.expectMail({ to: email, subject: /^Confirm your address/ });

  const { id } = await escalate(h.as(acme.ada));
  await h.settled();

  await h.mailbox.expectMail({ to: acme.owner.email });
  const { data } = await h.as(acme.owner).send<{
    handoff: {
      deliveries: { nodes: { channel: string; skipReason: string | null; user: { email: string } }[] };
    };
  }>(
    `query ($id: ID!) {
       handoff(id: $id) { deliveries(first: 50) { nodes { channel skipReason user { email } } } }
     }`,
    { id },
  );
  const mails = data?.handoff.deliveries.nodes.filter(
    ({ channel, user }) => channel === 'MAIL' && user.email === email,
  );
  expect(mails).toEqual([{ channel: 'MAIL', skipReason: 'NO_ADDRESS', user: { email } }]);
});

test('a new password by a mailed link confirms the address as well', async () => {
  await using h = await openHarness();
  const { user } = await registerOwner(h, 'forgot@claims.example');
  await h.nobody.run(RequestPasswordReset, { input: { email: user.email } });
  const token = tokenInMail(await h.mailbox.expectMail({ to: user.email, subject: /^Set a new password/ }));

  const { resetPassword } = await h.nobody.run(ResetPassword, {
    input: { token, password: 'a fresh long one' },
  });

  const { data } = await withToken(h, resetPassword.accessToken).send<{ me: { emailVerifiedAt: string } }>(
    verifiedAt,
  );
  expect(Date.parse(data?.me.emailVerifiedAt ?? '')).toBeGreaterThan(0);
});
