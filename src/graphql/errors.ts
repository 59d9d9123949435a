import { type ExecutionResult, GraphQLError } from 'graphql';
import { DomainError } from '../kernel/errors.ts';
import { isBusy, isDiskFull, isUnavailable } from '../platform/database/unavailable.ts';
import { describeDefect } from '../platform/defects.ts';
import type { Log } from '../platform/log.ts';
import { createLogLimit } from '../platform/log-limit.ts';

/** What a client reads when something broke on our side; the log says what. */
const maskedMessage = 'Something went wrong on our side. It was logged; please try again.';

/** What clients and the log are told when the database is the reason. */
const unavailable = {
  AWAY: {
    message: 'The database cannot be reached at the moment. Please try again shortly.',
    line: 'requests fail: the database cannot be reached',
  },
  DISK_FULL: {
    message: 'The disk of the database is full. Please tell whoever runs the server, and try again later.',
    line: 'requests fail: the disk of the database is full',
  },
  BUSY: {
    message: 'The server is busy at the moment. Please try again shortly.',
    line: 'requests fail: no connection to the database became free in the pool',
  },
} as const;

/** While that is so every request fails for the same reason; one line in this time is enough. */
const unavailableLogEveryMs = 5_000;

/**
 * Makes the function through which every error leaves the process. Expected failures keep their message and get
 * their code; errors of the query itself (syntax, validation, wrong variables) pass; anything else is a defect:
 * logged with the request's id, and masked.
 */
export function createErrorMask(log: Log, currentRequestId: () => string | null) {
  const limits = {
    AWAY: createLogLimit(unavailableLogEveryMs),
    DISK_FULL: createLogLimit(unavailableLogEveryMs),
    BUSY: createLogLimit(unavailableLogEveryMs),
  };
  return (error: unknown): Error => {
    const graphqlError = error instanceof GraphQLError ? error : null;
    const cause = rootCause(error);
    if (cause instanceof DomainError) return fromDomainError(cause, graphqlError);
    if (graphqlError !== null && isOfTheQuery(graphqlError, cause)) return withDefaultCode(graphqlError);
    const requestId = currentRequestId();
    const reason = reasonOf(cause);
    const facts = { err: describeDefect(cause), requestId, path: graphqlError?.path?.join('.') };
    if (reason === null) log.error(facts, 'a request failed unexpectedly');
    else limits[reason](passedOver => log.error({ ...facts, passedOver }, unavailable[reason].line));
    const [code, status, message] =
      reason === null
        ? (['INTERNAL_SERVER_ERROR', 500, maskedMessage] as const)
        : (['SERVICE_UNAVAILABLE', 503, unavailable[reason].message] as const);
    // A field that failed leaves the rest of the answer good; what failed before any field leaves none. A disk that is
    // full is told to proxies too, also by a mutation: until somebody acts, the next one fails as well.
    const http = graphqlError?.path === undefined || reason === 'DISK_FULL' ? { http: { status } } : {};
    return new GraphQLError(message, {
      ...placeOf(graphqlError),
      extensions: { code, requestId, ...http },
    });
  };
}

/** Why the database could not do it; null when the failure is none of its. */
function reasonOf(cause: unknown): keyof typeof unavailable | null {
  if (!isUnavailable(cause)) return null;
  if (isDiskFull(cause)) return 'DISK_FULL';
  return isBusy(cause) ? 'BUSY' : 'AWAY';
}

/**
 * Whether the query is at fault. A wrong variable or argument is a GraphQL error around a GraphQL error, and so is
 * a value of ours that does not fit its type; the latter alone has a place in the result and none in the query.
 */
function isOfTheQuery(error: GraphQLError, cause: unknown): boolean {
  if (cause === error) return true;
  return cause instanceof GraphQLError && (error.path === undefined || cause.nodes !== undefined);
}

/** The error of our own, or of a library, that a chain of GraphQL errors goes back to. */
function rootCause(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLError && current.originalError) current = current.originalError;
  return current;
}

function placeOf(error: GraphQLError | null) {
  return { nodes: error?.nodes, source: error?.source, positions: error?.positions, path: error?.path };
}

/** A DomainError in the shape clients get. */
export function fromDomainError(error: DomainError, at: GraphQLError | null = null): GraphQLError {
  return new GraphQLError(error.message, {
    ...placeOf(at),
    originalError: error,
    extensions: { code: error.code, ...error.details },
  });
}

/** A RATE_LIMITED error as the refusal of a whole request, of which nothing was done. */
export function refuseWhole({ code, message, details }: DomainError): GraphQLError {
  const http = { status: 429, headers: { 'retry-after': String(details.retryAfterSeconds) } };
  return fromDomainError(new DomainError(code, message, { ...details, http }));
}

/** Errors that graphql-js itself reports have no code; a client can still branch on them. */
function withDefaultCode(error: GraphQLError): GraphQLError {
  error.extensions.code ??= 'BAD_USER_INPUT';
  return error;
}

/** An error as GraphQL's results hold it. */
export function toGraphQLError(error: Error): GraphQLError {
  return error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
}

/** A result with every error as a client may read it. */
export function maskResult(result: ExecutionResult, maskError: (error: unknown) => Error): ExecutionResult {
  if (!result.errors) return result;
  return { ...result, errors: result.errors.map(error => toGraphQLError(maskError(error))) };
}
