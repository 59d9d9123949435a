import { readHandoff } from '../handoffs/handoffs.queries.ts';
import { assertCan } from '../kernel/capabilities.ts';
import { badInput, notFound } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { only } from '../kernel/selection.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';
import { readSession } from '../sessions/sessions.queries.ts';
import { composeNoteOf } from './compose-ticket-note.ts';
import { connectWise } from './connectwise.ts';
import type { TicketNoteKind } from './ticket-note-lifecycle.ts';
import { type TicketNoteRow, ticketNoteColumns } from './ticket-note-row.ts';
import { ticketSystemKinds } from './ticket-system-kinds.ts';
import { findTicketSystem } from './ticket-systems.queries.ts';

/** What a person means a note to be about. */
export interface NoteTarget {
  readonly type: 'Handoff' | 'Session';
  readonly id: Uuid;
}

/** The session of a target, and its handoff if it is one. @throws NOT_FOUND when the viewer may not see it */
export async function readNoteTarget(
  scope: Scope,
  { type, id }: NoteTarget,
): Promise<{ sessionId: Uuid; handoffId: Uuid | null; ticketRef: string | null }> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  const handoff = type === 'Handoff' ? await readHandoff(scope, id, only('sessionId')) : null;
  const session = await readSession(scope, handoff?.sessionId ?? id, only('ticketRef'));
  return { sessionId: session.id, handoffId: handoff?.id ?? null, ticketRef: session.ticketRef ?? null };
}

export interface TicketNotePreview {
  readonly text: string;
  readonly maskedCount: number;
  readonly isInternal: boolean;
  readonly ticketRef: string | null;
  readonly isConnected: boolean;
}

/**
 * What would be sent at this moment, but for the line at the end by which a note is found again.
 * @throws NOT_FOUND, BAD_USER_INPUT when the kind is not one of a session
 */
export async function previewTicketNote(
  scope: Scope,
  input: NoteTarget & { readonly kind: TicketNoteKind; readonly isExternal: boolean },
): Promise<TicketNotePreview> {
  const { kind, isExternal } = input;
  const { sessionId, handoffId } = await readNoteTarget(scope, input);
  if (handoffId === null && (kind === 'ESCALATED' || kind === 'RETURNED'))
    throw badInput('kind', 'A note of this kind is about a handoff: give the id of one.');
  const { accountId } = scope.viewer;
  const system = await findTicketSystem(scope, accountId);
  const { noteCharsMax } = system === null ? connectWise : ticketSystemKinds[system.kind];
  const note = await composeNoteOf(
    scope,
    { accountId, sessionId, handoffId, kind },
    { marker: null, charsMax: noteCharsMax },
  );
  if (note === null) throw notFound('The session');
  return { ...note, isInternal: !isExternal, isConnected: system !== null };
}

/** The notes of these handoffs, in the order they were made. The handoffs are ones the viewer may see. */
export async function loadNotesOfHandoffs(
  scope: Scope,
  handoffIds: readonly Uuid[],
): Promise<TicketNoteRow[]> {
  return await loadNotes(scope, 'handoff_id', handoffIds);
}

/** The notes of these sessions, those of their handoffs included. */
export async function loadNotesOfSessions(
  scope: Scope,
  sessionIds: readonly Uuid[],
): Promise<TicketNoteRow[]> {
  return await loadNotes(scope, 'session_id', sessionIds);
}

async function loadNotes(
  { reader, viewer }: Scope,
  column: 'handoff_id' | 'session_id',
  ids: readonly Uuid[],
): Promise<TicketNoteRow[]> {
  return await readPrepared<TicketNoteRow>(
    reader,
    `select ${ticketNoteColumns} from ticket_note
      where account_id = $1 and ${column} = any($2::uuid[]) order by created_at, id`,
    [viewer.accountId, `{${ids.join(',')}}`],
  );
}
