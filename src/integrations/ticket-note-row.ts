import type { Uuid } from '../kernel/ids.ts';
import type { SkipReason, TicketNoteKind, TicketNoteState } from './ticket-note-lifecycle.ts';

/** A note as it is read. */
export interface TicketNoteRow {
  readonly id: Uuid;
  readonly session_id: Uuid;
  readonly handoff_id: Uuid | null;
  readonly kind: TicketNoteKind;
  readonly is_internal: boolean;
  readonly state: TicketNoteState;
  readonly skip_reason: SkipReason | null;
  readonly ticket_number: string | null;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly external_note_id: string | null;
  readonly masked_count: number;
  readonly created_at: string;
  readonly sent_at: string | null;
}

export const ticketNoteColumns = `id, session_id, handoff_id, kind, is_internal, state, skip_reason, ticket_number,
  attempts, last_error, external_note_id, masked_count, created_at, sent_at`;

/**
 * The tickets at which a note may be although nobody knows, and its own among them. Its column `may_be_at` names those to
 * which a try has sent it that had no answer; while a note is SENDING, its own ticket may be another.
 */
export const alsoAtItsTicket = `case when note.ticket_number = any(note.may_be_at) then note.may_be_at
  else array_append(note.may_be_at, note.ticket_number) end`;
