import { type Harness, openHarness } from '../harness/harness.ts';
import { EscalationCreated, EscalationEvents, escalate } from '../harness/stories.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

let opened: Promise<Harness> | null = null;

afterAll(async () => await (await opened)?.[Symbol.asyncDispose]());

/** One product for all tests of this file, when the streams of those before are gone. */
async function openShared(): Promise<Harness> {
  opened ??= openHarness({
    STREAMS_PER_USER: '2',
    STREAM_MAX_AGE_SECONDS: '1000',
    HEARTBEAT_SECONDS: '1',
  });
  const h = await opened;
  h.mailbox.ignoreAll();
  await waitFor('no stream to be open', () => h.app.live.readerCount === 0);
  await h.settled();
  return h;
}

async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find(candidate => candidate.startsWith(`resolutionflow_${name} `));
  return Number(line?.split(' ')[1]);
}

test('a person may have so many streams and no more, and another when one has gone', async () => {
  const h = await openShared();
  const { ada, grace } = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using first = await h.as(ada).subscribe(EscalationEvents);
  {
    await using second = await h.as(ada).subscribe(EscalationEvents, {}, { mode: 'single' });
    await second.next();
    const response = await fetch(`${h.app.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ada.token}`,
        accept: 'text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query: 'subscription { escalationEvents { __typename } }' }),
    });

    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 30 } }],
    });
    await using colleague = await h.as(grace).subscribe(EscalationEvents);
    expect(await colleague.next()).toMatchObject({ escalationEvents: { __typename: 'StreamReady' } });
  }
  await waitFor('one to have gone', () => h.app.live.readerCount === 1);

  await using third = await h.as(ada).subscribe(EscalationEvents);

  expect(await third.next()).toMatchObject({ escalationEvents: { __typename: 'StreamReady' } });
  await first.next();
});

test('streams are rotated at a certain age, not all at once, and lose nothing by it', async () => {
  const h = await openShared();
  const { owner, ada } = await h.anAccount({ engineers: ['ada'] });
  const names = Array.from({ length: 10 }, (_, index) => `listener${index}`);
  const listeners = await h.addPeople(owner.account, names);
  const streams = [];
  for (const listener of [...listeners, ...listeners])
    streams.push(await h.as(listener).subscribe(EscalationCreated));
  const { id } = await escalate(h.as(ada));
  const cursors = await Promise.all(
    streams.map(async stream => (await stream.next()).escalationCreated.cursor),
  );

  // Some of their life has gone by while they were opened.
  h.clock.advance(700);
  const stillOpen = h.app.live.readerCount;
  h.clock.advance(300);
  await waitFor('some to have been rotated', () => h.app.live.readerCount < 20);
  const afterSome = h.app.live.readerCount;
  h.clock.advance(205);

  for (const stream of streams) {
    await expect(stream.next()).rejects.toMatchObject({ code: 'STREAM_ROTATED' });
    await stream.ended();
  }
  expect(stillOpen).toBe(20);
  expect(afterSome).toBeGreaterThan(0);
  const later = await escalate(await h.renew(ada));
  await using again = await (await h.renew(owner)).subscribe(EscalationCreated, { after: cursors[0] });
  expect(await again.next()).toMatchObject({
    escalationCreated: { replayed: true, handoff: { id: later.id } },
  });
  expect(later.id).not.toBe(id);
});

test('an idle stream is kept alive by comments, at the pace that was set', async () => {
  const h = await openShared();
  const { ada } = await h.anAccount({ engineers: ['ada'] });
  const control = new AbortController();
  const response = await fetch(`${h.app.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ada.token}`,
      accept: 'text/event-stream',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query: 'subscription { escalationCreated { cursor } }' }),
    signal: control.signal,
  });
  let text = '';
  void (async () => {
    for await (const bytes of response.body ?? []) text += Buffer.from(bytes).toString();
  })().catch(() => {});

  await waitFor('two heartbeats', () => text.split(':\n\n').length > 2);

  expect(text.startsWith(':\nretry: 2000\n\n')).toBe(true);
  control.abort();
});

test('streams of one document share the work, whatever their cursors, and the figures say so', async () => {
  const h = await openShared();
  const {
    ada,
    owner: _owner,
    ...listeners
  } = await h.anAccount({
    engineers: ['ada', 'grace', 'linus', 'alan', 'edsger', 'barbara'],
  });
  await escalate(h.as(ada));
  await h.settled();
  const streams = [];
  for (const [index, person] of Object.values(listeners).entries()) {
    const stream = await h.as(person).subscribe(EscalationEvents);
    const ready = await stream.next();
    const cursor = 'cursor' in ready.escalationEvents ? ready.escalationEvents.cursor : null;
    streams.push(stream);
    if (index % 2 === 0) {
      const resumed = await h.as(person).subscribe(EscalationEvents, { after: cursor });
      await resumed.next();
      streams.push(resumed);
    }
  }
  await using boss = await h
    .as((await h.addPeople(ada.account, ['boss'], 'ADMIN'))[0] ?? ada)
    .subscribe(EscalationEvents);
  await boss.next();

  const counted = ['deliveries_total', 'commit_to_socket_seconds_count'] as const;
  const before = await Promise.all(counted.map(name => metric(h.app.url, name)));
  const { id } = await escalate(h.as(ada));
  for (const stream of [...streams, boss]) {
    expect(await stream.next()).toMatchObject({ escalationEvents: { handoff: { id } } });
  }

  expect(h.app.live.groupCount).toBe(2);
  expect(await metric(h.app.url, 'stream_groups')).toBe(2);
  expect(await metric(h.app.url, 'open_streams')).toBe(9);
  // The escalation and its assessment, to nine streams in two groups.
  await h.settled();
  await waitFor('the figures', async () => {
    const after = await Promise.all(counted.map(name => metric(h.app.url, name)));
    const added = after.map((value, index) => value - (before[index] ?? 0));
    return added[0] === 2 * 9 && added[1] === 2 * 2;
  });
  for (const stream of streams) await stream[Symbol.asyncDispose]();
});
