import { UserNode } from '../accounts/accounts.schema.ts';
import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { decodeId, decodeOptionalId } from '../graphql/ids.ts';
import { lookAhead, lookAheadItems } from '../graphql/look-ahead.ts';
import { pageComplexity, parsePage, toConnection } from '../graphql/pagination.ts';
import { perViewer } from '../graphql/per-viewer.ts';
import { SessionNode } from '../sessions/sessions.schema.ts';
import { type ClaimHandoffResult, claimHandoff } from './claim.service.ts';
import { handoffIntents, handoffStates } from './handoff-lifecycle.ts';
import type { HandoffRow } from './handoff-row.ts';
import { HandoffSnapshotType, loadSnapshot } from './handoff-snapshot.schema.ts';
import {
  listHandoffs,
  listHandoffsOfSession,
  loadEscalationPackages,
  loadHandoffs,
  readEscalationQueue,
  readHandoff,
} from './handoffs.queries.ts';
import { createHandoff, resumeSession, returnHandoff, withdrawHandoff } from './handoffs.service.ts';
import { priorities } from './priority.ts';
import { releaseHandoff } from './release.service.ts';

const HandoffIntentEnum = builder.enumType('HandoffIntent', { values: handoffIntents });
const HandoffStateEnum = builder.enumType('HandoffState', { values: handoffStates });
const PriorityEnum = builder.enumType('Priority', { values: priorities });

export const HandoffNode = builder.loadableNode('Handoff', {
  description: 'A session that was parked, or escalated for a colleague to claim.',
  id: { resolve: (handoff: HandoffRow) => handoff.id },
  load: async (ids: string[], context): Promise<(HandoffRow | Error)[]> =>
    await loadHandoffs(signedIn(context), ids),
  fields: t => ({
    intent: t.expose('intent', { type: HandoffIntentEnum }),
    state: t.expose('state', { type: HandoffStateEnum }),
    priority: t.expose('priority', { type: PriorityEnum }),
    engineerNotes: t.exposeString('engineerNotes'),
    snapshot: t.field({
      type: HandoffSnapshotType,
      resolve: (handoff, _args, context, info) =>
        handoff.snapshot ?? loadSnapshot(context, handoff.id, lookAhead(info)),
    }),
    session: t.field({ type: SessionNode, resolve: handoff => handoff.session ?? handoff.sessionId }),
    createdBy: t.field({ type: UserNode, resolve: handoff => handoff.createdBy ?? handoff.createdById }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    target: t.field({
      type: UserNode,
      nullable: true,
      resolve: handoff => handoff.target ?? handoff.targetId ?? null,
    }),
    claimedBy: t.field({
      type: UserNode,
      nullable: true,
      resolve: handoff => handoff.claimedBy ?? handoff.claimedById ?? null,
    }),
    claimedAt: t.expose('claimedAt', { type: 'DateTime', nullable: true }),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true }),
    closeReason: t.exposeString('closeReason', { nullable: true }),
  }),
});

const HandoffConnection = builder.connectionObject(
  { type: HandoffNode, name: 'HandoffConnection' },
  { name: 'HandoffEdge' },
);

interface QueueExtras {
  readonly eventCursor: string;
}

const EscalationQueueConnection = builder.connectionObject(
  {
    type: HandoffNode,
    name: 'EscalationQueueConnection',
    fields: t => ({
      eventCursor: t.field({
        type: 'EventCursor',
        description: 'Subscribe with this as `after`: nothing falls between the queue and the stream.',
        resolve: queue => (queue as unknown as QueueExtras).eventCursor,
      }),
    }),
  },
  { name: 'EscalationQueueEdge' },
);

