import { secondsBetween } from '../kernel/clock.ts';

export const webhookFormats = ['EVENT', 'SLACK', 'TEAMS'] as const;
export type WebhookFormat = (typeof webhookFormats)[number];

export const endpointStates = ['ENABLED', 'DISABLED'] as const;
export type EndpointState = (typeof endpointStates)[number];

export const webhookDeliveryStates = ['PENDING', 'SENDING', 'SENT', 'FAILED', 'CANCELLED'] as const;
export type WebhookDeliveryState = (typeof webhookDeliveryStates)[number];

/**
 * Which state may follow which. SENDING → PENDING is an attempt that failed and is not the last. PENDING → FAILED is a
 * last attempt that an older message has made in its place, and found the endpoint away.
 */
export const webhookDeliveryMoves = {
  PENDING: ['SENDING', 'FAILED', 'CANCELLED'],
  SENDING: ['PENDING', 'SENT', 'FAILED', 'CANCELLED'],
  SENT: [],
  FAILED: [],
  CANCELLED: [],
} as const satisfies Record<WebhookDeliveryState, readonly WebhookDeliveryState[]>;

/** Answers that speak of the server and not of the message. */
export const awayStatuses: readonly number[] = [429, 502, 503, 504];

/**
 * Whether a failure says that no message would have got through: there was no answer, or one of those. A refusal to send
 * to an address at all is one of them.
 */
export function isAway({ status }: { readonly status: number | null }): boolean {
  return status === null || awayStatuses.includes(status);
}

const minute = 60;
const hour = 60 * minute;

/**
 * Pauses between the attempts, in seconds: what Standard Webhooks recommends. Ten attempts, over three days and a bit.
 */
export const retryPausesSeconds: readonly number[] = [
  5,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** Pauses are up to this much longer, so that what failed together does not come back together. */
const jitterShare = 0.1;
/** The longest pause that a receiver may ask for with Retry-After. */
const retryAfterSecondsMax = 24 * hour;

/**
 * The pause after a failed attempt, in whole seconds; null after the last one.
 * @param attempt 1 for the first
 * @param retryAfterSeconds what the receiver has asked for
 * @param chance from 0 to 1
 */
export function pauseAfterAttempt(
  attempt: number,
  retryAfterSeconds: number | null,
  chance: number,
): number | null {
  const pause = retryPausesSeconds[attempt - 1];
  if (pause === undefined) return null;
  const asked = Math.min(Math.max(0, retryAfterSeconds ?? 0), retryAfterSecondsMax);
  return Math.ceil(Math.max(pause, asked) * (1 + jitterShare * chance));
}

/** How long a receiver that answers 429 or 503 wants to be left alone, in seconds; null when it does not say. */
export function parseRetryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const at = new Date(header);
  return Number.isNaN(at.getTime()) ? null : secondsBetween(now, at);
}

/** The owners hear of an endpoint after this long without a success, and it is disabled after that long. */
export const warnAfterSeconds = 24 * hour;
export const disableAfterSeconds = 5 * 24 * hour;

/**
 * What to do about an endpoint that has failed again. Nobody's endpoint is disabled without a warning, nor for the
 * first attempt of a message: where there is little to send, days of silence may lie between two failures.
 */
export function judgeFailing(facts: {
  readonly failingSince: Date;
  readonly warnedAt: Date | null;
  readonly attempt: number;
  readonly now: Date;
}): 'WARN' | 'DISABLE' | null {
  const failing = secondsBetween(facts.failingSince, facts.now);
  if (facts.warnedAt === null) return failing >= warnAfterSeconds ? 'WARN' : null;
  return failing >= disableAfterSeconds && facts.attempt > 1 ? 'DISABLE' : null;
}

/** Bounds on what one job does for its endpoint. It has 60 seconds, and one request may take 15. */
export const turnLimits = {
  /** Nothing is begun after this long. */
  budgetMs: 25_000,
  messagesMax: 100,
  /** When it is doubted that the endpoint is away, told so for the same message. */
  doubt: { every: 3, keysMax: 10_000 },
  /** For those before at the same endpoint in the same process; more than a turn takes. */
  patienceMs: 45_000,
  /** Until a message is looked at again that another process has in hand. */
  takenSeconds: 20,
  /** After this long without an outcome the process that had a message in hand is dead. */
  deadAfterSeconds: 60,
} as const;

/** How long the secret before stays valid after a rotation. */
export const previousSecretSeconds = 24 * hour;

/** How long the log of deliveries is kept. */
export const deliveryDaysKept = 30;

export const webhookLimits = {
  endpointsMax: 20,
  urlCharsMax: 2_000,
  /** Of the answer, what is read and kept. */
  answerBytesMax: 4_096,
  timeoutMs: 15_000,
} as const;
