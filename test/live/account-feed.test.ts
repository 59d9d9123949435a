import fc from 'fast-check';
import type { EventLog, LoggedEvent, LogHead } from '../../src/platform/events/event-log.ts';
import { createAccountFeed, type FeedReader, ringEventsMax } from '../../src/platform/live/account-feed.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { expect, test } from '../harness/test.ts';

const accountId = 'a';

/** A log that the test writes itself, with reads that take a turn of the event loop, as a database's do. */
function makeLog() {
  const events: LoggedEvent[] = [];
  const state = { epoch: 'e1', pruned: 0, reads: 0, failing: false };
  const head = (): LogHead => ({ epoch: state.epoch, seq: events.length, prunedSeq: state.pruned });
  const log: EventLog = {
    async read(_accountId, afterSeq, limit) {
      state.reads++;
      await Promise.resolve();
      if (state.failing) throw new Error('the database is away');
      return events.filter(event => event.seq > afterSeq && event.seq > state.pruned).slice(0, limit);
    },
    async heads() {
      await Promise.resolve();
      return new Map([[accountId, head()]]);
    },
    prune: async () => 0,
  };
  const commit = () => {
    const seq = events.length + 1;
    events.push({ seq, type: 'x', payload: {}, at: new Date(0) });
    return seq;
  };
  return { log, commit, head, state };
}

function openFeed(log: EventLog, head: LogHead) {
  const calls = { idle: 0, errors: 0 };
  const feed = createAccountFeed(
    {
      accountId,
      log,
      metrics: createMetrics(),
      onReadError: () => void calls.errors++,
      onIdle: () => void calls.idle++,
    },
    head,
  );
  return { feed, calls };
}

/** The numbers of the next `count` events of a reader. */
async function take(reader: FeedReader, count: number): Promise<number[]> {
  const seqs: number[] = [];
  while (seqs.length < count) seqs.push((await reader.next())?.event.seq ?? -1);
  return seqs;
}

const settle = () => new Promise(resolve => setImmediate(resolve));

test('an event committed after the reader was opened reaches it even if next() comes much later', async () => {
  const { log, commit, head } = makeLog();
  const { feed } = openFeed(log, head());
  const reader = await feed.openReader(null);

  feed.hint(commit());
  feed.hint(commit());
  await settle();

  expect(await take(reader, 2)).toEqual([1, 2]);
  reader.close();
});

test('a waiting reader is ended at once by close, with no event needed', async () => {
  const { log, head } = makeLog();
  const { feed, calls } = openFeed(log, head());
  const reader = await feed.openReader(null);
  const waiting = reader.next();

  reader.close();

  expect(await waiting).toBeNull();
  expect(await reader.next()).toBeNull();
  expect(feed.readerCount).toBe(0);
  expect(calls.idle).toBe(1);
});

test('a reader that fell out of the ring takes the rest from the log and then joins the ring again', async () => {
  const { log, commit, head, state } = makeLog();
  const { feed } = openFeed(log, head());
  const slow = await feed.openReader(null);
  const total = ringEventsMax + 700;
  for (let count = 0; count < total; count++) feed.hint(commit());
  await settle();
  const readsBefore = state.reads;

  const seqs = await take(slow, total);

  expect(seqs).toEqual(Array.from({ length: total }, (_, index) => index + 1));
  expect(state.reads - readsBefore).toBeLessThanOrEqual(5);
  feed.hint(commit());
  expect(await take(slow, 1)).toEqual([total + 1]);
  slow.close();
});

test('replayed tells what was there before the reader came from what came after', async () => {
  const { log, commit, head } = makeLog();
  for (let count = 0; count < 3; count++) commit();
  const { feed } = openFeed(log, head());
  const reader = await feed.openReader({ epoch: 'e1', seq: 1 });
  feed.hint(commit());
  await settle();

  const items = [await reader.next(), await reader.next(), await reader.next()];

  expect(items.map(item => [item?.event.seq, item?.replayed])).toEqual([
    [2, true],
    [3, true],
    [4, false],
  ]);
  reader.close();
});

for (const [name, cursor] of [
  ['of another epoch', { epoch: 'e0', seq: 1 }],
  ['from the future', { epoch: 'e1', seq: 99 }],
  ['before what was pruned', { epoch: 'e1', seq: 1 }],
] as const) {
  test(`a cursor ${name} is refused as expired, and leaves no reader behind`, async () => {
    const { log, commit, head, state } = makeLog();
    for (let count = 0; count < 5; count++) commit();
    state.pruned = 3;
    const { feed } = openFeed(log, head());

    const refused = await feed.openReader(cursor).catch(error => error);

    expect(refused).toMatchObject({ code: 'CURSOR_EXPIRED' });
    expect(feed.readerCount).toBe(0);
  });
}

