import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import {
  DeactivateUser,
  Logout,
  LogoutEverybody,
  LogoutEverywhere,
  Me,
  ReactivateUser,
  refresh,
  refusalOf,
  signIn,
  withToken,
} from './operations.ts';

const day = 86_400;

test('a refresh token is exchanged for the next one, and so on', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const first = await signIn(h, acme.owner);

  const second = await refresh(h, first.refreshToken);
  const third = await refresh(h, second.refreshToken);

  expect(new Set([first, second, third].map(tokens => tokens.refreshToken)).size).toBe(3);
  expect(await withToken(h, third.accessToken).run(Me)).toMatchObject({ me: { id: acme.owner.id } });
});

test('a refresh token that comes a second time ends the whole chain, the newest token too', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const first = await signIn(h, acme.owner);
  const second = await refresh(h, first.refreshToken);
  const third = await refresh(h, second.refreshToken);

  const reused = await refusalOf(refresh(h, first.refreshToken));

  expect(reused.code).toBe('UNAUTHENTICATED');
  expect((await refusalOf(refresh(h, third.refreshToken))).code).toBe('UNAUTHENTICATED');
  const alive = await h.app.database.query(
    'select id from refresh_token where user_id = ? and revoked_at is null',
    [acme.owner.uuid],
  );
  expect(alive).toEqual([]);
});

test('whoever lost the answer asks again and gets the same successor, for half a minute', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const { refreshToken, deviceToken } = await signIn(h, acme.owner);
  const lost = await refresh(h, refreshToken);

  h.clock.advance(15);
  const again = await refresh(h, refreshToken);
  const next = await refresh(h, again.refreshToken);

  expect(again.refreshToken).toBe(lost.refreshToken);
  expect(again.deviceToken.split('.')[0]).toBe(deviceToken.split('.')[0]);
  expect(await withToken(h, again.accessToken).run(Me)).toMatchObject({ me: { id: acme.owner.id } });
  expect(next.user.id).toBe(acme.owner.id);
});

test('who asks again later than that ends the sign-in, the unused successor too', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const first = await signIn(h, acme.owner);
  const second = await refresh(h, first.refreshToken);

  h.clock.advance(31);
  const late = await refusalOf(refresh(h, first.refreshToken));

  expect(late.code).toBe('UNAUTHENTICATED');
  expect((await refusalOf(refresh(h, second.refreshToken))).code).toBe('UNAUTHENTICATED');
});

test('once the successor was used, asking again ends the sign-in at once', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const first = await signIn(h, acme.owner);
  const second = await refresh(h, first.refreshToken);
  const again = await refresh(h, first.refreshToken);
  const third = await refresh(h, second.refreshToken);

  const stolen = await refusalOf(refresh(h, first.refreshToken));

  expect(again.refreshToken).toBe(second.refreshToken);
  expect(stolen.code).toBe('UNAUTHENTICATED');
  expect((await refusalOf(refresh(h, third.refreshToken))).code).toBe('UNAUTHENTICATED');
});

test('two that ask at once get the same successor, and there is one of it', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const { refreshToken } = await signIn(h, acme.owner);

  const answers = await Promise.all([1, 2].map(() => refresh(h, refreshToken)));
  const links = await h.app.database.query('select id from refresh_token where user_id = ?', [
    acme.owner.uuid,
  ]);

  expect(new Set(answers.map(tokens => tokens.refreshToken)).size).toBe(1);
  expect(links).toHaveLength(2);
  expect((await refresh(h, answers[0]?.refreshToken ?? '')).user.id).toBe(acme.owner.id);
});

test('signing out, everywhere too, leaves nothing to ask for again', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const [desk, phone] = [await signIn(h, acme.owner), await signIn(h, acme.owner)];
  await refresh(h, desk.refreshToken);
  const { accessToken } = await refresh(h, phone.refreshToken);

  await h.nobody.run(Logout, { input: { refreshToken: desk.refreshToken } });
  const afterOne = await refusalOf(refresh(h, desk.refreshToken));
  await withToken(h, accessToken).run(LogoutEverywhere);
  const afterAll = await refusalOf(refresh(h, phone.refreshToken));

  expect([afterOne.code, afterAll.code]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
});

test('a reused token ends its own chain and no other sign-in', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const [stolen, phone] = [await signIn(h, acme.owner), await signIn(h, acme.owner)];
  await refresh(h, stolen.refreshToken);
  h.clock.advance(31);

  await refusalOf(refresh(h, stolen.refreshToken));

  expect((await refresh(h, phone.refreshToken)).user.id).toBe(acme.owner.id);
});

test('an exchange that came after the refusal of a reuse is refused with the same words', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const first = await signIn(h, acme.owner);
  const second = await refresh(h, first.refreshToken);
  h.clock.advance(31);

  const reused = await refusalOf(refresh(h, first.refreshToken));
  const revoked = await refusalOf(refresh(h, second.refreshToken));
  const unknown = await refusalOf(refresh(h, 'never issued'));

  expect([revoked.message, unknown.message]).toEqual([reused.message, reused.message]);
});

