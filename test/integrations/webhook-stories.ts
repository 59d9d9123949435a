import { Webhook } from 'standardwebhooks';
import type { Client } from '../harness/client.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { waitFor } from '../harness/wait.ts';
import type { ReceivedRequest } from '../harness/web-receiver.ts';

/** The steps that many stories of webhooks share, over the public API. */

export interface Endpoint {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly format: string;
  readonly events: readonly string[];
  readonly state: string;
  readonly disabledReason: string | null;
  readonly failingSince: string | null;
  readonly previousSecretExpiresAt: string | null;
}

export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly replayOf: string | null;
  readonly eventType: string;
  readonly handoff: { readonly id: string } | null;
  readonly state: string;
  readonly attempts: number;
  readonly requestBody: string;
  readonly responseStatus: number | null;
  readonly responseExcerpt: string | null;
  readonly lastError: string | null;
  readonly createdAt: string;
  readonly attemptedAt: string | null;
  readonly sentAt: string | null;
  readonly nextAttemptAt: string | null;
}

export const endpointFields =
  'id name url format events state disabledReason failingSince previousSecretExpiresAt';
export const deliveryFields =
  'id webhookId replayOf eventType handoff { id } state attempts requestBody responseStatus responseExcerpt lastError createdAt attemptedAt sentAt nextAttemptAt';

export const allEvents = [
  ...['ESCALATION_CREATED', 'ESCALATION_CLAIMED', 'ESCALATION_RELEASED', 'ESCALATION_RETURNED'],
  ...['ESCALATION_WITHDRAWN', 'ESCALATION_RESOLVED'],
];

/** The shared product, whose webhooks may go to servers of the test. */
export function openWithWebhooks(): Promise<Harness> {
  return openHarness();
}

/**
 * The same for a test that needs a product of its own: for its settings, for days that it lets pass, for what it does to
 * the jobs of everybody.
 */
export function openAloneWithWebhooks(
  settings: Record<string, string> = {},
  lookUp?: Parameters<typeof openHarness>[1],
): Promise<Harness> {
  return openHarness({ OUTGOING_ALLOW: '127.0.0.1', ...settings }, lookUp);
}

/** Carries a mutation out; throws what it is refused with. */
export async function mutate<T>(client: Client, field: string, input: object, selection = ''): Promise<T> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await client.send<Record<string, T>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) ${selection} }`,
    { input },
  );
  const [failure] = errors ?? [];
  if (failure !== undefined)
    throw Object.assign(new Error(failure.message), {
      code: failure.extensions.code,
      field: failure.extensions.field,
    });
  const value = data?.[field];
  if (value === undefined) throw new Error('there is no data');
  return value;
}

export interface Made {
  readonly endpoint: Endpoint;
  readonly secret: string | null;
}

/** Makes an endpoint that wants everything unless told. */
export function createWebhook(
  client: Client,
  input: { url: string; [field: string]: unknown },
): Promise<Made> {
  return mutate<Made>(
    client,
    'createWebhookEndpoint',
    { name: 'Desk', events: allEvents, ...input },
    `{ endpoint { ${endpointFields} } secret }`,
  );
}

export async function listWebhooks(client: Client): Promise<readonly Endpoint[]> {
  const { data } = await client.send<{ webhookEndpoints: { nodes: Endpoint[] } }>(
    `{ webhookEndpoints { nodes { ${endpointFields} } } }`,
  );
  return data?.webhookEndpoints.nodes ?? [];
}

/** The log of the account's only endpoint, newest first. */
export async function listDeliveries(client: Client, state?: string): Promise<readonly Delivery[]> {
  const { data, errors } = await client.send<{
    webhookEndpoints: { nodes: { deliveries: { nodes: Delivery[] } }[] };
  }>(
    `query ($state: WebhookDeliveryState) {
       webhookEndpoints(first: 1) { nodes { deliveries(first: 50, state: $state) { nodes { ${deliveryFields} } } } }
     }`,
    { state },
  );
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data?.webhookEndpoints.nodes[0]?.deliveries.nodes ?? [];
}

/** Waits until the newest delivery of the account's only endpoint is in a state, after so many attempts. */
export async function delivered(client: Client, state: string, attempts?: number): Promise<Delivery> {
  let seen: readonly Delivery[] = [];
  return await waitFor(
    `the delivery to be ${state}`,
    async () => {
      seen = await listDeliveries(client);
      const [newest] = seen;
      return newest?.state === state && (attempts ?? newest.attempts) === newest.attempts ? newest : null;
    },
    () => `There are ${JSON.stringify(seen)}.`,
  );
}

/** Lets so much time pass, and has the workers look for what is due now. */
export async function passTimeOfRetries(h: Harness, seconds: number): Promise<void> {
  await h.passTime(seconds);
  h.app.jobs.wake('webhook-retry');
}

/** The headers of a request as the library wants them. */
export function signedHeaders({ headers }: ReceivedRequest): Record<string, string> {
  return Object.fromEntries(
    ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(name => [name, `${headers[name] ?? ''}`]),
  );
}

/** The signature that a secret makes for a request, by the library; for times that its `verify` finds too old or new. */
export function signatureOf(secret: string, request: ReceivedRequest): string {
  const { 'webhook-id': id = '', 'webhook-timestamp': at = '' } = signedHeaders(request);
  return new Webhook(secret).sign(id, new Date(Number(at) * 1000), request.body);
}

export interface Desk {
  readonly owner: Person;
  readonly ada: Person;
  readonly grace: Person;
}

/** An account with two engineers, whose mails are another test's subject. */
export async function aDesk(h: Harness): Promise<Desk> {
  h.mailbox.ignoreAll();
  return await h.anAccount({ engineers: ['ada', 'grace'] });
}
