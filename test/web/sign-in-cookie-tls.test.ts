import { type Harness, openHarness, type Person, password } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';

/** The sign-in cookie of browsers that come by TLS: to the product itself, or to a proxy in front of it. */

const behindProxy = { TRUST_PROXY_HOPS: '1' };
const plain = 'resolutionflow_sign_in';
const prefixed = `__Host-${plain}`;

interface Answered {
  readonly code: string | undefined;
  readonly userId: string | undefined;
  readonly cookies: readonly string[];
  /** What a browser would send of them, by name. */
  readonly kept: Readonly<Record<string, string>>;
}

async function ask(
  { app }: Pick<Harness, 'app'>,
  action: string,
  input: object,
  headers: Record<string, string> = { 'x-forwarded-proto': 'https' },
): Promise<Answered> {
  const response = await fetch(`${app.url}/sign-in-cookie/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });
  const { data, errors }: { data?: { user?: { id: string } }; errors?: { extensions: { code: string } }[] } =
    await response.json();
  const cookies = response.headers.getSetCookie();
  const kept = Object.fromEntries(cookies.map(cookie => (cookie.split(';')[0] ?? '').split('=')));
  return { code: errors?.[0]?.extensions.code, userId: data?.user?.id, cookies, kept };
}

const login = (h: Harness, { email }: Person, headers?: Record<string, string>) =>
  ask(h, 'login', { email, password }, headers);

const refreshWith = (h: Harness, cookie: string) =>
  ask(h, 'refreshTokens', {}, { 'x-forwarded-proto': 'https', cookie });

/** Makes the tokens of a person some of the time when cookies had no prefix. */
async function makeOld(h: Harness, { uuid }: Person): Promise<void> {
  await h.app.database.query('update refresh_token set is_from_old_cookie = true where user_id = ?', [uuid]);
}

test('who says that it was TLS is not believed without a trusted proxy', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();

  const { cookies } = await login(h, owner, { 'x-forwarded-proto': 'https' });

  expect(cookies).toEqual([
    expect.stringMatching(/^resolutionflow_sign_in=.*SameSite=Strict$/),
    expect.stringMatching(/^resolutionflow_device=.*SameSite=Strict$/),
  ]);
});

test('by TLS the cookie belongs to this host alone; it is exchanged, and ended by signing out', async () => {
  await using h = await openHarness(behindProxy);
  const { owner } = await h.anAccount();

  const first = await login(h, owner);
  const second = await refreshWith(h, `${prefixed}=${first.kept[prefixed]}`);
  const cookie = `${prefixed}=${second.kept[prefixed]}`;
  const out = await ask(h, 'logout', {}, { 'x-forwarded-proto': 'https', cookie });
  const live = await fetch(`${h.app.url}/health/live`, { headers: { 'x-forwarded-proto': 'https' } });

  expect(first.cookies).toEqual([
    expect.stringMatching(
      /^__Host-resolutionflow_sign_in=[\w-]{20,}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure$/,
    ),
    expect.stringMatching(
      /^__Host-resolutionflow_device=[\w.-]{20,}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Strict; Secure$/,
    ),
  ]);
  expect(second.userId).toBe(owner.id);
  expect(out.cookies).toEqual([
    expect.stringMatching(/^__Host-resolutionflow_sign_in=; Path=\/; Max-Age=0;/),
  ]);
  expect((await refreshWith(h, cookie)).code).toBe('UNAUTHENTICATED');
  expect(live.headers.get('strict-transport-security')).toBe('max-age=31536000');
});

test('over TLS a cookie without the prefix is taken once if it is from before the prefix, and never if a neighbour planted it', async () => {
  await using h = await openHarness(behindProxy);
  const { owner, ada } = await h.anAccount({ engineers: ['ada'] });
  const old = await login(h, owner, {});
  await makeOld(h, owner);
  const attacker = await login(h, ada);
  const planted = `${plain}=${attacker.kept[prefixed]}`;

  const exchanged = await refreshWith(h, `${plain}=${old.kept[plain]}`);
  const further = await refreshWith(h, `${plain}=${exchanged.kept[prefixed]}`);
  const alone = await refreshWith(h, planted);
  const beside = await refreshWith(h, `${planted}; ${prefixed}=${exchanged.kept[prefixed]}`);

  expect(exchanged.userId).toBe(owner.id);
  expect(exchanged.cookies).toEqual([
    expect.stringMatching(/^__Host-resolutionflow_sign_in=[\w-]{20,}; Path=\//),
    expect.stringMatching(/^resolutionflow_sign_in=; Path=\/sign-in-cookie\/; Max-Age=0;/),
    expect.stringMatching(/^__Host-resolutionflow_device=/),
  ]);
  expect([further.code, alone.code]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
  expect(alone.cookies).toContainEqual(expect.stringMatching(/^resolutionflow_sign_in=; .*Max-Age=0/));
  expect(beside.userId).toBe(owner.id);
});
