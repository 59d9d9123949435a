import { type Harness, openHarness } from '../harness/harness.ts';
import { EscalationCreated } from '../harness/stories.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { bearer, events, json, openRawSocket, parseFrames, requestHead } from './raw-http.ts';

/** Streams that are idle, cut off, or never get as far as opening. */

const body = JSON.stringify({ query: 'subscription { escalationCreated { cursor } }' });
const length = { 'content-length': String(Buffer.byteLength(body)) };

let opened: Promise<Harness> | null = null;

afterAll(async () => await (await opened)?.[Symbol.asyncDispose]());

/**
 * A product for the tests of this file that count feeds or hear heartbeats, with nothing left of those before: in the
 * shared one a feed that somebody located without subscribing lives on for a sweep or two.
 */
async function openQuiet(): Promise<Harness> {
  opened ??= openHarness({ STREAMS_PER_USER: '1000', HEARTBEAT_SECONDS: '1' });
  const h = await opened;
  await waitFor('no stream to be left', () => h.app.live.readerCount + h.app.live.feedCount === 0);
  return h;
}

for (const path of ['/graphql/stream', '/graphql'] as const) {
  for (const mode of ['distinct', 'single'] as const) {
    // The single connection mode is at /graphql/stream alone.
    if (mode === 'single' && path === '/graphql') continue;
    test(`${path}, ${mode}: a client that goes leaves no reader, without any event to notice it by`, async () => {
      const h = await openQuiet();
      const { owner } = await h.anAccount();
      const stream = await h.as(owner).subscribe(EscalationCreated, {}, { path, mode });
      expect(h.app.live.readerCount).toBe(1);

      await stream[Symbol.asyncDispose]();

      await waitFor('the reader to be gone', () => h.app.live.readerCount === 0);
      expect(h.app.live.feedCount).toBe(0);
    });
  }
}

test('an idle stream has a comment at once and one for every heartbeat, in both modes', async () => {
  const h = await openQuiet();
  const { owner } = await h.anAccount();
  const reservation = await fetch(`${h.app.url}/graphql/stream`, { method: 'PUT', headers: bearer(owner) });
  const token = await reservation.text();
  using distinct = await openRawSocket(h.app.url);
  using single = await openRawSocket(h.app.url);

  distinct.write(
    requestHead('POST', '/graphql/stream', { ...json, ...events, ...bearer(owner), ...length }) + body,
  );
  single.write(requestHead('GET', '/graphql/stream', { ...events, 'x-graphql-event-stream-token': token }));

  for (const connection of [distinct, single]) {
    await waitFor(
      'three comments',
      () => connection.text.split(':\n\n').length > 3,
      () => connection.text,
    );
    expect(connection.text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(connection.text).not.toContain('event:');
  }
});

for (const [target, accept] of [
  ['/graphql/stream', 'text/event-stream'],
  ['/graphql', 'text/event-stream'],
  ['/graphql', 'application/json'],
  ['/sign-in-cookie/login', 'application/json'],
] as const) {
  for (const framing of ['content-length', 'transfer-encoding'] as const) {
    test(`${target} as ${accept}: an upload cut in its middle (${framing}) is no error of ours`, async () => {
      await using h = await openHarness();
      const { owner } = await h.anAccount();
      using connection = await openRawSocket(h.app.url);
      const size: Record<string, string> = { [framing]: framing === 'content-length' ? '5000' : 'chunked' };
      const headers = { ...json, ...bearer(owner), accept, ...size, expect: '100-continue' };

      connection.write(requestHead('POST', target, headers));
      await waitFor('the server to take the upload', () => connection.text.includes('100 Continue'));
      connection.write(`${framing === 'content-length' ? '' : '14\r\n'}{"query":"subscriptio`);
      connection.socket.resetAndDestroy();

      const answer = await h.as(owner).send('{ me { id } }');
      expect(answer.data).toEqual({ me: { id: owner.id } });
      expect(h.logBook.unexpectedErrors()).toEqual([]);
      expect(h.app.live.readerCount).toBe(0);
    });
  }
}

test('a client that goes away while its stream is being opened leaves no reader', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();

  for (let round = 0; round < 20; round++) {
    using connection = await openRawSocket(h.app.url);
    const head = requestHead('POST', '/graphql/stream', { ...json, ...events, ...bearer(owner), ...length });
    connection.write(head + body);
    connection.socket.resetAndDestroy();
  }

  await h.as(owner).send('{ me { id } }');
  await waitFor('the readers to be gone', () => h.app.live.readerCount === 0);
});

test('three hundred streams that are cut at once leave nothing behind', async () => {
  const h = await openQuiet();
  const { owner } = await h.anAccount();
  const request =
    requestHead('POST', '/graphql/stream', { ...json, ...events, ...bearer(owner), ...length }) + body;
  const connections = await Promise.all(Array.from({ length: 300 }, () => openRawSocket(h.app.url)));
  for (const connection of connections) connection.write(request);
  await waitFor(
    'all streams to be open',
    () => h.app.live.readerCount === 300,
    () => `There are ${h.app.live.readerCount}.`,
  );
  expect(await openStreamsOf(h.app)).toBe(300);

  for (const { socket } of connections) socket.destroy();

  await waitFor('every reader to be gone', () => h.app.live.readerCount === 0);
  expect(h.app.live.feedCount).toBe(0);
  await waitFor('the figure to be zero', async () => (await openStreamsOf(h.app)) === 0);
});

test('a stream that is refused closes no connection: the next request may use it', async () => {
  await using h = await openHarness();
  using connection = await openRawSocket(h.app.url);
  const request = requestHead('POST', '/graphql/stream', { ...json, ...events, ...length }) + body;

  connection.write(request);
  await waitFor('the first refusal', () => connection.text.includes('UNAUTHENTICATED'));
  connection.write(request);

  await waitFor(
    'the second refusal',
    () => connection.text.split('UNAUTHENTICATED').length === 3,
    () => connection.text,
  );
  expect(connection.isClosed).toBe(false);
});

test('when the server completes a stream, nothing follows and the response ends', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  using connection = await openRawSocket(h.app.url);
  const query = JSON.stringify({ query: '{ __typename }' });

  connection.write(
    requestHead('POST', '/graphql/stream', {
      ...json,
      ...events,
      ...bearer(owner),
      connection: 'close',
      'content-length': String(query.length),
    }) + query,
  );

  await waitFor('the connection to end', () => connection.isClosed);
  const [, content = ''] = connection.text.split('\r\n\r\n');
  const frames = parseFrames(content.replace(/^[0-9a-f]+\r\n|\r\n[0-9a-f]+\r\n/g, ''));
  expect(frames.map(({ event }) => event)).toEqual(['comment', 'next', 'complete']);
});

async function openStreamsOf(app: {
  metrics: { openStreams: { get(): Promise<{ values: { value: number }[] }> } };
}) {
  return (await app.metrics.openStreams.get()).values[0]?.value;
}
