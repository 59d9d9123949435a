import { addSeconds } from '../kernel/clock.ts';
import type { Uuid } from '../kernel/ids.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import { transaction } from '../platform/database/transaction.ts';
import { createDoubt, type Doubt } from '../platform/doubt.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { createOneAfterAnother } from '../platform/one-after-another.ts';
import { awayStatuses, isAway, turnLimits } from './webhook-lifecycle.ts';
import { giveBack, recordOlder, recordOutcome } from './webhook-outcome.ts';
import { continueWebhookJob, type WebhookAttempt, webhookRetryQueue } from './webhook-queues.ts';
import { sendWebhook, type WebhookOutcome } from './webhook-request.ts';
import { openTarget, type SealedTarget } from './webhook-rows.ts';

/**
 * What carries attempts out. A job may find that older messages wait for its endpoint: these go first, in the order in
 * which they were made, so that what has waited for a server that was away drains in order.
 */
export function createWebhookTurns(tools: JobTools): (attempt: WebhookAttempt) => Promise<void> {
  // Both queues may hold jobs of one endpoint. Side by side, one would overtake what the other is sending.
  const oneAfterAnother = createOneAfterAnother(turnLimits.patienceMs);
  // A message on which a receiver behind a proxy crashes looks as if the endpoint were away. Never when there was no answer.
  const needsSecondOpinion = createDoubt(turnLimits.doubt);
  return async attempt => {
    const endsMs = performance.now() + turnLimits.budgetMs;
    await oneAfterAnother(attempt.endpointId, () => takeTurn(tools, attempt, { endsMs, needsSecondOpinion }));
  };
}

interface Turn {
  readonly endsMs: number;
  readonly needsSecondOpinion: Doubt;
}

/** Sends the oldest message that may go, and the next, up to that of the attempt. */
async function takeTurn(tools: JobTools, attempt: WebhookAttempt, turn: Turn): Promise<void> {
  const { endpointId, deliveryId } = attempt;
  const failed: Uuid[] = [];
  // Passed over until another has got through, and then tried again: it may have been the server's fault.
  let doubted: Uuid | null = null;
  let isPassedOver = false;
  let missed: WebhookOutcome | null = null;
  for (let count = 0; count < turnLimits.messagesMax && performance.now() < turn.endsMs; count++) {
    const not = isPassedOver && doubted !== null ? [...failed, doubted] : failed;
    const claimed = await claimOldest(tools, attempt, not);
    if (claimed === undefined) return await comeBack(tools, attempt, turnLimits.takenSeconds);
    const outcome = await sendClaimed(tools, attempt, claimed);
    tools.metrics.webhooks.inc({ outcome: outcome.kind.toLowerCase() });
    if (claimed.id === deliveryId) return await endTurn(tools, attempt, outcome, failed);
    const older = { ...attempt, deliveryId: claimed.id };
    if (outcome.kind === 'GONE') return await recordOlder(tools, older, outcome, failed);
    if (outcome.kind === 'SENT') {
      isPassedOver = false;
      missed = null;
      await recordOlder(tools, older, outcome, failed);
      continue;
    }
    await giveBack(tools, older, outcome);
    if (!isAway(outcome) || claimed.id === doubted) {
      failed.push(claimed.id);
      continue;
    }
    const isDoubtful = outcome.status !== null && turn.needsSecondOpinion(endpointId, claimed.id);
    if (doubted !== null || !isDoubtful) return await endTurn(tools, attempt, outcome, failed);
    doubted = claimed.id;
    isPassedOver = true;
    missed = outcome;
  }
  // With a miss and nothing that speaks against it, this was an attempt: coming back for ever would be none.
  if (missed !== null) await endTurn(tools, attempt, missed, failed);
  else await comeBack(tools, attempt, 0);
}

/** Writes down what came of the attempt. That of an older message counts for it when the endpoint is away. */
async function endTurn(
  tools: JobTools,
  attempt: WebhookAttempt,
  outcome: WebhookOutcome,
  failed: readonly Uuid[],
): Promise<void> {
  const isRecorded = await recordOutcome(tools, attempt, outcome, failed);
  if (!isRecorded) await comeBack(tools, attempt, turnLimits.takenSeconds);
}

