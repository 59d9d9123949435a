import type { TicketSystemKind } from './ticket-system.ts';

/** What a note is about. MANUAL: somebody has asked for it. */
export const ticketNoteKinds = ['ESCALATED', 'RETURNED', 'COMPLETED', 'MANUAL'] as const;
export type TicketNoteKind = (typeof ticketNoteKinds)[number];

export const ticketNoteStates = ['PENDING', 'SENDING', 'SENT', 'FAILED', 'SKIPPED'] as const;
export type TicketNoteState = (typeof ticketNoteStates)[number];

/** Why a note was not sent although nothing went wrong. */
export const skipReasons = ['NO_TICKET_REF', 'BAD_TICKET_REF', 'NOT_CONFIGURED'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Which state may follow which. SENDING → PENDING waits for another try; what comes after FAILED a person has asked for. */
export const ticketNoteMoves = {
  PENDING: ['SENDING', 'SKIPPED'],
  SENDING: ['SENT', 'PENDING', 'FAILED', 'SKIPPED'],
  SENT: [],
  FAILED: ['PENDING'],
  SKIPPED: ['PENDING'],
} as const satisfies Record<TicketNoteState, readonly TicketNoteState[]>;

/** Whether a note may go from one state to another. */
export function canMoveTicketNote(from: TicketNoteState, to: TicketNoteState): boolean {
  const moves: readonly TicketNoteState[] = ticketNoteMoves[from];
  return moves.includes(to);
}

/** Tries of a note, from when it was made or a person has asked for it again: about a day in all. */
export const attemptsMax = 30;

/**
 * For so long a note is tried, and holds up those behind it at its ticket, from when it was made or asked for again:
 * what the tries take that are an hour apart in the end, or one for which the ticket system has asked to wait a day.
 */
export const triedForSecondsMax = 36 * 3_600;

const firstDelaySeconds = 5;
const delaySecondsMax = 3_600;
/** The longest pause that a ticket system may ask for. */
const retryAfterSecondsMax = 24 * 3_600;

/**
 * How long to wait after a try that failed.
 * @param attempts tries so far, this one included
 * @param retryAfterSeconds what the ticket system has asked for
 */
export function retryDelaySeconds(attempts: number, retryAfterSeconds: number | null): number {
  if (retryAfterSeconds !== null) return Math.min(Math.max(retryAfterSeconds, 1), retryAfterSecondsMax);
  return Math.min(firstDelaySeconds * 2 ** Math.min(attempts - 1, 20), delaySecondsMax);
}

/** The ticket that a session's reference means; or why there is none. */
export function findTicketNumber(
  kind: Pick<TicketSystemKind, 'parseTicketRef'>,
  ticketRef: string | null,
): { readonly ticketNumber: string } | { readonly skipReason: SkipReason } {
  if (ticketRef === null || ticketRef.trim() === '') return { skipReason: 'NO_TICKET_REF' };
  const ticketNumber = kind.parseTicketRef(ticketRef);
  return ticketNumber === null ? { skipReason: 'BAD_TICKET_REF' } : { ticketNumber };
}
