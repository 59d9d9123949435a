import { UserNode } from '../accounts/accounts.schema.ts';
import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { decodeId, decodeOptionalId } from '../graphql/ids.ts';
import { lookAhead, lookAheadItems } from '../graphql/look-ahead.ts';
import { pageComplexity, parsePage, toConnection } from '../graphql/pagination.ts';
import { TreeNodeRef } from '../trees/tree-document.schema.ts';
import { findTrees } from '../trees/trees.queries.ts';
import { TreeLoadable, TreeVersionLoadable } from '../trees/trees.schema.ts';
import { loadCurrentNodes, loadTranscript } from './session-details.queries.ts';
import { sessionOutcomes, sessionStatuses } from './session-lifecycle.ts';
import type { SessionRow } from './session-row.ts';
import { stepKinds } from './session-step.entity.ts';
import { loadSteps, type StepRow } from './session-steps.queries.ts';
import { listSessions, loadSessions, readSession, sessionScopes } from './sessions.queries.ts';
import {
  addNote,
  answerStep,
  completeSession,
  startSession,
  undoStep,
  updateSession,
} from './sessions.service.ts';
import { transcriptFormats } from './transcript.ts';

const SessionStatusEnum = builder.enumType('SessionStatus', { values: sessionStatuses });
const SessionOutcomeEnum = builder.enumType('SessionOutcome', { values: sessionOutcomes });
const SessionScopeEnum = builder.enumType('SessionScope', {
  values: sessionScopes,
  description: 'MINE: those the viewer opened or has. ACCOUNT: everybody’s.',
});
export const StepKindEnum = builder.enumType('StepKind', { values: stepKinds });
const TranscriptFormatEnum = builder.enumType('TranscriptFormat', { values: transcriptFormats });

const SessionStepType = builder.objectRef<StepRow>('SessionStep').implement({
  description: 'One thing that happened in a session.',
  fields: t => ({
    index: t.exposeInt('index'),
    kind: t.expose('kind', { type: StepKindEnum }),
    nodeKey: t.exposeString('nodeKey', { nullable: true }),
    nodeTitle: t.exposeString('nodeTitle', { nullable: true }),
    branch: t.exposeString('branch', { nullable: true }),
    note: t.exposeString('note', { nullable: true }),
    actor: t.field({ type: UserNode, resolve: step => step.actorId }),
    at: t.expose('at', { type: 'DateTime' }),
  }),
});

export const SessionNode = builder.loadableNode('Session', {
  description: 'A troubleshooting session: one problem, with one engineer at a time.',
  id: { resolve: (session: SessionRow) => session.id },
  load: async (ids: string[], context): Promise<(SessionRow | Error)[]> =>
    await loadSessions(signedIn(context), ids),
  fields: t => ({
    problem: t.exposeString('problem'),
    clientName: t.exposeString('clientName', { nullable: true }),
    ticketRef: t.exposeString('ticketRef', { nullable: true }),
    status: t.expose('status', { type: SessionStatusEnum }),
    outcome: t.expose('outcome', { type: SessionOutcomeEnum, nullable: true }),
    tree: t.loadable({
      type: TreeLoadable,
      nullable: true,
      description: 'The tree it follows; null without one, or when the tree was deleted since.',
      byPath: true,
      load: async (ids: string[], context) => await findTrees(signedIn(context), ids),
      resolve: session => session.treeId ?? null,
    }),
    treeVersion: t.field({
      type: TreeVersionLoadable,
      nullable: true,
      description: 'The version it started with; it never changes.',
      resolve: session => session.treeVersionId ?? null,
    }),
    // By path: what a loader has read is kept for the whole request, and several mutations in one document must
    // each see the session as they left it.
    currentNode: t.loadable({
      type: TreeNodeRef,
      nullable: true,
      byPath: true,
      load: async (sessions: SessionRow[], context) => await loadCurrentNodes(signedIn(context), sessions),
      resolve: session => (session.currentNodeKey ? session : null),
    }),
    steps: t.loadableGroup({
      type: SessionStepType,
      description: 'Everything that was tried, in order; what was undone is left out.',
      byPath: true,
      load: async (ids: string[], context) => {
        const scope = signedIn(context);
        return await loadSteps(scope, scope.viewer.accountId, ids);
      },
      group: step => step.sessionId,
      resolve: session => session.id,
    }),
    engineer: t.field({ type: UserNode, resolve: session => session.engineer ?? session.engineerId }),
    openedBy: t.field({ type: UserNode, resolve: session => session.openedBy ?? session.openedById }),
    startedAt: t.expose('startedAt', { type: 'DateTime' }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true }),
    summary: t.exposeString('summary', { nullable: true }),
    transcript: t.string({
      description: 'The whole session as a document to keep or to paste into a ticket.',
      args: { format: t.arg({ type: TranscriptFormatEnum, required: true, defaultValue: 'MARKDOWN' }) },
      complexity: 20,
      resolve: (session, { format }, context) => loadTranscript(signedIn(context), session, format),
    }),
  }),
});

