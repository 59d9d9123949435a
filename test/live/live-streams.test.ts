import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { EscalationCreated, EscalationEvents, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { bearer, events, json, openRawSocket, parseFrames, requestHead } from '../serving/raw-http.ts';
import { End, List, listOf, waitForStreams } from './stream-lists.ts';

/** Who listens, as those in charge see it, and how they end a stream. */

test('an admin sees at once who listens and since when, the oldest stream first, and nobody of another account', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['max'], engineers: ['ada'] });
  const globex = await h.anAccount();
  await using _foreign = await h.as(globex.owner).subscribe(EscalationCreated);
  const before = h.clock.now();
  await using _first = await h.as(acme.ada).subscribe(EscalationCreated);
  await using _second = await h.as(acme.owner).subscribe(EscalationEvents, {}, { mode: 'single' });
  await using _third = await h.as(acme.ada).subscribe(EscalationEvents);
  const after = h.clock.now();

  const { liveStreams: page } = await h.as(acme.max).run(List, { first: 2 });
  const { liveStreams: rest } = await h
    .as(acme.max)
    .run(List, { first: 2, after: page.pageInfo.endCursor ?? '' });

  expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  expect(rest).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false } });
  const streams = [...page.nodes, ...rest.nodes];
  expect(streams.map(({ user }) => user.id).toSorted()).toEqual(
    [acme.ada.id, acme.owner.id, acme.ada.id].toSorted(),
  );
  expect(streams.map(({ openedAt }) => openedAt)).toEqual(streams.map(({ openedAt }) => openedAt).toSorted());
  for (const { id, openedAt, eventsBehind } of streams) {
    expect(id).toMatch(/^stream_[0-9a-z]{26}$/);
    expect(Date.parse(openedAt)).toBeGreaterThanOrEqual(before.getTime());
    expect(Date.parse(openedAt)).toBeLessThanOrEqual(after.getTime());
    expect(eventsBehind).toBe(0);
  }
});

test('a stream that is over is gone from the list', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await using _kept = await h.as(acme.owner).subscribe(EscalationCreated);
  const closed = await h.as(acme.ada).subscribe(EscalationCreated);
  await waitForStreams(h.as(acme.owner), 2);

  await closed[Symbol.asyncDispose]();

  const [left] = await waitForStreams(h.as(acme.owner), 1);
  expect(left?.user.id).toBe(acme.owner.id);
});

/** Opens a stream whose events are a megabyte each, on a connection that nobody reads. */
async function openStalled(h: Harness, person: Person) {
  const copies = Array.from({ length: 25 }, (_, index) => `n${index}: engineerNotes`).join(' ');
  const body = JSON.stringify({ query: `subscription { escalationCreated { handoff { id ${copies} } } }` });
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  const connection = await openRawSocket(h.app.url);
  const readers = h.app.live.readerCount;
  connection.write(
    requestHead('POST', '/graphql/stream', { ...json, ...events, ...bearer(person), ...length }) + body,
  );
  await waitFor('the stream to open', () => h.app.live.readerCount > readers);
  connection.socket.pause();
  return connection;
}

test('a stream whose connection takes no more is shown with the events it is behind, until it has read them', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  using stalled = await openStalled(h, acme.grace);
  await using reader = await h.as(acme.owner).subscribe(EscalationCreated);
  const total = 16;
  for (let count = 0; count < total; count++) {
    await escalate(h.as(acme.ada), { engineerNotes: '🚒'.repeat(10_000) });
    await reader.next();
  }

  const logged = async () => {
    await h.settled();
    return (await h.app.eventLog.read(acme.owner.account.uuid, 0, 1_000)).length;
  };
  const before = await logged();
  const behind = await waitFor('somebody to be behind', async () => {
    const streams = await listOf(h.as(acme.owner));
    return streams.find(({ eventsBehind }) => eventsBehind > 0) && streams;
  });

  const [slow, quick] = behind;
  expect(slow).toMatchObject({ user: { id: acme.grace.id } });
  expect(slow?.eventsBehind).toBeLessThanOrEqual(before);
  expect(quick).toMatchObject({ user: { id: acme.owner.id }, eventsBehind: 0 });
  await escalate(h.as(acme.ada));
  const after = await logged();
  expect(after).toBeGreaterThan(before);
  // Its connection may have taken another event since, so where it stands is asked again.
  await waitFor('it to be so far behind as its place in the log', async () => {
    const [again] = await listOf(h.as(acme.owner));
    const [row] = await h.app.database.query<{ position: string | null }>(
      'select position from live_stream where account_id = ? and user_id = ?',
      [acme.grace.account.uuid, acme.grace.uuid],
    );
    return row?.position !== null && again?.eventsBehind === after - Number(row?.position);
  });

  stalled.socket.resume();
  await waitFor('the stream to be up to date', async () =>
    (await listOf(h.as(acme.owner))).every(({ eventsBehind }) => eventsBehind === 0),
  );
  const body = stalled.text.slice(stalled.text.indexOf('\r\n\r\n'));
  expect(parseFrames(body).filter(({ event }) => event === 'next').length).toBeGreaterThan(1);
});

test('those who are not in charge neither see who listens nor end a stream', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'], viewers: ['rex'] });
  await using stream = await h.as(acme.ada).subscribe(EscalationEvents);
  await stream.next();
  const [own] = await listOf(h.as(acme.owner));

  for (const person of [acme.ada, acme.rex]) {
    const client = h.as(person);
    await expect(client.run(List, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(client.run(End, { input: { id: own?.id ?? '' } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  }
  expect(await listOf(h.as(acme.owner))).toMatchObject([{ id: own?.id }]);
});

test('a stream of another account, and one that is none, cannot be ended', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const globex = await h.anAccount();
  await using stream = await h.as(acme.owner).subscribe(EscalationCreated);
  const [foreign] = await listOf(h.as(acme.owner));
  const attempt = (id: string) => h.as(globex.owner).run(End, { input: { id } });

  await expect(attempt(foreign?.id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'input.id' });
  await expect(attempt('stream_01kaf3b1cvf8sbkjt6ahvk7bkd')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(attempt(acme.ada.id)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.id' });

  const { id } = await escalate(h.as(acme.ada));
  expect(await stream.next()).toMatchObject({ escalationCreated: { handoff: { id } } });
});

for (const mode of ['distinct', 'single'] as const) {
  test(`a stream that is ended on a ${mode} connection gets STREAM_ENDED as its last result; others go on`, async () => {
    await using h = await openHarness();
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ admins: ['max'], engineers: ['ada', 'grace'] });
    await using stream = await h.as(acme.grace).subscribe(EscalationCreated, {}, { mode });
    const [open] = await listOf(h.as(acme.max));
    await using other = await h.as(acme.grace).subscribe(EscalationCreated);

    const { endLiveStream } = await h.as(acme.max).run(End, { input: { id: open?.id ?? '' } });
    const left = await listOf(h.as(acme.max));
    const again = h.as(acme.max).run(End, { input: { id: open?.id ?? '' } });

    expect(endLiveStream).toBe(true);
    expect(left.map(({ id }) => id)).not.toContain(open?.id);
    await expect(again).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(stream.next()).rejects.toMatchObject({ code: 'STREAM_ENDED' });
    await stream.ended();
    expect(stream.pending).toEqual([]);
    // It was one stream, and not the person: they keep the others, and may open more.
    await using reopened = await h.as(acme.grace).subscribe(EscalationCreated);
    const { id } = await escalate(h.as(acme.ada));
    for (const kept of [other, reopened])
      expect(await kept.next()).toMatchObject({ escalationCreated: { handoff: { id } } });
  });
}
