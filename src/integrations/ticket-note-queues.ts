import type { Uuid } from '../kernel/ids.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';

/** First tries at ticket systems that work. */
export const ticketNoteQueue = 'ticket-note';
/** Later tries, and all at systems that do not answer as they should: whoever hangs holds up others that hang, and nobody else. */
export const ticketNoteRetryQueue = 'ticket-note-retry';

/** The notes of a ticket are sent one after the other: a job is for the ticket, and takes whichever is the next. */
export interface TicketNoteJob {
  readonly accountId: Uuid;
  readonly ticketNumber: string;
  /** For another try of a note that failed: that note, and how often it was tried. All other jobs leave it alone. */
  readonly retryOf?: { readonly noteId: Uuid; readonly attempts: number };
}

/** Tickets of one account whose notes go side by side in each process, as long as its system works. */
const lanesOfAccount = 2;

/** The group of a job in the queue of those that work: an account has some, so that a busy one waits less. */
export function laneOf({ accountId, ticketNumber }: TicketNoteJob): string {
  const sum = [...ticketNumber].reduce((before, char) => before + (char.codePointAt(0) ?? 0), 0);
  return `${accountId} ${sum % lanesOfAccount}`;
}

type Tx = Pick<TransactionScope<Viewer | null>, 'enqueue'>;

/** Sends the next note of a ticket that is not waiting for a try of its own. */
export async function enqueueTicketNote(tx: Tx, data: Omit<TicketNoteJob, 'retryOf'>): Promise<void> {
  await tx.enqueue(ticketNoteQueue, data satisfies TicketNoteJob, { group: laneOf(data) });
}

/** Tries a note again, after so many seconds. */
export async function enqueueTicketNoteRetry(
  tx: Tx,
  data: Required<TicketNoteJob>,
  startAfterSeconds: number,
): Promise<void> {
  await tx.enqueue(ticketNoteRetryQueue, data, { group: data.accountId, startAfterSeconds });
}
