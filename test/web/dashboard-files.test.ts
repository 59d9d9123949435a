import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDashboardFiles } from '../../src/web/dashboard-files.ts';
import { expect, test } from '../harness/test.ts';

/** Serves a folder as the product does; what is none of the dashboard's is 404. */
async function serveFolder(files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-dashboard-'));
  await mkdir(join(folder, 'assets'));
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  const dashboard = openDashboardFiles(folder);
  const server = createServer((req, res) => {
    const [path = '/'] = (req.url ?? '/').split('?');
    if (!dashboard.serve(req, res, path)) res.writeHead(404).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    ask: (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

const script = `export const words = '${'many words '.repeat(200)}';`;
const built = { 'index.html': '<!doctype html><title>Here</title>', 'assets/app-x1.js': script };

for (const path of [
  '/',
  '/sign-in?next=%2F',
  '/handoffs/handoff_01m7zw0hhfewrrf2h27p24tx01',
  '/accept-invitation?token=abc',
  '/account/webhooks',
  '/trees/tree_01/edit',
]) {
  test(`${path} is the page, with a strict policy and asked for anew each time`, async () => {
    await using served = await serveFolder(built);

    const response = await served.ask(path);

    expect([response.status, await response.text()]).toEqual([200, built['index.html']]);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });
}

test('what has its hash in its name is kept for a year, and travels compressed', async () => {
  await using served = await serveFolder(built);

  const response = await served.ask('/assets/app-x1.js', { headers: { 'accept-encoding': 'gzip, br' } });
  const plain = await served.ask('/assets/app-x1.js', { headers: { 'accept-encoding': 'identity' } });

  expect(await response.text()).toBe(script);
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(response.headers.get('content-encoding')).toBe('br');
  expect(await plain.text()).toBe(script);
  expect(plain.headers.get('content-encoding')).toBe(null);
});

for (const [accepted, encoding] of [
  ['br;q=0.0, gzip', 'gzip'],
  ['br;q=0, gzip;q=0', null],
  ['*', 'br'],
  ['br;q=0.5, gzip;q=0.9', 'br'],
  ['', null],
] as const) {
  test(`who takes "${accepted}" gets ${encoding ?? 'no encoding'}`, async () => {
    await using served = await serveFolder(built);

    const response = await served.ask('/assets/app-x1.js', { headers: { 'accept-encoding': accepted } });

    expect([response.headers.get('content-encoding'), await response.text()]).toEqual([encoding, script]);
  });
}

test('what a browser has already is not sent again, also when a proxy made its tag weak or it has several', async () => {
  await using served = await serveFolder(built);
  const etag = (await served.ask('/')).headers.get('etag') ?? '';

  for (const tags of [`W/${etag}`, `"another", W/${etag}`, '*']) {
    const response = await served.ask('/', { headers: { 'if-none-match': tags } });
    expect([tags, response.status]).toEqual([tags, 304]);
  }
  expect((await served.ask('/', { headers: { 'if-none-match': '"another"' } })).status).toBe(200);
});

test('what a browser has already is not sent again', async () => {
  await using served = await serveFolder(built);
  const etag = (await served.ask('/')).headers.get('etag') ?? '';

  const response = await served.ask('/', { headers: { 'if-none-match': etag } });

  expect(etag).toMatch(/^"[\w-]{22}"$/);
  expect([response.status, await response.text()]).toEqual([304, '']);
});

for (const path of [
  '/index.htm',
  '/assets/',
  '/assets/other.js',
  '/accounts',
  '/nowhere',
  '/../package.json',
]) {
  test(`${path} is none of the dashboard's`, async () => {
    await using served = await serveFolder(built);

    expect((await served.ask(path)).status).toBe(404);
  });
}

test('whoever mistypes an address gets the page, which says that there is nothing', async () => {
  await using served = await serveFolder(built);

  const response = await served.ask('/nowhere', { headers: { accept: 'text/html,*/*;q=0.8' } });

  expect([response.status, await response.text()]).toEqual([404, built['index.html']]);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('without a build the page says how to make one', async () => {
  await using served = await serveFolder({});

  const response = await served.ask('/');

  expect(response.status).toBe(503);
  expect(await response.text()).toContain('npm run build');
});
