import { rolesThatCan } from '../kernel/capabilities.ts';
import { addSeconds } from '../kernel/clock.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { writeWebhookLedger } from './webhook-ledger.ts';
import {
  awayStatuses,
  judgeFailing,
  pauseAfterAttempt,
  type WebhookDeliveryState,
} from './webhook-lifecycle.ts';
import { type EndpointMail, type EndpointMailKind, webhookMailQueue } from './webhook-mail.ts';
import { sendWebhookJob, type WebhookAttempt, webhookRetryQueue } from './webhook-queues.ts';
import type { WebhookOutcome } from './webhook-request.ts';

type Tx = TransactionScope<null>;

/** Why the product has disabled an endpoint, for the owners. */
const goneReason = 'The receiver answered 410 Gone.';
const failingReason = 'Nothing could be sent to it for five days.';

/**
 * Writes down what came of an attempt, with everything that follows from it, in one transaction. The outcome may be that
 * of an older message, when it says that the endpoint is away.
 * @param failed messages that have failed in the same turn
 * @returns whether the attempt was there to be written down
 */
export async function recordOutcome(
  tools: JobTools,
  attempt: WebhookAttempt,
  outcome: WebhookOutcome,
  failed: readonly Uuid[],
): Promise<boolean> {
  return await transaction(tools.openScope(attempt.accountId), async tx => {
    const pauseSeconds =
      outcome.kind === 'FAILED'
        ? pauseAfterAttempt(attempt.attempt, outcome.retryAfterSeconds, Math.random())
        : null;
    const isRecorded = await updateDelivery(tx, attempt, outcome, pauseSeconds);
    writeWebhookLedger(tx, [{ accountId: attempt.accountId, id: attempt.deliveryId }]);
    if (outcome.kind === 'SENT') await clearFailing(tx, attempt, failed);
    // Cancelled while it was under way, because its endpoint was disabled or deleted: nothing follows any more.
    if (!isRecorded || outcome.kind === 'SENT') return isRecorded;
    if (pauseSeconds !== null) {
      const next = { ...attempt, attempt: attempt.attempt + 1 };
      await tx.enqueueAll(webhookRetryQueue, [sendWebhookJob(next, pauseSeconds)]);
    }
    if (outcome.kind === 'GONE') await disableEndpoint(tx, attempt, goneReason);
    else await markFailing(tx, attempt);
    return true;
  });
}

/** The same for an older message that went first, and was sent or turned the endpoint off: its own attempt is spared. */
export async function recordOlder(
  tools: JobTools,
  older: WebhookAttempt,
  { kind, status, excerpt, error }: WebhookOutcome,
  failed: readonly Uuid[],
): Promise<void> {
  const { accountId, deliveryId } = older;
  await transaction(tools.openScope(accountId), async tx => {
    tx.pipeline.send({
      sql: `update webhook_delivery
               set state = $3, response_status = $4, response_excerpt = $5, last_error = $6, sent_at = $7,
                   attempts = attempts + 1, next_attempt_at = null
             where account_id = $1 and id = $2 and state = 'SENDING'`,
      params: [
        ...[accountId, deliveryId, kind === 'SENT' ? 'SENT' : 'FAILED', status, excerpt, error],
        kind === 'SENT' ? tx.clock.now().toISOString() : null,
      ],
    });
    writeWebhookLedger(tx, [{ accountId, id: deliveryId }]);
    if (kind === 'SENT') await clearFailing(tx, older, failed);
    else await disableEndpoint(tx, older, goneReason);
  });
}

/** An older message that went first, and failed, waits as before: what its log says is new, its attempts and its time are not. */
export async function giveBack(
  tools: JobTools,
  { accountId, deliveryId }: WebhookAttempt,
  { status, excerpt, error }: WebhookOutcome,
): Promise<void> {
  await transaction(tools.openScope(accountId), async tx => {
    tx.pipeline.send({
      sql: `update webhook_delivery
               set state = 'PENDING', response_status = $3, response_excerpt = $4, last_error = $5
             where account_id = $1 and id = $2 and state = 'SENDING'`,
      params: [accountId, deliveryId, status, excerpt, error],
    });
    writeWebhookLedger(tx, [{ accountId, id: deliveryId }]);
  });
}

async function updateDelivery(
  tx: Tx,
  { accountId, deliveryId, attempt }: WebhookAttempt,
  { kind, status, excerpt, error }: WebhookOutcome,
  pauseSeconds: number | null,
): Promise<boolean> {
  const now = tx.clock.now();
  const state: WebhookDeliveryState = kind === 'SENT' ? 'SENT' : pauseSeconds === null ? 'FAILED' : 'PENDING';
  const updated = await tx.pipeline.run({
    sql: `update webhook_delivery
             set state = $4, response_status = $5, response_excerpt = $6, last_error = $7, next_attempt_at = $8, sent_at = $9,
                 attempts = $3, attempted_at = case state when 'PENDING' then $10 else attempted_at end
           where account_id = $1 and id = $2
             and ((attempts = $3 and state = 'SENDING') or (attempts = $3 - 1 and state = 'PENDING'))
          returning id`,
    params: [
      ...[accountId, deliveryId, attempt, state, status, excerpt, error],
      pauseSeconds === null ? null : addSeconds(now, pauseSeconds).toISOString(),
      ...[kind === 'SENT' ? now.toISOString() : null, now.toISOString()],
    ],
  });
  return updated.length > 0;
}

