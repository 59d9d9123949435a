import type { Company } from './found-company.ts';
import type { Say } from './lines.ts';
import { type Escalation, Queue } from './operations.ts';
import type { Pace } from './pace.ts';
import { claim, escalateNext, happensOneIn, pick, settleAlone, withdraw, workOn } from './scenes.ts';
import type { Colleague } from './staff.ts';
import { endlessTickets } from './tickets.ts';

/** How many escalations wait in the queue: below, the next one comes at once; at the top, none comes. */
const openMin = 3;
const openMax = 6;
/** How many claimed ones are worked on at the same time. */
const workingMax = 12;
/** An escalation that has waited this long goes first, whatever its priority; in beats. */
const patienceBeats = 12;

/** Who gets stuck, and who helps. */
export interface Shifts {
  readonly juniors: readonly Colleague[];
  readonly seniors: readonly Colleague[];
}

/** The last three engineers are new; everybody else who may handle escalations helps them. */
export function planShifts(staff: readonly Colleague[]): Shifts {
  const juniors = staff.filter(({ role }) => role === 'ENGINEER').slice(-3);
  return { juniors, seniors: staff.filter(person => person.role !== 'VIEWER' && !juniors.includes(person)) };
}

/**
 * Lets the staff work until the pace is over. Who does what next is decided on what the server says, so visitors
 * may escalate, claim and withdraw beside them. Resolves when the last of them has put the work down.
 */
export async function runDesk(company: Company, pace: Pace, say: Say): Promise<void> {
  const shifts = planShifts(company.staff);
  const desk = { company, shifts, pace, say };
  const tickets = endlessTickets();
  const stuck = new Set<Promise<void>>();
  const working = new Set<Promise<void>>();

  await Promise.all([repeat(arrive), repeat(takeOne)]);
  await Promise.all([...stuck, ...working]);

  async function arrive(): Promise<void> {
    const open = (await readQueue()).totalCount + stuck.size;
    const isHurried = open < openMin;
    if (open < openMax) {
      const escalated = escalateNext(desk, tickets.next().value, isHurried);
      begin(stuck, escalated);
      if (isHurried) await escalated;
    }
    await pace.beats(isHurried ? 0.05 : 1);
  }

  async function takeOne(): Promise<void> {
    const { nodes, totalCount } = await readQueue();
    await pace.beats(totalCount >= openMax ? 0.3 : 1);
    const next = chooseNext(nodes);
    if (next === undefined || totalCount <= openMin || working.size >= workingMax || pace.isOver()) return;
    const maker = shifts.juniors.find(({ id }) => id === next.createdBy.id);
    if (maker !== undefined && happensOneIn(12)) {
      // Waited for, like a claim: the next look at the queue must not find it there.
      if (await withdraw(maker, next)) begin(working, settleAlone(desk, maker, next));
      return;
    }
    const claimer = await claim(desk, next);
    if (claimer !== null) begin(working, workOn(desk, claimer, next));
  }

  /** The server's order is by priority; the one that has waited too long comes before all. */
  function chooseNext(queue: readonly Escalation[]): Escalation | undefined {
    const patientUntilMs = Date.now() - pace.msOf(patienceBeats);
    return queue.find(({ createdAt }) => Date.parse(createdAt) < patientUntilMs) ?? queue[0];
  }

  async function readQueue() {
    return (await pick(shifts.seniors).run(Queue, {})).escalationQueue;
  }

  /** Does a step again and again. One that fails is told of, and after a moment the next one comes. */
  async function repeat(step: () => Promise<void>): Promise<void> {
    while (!pace.isOver()) {
      try {
        await step();
      } catch (error) {
        complain(error);
        await pace.beats(1);
      }
    }
  }

  /** Does something beside everything else. */
  function begin(group: Set<Promise<void>>, work: Promise<void>): void {
    const begun = work.catch(complain).finally(() => group.delete(begun));
    group.add(begun);
  }

  function complain(error: unknown): void {
    // What breaks while everything is being put down is no news.
    if (!pace.isOver()) say(`! ${error instanceof Error ? error.message : String(error)}`);
  }
}
