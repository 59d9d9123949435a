import { type Harness, openHarness, type Person, password } from '../harness/harness.ts';
import { openReplica } from '../harness/replicas.ts';
import { expect, serverTest, test } from '../harness/test.ts';

interface Answer {
  readonly data?: { readonly accessToken: string; readonly user: { readonly id: string } };
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

async function ask(
  { app }: Pick<Harness, 'app'>,
  action: string,
  input: object,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${app.url}/sign-in-cookie/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });
  const answer: Answer = await response.json();
  const cookies = response.headers.getSetCookie();
  const set = cookies.find(cookie => cookie.startsWith('resolutionflow_sign_in=')) ?? null;
  const device = cookies.find(cookie => cookie.startsWith('resolutionflow_device=')) ?? null;
  return { status: response.status, answer, set, cookie: set?.split(';')[0] ?? '', device };
}

const login = (h: Harness, { email }: Person) => ask(h, 'login', { email, password });

async function nameOf(h: Harness, accessToken = ''): Promise<unknown> {
  const response = await fetch(`${h.app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ query: '{ me { name } }' }),
  });
  const { data }: { data: { me: { name: string } } | null } = await response.json();
  return data?.me.name ?? null;
}

test('signing in gives the access token, and the refresh token in a cookie that no script reads', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();

  const { status, answer, set, device } = await login(h, owner);

  expect([status, answer.data?.user.id]).toEqual([200, owner.id]);
  expect(answer.data).not.toHaveProperty('refreshToken');
  expect(answer.data).not.toHaveProperty('deviceToken');
  expect(device).toMatch(
    /^resolutionflow_device=[\w.-]{80,}; Path=\/sign-in-cookie\/; Max-Age=31536000; HttpOnly; SameSite=Strict$/,
  );
  expect(await nameOf(h, answer.data?.accessToken)).toBe('Owner');
  expect(set).toMatch(
    /^resolutionflow_sign_in=[\w-]{20,}; Path=\/sign-in-cookie\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/,
  );
});

test('the cookie is exchanged for new tokens, once each', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const first = await login(h, owner);

  const second = await ask(h, 'refreshTokens', {}, { cookie: first.cookie });

  expect(second.cookie).not.toBe(first.cookie);
  expect(await nameOf(h, second.answer.data?.accessToken)).toBe('Owner');
});

test('a browser that never saw the new cookie gets it again, for half a minute', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const { cookie } = await login(h, owner);

  const answers = await Promise.all([1, 2, 3].map(() => ask(h, 'refreshTokens', {}, { cookie })));
  h.clock.advance(15);
  const later = await ask(h, 'refreshTokens', {}, { cookie });
  h.clock.advance(16);
  const tooLate = await ask(h, 'refreshTokens', {}, { cookie });
  const newest = await ask(h, 'refreshTokens', {}, { cookie: later.cookie });

  expect(new Set([...answers, later].map(answer => answer.cookie)).size).toBe(1);
  expect(await nameOf(h, later.answer.data?.accessToken)).toBe('Owner');
  expect(tooLate.answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  // Whoever has an old one is a stranger by now, and nobody can tell which of the two.
  expect(newest.answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('once somebody has used the new cookie, the old one ends the sign-in for both', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const { cookie } = await login(h, owner);
  const first = await ask(h, 'refreshTokens', {}, { cookie });
  const second = await ask(h, 'refreshTokens', {}, { cookie: first.cookie });

  const again = await ask(h, 'refreshTokens', {}, { cookie });
  const newest = await ask(h, 'refreshTokens', {}, { cookie: second.cookie });

  expect(again.answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(newest.answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

serverTest('another replica gives a browser the same new cookie', async () => {
  await using h = await openHarness({ REFRESH_TOKEN_DAYS: '30' });
  await using other = await openReplica(h);
  const { owner } = await h.anAccount();
  const { cookie } = await login(h, owner);

  const [first, second] = await Promise.all([h, other].map(one => ask(one, 'refreshTokens', {}, { cookie })));

  expect(first?.cookie).toBe(second?.cookie);
  expect(await nameOf(h, second?.answer.data?.accessToken)).toBe('Owner');
});

test('without a cookie nobody is signed in, and that is no error of the page', async () => {
  await using h = await openHarness();

  const { status, answer, set } = await ask(h, 'refreshTokens', {});

  expect([status, answer.errors?.[0]?.extensions.code, set]).toEqual([200, 'UNAUTHENTICATED', null]);
});

test('a cookie that is refused is taken away', async () => {
  await using h = await openHarness();

  const { answer, set } = await ask(h, 'refreshTokens', {}, { cookie: 'resolutionflow_sign_in=made-up' });

  expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(set).toContain('Max-Age=0');
});

test('signing out ends the sign-in and takes the cookie away', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const { cookie } = await login(h, owner);

  const { set, device } = await ask(h, 'logout', {}, { cookie });
  const after = await ask(h, 'refreshTokens', {}, { cookie });

  expect(set).toContain('Max-Age=0');
  // The browser stays known, for when the person comes back while somebody guesses at the password.
  expect(device).toBeNull();
  expect(after.answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('a wrong password is refused as by the API', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();

  const { status, answer, set } = await ask(h, 'login', { email: owner.email, password: 'something else' });

  expect([status, set]).toEqual([200, null]);
  expect(answer.errors).toMatchObject([
    { message: 'The email address or the password is wrong.', extensions: { code: 'UNAUTHENTICATED' } },
  ]);
});

test('a new password keeps the sign-in that changed it', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const { answer } = await login(h, owner);

  const changed = await ask(
    h,
    'changePassword',
    { currentPassword: password, newPassword: 'an even longer passphrase' },
    { authorization: `Bearer ${answer.data?.accessToken}` },
  );

  expect(await nameOf(h, changed.answer.data?.accessToken)).toBe('Owner');
  expect(changed.cookie).toMatch(/^resolutionflow_sign_in=[\w-]{20,}$/);
});

for (const [what, headers] of [
  ['a form of another site', { 'content-type': 'text/plain' }],
  ['a script of another site', { 'sec-fetch-site': 'cross-site' }],
  ['a script of a neighbour', { 'sec-fetch-site': 'same-site' }],
] as const) {
  test(`${what} signs nobody in`, async () => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();

    const { status, set } = await ask(h, 'login', { email: owner.email, password }, headers);

    expect([status, set]).toEqual([403, null]);
  });
}

for (const action of ['', 'deactivateUser', 'constructor', 'login/']) {
  test(`"${action}" is none of its paths`, async () => {
    await using h = await openHarness();

    expect((await ask(h, action, {})).status).toBe(404);
  });
}

test('a body that is too large or no object is refused', async () => {
  await using h = await openHarness();

  expect((await ask(h, 'login', { email: 'x'.repeat(20_000) })).status).toBe(400);
  expect((await ask(h, 'login', [])).status).toBe(400);
});
