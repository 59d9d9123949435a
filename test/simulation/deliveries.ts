import {
  canMoveDelivery,
  type DeliveryState,
  deliveryMoves,
} from '../../src/notifications/delivery-lifecycle.ts';
import { judgeMail } from '../../src/notifications/delivery-plan.ts';
import { notificationLimits } from '../../src/notifications/notification-limits.ts';
import type { Escalation } from './escalations.ts';
import { MailServerAway, type SimulatedJobs } from './jobs.ts';
import type { Replica } from './replica.ts';
import type { Table } from './store.ts';
import type { World } from './world.ts';

interface Delivery {
  readonly id: string;
  readonly handoffId: string;
  readonly userId: string;
  readonly state: DeliveryState;
  readonly createdAtMs: number;
}

/** Of ten mails the server takes seven, two fail and may be tried again, and one is refused for good. */
const failsBelow = 0.2;
const refusedBelow = 0.3;

/** Who is mailed of escalations, and what becomes of it. */
export function createDeliveries(
  world: World,
  jobs: SimulatedJobs,
  findEscalation: (id: string) => Escalation | undefined,
) {
  const { store } = world;
  const table: Table<Delivery> = store.createTable();
  const isUnsettled = ({ state }: Delivery) => deliveryMoves[state].length > 0;

  const judge = (replica: Replica, userId: string, { state, createdById }: Escalation) =>
    judgeMail(
      {
        handoffState: state,
        isMaker: createdById === userId,
        isAskedFor: false,
        isActive: world.people.get(userId)?.isAllowed ?? true,
        canHandle: true,
        address: `${userId}@simulated.example`,
        hasOpenStream: false,
        isWatching: false,
        wishes: { mail: true, inApp: true, onlyTargeted: false, quietHours: null, muteUntil: null },
      },
      new Date(replica.wallMs()),
    );

  /** Every update of a state is conditional, as the product's are. */
  function moveTo(id: string, state: DeliveryState): boolean {
    const row = table.get(id);
    if (row === undefined || !canMoveDelivery(row.state, state)) return false;
    table.put(id, { ...row, state });
    return true;
  }

  const write = (replica: Replica, work: () => void) =>
    replica.connection.run(() => {
      store.transact(work);
    });

  /** See `mailOne` and `sendAndSettle`. */
  async function mail(replica: Replica, id: string, isLastAttempt: boolean): Promise<void> {
    const verdict = await replica.connection.run(() => {
      const row = table.get(id);
      const escalation = row && findEscalation(row.handoffId);
      if (row === undefined || escalation === undefined || !isUnsettled(row)) return null;
      if (row.state === 'PENDING') store.transact(() => moveTo(id, 'SENDING'));
      return judge(replica, row.userId, escalation);
    });
    if (verdict === null) return;
    if (verdict.state !== 'PENDING') return await write(replica, () => void moveTo(id, verdict.state));
    const luck = Math.random();
    if (luck >= refusedBelow) return await write(replica, () => void moveTo(id, 'SENT'));
    if (luck >= failsBelow || isLastAttempt) return await write(replica, () => void moveTo(id, 'FAILED'));
    throw new MailServerAway();
  }

  return {
    /** Within a transaction. See `notifyPeople`: who has a row of this round already keeps it. */
    notify(replica: Replica, escalation: Escalation, round: number): void {
      for (const userId of [`${escalation.accountId}0`, `${escalation.accountId}1`]) {
        const id = `${escalation.id} ${userId} ${round}`;
        if (table.get(id) !== undefined) continue;
        const { state } = judge(replica, userId, escalation);
        const createdAtMs = world.wallMs();
        table.put(id, { id, handoffId: escalation.id, userId, state, createdAtMs });
        if (state === 'PENDING')
          jobs.enqueue(`mail ${id}`, (worker, { isLastAttempt }) => mail(worker, id, isLastAttempt));
      }
    },
    /** Within a transaction: what people were still to be told of an escalation that is over. */
    cancel({ id }: Escalation): void {
      if (findEscalation(id)?.state === 'OPEN') return;
      for (const row of table.rows()) if (row.handoffId === id) moveTo(row.id, 'CANCELLED');
    },
    /** See `keepLedger`, which runs every hour. */
    giveUpLost(): void {
      const untilMs = world.wallMs() - notificationLimits.lostMailSeconds * 1000;
      store.transact(() => {
        for (const row of table.rows())
          if (row.createdAtMs <= untilMs && isUnsettled(row)) moveTo(row.id, 'FAILED');
      });
    },
    hasUnsettled: () => table.rows().some(isUnsettled),
    /** What is not settled, although its job is not to run again; if that has failed for good, the hourly look ends it. */
    findProblems: () =>
      table
        .rows()
        .filter(
          row => isUnsettled(row) && !jobs.isWaiting(`mail ${row.id}`) && !jobs.hasFailed(`mail ${row.id}`),
        )
        .map(({ id, state }) => `the delivery ${id} is ${state} and nothing happens to it any more`),
  };
}
