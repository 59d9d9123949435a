import { addSeconds } from '../kernel/clock.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import { transaction } from '../platform/database/transaction.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobDefinition } from '../platform/jobs/jobs.ts';
import { hourlyAt } from '../platform/jobs/work-by-clock.ts';
import { writeWebhookLedger } from './webhook-ledger.ts';
import { deliveryDaysKept, type EndpointState } from './webhook-lifecycle.ts';
import { type EndpointMail, mailOwner, webhookMailQueue } from './webhook-mail.ts';
import { sendWebhookJob, type WebhookAttempt, webhookQueue, webhookRetryQueue } from './webhook-queues.ts';
import { createWebhookTurns } from './webhook-turn.ts';

/** Endpoints that are served side by side by each process: those that work, and those that do not. */
const workersOfWorking = 8;
const workersOfFailing = 4;

/** The work of webhooks: attempts, mails about endpoints that fail, and the pruning of the log. */
export function createWebhookJobs(
  tools: JobTools,
): [
  JobDefinition<WebhookAttempt>,
  JobDefinition<WebhookAttempt>,
  JobDefinition<EndpointMail>,
  JobDefinition,
] {
  // Retries of a job are for a database that was away and a process that died. A message that failed has a schedule
  // of its own: its next attempt is a further job.
  const attempts = { retryLimit: 10, retryDelaySeconds: 2, retryDelaySecondsMax: 300, timeoutSeconds: 60 };
  const sending = { tools, takeTurn: createWebhookTurns(tools) };
  return [
    {
      ...attempts,
      queue: webhookQueue,
      concurrency: workersOfWorking,
      isGrouped: true,
      run: attempt => runAttempt(sending, attempt, webhookQueue),
    },
    {
      ...attempts,
      queue: webhookRetryQueue,
      concurrency: workersOfFailing,
      isGrouped: true,
      isTimer: true,
      run: attempt => runAttempt(sending, attempt, webhookRetryQueue),
    },
    {
      queue: webhookMailQueue,
      retryLimit: 8,
      retryDelaySeconds: 2,
      retryDelaySecondsMax: 600,
      timeoutSeconds: 60,
      concurrency: 1,
      run: mail => mailOwner(tools, mail),
    },
    {
      queue: 'webhook-pruning',
      clock: hourlyAt(29),
      retryLimit: 3,
      retryDelaySeconds: 60,
      retryDelaySecondsMax: 600,
      timeoutSeconds: 600,
      concurrency: 1,
      run: () => pruneDeliveries(tools),
    },
  ];
}

/** Forgets messages that are too old to matter. */
export async function pruneDeliveries({ query, clock }: JobTools): Promise<void> {
  await query('delete from webhook_delivery where created_at < ?', [
    addSeconds(clock.now(), -deliveryDaysKept * 86_400),
  ]);
}

interface Sending {
  readonly tools: JobTools;
  takeTurn(attempt: WebhookAttempt): Promise<void>;
}

/**
 * One attempt. Everything is looked up now: what was deleted meanwhile is gone, and what was disabled is cancelled.
 * An attempt whose process died is made again, and the receiver tells by the id that it is the same message.
 */
async function runAttempt(
  { tools, takeTurn }: Sending,
  attempt: WebhookAttempt,
  queue: string,
): Promise<void> {
  const { accountId, endpointId } = attempt;
  const [endpoint] = await readPrepared<{ state: EndpointState; is_failing: boolean }>(
    tools.forkEntityManager(accountId),
    `select state, failing_since is not null as is_failing from webhook_endpoint
      where account_id = $1 and id = $2`,
    [accountId, endpointId],
  );
  if (endpoint === undefined) return;
  if (endpoint.state === 'DISABLED') return await cancelAttempt(tools, attempt);
  if (endpoint.is_failing && queue === webhookQueue) {
    // Since it was queued the endpoint has begun to fail: its messages wait among those of others that do.
    const scope = tools.openScope(accountId);
    return await transaction(scope, tx => tx.enqueueAll(webhookRetryQueue, [sendWebhookJob(attempt)]));
  }
  await takeTurn(attempt);
}

async function cancelAttempt(tools: JobTools, { accountId, deliveryId }: WebhookAttempt): Promise<void> {
  await transaction(tools.openScope(accountId), async tx => {
    tx.pipeline.send({
      sql: `update webhook_delivery
               set state = 'CANCELLED', next_attempt_at = null, last_error = coalesce(last_error, 'The endpoint is disabled.')
             where account_id = $1 and id = $2 and state in ('PENDING', 'SENDING')`,
      params: [accountId, deliveryId],
    });
    writeWebhookLedger(tx, [{ accountId, id: deliveryId }]);
  });
}
