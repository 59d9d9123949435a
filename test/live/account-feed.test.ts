import type { EventLog, LoggedEvent, LogHead } from '../../src/platform/events/event-log.ts';
import { noMark } from '../../src/platform/events/event-marks.ts';
import { createAccountFeed, ringEventsMax } from '../../src/platform/live/account-feed.ts';
import { logPageEvents } from '../../src/platform/live/log-pages.ts';
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
  const { log, at, commit, head, state } = makeLog(accountId);
  const { feed, told } = openFeed(log, head());

  feed.hint(commit());
  feed.hint(commit());
  feed.hint(1);
  await settle();

  expect(told).toEqual([1, 2]);
  expect(state.reads).toBeLessThanOrEqual(2);
  expect(numbersOf(await feed.read(at(0), 10))).toEqual([1, 2]);
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
  const { log, at, commit, head, state } = makeLog(accountId);
  const { feed } = openFeed(log, head());
  const total = ringEventsMax + 3 * logPageEvents;
  for (let count = 0; count < total; count++) feed.hint(commit());
  await settle();
  const readsBefore = state.reads;

  const readers = await Promise.all([0, 5, 150].map(async position => await feed.read(at(position), 20)));

  expect(readers.map(numbersOf)).toEqual([upTo(20), upTo(25, 6), upTo(170, 151)]);
  expect(state.reads - readsBefore).toBe(1);
});

test('after a start, a thousand cursors from just before it cost one read between them', async () => {
  const { log, at, cursorAt, commit, head, state } = makeLog(accountId);
  for (let count = 0; count < 5_000; count++) commit();
  const { feed } = openFeed(log, head());

  const answers = await Promise.all(
    Array.from({ length: 1_000 }, async (_, index) => {
      await feed.assertReplayable(cursorAt(4_950 + (index % 50)));
      return numbersOf(await feed.read(at(4_950 + (index % 50)), 5));
    }),
  );

  expect(answers[3]).toEqual(upTo(4_958, 4_954));
  expect(answers[49]).toEqual([5_000]);
  expect([state.reads, state.headReads]).toEqual([1, 0]);
});

for (const [name, cursor] of [
  ['of another epoch', { epoch: 'e0', seq: 1, mark: '00000001' }],
  ['from the future', { epoch: 'e1', seq: 99, mark: '00000063' }],
  ['before what was pruned', { epoch: 'e1', seq: 1, mark: '00000001' }],
  ['of a lost event', { epoch: 'e1', seq: 4, mark: '0000abcd' }],
  ['of a lost event that was the newest', { epoch: 'e1', seq: 5, mark: '0000abcd' }],
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
  const { log, cursorAt, commit, head } = makeLog(accountId);
  const { feed } = openFeed(log, head());
  const seq = commit();

  await feed.assertReplayable(cursorAt(seq));

  expect(await feed.now()).toEqual(cursorAt(seq));
});

test('a hint that was wrong moves nobody ahead of what the log holds', async () => {
  const { log, cursorAt, commit, head } = makeLog(accountId);
  const { feed, told } = openFeed(log, head());
  commit();

  feed.hint(1_000_000);
  const now = await feed.now();
  await settle();

  expect(now).toEqual(cursorAt(1));
  feed.hint(commit());
  await settle();
  expect(told).toEqual([1, 2]);
});

