import { randomBytes } from 'node:crypto';
import { assertCan } from '../kernel/capabilities.ts';
import { addSeconds } from '../kernel/clock.ts';
import { badInput, conflict, notFound } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { parseLine } from '../kernel/input.ts';
import { limits } from '../kernel/limits.ts';
import { createOnce } from '../platform/database/idempotency.ts';
import type { Scope } from '../platform/database/scope.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import { sealSecret } from '../platform/secrets.ts';
import { webhookEventTypes } from './webhook-event-types.ts';
import { closeWebhookLedger } from './webhook-ledger.ts';
import { previousSecretSeconds, type WebhookFormat, webhookLimits } from './webhook-lifecycle.ts';
import { cancelWaiting } from './webhook-outcome.ts';
import { explainWebhookUrl } from './webhook-request.ts';
import { secretPurpose, urlPurpose, type WebhookEndpointRow } from './webhook-rows.ts';
import { readEndpoint } from './webhooks.queries.ts';

export interface CreateEndpointInput {
  readonly name: string;
  readonly url: string;
  readonly format: WebhookFormat;
  readonly events: readonly string[];
  readonly idempotencyKey?: string | null;
}

/** An endpoint, with its secret where it was made in this very moment. */
export interface EndpointWithSecret {
  readonly endpoint: WebhookEndpointRow;
  /** Null for messages to a chat, which are not signed, and when the call is answered again: it is shown once. */
  readonly secret: string | null;
}

const nameRule = { field: 'input.name', max: limits.nameCharsMax };

/** Makes an endpoint. It is enabled from now on: events that are followed later are sent to it. */
export async function createEndpoint(scope: Scope, input: CreateEndpointInput): Promise<EndpointWithSecret> {
  assertCan(scope.viewer, 'MANAGE_INTEGRATIONS');
  const name = parseLine(input.name, nameRule);
  const url = parseUrl(scope, input.url);
  const events = parseEvents(input.events);
  const made = input.format === 'EVENT' ? makeSecret() : null;
  let shown: string | null = null;
  const { id } = await transaction(scope, tx =>
    createOnce<{ readonly id: Uuid }>(tx, {
      operation: 'createWebhookEndpoint',
      key: input.idempotencyKey,
      input: { name, url, format: input.format, events },
      async create() {
        const endpointId = await insertEndpoint(tx, { ...input, name, url, events, secret: made });
        shown = made;
        return { id: endpointId };
      },
      load: async found => ({ id: found }),
    }),
  );
  return { endpoint: await readEndpoint(scope, id), secret: shown };
}

async function insertEndpoint(
  tx: TransactionScope,
  input: CreateEndpointInput & { readonly secret: string | null },
): Promise<Uuid> {
  const { accountId, userId } = tx.viewer;
  const { tokenSecret } = tx.settings;
  const now = tx.clock.now();
  const endpointId = newId(now.getTime());
  const of = { accountId, endpointId };
  // The account's row is locked: two at the same moment would both count one too few.
  tx.pipeline.send({ sql: 'select id from account where id = $1 for update', params: [accountId] });
  const inserted = await tx.pipeline.run({
    sql: `insert into webhook_endpoint
                 (account_id, id, name, url, format, event_types, secret, state, created_by_id, created_at, updated_at)
          select $1, $2, $3, $4, $5, $6::text[], $7, 'ENABLED', $8, $9, $9
           where (select count(*) from webhook_endpoint where account_id = $1) < $10
          returning id`,
    params: [
      ...[accountId, endpointId, input.name, sealSecret(input.url, urlPurpose(of), tokenSecret)],
      ...[input.format, input.events],
      input.secret === null ? null : sealSecret(input.secret, secretPurpose(of), tokenSecret),
      ...[userId, now.toISOString(), webhookLimits.endpointsMax],
    ],
  });
  if (inserted.length === 0)
    throw conflict(`An account has at most ${webhookLimits.endpointsMax} webhooks. Delete one first.`);
  return endpointId;
}

export interface UpdateEndpointInput {
  readonly endpointId: Uuid;
  readonly name?: string | null;
  readonly url?: string | null;
  readonly events?: readonly string[] | null;
}

/** Changes what is given. The next attempt at what waits goes to the new address already. */
export async function updateEndpoint(scope: Scope, input: UpdateEndpointInput): Promise<WebhookEndpointRow> {
  const { endpointId } = input;
  await readEndpoint(scope, endpointId);
  const { accountId } = scope.viewer;
  const name = input.name === null || input.name === undefined ? null : parseLine(input.name, nameRule);
  const url = input.url === null || input.url === undefined ? null : parseUrl(scope, input.url);
  const events = input.events === null || input.events === undefined ? null : parseEvents(input.events);
  const sealed =
    url === null ? null : sealSecret(url, urlPurpose({ accountId, endpointId }), scope.settings.tokenSecret);
  await changeEndpoint(
    scope,
    endpointId,
    `name = coalesce($4, name), url = coalesce($5, url), event_types = coalesce($6::text[], event_types)`,
    [name, sealed, events],
  );
  return await readEndpoint(scope, endpointId);
}

