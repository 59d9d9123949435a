import { canMoveHandoff, type HandoffState } from '../../src/handoffs/handoff-lifecycle.ts';
import { escalationEventTypes } from '../../src/handoffs/handoffs.events.ts';
import { addSeconds } from '../../src/kernel/clock.ts';
import { callFor, defaultPolicy, defineLadder } from '../../src/notifications/ladder-definition.ts';
import { releaseRoundsFrom, roundOf } from '../../src/notifications/rounds.ts';
import { earlySecondsMax, type RungTimer, rungTimerJob } from '../../src/notifications/rung-timer.ts';
import { createDeliveries } from './deliveries.ts';
import { createJobs, type SimulatedJobs } from './jobs.ts';
import type { Replica } from './replica.ts';
import type { AccountId, Table } from './store.ts';
import type { World } from './world.ts';

export interface Escalation {
  readonly id: string;
  readonly accountId: AccountId;
  readonly state: HandoffState;
  readonly createdById: string;
  readonly createdAtMs: number;
}

/** The policy of an escalation as it runs: a row of `handoff_ladder`. */
interface PolicyRun {
  readonly run: number;
  readonly rung: number;
  /** On the wall clock; null when it is claimed, or at the top. */
  readonly nextAtMs: number | null;
}

const definition = defineLadder(defaultPolicy, 'NORMAL');
const top = definition.rungs.length;
const afterMs = (rung: number) => (definition.rungs[rung]?.afterMinutes ?? 0) * 60_000;

/**
 * Escalations with their policy timers and deliveries. The rules are the product's own: which state may follow which,
 * what a policy consists of, when a timer is due and early, whom to mail, how a delivery may move. What the product
 * leaves to SQL is written here once more, as one step of the simulated database for each of its statements or
 * transactions: claiming, climbing, following an event.
 */
export interface Escalations {
  readonly jobs: SimulatedJobs;
  escalate(replica: Replica, accountId: AccountId, userId: string): Promise<void>;
  move(replica: Replica, pick: number, to: HandoffState, userId: string): Promise<void>;
  /** What is not as it must be when everything is at rest. */
  findProblems(): string[];
  readonly deliveries: ReturnType<typeof createDeliveries>;
}

const eventOf: Partial<Record<HandoffState, string>> = {
  OPEN: escalationEventTypes.released,
  CLAIMED: escalationEventTypes.claimed,
  WITHDRAWN: escalationEventTypes.withdrawn,
  RESOLVED: escalationEventTypes.resolved,
};

