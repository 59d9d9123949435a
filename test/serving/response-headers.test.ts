import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { cameByTls } from '../../src/web/response-headers.ts';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { bearer, json } from './raw-http.ts';

/** What every answer carries, and who may see what is not for customers. */

const operations = [
  ['a query', '{ me { id } }'],
  ['a refused query', '{ users { totalCount } }'],
  ['a mutation', 'mutation { logoutEverywhere }'],
  ['a document with a mistake', '{ nothingLikeThis }'],
  ['no document', '{'],
] as const;

for (const path of ['/graphql', '/graphql/stream']) {
  test.each(operations)(`${path}: the answer to %s is stored nowhere on its way`, async (_what, query) => {
    await using h = await openHarness();
    const { owner } = await h.anAccount();
    const send = (headers: Record<string, string>) =>
      fetch(`${h.app.url}${path}`, {
        method: 'POST',
        headers: { ...json, ...headers },
        body: JSON.stringify({ query }),
      });

    for (const headers of [{}, bearer(owner)]) {
      const response = await send(headers);
      expect(response.headers.get('cache-control')).toMatch(/^no-store\b/);
      await response.body?.cancel();
    }
  });
}

test('queries by GET and bodies that are none are stored nowhere either', async () => {
  await using h = await openHarness();

  const answers = await Promise.all([
    fetch(`${h.app.url}/graphql?query=${encodeURIComponent('{ __typename }')}`),
    fetch(`${h.app.url}/graphql`, { method: 'POST', headers: json, body: 'not JSON' }),
    fetch(`${h.app.url}/graphql`, { method: 'PATCH' }),
    fetch(`${h.app.url}/graphql/stream`, { method: 'PUT' }),
  ]);

  for (const answer of answers) expect(answer.headers.get('cache-control')).toMatch(/^no-store\b/);
});

const settings = { publicUrl: 'http://127.0.0.1:4000', trustProxyHops: 0 };

test.each([
  ['a socket without encryption', {}, {}, false],
  ['a header that anybody can send', {}, { 'x-forwarded-proto': 'https' }, false],
  ['a public address of https', { publicUrl: 'https://desk.example.com' }, {}, true],
  ['a trusted proxy', { trustProxyHops: 1 }, { 'x-forwarded-proto': 'https' }, true],
  ['a trusted proxy without TLS', { trustProxyHops: 1 }, { 'x-forwarded-proto': 'http' }, false],
  [
    'a trusted proxy that adds to what was sent',
    { trustProxyHops: 1 },
    { 'x-forwarded-proto': 'https, http' },
    false,
  ],
  ['the outer of two proxies', { trustProxyHops: 2 }, { 'x-forwarded-proto': 'http, HTTPS, http' }, true],
  [
    'the last of two proxies, which writes it anew',
    { trustProxyHops: 2 },
    { 'x-forwarded-proto': 'https' },
    true,
  ],
  ['a trusted proxy that says nothing', { trustProxyHops: 1 }, {}, false],
] as const)('whether it was TLS, by %s', (_by, told, headers, isTls) => {
  expect(cameByTls({ headers, socket: new Socket() }, { ...settings, ...told })).toBe(isTls);
});

test('a socket of TLS is one, whatever the headers say', () => {
  const req = { headers: { 'x-forwarded-proto': 'http' }, socket: new TLSSocket(new Socket()) };

  expect(cameByTls(req, settings)).toBe(true);
});

test('without a token the metrics are for who asks from a private address, and not through a proxy', async () => {
  await using h = await openHarness();
  const statusFor = async (headers: Record<string, string>) =>
    (await fetch(`${h.app.url}/metrics`, { headers })).status;

  expect(await statusFor({})).toBe(200);
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])
    expect(await statusFor({ [name]: '127.0.0.1' })).toBe(401);
});

test('with a token the metrics are for who has it, from wherever they ask; GraphiQL can be off', async () => {
  const token = 'a-token-for-prometheus';
  await using h = await openHarness({ METRICS_TOKEN: token, GRAPHIQL: 'off' });
  const ask = (path: string, headers: Record<string, string>) => fetch(`${h.app.url}${path}`, { headers });

  const allowed = await ask('/metrics', { authorization: `Bearer ${token}`, 'x-forwarded-for': '8.8.8.8' });
  const refused = await ask('/metrics', {});
  const browser = await ask('/graphql', { accept: 'text/html' });

  expect([allowed.status, await allowed.text()]).toEqual([200, expect.stringContaining('resolutionflow_')]);
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  for (const authorization of [`Bearer ${token}x`, `Basic ${token}`, `Bearer ${token.slice(0, -1)}`, token])
    expect((await ask('/metrics', { authorization })).status).toBe(401);
  expect(browser.status).toBe(406);
  expect(await browser.text()).not.toMatch(/<html/);
});
