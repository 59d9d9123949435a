import { once } from 'node:events';
import { subscribeToEscalations } from '../../src/client/subscribe-to-escalations.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import type { ScriptedData } from './follower.ts';
import { openScriptedServer } from './scripted-server.ts';

test('a reader that stalls makes the server wait, and then gets every event once and in order', async () => {
  const total = 20_000;
  const text = 'x'.repeat(2_000);
  let written = 0;
  let lastMs = performance.now();
  await using server = await openScriptedServer(async visit => {
    visit.open();
    while (written < total) {
      lastMs = performance.now();
      if (!visit.event(`c${++written}`, { text })) await once(visit.res, 'drain');
    }
  });
  await using stream = subscribeToEscalations<ScriptedData>({
    url: server.url,
    accessToken: () => 'token',
    after: 'c0',
  });
  expect(await stream.next()).toMatchObject({ value: { cursor: 'c1' } });

  await waitFor('the server to be held up', () => performance.now() - lastMs > 300);

  // What the kernel's buffers of two sockets hold, and no more. Read ahead without a bound, all would be gone by now.
  expect(written).toBeLessThan(total * 0.6);
  let expected = 1;
  for await (const { cursor } of stream) {
    expect(cursor).toBe(`c${++expected}`);
    if (expected === total) break;
  }
  expect(expected).toBe(total);
  expect(server.visits.length).toBe(1);
  await server.visits[0]?.closed;
});

test('silence is not held against a server whose client does not read', async () => {
  await using server = await openScriptedServer(visit => {
    visit.open();
    visit.event('c1');
    visit.event('c2');
  });
  await using stream = subscribeToEscalations<ScriptedData>({
    url: server.url,
    accessToken: () => 'token',
    silenceMsMax: 100,
  });
  await stream.next();
  // A machine that is slow to answer may have been given up before.
  const visits = server.visits.length;

  await new Promise(resolve => setTimeout(resolve, 300));

  expect(await stream.next()).toMatchObject({ value: { cursor: 'c2' } });
  expect(server.visits.length).toBe(visits);
});

test('an event without an end is given up and does not fill the memory', async () => {
  let sentBytes = 0;
  await using server = await openScriptedServer(
    async visit => {
      visit.open();
      visit.raw('event: next\ndata: ');
      while (!visit.res.destroyed && sentBytes < 64e6) {
        sentBytes += 1e5;
        if (!visit.res.write('x'.repeat(1e5))) await Promise.race([once(visit.res, 'drain'), visit.closed]);
      }
    },
    visit => {
      visit.open();
      visit.event('c1');
    },
  );
  await using stream = subscribeToEscalations<ScriptedData>({
    url: server.url,
    accessToken: () => 'token',
    pauses: { firstMs: 1 },
  });

  expect(await stream.next()).toMatchObject({ value: { cursor: 'c1' } });
  expect(sentBytes).toBeLessThan(64e6);
});
