import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { decodeAnyId, decodeId, encodeId } from '../graphql/ids.ts';
import { HandoffNode } from '../handoffs/handoffs.schema.ts';
import { badInput } from '../kernel/errors.ts';
import { SessionNode } from '../sessions/sessions.schema.ts';
import { skipReasons, ticketNoteKinds, ticketNoteStates } from './ticket-note-lifecycle.ts';
import type { TicketNoteRow } from './ticket-note-row.ts';
import {
  loadNotesOfHandoffs,
  loadNotesOfSessions,
  type NoteTarget,
  previewTicketNote,
  type TicketNotePreview,
} from './ticket-notes.queries.ts';
import { postTicketNote, retryTicketNote } from './ticket-notes.service.ts';

const TicketNoteKindEnum = builder.enumType('TicketNoteKind', {
  values: ticketNoteKinds,
  description: 'What a note is about. MANUAL: somebody asked for it.',
});
const TicketNoteStateEnum = builder.enumType('TicketNoteState', { values: ticketNoteStates });
const TicketNoteSkipReasonEnum = builder.enumType('TicketNoteSkipReason', {
  values: skipReasons,
  description: 'Why a note was not sent although nothing went wrong.',
});

const TicketNoteType = builder.objectRef<TicketNoteRow>('TicketNote').implement({
  description: 'A note for a ticket, whether it arrived or not.',
  fields: t => ({
    id: t.id({ resolve: note => encodeId('TicketNote', note.id) }),
    kind: t.expose('kind', { type: TicketNoteKindEnum }),
    state: t.expose('state', { type: TicketNoteStateEnum }),
    skipReason: t.expose('skip_reason', { type: TicketNoteSkipReasonEnum, nullable: true }),
    isInternal: t.exposeBoolean('is_internal', { description: 'Whether clients cannot see it.' }),
    ticketNumber: t.exposeString('ticket_number', {
      nullable: true,
      description: 'Of the ticket, as its system counts.',
    }),
    attempts: t.exposeInt('attempts'),
    lastError: t.exposeString('last_error', { nullable: true, description: 'What went wrong last.' }),
    externalNoteId: t.exposeString('external_note_id', {
      nullable: true,
      description: 'Of the note in the ticket system.',
    }),
    maskedCount: t.exposeInt('masked_count', { description: 'Places that looked secret and were covered.' }),
    createdAt: t.field({ type: 'DateTime', resolve: note => new Date(note.created_at) }),
    sentAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: note => (note.sent_at === null ? null : new Date(note.sent_at)),
    }),
  }),
});

const TicketNotePreviewType = builder.objectRef<TicketNotePreview>('TicketNotePreview').implement({
  description: 'A note as it would be sent now. When it is sent, a last line with its id is added.',
  fields: t => ({
    text: t.exposeString('text'),
    maskedCount: t.exposeInt('maskedCount', { description: 'Places that looked secret and were covered.' }),
    isInternal: t.exposeBoolean('isInternal'),
    ticketRef: t.exposeString('ticketRef', { nullable: true, description: 'As the session names it.' }),
    isConnected: t.exposeBoolean('isConnected', {
      description: 'Whether there is a ticket system to send it to.',
    }),
  }),
});

builder.objectFields(HandoffNode, t => ({
  ticketNotes: t.loadableGroup({
    type: TicketNoteType,
    description: 'The notes about it, oldest first.',
    byPath: true,
    load: async (ids: string[], context) => await loadNotesOfHandoffs(signedIn(context), ids),
    group: note => note.handoff_id ?? '',
    resolve: handoff => handoff.id,
  }),
}));

builder.objectFields(SessionNode, t => ({
  ticketNotes: t.loadableGroup({
    type: TicketNoteType,
    description: 'All notes about it and its handoffs, oldest first.',
    byPath: true,
    load: async (ids: string[], context) => await loadNotesOfSessions(signedIn(context), ids),
    group: note => note.session_id,
    resolve: session => session.id,
  }),
}));

/** A note is about a handoff or a session; its id says which. */
function decodeTarget(id: string, field: string): NoteTarget {
  const target = decodeAnyId(id, field);
  const { typename } = target;
  if (typename !== 'Handoff' && typename !== 'Session')
    throw badInput(field, 'This must be the id of a Handoff or of a Session.');
  return { type: typename, id: target.id };
}

builder.queryFields(t => ({
  previewTicketNote: t.field({
    type: TicketNotePreviewType,
    description: 'What a note would say, secrets covered. OWNER, ADMIN and ENGINEER.',
    complexity: 20,
    args: {
      id: t.arg.id({ required: true, description: 'Of a handoff or a session.' }),
      kind: t.arg({ type: TicketNoteKindEnum, description: 'MANUAL unless given.' }),
      external: t.arg.boolean({ description: 'For one that clients can see.' }),
    },
    resolve: (_root, { id, kind, external }, context) =>
      previewTicketNote(signedIn(context), {
        ...decodeTarget(id, 'id'),
        kind: kind ?? 'MANUAL',
        isExternal: external ?? false,
      }),
  }),
}));

const PostTicketNoteInput = builder.inputType('PostTicketNoteInput', {
  fields: t => ({
    id: t.id({ required: true, description: 'Of a handoff or a session.' }),
    external: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Whether clients can see it; CONFLICT unless the ticket system has externalNotes.',
    }),
    idempotencyKey: t.string(),
  }),
});
const RetryTicketNoteInput = builder.inputType('RetryTicketNoteInput', {
  fields: t => ({ ticketNoteId: t.id({ required: true }) }),
});

builder.mutationFields(t => ({
  postTicketNote: t.field({
    type: TicketNoteType,
    description: 'Sends the transcript as it is now to the ticket. OWNER, ADMIN and ENGINEER.',
    args: { input: t.arg({ type: PostTicketNoteInput, required: true }) },
    resolve: (_root, { input }, context) =>
      postTicketNote(signedIn(context), {
        ...decodeTarget(input.id, 'input.id'),
        isExternal: input.external,
        idempotencyKey: input.idempotencyKey,
      }),
  }),
  retryTicketNote: t.field({
    type: TicketNoteType,
    description: 'Sends a note again that is FAILED or SKIPPED. OWNER, ADMIN and ENGINEER.',
    args: { input: t.arg({ type: RetryTicketNoteInput, required: true }) },
    resolve: (_root, { input }, context) =>
      retryTicketNote(signedIn(context), {
        id: decodeId('TicketNote', input.ticketNoteId, 'input.ticketNoteId'),
      }),
  }),
}));
