import type { DemoEscalation } from './company.ts';
import type { Shifts } from './desk.ts';
import type { Company } from './found-company.ts';
import { ApiError } from './graphql-client.ts';
import type { Say } from './lines.ts';
import {
  AddNote,
  ClaimHandoff,
  CompleteSession,
  Escalate,
  type Escalation,
  ReleaseHandoff,
  ReturnHandoff,
  WithdrawHandoff,
} from './operations.ts';
import type { Pace } from './pace.ts';
import { type Colleague, firstName } from './staff.ts';
import { type DemoTicket, findTexts } from './tickets.ts';
import { walkTree } from './walk-tree.ts';

/** What every scene needs. */
export interface Desk {
  readonly company: Company;
  readonly shifts: Shifts;
  readonly pace: Pace;
  readonly say: Say;
}

const releaseReasons = [
  'Called out to another client, somebody else please.',
  'This needs rights on the firewall that I do not have.',
  'My shift ends in ten minutes.',
] as const;

const withdrawalReasons = [
  'Found it while I was waiting.',
  'The client has just called: it works again.',
  'The answer was in the documentation after all.',
] as const;

/** Somebody follows the tree, gets stuck, and escalates. */
export async function escalateNext(
  { company, shifts, pace }: Desk,
  ticket: DemoTicket & { readonly escalation: DemoEscalation },
  isHurried: boolean,
): Promise<void> {
  const engineer = pick(shifts.juniors);
  const think = () => pace.beats(isHurried ? 0 : 1.5 / (ticket.answers.length + 1));
  const sessionId = await walkTree(company, engineer, ticket, think);
  await think();
  if (pace.isOver()) return;
  const { engineerNotes, priority } = ticket.escalation;
  const targetUserId = happensOneIn(5) ? pick(shifts.seniors).id : null;
  await engineer.run(Escalate, {
    input: { sessionId, intent: 'ESCALATE', engineerNotes, priority, targetUserId },
  });
}

/**
 * One of the seniors takes an escalation; now and then two try at the same moment.
 * @returns who has it; null when somebody outside the demo was faster
 */
export async function claim(
  { shifts, say }: Desk,
  { id, target, snapshot }: Escalation,
): Promise<Colleague | null> {
  const asked = shifts.seniors.find(person => person.id === target?.id);
  const first = asked ?? pick(shifts.seniors);
  const others = shifts.seniors.filter(person => person !== first);
  const rivals = happensOneIn(6) ? [first, pick(others)] : [first];
  const claims = await Promise.all(
    rivals.map(async claimer => {
      const { claimHandoff } = await claimer.run(ClaimHandoff, { input: { handoffId: id } });
      return { claimer, claimHandoff };
    }),
  );
  for (const { claimer, claimHandoff } of claims) {
    if (claimHandoff.__typename !== 'HandoffAlreadyClaimed') continue;
    const winner = firstName(claimHandoff.claimedBy);
    say(`${firstName(claimer)} was too late for ${snapshot.ticketRef}: it is with ${winner}`);
  }
  return claims.find(({ claimHandoff }) => claimHandoff.__typename === 'HandoffClaimed')?.claimer ?? null;
}

/** The claimer works on it and settles it, gives it back to its maker, or lets go of it. */
export async function workOn(desk: Desk, claimer: Colleague, escalation: Escalation): Promise<void> {
  const { pace, shifts } = desk;
  const { id: handoffId, session, createdBy, snapshot } = escalation;
  const { workNote, guidance } = findTexts(snapshot.ticketRef);
  await pace.beats(1.5);
  if (pace.isOver()) return;
  if (happensOneIn(9)) {
    await claimer.run(ReleaseHandoff, { input: { handoffId, reason: pick(releaseReasons) } });
    return;
  }
  if (workNote !== null) await claimer.run(AddNote, { input: { sessionId: session.id, text: workNote } });
  await pace.beats(2);
  if (pace.isOver()) return;
  const maker = shifts.juniors.find(({ id }) => id === createdBy.id);
  if (guidance === null || maker === undefined) return await settle(claimer, escalation);
  await claimer.run(ReturnHandoff, { input: { handoffId, guidance } });
  await pace.beats(2);
  if (!pace.isOver()) await settle(maker, escalation);
}

/**
 * The maker takes an escalation back.
 * @returns whether it could be taken back: somebody outside the demo may have claimed it
 */
export async function withdraw(maker: Colleague, { id }: Escalation): Promise<boolean> {
  try {
    await maker.run(WithdrawHandoff, { input: { handoffId: id, reason: pick(withdrawalReasons) } });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'CONFLICT') return false;
    throw error;
  }
}

/** The maker settles what was taken back. */
export async function settleAlone({ pace }: Desk, maker: Colleague, escalation: Escalation): Promise<void> {
  await pace.beats(1);
  if (!pace.isOver()) await settle(maker, escalation);
}

async function settle(engineer: Colleague, { session, snapshot }: Escalation): Promise<void> {
  const { outcome, summary } = findTexts(snapshot.ticketRef).ending;
  await engineer.run(CompleteSession, { input: { sessionId: session.id, outcome, summary } });
}

export function pick<T>(items: readonly T[]): T {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}

export function happensOneIn(times: number): boolean {
  return Math.random() * times < 1;
}
