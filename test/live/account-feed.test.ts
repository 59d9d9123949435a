import type { EventLog, LoggedEvent, LogHead } from '../../src/platform/events/event-log.ts';
import { createAccountFeed, logPageEvents, ringEventsMax } from '../../src/platform/live/account-feed.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { expect, test } from '../harness/test.ts';
import { makeLog } from './feed-log.ts';

const accountId = 'a';
const metrics = createMetrics();

function openFeed(log: EventLog, head: LogHead) {
  const told: number[] = [];
  const calls = { errors: 0, restored: 0 };
  const feed = createAccountFeed(
    {
      accountId,
      log,
      metrics,
      onEvents: events => told.push(...events.map(({ seq }) => seq)),
      onReadError: () => void calls.errors++,
      onRestored: () => void calls.restored++,
    },
    head,
  );
  return { feed, told, calls };
}

const settle = () => new Promise(resolve => setImmediate(resolve));
const numbersOf = (events: readonly LoggedEvent[]) => events.map(({ seq }) => seq);
const upTo = (to: number, from = 1) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('what a hint announces is read from the log once, and told in order', async () => {
  const { log, commit, head, state } = makeLog(accountId);
  const { feed, told } = openFeed(log, head());

  feed.hint(commit());
  feed.hint(commit());
  feed.hint(1);
  await settle();

  expect(told).toEqual([1, 2]);
  expect(state.reads).toBeLessThanOrEqual(2);
  expect(numbersOf(await feed.read(0, 10))).toEqual([1, 2]);
});

test('events committed by this very process are told without a read', async () => {
  const { log, events, commit, head, state } = makeLog(accountId);
  const { feed, told } = openFeed(log, head());

  commit();
  feed.offer(events.slice(-1));
  commit();
  commit();
  feed.offer(events.slice(-1));
  await settle();

  expect(told).toEqual([1, 2, 3]);
  expect(state.reads).toBe(1);
});

test('a position before the ring is served from the log, in pages that readers share', async () => {
  const { log, commit, head, state } = makeLog(accountId);
  const { feed } = openFeed(log, head());
  const total = ringEventsMax + 3 * logPageEvents;
  for (let count = 0; count < total; count++) feed.hint(commit());
  await settle();
  const readsBefore = state.reads;

  const readers = await Promise.all([0, 5, 150].map(async position => await feed.read(position, 20)));

  expect(readers.map(numbersOf)).toEqual([upTo(20), upTo(25, 6), upTo(170, 151)]);
  expect(state.reads - readsBefore).toBe(1);
});

test('after a start, a thousand cursors from just before it cost one read between them', async () => {
  const { log, commit, head, state } = makeLog(accountId);
  for (let count = 0; count < 5_000; count++) commit();
  const { feed } = openFeed(log, head());

  const answers = await Promise.all(
    Array.from({ length: 1_000 }, async (_, index) => {
      await feed.assertReplayable({ epoch: 'e1', seq: 4_950 + (index % 50) });
      return numbersOf(await feed.read(4_950 + (index % 50), 5));
    }),
  );

  expect(answers[3]).toEqual(upTo(4_958, 4_954));
  expect(answers[49]).toEqual([5_000]);
  expect([state.reads, state.headReads]).toEqual([1, 0]);
});

for (const [name, cursor] of [
  ['of another epoch', { epoch: 'e0', seq: 1 }],
  ['from the future', { epoch: 'e1', seq: 99 }],
  ['before what was pruned', { epoch: 'e1', seq: 1 }],
] as const) {
  test(`a cursor ${name} is refused as expired`, async () => {
    const { log, commit, head, state } = makeLog(accountId);
    for (let count = 0; count < 5; count++) commit();
    state.pruned = 3;
    const { feed } = openFeed(log, head());

    await expect(feed.assertReplayable(cursor)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  });
}

test('a cursor that this replica has not heard of yet, and the database has, is accepted', async () => {
  const { log, commit, head } = makeLog(accountId);
  const { feed } = openFeed(log, head());
  const seq = commit();

  await feed.assertReplayable({ epoch: 'e1', seq });

  expect(await feed.now()).toEqual({ epoch: 'e1', seq });
});

test('a hint that was wrong moves nobody ahead of what the log holds', async () => {
  const { log, commit, head } = makeLog(accountId);
  const { feed, told } = openFeed(log, head());
  commit();

  feed.hint(1_000_000);
  const now = await feed.now();
  await settle();

  expect(now).toEqual({ epoch: 'e1', seq: 1 });
  feed.hint(commit());
  await settle();
  expect(told).toEqual([1, 2]);
});

test('what was pruned before it was read is an expired cursor, never a silent gap', async () => {
  const { log, commit, head, state } = makeLog(accountId);
  const { feed } = openFeed(log, head());
  for (let count = 0; count < ringEventsMax + logPageEvents + 100; count++) feed.hint(commit());
  await settle();

  state.pruned = 50;

  await expect(feed.read(10, 5)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  expect(numbersOf(await feed.read(50, 2))).toEqual([51, 52]);
});

test('a lost hint is repaired by what the sweep observes', async () => {
  const { log, commit, head } = makeLog(accountId);
  const { feed, told } = openFeed(log, head());
  commit();

  feed.observe(head());
  await settle();

  expect(told).toEqual([1]);
});

test('when the log cannot be read, the next hint or sweep brings everything', async () => {
  const { log, commit, head, state } = makeLog(accountId);
  const { feed, told, calls } = openFeed(log, head());
  state.failing = true;
  feed.hint(commit());
  await settle();

  state.failing = false;
  feed.hint(commit());
  await settle();

  expect(told).toEqual([1, 2]);
  expect(calls.errors).toBe(1);
});

test('a restored database is noticed, and what was in memory is forgotten', async () => {
  const { log, commit, head, state } = makeLog(accountId);
  const { feed, calls } = openFeed(log, head());
  feed.hint(commit());
  await settle();

  state.epoch = 'e2';
  feed.observe(head());

  expect(calls.restored).toBe(1);
  expect(feed.epoch).toBe('e2');
});
