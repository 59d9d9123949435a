import { assertCan } from '../kernel/capabilities.ts';
import { conflict, notFound } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { createOnce } from '../platform/database/idempotency.ts';
import type { Scope } from '../platform/database/scope.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import { findTicketNumber, type SkipReason, type TicketNoteState } from './ticket-note-lifecycle.ts';
import { enqueueTicketNote } from './ticket-note-queues.ts';
import { alsoAtItsTicket, type TicketNoteRow, ticketNoteColumns } from './ticket-note-row.ts';
import { externalNotesOff } from './ticket-note-text.ts';
import { type NoteTarget, readNoteTarget } from './ticket-notes.queries.ts';
import type { TicketSystemKindName } from './ticket-system.ts';
import { ticketSystemKinds } from './ticket-system-kinds.ts';

export interface PostTicketNoteInput extends NoteTarget {
  readonly isExternal: boolean;
  readonly idempotencyKey?: string | null;
}

const skipSentences: Readonly<Record<SkipReason, string>> = {
  NO_TICKET_REF: 'The session names no ticket.',
  BAD_TICKET_REF: 'What the session names is no ticket number.',
  NOT_CONFIGURED: 'No ticket system is connected.',
};

/**
 * Sends the session as it is now to its ticket, once for an idempotency key.
 * @throws NOT_FOUND; CONFLICT when there is no ticket to send it to, or external notes are not allowed
 */
export async function postTicketNote(scope: Scope, input: PostTicketNoteInput): Promise<TicketNoteRow> {
  const target = await readNoteTarget(scope, input);
  const { isExternal, idempotencyKey } = input;
  return await transaction(scope, tx =>
    createOnce(tx, {
      operation: 'postTicketNote',
      key: idempotencyKey,
      input: { id: input.id, isExternal },
      create: () => insertManualNote(tx, { ...target, isExternal }),
      load: id => loadNote(tx, id),
    }),
  );
}

async function insertManualNote(
  tx: TransactionScope,
  note: { sessionId: Uuid; handoffId: Uuid | null; ticketRef: string | null; isExternal: boolean },
): Promise<TicketNoteRow> {
  const { accountId, userId } = tx.viewer;
  const { sessionId, handoffId, isExternal } = note;
  const [system] = await tx.pipeline.run<{
    kind: TicketSystemKindName;
    external_notes: boolean;
    posted: number;
  }>({
    sql: `select kind, external_notes,
                 (select count(*)::int from ticket_note note
                   where note.account_id = $1 and note.session_id = $2 and note.kind = 'MANUAL') as posted
            from ticket_system where account_id = $1 for update`,
    params: [accountId, sessionId],
  });
  const ticketNumber = ticketNumberOrConflict(system?.kind, note.ticketRef);
  if (isExternal && !system?.external_notes) throw conflict(externalNotesOff);
  if ((system?.posted ?? 0) >= limits.manualNotesPerSessionMax)
    throw conflict(`A session has at most ${limits.manualNotesPerSessionMax} such notes.`);
  const now = tx.clock.now();
  const [row] = await tx.pipeline.run<TicketNoteRow>({
    sql: `insert into ticket_note (account_id, id, session_id, handoff_id, kind, is_internal, state, ticket_number,
                 requested_by_id, created_at, queued_at)
          values ($1, $2, $3, $4, 'MANUAL', $5, 'PENDING', $6, $7, $8::timestamptz, $8::timestamptz)
          returning ${ticketNoteColumns}`,
    params: [
      ...[accountId, newId(now.getTime()), sessionId, handoffId, !isExternal, ticketNumber, userId],
      now.toISOString(),
    ],
  });
  if (row === undefined) throw new Error('a ticket note was not stored');
  await enqueueTicketNote(tx, { accountId, ticketNumber });
  return row;
}

function ticketNumberOrConflict(kind: TicketSystemKindName | undefined, ticketRef: string | null): string {
  if (kind === undefined) throw conflict(skipSentences.NOT_CONFIGURED);
  const ticket = findTicketNumber(ticketSystemKinds[kind], ticketRef);
  if ('skipReason' in ticket) throw conflict(skipSentences[ticket.skipReason]);
  return ticket.ticketNumber;
}

async function loadNote(tx: TransactionScope, id: Uuid): Promise<TicketNoteRow> {
  const [row] = await tx.pipeline.run<TicketNoteRow>({
    sql: `select ${ticketNoteColumns} from ticket_note where account_id = $1 and id = $2`,
    params: [tx.viewer.accountId, id],
  });
  if (row === undefined) throw notFound('The ticket note');
  return row;
}

/** A note whose job was lost on the way; far above what a try takes. */
const stuckAfterSeconds = 900;

interface RetriedNote {
  readonly state: TicketNoteState;
  readonly ticket_ref: string | null;
  readonly system: TicketSystemKindName | null;
}

/**
 * Sends a note again that failed or was skipped, to the ticket that its session names by now. Should it be there after
 * all, or at the ticket before, from a try whose answer was lost, it is found and not sent a second time.
 * @throws NOT_FOUND; CONFLICT when it was sent, is on its way, or there still is no ticket to send it to
 */
export async function retryTicketNote(scope: Scope, { id }: { readonly id: Uuid }): Promise<TicketNoteRow> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  const { accountId } = scope.viewer;
  return await transaction(scope, async tx => {
    const [note] = await tx.pipeline.run<RetriedNote>({
      sql: `select note.state, session.ticket_ref, system.kind as system
              from ticket_note note
              join session on session.account_id = note.account_id and session.id = note.session_id
              left join ticket_system system on system.account_id = note.account_id
             where note.account_id = $1 and note.id = $2`,
      params: [accountId, id],
    });
    if (note === undefined) throw notFound('The ticket note', 'input.ticketNoteId');
    const ticketNumber = ticketNumberOrConflict(note.system ?? undefined, note.ticket_ref);
    // The row count decides: of two who ask at once, one is told that it is on its way.
    const [row] = await tx.pipeline.run<TicketNoteRow>({
      sql: `update ticket_note note
               set state = 'PENDING', may_be_at = case when state = 'SENDING' then ${alsoAtItsTicket} else may_be_at end,
                   skip_reason = null, last_error = null, retry_at = null, ticket_number = $3,
                   attempts_before_retry = attempts, queued_at = $4::timestamptz, taken_by = null
             where account_id = $1 and id = $2
               and (state in ('FAILED', 'SKIPPED')
                    or (state = 'SENDING' and taken_at < $4::timestamptz - make_interval(secs => ${stuckAfterSeconds})))
            returning ${ticketNoteColumns}`,
      params: [accountId, id, ticketNumber, tx.clock.now().toISOString()],
    });
    if (row === undefined)
      throw conflict(note.state === 'SENT' ? 'The note was sent.' : 'The note is on its way.', {
        state: note.state,
      });
    await enqueueTicketNote(tx, { accountId, ticketNumber });
    return row;
  });
}
