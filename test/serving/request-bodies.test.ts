import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readBody } from '../../src/graphql/http-request.ts';
import { requestLimits } from '../../src/graphql/limits.ts';
import { arrivalTimes } from '../../src/platform/connections.ts';
import { bodyLimits } from '../../src/platform/request-bodies.ts';
import { type Harness, openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { events, json, openRawSocket, type RawSocket, requestHead } from './raw-http.ts';

/** Bodies that take their time: what all of them may hold together, and for how long. */

const settings = { TRUST_PROXY_HOPS: '1' };
const { bodyBytes } = requestLimits;
const largeBodiesOfAddress = Math.floor(bodyLimits.bytesOfAddressMax / bodyBytes);
const largeBodiesOfAll = Math.floor(bodyLimits.bytesOfAllMax / bodyBytes);
const untold = { 'transfer-encoding': 'chunked' };
const [path, query] = ['/graphql', '{ __typename }'];

function bodyOf(bytes: number): string {
  const body = JSON.stringify({ query, extensions: { padding: '' } });
  return body.replace('""', `"${'.'.repeat(bytes - body.length)}"`);
}

/** Begins a request with a large body, and sends a little of it. */
async function beginBody(
  h: Harness,
  address: string,
  headers: Record<string, string> = { 'content-length': String(bodyBytes) },
  target = path,
): Promise<RawSocket> {
  const socket = await openRawSocket(h.app.url);
  socket.write(requestHead('POST', target, { ...json, 'x-forwarded-for': address, ...headers }));
  socket.write(headers === untold ? '3\r\n{"q\r\n' : '{"q');
  return socket;
}

/** Begins bodies until one is refused, and all of an address, or of all addresses, are taken. */
async function beginBodies(h: Harness, addressOf: (n: number) => string, count: number) {
  const sockets = new DisposableStack();
  for (let n = 0; n < count; n++) sockets.use(await beginBody(h, addressOf(n)));
  return sockets;
}

async function send(h: Harness, address: string, bytes: number) {
  const response = await fetch(h.app.url + path, {
    method: 'POST',
    headers: { ...json, 'x-forwarded-for': address },
    body: bodyOf(bytes),
  });
  return { status: response.status, text: await response.text() };
}

async function answerOf(socket: RawSocket) {
  await waitFor('an answer', () => /\r\n\r\n.*\}$/s.test(socket.text));
  const [head = '', body = ''] = socket.text.split('\r\n\r\n');
  return { head: head.toLowerCase(), body: JSON.parse(body) };
}

test('one network address has so many large bodies under way, and others go on', async () => {
  await using h = await openHarness(settings);
  const begun = await beginBodies(h, () => '192.0.2.1', largeBodiesOfAddress);
  // Each way to read a body: Yoga's, that of streams, the one with its length untold, and a path that reads none.
  const ways: [headers: Record<string, string>, target: string][] = [
    [{ 'content-length': String(bodyBytes) }, path],
    [{ 'content-length': String(bodyBytes), ...events }, '/graphql/stream'],
    [untold, path],
    [{ 'content-length': String(bodyBytes * 20) }, '/nothing'],
  ];

  for (const [headers, target] of ways) {
    using refused = await beginBody(h, '192.0.2.1', headers, target);
    const { head, body } = await answerOf(refused);
    expect(head).toContain('http/1.1 429 ');
    expect(head).toContain(`\r\nretry-after: ${bodyLimits.retryAfterSeconds}\r\n`);
    expect(head).toContain('\r\nconnection: close');
    expect(body).toEqual({
      errors: [
        {
          message: 'Too many large requests at once. Try again in 5 s.',
          extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 5 },
        },
      ],
    });
  }
  expect((await send(h, '192.0.2.1', bodyLimits.smallBytes)).status).toBe(200);
  expect((await send(h, '192.0.2.2', bodyBytes)).status).toBe(200);

  begun.dispose();
  await waitFor('the place of the bodies', async () => {
    const { status } = await send(h, '192.0.2.1', bodyBytes);
    return status === 200;
  });
});

