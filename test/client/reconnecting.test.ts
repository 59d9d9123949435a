import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { follow, quickly } from './follower.ts';
import { openScriptedServer, type Visit } from './scripted-server.ts';

/** How `subscribeToEscalations` goes on after everything that can end a stream, against a server that does just that. */

const serve =
  (...cursors: string[]) =>
  (visit: Visit) => {
    visit.open();
    for (const cursor of cursors) visit.event(cursor);
  };

test('a stream that breaks off in the middle of an event goes on after the last whole one', async () => {
  await using server = await openScriptedServer(visit => {
    serve('c1', 'c2')(visit);
    visit.raw('event: next\ndata: {"data":{"escalationEv');
    setImmediate(visit.cut);
  }, serve('c3'));
  await using follower = follow({ url: server.url });

  expect(await follower.received(3)).toEqual(['c1', 'c2', 'c3']);
  expect(server.visits.map(({ after }) => after)).toEqual([null, 'c2']);
  expect(follower.statuses).toMatchObject([
    { state: 'connecting', failures: 0 },
    { state: 'live' },
    { state: 'waiting', code: 'NONE' },
    { state: 'connecting', failures: 1 },
    { state: 'live' },
  ]);
});

test('a stream that is completed, closed or refused without a reason goes on with its cursor', async () => {
  await using server = await openScriptedServer(
    visit => {
      serve('c1')(visit);
      visit.complete();
    },
    visit => {
      visit.open();
      visit.res.end();
    },
    visit => visit.refuse(503, null),
    visit => visit.refuse(404, null),
    visit => {
      visit.res.writeHead(200, { 'content-type': 'text/html' });
      visit.res.end('<h1>Welcome to the hotel</h1>');
    },
    visit => {
      visit.open();
      visit.raw('event: next\ndata: {not json}\n\n');
    },
    visit => visit.cut(),
    serve('c2'),
  );
  await using follower = follow({ url: server.url });

  expect(await follower.received(2)).toEqual(['c1', 'c2']);
  expect(server.visits.map(({ after }) => after)).toEqual([null, ...Array(7).fill('c1')]);
  expect(follower.error).toBeNull();
});

/**
 * Comments for a while and then nothing, and how the client took it; null when the machine, and with it this server,
 * has not kept its pace, so that the client had reason to give up.
 */
async function beatAndFallSilent(silenceMsMax: number, beats: number) {
  const beatMs = silenceMsMax / 5;
  let lastMs = 0;
  let longestMs = 0;
  const beat = () => {
    longestMs = Math.max(longestMs, performance.now() - lastMs);
    lastMs = performance.now();
  };
  await using server = await openScriptedServer(async visit => {
    serve('c1')(visit);
    lastMs = visit.atMs;
    let isBeating = true;
    void visit.closed.then(() => isBeating && beat());
    for (let count = 0; count < beats && !visit.res.closed; count++) {
      await new Promise(resolve => setTimeout(resolve, beatMs));
      beat();
      visit.raw(':\n\n');
    }
    isBeating = false;
  }, serve('c2'));
  await using follower = follow({ url: server.url, silenceMsMax });
  const cursors = await follower.received(2);
  const [first, second] = server.visits;
  const heldMs = (second?.atMs ?? 0) - (first?.atMs ?? 0);
  return longestMs > silenceMsMax / 2 ? null : { cursors, heldMs, beatMs, statuses: follower.statuses };
}

test('a connection on which nothing comes is given up, and comments keep it alive', async () => {
  const told = await waitFor('a machine that keeps its pace', () => beatAndFallSilent(200, 15));

  expect(told.cursors).toEqual(['c1', 'c2']);
  expect(told.heldMs).toBeGreaterThan(15 * told.beatMs);
  expect(told.statuses).toContainEqual(
    expect.objectContaining({ state: 'waiting', message: 'Nothing came for 200 ms.' }),
  );
});

test('a server that never answers is given up', async () => {
  await using server = await openScriptedServer(() => {}, serve('c1'));
  await using follower = follow({ url: server.url, silenceMsMax: 200 });

  expect(await follower.received(1)).toEqual(['c1']);
});

