import fc from 'fast-check';
import type { HandoffState } from '../../src/handoffs/handoff-lifecycle.ts';
import { DatabaseAway } from './database.ts';
import { connectReader } from './reader.ts';
import { accessChanged, type Replica } from './replica.ts';
import { settleWorld } from './settle.ts';
import { type AccountId, accountIds } from './store.ts';
import { hiddenEvent, type World } from './world.ts';

/** One thing that happens. Its numbers choose among what there is at that moment. */
export type Step =
  | { readonly kind: 'commit'; readonly at: Place; readonly shown: readonly boolean[] }
  | { readonly kind: 'access'; readonly at: Place; readonly user: number }
  | { readonly kind: 'prune' | 'epoch'; readonly at: Place; readonly kept: number }
  | { readonly kind: 'escalate'; readonly at: Place; readonly user: number }
  | {
      readonly kind: 'move';
      readonly at: Place;
      readonly user: number;
      readonly pick: number;
      readonly to: HandoffState;
    }
  | { readonly kind: 'work'; readonly replica: number; readonly pick: number }
  | { readonly kind: 'rescue' }
  | { readonly kind: 'lose'; readonly count: number }
  | { readonly kind: 'answer'; readonly picks: readonly number[]; readonly fails: boolean }
  | { readonly kind: 'signal'; readonly pick: number; readonly fate: 'arrives' | 'arrives twice' | 'is lost' }
  | { readonly kind: 'mislead'; readonly at: Place; readonly seq: number }
  | {
      readonly kind: 'connect';
      readonly at: Place;
      readonly user: number;
      /** Null: from now on. */
      readonly cursor: number | null;
      readonly room: number;
      /** The right to it changes at the same time. */
      readonly isContested: boolean;
    }
  | { readonly kind: 'drain' | 'leave'; readonly reader: number; readonly room: number }
  | { readonly kind: 'sweep' | 'gap'; readonly replica: number }
  | { readonly kind: 'crash'; readonly replica: number; readonly isDone: boolean }
  | { readonly kind: 'clock'; readonly replica: number; readonly seconds: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'settle' };

/** Which process does it, and for which account. */
interface Place {
  readonly replica: number;
  readonly account: AccountId;
}

const readersMax = 16;

/** Does one thing, and lets everything run that follows from it at once. */
export async function take(world: World, step: Step): Promise<void> {
  await act(world, step);
  await world.time.settle();
}

async function act(world: World, step: Step): Promise<void> {
  const { store, database, broker, time } = world;
  switch (step.kind) {
    case 'commit':
      return inBackground(world, step.at.replica, replica =>
        replica.commit(record => {
          for (const isShown of step.shown)
            record({ accountId: step.at.account, type: isShown ? 'shown' : hiddenEvent, payload: {} });
        }),
      );
    case 'access':
      return changeAccess(world, step.at, `${step.at.account}${step.user}`);
    case 'escalate':
      return inBackground(world, step.at.replica, replica =>
        world.escalations.escalate(replica, step.at.account, `${step.at.account}${step.user}`),
      );
    case 'move':
      return inBackground(world, step.at.replica, replica =>
        world.escalations.move(replica, step.pick, step.to, `${step.at.account}${step.user}`),
      );
    case 'work':
      return inBackground(world, step.replica, replica => world.escalations.jobs.work(replica, step.pick));
    case 'rescue':
      return world.escalations.jobs.rescue();
    case 'prune':
      return void store.transact(() =>
        store.prune(step.at.account, store.headOf(step.at.account).seq - step.kept),
      );
    case 'epoch':
      return void store.transact(() => store.startEpoch(step.at.account));
    case 'lose':
      store.lose(step.count);
      return database.cut();
    case 'answer':
      for (const pick of step.picks) {
        database.advance(pick, step.fails);
        await time.settle();
      }
      return;
    case 'signal':
      if (step.fate === 'is lost') broker.drop(step.pick);
      else broker.deliver(step.pick, step.fate === 'arrives twice');
      return;
    case 'mislead':
      return broker.mislead(step.at.account, step.seq);
    case 'connect':
      return connect(world, step);
    case 'drain':
      return world.readers[step.reader]?.drain(step.room);
    case 'leave':
      return world.readers[step.reader]?.leave();
    case 'sweep':
      return void world.replicas[step.replica]?.live.sweep();
    case 'gap':
      return world.replicas[step.replica]?.gap();
    case 'crash':
      return world.crash(step.replica, step.isDone);
    case 'clock':
      return world.jumpClock(step.replica, step.seconds * 1000);
    case 'pass':
      return await time.pass(step.ms);
    case 'settle':
      return await settleWorld(world);
  }
}