test('all addresses together have so many large bodies under way', async () => {
  await using h = await openHarness(settings);
  using _ = await beginBodies(h, n => `192.0.2.${n % 10}`, largeBodiesOfAll);

  using refused = await beginBody(h, '192.0.2.20');
  const { head, body } = await answerOf(refused);

  expect(head).toContain('http/1.1 503 ');
  expect(head).toContain(`\r\nretry-after: ${bodyLimits.retryAfterSeconds}\r\n`);
  expect(body).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
  expect((await send(h, '192.0.2.20', bodyLimits.smallBytes)).status).toBe(200);
});

test('a client that was refused reads why, also when it sends its whole body first', async () => {
  await using h = await openHarness(settings);
  using _ = await beginBodies(h, () => '192.0.2.1', largeBodiesOfAddress);
  using refused = await openRawSocket(h.app.url);
  const headers = { ...json, 'x-forwarded-for': '192.0.2.1', 'content-length': String(bodyBytes) };
  refused.socket.pause();

  refused.write(requestHead('POST', path, headers));
  await new Promise(resolve => refused.socket.write(bodyOf(bodyBytes), resolve));
  refused.socket.resume();

  await waitFor('the connection to be closed', () => refused.isClosed);
  expect((await answerOf(refused)).head).toContain('http/1.1 429 ');
});

test('bodies that have arrived, or that nobody waits for, hold nothing', async () => {
  await using h = await openHarness(settings);
  const statuses = new Set<number>();
  const add = (status: number) => void statuses.add(status);
  const headers = { ...json, 'x-forwarded-for': '192.0.2.1' };
  const post = (target: string, body: string, more: Record<string, string> = {}) =>
    fetch(h.app.url + target, { method: 'POST', headers: { ...headers, ...more }, body });

  for (let count = 0; count <= largeBodiesOfAddress; count++) {
    add((await send(h, '192.0.2.1', bodyBytes)).status);
    for (const [target, body, more] of [
      ['/graphql', bodyOf(bodyBytes + 1), {}],
      ['/graphql', bodyOf(bodyBytes), { 'content-type': 'text/plain' }],
      ['/graphql/stream', bodyOf(bodyBytes), events],
      ['/nothing', bodyOf(bodyBytes), {}],
    ] as const) {
      const response = await post(target, body, more);
      add(response.status);
      await response.text();
    }
    // Answered before its body has come, and then gone.
    using gone = await beginBody(h, '192.0.2.1', undefined, '/nothing');
    await waitFor('its answer', () => gone.text.includes('HTTP/1.1 404'));
  }

  expect([...statuses].toSorted((one, other) => one - other)).toEqual([200, 404, 413, 415]);
});

test('a request that does not arrive is given up when its time is over, and not with those that came later', async () => {
  const server = createServer({ ...arrivalTimes, headersTimeout: 2_000 });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  using first = await openRawSocket(url);
  first.write('POST /graphql HTTP/1.1\r\n');
  await delay(4_000);

  using second = await openRawSocket(url);
  second.write('POST /graphql HTTP/1.1\r\n');
  await waitFor('the first to be given up', () => first.isClosed);

  expect([first.text.split('\r\n')[0], second.isClosed]).toEqual(['HTTP/1.1 408 Request Timeout', false]);
  server.closeAllConnections();
  server.close();
});

test('of a body that comes byte by byte nothing is kept but its bytes', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const chunkBytes = 1_000_000;
  const request = Object.assign(new PassThrough(), { headers: {} });
  const body = readBody(request as unknown as IncomingMessage);

  const taken: WeakRef<ArrayBufferLike>[] = [];
  for (let count = 0; count < 20; count++) {
    // What was read from a connection at once, of which one byte is of the body.
    const read = Buffer.alloc(chunkBytes, 'a');
    taken.push(new WeakRef(read.buffer));
    request.write(read.subarray(count, count + 1));
    await turn();
  }
  await turn();
  collectGarbage();
  const kept = taken.filter(each => each.deref() !== undefined).length;
  request.end();

  expect(kept).toBeLessThan(5);
  expect((await body).toString()).toBe('a'.repeat(20));
});