builder.objectFields(SessionNode, t => ({
  handoffs: t.field({
    type: HandoffConnection,
    description: 'Newest first. Parked ones are shown to their engineer alone.',
    extensions: perViewer,
    args: { first: t.arg.int(), after: t.arg.string() },
    complexity: pageComplexity,
    resolve: async (session, args, context, info) => {
      const page = parsePage(args, ['moment', 'id']);
      const selection = lookAheadItems(info);
      return toConnection(await listHandoffsOfSession(signedIn(context), session, page, selection), page);
    },
  }),
  escalationPackage: t.loadable({
    type: 'JSON',
    nullable: true,
    description: 'The snapshot of the newest escalation, as stored.',
    // Not remembered across the fields of one document: a mutation before this one may have changed it.
    byPath: true,
    load: async (ids: string[], context) => await loadEscalationPackages(signedIn(context), ids),
    resolve: session => session.id,
  }),
}));

builder.queryFields(t => ({
  handoff: t.field({
    type: HandoffNode,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context, info) =>
      readHandoff(signedIn(context), decodeId('Handoff', id, 'id'), lookAhead(info)),
  }),
  escalationQueue: t.field({
    type: EscalationQueueConnection,
    description:
      'The open escalations of the account: URGENT first, then HIGH, NORMAL and LOW; in each, the oldest first.',
    args: { first: t.arg.int(), after: t.arg.string() },
    complexity: pageComplexity,
    resolve: async (_root, args, context, info) => {
      const request = parsePage(args, ['number', 'moment', 'id']);
      const { page, eventCursor } = await readEscalationQueue(
        signedIn(context),
        request,
        lookAheadItems(info),
      );
      return { ...toConnection(page, request), eventCursor };
    },
  }),
  handoffs: t.field({
    type: HandoffConnection,
    description: 'Newest first: the account’s escalations, and the viewer’s own parked sessions.',
    args: {
      intent: t.arg({ type: HandoffIntentEnum }),
      state: t.arg({ type: HandoffStateEnum }),
      first: t.arg.int(),
      after: t.arg.string(),
    },
    complexity: pageComplexity,
    resolve: async (_root, args, context, info) => {
      const page = parsePage(args, ['moment', 'id']);
      return toConnection(await listHandoffs(signedIn(context), args, page, lookAheadItems(info)), page);
    },
  }),
}));

type ClaimOf<Outcome extends ClaimHandoffResult['outcome']> = Extract<
  ClaimHandoffResult,
  { outcome: Outcome }
>;

const HandoffClaimed = builder.objectRef<ClaimOf<'CLAIMED'>>('HandoffClaimed').implement({
  description: 'It is the viewer’s.',
  fields: t => ({ handoff: t.field({ type: HandoffNode, resolve: result => result.handoff }) }),
});
const HandoffAlreadyClaimed = builder
  .objectRef<ClaimOf<'ALREADY_CLAIMED'>>('HandoffAlreadyClaimed')
  .implement({
    description: 'Somebody was faster.',
    fields: t => ({
      handoff: t.field({ type: HandoffNode, resolve: result => result.handoff }),
      claimedBy: t.field({ type: UserNode, resolve: result => result.claimedById }),
      claimedAt: t.expose('claimedAt', { type: 'DateTime' }),
    }),
  });
const HandoffNotClaimable = builder.objectRef<ClaimOf<'NOT_CLAIMABLE'>>('HandoffNotClaimable').implement({
  description: 'There is nothing to claim: it is the viewer’s own, parked, withdrawn, returned or resolved.',
  fields: t => ({
    handoff: t.field({ type: HandoffNode, resolve: result => result.handoff }),
    reason: t.exposeString('reason'),
  }),
});

const claimTypes = {
  CLAIMED: HandoffClaimed,
  ALREADY_CLAIMED: HandoffAlreadyClaimed,
  NOT_CLAIMABLE: HandoffNotClaimable,
} as const;

const ClaimHandoffResultType = builder.unionType('ClaimHandoffResult', {
  types: [HandoffClaimed, HandoffAlreadyClaimed, HandoffNotClaimable],
  resolveType: result => claimTypes[result.outcome],
});

