import { AccountNode, UserNode } from '../accounts/accounts.schema.ts';
import { builder } from '../graphql/builder.ts';
import { type GraphQLContext, signedIn } from '../graphql/context.ts';
import { encodeId } from '../graphql/ids.ts';
import { createLiveSource, type LiveSource } from '../graphql/live-source.ts';
import { lookAhead } from '../graphql/look-ahead.ts';
import { createSelectionLoader } from '../graphql/selection-loader.ts';
import { assertCan } from '../kernel/capabilities.ts';
import type { Viewer } from '../kernel/viewer.ts';
import {
  type EscalationStreamEvent,
  type StreamReady,
  showOnStream,
  streamReady,
  toEscalationCreated,
  toEscalationEvent,
} from './escalation-stream.ts';
import type { HandoffRow } from './handoff-row.ts';
import { escalationEventTypes } from './handoffs.events.ts';
import { readHandoffs } from './handoffs.queries.ts';
import { HandoffNode } from './handoffs.schema.ts';

/** An event's handoff with what is selected of it; for all events that are executed together, in one statement. */
const loadHandoff = createSelectionLoader<HandoffRow>((context, ids, selection) =>
  readHandoffs(signedIn(context), ids, selection),
);

const LiveEvent = builder.interfaceRef<EscalationStreamEvent>('LiveEvent').implement({
  description:
    'What every event about an escalation has. Kinds of events are added; by this, each can be read.',
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
      resolve: (event, _args, context, info) => loadHandoff(context, event.handoffId, lookAhead(info)),
    }),
    actor: t.field({
      type: UserNode,
      nullable: true,
      description: 'Who did it. Null: nobody; it followed from a rule of the account.',
      resolve: event => event.actorId,
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was committed, by the server’s clock.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Reason or guidance, where one was given.',
    }),
  }),
});

function implementEvent(name: string, description: string) {
  return builder.objectRef<EscalationStreamEvent>(name).implement({ description, interfaces: [LiveEvent] });
}

const EscalationCreated = implementEvent('EscalationCreated', 'An engineer is stuck: a new escalation.');
const eventTypes = new Map<string, typeof EscalationCreated>([
  [escalationEventTypes.created, EscalationCreated],
  [escalationEventTypes.claimed, implementEvent('EscalationClaimed', 'Somebody has taken it.')],
  [escalationEventTypes.released, implementEvent('EscalationReleased', 'It is back in the queue.')],
  [
    escalationEventTypes.returned,
    implementEvent('EscalationReturned', 'It went back to its maker, with guidance.'),
  ],
  [escalationEventTypes.withdrawn, implementEvent('EscalationWithdrawn', 'Its maker took it back.')],
  [escalationEventTypes.resolved, implementEvent('EscalationResolved', 'Its session was completed.')],
]);

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
  types: [StreamReadyType, ...eventTypes.values()],
  resolveType: event => (isReady(event) ? StreamReadyType : eventTypes.get(event.type)),
});

function isReady(event: EscalationStreamEvent | StreamReady): event is StreamReady {
  return event.type === 'ready';
}

/**
 * Puts one more kind of event on the streams, with the fields that all have. For those who react to handoffs, and
 * record facts about them that handoffs know nothing of.
 * @param type as the event log names it; its payload is that of `handoffEvent`
 */
export function addEscalationEvent(type: string, name: string, description: string): void {
  const eventType = implementEvent(name, description);
  eventTypes.set(type, eventType);
  EscalationEvent.addTypes([eventType]);
  showOnStream(type);
}

const assertAllowed = (viewer: Viewer) => assertCan(viewer, 'HANDLE_ESCALATIONS');

/** A look again at every event: whatever went wrong on the way here, a role that may not see it sees nothing. */
function stillAllowed<T>(event: T, context: GraphQLContext): T {
  assertAllowed(signedIn(context).viewer);
  return event;
}

/** @throws FORBIDDEN for a role that does not handle escalations; CURSOR_EXPIRED */
async function openCreated(
  context: GraphQLContext,
  after: string | null,
): Promise<LiveSource<EscalationStreamEvent>> {
  const { viewer } = signedIn(context);
  assertAllowed(viewer);
  const position = await context.live.locate(viewer.accountId, after);
  return createLiveSource({ position, greeting: null, toValue: toEscalationCreated, assertAllowed });
}

/** The one stream a dashboard needs: it says that it is ready, and then everything about escalations. */
async function openEvents(
  context: GraphQLContext,
  after: string | null,
): Promise<LiveSource<EscalationStreamEvent | StreamReady>> {
  const { viewer } = signedIn(context);
  assertAllowed(viewer);
  const position = await context.live.locate(viewer.accountId, after);
  const greeting = streamReady(viewer.accountId, position);
  return createLiveSource<EscalationStreamEvent | StreamReady>({
    position,
    greeting,
    toValue: toEscalationEvent,
    assertAllowed,
  });
}

const afterDescription =
  'A cursor received earlier: first replays what came after it. Without it, from now on.';

builder.subscriptionFields(t => ({
  escalationCreated: t.field({
    type: EscalationCreated,
    description:
      'New escalations of the viewer’s account, each once and in order. OWNER, ADMIN and ENGINEER.',
    args: { after: t.arg({ type: 'EventCursor', description: afterDescription }) },
    subscribe: (_root, { after }, context) => openCreated(context, after ?? null),
    resolve: (event, _args, context) => stillAllowed(event, context),
  }),
  escalationEvents: t.field({
    type: EscalationEvent,
    description: 'Everything that happens to escalations, on one stream, each once and in order.',
    args: { after: t.arg({ type: 'EventCursor', description: afterDescription }) },
    subscribe: (_root, { after }, context) => openEvents(context, after ?? null),
    resolve: (event, _args, context) => stillAllowed(event, context),
  }),
}));