export function createEscalations(world: World): Escalations {
  const { store } = world;
  const escalations: Table<Escalation> = store.createTable();
  const policies: Table<PolicyRun> = store.createTable();
  const jobs = createJobs(world);
  const deliveries = createDeliveries(world, jobs, id => escalations.get(id));
  let made = 0;

  /** The state of an escalation changes with its event, and with the job for those who follow that. */
  function put(row: Escalation, record: Parameters<Parameters<Replica['commit']>[0]>[0], type: string): void {
    escalations.put(row.id, row);
    record({ accountId: row.accountId, type, payload: { handoffId: row.id } });
    const fact = `follow ${row.id} ${++made}`;
    jobs.enqueue(fact, replica => replica.connection.run(() => follow(replica, row.id, type, fact)));
  }

  /** See `followEscalations`: an event only begins a ladder, all else is read from the escalation as it is. */
  function follow(replica: Replica, id: string, type: string, fact: string): void {
    store.transact(() => {
      const row = escalations.get(id);
      if (row === undefined) return;
      const nowMs = replica.wallMs();
      if (policies.get(id) === undefined)
        policies.put(id, { run: 1, rung: 0, nextAtMs: row.createdAtMs + afterMs(0) });
      const known = policies.get(id);
      if (known !== undefined && type === escalationEventTypes.released)
        policies.put(id, { run: known.run + 1, rung: 0, nextAtMs: nowMs + afterMs(0) });
      const begun = policies.get(id);
      if (begun !== undefined && row.state === 'CLAIMED') policies.put(id, { ...begun, nextAtMs: null });
      const policy = policies.get(id);
      if (policy !== undefined && policy.nextAtMs !== null)
        enqueueTimer(replica, { ...policy, nextAtMs: policy.nextAtMs }, row, 0);
      if (type === escalationEventTypes.created) deliveries.notify(replica, row, 0);
      else if (type === escalationEventTypes.released)
        deliveries.notify(replica, row, releaseRoundsFrom + Number(fact.split(' ')[2]));
      else deliveries.cancel(row);
    });
  }

  function enqueueTimer(
    replica: Replica,
    policy: PolicyRun & { readonly nextAtMs: number },
    { id, accountId }: Escalation,
    look: number,
  ): void {
    const timer: RungTimer = { accountId, handoffId: id, run: policy.run, rung: policy.rung + 1, look };
    const now = new Date(replica.wallMs());
    const { key, startAfterSeconds } = rungTimerJob(timer, new Date(policy.nextAtMs), now);
    jobs.enqueue(`timer ${key}`, worker => climb(worker, timer), startAfterSeconds);
  }

  /** See `climbRung`: what it reads, and the transaction in which it climbs, are two moments. */
  async function climb(replica: Replica, timer: RungTimer): Promise<void> {
    const { handoffId: id, run, rung } = timer;
    const read = () => ({ policy: policies.get(id), row: escalations.get(id) });
    const { policy, row } = await replica.connection.run(read);
    if (row?.state !== 'OPEN' || policy === undefined || policy.nextAtMs === null) return;
    if (policy.run !== run || policy.rung !== rung - 1) return;
    const now = new Date(replica.wallMs());
    const due = { ...policy, nextAtMs: policy.nextAtMs };
    if (addSeconds(now, earlySecondsMax).getTime() < due.nextAtMs)
      return await replica.connection.run(() => {
        store.transact(() => enqueueTimer(replica, due, row, timer.look + 1));
      });
    await replica.commit(record => {
      const { policy: known, row: open } = read();
      if (open?.state !== 'OPEN' || known?.run !== run || known.rung !== rung - 1) return;
      if (known.nextAtMs === null) return;
      const nextAtMs = rung < top ? now.getTime() + afterMs(rung) : null;
      policies.put(id, { run, rung, nextAtMs });
      record({ accountId: row.accountId, type: 'escalation.climbed', payload: { handoffId: id } });
      const current = definition.rungs[rung - 1];
      const reachable = { everyone: 1, secondLine: 0, owners: 0 };
      const call = current && callFor(current.audience, definition.secondLine, reachable);
      if (call?.audience) deliveries.notify(replica, open, roundOf(run, rung));
      if (nextAtMs !== null) enqueueTimer(replica, { run, rung, nextAtMs }, open, 0);
      world.count('step of a policy run');
    });
  }

  return {
    jobs,
    deliveries,
    async escalate(replica, accountId, userId) {
      await replica.commit(record => {
        const id = `e${++made}`;
        const createdAtMs = replica.wallMs();
        put(
          { id, accountId, state: 'OPEN', createdById: userId, createdAtMs },
          record,
          escalationEventTypes.created,
        );
      });
    },
    /** See `claimHandoff`: whether it is still to be had is decided by the update itself. */
    async move(replica, pick, to, userId) {
      const known = await replica.connection.run(() => {
        const rows = escalations.rows().slice(-6);
        return rows[pick % rows.length];
      });
      if (known === undefined) return;
      await replica.commit(record => {
        const row = escalations.get(known.id);
        const type = eventOf[to];
        if (row === undefined || type === undefined || !canMoveHandoff('ESCALATE', row.state, to)) return;
        if (to === 'CLAIMED' && row.createdById === userId) return;
        put({ ...row, state: to }, record, type);
        world.count(`escalation: ${to}`);
      });
    },
    findProblems() {
      const unwatched = escalations.rows().flatMap(({ id, state }) => {
        const policy = policies.get(id);
        const key = `timer ${id} ${policy?.run} ${(policy?.rung ?? 0) + 1} `;
        const isAtTop = policy?.rung === top && policy.nextAtMs === null;
        if (state !== 'OPEN' || isAtTop || jobs.isWaiting(key)) return [];
        return [`the open escalation ${id} has no timer: ${JSON.stringify(policy)}`];
      });
      return [...unwatched, ...findDoubleClaims(world, escalations), ...deliveries.findProblems()];
    },
  };
}

/** One claim wins: the log, as it is, tells of no move that the rule forbids, and ends where the row stands. */
function findDoubleClaims({ store }: World, escalations: Table<Escalation>): string[] {
  const states = new Map<string, HandoffState>();
  const problems: string[] = [];
  const stateOf = new Map(Object.entries(eventOf).map(([state, type]) => [type, state]));
  for (const { type, payload } of [...store.logOf('a').events, ...store.logOf('b').events]) {
    const id = String(payload.handoffId);
    const from = states.get(id);
    const to =
      escalations.get(id) &&
      (['OPEN', 'CLAIMED', 'WITHDRAWN', 'RESOLVED'] as const).find(state => state === stateOf.get(type));
    if (type === escalationEventTypes.created) states.set(id, 'OPEN');
    if (to === undefined) continue;
    if (from === undefined || !canMoveHandoff('ESCALATE', from, to))
      problems.push(`${id} went from ${from} to ${to}`);
    states.set(id, to);
  }
  for (const { id, state } of escalations.rows())
    if (states.get(id) !== state) problems.push(`${id} is ${state}, and the log says ${states.get(id)}`);
  return problems;
}
