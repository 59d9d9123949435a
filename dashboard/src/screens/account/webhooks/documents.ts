import { graphql, withFragments } from '../../../api/graphql.ts';

const webhookFields = graphql(`
  fragment WebhookFields on WebhookEndpoint {
    id name url format events state disabledReason failingSince previousSecretExpiresAt
  }
`);

const webhookDeliveryFields = graphql(`
  fragment WebhookDeliveryFields on WebhookDelivery {
    id eventType state attempts createdAt attemptedAt sentAt nextAttemptAt
    responseStatus responseExcerpt lastError requestBody replayOf webhookId
    handoff { id }
  }
`);

export const webhooksList = withFragments(
  graphql(`
    query WebhooksList($first: Int!) { webhookEndpoints(first: $first) { edges { cursor node { ...WebhookFields } } } }
  `),
  webhookFields,
);

/** The log of one endpoint: the first one after the cursor of the one before it. */
export const webhooksDeliveries = withFragments(
  graphql(`
    query WebhooksDeliveries($before: String, $first: Int!, $after: String, $state: WebhookDeliveryState) {
      webhookEndpoints(first: 1, after: $before) {
        nodes {
          id
          deliveries(first: $first, after: $after, state: $state) {
            nodes { ...WebhookDeliveryFields }
            pageInfo { endCursor hasNextPage }
          }
        }
      }
    }
  `),
  webhookDeliveryFields,
);

export const webhooksCreate = withFragments(
  graphql(`
    mutation WebhooksCreate($input: CreateWebhookEndpointInput!) {
      createWebhookEndpoint(input: $input) { secret endpoint { ...WebhookFields } }
    }
  `),
  webhookFields,
);

export const webhooksUpdate = withFragments(
  graphql(`
    mutation WebhooksUpdate($input: UpdateWebhookEndpointInput!) {
      updateWebhookEndpoint(input: $input) { ...WebhookFields }
    }
  `),
  webhookFields,
);

export const webhooksTest = withFragments(
  graphql(`
    mutation WebhooksTest($input: TestWebhookEndpointInput!) {
      testWebhookEndpoint(input: $input) { ...WebhookDeliveryFields }
    }
  `),
  webhookDeliveryFields,
);

export const webhooksRotate = withFragments(
  graphql(`
    mutation WebhooksRotate($input: RotateWebhookSecretInput!) {
      rotateWebhookSecret(input: $input) { secret endpoint { ...WebhookFields } }
    }
  `),
  webhookFields,
);

export const webhooksEnable = withFragments(
  graphql(`
    mutation WebhooksEnable($input: EnableWebhookEndpointInput!) {
      enableWebhookEndpoint(input: $input) { ...WebhookFields }
    }
  `),
  webhookFields,
);

export const webhooksDisable = withFragments(
  graphql(`
    mutation WebhooksDisable($input: DisableWebhookEndpointInput!) {
      disableWebhookEndpoint(input: $input) { ...WebhookFields }
    }
  `),
  webhookFields,
);

export const webhooksDelete = graphql(`
  mutation WebhooksDelete($input: DeleteWebhookEndpointInput!) { deleteWebhookEndpoint(input: $input) }
`);

export const webhooksReplay = withFragments(
  graphql(`
    mutation WebhooksReplay($input: ReplayWebhookDeliveryInput!) {
      replayWebhookDelivery(input: $input) { ...WebhookDeliveryFields }
    }
  `),
  webhookDeliveryFields,
);
