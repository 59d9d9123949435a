import type { EventCursor } from '../../src/platform/events/event-cursor.ts';
import type { LoggedEvent } from '../../src/platform/events/event-log.ts';
import { createBroker, type SimulatedBroker } from './broker.ts';
import { createDatabase, type SimulatedDatabase } from './database.ts';
import { createEscalations, type Escalations } from './escalations.ts';
import type { Reader } from './reader.ts';
import { accessChanged, type Replica, startReplica } from './replica.ts';
import { type AccountId, accountIds, createStore, type Store, type Table } from './store.ts';
import { startWallMs, type VirtualTime } from './virtual-time.ts';

/** Cursors that are kept to come back with, of each account. */
const cursorsMax = 40;

export const hiddenEvent = 'hidden';

interface Person {
  readonly isAllowed: boolean;
  readonly changedBySeq: number;
}

/** Everything there is: one database, one broker, two processes of the product, and those who read. */
export interface World {
  readonly time: VirtualTime;
  readonly store: Store;
  readonly database: SimulatedDatabase;
  readonly broker: SimulatedBroker;
  readonly people: Table<Person>;
  /**
   * People whose right was given in what was lost, since everybody last knew all. Of a stream that was opened meanwhile
   * the product only learns at its patrol, which comes once a minute.
   */
  readonly lostRights: Set<string>;
  readonly replicas: readonly Replica[];
  readonly readers: Reader[];
  readonly escalations: Escalations;
  readonly wallMs: () => number;
  /** Something is not as it must be. */
  report(problem: string): void;
  readonly problems: readonly string[];
  /** How often things happened: a simulation in which they do not proves nothing. */
  readonly tally: Map<string, number>;
  count(what: string): void;
  isShown(event: LoggedEvent): boolean;
  /** Keeps a cursor that a reader got, or may have got. */
  remember(accountId: AccountId, cursor: EventCursor): void;
  /** A cursor that somebody got once. */
  oldCursor(accountId: AccountId, pick: number): EventCursor;
  /** Whether the account's log was disturbed since everybody last knew all. */
  isDisturbed(accountId: AccountId): boolean;
  /** Whether there is a reason to tell somebody to reload who came with this cursor, and got as far as `position`. */
  mayExpire(accountId: AccountId, after: EventCursor | null, position: number): boolean;
  /** Everybody knows all there is to know. */
  calm(): void;
  jumpClock(index: number, ms: number): void;
  /** Another process takes the place of one that is gone, with the right time. */
  crash(index: number, isDone: boolean): void;
  close(): void;
}

export function createWorld(time: VirtualTime, tally: Map<string, number>): World {
  const wallMs = () => startWallMs + time.nowMs;
  const store = createStore(wallMs);
  const problems: string[] = [];
  const cursors = { a: [store.cursorAt('a', 0)], b: [store.cursorAt('b', 0)] };
  const calmed = { a: 0, b: 0 };
  const skewsMs = [0, 0];
  const replicas: Replica[] = [];
  let started = 0;

  const start = (index: number) => startReplica(world, `r${++started}`, () => skewsMs[index] ?? 0);

  const world: World = {
    get escalations() {
      return escalations;
    },
    time,
    store,
    database: createDatabase(store),
    broker: createBroker(),
    people: store.createTable(),
    lostRights: new Set(),
    replicas,
    readers: [],
    wallMs,
    report: problem => void problems.push(problem),
    problems,
    tally,
    count: what => void tally.set(what, (tally.get(what) ?? 0) + 1),
    isShown: ({ type }) => type !== hiddenEvent && type !== accessChanged,
    remember(accountId, cursor) {
      cursors[accountId].push(cursor);
      if (cursors[accountId].length > cursorsMax) cursors[accountId].shift();
    },
    oldCursor(accountId, pick) {
      const known = cursors[accountId];
      return known[pick % known.length] ?? store.cursorAt(accountId, 0);
    },
    isDisturbed: accountId => store.logOf(accountId).disturbances > calmed[accountId],
    mayExpire(accountId, after, position) {
      const { epoch, prunedSeq } = store.logOf(accountId);
      if (world.isDisturbed(accountId) || after === null) return world.isDisturbed(accountId);
      return after.epoch !== epoch || prunedSeq > position || !store.isOnChain(accountId, after);
    },
    calm() {
      world.lostRights.clear();
      for (const id of accountIds) calmed[id] = store.logOf(id).disturbances;
    },
    jumpClock(index, ms) {
      skewsMs[index] = (skewsMs[index] ?? 0) + ms;
    },
    crash(index, isDone) {
      replicas[index]?.crash(isDone);
      skewsMs[index] = 0;
      replicas[index] = start(index);
    },
    close() {
      for (const replica of replicas) replica.crash(false);
    },
  };
  const escalations = createEscalations(world);
  for (const index of skewsMs.keys()) replicas.push(start(index));
  return world;
}
