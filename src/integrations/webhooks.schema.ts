import { UserNode } from '../accounts/accounts.schema.ts';
import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { decodeId, encodeId } from '../graphql/ids.ts';
import { lookAheadItems } from '../graphql/look-ahead.ts';
import { pageComplexity, parsePage, toConnection } from '../graphql/pagination.ts';
import { HandoffNode } from '../handoffs/handoffs.schema.ts';
import { DeliveryType } from '../notifications/deliveries.schema.ts';
import { type PublicIds, replayDelivery, testEndpoint } from './webhook-deliveries.service.ts';
import { webhookEventTypes } from './webhook-event-types.ts';
import { endpointStates, webhookDeliveryStates, webhookFormats } from './webhook-lifecycle.ts';
import type { WebhookDeliveryRow, WebhookEndpointRow } from './webhook-rows.ts';
import { listDeliveries, listEndpoints, loadEndpointNames, showUrl } from './webhooks.queries.ts';
import {
  createEndpoint,
  deleteEndpoint,
  disableEndpoint,
  type EndpointWithSecret,
  enableEndpoint,
  rotateSecret,
  updateEndpoint,
} from './webhooks.service.ts';

const WebhookFormatEnum = builder.enumType('WebhookFormat', {
  description: 'EVENT: the signed event as JSON. SLACK and TEAMS: a message for a channel.',
  values: webhookFormats,
});
const WebhookStateEnum = builder.enumType('WebhookState', { values: endpointStates });
const WebhookDeliveryStateEnum = builder.enumType('WebhookDeliveryState', { values: webhookDeliveryStates });
const WebhookEventEnum = builder.enumType('WebhookEvent', {
  description: 'What a webhook can be sent.',
  values: Object.fromEntries(
    webhookEventTypes.map(({ name, type, description }) => [name, { value: type, description }]),
  ),
});

