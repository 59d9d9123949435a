import { type Priority, priorities } from '../handoffs/priority.ts';
import { shortenLine } from '../sessions/transcript.ts';

/** What a line in the product says about an escalation. */
export const notificationKinds = [
  'ESCALATION_CREATED',
  'ESCALATION_TARGETED',
  'ESCALATION_REPEATED',
  'ESCALATION_TAKEN',
  'ESCALATION_CLAIMED',
  'ESCALATION_RELEASED',
  'ESCALATION_RETURNED',
  'ESCALATION_WITHDRAWN',
  'ESCALATION_RESOLVED',
] as const;

export type NotificationKind = (typeof notificationKinds)[number];

/** The lines that tell somebody of an escalation for the first time. Who has one hears how it goes on. */
export const firstKinds = [
  'ESCALATION_CREATED',
  'ESCALATION_TARGETED',
  'ESCALATION_REPEATED',
] as const satisfies readonly NotificationKind[];

/** What a line is worded from, as it was when the line was made: people change their names, and reasons come anew. */
export interface NotificationFacts {
  /** Null: nobody did it; it followed from a rule of the account. */
  readonly actorName: string | null;
  readonly problem: string;
  readonly ticketRef: string | null;
  readonly priority: Priority;
  /** Reason or guidance, where one was given. */
  readonly reason: string | null;
}

/** Bounds on what a line repeats, in Unicode code points; all else is in the handoff. */
export const lineLimits = {
  nameCharsMax: 60,
  problemCharsMax: 80,
  ticketCharsMax: 60,
  reasonCharsMax: 160,
  /** What of a text is kept to word the line from. */
  factCharsMax: 300,
} as const;

/** The line as a person reads it: one sentence, without a full stop where a reason may follow. */
export function describeLine(kind: NotificationKind, facts: NotificationFacts): string {
  const who = facts.actorName === null ? null : shortenLine(facts.actorName, lineLimits.nameCharsMax);
  const urgent = facts.priority === 'URGENT' ? 'URGENT: ' : '';
  const about = describeSubject(facts);
  const why = facts.reason === null ? '' : `. ${shortenLine(facts.reason, lineLimits.reasonCharsMax)}`;
  switch (kind) {
    case 'ESCALATION_CREATED':
      return `${urgent}${who ?? 'Somebody'} escalated ${about}`;
    case 'ESCALATION_TARGETED':
      return `${urgent}${who ?? 'Somebody'} asks for you: ${about}`;
    case 'ESCALATION_REPEATED':
      return `${urgent}Nobody has claimed it yet: ${about}`;
    case 'ESCALATION_TAKEN':
      return `Taken by ${who ?? 'somebody'}: ${about}`;
    case 'ESCALATION_CLAIMED':
      return `${who ?? 'Somebody'} took your escalation ${about}`;
    case 'ESCALATION_RELEASED':
      return `${urgent}${who === null ? 'Back in the queue' : `${who} put back into the queue`}: ${about}${why}`;
    case 'ESCALATION_RETURNED':
      return `${who ?? 'Somebody'} returned your escalation ${about}${why}`;
    case 'ESCALATION_WITHDRAWN':
      return `${who ?? 'Its maker'} withdrew ${about}${why}`;
    case 'ESCALATION_RESOLVED':
      return `${who ?? 'Somebody'} completed your escalation ${about}`;
  }
}

function describeSubject({ problem, ticketRef }: NotificationFacts): string {
  const what = `“${shortenLine(problem, lineLimits.problemCharsMax)}”`;
  return ticketRef === null ? what : `${shortenLine(ticketRef, lineLimits.ticketCharsMax)} ${what}`;
}

/** Stored facts as what they were written as; what is missing is left out of the line. */
export function readFacts(stored: Readonly<Record<string, unknown>>): NotificationFacts {
  const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : null);
  return {
    actorName: text(stored.actorName),
    problem: text(stored.problem) ?? '…',
    ticketRef: text(stored.ticketRef),
    priority: priorities.find(priority => priority === stored.priority) ?? 'NORMAL',
    reason: text(stored.reason),
  };
}