/** Begins something at a process; what comes of it shows when the database answers. */
function inBackground(world: World, index: number, work: (replica: Replica) => Promise<unknown>): void {
  const replica = world.replicas[index];
  if (replica === undefined) return;
  work(replica).catch((error: unknown) => {
    if (!(error instanceof DatabaseAway)) world.report(`${replica.name} failed: ${error}`);
  });
}

function changeAccess(world: World, { replica: index, account }: Place, userId: string): void {
  const { store, people } = world;
  inBackground(world, index, replica =>
    replica.commit(record => {
      const isAllowed = !(people.get(userId)?.isAllowed ?? true);
      people.put(userId, { isAllowed, changedBySeq: store.headOf(account).seq + 1 });
      if (isAllowed) store.ifLost(() => world.lostRights.add(userId));
      record({ accountId: account, type: accessChanged, payload: { userId } });
    }),
  );
}

function connect(world: World, step: Extract<Step, { kind: 'connect' }>): void {
  const { account: accountId } = step.at;
  if (world.readers.length >= readersMax) return;
  if (step.isContested) changeAccess(world, step.at, `${accountId}${step.user}`);
  inBackground(world, step.at.replica, async replica => {
    const cursor = step.cursor === null ? null : world.oldCursor(accountId, step.cursor);
    const wish = { accountId, userId: `${accountId}${step.user}`, cursor, room: step.room };
    const reader = await connectReader(world, replica, wish);
    if (reader !== null) world.readers.push(reader);
  });
}

const replica = fc.nat(1);
const at = fc.record({ replica, account: fc.constantFrom(...accountIds) });
const user = fc.nat(1);
const pick = fc.nat(1_000);
const room = fc.integer({ min: 1, max: 6 });
const kind = <Kind extends Step['kind']>(...kinds: Kind[]) => fc.constantFrom(...kinds);

/** Anything that may happen, the usual things more often. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      kind: kind('commit'),
      at,
      shown: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 90,
    arbitrary: fc.record({
      kind: kind('answer'),
      picks: fc.array(pick, { minLength: 1, maxLength: 12, size: 'max' }),
      fails: fc.nat(23).map(number => number === 23),
    }),
  },
  {
    weight: 20,
    arbitrary: fc.record({
      kind: kind('signal'),
      pick,
      fate: fc.constantFrom('arrives', 'arrives', 'arrives twice', 'is lost'),
    }),
  },
  {
    weight: 18,
    arbitrary: fc.record({
      kind: kind('connect'),
      at,
      user,
      cursor: fc.option(pick, { freq: 3 }),
      room,
      isContested: fc.nat(5).map(number => number === 5),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: kind('drain', 'drain', 'drain', 'drain', 'drain', 'drain', 'leave'),
      reader: fc.nat(15),
      room,
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: kind('sweep', 'sweep', 'gap'), replica }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: kind('pass'), ms: fc.constantFrom(50, 600, 600, 3_000, 3_000, 900_000) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: kind('access'), at, user }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('escalate'), at, user }) },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: kind('move'),
      at,
      user,
      pick,
      to: fc.constantFrom<HandoffState>(
        'CLAIMED',
        'CLAIMED',
        'CLAIMED',
        'OPEN',
        'OPEN',
        'WITHDRAWN',
        'RESOLVED',
      ),
    }),
  },
  { weight: 20, arbitrary: fc.record({ kind: kind('work'), replica, pick }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('rescue') }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('lose'), count: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('prune', 'prune', 'epoch'), at, kept: fc.nat(8) }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('mislead'), at, seq: pick }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('crash'), replica, isDone: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: kind('clock'), replica, seconds: fc.constantFrom(-3_600, -5, 5, 3_600) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('settle') }) },
);
