/** The codes a client may branch on; see the API contract in docs/api.md. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'TOKEN_EXPIRED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'QUOTA_REACHED'
  | 'CURSOR_EXPIRED'
  | 'QUERY_TOO_COMPLEX'
  | 'ANSWER_TOO_LARGE'
  | 'STREAM_ROTATED'
  | 'STREAM_ENDED'
  | 'SERVICE_UNAVAILABLE';

/**
 * A failure that a client can expect and that its message may explain to a person.
 * Anything thrown that is not a DomainError is a defect: logged, and masked on the way out.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  /** Facts for the client beside the code, such as `field` or `retryAfterSeconds`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}

/**
 * Input that can never be accepted as it stands.
 * @param field path of the offending value as the client wrote it, such as `input.document.nodes.3.key`
 */
export function badInput(field: string, message: string): DomainError {
  return new DomainError('BAD_USER_INPUT', message, { field });
}

/** The thing does not exist, or belongs to another account: the two are never told apart. */
export function notFound(what: string, field?: string): DomainError {
  return new DomainError('NOT_FOUND', `${what} was not found.`, field === undefined ? {} : { field });
}

/** The input was fine once, but the present state does not allow it. */
export function conflict(message: string, details: Record<string, unknown> = {}): DomainError {
  return new DomainError('CONFLICT', message, details);
}

export function forbidden(message = 'Your role does not allow this.'): DomainError {
  return new DomainError('FORBIDDEN', message);
}

export function unauthenticated(message = 'Sign in first.'): DomainError {
  return new DomainError('UNAUTHENTICATED', message);
}

export function tokenExpired(): DomainError {
  return new DomainError('TOKEN_EXPIRED', 'The access token has expired. Refresh it and try again.');
}

export function rateLimited(retryAfterSeconds: number, message = 'Too many attempts.'): DomainError {
  return new DomainError('RATE_LIMITED', `${message} Try again in ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
  });
}

/** Nothing is wrong with the request; this process cannot take it at the moment. */
export function unavailable(retryAfterSeconds: number, message: string): DomainError {
  return new DomainError('SERVICE_UNAVAILABLE', `${message} Try again in ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
  });
}

export function cursorExpired(): DomainError {
  return new DomainError(
    'CURSOR_EXPIRED',
    'This cursor is unknown or too old. Query the queue again and subscribe with its eventCursor.',
  );
}

/** The server ends a stream for its own reasons; nothing is wrong, and nothing is lost by coming back. */
export function streamRotated(): DomainError {
  return new DomainError('STREAM_ROTATED', 'Reconnect, with the last cursor you received.');
}

/** Somebody in charge ended the stream by hand. */
export function streamEnded(): DomainError {
  return new DomainError('STREAM_ENDED', 'An administrator ended this stream.');
}