test('a refresh token expires after thirty days, counted anew for each', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const first = await signIn(h, acme.owner);

  h.clock.advance(30 * day - 60);
  const second = await refresh(h, first.refreshToken);
  h.clock.advance(30 * day - 60);
  const third = await refresh(h, second.refreshToken);
  h.clock.advance(30 * day + 60);
  const refused = await refusalOf(refresh(h, third.refreshToken));

  expect(refused.code).toBe('UNAUTHENTICATED');
});

for (const [what, token] of [
  ['nothing', ''],
  ['a random text', 'bm90IGEgdG9rZW4'],
  ['NUL', '\0'],
  ['a million characters', 'x'.repeat(1_000_000)],
] as const) {
  test(`${what} in place of a refresh token is refused`, async () => {
    await using h = await openHarness();

    const refused = await refusalOf(refresh(h, token));

    expect(refused.code).toBe('UNAUTHENTICATED');
  });
}

test('an access token is not taken for a refresh token, nor the other way round', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const tokens = await signIn(h, acme.owner);

  expect((await refusalOf(refresh(h, tokens.accessToken))).code).toBe('UNAUTHENTICATED');
  expect((await refusalOf(withToken(h, tokens.refreshToken).run(Me))).code).toBe('UNAUTHENTICATED');
  expect((await refresh(h, tokens.refreshToken)).user.id).toBe(acme.owner.id);
});

test('signing out ends one sign-in and leaves the others', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const [desk, phone] = [await signIn(h, acme.owner), await signIn(h, acme.owner)];

  const { logout } = await h.nobody.run(Logout, { input: { refreshToken: desk.refreshToken } });

  expect(logout).toBe(true);
  expect((await refusalOf(refresh(h, desk.refreshToken))).code).toBe('UNAUTHENTICATED');
  expect((await refresh(h, phone.refreshToken)).user.id).toBe(acme.owner.id);
});

test('signing out with an older token of the chain ends the newest too', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const first = await signIn(h, acme.owner);
  const second = await refresh(h, first.refreshToken);

  await h.nobody.run(Logout, { input: { refreshToken: first.refreshToken } });

  expect((await refusalOf(refresh(h, second.refreshToken))).code).toBe('UNAUTHENTICATED');
});

test('signing out tells nobody whether there was anything to end', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const { refreshToken } = await signIn(h, acme.owner);

  const answers = [];
  for (const token of [refreshToken, refreshToken, 'never issued', ''])
    answers.push(await h.nobody.run(Logout, { input: { refreshToken: token } }));

  expect(answers).toEqual(Array(4).fill({ logout: true }));
});

test('signing everybody out ends every sign-in of the account at once, and of no other', async () => {
  await using h = await openHarness();
  const [acme, globex] = [await h.anAccount({ engineers: ['ada'] }), await h.anAccount()];
  const [desk, other] = [await signIn(h, acme.ada), await signIn(h, globex.owner)];

  await h.as(acme.owner).run(LogoutEverybody);

  for (const token of [desk.accessToken, acme.ada.token, acme.owner.token])
    expect((await refusalOf(withToken(h, token).run(Me))).code).toBe('UNAUTHENTICATED');
  expect((await refusalOf(refresh(h, desk.refreshToken))).code).toBe('UNAUTHENTICATED');
  expect((await refresh(h, other.refreshToken)).user.id).toBe(globex.owner.id);
  expect((await signIn(h, acme.ada)).user.id).toBe(acme.ada.id);
});

test('signing out everywhere ends access tokens at once, and every sign-in', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const [desk, phone] = [await signIn(h, acme.ada), await signIn(h, acme.ada)];
  const colleague = await signIn(h, acme.owner);

  const { logoutEverywhere } = await withToken(h, desk.accessToken).run(LogoutEverywhere);

  expect(logoutEverywhere).toBe(true);
  for (const token of [desk.accessToken, phone.accessToken, acme.ada.token])
    expect((await refusalOf(withToken(h, token).run(Me))).code).toBe('UNAUTHENTICATED');
  for (const token of [desk.refreshToken, phone.refreshToken])
    expect((await refusalOf(refresh(h, token))).code).toBe('UNAUTHENTICATED');
  expect((await refresh(h, colleague.refreshToken)).user.id).toBe(acme.owner.id);
  expect((await signIn(h, acme.ada)).user.id).toBe(acme.ada.id);
});

test('signing out everywhere needs somebody who is signed in', async () => {
  await using h = await openHarness();

  const refused = await refusalOf(h.nobody.run(LogoutEverywhere));

  expect(refused.code).toBe('UNAUTHENTICATED');
});

test('the refresh tokens of a deactivated person stay worthless when they are let in again', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { refreshToken } = await signIn(h, acme.ada);
  const input = { userId: acme.ada.id };

  await h.as(acme.owner).run(DeactivateUser, { input });
  const locked = await refusalOf(refresh(h, refreshToken));
  await h.as(acme.owner).run(ReactivateUser, { input });
  const back = await refusalOf(refresh(h, refreshToken));

  expect([locked.code, back.code]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
});
