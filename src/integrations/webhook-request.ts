import { Webhook } from 'standardwebhooks';
import { OutgoingRefused } from '../platform/outgoing-failures.ts';
import type { OutgoingHttp } from '../platform/outgoing-http.ts';
import { parseRetryAfter, webhookLimits } from './webhook-lifecycle.ts';

export interface WebhookRequest {
  /** Opens the address and the secrets. Each of these signs; during a rotation there are two, to a chat none. */
  openTarget(): { readonly url: string; readonly secrets: readonly string[] };
  /** The id that the receiver knows the message by, the same at every attempt. */
  readonly webhookId: string;
  /** Signed and sent byte for byte. */
  readonly body: string;
  readonly at: Date;
}

/** What came of one attempt. */
export interface WebhookOutcome {
  readonly kind: 'SENT' | 'FAILED' | 'GONE' | 'REFUSED';
  /** Null: there was no answer. */
  readonly status: number | null;
  /** The beginning of the answer; null when there was none. */
  readonly excerpt: string | null;
  /** A sentence on what went wrong; null when nothing did. */
  readonly error: string | null;
  readonly retryAfterSeconds: number | null;
}

/** Sends one message, signed as the Standard Webhooks specification says. Throws nothing: a failure is an outcome. */
export async function sendWebhook(outgoing: OutgoingHttp, request: WebhookRequest): Promise<WebhookOutcome> {
  const { body, at } = request;
  try {
    const { url, secrets } = request.openTarget();
    const refusal = explainWebhookUrl(outgoing, url);
    if (refusal !== null) return noAnswer('REFUSED', refusal);
    const answer = await outgoing.send({
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'ResolutionFlow',
        ...sign(secrets, request),
      },
      body,
      timeoutMs: webhookLimits.timeoutMs,
      answerBytesMax: webhookLimits.answerBytesMax,
    });
    const { status } = answer;
    const seen = { status, excerpt: toStorable(answer.body), retryAfterSeconds: null };
    if (status >= 200 && status < 300) return { ...seen, kind: 'SENT', error: null };
    if (status === 410)
      return { ...seen, kind: 'GONE', error: 'The receiver wants no more messages (410 Gone).' };
    const isBusy = status === 429 || status === 503;
    return {
      ...seen,
      kind: 'FAILED',
      error: explainStatus(status),
      retryAfterSeconds: isBusy ? parseRetryAfter(answer.headers['retry-after'], at) : null,
    };
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return noAnswer(error instanceof OutgoingRefused ? 'REFUSED' : 'FAILED', sentence);
  }
}

/**
 * Why nothing would be sent to this address; null when it would. Messages hold what customers are troubled with, so
 * they travel encrypted, but to hosts that the operator has named.
 */
export function explainWebhookUrl(outgoing: OutgoingHttp, url: string): string | null {
  const refusal = outgoing.explainRefusal(url);
  if (refusal !== null) return refusal;
  if (new URL(url).protocol === 'https:' || outgoing.isTrusted(url)) return null;
  return 'The URL must start with https://, unless its host is in OUTGOING_ALLOW.';
}

function sign(secrets: readonly string[], { webhookId, body, at }: WebhookRequest): Record<string, string> {
  if (secrets.length === 0) return {};
  return {
    'webhook-id': webhookId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map(secret => new Webhook(secret).sign(webhookId, at, body)).join(' '),
  };
}

function explainStatus(status: number): string {
  return status >= 300 && status < 400
    ? `The receiver answered ${status}. Redirects are not followed: use the address they lead to.`
    : `The receiver answered ${status}.`;
}

function noAnswer(kind: 'FAILED' | 'REFUSED', error: string): WebhookOutcome {
  return { kind, status: null, excerpt: null, error, retryAfterSeconds: null };
}

/** An answer may hold anything; the database takes no NUL in a text, and nobody needs the others. */
function toStorable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\u{fffd}').toWellFormed();
}
