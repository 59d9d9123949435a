import { createLinkToken } from '../../src/accounts/link-tokens.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { InviteUserInput } from '../generated/graphql.ts';
import { type Harness, openHarness, type Person, password } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import {
  AcceptInvitation,
  countRows,
  Invitations,
  InviteUser,
  Me,
  RequestPasswordReset,
  ResetPassword,
  RevokeInvitation,
  refresh,
  refusalOf,
  registerOwner,
  signIn,
  tokenInMail,
  tokenOf,
  VerifyEmail,
  withToken,
} from './operations.ts';

let guests = 0;

/** Invites somebody and takes the mail out of the box. */
async function invite(h: Harness, by: Person, change: Partial<InviteUserInput> = {}) {
  const input: InviteUserInput = { email: `guest${++guests}@guests.example`, role: 'ENGINEER', ...change };
  const { inviteUser } = await h.as(by).run(InviteUser, { input });
  const mail = await h.mailbox.expectMail({ to: inviteUser.email, subject: /You are invited/ });
  return { ...inviteUser, token: tokenInMail(mail), shownToken: tokenOf(inviteUser.acceptUrl), mail };
}

const accept = async (h: Harness, token: string, name = 'Gina Guest') =>
  (await h.nobody.run(AcceptInvitation, { input: { token, name, password } })).acceptInvitation;

test('an invited person gets a link by mail, and joins the account in the role that was offered', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['max'] });
  const days = (iso: string) => (Date.parse(iso) - h.clock.now().getTime()) / 86_400_000;

  const invitation = await invite(h, acme.max, { email: 'Gina.Joins@guests.example', role: 'VIEWER' });
  const joined = await accept(h, tokenInMail(invitation.mail));

  expect(invitation).toMatchObject({ email: 'Gina.Joins@guests.example', role: 'VIEWER' });
  expect(invitation.id).toMatch(/^invitation_[0-9a-z]{26}$/);
  expect(invitation.acceptUrl).toMatch(/[?]token=[\w-]{43}[.][\w-]{43}$/);
  expect(days(invitation.expiresAt)).toBeCloseTo(7, 2);
  expect(invitation.mail.subject).toBe(`You are invited to “${acme.max.account.name}” on ResolutionFlow`);
  // What the inviter sees must not pass for what the invited was mailed.
  expect(invitation.mail.text).not.toContain(invitation.acceptUrl);
  expect(joined.user).toMatchObject({
    name: 'Gina Guest',
    email: 'Gina.Joins@guests.example',
    role: 'VIEWER',
    isActive: true,
    account: { id: acme.max.account.id },
  });
  expect(await withToken(h, joined.accessToken).run(Me)).toEqual({ me: joined.user });
  expect((await refresh(h, joined.refreshToken)).user.id).toBe(joined.user.id);
  expect((await signIn(h, { email: 'gina.joins@guests.example' })).user.id).toBe(joined.user.id);
});

test('an invitation works once', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const { token } = await invite(h, acme.owner);
  await accept(h, token);

  const again = await refusalOf(accept(h, token));

  expect(again.code).toBe('CONFLICT');
});

test('an invitation works for seven days', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const [early, late] = [await invite(h, acme.owner), await invite(h, acme.owner)];

  h.clock.advance(7 * 86_400 - 60);
  const inTime = await accept(h, early.token);
  h.clock.advance(120);
  const tooLate = await refusalOf(accept(h, late.token));

  expect(inTime.user.account.id).toBe(acme.owner.account.id);
  expect(tooLate.code).toBe('CONFLICT');
});

test('a newer invitation to the same address replaces the older, with its role', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const older = await invite(h, acme.owner, { email: 'replaced@guests.example', role: 'ADMIN' });
  const newer = await invite(h, acme.owner, { email: 'Replaced@guests.example', role: 'VIEWER' });

  const refused = await refusalOf(accept(h, older.token));
  const joined = await accept(h, newer.token);

  expect(newer.id).not.toBe(older.id);
  expect(refused.code).toBe('CONFLICT');
  expect(joined.user.role).toBe('VIEWER');
});