const SessionConnection = builder.connectionObject(
  { type: SessionNode, name: 'SessionConnection' },
  { name: 'SessionEdge' },
);

builder.queryFields(t => ({
  session: t.field({
    type: SessionNode,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context, info) =>
      readSession(signedIn(context), decodeId('Session', id, 'id'), lookAhead(info)),
  }),
  sessions: t.field({
    type: SessionConnection,
    description: 'Newest first. VIEWERs see completed sessions only.',
    args: {
      scope: t.arg({ type: SessionScopeEnum, defaultValue: 'MINE' }),
      status: t.arg({ type: SessionStatusEnum }),
      search: t.arg.string({ description: 'Beginnings of words in problem, client or ticket.' }),
      first: t.arg.int(),
      after: t.arg.string(),
    },
    complexity: pageComplexity,
    resolve: async (_root, args, context, info) => {
      const page = parsePage(args, ['moment', 'id']);
      return toConnection(await listSessions(signedIn(context), args, page, lookAheadItems(info)), page);
    },
  }),
}));

const StartSessionInput = builder.inputType('StartSessionInput', {
  fields: t => ({
    problem: t.string({ required: true }),
    treeId: t.id({ description: 'A published tree to follow; without one, the session is free text.' }),
    clientName: t.string(),
    ticketRef: t.string(),
    idempotencyKey: t.string(),
  }),
});
const AnswerStepInput = builder.inputType('AnswerStepInput', {
  fields: t => ({
    sessionId: t.id({ required: true }),
    nodeKey: t.string({
      required: true,
      description: 'The node being answered; CONFLICT when it is not the current one.',
    }),
    branch: t.string({ required: true, description: 'The label of one of its branches.' }),
    note: t.string(),
  }),
});
const AddNoteInput = builder.inputType('AddNoteInput', {
  fields: t => ({
    sessionId: t.id({ required: true }),
    text: t.string({ required: true }),
    idempotencyKey: t.string(),
  }),
});
const UndoStepInput = builder.inputType('UndoStepInput', {
  fields: t => ({ sessionId: t.id({ required: true }) }),
});
const UpdateSessionInput = builder.inputType('UpdateSessionInput', {
  fields: t => ({
    sessionId: t.id({ required: true }),
    problem: t.string(),
    clientName: t.string(),
    ticketRef: t.string(),
  }),
});
const CompleteSessionInput = builder.inputType('CompleteSessionInput', {
  fields: t => ({
    sessionId: t.id({ required: true }),
    outcome: t.field({ type: SessionOutcomeEnum, required: true }),
    summary: t.string(),
  }),
});

/** Every mutation of a session names it in the same place. */
function withSession<T extends { sessionId: string }>(input: T): T {
  return { ...input, sessionId: decodeId('Session', input.sessionId, 'input.sessionId') };
}

builder.mutationFields(t => ({
  startSession: t.field({
    type: SessionNode,
    args: { input: t.arg({ type: StartSessionInput, required: true }) },
    resolve: (_root, { input }, context) =>
      startSession(signedIn(context), {
        ...input,
        treeId: decodeOptionalId('Tree', input.treeId, 'input.treeId'),
      }),
  }),
  answerStep: t.field({
    type: SessionNode,
    args: { input: t.arg({ type: AnswerStepInput, required: true }) },
    resolve: (_root, { input }, context) => answerStep(signedIn(context), withSession(input)),
  }),
  addNote: t.field({
    type: SessionNode,
    args: { input: t.arg({ type: AddNoteInput, required: true }) },
    resolve: (_root, { input }, context) => addNote(signedIn(context), withSession(input)),
  }),
  undoStep: t.field({
    type: SessionNode,
    args: { input: t.arg({ type: UndoStepInput, required: true }) },
    resolve: (_root, { input }, context) => undoStep(signedIn(context), withSession(input)),
  }),
  updateSession: t.field({
    type: SessionNode,
    args: { input: t.arg({ type: UpdateSessionInput, required: true }) },
    resolve: (_root, { input }, context) => updateSession(signedIn(context), withSession(input)),
  }),
  completeSession: t.field({
    type: SessionNode,
    description: 'Ends the session. An escalation claimed for it is resolved with it.',
    args: { input: t.arg({ type: CompleteSessionInput, required: true }) },
    resolve: (_root, { input }, context) => completeSession(signedIn(context), withSession(input)),
  }),
}));
