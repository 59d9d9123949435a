import {
  type DemoEscalation,
  type DemoProblem,
  type DemoSummary,
  demoEscalations,
  demoGuidance,
  demoProblems,
  demoSummaries,
  demoWorkNotes,
} from './company.ts';
import { type DemoAnswer, demoWalks } from './walks.ts';

/** Everything there is to say about one problem, from the first answer to the summary. */
export interface DemoTicket extends DemoProblem {
  readonly answers: readonly DemoAnswer[];
  /** null: its engineer settles it alone. */
  readonly escalation: DemoEscalation | null;
  readonly workNote: string | null;
  /** null: the claimer settles it; otherwise it goes back to its maker with this. */
  readonly guidance: string | null;
  readonly ending: Pick<DemoSummary, 'outcome' | 'summary'>;
}

/** What is written about a ticket that is not of the demo, such as one that a visitor escalates. */
const unknownEnding: DemoTicket['ending'] = {
  outcome: 'RESOLVED',
  summary: 'Settled with the client by phone.',
};

const tickets: readonly DemoTicket[] = demoProblems.map(problem => {
  const ofThis = <T extends { readonly ticketRef: string }>(texts: readonly T[]): T | null =>
    texts.find(({ ticketRef }) => ticketRef === problem.ticketRef) ?? null;
  return {
    ...problem,
    answers: ofThis(demoWalks)?.answers ?? [],
    escalation: ofThis(demoEscalations),
    workNote: ofThis(demoWorkNotes)?.text ?? null,
    guidance: ofThis(demoGuidance)?.guidance ?? null,
    ending: ofThis(demoSummaries) ?? unknownEnding,
  };
});

/** The problems that were settled without help. */
export const settledTickets = tickets.filter(({ escalation }) => escalation === null);

/** Every round of problems gets references this much higher, so that no ticket comes twice. */
const refsPerRound = 100;
const refForm = /^NW-(\d{5,9})$/;
const [firstRef = 0] = demoProblems
  .map(({ ticketRef }) => Number(refForm.exec(ticketRef)?.[1]))
  .sort((a, b) => a - b);

/** The escalated problems in a random order, again and again, each time under new references. */
export function* endlessTickets(): Generator<DemoTicket & { readonly escalation: DemoEscalation }, never> {
  for (let round = 0; ; round++) {
    for (const ticket of shuffle(tickets)) {
      const { escalation } = ticket;
      if (escalation === null) continue;
      const number = Number(refForm.exec(ticket.ticketRef)?.[1]) + round * refsPerRound;
      yield { ...ticket, escalation, ticketRef: `NW-${number}` };
    }
  }
}

/** The texts for a ticket of any round; for a reference that is not the demo's, only how it ends. */
export function findTexts(ticketRef: string | null): Pick<DemoTicket, 'workNote' | 'guidance' | 'ending'> {
  const number = Number(refForm.exec(ticketRef ?? '')?.[1]);
  const original = `NW-${firstRef + ((number - firstRef) % refsPerRound)}`;
  const found = tickets.find(ticket => ticket.ticketRef === original);
  return found ?? { workNote: null, guidance: null, ending: unknownEnding };
}

function shuffle<T>(items: readonly T[]): T[] {
  return items
    .map(item => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