test('the invitations that can still be accepted are listed, the newest first, and those of owners to owners alone', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['max'] });
  await accept(h, (await invite(h, acme.owner)).token);
  const expired = await invite(h, acme.owner);
  const late = 'update invitation set expires_at = ? where email = ?';
  await h.app.database.query(late, [h.clock.now(), expired.email]);
  h.clock.advance(1);
  const replaced = await invite(h, acme.owner);
  await invite(h, acme.owner, { email: replaced.email, role: 'ADMIN' });
  h.clock.advance(1);
  const forOwner = await invite(h, acme.owner, { role: 'OWNER' });
  h.clock.advance(1);
  const newest = await invite(h, acme.max, { role: 'VIEWER' });

  const { invitations } = await h.as(acme.owner).run(Invitations);
  const ofMax = await h.as(acme.max).run(Invitations);

  expect(invitations.nodes.map(({ email, role, invitedBy }) => [email, role, invitedBy.name])).toEqual([
    [newest.email, 'VIEWER', 'Max'],
    [forOwner.email, 'OWNER', 'Owner'],
    [replaced.email, 'ADMIN', 'Owner'],
  ]);
  expect(invitations.nodes[0]?.acceptUrl).toBe(newest.acceptUrl);
  expect(invitations.totalCount).toBe(3);
  expect(ofMax.invitations.nodes.map(({ role }) => role)).toEqual(['VIEWER', 'ADMIN']);
  expect(JSON.stringify(invitations)).not.toContain(expired.email);
});

test('an invitation that is taken back works no longer, and one that was accepted cannot be', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['max'] });
  const [kept, revoked, forOwner] = [
    await invite(h, acme.owner),
    await invite(h, acme.owner),
    await invite(h, acme.owner, { role: 'OWNER' }),
  ];
  const revoke = (by: Person, { id }: { id: string }) =>
    h.as(by).run(RevokeInvitation, { input: { invitationId: id } });

  await revoke(acme.max, revoked);
  const again = await revoke(acme.max, revoked);
  await accept(h, kept.token);

  expect(again.revokeInvitation.id).toBe(revoked.id);
  expect((await refusalOf(accept(h, revoked.token))).code).toBe('CONFLICT');
  expect((await refusalOf(revoke(acme.max, kept))).code).toBe('CONFLICT');
  expect((await refusalOf(revoke(acme.max, forOwner))).code).toBe('FORBIDDEN');
  expect((await h.as(acme.max).run(Invitations)).invitations.nodes).toEqual([]);
});

test('two accounts may invite the same person, who can accept one of them', async () => {
  await using h = await openHarness();
  const [acme, other] = [await h.anAccount(), await h.anAccount()];
  const email = 'wanted@guests.example';
  const [first, second] = [await invite(h, acme.owner, { email }), await invite(h, other.owner, { email })];

  const joined = await accept(h, second.token);
  const refused = await refusalOf(accept(h, first.token));

  expect(joined.user.account.id).toBe(other.owner.account.id);
  expect(refused.code).toBe('CONFLICT');
  expect(refused.message).toContain('already taken');
});

test('an invitation can be accepted while somebody of another account is signed in', async () => {
  await using h = await openHarness();
  const [acme, other] = [await h.anAccount(), await h.anAccount()];
  const { token } = await invite(h, acme.owner);

  const { acceptInvitation } = await h
    .as(other.owner)
    .run(AcceptInvitation, { input: { token, name: 'Gina Guest', password } });

  expect(acceptInvitation.user.account).toEqual({
    id: acme.owner.account.id,
    name: acme.owner.account.name,
  });
});

test('somebody of the own account cannot be invited, and nothing is written', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const before = await countRows(h);

  for (const email of [acme.ada.email, acme.ada.email.toUpperCase()]) {
    const refused = await refusalOf(h.as(acme.owner).run(InviteUser, { input: { email, role: 'VIEWER' } }));

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.email' });
  }
  expect(await countRows(h)).toEqual(before);
});