const WebhookDeliveryType = builder.objectRef<WebhookDeliveryRow>('WebhookDelivery').implement({
  description: 'A message to a webhook, and what came of it. Kept for 30 days.',
  fields: t => ({
    id: t.id({ resolve: delivery => encodeId('WebhookDelivery', delivery.id) }),
    webhookId: t.string({
      description: 'The id that the receiver gets, in the header webhook-id: the same for a replay.',
      resolve: delivery => encodeId('WebhookDelivery', delivery.message),
    }),
    replayOf: t.id({
      nullable: true,
      description: 'The delivery that was replayed by this one.',
      resolve: ({ replayOfId }) => (replayOfId === null ? null : encodeId('WebhookDelivery', replayOfId)),
    }),
    eventType: t.exposeString('eventType', { description: 'Such as escalation.created, or test.' }),
    handoff: t.field({ type: HandoffNode, nullable: true, resolve: delivery => delivery.handoffId }),
    state: t.expose('state', { type: WebhookDeliveryStateEnum }),
    attempts: t.exposeInt('attempts'),
    requestBody: t.exposeString('body', { description: 'As it is signed and sent.' }),
    responseStatus: t.exposeInt('responseStatus', {
      nullable: true,
      description: 'Of the last attempt; null when it was not answered.',
    }),
    responseExcerpt: t.exposeString('responseExcerpt', {
      nullable: true,
      description: 'The beginning of that answer, at most 4 KB.',
    }),
    lastError: t.exposeString('lastError', { nullable: true, description: 'Why the last attempt failed.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    attemptedAt: t.expose('attemptedAt', { type: 'DateTime', nullable: true }),
    sentAt: t.expose('sentAt', { type: 'DateTime', nullable: true }),
    nextAttemptAt: t.expose('nextAttemptAt', { type: 'DateTime', nullable: true }),
  }),
});

const WebhookDeliveryConnection = builder.connectionObject(
  { type: WebhookDeliveryType, name: 'WebhookDeliveryConnection' },
  { name: 'WebhookDeliveryEdge' },
);

const WebhookEndpointType = builder.objectRef<WebhookEndpointRow>('WebhookEndpoint').implement({
  description: 'Where an account is told of its escalations.',
  fields: t => ({
    id: t.id({ resolve: endpoint => encodeId('WebhookEndpoint', endpoint.id) }),
    name: t.exposeString('name'),
    url: t.string({
      description: 'Of SLACK and TEAMS, whose address is a secret, the host and the last characters.',
      resolve: (endpoint, _args, context) => showUrl(signedIn(context), endpoint),
    }),
    format: t.expose('format', { type: WebhookFormatEnum }),
    events: t.field({ type: [WebhookEventEnum], resolve: endpoint => [...endpoint.eventTypes] }),
    state: t.expose('state', { type: WebhookStateEnum }),
    disabledReason: t.exposeString('disabledReason', { nullable: true }),
    failingSince: t.expose('failingSince', {
      type: 'DateTime',
      nullable: true,
      description: 'When the first of the failures was that no success has followed.',
    }),
    previousSecretExpiresAt: t.expose('previousSecretExpiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when messages are signed with the secret before the last rotation as well.',
    }),
    createdBy: t.field({ type: UserNode, resolve: endpoint => endpoint.createdById }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    deliveries: t.field({
      type: WebhookDeliveryConnection,
      description: 'What was sent and is to be sent, newest first.',
      args: { first: t.arg.int(), after: t.arg.string(), state: t.arg({ type: WebhookDeliveryStateEnum }) },
      complexity: pageComplexity,
      resolve: async ({ id }, args, context, info) => {
        const page = parsePage(args, ['id']);
        const filter = { endpointId: id, state: args.state ?? null };
        return toConnection(
          await listDeliveries(signedIn(context), filter, page, lookAheadItems(info)),
          page,
        );
      },
    }),
  }),
});

const WebhookEndpointConnection = builder.connectionObject(
  { type: WebhookEndpointType, name: 'WebhookEndpointConnection' },
  { name: 'WebhookEndpointEdge' },
);

builder.objectFields(DeliveryType, t => ({
  endpointName: t.loadable({
    type: 'String',
    nullable: true,
    description: 'Name of the webhook that was told. Null for a person, and for a webhook that is gone.',
    byPath: true,
    load: async (ids: string[], context) => await loadEndpointNames(signedIn(context), ids),
    resolve: delivery => delivery.endpointId,
  }),
}));

builder.queryFields(t => ({
  webhookEndpoints: t.field({
    type: WebhookEndpointConnection,
    description: 'The webhooks of the account, oldest first. OWNER and ADMIN.',
    args: { first: t.arg.int(), after: t.arg.string() },
    complexity: pageComplexity,
    resolve: async (_root, args, context, info) => {
      const page = parsePage(args, ['id']);
      return toConnection(await listEndpoints(signedIn(context), page, lookAheadItems(info)), page);
    },
  }),
}));

const CreateWebhookEndpointPayload = builder
  .objectRef<EndpointWithSecret>('CreateWebhookEndpointPayload')
  .implement({
    fields: t => ({
      endpoint: t.field({ type: WebhookEndpointType, resolve: ({ endpoint }) => endpoint }),
      secret: t.exposeString('secret', {
        nullable: true,
        description:
          'Shown this once. Null for SLACK and TEAMS, and when the call is repeated with its idempotency key: rotate it then.',
      }),
    }),
  });

const RotateWebhookSecretPayload = builder
  .objectRef<{ readonly endpoint: WebhookEndpointRow; readonly secret: string }>('RotateWebhookSecretPayload')
  .implement({
    fields: t => ({
      endpoint: t.field({ type: WebhookEndpointType, resolve: ({ endpoint }) => endpoint }),
      secret: t.exposeString('secret', { description: 'Shown this once.' }),
    }),
  });

const CreateWebhookEndpointInput = builder.inputType('CreateWebhookEndpointInput', {
  fields: t => ({
    name: t.string({ required: true }),
    url: t.string({ required: true }),
    format: t.field({ type: WebhookFormatEnum, required: true, defaultValue: 'EVENT' }),
    events: t.field({ type: [WebhookEventEnum], required: true }),
    idempotencyKey: t.string(),
  }),
});
const UpdateWebhookEndpointInput = builder.inputType('UpdateWebhookEndpointInput', {
  fields: t => ({
    endpointId: t.id({ required: true }),
    name: t.string(),
    url: t.string(),
    events: t.field({ type: [WebhookEventEnum] }),
  }),
});

/** The mutations whose input is nothing but the endpoint. */
const endpointInput = (name: string) =>
  builder.inputType(name, { fields: t => ({ endpointId: t.id({ required: true }) }) });
const EnableWebhookEndpointInput = endpointInput('EnableWebhookEndpointInput');
const DisableWebhookEndpointInput = endpointInput('DisableWebhookEndpointInput');
const DeleteWebhookEndpointInput = endpointInput('DeleteWebhookEndpointInput');
const RotateWebhookSecretInput = endpointInput('RotateWebhookSecretInput');
const TestWebhookEndpointInput = endpointInput('TestWebhookEndpointInput');

const ReplayWebhookDeliveryInput = builder.inputType('ReplayWebhookDeliveryInput', {
  fields: t => ({ deliveryId: t.id({ required: true }), idempotencyKey: t.string() }),
});

const endpointOf = ({ endpointId }: { endpointId: string }) =>
  decodeId('WebhookEndpoint', endpointId, 'input.endpointId');

const publicIds: PublicIds = {
  endpoint: id => encodeId('WebhookEndpoint', id),
  delivery: id => encodeId('WebhookDelivery', id),
};

builder.mutationFields(t => ({
  createWebhookEndpoint: t.field({
    type: CreateWebhookEndpointPayload,
    description: 'From now on escalations are announced there. At most 20 an account. OWNER and ADMIN.',
    args: { input: t.arg({ type: CreateWebhookEndpointInput, required: true }) },
    resolve: (_root, { input }, context) => createEndpoint(signedIn(context), input),
  }),
  updateWebhookEndpoint: t.field({
    type: WebhookEndpointType,
    description: 'Changes name, address or events; what is left out stays. OWNER and ADMIN.',
    args: { input: t.arg({ type: UpdateWebhookEndpointInput, required: true }) },
    resolve: (_root, { input }, context) =>
      updateEndpoint(signedIn(context), { ...input, endpointId: endpointOf(input) }),
  }),
  enableWebhookEndpoint: t.field({
    type: WebhookEndpointType,
    description: 'Sends to it again. OWNER and ADMIN.',
    args: { input: t.arg({ type: EnableWebhookEndpointInput, required: true }) },
    resolve: (_root, { input }, context) => enableEndpoint(signedIn(context), endpointOf(input)),
  }),
  disableWebhookEndpoint: t.field({
    type: WebhookEndpointType,
    description: 'Sends nothing to it any more; what waits is cancelled. OWNER and ADMIN.',
    args: { input: t.arg({ type: DisableWebhookEndpointInput, required: true }) },
    resolve: (_root, { input }, context) => disableEndpoint(signedIn(context), endpointOf(input)),
  }),
  deleteWebhookEndpoint: t.id({
    description: 'Removes it for good, with the log of what was sent to it. OWNER and ADMIN.',
    args: { input: t.arg({ type: DeleteWebhookEndpointInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      encodeId('WebhookEndpoint', await deleteEndpoint(signedIn(context), endpointOf(input))),
  }),
  rotateWebhookSecret: t.field({
    type: RotateWebhookSecretPayload,
    description: 'A new secret; for a day the one before signs as well. OWNER and ADMIN.',
    args: { input: t.arg({ type: RotateWebhookSecretInput, required: true }) },
    resolve: (_root, { input }, context) => rotateSecret(signedIn(context), endpointOf(input)),
  }),
  testWebhookEndpoint: t.field({
    type: WebhookDeliveryType,
    description: 'Sends a test message now, once, and says what came of it. OWNER and ADMIN.',
    args: { input: t.arg({ type: TestWebhookEndpointInput, required: true }) },
    resolve: (_root, { input }, context) => testEndpoint(signedIn(context), endpointOf(input), publicIds),
  }),
  replayWebhookDelivery: t.field({
    type: WebhookDeliveryType,
    description: 'Sends a message once more, with the same body and webhook-id. OWNER and ADMIN.',
    args: { input: t.arg({ type: ReplayWebhookDeliveryInput, required: true }) },
    resolve: (_root, { input }, context) =>
      replayDelivery(signedIn(context), {
        deliveryId: decodeId('WebhookDelivery', input.deliveryId, 'input.deliveryId'),
        idempotencyKey: input.idempotencyKey ?? null,
      }),
  }),
}));
