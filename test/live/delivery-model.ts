import fc from 'fast-check';
import { unauthenticated } from '../../src/kernel/errors.ts';
import type { Viewer } from '../../src/kernel/viewer.ts';
import { encodeEventCursor, type LogPosition } from '../../src/platform/events/event-cursor.ts';
import type { EventLog, LoggedEvent } from '../../src/platform/events/event-log.ts';
import type { EncodedBatch } from '../../src/platform/live/encoded-batch.ts';
import type { LiveStream, StreamSink, Subscription } from '../../src/platform/live/live-stream.ts';
import { createLiveStreams } from '../../src/platform/live/live-streams.ts';
import type { Wire } from '../../src/platform/live/wire.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { openLogBook } from '../harness/log-book.ts';
import { makeLog } from './feed-log.ts';

export const accountIds = ['a', 'b'] as const;
export type AccountId = (typeof accountIds)[number];

const metrics = createMetrics();
export const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** What a client of the model has received. */
export interface Client {
  readonly accountId: AccountId;
  readonly userId: string;
  /** The position it came with. */
  readonly after: LogPosition;
  /** The head of the log when it came. */
  readonly headAtOpen: number;
  readonly received: { accountId: string; seq: number; mark: string; replayed: boolean }[];
  stream: LiveStream | null;
  /** Batches it still takes before it stalls. */
  room: number;
  lastResult: string | null;
  isFinished: boolean;
  hasLeft: boolean;
}

/** The live streams of one process over logs that the test writes, with connections that stall and leave. */
export function openModel() {
  const logs = { a: makeLog('a'), b: makeLog('b') };
  for (const { state } of Object.values(logs)) state.epoch = '00000000000000e1';
  const revokedAt = new Map<string, number>();
  const state = { isAway: false, executed: 0 };
  const logOf = (accountId: string) => (accountId === 'a' ? logs.a : logs.b);
  const eventLog: EventLog = {
    read: (accountId, ...rest) => logOf(accountId).log.read(accountId, ...rest),
    async heads(ids) {
      const found = await Promise.all(ids.map(async id => [...(await logOf(id).log.heads([id]))]));
      return new Map(found.flat());
    },
    prune: async () => 0,
  };
  const live = createLiveStreams({
    log: openLogBook().log,
    metrics,
    clock: { now: () => new Date() },
    eventLog,
    wire: silentWire,
    heartbeatMs: 60_000,
    maxAgeMs: 3_600_000,
    streamsPerUser: 1_000,
    register: { opened() {}, closed() {}, flush: async () => {}, close: async () => {} },
    accessChangedBy: ({ type, payload }) => (type === 'access' ? String(payload.userId) : null),
    everybody: 'everybody',
    endRequestedBy: () => null,
    async loadViewers(owners) {
      await turn();
      if (state.isAway) throw new Error('the database is away');
      return owners.map(({ accountId, userId }) =>
        revokedAt.has(userId) ? unauthenticated() : viewerOf(accountId, userId),
      );
    },
    describeEnd: reason => reason.code,
  });

  const subscription: Subscription = {
    assertAllowed() {},
    groupKey: () => 'everybody',
    createEncoder: viewer => ({
      async encode(items) {
        state.executed += items.length;
        await turn();
        if (state.isAway) throw new Error('the database is away');
        return items.map(({ event, replayed }) => ({
          json: event.type === 'shown' ? frameOf(viewer.accountId, event, replayed) : null,
          endsWith: null,
        }));
      },
    }),
  };

  /** @param meanwhile happens after the client was let in, and before its stream is open */
  async function open(
    accountId: AccountId,
    userId: string,
    back: number,
    room: number,
    meanwhile: () => Promise<void> = async () => {},
  ): Promise<Client> {
    const { cursorAt, events } = logOf(accountId);
    const seq = events.length;
    const after = cursorAt(Math.max(0, seq - back));
    const cursor = encodeEventCursor(after);
    const client: Client = {
      accountId,
      userId,
      after,
      headAtOpen: seq,
      received: [],
      stream: null,
      room,
      lastResult: null,
      isFinished: false,
      hasLeft: false,
    };
    const expiresAt = new Date(Date.now() + 3_600_000);
    const watch = live.watch({ accountId, userId, generation: 0, expiresAt });
    const position = await live.locate(accountId, cursor);
    await meanwhile();
    client.stream = await live.open({
      watch,
      viewer: viewerOf(accountId, userId),
      subscription,
      position,
      openSink: () => sinkOf(client),
    });
    live.endWatch(watch);
    return client;
  }

  return { live, logs, state, revokedAt, open };
}

function sinkOf(client: Client): StreamSink {
  return {
    send(batch: EncodedBatch) {
      for (const result of batch.results) client.received.push(JSON.parse(result));
      return --client.room > 0;
    },
    heartbeat() {},
    finish(lastResult) {
      client.lastResult = lastResult;
      client.isFinished = true;
    },
    destroy() {},
  };
}

function frameOf(accountId: string, { seq, mark }: LoggedEvent, replayed: boolean): string {
  return JSON.stringify({ accountId, seq, mark, replayed });
}

function viewerOf(accountId: string, userId: string): Viewer {
  return { accountId, userId, role: 'ENGINEER', name: userId };
}

const silentWire: Wire = {
  start: async () => {},
  announceAfterCommit() {},
  announceJobs() {},
  isConnected: () => true,
  close: async () => {},
};

export type Step =
  | {
      readonly kind: 'commit';
      readonly account: AccountId;
      readonly shown: boolean;
      readonly hints: readonly Hint[];
    }
  | { readonly kind: 'lose'; readonly account: AccountId; readonly count: number }
  | { readonly kind: 'revoke'; readonly account: AccountId; readonly user: number }
  | {
      readonly kind: 'open';
      readonly account: AccountId;
      readonly user: number;
      readonly back: number;
      readonly room: number;
    }
  | { readonly kind: 'drain' | 'leave'; readonly client: number; readonly room: number }
  | { readonly kind: 'sweep' | 'turn' | 'away' | 'back' };
export type Hint = 'now' | 'twice' | 'old' | 'offer';

const account = fc.constantFrom(...accountIds);
const user = fc.nat(3);
const just = <T extends string>(...kinds: T[]) => fc.constantFrom(...kinds);

/** One thing that may happen. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: just('commit'),
      account,
      shown: fc.boolean(),
      hints: fc.array(just<Hint>('now', 'twice', 'old', 'offer'), { maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: just('revoke'), account, user }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: just('lose'), account, count: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: just('open'),
      account,
      user,
      back: fc.integer({ min: 0, max: 30 }),
      room: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: just('drain', 'leave', 'drain', 'drain'),
      client: fc.nat(15),
      room: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: just('sweep', 'turn', 'turn', 'away', 'back') }) },
);
