/** Why a stream is over, or why it did not open. */
export interface StreamEnd {
  /** The code that the server gave. `NONE`: a network, a proxy, a restart, silence. */
  readonly code: string;
  /** For logs and for people who look for the cause; decide by the code. */
  readonly message: string;
  /** How long the server asks to wait; null when it does not say. */
  readonly retryAfterMs: number | null;
}

/** Ends the iteration: trying again would not help before somebody has done something. */
export class EscalationStreamError extends Error {
  /**
   * `UNAUTHENTICATED` or `TOKEN_EXPIRED`: sign in again. `FORBIDDEN`: the role does not allow it. `STREAM_ENDED`: an
   * administrator has ended it. `CURSOR_EXPIRED`: there is a gap, and no `loadQueue`. Anything else: a defect of the
   * document or the request.
   */
  readonly code: string;

  constructor({ code, message }: Pick<StreamEnd, 'code' | 'message'>) {
    super(`${code}: ${message}`);
    this.name = 'EscalationStreamError';
    this.code = code;
  }
}

/**
 * What helps after an end. `retry`: a growing pause. `rotate`: a short random pause. `wait`: as long as the server
 * says. `refresh`: a newer access token. `reload`: the queue anew. `stop`: a person. `none`: nothing is wrong.
 */
export type Remedy = 'none' | 'retry' | 'rotate' | 'wait' | 'refresh' | 'reload' | 'stop';

/** Section 9 of docs/live-escalations.md as data. What is not here is tried again. */
const remedies: ReadonlyMap<string, Remedy> = new Map([
  ['RECONNECT', 'none'],
  ['STREAM_ROTATED', 'rotate'],
  ['RATE_LIMITED', 'wait'],
  ['TOKEN_EXPIRED', 'refresh'],
  ['UNAUTHENTICATED', 'refresh'],
  ['CURSOR_EXPIRED', 'reload'],
  ['FORBIDDEN', 'stop'],
  ['STREAM_ENDED', 'stop'],
  ['GRAPHQL_PARSE_FAILED', 'stop'],
  ['GRAPHQL_VALIDATION_FAILED', 'stop'],
  ['OPERATION_RESOLUTION_FAILURE', 'stop'],
  ['BAD_USER_INPUT', 'stop'],
  ['QUERY_TOO_COMPLEX', 'stop'],
  ['ANSWER_TOO_LARGE', 'stop'],
  ['BAD_REQUEST', 'stop'],
]);

export function remedyFor({ code }: StreamEnd): Remedy {
  return remedies.get(code) ?? 'retry';
}

/** Ends that say nothing about the events: waiting is all that helps, however often they come. */
export function isOutage({ code }: StreamEnd): boolean {
  return code === 'NONE' || code === 'SERVICE_UNAVAILABLE';
}

/** The connection failed, without a word from the server. */
export function brokenOff(message: string): StreamEnd {
  return { code: 'NONE', message, retryAfterMs: null };
}

/** The end that a result without data stands for. */
export function readErrors(errors: unknown): StreamEnd {
  const [first]: unknown[] = Array.isArray(errors) ? errors : [];
  const extensions = fieldOf(first, 'extensions');
  const seconds = Number(fieldOf(extensions, 'retryAfterSeconds') ?? Number.NaN);
  return {
    code: String(fieldOf(extensions, 'code') ?? 'UNKNOWN'),
    message: String(fieldOf(first, 'message') ?? 'The server gave a result without data.'),
    retryAfterMs: seconds >= 0 ? seconds * 1_000 : null,
  };
}

/** The same request would be refused again. Not 404: a gateway says so too, while what is behind it restarts. */
const badRequestStatuses: readonly number[] = [400, 405, 406, 413, 414, 415, 431];

/**
 * The end that a response other than a stream stands for.
 * @param body its JSON, as far as there is some
 * @param retryAfter the header of that name
 */
export function readRefusal(status: number, body: unknown, retryAfter: string | null): StreamEnd {
  const errors = fieldOf(body, 'errors');
  const read = Array.isArray(errors) && errors.length > 0 ? readErrors(errors) : null;
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  const retryAfterMs = read?.retryAfterMs ?? (seconds >= 0 ? seconds * 1_000 : null);
  if (read !== null && read.code !== 'UNKNOWN') return { ...read, retryAfterMs };
  const code = badRequestStatuses.includes(status) ? 'BAD_REQUEST' : status === 429 ? 'RATE_LIMITED' : 'NONE';
  return { code, message: read?.message ?? `The server answered with HTTP ${status}.`, retryAfterMs };
}

/**
 * The end that an error of the caller's own functions stands for. One with a `code` of the API counts as if the
 * stream had ended with it; anything else is tried again.
 */
export function readThrown(error: unknown): StreamEnd {
  const code = fieldOf(error, 'code');
  const message = error instanceof Error ? error.message : String(error);
  return typeof code === 'string' && remedies.has(code)
    ? { code, message, retryAfterMs: null }
    : brokenOff(message);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
