import { keepTokens, type Tokens } from '../../src/client/subscribe-to-escalations.ts';
import { Login } from '../accounts/operations.ts';
import { openHarness, password } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openBreakableNetwork } from './breakable-network.ts';

/** `keepTokens` against the product itself. */

test('calls at the same time share one exchange, and a revoked sign-in is told from a network that is away', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const { login } = await h.nobody.run(Login, { input: { email: acme.owner.email, password } });
  const [url, taken, devices] = [`${h.app.url}/graphql`, [] as string[], [] as unknown[]];
  const onTokens = ({ accessToken, deviceToken }: Tokens) => {
    taken.push(accessToken);
    devices.push(deviceToken);
  };
  const keeper = keepTokens({ url, tokens: login, onTokens });

  const outcomes = await Promise.all([keeper.refreshTokens(), keeper.refreshTokens(), keeper.accessToken()]);

  expect(outcomes).toEqual([true, true, taken[0]]);
  expect(taken.length).toBe(1);
  expect(devices).toEqual([expect.any(String)]);
  expect(await keeper.accessToken()).toBe(taken[0]);
  expect(await keepTokens({ url, tokens: { ...login, refreshToken: 'nonsense' } }).refreshTokens()).toBe(
    false,
  );
  await using network = await openBreakableNetwork(url);
  network.cut();
  await expect(keepTokens({ url: network.url, tokens: login }).refreshTokens()).rejects.toThrow();
});

test('a token is renewed before it expires, unless the device’s clock is wrong', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const { login } = await h.nobody.run(Login, { input: { email: acme.owner.email, password } });
  const url = `${h.app.url}/graphql`;
  const renewals = { soon: 0, early: 0 };
  const keepUntil = (atMs: number, onTokens: () => void) =>
    keepTokens({ url, tokens: login, earlyMs: Date.parse(login.accessTokenExpiresAt) - atMs, onTokens });
  let renewAtMs = 0;
  let soon = keepUntil(renewAtMs, () => {});
  // Made in time: not when that moment has already come, by which the clock would be taken for a wrong one.
  while (renewAtMs <= Date.now()) {
    renewAtMs = Date.now() + 20;
    soon = keepUntil(renewAtMs, () => renewals.soon++);
  }
  const early = keepUntil(Date.now() - 60_000, () => renewals.early++);

  expect(await early.accessToken()).toBe(login.accessToken);
  await waitFor('a new token', async () => {
    await soon.accessToken();
    return renewals.soon > 0;
  });

  expect(renewals.early).toBe(0);
});