interface Claimed extends SealedTarget {
  readonly id: Uuid;
  readonly message: Uuid;
  readonly body: string;
}

/**
 * Takes the oldest message that may go now, once. An older one may when its time has come and it was not tried since, or
 * when its endpoint was away and still is as far as is known: a message that the receiver does not like waits for its own
 * time, and holds up none behind it. Its attempts and its time stay as they are until something comes of it.
 *
 * The message of the attempt itself is counted at once: whoever comes later for the same attempt finds it counted. It is
 * taken again from an attempt whose process died; and from the job of another message when that must have died as well.
 */
const claimSql = `
  with older as materialized (
    select waiting.id from webhook_delivery as waiting
      join webhook_endpoint as endpoint on endpoint.account_id = waiting.account_id and endpoint.id = waiting.endpoint_id
     where waiting.account_id = $1 and waiting.endpoint_id = $2 and waiting.state = 'PENDING'
       and waiting.id < $3 and waiting.id <> all($6::uuid[])
       and (waiting.attempted_at is null
            or (waiting.next_attempt_at <= $5 and waiting.attempted_at <= waiting.next_attempt_at)
            or (endpoint.failing_since is not null
                and (waiting.response_status is null or waiting.response_status = any($7::int[]))))
     order by waiting.id limit 1 for update of waiting skip locked
  ), own as materialized (
    select delivery.id from webhook_delivery as delivery
     where delivery.account_id = $1 and delivery.id = $3 and not exists (select from older)
       and ((delivery.state = 'PENDING' and delivery.attempts = $4 - 1)
            or (delivery.state = 'SENDING' and delivery.attempts = $4)
            or (delivery.state = 'SENDING' and delivery.attempts = $4 - 1 and delivery.attempted_at <= $8))
       for update skip locked
  )
  update webhook_delivery as delivery
     set state = 'SENDING', attempted_at = $5,
         attempts = case when delivery.id = $3 then $4 else delivery.attempts end,
         next_attempt_at = case when delivery.id = $3 then null else delivery.next_attempt_at end
    from webhook_endpoint as endpoint
   where delivery.account_id = $1 and delivery.id in (select id from older union all select id from own)
     and endpoint.account_id = delivery.account_id and endpoint.id = delivery.endpoint_id and endpoint.id = $2
     and endpoint.state = 'ENABLED'
  returning delivery.id, delivery.message, delivery.body, endpoint.url, endpoint.secret,
            case when endpoint.previous_secret_expires_at > $5 then endpoint.previous_secret end as previous_secret`;

async function claimOldest(
  tools: JobTools,
  { accountId, endpointId, deliveryId, attempt }: WebhookAttempt,
  failed: readonly Uuid[],
): Promise<Claimed | undefined> {
  const now = tools.clock.now();
  const [claimed] = await readPrepared<Claimed>(tools.forkEntityManager(accountId), claimSql, [
    ...[accountId, endpointId, deliveryId, attempt, now.toISOString()],
    ...[failed, awayStatuses],
    addSeconds(now, -turnLimits.deadAfterSeconds).toISOString(),
  ]);
  return claimed;
}

async function sendClaimed(
  tools: JobTools,
  of: WebhookAttempt,
  { id: _id, message, body, ...sealed }: Claimed,
): Promise<WebhookOutcome> {
  return await sendWebhook(tools.outgoing, {
    openTarget: () => openTarget(of, sealed, tools.settings.tokenSecret),
    webhookId: tools.publicId('WebhookDelivery', message),
    body,
    at: tools.clock.now(),
  });
}

/**
 * Makes the same attempt the work of a further job, unless it is made or not to be made any more: there was no time
 * left for it, or another process has its message in hand for the moment, and may give it back.
 */
async function comeBack(tools: JobTools, attempt: WebhookAttempt, afterSeconds: number): Promise<void> {
  await transaction(tools.openScope(attempt.accountId), async tx => {
    const left = await tx.pipeline.run({
      sql: `select id from webhook_delivery
             where account_id = $1 and id = $2 and attempts = $3 and state in ('PENDING', 'SENDING')`,
      params: [attempt.accountId, attempt.deliveryId, attempt.attempt - 1],
    });
    if (left.length > 0) await tx.enqueueAll(webhookRetryQueue, [continueWebhookJob(attempt, afterSeconds)]);
  });
}