/** Sends to it again, with a clean record. What was cancelled meanwhile stays so; it can be replayed. */
export async function enableEndpoint(scope: Scope, endpointId: Uuid): Promise<WebhookEndpointRow> {
  assertCan(scope.viewer, 'MANAGE_INTEGRATIONS');
  await changeEndpoint(
    scope,
    endpointId,
    `state = 'ENABLED', disabled_reason = null, failing_since = null, warned_at = null`,
  );
  return await readEndpoint(scope, endpointId);
}

/** Sends nothing to it any more, and cancels what waits. */
export async function disableEndpoint(scope: Scope, endpointId: Uuid): Promise<WebhookEndpointRow> {
  assertCan(scope.viewer, 'MANAGE_INTEGRATIONS');
  const reason = `Disabled by ${scope.viewer.name}.`;
  await changeEndpoint(
    scope,
    endpointId,
    `state = 'DISABLED', disabled_reason = case state when 'ENABLED' then $4 else disabled_reason end`,
    [reason],
    tx => cancelWaiting(tx, { accountId: tx.viewer.accountId, endpointId }, reason),
  );
  return await readEndpoint(scope, endpointId);
}

/** Removes it for good, with its secrets and the log of what was sent to it. */
export async function deleteEndpoint(scope: Scope, endpointId: Uuid): Promise<Uuid> {
  assertCan(scope.viewer, 'MANAGE_INTEGRATIONS');
  await transaction(scope, async tx => {
    const deleted = await tx.pipeline.run({
      sql: 'delete from webhook_endpoint where account_id = $1 and id = $2 returning id',
      params: [tx.viewer.accountId, endpointId],
    });
    if (deleted.length === 0) throw notFound('The webhook', 'input.endpointId');
    closeWebhookLedger(tx, { accountId: tx.viewer.accountId, endpointId });
  });
  return endpointId;
}

/** A new secret. Messages are signed with the one before as well, for a day; one that is older still ends now. */
export async function rotateSecret(
  scope: Scope,
  endpointId: Uuid,
): Promise<{ readonly endpoint: WebhookEndpointRow; readonly secret: string }> {
  const { format } = await readEndpoint(scope, endpointId);
  if (format !== 'EVENT')
    throw badInput('input.endpointId', 'Messages to a chat are not signed: its address is the secret.');
  const secret = makeSecret();
  const purpose = secretPurpose({ accountId: scope.viewer.accountId, endpointId });
  await changeEndpoint(
    scope,
    endpointId,
    'previous_secret = secret, previous_secret_expires_at = $5, secret = $4',
    [
      sealSecret(secret, purpose, scope.settings.tokenSecret),
      addSeconds(scope.clock.now(), previousSecretSeconds).toISOString(),
    ],
  );
  return { endpoint: await readEndpoint(scope, endpointId), secret };
}

/** @throws NOT_FOUND */
async function changeEndpoint(
  scope: Scope,
  endpointId: Uuid,
  set: string,
  values: readonly unknown[] = [],
  then?: (tx: TransactionScope) => Promise<void>,
): Promise<void> {
  await transaction(scope, async tx => {
    const changed = await tx.pipeline.run({
      sql: `update webhook_endpoint set ${set}, updated_at = $3 where account_id = $1 and id = $2 returning id`,
      params: [tx.viewer.accountId, endpointId, tx.clock.now().toISOString(), ...values],
    });
    if (changed.length === 0) throw notFound('The webhook', 'input.endpointId');
    await then?.(tx);
  });
}

/** 32 random bytes in the form that Standard Webhooks gives secrets. */
function makeSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

function parseUrl({ outgoing }: Scope, text: string): string {
  const field = 'input.url';
  const line = parseLine(text, { field, max: webhookLimits.urlCharsMax });
  const refusal = explainWebhookUrl(outgoing, line);
  if (refusal !== null) throw badInput(field, refusal);
  return new URL(line).href;
}

function parseEvents(events: readonly string[]): string[] {
  const wanted = webhookEventTypes.map(({ type }) => type).filter(type => events.includes(type));
  if (wanted.length === 0) throw badInput('input.events', 'At least one kind of event.');
  return wanted;
}
