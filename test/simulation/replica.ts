import { unauthenticated } from '../../src/kernel/errors.ts';
import type { Viewer } from '../../src/kernel/viewer.ts';
import type { NewEvent } from '../../src/platform/events/event-log.ts';
import type { Encoder, Subscription } from '../../src/platform/live/live-stream.ts';
import { createLiveStreams } from '../../src/platform/live/live-streams.ts';
import { createLog } from '../../src/platform/log.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import type { Connection } from './database.ts';
import { keyOf, type Recorded } from './store.ts';
import type { World } from './world.ts';

const metrics = createMetrics();

/** Older than any run of the simulation gets. */
const yearMs = 366 * 86_400_000;

/** The event that says that somebody's access was taken away, or given back. */
export const accessChanged = 'access';

/** One process of the product, with its real live streams, on the simulated database and broker. */
export interface Replica {
  readonly name: string;
  readonly connection: Connection;
  readonly live: ReturnType<typeof createLiveStreams>;
  readonly subscription: Subscription;
  readonly wallMs: () => number;
  /** A transaction, and what the product does after its commit: see `committed` of the outbox in src/app.ts. */
  commit<T>(write: (record: (event: NewEvent) => void) => T): Promise<T>;
  loadViewer(accountId: string, userId: string): Promise<Viewer | null>;
  /** A stream's owner, whose sign-in does not end by itself. */
  ownerOf(accountId: string, userId: string): Parameters<Replica['live']['watch']>[0];
  gap(): void;
  /** The process is gone, at once. @param isDone whether the database still does what it was asked for */
  crash(isDone: boolean): void;
  readonly isAlive: boolean;
}

/** Starts a process; `skewMs`: by how much its clock differs. */
export function startReplica(world: World, name: string, skewMs: () => number): Replica {
  const { store, database, broker } = world;
  const self = {};
  const connection = database.connect(self);
  const wire = broker.connect();
  const wallMs = () => world.wallMs() + skewMs();
  let isAlive = true;

  function viewerOf(accountId: string, userId: string): Viewer | null {
    const isAllowed = world.people.get(userId)?.isAllowed ?? true;
    return isAllowed ? { accountId, userId, role: 'ENGINEER', name: userId } : null;
  }

  const live = createLiveStreams({
    log: createLog('error', { write: line => world.report(`${name} logged an error: ${line}`) }),
    metrics,
    clock: { now: () => new Date(wallMs()) },
    eventLog: connection.eventLog,
    wire,
    heartbeatMs: 25_000,
    maxAgeMs: 3_600_000,
    streamsPerUser: 1_000,
    register: { opened() {}, closed() {}, flush: async () => {}, close: async () => {} },
    accessChangedBy: ({ type, payload }) => (type === accessChanged ? String(payload.userId) : null),
    everybody: 'everybody',
    endRequestedBy: () => null,
    loadViewers: owners =>
      connection.read(() =>
        owners.map(({ accountId, userId }) => viewerOf(accountId, userId) ?? unauthenticated()),
      ),
    describeEnd: reason => reason.code,
  });

  const createEncoder = (): Encoder => ({
    encode: items =>
      connection.read(() =>
        items.map(({ event, epoch, replayed }) => ({
          json: world.isShown(event) ? JSON.stringify({ key: keyOf(event), epoch, replayed }) : null,
          endsWith: null,
        })),
      ),
  });

  function committed({ accountId, events }: Recorded): void {
    live.offer(accountId, events);
    wire.announceAfterCommit(accountId, events.at(-1)?.seq ?? 0);
  }

  void live.start();
  return {
    name,
    connection,
    live,
    wallMs,
    subscription: { assertAllowed() {}, groupKey: () => 'everybody', createEncoder },
    async commit(write) {
      const { result, recorded } = await connection.run(() => store.transact(write));
      if (recorded !== null) committed(recorded);
      return result;
    },
    loadViewer: (accountId, userId) => connection.read(() => viewerOf(accountId, userId)),
    ownerOf: (accountId, userId) => ({
      accountId,
      userId,
      generation: 0,
      expiresAt: new Date(wallMs() + yearMs),
    }),
    gap: () => wire.gap(),
    crash(isDone) {
      isAlive = false;
      wire.cut();
      database.drop(self, isDone);
      // Whatever still ran of it waits for answers that never come; its timers and connections end here.
      void live.close();
    },
    get isAlive() {
      return isAlive;
    },
  };
}