/** An endpoint that has failed for as long as this was away, whatever it answered. */
const awaySeconds = 60;

/**
 * It works again. What waits because it was away need not wait for the time of its next attempt: it goes now, in the
 * order of its events; after a while, everything that waits. What has failed in this very turn knows better.
 */
async function clearFailing(
  tx: Tx,
  { accountId, endpointId }: WebhookAttempt,
  failed: readonly Uuid[],
): Promise<void> {
  const [was] = await tx.pipeline.run<{ failing_since: string | Date }>({
    sql: `update webhook_endpoint endpoint set failing_since = null, warned_at = null
            from (select id, failing_since from webhook_endpoint
                   where account_id = $1 and id = $2 and failing_since is not null for update) was
           where endpoint.account_id = $1 and endpoint.id = was.id returning was.failing_since`,
    params: [accountId, endpointId],
  });
  const now = tx.clock.now();
  if (was === undefined) return;
  const hurried = await tx.pipeline.run({
    sql: `update webhook_delivery set next_attempt_at = $3
           where account_id = $1 and endpoint_id = $2 and state = 'PENDING' and id <> all($4::uuid[])
             and (next_attempt_at > $3 or attempted_at > next_attempt_at)
             and ($5::boolean or response_status is null or response_status = any($6::int[]))
          returning id`,
    params: [
      ...[accountId, endpointId, now.toISOString(), failed],
      ...[addSeconds(new Date(was.failing_since), awaySeconds) <= now, awayStatuses],
    ],
  });
  if (hurried.length > 0)
    await tx.hurry(webhookRetryQueue, { with: { field: 'endpointId', value: endpointId } });
}

interface FailingRow {
  readonly failing_since: string | Date;
  readonly warned_at: string | Date | null;
}

async function markFailing(tx: Tx, attempt: WebhookAttempt): Promise<void> {
  const now = tx.clock.now();
  const of = [attempt.accountId, attempt.endpointId];
  const [endpoint] = await tx.pipeline.run<FailingRow>({
    sql: `update webhook_endpoint set failing_since = coalesce(failing_since, $3)
           where account_id = $1 and id = $2 and state = 'ENABLED' returning failing_since, warned_at`,
    params: [...of, now.toISOString()],
  });
  if (endpoint === undefined) return;
  const verdict = judgeFailing({
    failingSince: new Date(endpoint.failing_since),
    warnedAt: endpoint.warned_at === null ? null : new Date(endpoint.warned_at),
    attempt: attempt.attempt,
    now,
  });
  if (verdict === 'DISABLE') await disableEndpoint(tx, attempt, failingReason);
  if (verdict !== 'WARN') return;
  tx.pipeline.send({
    sql: 'update webhook_endpoint set warned_at = $3 where account_id = $1 and id = $2',
    params: [...of, now.toISOString()],
  });
  await tellOwners(tx, attempt, 'WARNING');
}

/** The row count decides: of two attempts that end in the same, one tells the owners. */
async function disableEndpoint(tx: Tx, attempt: WebhookAttempt, reason: string): Promise<void> {
  const { accountId, endpointId } = attempt;
  const disabled = await tx.pipeline.run({
    sql: `update webhook_endpoint set state = 'DISABLED', disabled_reason = $3, updated_at = $4
           where account_id = $1 and id = $2 and state = 'ENABLED' returning id`,
    params: [accountId, endpointId, reason, tx.clock.now().toISOString()],
  });
  if (disabled.length === 0) return;
  await cancelWaiting(tx, attempt, 'The endpoint was disabled.');
  await tellOwners(tx, attempt, 'DISABLED');
}

/** Cancels what waits to be sent to an endpoint. */
export async function cancelWaiting(
  tx: Pick<Tx, 'pipeline' | 'clock'>,
  { accountId, endpointId }: { readonly accountId: Uuid; readonly endpointId: Uuid },
  reason: string,
): Promise<void> {
  const cancelled = await tx.pipeline.run<{ id: Uuid }>({
    sql: `update webhook_delivery
             set state = 'CANCELLED', next_attempt_at = null, last_error = coalesce(last_error, $3)
           where account_id = $1 and endpoint_id = $2 and state = 'PENDING' returning id`,
    params: [accountId, endpointId, reason],
  });
  writeWebhookLedger(
    tx,
    cancelled.map(({ id }) => ({ accountId, id })),
  );
}

/** One mail for each owner: one that fails is tried again alone. */
async function tellOwners(
  tx: Tx,
  { accountId, endpointId, deliveryId, attempt }: WebhookAttempt,
  kind: EndpointMailKind,
): Promise<void> {
  const owners = await tx.pipeline.run<{ id: Uuid }>({
    sql: 'select id from app_user where account_id = $1 and role = any($2::text[]) and is_active',
    params: [accountId, rolesThatCan('CHANGE_OWNERS')],
  });
  const mails = owners.map(({ id }) => ({
    key: `${endpointId} ${kind} ${deliveryId} ${attempt} ${id}`,
    data: {
      accountId,
      endpointId,
      userId: id,
      kind,
      occasion: `${deliveryId}.${attempt}`,
    } satisfies EndpointMail,
  }));
  await tx.enqueueAll(webhookMailQueue, mails);
}
