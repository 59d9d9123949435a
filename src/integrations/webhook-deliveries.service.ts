import { assertCan } from '../kernel/capabilities.ts';
import { conflict, notFound } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { createOnce } from '../platform/database/idempotency.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import { rowBytes } from '../platform/quotas/quotas.ts';
import { testEventType } from './webhook-event-types.ts';
import type { EndpointState, WebhookDeliveryState, WebhookFormat } from './webhook-lifecycle.ts';
import { writeTestBody } from './webhook-payload.ts';
import { sendWebhookJob, webhookQueue } from './webhook-queues.ts';
import { sendWebhook } from './webhook-request.ts';
import { openTarget, type SealedTarget, type WebhookDeliveryRow } from './webhook-rows.ts';
import { readDelivery } from './webhooks.queries.ts';

/** Public ids are the API's business; a message holds some. */
export interface PublicIds {
  endpoint(id: Uuid): string;
  delivery(id: Uuid): string;
}

interface Target extends SealedTarget {
  readonly name: string;
  readonly format: WebhookFormat;
}

/**
 * Sends a test message now, also to a disabled endpoint, and returns what came of it. It is tried once, and counts
 * neither for nor against the endpoint.
 */
export async function testEndpoint(
  scope: Scope,
  endpointId: Uuid,
  publicIds: PublicIds,
): Promise<WebhookDeliveryRow> {
  assertCan(scope.viewer, 'MANAGE_INTEGRATIONS');
  const { viewer, reader, settings } = scope;
  const { accountId } = viewer;
  const at = scope.clock.now();
  const [target] = await readPrepared<Target>(
    reader,
    `select name, url, format, secret,
            case when previous_secret_expires_at > $3 then previous_secret end as previous_secret
       from webhook_endpoint where account_id = $1 and id = $2`,
    [accountId, endpointId, at.toISOString()],
  );
  if (target === undefined) throw notFound('The webhook', 'input.endpointId');
  await scope.rateLimits.consume('webhookTestByAccount', accountId);
  const id = newId(at.getTime());
  const endpoint = { id: publicIds.endpoint(endpointId), name: target.name };
  const body = writeTestBody(target.format, endpoint, at);
  const outcome = await sendWebhook(scope.outgoing, {
    openTarget: () => openTarget({ accountId, endpointId }, target, settings.tokenSecret),
    webhookId: publicIds.delivery(id),
    body,
    at,
  });
  const state: WebhookDeliveryState = outcome.kind === 'SENT' ? 'SENT' : 'FAILED';
  await transaction(scope, async tx => {
    const inserted = await tx.pipeline.run({
      sql: `insert into webhook_delivery
                   (account_id, id, endpoint_id, message, event_type, body, state, attempts, attempted_at, sent_at,
                    response_status, response_excerpt, last_error, created_at)
            select $1, $2, endpoint.id, $2, $4, $5, $6, 1, $7, case when $6 = 'SENT' then $7::timestamptz end, $8, $9, $10, $7
              from webhook_endpoint as endpoint where endpoint.account_id = $1 and endpoint.id = $3
            returning id`,
      params: [
        ...[accountId, id, endpointId, testEventType, body, state, at.toISOString()],
        ...[outcome.status, outcome.excerpt, outcome.error],
      ],
    });
    // It may have been deleted while the request was under way.
    if (inserted.length === 0) throw notFound('The webhook', 'input.endpointId');
  });
  return await readDelivery(scope, id);
}

interface Replayable {
  readonly endpoint_id: Uuid;
  readonly endpoint_state: EndpointState;
  readonly state: WebhookDeliveryState;
  /** Of the body. */
  readonly bytes: number;
}

/**
 * Sends a message once more, as it was: the same bytes and the same id, so that a receiver that has it already can
 * tell. It gets a row of its own in the log, and a schedule of its own. Once for an idempotency key.
 */
export async function replayDelivery(
  scope: Scope,
  { deliveryId, idempotencyKey }: { readonly deliveryId: Uuid; readonly idempotencyKey?: string | null },
): Promise<WebhookDeliveryRow> {
  assertCan(scope.viewer, 'MANAGE_INTEGRATIONS');
  await scope.rateLimits.consume('webhookReplayByAccount', scope.viewer.accountId);
  const { id } = await transaction(scope, tx =>
    createOnce<{ readonly id: Uuid }>(tx, {
      operation: 'replayWebhookDelivery',
      key: idempotencyKey,
      input: { deliveryId },
      create: async () => ({ id: await insertReplay(tx, deliveryId) }),
      load: async found => ({ id: found }),
    }),
  );
  return await readDelivery(scope, id);
}

/** @throws NOT_FOUND; CONFLICT when it is on its way, or its endpoint is disabled */
async function insertReplay(tx: TransactionScope, deliveryId: Uuid): Promise<Uuid> {
  const now = tx.clock.now();
  const id = newId(now.getTime());
  const { accountId } = tx.viewer;
  const [original] = await tx.pipeline.run<Replayable>({
    sql: `select endpoint.id as endpoint_id, endpoint.state as endpoint_state, delivery.state,
                 octet_length(delivery.body) as bytes
            from webhook_delivery as delivery
            join webhook_endpoint as endpoint
              on endpoint.account_id = delivery.account_id and endpoint.id = delivery.endpoint_id
           where delivery.account_id = $1 and delivery.id = $2 for share of endpoint`,
    params: [accountId, deliveryId],
  });
  if (original === undefined) throw notFound('The delivery', 'input.deliveryId');
  const { endpoint_id: endpointId, endpoint_state, state, bytes } = original;
  if (endpoint_state === 'DISABLED') throw conflict('The webhook is disabled. Enable it first.', { state });
  if (state === 'PENDING' || state === 'SENDING')
    throw conflict('This message is still on its way.', { state });
  tx.addContent('WORK', rowBytes + bytes);
  tx.pipeline.send({
    sql: `insert into webhook_delivery
                 (account_id, id, endpoint_id, message, replay_of_id, handoff_id, event_type, body, state, attempts,
                  next_attempt_at, created_at)
          select account_id, $3, endpoint_id, message, id, handoff_id, event_type, body, 'PENDING', 0, $4, $4
            from webhook_delivery where account_id = $1 and id = $2`,
    params: [accountId, deliveryId, id, now.toISOString()],
  });
  await tx.enqueueAll(webhookQueue, [sendWebhookJob({ accountId, endpointId, deliveryId: id, attempt: 1 })]);
  return id;
}