test('an invitation of somebody of another account is answered and mailed like any, and its link says more', async () => {
  await using h = await openHarness();
  const [acme, other] = [await h.anAccount(), await h.anAccount()];

  const { token, shownToken } = await invite(h, acme.owner, { email: other.owner.email });
  const refused = await refusalOf(accept(h, token));
  // The inviter can try it as well, and must not learn from it.
  const { user } = await accept(h, shownToken);
  await h.mailbox.expectMail({ to: other.owner.email, subject: /^Confirm your address/ });

  expect(refused).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('already taken') });
  expect(user).toMatchObject({ role: 'ENGINEER', account: { id: acme.owner.account.id } });
});

test('whoever registers under the invited address without confirming it keeps nobody from it', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const invitation = await invite(h, acme.owner);
  const squatter = await registerOwner(h, invitation.email);

  const joined = await accept(h, invitation.token);
  const late = await refusalOf(
    withToken(h, squatter.accessToken).run(VerifyEmail, { input: { token: squatter.verificationToken } }),
  );

  expect(joined.user.account.id).toBe(acme.owner.account.id);
  expect(late.code).toBe('CONFLICT');
  expect((await signIn(h, invitation)).user.id).toBe(joined.user.id);
});

test('a token that was never mailed is refused, whatever it looks like', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const [{ token }, other] = [await invite(h, acme.owner), await invite(h, acme.owner)];
  const [subject = '', signature = ''] = token.split('.');
  const { settings } = h.app;
  const target = { accountId: acme.owner.account.uuid, id: newId() };
  const forger = { ...settings, tokenSecret: 'somebody else’s secret, forty characters' };

  for (const candidate of [
    ...['', '.', token.slice(1), `${token}=`, `${token}\0`, subject, `${subject}.${'A'.repeat(43)}`],
    `${other.token.split('.')[0]}.${signature}`,
    createLinkToken(settings, 'invitation', target),
    createLinkToken(forger, 'invitation', target),
    'x'.repeat(500_000),
  ]) {
    const refused = await refusalOf(accept(h, candidate));

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.token' });
  }
  expect((await accept(h, token)).user.role).toBe('ENGINEER');
});

test('the link of a password reset is no invitation, and an invitation resets no password', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const invitation = await invite(h, acme.owner);
  await h.nobody.run(RequestPasswordReset, { input: { email: acme.owner.email } });
  const resetToken = tokenInMail(await h.mailbox.expectMail({ to: acme.owner.email }));

  const joining = await refusalOf(accept(h, resetToken));
  const resetting = await refusalOf(
    h.nobody.run(ResetPassword, { input: { token: invitation.token, password } }),
  );

  expect(joining).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.token' });
  expect(resetting).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.token' });
});

const badAcceptances: [what: string, change: { name?: string; password?: string }, field: string][] = [
  ['no name', { name: '' }, 'input.name'],
  ['a name of 101 characters', { name: 'a'.repeat(101) }, 'input.name'],
  ['NUL in the name', { name: 'Gina\0' }, 'input.name'],
  ['two lines of name', { name: 'Gina\nGuest' }, 'input.name'],
  ['an address as the name', { name: 'www.gina.example' }, 'input.name'],
  ['a short password', { password: 'k7#mQ2!xv' }, 'input.password'],
  ['a common password', { password: 'Welcome1234!' }, 'input.password'],
];

for (const [what, change, field] of badAcceptances) {
  test(`accepting with ${what} is refused by the name of the field, and the seat stays open`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount();
    const { token } = await invite(h, acme.owner);
    const before = await countRows(h);

    const refused = await refusalOf(
      h.nobody.run(AcceptInvitation, { input: { token, name: 'Gina Guest', password, ...change } }),
    );

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(await countRows(h)).toEqual(before);
    expect((await accept(h, token)).user.name).toBe('Gina Guest');
  });
}