test('a reader whose events are pruned while it is away is told so instead of skipping them', async () => {
  const { log, commit, head, state } = makeLog();
  const { feed } = openFeed(log, head());
  const slow = await feed.openReader(null);
  for (let count = 0; count < ringEventsMax + 100; count++) feed.hint(commit());
  await settle();

  state.pruned = 50;

  await expect(slow.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  slow.close();
});

test('a lost hint is repaired by what the sweep observes', async () => {
  const { log, commit, head } = makeLog();
  const { feed } = openFeed(log, head());
  const reader = await feed.openReader(null);
  const waiting = reader.next();
  commit();

  feed.observe(head());

  expect((await waiting)?.event.seq).toBe(1);
  reader.close();
});

test('when the log cannot be read the reader waits, and the next hint or sweep brings everything', async () => {
  const { log, commit, head, state } = makeLog();
  const { feed, calls } = openFeed(log, head());
  const reader = await feed.openReader(null);
  const waiting = reader.next();
  state.failing = true;
  feed.hint(commit());
  await settle();

  state.failing = false;
  feed.hint(commit());

  expect((await waiting)?.event.seq).toBe(1);
  expect(await take(reader, 1)).toEqual([2]);
  expect(calls.errors).toBe(1);
  reader.close();
});

test('a restored database ends every reader: what they saw may never have happened', async () => {
  const { log, commit, head, state } = makeLog();
  const { feed } = openFeed(log, head());
  const reader = await feed.openReader(null);
  const waiting = reader.next();
  commit();

  state.epoch = 'e2';
  feed.observe(head());

  await expect(waiting).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  expect(feed.readerCount).toBe(0);
});

type Action =
  | { readonly kind: 'commit'; readonly hints: readonly ('now' | 'twice' | 'old')[] }
  | { readonly kind: 'sweep' | 'turn' }
  | { readonly kind: 'open'; readonly back: number }
  | { readonly kind: 'read' | 'close'; readonly reader: number; readonly count: number };

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('commit' as const),
      hints: fc.array(fc.constantFrom('now' as const, 'twice' as const, 'old' as const), { maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('sweep' as const, 'turn' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('open' as const), back: fc.integer({ min: 0, max: 30 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      reader: fc.nat(9),
      count: fc.integer({ min: 1, max: 20 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('close' as const), reader: fc.nat(9), count: fc.constant(0) }),
  },
);

test('whatever hints are lost, doubled or late and readers do, each reader sees every event once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 120 }), async actions => {
      const { log, commit, head } = makeLog();
      const { feed } = openFeed(log, head());
      // One reader stays, so that the feed is never idle, which would close it.
      const stays = await feed.openReader(null);
      const readers: { reader: FeedReader; expected: number }[] = [];

      const readSome = async (entry: { reader: FeedReader; expected: number }, count: number) => {
        for (let index = 0; index < count && entry.expected <= head().seq; index++) {
          feed.observe(head());
          const item = await entry.reader.next();
          expect(item?.event.seq).toBe(entry.expected++);
        }
      };

      for (const step of actions) {
        if (step.kind === 'commit') {
          const seq = commit();
          for (const hint of step.hints) feed.hint(hint === 'old' ? Math.max(1, seq - 3) : seq);
        } else if (step.kind === 'sweep') feed.observe(head());
        else if (step.kind === 'turn') await settle();
        else if (step.kind === 'open' && readers.length < 10) {
          const after = Math.max(0, head().seq - step.back);
          readers.push({ reader: await feed.openReader({ epoch: 'e1', seq: after }), expected: after + 1 });
        } else if (step.kind === 'read') {
          const entry = readers[step.reader];
          if (entry) await readSome(entry, step.count);
        } else if (step.kind === 'close') {
          const [entry] = readers.splice(step.reader, 1);
          entry?.reader.close();
        }
      }

      for (const entry of readers) await readSome(entry, Number.POSITIVE_INFINITY);
      await readSome({ reader: stays, expected: 1 }, Number.POSITIVE_INFINITY);
      for (const { reader } of readers) reader.close();
      stays.close();
      expect(feed.readerCount).toBe(0);
    }),
    { numRuns: 150 },
  );
});
