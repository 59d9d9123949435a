import type { Priority } from '../handoffs/priority.ts';
import type { Uuid } from '../kernel/ids.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';
import { Session } from '../sessions/session.entity.ts';
import { loadTranscriptData } from '../sessions/session-details.queries.ts';
import { describeMoment } from '../sessions/transcript.ts';
import type { TicketNoteKind } from './ticket-note-lifecycle.ts';
import { composeTicketNote, type TicketNoteText } from './ticket-note-text.ts';

/** What a note is to be about. */
export interface NoteSubject {
  readonly accountId: Uuid;
  readonly sessionId: Uuid;
  readonly handoffId: Uuid | null;
  readonly kind: TicketNoteKind;
}

/** The note, and the reference to a ticket that its session has at this moment. */
export interface ComposedNote extends TicketNoteText {
  readonly ticketRef: string | null;
}

interface HandoffFacts {
  readonly priority: Priority;
  readonly created_at: string;
  readonly closed_at: string | null;
  readonly close_reason: string | null;
  readonly maker: string;
  readonly claimer: string | null;
}

/** Writes a note from what the session and the handoff are now; null when there is no such session. */
export async function composeNoteOf(
  scope: Pick<Scope, 'em' | 'reader' | 'storedSize' | 'clock'>,
  { accountId, sessionId, handoffId, kind }: NoteSubject,
  { marker, charsMax }: { readonly marker: string | null; readonly charsMax: number },
): Promise<ComposedNote | null> {
  const session = await scope.em.findOne(Session, { id: sessionId });
  if (session === null) return null;
  const [transcript, handoff] = await Promise.all([
    loadTranscriptData(scope, accountId, session),
    handoffId === null ? null : loadHandoffFacts(scope, accountId, handoffId),
  ]);
  const note = composeTicketNote({
    opening: describeOpening(kind, handoff, { session, now: scope.clock.now() }),
    guidance: kind === 'RETURNED' ? (handoff?.close_reason ?? null) : null,
    transcript,
    marker,
    charsMax,
  });
  return { ...note, ticketRef: session.ticketRef ?? null };
}

async function loadHandoffFacts(
  { reader }: Pick<Scope, 'reader'>,
  accountId: Uuid,
  handoffId: Uuid,
): Promise<HandoffFacts | null> {
  const [facts] = await readPrepared<HandoffFacts>(
    reader,
    `select handoff.priority, handoff.created_at, handoff.closed_at, handoff.close_reason, maker.name as maker,
            claimer.name as claimer
       from handoff
       join app_user as maker on maker.account_id = handoff.account_id and maker.id = handoff.created_by_id
       left join app_user as claimer on claimer.account_id = handoff.account_id and claimer.id = handoff.claimed_by_id
      where handoff.account_id = $1 and handoff.id = $2`,
    [accountId, handoffId],
  );
  return facts ?? null;
}

/** The first line of a note. */
function describeOpening(
  kind: TicketNoteKind,
  handoff: HandoffFacts | null,
  { session, now }: { readonly session: Session; readonly now: Date },
): string {
  if (kind === 'ESCALATED' && handoff !== null) {
    const at = describeMoment(new Date(handoff.created_at));
    return `Escalated by ${handoff.maker}, ${at}, priority ${handoff.priority.toLowerCase()}.`;
  }
  if (kind === 'RETURNED' && handoff !== null) {
    const at = describeMoment(new Date(handoff.closed_at ?? now));
    return `Returned to ${handoff.maker} by ${handoff.claimer ?? 'a colleague'}, ${at}, with this guidance:`;
  }
  if (kind === 'COMPLETED') {
    const at = describeMoment(session.completedAt ?? now);
    return `Completed, ${at}, ${session.outcome === 'RESOLVED' ? 'resolved' : 'not resolved'}.`;
  }
  return `The troubleshooting so far, ${describeMoment(now)}.`;
}
