import { AccountNode, UserNode } from '../accounts/accounts.schema.ts';
import { builder } from '../graphql/builder.ts';
import { type GraphQLContext, signedIn } from '../graphql/context.ts';
import { encodeId } from '../graphql/ids.ts';
import { assertCan } from '../kernel/capabilities.ts';
import {
  type EscalationStreamEvent,
  openEscalationCreated,
  openEscalationEvents,
  type StreamReady,
} from './escalation-stream.ts';
import { HandoffNode } from './handoffs.schema.ts';

/** The fields that every event about an escalation has. */
function implementEvent(name: string, description: string) {
  return builder.objectRef<EscalationStreamEvent>(name).implement({
    description,
    fields: t => ({
      cursor: t.expose('cursor', {
        type: 'EventCursor',
        description: 'Give it as `after` to continue from here.',
      }),
      replayed: t.exposeBoolean('replayed', {
        description: 'Whether it happened before this stream was opened.',
      }),
      handoff: t.field({
        type: HandoffNode,
        description: 'The handoff as it is now; it may have moved on since the event.',
        resolve: event => event.handoffId,
      }),
      actor: t.field({ type: UserNode, description: 'Who did it.', resolve: event => event.actorId }),
      at: t.expose('at', { type: 'DateTime', description: 'When it was committed, by the server’s clock.' }),
      reason: t.exposeString('reason', {
        nullable: true,
        description: 'Reason or guidance, where one was given.',
      }),
    }),
  });
}

const EscalationCreated = implementEvent('EscalationCreated', 'An engineer is stuck: a new escalation.');
const eventTypes = {
  'escalation.created': EscalationCreated,
  'escalation.claimed': implementEvent('EscalationClaimed', 'Somebody has taken it.'),
  'escalation.released': implementEvent('EscalationReleased', 'It is back in the queue.'),
  'escalation.returned': implementEvent('EscalationReturned', 'It went back to its maker, with guidance.'),
  'escalation.withdrawn': implementEvent('EscalationWithdrawn', 'Its maker took it back.'),
  'escalation.resolved': implementEvent('EscalationResolved', 'Its session was completed.'),
} as const;

const StreamReadyType = builder.objectRef<StreamReady>('StreamReady').implement({
  description: 'The first event of every escalationEvents stream: nothing after this cursor will be missed.',
  fields: t => ({
    cursor: t.expose('cursor', { type: 'EventCursor' }),
    accountId: t.id({ resolve: ready => encodeId('Account', ready.accountId) }),
    account: t.field({ type: AccountNode, resolve: ready => ready.accountId }),
  }),
});

const EscalationEvent = builder.unionType('EscalationEvent', {
  description: 'Everything a dashboard needs to stay current.',
  types: [StreamReadyType, ...Object.values(eventTypes)],
  resolveType: event => (event.type === 'ready' ? StreamReadyType : eventTypes[event.type]),
});

/** Checked again for every event: a role that was taken away since the stream opened sees nothing more. */
function stillAllowed<T>(event: T, context: GraphQLContext): T {
  assertCan(signedIn(context).viewer, 'HANDLE_ESCALATIONS');
  return event;
}

const afterDescription =
  'A cursor received earlier: first replays what came after it. Without it, from now on.';

builder.subscriptionFields(t => ({
  escalationCreated: t.field({
    type: EscalationCreated,
    description:
      'New escalations of the viewer’s account, each once and in order. OWNER, ADMIN and ENGINEER.',
    args: { after: t.arg({ type: 'EventCursor', description: afterDescription }) },
    subscribe: (_root, { after }, context) =>
      openEscalationCreated(signedIn(context), context.live, after ?? null),
    resolve: (event, _args, context) => stillAllowed(event, context),
  }),
  escalationEvents: t.field({
    type: EscalationEvent,
    description: 'Everything that happens to escalations, on one stream, each once and in order.',
    args: { after: t.arg({ type: 'EventCursor', description: afterDescription }) },
    subscribe: (_root, { after }, context) =>
      openEscalationEvents(signedIn(context), context.live, after ?? null),
    resolve: (event, _args, context) => stillAllowed(event, context),
  }),
}));