const CreateHandoffInput = builder.inputType('CreateHandoffInput', {
  fields: t => ({
    sessionId: t.id({ required: true }),
    intent: t.field({ type: HandoffIntentEnum, required: true }),
    engineerNotes: t.string({ description: 'What the next person should know. Required to escalate.' }),
    priority: t.field({ type: PriorityEnum, required: true, defaultValue: 'NORMAL' }),
    targetUserId: t.id({ description: 'Whom you would like to take it. Anybody may still claim it.' }),
    idempotencyKey: t.string(),
  }),
});
const ClaimHandoffInput = builder.inputType('ClaimHandoffInput', {
  fields: t => ({ handoffId: t.id({ required: true }) }),
});
const ReleaseHandoffInput = builder.inputType('ReleaseHandoffInput', {
  fields: t => ({ handoffId: t.id({ required: true }), reason: t.string() }),
});
const ReturnHandoffInput = builder.inputType('ReturnHandoffInput', {
  fields: t => ({ handoffId: t.id({ required: true }), guidance: t.string({ required: true }) }),
});
const WithdrawHandoffInput = builder.inputType('WithdrawHandoffInput', {
  fields: t => ({ handoffId: t.id({ required: true }), reason: t.string() }),
});
const ResumeSessionInput = builder.inputType('ResumeSessionInput', {
  fields: t => ({ sessionId: t.id({ required: true }) }),
});

/** Every mutation of a handoff names it in the same place. */
function withHandoff<T extends { handoffId: string }>(input: T): T {
  return { ...input, handoffId: decodeId('Handoff', input.handoffId, 'input.handoffId') };
}

builder.mutationFields(t => ({
  createHandoff: t.field({
    type: HandoffNode,
    description: 'Parks the viewer’s session, or escalates it to the colleagues.',
    args: { input: t.arg({ type: CreateHandoffInput, required: true }) },
    resolve: (_root, { input }, context) =>
      createHandoff(signedIn(context), {
        ...input,
        sessionId: decodeId('Session', input.sessionId, 'input.sessionId'),
        targetUserId: decodeOptionalId('User', input.targetUserId, 'input.targetUserId'),
      }),
  }),
  claimHandoff: t.field({
    type: ClaimHandoffResultType,
    description: 'Takes an open escalation. Exactly one wins; asking again as the winner wins again.',
    args: { input: t.arg({ type: ClaimHandoffInput, required: true }) },
    resolve: (_root, { input }, context) => claimHandoff(signedIn(context), withHandoff(input)),
  }),
  releaseHandoff: t.field({
    type: HandoffNode,
    description: 'Back into the queue. The claimer, an ADMIN or an OWNER.',
    args: { input: t.arg({ type: ReleaseHandoffInput, required: true }) },
    resolve: (_root, { input }, context) => releaseHandoff(signedIn(context), withHandoff(input)),
  }),
  returnHandoff: t.field({
    type: HandoffNode,
    description: 'Back to its maker, with guidance.',
    args: { input: t.arg({ type: ReturnHandoffInput, required: true }) },
    resolve: (_root, { input }, context) => returnHandoff(signedIn(context), withHandoff(input)),
  }),
  withdrawHandoff: t.field({
    type: HandoffNode,
    description: 'Its maker takes an open escalation back.',
    args: { input: t.arg({ type: WithdrawHandoffInput, required: true }) },
    resolve: (_root, { input }, context) => withdrawHandoff(signedIn(context), withHandoff(input)),
  }),
  resumeSession: t.field({
    type: SessionNode,
    description: 'Its engineer takes a parked session up again.',
    args: { input: t.arg({ type: ResumeSessionInput, required: true }) },
    resolve: (_root, { input }, context) =>
      resumeSession(signedIn(context), {
        sessionId: decodeId('Session', input.sessionId, 'input.sessionId'),
      }),
  }),
}));