test('a rotation is no failure and no gap: the stream goes on with its cursor after a short random pause', async () => {
  await using server = await openScriptedServer(
    visit => {
      serve('c1')(visit);
      visit.end('STREAM_ROTATED');
    },
    visit => {
      serve('c2')(visit);
      visit.end('STREAM_ROTATED');
    },
    serve('c3'),
  );
  let loads = 0;
  await using follower = follow({
    url: server.url,
    after: 'c0',
    loadQueue: async () => `queue ${++loads}`,
    pauses: { ...quickly, firstMs: 60_000, longestMs: 60_000 },
  });

  expect(await follower.received(3)).toEqual(['c1', 'c2', 'c3']);
  expect(server.visits.map(({ after }) => after)).toEqual(['c0', 'c1', 'c2']);
  expect(loads).toBe(0);
  expect(follower.statuses.filter(({ state }) => state === 'connecting')).toEqual(
    Array(3).fill({ state: 'connecting', failures: 0 }),
  );
  for (const status of follower.statuses) {
    if (status.state === 'waiting') expect(status.delayMs).toBeLessThanOrEqual(quickly.rotationMs);
  }
});

test('a server that has no room is left alone for as long as it says', async () => {
  await using server = await openScriptedServer(
    visit => visit.refuse(429, 'RATE_LIMITED', { retryAfterSeconds: 1 }),
    serve('c1'),
  );
  await using follower = follow({ url: server.url });

  await waitFor('the refusal', () => follower.states.includes('waiting'));
  follower.stream.reconnect();
  await follower.received(1);

  const [first, second] = server.visits;
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(990);
  expect(follower.statuses).toContainEqual(
    expect.objectContaining({ state: 'waiting', code: 'RATE_LIMITED' }),
  );
});

test('pauses grow with each failure, up to a bound, and begin with what the server hinted at', async () => {
  await using server = await openScriptedServer(visit => {
    visit.open();
    visit.raw('retry: 100\n\n');
    visit.raw(
      'event: next\ndata: {"data":{"escalationEvents":{"__typename":"StreamReady","cursor":"c0"}}}\n\n',
    );
    visit.complete();
  });
  await using follower = follow({ url: server.url, pauses: { firstMs: 1, longestMs: 130 } });

  await waitFor('twelve connections', () => server.visits.length >= 12);
  await follower.stream.return();

  const delays = follower.statuses.flatMap(status => (status.state === 'waiting' ? [status.delayMs] : []));
  expect(Math.max(...delays)).toBeLessThanOrEqual(130);
  expect(Math.max(...delays)).toBeGreaterThan(20);
  expect(new Set(delays).size).toBe(delays.length);
});

test('a device that is online again connects at once, from a pause and from a dead connection', async () => {
  await using server = await openScriptedServer(visit => visit.refuse(503, null), serve('c1'), serve('c2'));
  await using follower = follow({ url: server.url, pauses: { firstMs: 1e9, longestMs: 1e9 } });

  await waitFor('the pause', () => follower.states.includes('waiting'));
  follower.stream.reconnect();
  await follower.received(1);
  follower.stream.reconnect();

  expect(await follower.received(2)).toEqual(['c1', 'c2']);
  expect(server.visits.map(({ after }) => after)).toEqual([null, null, 'c1']);
});

test('an event that comes twice is given out once, and what the document does not know is passed over', async () => {
  await using server = await openScriptedServer(visit => {
    serve('c1', 'c1', 'c2')(visit);
    visit.raw('event: next\ndata: {"data":{"escalationEvents":{"__typename":"EscalationPraised"}}}\n\n');
    visit.event('c2');
    visit.event('c3');
  });
  await using follower = follow({ url: server.url });

  await follower.received(3);

  expect(follower.cursors).toEqual(['c1', 'c2', 'c3']);
  expect(follower.stream.cursor).toBe('c3');
});

test('lines may end in any way the format allows, and a frame may come in any pieces', async () => {
  await using server = await openScriptedServer(async visit => {
    visit.open();
    const event = (cursor: string) =>
      `{"data":{"escalationEvents":{"__typename":"EscalationCreated","cursor":"${cursor}","text":"É 🚒"}}}`;
    const text =
      `event: next\r\ndata: ${event('c1')}\r\n\r\n:\r\n\r\nevent: next\rdata: ${event('c2')}\r\r` +
      `retry: 200\n: a comment first\nevent: next\ndata: ${event('c3')}\n\n`;
    for (const byte of Buffer.from(text)) {
      visit.res.write(Uint8Array.of(byte));
      await new Promise(resolve => setImmediate(resolve));
    }
  });
  await using follower = follow({ url: server.url });

  expect(await follower.received(3)).toEqual(['c1', 'c2', 'c3']);
  expect(server.visits.length).toBe(1);
});
