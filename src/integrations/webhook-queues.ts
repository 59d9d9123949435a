import { randomUUID } from 'node:crypto';
import type { Uuid } from '../kernel/ids.ts';
import type { KeyedJob } from '../platform/jobs/jobs.ts';

/** First attempts at endpoints that work. */
export const webhookQueue = 'webhook';
/** Later attempts, and all at endpoints that fail: whoever hangs holds up others that hang, and nobody who works. */
export const webhookRetryQueue = 'webhook-retry';

/** One attempt at one delivery. */
export interface WebhookAttempt {
  readonly accountId: Uuid;
  readonly endpointId: Uuid;
  readonly deliveryId: Uuid;
  /** 1 for the first. */
  readonly attempt: number;
}

export function webhookQueueFor(isFailing: boolean): string {
  return isFailing ? webhookRetryQueue : webhookQueue;
}

/** The job of an attempt. An endpoint gets one request at a time from each process, of those that are due the oldest. */
export function sendWebhookJob(data: WebhookAttempt, startAfterSeconds?: number): KeyedJob {
  const { deliveryId, attempt, endpointId } = data;
  const job = { key: `${deliveryId} ${attempt}`, data, group: endpointId, priority: ageOf(deliveryId) };
  return startAfterSeconds === undefined ? job : { ...job, startAfterSeconds };
}

/** The job that goes on with an attempt where another had to leave it. A key that was used is ignored, so it gets a new one. */
export function continueWebhookJob(data: WebhookAttempt, afterSeconds: number): KeyedJob {
  const job = sendWebhookJob(data, afterSeconds === 0 ? undefined : afterSeconds);
  return { ...job, key: `${job.key} ${randomUUID()}` };
}

/** Above the seconds since 1970 for as long as a priority can be counted (32 bits). */
const farAwaySeconds = 2_147_000_000;

/** The greater, the older: an id begins with the milliseconds of the moment that the message was made. */
function ageOf(deliveryId: Uuid): number {
  const madeMs = Number.parseInt(deliveryId.replace('-', '').slice(0, 12), 16);
  return Math.max(0, farAwaySeconds - Math.floor(madeMs / 1000));
}
