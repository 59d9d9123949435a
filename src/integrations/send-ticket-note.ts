import { addSeconds } from '../kernel/clock.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { composeNoteOf } from './compose-ticket-note.ts';
import type { NoteOutcome, TakenNote } from './settle-ticket-note.ts';
import {
  attemptsMax,
  findTicketNumber,
  retryDelaySeconds,
  triedForSecondsMax,
} from './ticket-note-lifecycle.ts';
import { externalNotesOff, markerOf } from './ticket-note-text.ts';
import { type TicketSystem, TicketSystemFailure } from './ticket-system.ts';
import { ticketSystemKinds } from './ticket-system-kinds.ts';
import { openTicketSystem, type TicketSystemRow } from './ticket-system-row.ts';

/** Does everything that is outside of our database, and says what came of it. */
export async function sendTicketNote(tools: JobTools, note: TakenNote): Promise<NoteOutcome> {
  const scope = tools.openScope(note.accountId);
  const [row] = await readPrepared<TicketSystemRow>(
    scope.reader,
    'select * from ticket_system where account_id = $1',
    [note.accountId],
  );
  if (row === undefined) return { state: 'SKIPPED', reason: 'NOT_CONFIGURED' };
  const kind = ticketSystemKinds[row.kind];
  const marker = markerOf(tools.publicId('TicketNote', note.id));
  const composed = await composeNoteOf(scope, note, { marker, charsMax: kind.noteCharsMax });
  const ticket = findTicketNumber(kind, composed?.ticketRef ?? null);
  if (composed === null || 'skipReason' in ticket)
    return { state: 'SKIPPED', reason: 'skipReason' in ticket ? ticket.skipReason : 'NO_TICKET_REF' };
  // Corrected since the note was made. Once it may be at the other ticket, it stays with that one.
  const isFirstTry = note.attempts === 1;
  if (isFirstTry && ticket.ticketNumber !== note.ticketNumber)
    return { state: 'MOVED', ticketNumber: ticket.ticketNumber };
  const { text, maskedCount } = composed;
  const mayBeAt = new Set(note.mayBeAt);
  try {
    const system = openTicketSystem(row, {
      outgoing: tools.outgoing,
      tokenSecret: tools.settings.tokenSecret,
    });
    const earlier = await findEarlier(system, { note, marker, mayBeAt });
    // Looked at now and not only when it was asked for: clients read what is posted, and nobody can take it back.
    if (earlier === null && !note.isInternal && !row.external_notes)
      return { state: 'FAILED', error: externalNotesOff, maskedCount, mayBeAt: [...mayBeAt] };
    const sent = earlier ?? (await post(system, { note, text, mayBeAt }));
    return { state: 'SENT', ...sent, maskedCount };
  } catch (error) {
    if (!(error instanceof TicketSystemFailure)) throw error;
    tools.log.warn(
      { reason: error.reason, attempt: note.attempts, kind: note.kind },
      'a ticket note was not taken',
    );
    return { ...toOutcome(error, note, tools.clock.now()), maskedCount, mayBeAt: [...mayBeAt] };
  }
}

/** Where a note is. */
interface PlacedNote {
  readonly ticketNumber: string;
  readonly externalNoteId: string;
}

/**
 * The note from a try whose answer never came, at its ticket or at the one that it was for then; null when it is at none.
 * @param mayBeAt loses the tickets that were looked through in vain
 * @throws TicketSystemFailure when one cannot be looked through, since the note may be there
 */
async function findEarlier(
  system: TicketSystem,
  { note, marker, mayBeAt }: { note: TakenNote; marker: string; mayBeAt: Set<string> },
): Promise<PlacedNote | null> {
  const isRetry = note.attempts > 1;
  for (const ticketNumber of new Set([...mayBeAt, ...(isRetry ? [note.ticketNumber] : [])])) {
    const found =
      ticketNumber === note.ticketNumber
        ? await findPosted(system, ticketNumber, marker)
        : await findElsewhere(system, ticketNumber, marker);
    if (found !== null) return { ticketNumber, externalNoteId: found.noteId };
    mayBeAt.delete(ticketNumber);
  }
  return null;
}

/** The same at a ticket that the note is not for any more. One that is gone has no notes. */
async function findElsewhere(
  system: TicketSystem,
  ticketNumber: string,
  marker: string,
): Promise<{ noteId: string } | null> {
  try {
    return await findPosted(system, ticketNumber, marker);
  } catch (error) {
    if (!(error instanceof TicketSystemFailure)) throw error;
    const { reason, message, retryAfterSeconds } = error;
    if (reason === 'NO_TICKET') return null;
    const where = `The note may be at ticket ${ticketNumber} already, and could not be looked for there.`;
    throw new TicketSystemFailure(reason, `${where} ${message}`, retryAfterSeconds);
  }
}

/** @param mayBeAt gets the ticket, unless it is certain that the note is not there */
async function post(
  system: TicketSystem,
  { note, text, mayBeAt }: { note: TakenNote; text: string; mayBeAt: Set<string> },
): Promise<PlacedNote> {
  const { ticketNumber, isInternal } = note;
  mayBeAt.add(ticketNumber);
  try {
    const { noteId } = await system.addNote(ticketNumber, { text, isInternal });
    return { ticketNumber, externalNoteId: noteId };
  } catch (error) {
    if (error instanceof TicketSystemFailure && error.isRefusal) mayBeAt.delete(ticketNumber);
    throw error;
  }
}

/** The note as it stands at a ticket; null when it is not there. */
async function findPosted(
  system: TicketSystem,
  ticketNumber: string,
  marker: string,
): Promise<{ noteId: string } | null> {
  for await (const notes of system.listNotes(ticketNumber)) {
    const found = notes.find(({ text }) => text.includes(marker));
    if (found !== undefined) return found;
  }
  return null;
}

function toOutcome(failure: TicketSystemFailure, note: TakenNote, now: Date): NoteOutcome {
  const { message } = failure;
  const attempts = note.attempts - note.attemptsBeforeRetry;
  if (!failure.mayPass)
    return { state: 'FAILED', error: message, isSystemFailing: failure.reason === 'CREDENTIALS' };
  const delaySeconds = retryDelaySeconds(attempts, failure.retryAfterSeconds);
  const isTooLate = addSeconds(now, delaySeconds) > addSeconds(new Date(note.queuedAt), triedForSecondsMax);
  if (attempts >= attemptsMax || isTooLate) {
    const tries = attempts === 1 ? 'one try' : `${attempts} tries`;
    return { state: 'FAILED', error: `${message} Given up after ${tries}.`, isSystemFailing: true };
  }
  return { state: 'PENDING', error: message, delaySeconds };
}
