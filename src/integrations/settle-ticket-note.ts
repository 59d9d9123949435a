import { addSeconds } from '../kernel/clock.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { NoteSubject } from './compose-ticket-note.ts';
import type { SkipReason } from './ticket-note-lifecycle.ts';
import { enqueueTicketNote, enqueueTicketNoteRetry } from './ticket-note-queues.ts';
import { markFailing, markWorking } from './ticket-system-state.ts';

/** A note that a job has taken to send it. */
export interface TakenNote extends NoteSubject {
  readonly id: Uuid;
  readonly isInternal: boolean;
  readonly ticketNumber: string;
  /** Tries in all, with this one. */
  readonly attempts: number;
  /** Of those, the ones before a person asked for it again. */
  readonly attemptsBeforeRetry: number;
  /** Tickets at which earlier tries may have left it, without an answer that says so. */
  readonly mayBeAt: readonly string[];
  /** When it was made, or a person has asked for it again. */
  readonly queuedAt: string | Date;
  /** The job. */
  readonly takenBy: Uuid;
}

/**
 * What came of a try. SENT: it is at this ticket, perhaps from an earlier try. MOVED: its session belongs to another ticket
 * by now. `mayBeAt` is as before the try unless given.
 */
export type NoteOutcome = { readonly maskedCount?: number; readonly mayBeAt?: readonly string[] } & (
  | { readonly state: 'SENT'; readonly ticketNumber: string; readonly externalNoteId: string }
  | { readonly state: 'PENDING'; readonly error: string; readonly delaySeconds: number }
  | { readonly state: 'FAILED'; readonly error: string; readonly isSystemFailing?: boolean }
  | { readonly state: 'SKIPPED'; readonly reason: SkipReason }
  | { readonly state: 'MOVED'; readonly ticketNumber: string }
);

const settleSql = `
  update ticket_note
     set state = $4, external_note_id = $5, sent_at = $6::timestamptz, last_error = $7, skip_reason = $8,
         retry_at = $9::timestamptz, masked_count = coalesce($10::int, masked_count), ticket_number = $11,
         taken_by = null, attempts = attempts - $12::int, may_be_at = $13::text[]
   where account_id = $1 and id = $2 and state = 'SENDING' and taken_by = $3
  returning id`;

/** Writes down what came of a try, with the jobs that follow from it; nothing when the note is not ours any more. */
export async function settleTicketNote(
  tools: JobTools,
  note: TakenNote,
  outcome: NoteOutcome,
): Promise<void> {
  const { accountId, id, ticketNumber, attempts } = note;
  await transaction(tools.openScope(accountId), async tx => {
    const now = tx.clock.now();
    const settled = await tx.pipeline.run({ sql: settleSql, params: toParams(note, outcome, now) });
    if (settled.length === 0) return;
    if (outcome.state === 'SENT') markWorking(tx, accountId);
    if (outcome.state === 'FAILED' && outcome.isSystemFailing)
      await markFailing(tx, accountId, outcome.error);
    if (outcome.state === 'MOVED')
      await enqueueTicketNote(tx, { accountId, ticketNumber: outcome.ticketNumber });
    if (outcome.state === 'PENDING') {
      const again = { accountId, ticketNumber, retryOf: { noteId: id, attempts } };
      await enqueueTicketNoteRetry(tx, again, outcome.delaySeconds);
    } else {
      await enqueueNext(tx, note);
    }
  });
}

function toParams(note: TakenNote, outcome: NoteOutcome, now: Date): unknown[] {
  const { state } = outcome;
  const isMoved = state === 'MOVED';
  return [
    ...[note.accountId, note.id, note.takenBy],
    isMoved ? 'PENDING' : state,
    ...(state === 'SENT' ? [outcome.externalNoteId, now.toISOString()] : [null, null]),
    state === 'PENDING' || state === 'FAILED' ? outcome.error : null,
    state === 'SKIPPED' ? outcome.reason : null,
    state === 'PENDING' ? addSeconds(now, outcome.delaySeconds).toISOString() : null,
    outcome.maskedCount ?? null,
    isMoved || state === 'SENT' ? outcome.ticketNumber : note.ticketNumber,
    // Nothing was sent: the next try is the first.
    isMoved ? 1 : 0,
    outcome.mayBeAt ?? note.mayBeAt,
  ];
}

/** The notes behind this one were left alone as long as it was not settled; now it is their turn. */
async function enqueueNext(tx: TransactionScope<null>, note: TakenNote): Promise<void> {
  const { accountId, ticketNumber } = note;
  const waiting = await tx.pipeline.run({
    sql: `select 1 from ticket_note
           where account_id = $1 and ticket_number = $2 and state in ('PENDING', 'SENDING') limit 1`,
    params: [accountId, ticketNumber],
  });
  if (waiting.length > 0) await enqueueTicketNote(tx, { accountId, ticketNumber });
}
