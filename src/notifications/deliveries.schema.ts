import { UserNode } from '../accounts/accounts.schema.ts';
import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { encodeId } from '../graphql/ids.ts';
import { lookAheadItems } from '../graphql/look-ahead.ts';
import { pageComplexity, parsePage, toConnection } from '../graphql/pagination.ts';
import { HandoffNode } from '../handoffs/handoffs.schema.ts';
import { addEscalationEvent } from '../handoffs/live.schema.ts';
import { type DeliveryRow, type HandoffReach, listDeliveries, loadReach } from './deliveries.queries.ts';
import { deliveryChannels, deliverySkipReasons, deliveryStates } from './delivery-lifecycle.ts';
import { escalationUnreached } from './unreached.ts';

addEscalationEvent(
  escalationUnreached,
  'EscalationUnreached',
  'It is open and has reached nobody; the reason says why. Once for an escalation.',
);

const DeliveryChannelEnum = builder.enumType('DeliveryChannel', {
  description: 'By which way somebody is told.',
  values: deliveryChannels,
});
const DeliveryStateEnum = builder.enumType('DeliveryState', {
  description: 'SENT, FAILED, SKIPPED and CANCELLED are settled and never change.',
  values: deliveryStates,
});
const DeliverySkipReasonEnum = builder.enumType('DeliverySkipReason', {
  description: 'Why somebody was not told.',
  values: deliverySkipReasons,
});

export const DeliveryType = builder.objectRef<DeliveryRow>('Delivery').implement({
  description: 'Whether one person (or endpoint) was told of an escalation by one channel, in one round.',
  fields: t => ({
    id: t.id({ resolve: delivery => encodeId('Delivery', delivery.id) }),
    channel: t.expose('channel', { type: DeliveryChannelEnum }),
    state: t.expose('state', { type: DeliveryStateEnum }),
    skipReason: t.expose('skipReason', {
      type: DeliverySkipReasonEnum,
      nullable: true,
      description: 'Set when the state is SKIPPED.',
    }),
    round: t.exposeInt('round', {
      description: '0 when it was made; later ones tell again, from 1 000 000 on after a release.',
    }),
    attempts: t.exposeInt('attempts'),
    lastError: t.exposeString('lastError', {
      nullable: true,
      description: 'What the last attempt that failed was told, as long as none has succeeded.',
    }),
    messageId: t.exposeString('messageId', {
      nullable: true,
      description: 'The Message-ID of the mail, to look it up at the mail server. A digest settles several.',
    }),
    user: t.field({
      type: UserNode,
      nullable: true,
      description: 'Null for an endpoint.',
      resolve: delivery => delivery.user ?? delivery.userId,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    sentAt: t.expose('sentAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was handed over. One that was CANCELLED while it was under way has it too.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

const DeliveryConnection = builder.connectionObject(
  { type: DeliveryType, name: 'DeliveryConnection' },
  { name: 'DeliveryEdge' },
);

const HandoffReachType = builder.objectRef<HandoffReach>('HandoffReach').implement({
  description: 'People, each counted once by the best of their deliveries.',
  fields: t => ({
    reached: t.exposeInt('reached', { description: 'At least one was SENT.' }),
    pending: t.exposeInt('pending', { description: 'None was sent yet, one still can be.' }),
    failed: t.exposeInt('failed', { description: 'None can be sent any more, one FAILED.' }),
    skipped: t.exposeInt('skipped', { description: 'All were SKIPPED or CANCELLED.' }),
  }),
});

builder.objectFields(HandoffNode, t => ({
  deliveries: t.field({
    type: DeliveryConnection,
    description: 'Who was told, who was not, and why; the first round first. OWNER, ADMIN and ENGINEER.',
    args: { first: t.arg.int(), after: t.arg.string() },
    complexity: pageComplexity,
    resolve: async (handoff, args, context, info) => {
      const page = parsePage(args, ['number', 'id']);
      const selection = lookAheadItems(info);
      return toConnection(await listDeliveries(signedIn(context), handoff.id, page, selection), page);
    },
  }),
  reach: t.loadable({
    type: HandoffReachType,
    description: 'How many people it has reached. OWNER, ADMIN and ENGINEER.',
    // Not remembered across the fields of one document: a mutation before this one may have changed it.
    byPath: true,
    load: async (ids: string[], context) => await loadReach(signedIn(context), ids),
    resolve: handoff => handoff.id,
  }),
}));
