import { createSecretKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { issueAccessToken } from '../../src/accounts/access-tokens.ts';
import { type Harness, openHarness, type Person, password } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import {
  DeactivateUser,
  Login,
  Logout,
  Me,
  RefreshTokens,
  RequestPasswordReset,
  refusalOf,
  registerOwner,
  signIn,
  UpdateUserRole,
  withToken,
} from './operations.ts';

/** A token like ours, but for what a test changes. */
async function mint(h: Harness, person: Person, change: TokenChange = {}): Promise<string> {
  const nowSeconds = Math.floor(h.clock.now().getTime() / 1000);
  const payload = {
    sub: person.uuid,
    acc: person.account.uuid,
    gen: 0,
    iss: 'resolutionflow',
    aud: 'resolutionflow-api',
    iat: nowSeconds,
    exp: nowSeconds + 900,
    ...change.payload,
  };
  const secret = change.secret ?? h.app.settings.tokenSecret;
  const kept = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
  return await new SignJWT(kept)
    .setProtectedHeader({ alg: change.algorithm ?? 'HS256', typ: 'JWT' })
    .sign(createSecretKey(Buffer.from(secret)));
}

interface TokenChange {
  readonly payload?: Record<string, unknown>;
  readonly secret?: string;
  readonly algorithm?: string;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The code that a query with this Authorization header is refused with; null when it is not. */
async function codeFor(h: Harness, authorization: string | null): Promise<string | null> {
  const response = await fetch(`${h.app.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization === null ? {} : { authorization }),
    },
    body: JSON.stringify({ query: '{ me { id } }' }),
  });
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return errors?.[0]?.extensions.code ?? null;
}

test('a token made as ours are is accepted: the ones below fail for what they change', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();

  expect(await withToken(h, await mint(h, acme.owner)).run(Me)).toMatchObject({ me: { id: acme.owner.id } });
});

const forgeries: [what: string, change: TokenChange][] = [
  ['signed with another secret', { secret: 'somebody else’s secret, forty characters' }],
  ['signed with our secret by another algorithm', { algorithm: 'HS512' }],
  ['for another audience', { payload: { aud: 'another-api' } }],
  ['from another issuer', { payload: { iss: 'somebody-else' } }],
  ['without an expiry', { payload: { exp: undefined } }],
  ['without a person', { payload: { sub: undefined } }],
  ['without an account', { payload: { acc: undefined } }],
  ['without a generation', { payload: { gen: undefined } }],
  ['of a generation to come', { payload: { gen: 1 } }],
  ['with a text for a generation', { payload: { gen: '0' } }],
  ['that is not valid yet', { payload: { nbf: 99_999_999_999 } }],
];

for (const [what, change] of forgeries) {
  test(`a token ${what} is refused`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount();

    const refused = await refusalOf(withToken(h, await mint(h, acme.owner, change)).run(Me));

    expect(refused.code).toBe('UNAUTHENTICATED');
  });
}

test('a token of one account does not open another', async () => {
  await using h = await openHarness();
  const [acme, other] = [await h.anAccount(), await h.anAccount()];
  const crossed = await mint(h, acme.owner, { payload: { acc: other.owner.account.uuid } });

  const refused = await refusalOf(withToken(h, crossed).run(Me));

  expect(refused.code).toBe('UNAUTHENTICATED');
});

test('a token that was tampered with, or is not signed at all, is refused', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ viewers: ['rex'] });
  const [header = '', payload = '', signature = ''] = acme.rex.token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const asOwner = encode({ ...claims, sub: acme.owner.uuid });

  for (const token of [
    `${header}.${asOwner}.${signature}`,
    `${header}.${payload}.`,
    `${header}.${payload}`,
    `${encode({ alg: 'none', typ: 'JWT' })}.${asOwner}.`,
    `${encode({ alg: 'None', typ: 'JWT' })}.${asOwner}.${signature}`,
    `${encode({ alg: 'HS256', crit: ['b64'], b64: false })}.${asOwner}.${signature}`,
  ])
    expect(await codeFor(h, `Bearer ${token}`)).toBe('UNAUTHENTICATED');
  expect(await codeFor(h, `Bearer ${acme.rex.token}`)).toBeNull();
});

test('the Authorization header must be "Bearer" and a token', async () => {
  await using h = await openHarness();
  const { token } = (await h.anAccount()).owner;

  for (const header of [
    ...[null, '', 'Bearer', 'Bearer ', token, `Basic ${token}`, `Token ${token}`, `Bearer ${token} ${token}`],
    ...['Bearer garbage', 'Bearer a.b.c', 'Bearer ..', `Bearer ${'x'.repeat(10_000)}`, `Bearer "${token}"`],
  ])
    expect(await codeFor(h, header)).toBe('UNAUTHENTICATED');
  for (const header of [`Bearer ${token}`, `bearer ${token}`, `BEARER   ${token} `])
    expect(await codeFor(h, header)).toBeNull();
});

test('an access token works for fifteen minutes, and says so when it has expired', async () => {
  await using h = await openHarness();
  const { accessToken } = await registerOwner(h);

  h.clock.advance(14 * 60);
  expect(await withToken(h, accessToken).run(Me)).toMatchObject({ me: { role: 'OWNER' } });
  h.clock.advance(2 * 60);
  const refused = await refusalOf(withToken(h, accessToken).run(Me));

  expect(refused.code).toBe('TOKEN_EXPIRED');
});

test('an expired token that we did not sign is not called expired', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const forged = await mint(h, acme.owner, {
    secret: 'somebody else’s secret, forty characters',
    payload: { exp: 1_000 },
  });

  expect((await refusalOf(withToken(h, forged).run(Me))).code).toBe('UNAUTHENTICATED');
});

test('the token of a deactivated person is refused at once', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });

  await h.as(acme.owner).run(DeactivateUser, { input: { userId: acme.ada.id } });

  expect((await refusalOf(h.as(acme.ada).run(Me))).code).toBe('UNAUTHENTICATED');
});

test('a role counts from the next request on, with the same token', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['max'], engineers: ['ada'] });
  const change = { input: { userId: acme.ada.id, role: 'VIEWER' as const } };

  await h.as(acme.owner).run(UpdateUserRole, { input: { userId: acme.max.id, role: 'ENGINEER' } });

  expect(await h.as(acme.max).run(Me)).toMatchObject({ me: { role: 'ENGINEER' } });
  expect((await refusalOf(h.as(acme.max).run(UpdateUserRole, change))).code).toBe('FORBIDDEN');
});

test('an old token still attached does not keep anybody from signing in again', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const { refreshToken } = await signIn(h, acme.owner);
  const past = new Date(h.clock.now().getTime() - 3_600_000);
  const person = { id: acme.owner.uuid, accountId: acme.owner.account.uuid, tokenGeneration: 0 };
  const { accessToken: expired } = await issueAccessToken(h.app.settings, person, past);

  for (const client of [withToken(h, expired), withToken(h, 'garbage')]) {
    const { login } = await client.run(Login, { input: { email: acme.owner.email, password } });
    const { refreshTokens } = await client.run(RefreshTokens, {
      input: { refreshToken: login.refreshToken },
    });
    await client.run(RequestPasswordReset, { input: { email: 'nobody@acme.example' } });

    expect(refreshTokens.user.id).toBe(acme.owner.id);
  }
  expect(await withToken(h, expired).run(Logout, { input: { refreshToken } })).toEqual({ logout: true });
  expect((await refusalOf(withToken(h, expired).run(Me))).code).toBe('TOKEN_EXPIRED');
});

test('signing in while somebody else is signed in gives the tokens of the one who signs in', async () => {
  await using h = await openHarness();
  const [acme, other] = [await h.anAccount(), await h.anAccount()];
  const input = { email: other.owner.email, password };

  const answer = await h
    .as(acme.owner)
    .send('mutation ($input: LoginInput!) { login(input: $input) { user { id account { id name } } } }', {
      input,
    });

  const { id, name } = other.owner.account;
  expect(answer).toMatchObject({
    data: { login: { user: { id: other.owner.id, account: { id, name } } } },
  });
});
