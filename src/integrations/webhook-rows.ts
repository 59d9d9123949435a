import type { Uuid } from '../kernel/ids.ts';
import type { RowShape } from '../platform/database/row-shape.ts';
import { openSecret, type SealPurpose } from '../platform/secrets.ts';
import type { EndpointState, WebhookDeliveryState, WebhookFormat } from './webhook-lifecycle.ts';

/** An endpoint as it is read; moments are milliseconds. Its address and its secrets are sealed. */
export interface WebhookEndpointRow {
  readonly id: Uuid;
  readonly name: string;
  readonly url: string;
  readonly format: WebhookFormat;
  readonly eventTypes: readonly string[];
  readonly state: EndpointState;
  readonly disabledReason: string | null;
  readonly failingSince: number | null;
  readonly previousSecretExpiresAt: number | null;
  readonly createdById: Uuid;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const endpointShape: RowShape = {
  table: 'webhook_endpoint',
  columns: {
    id: 'id',
    name: 'name',
    url: 'url',
    format: 'format',
    eventTypes: 'event_types',
    state: 'state',
    disabledReason: 'disabled_reason',
    failingSince: 'failing_since',
    previousSecretExpiresAt: 'previous_secret_expires_at',
    createdById: 'created_by_id',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
  moments: ['failingSince', 'previousSecretExpiresAt', 'createdAt', 'updatedAt'],
  always: ['id', 'format'],
  fields: { events: ['eventTypes'], createdBy: ['createdById'] },
  related: {},
};

/** A message to an endpoint, and what came of it. */
export interface WebhookDeliveryRow {
  readonly id: Uuid;
  readonly message: Uuid;
  readonly replayOfId: Uuid | null;
  readonly handoffId: Uuid | null;
  readonly eventType: string;
  readonly body: string;
  readonly state: WebhookDeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: number | null;
  readonly attemptedAt: number | null;
  readonly sentAt: number | null;
  readonly responseStatus: number | null;
  readonly responseExcerpt: string | null;
  readonly lastError: string | null;
  readonly createdAt: number;
}

export const deliveryShape: RowShape = {
  table: 'webhook_delivery',
  columns: {
    id: 'id',
    message: 'message',
    replayOfId: 'replay_of_id',
    handoffId: 'handoff_id',
    eventType: 'event_type',
    body: 'body',
    state: 'state',
    attempts: 'attempts',
    nextAttemptAt: 'next_attempt_at',
    attemptedAt: 'attempted_at',
    sentAt: 'sent_at',
    responseStatus: 'response_status',
    responseExcerpt: 'response_excerpt',
    lastError: 'last_error',
    createdAt: 'created_at',
  },
  moments: ['nextAttemptAt', 'attemptedAt', 'sentAt', 'createdAt'],
  always: ['id'],
  large: { body: 'text' },
  fields: {
    webhookId: ['message'],
    replayOf: ['replayOfId'],
    handoff: ['handoffId'],
    requestBody: ['body'],
  },
  related: {},
};

interface OfEndpoint {
  readonly accountId: Uuid;
  readonly endpointId: Uuid;
}

/** What an endpoint's address is sealed for. */
export function urlPurpose({ accountId, endpointId }: OfEndpoint): SealPurpose {
  return { use: 'webhook-url', accountId, id: endpointId };
}

/** The same for its secrets, the one before included: a rotation moves a sealed text as it is. */
export function secretPurpose({ accountId, endpointId }: OfEndpoint): SealPurpose {
  return { use: 'webhook', accountId, id: endpointId };
}

/** What a message to an endpoint needs, as the table holds it. */
export interface SealedTarget {
  readonly url: string;
  readonly secret: string | null;
  /** Null as well when its time is over. */
  readonly previous_secret: string | null;
}

/**
 * The address of an endpoint and the secrets that sign for it, the newest first.
 * @throws Error when they were sealed with another token secret
 */
export function openTarget(
  of: OfEndpoint,
  sealed: SealedTarget,
  tokenSecret: string,
): { readonly url: string; readonly secrets: readonly string[] } {
  const open = (secret: string) => openSecret(secret, secretPurpose(of), tokenSecret);
  const secrets = sealed.secret === null ? [] : [open(sealed.secret)];
  try {
    if (sealed.previous_secret !== null) secrets.push(open(sealed.previous_secret));
  } catch {
    // What was rotated away because it cannot be read any more must not stand in the way of the new one.
  }
  return { url: openSecret(sealed.url, urlPurpose(of), tokenSecret), secrets };
}
