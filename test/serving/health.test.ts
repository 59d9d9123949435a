import { createHttpServer, type ServerParts } from '../../src/server.ts';
import { isServer } from '../harness/databases.ts';
import { openHarness } from '../harness/harness.ts';
import { EscalationEvents, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { bearer, json } from './raw-http.ts';

/** What operators and load balancers see. */

test('the process says that it lives, and is ready once database and wire are there', async () => {
  await using h = await openHarness();

  const live = await fetch(`${h.app.url}/health/live`);
  const ready = await fetch(`${h.app.url}/health/ready`);

  expect([live.status, await live.json()]).toEqual([200, { status: 'ok' }]);
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ok', checks: { database: true, wire: true, ...(!isServer && { diskSpace: true }) } },
  ]);
  expect(ready.headers.get('cache-control')).toBe('no-store');
});

test('health may be asked for by HEAD, with or without a query', async () => {
  await using h = await openHarness();

  const responses = await Promise.all(
    ['/health/live', '/health/ready?verbose=1'].map(path => fetch(`${h.app.url}${path}`, { method: 'HEAD' })),
  );

  expect(responses.map(({ status }) => status)).toEqual([200, 200]);
});

test('a process that cannot reach its database is not ready, and says which part is missing', async () => {
  await using h = await openHarness();
  const checks = { database: false, wire: true };
  const parts = {
    ...h.app,
    dashboardFolder: 'none',
    clock: h.clock,
    checkReady: async () => checks,
  } as unknown as ServerParts;
  const server = createHttpServer(parts);
  const { port } = await server.listen('127.0.0.1', 0);

  const response = await fetch(`http://127.0.0.1:${port}/health/ready`);

  expect([response.status, await response.json()]).toEqual([503, { status: 'unavailable', checks }]);
  await server.close(1_000);
});

test('the figures are in Prometheus’ format, under our names, and hold nothing of any account', async () => {
  await using h = await openHarness();
  const { owner, ada } = await h.anAccount({ engineers: ['ada'] });
  h.mailbox.ignoreAll();
  await using stream = await h.as(owner).subscribe(EscalationEvents);
  await escalate(h.as(ada));
  expect(await stream.next()).toMatchObject({ escalationEvents: { __typename: 'StreamReady' } });
  await h.settled();

  // Streams of tests before this one may just be ending.
  const { response, text } = await waitFor('one open stream', async () => {
    const response = await fetch(`${h.app.url}/metrics`);
    const text = await response.text();
    return /^resolutionflow_open_streams 1$/m.test(text) && { response, text };
  });

  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(text).toMatch(/^# HELP resolutionflow_open_streams .+\n# TYPE resolutionflow_open_streams gauge$/m);
  expect(text).toMatch(/^resolutionflow_open_streams 1$/m);
  expect(text).toMatch(/^resolutionflow_operations_total\{kind="mutation",outcome="OK"\} [1-9]\d*$/m);
  expect(text).toMatch(/^resolutionflow_operation_seconds_bucket\{le="0\.1",kind="mutation"\} \d+$/m);
  expect(text).toMatch(/^nodejs_heap_size_used_bytes \d+$/m);
  for (const secret of [owner.id, owner.uuid, owner.account.uuid, owner.account.name, ada.email, ada.name])
    expect(text).not.toContain(secret);
});

for (const [method, path] of [
  ['GET', '/nowhere'],
  ['GET', '/graphql/'],
  ['GET', '/health'],
  ['GET', '/../../etc/passwd'],
  ['GET', '/%2e%2e/%2e%2e/etc/passwd'],
  ['POST', '/metrics'],
  ['DELETE', '/'],
] as const) {
  test(`${method} ${path} is 404, as JSON`, async () => {
    await using h = await openHarness();

    const response = await fetch(`${h.app.url}${path}`, { method });

    expect([response.status, await response.json()]).toEqual([404, { error: 'There is nothing here.' }]);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });
}

for (const path of ['/graphql', '/graphql/stream', '/health/live', '/nowhere']) {
  test(`${path}: the caller’s request id comes back; without a usable one there is a new one`, async () => {
    await using h = await openHarness();
    const idFor = async (given?: string) => {
      const response = await fetch(`${h.app.url}${path}`, {
        headers: given === undefined ? {} : { 'x-request-id': given },
      });
      await response.body?.cancel();
      return response.headers.get('x-request-id');
    };

    expect(await idFor('trace-4711.A_b')).toBe('trace-4711.A_b');
    const made = await Promise.all(
      [undefined, 'short', 'x'.repeat(65), 'with space', '{"a":1}____'].map(idFor),
    );
    for (const id of made) expect(id).toMatch(/^[0-9a-f]{12}-\d+$/);
    expect(new Set(made).size).toBe(made.length);
  });
}

test('a browser on another origin may call, and may ask first', async () => {
  await using h = await openHarness();
  const origin = 'https://desk.example.com';
  const ask = (path: string) =>
    fetch(`${h.app.url}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-request-id',
      },
    });

  for (const path of ['/graphql', '/graphql/stream']) {
    const preflight = await ask(path);
    expect(preflight.status).toBe(204);
    expect(['*', origin]).toContain(preflight.headers.get('access-control-allow-origin'));
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/authorization, ?content-type/);
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();

    const { owner } = await h.anAccount();
    const call = await fetch(`${h.app.url}${path}`, {
      method: 'POST',
      headers: { origin, ...json, ...bearer(owner) },
      body: JSON.stringify({ query: '{ me { id } }' }),
    });
    expect(['*', origin]).toContain(call.headers.get('access-control-allow-origin'));
    expect(call.headers.get('access-control-allow-credentials')).toBeNull();
    await call.body?.cancel();
  }
});
