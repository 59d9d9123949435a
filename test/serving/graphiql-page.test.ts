import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse, validate } from 'graphql';
import { graphiqlOptions } from '../../src/graphql/graphiql.ts';
import { schema } from '../../src/schema.ts';
import { createGraphiQLPage } from '../../src/web/graphiql-page.ts';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';

test('a browser gets GraphiQL where a client gets JSON', async () => {
  await using h = await openHarness();

  const response = await fetch(`${h.app.url}/graphql`, { headers: { accept: 'text/html,*/*;q=0.8' } });
  const page = await response.text();

  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  expect(page).toContain('<title>ResolutionFlow</title>');
});

test('the page brings everything along: it loads no script, style, picture or frame from an address', async () => {
  await using h = await openHarness();

  const page = await (await fetch(`${h.app.url}/graphql`, { headers: { accept: 'text/html' } })).text();

  const [head = ''] = page.split('<script>');
  const addresses = [...head.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)/g)].map(match => match[1]);
  expect(addresses.filter(address => !address?.startsWith('data:'))).toEqual([]);
  expect(page).not.toMatch(/<script[^>]+src=/);
});

test('the page runs its own script alone, speaks to us alone, and is in nobody’s frame', async () => {
  await using h = await openHarness();

  const { headers } = await fetch(`${h.app.url}/graphql`, { headers: { accept: 'text/html' } });

  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[\w+/]{43}='; /);
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-eval|script-src [^;]*unsafe|https?:|\*/);
});

test('a browser that has the page is told so instead of getting it again', async () => {
  await using h = await openHarness();
  const ask = (headers: Record<string, string>) =>
    fetch(`${h.app.url}/graphql`, { headers: { accept: 'text/html', ...headers } });
  const first = await ask({});

  const again = await ask({ 'if-none-match': first.headers.get('etag') ?? '' });

  expect([first.headers.get('content-encoding'), first.headers.get('cache-control')]).toEqual([
    'gzip',
    'no-cache',
  ]);
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('every operation that GraphiQL proposes is valid, and its lines fit a small window', () => {
  const problems = validate(schema, parse(graphiqlOptions.defaultQuery));

  expect(problems).toEqual([]);
  expect(Math.max(...graphiqlOptions.defaultQuery.split('\n').map(({ length }) => length))).toBeLessThan(60);
});

test('a page that could not be made is made for the next who asks, and then kept', async () => {
  let tries = 0;
  const page = createGraphiQLPage(async () => {
    tries += 1;
    if (tries === 1) throw new Error('no file can be opened');
    return '<p>GraphiQL</p>';
  });
  const server = createServer((req, res) => {
    page.serve(req, res).catch(() => res.writeHead(500).end());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const ask = async () => (await fetch(`http://127.0.0.1:${port}/`)).status;

  const statuses = [await ask(), await ask(), await ask()];
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));

  expect(statuses).toEqual([500, 200, 200]);
  expect(tries).toBe(2);
});