test('what was pruned before it was read is an expired cursor, never a silent gap', async () => {
  const { log, at, commit, head, state } = makeLog(accountId);
  const { feed } = openFeed(log, head());
  for (let count = 0; count < ringEventsMax + logPageEvents + 100; count++) feed.hint(commit());
  await settle();

  state.pruned = 50;

  await expect(feed.read(at(10), 5)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  expect(numbersOf(await feed.read(at(50), 2))).toEqual([51, 52]);
});

test('a lost hint is repaired by what the sweep observes', async () => {
  const { log, commit, head } = makeLog(accountId);
  const { feed, told } = openFeed(log, head());
  commit();

  feed.observe(head(), feed.look());
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
  feed.observe(head(), feed.look());

  expect(calls.restored).toBe(1);
  expect(feed.epoch).toBe('e2');
});

/** A feed that has told of three events, two of which the log has lost since. */
async function openAfterLoss() {
  const made = makeLog(accountId);
  const opened = openFeed(made.log, made.head());
  while (made.events.length < 3) opened.feed.hint(made.commit());
  await settle();
  const lost = made.cursorAt(3);
  made.lose(2);
  return { ...made, ...opened, lost };
}

test('a log that has lost what was seen is noticed by the sweep, whatever numbers it has reached since', async () => {
  for (const committed of [0, 1, 2, 5]) {
    const { feed, calls, told, commit, head, cursorAt, lost } = await openAfterLoss();
    for (let count = 0; count < committed; count++) commit();

    feed.observe(head(), feed.look());
    await settle();

    expect([calls.restored, feed.history]).toEqual([1, 1]);
    expect(told).toEqual([1, 2, 3]);
    expect(await feed.now()).toEqual(cursorAt(1 + committed));
    await expect(feed.assertReplayable(lost)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    await feed.assertReplayable(cursorAt(1));
  }
});

test('a hint of an event that does not follow what was seen is never told as the next one', async () => {
  const { feed, calls, told, commit, head } = await openAfterLoss();
  while (head().seq < 4) commit();

  feed.hint(4);
  await settle();

  expect(calls.restored).toBe(1);
  expect(told).toEqual([1, 2, 3]);
  feed.hint(commit());
  await settle();
  expect(told).toEqual([1, 2, 3, 5]);
});

test('what this process commits shows at once that the log has lost what was seen', async () => {
  for (const seq of [2, 4]) {
    const { feed, calls, told, commit, events, head } = await openAfterLoss();
    while (head().seq < seq) commit();

    feed.offer(events.slice(-1));
    await settle();

    expect([calls.restored, calls.errors]).toEqual([1, 0]);
    expect(told).toEqual([1, 2, 3]);
  }
});

test('an answer from before the newest event, or before a new beginning, is not taken for a loss', async () => {
  const { log, commit, lose, head } = makeLog(accountId);
  const { feed, calls, told } = openFeed(log, head());
  const [early, answer] = [feed.look(), head()];
  feed.hint(commit());
  feed.hint(commit());
  await settle();

  feed.observe(answer, early);
  const late = feed.look();
  lose(1);
  const fallen = head();
  feed.observe(fallen, late);
  feed.hint(commit());
  await settle();
  feed.observe(fallen, late);

  expect(calls.restored).toBe(1);
  expect(told).toEqual([1, 2, 2]);
});

test('older events are only given to a reader whose position they follow', async () => {
  const { log, at, commit, lose, head, events } = makeLog(accountId);
  const { feed } = openFeed(log, head());
  const total = ringEventsMax + 3 * logPageEvents;
  for (let count = 0; count < total; count++) feed.hint(commit());
  await settle();
  const [kept, lost] = [at(10), at(50)];
  lose(total - 40);
  while (events.length < total) commit();

  expect(numbersOf(await feed.read(kept, 2))).toEqual([11, 12]);
  await expect(feed.read(lost, 2)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
});

test('events and cursors of a version without marks are believed', async () => {
  const { log, cursorAt, commit, events, head } = makeLog(accountId);
  const { feed, calls, told } = openFeed(log, head());
  feed.hint(commit());
  await settle();
  const marked = cursorAt(1);
  const unmarked = { ...marked, seq: 2, mark: noMark };

  events.push({ seq: 2, type: 'shown', payload: {}, at: new Date(), mark: noMark, previousMark: noMark });
  feed.hint(2);
  await settle();
  // What follows names the mark that the account had kept.
  events.push({
    seq: 3,
    type: 'shown',
    payload: {},
    at: new Date(),
    mark: '000000aa',
    previousMark: marked.mark,
  });
  feed.offer(events.slice(-1));
  await settle();

  expect(told).toEqual([1, 2, 3]);
  expect(calls.restored).toBe(0);
  for (const cursor of [marked, { ...marked, mark: noMark }, unmarked, { ...marked, seq: 2 }])
    await feed.assertReplayable(cursor);
});
