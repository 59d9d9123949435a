import type { ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';

/** HTTP status for what is refused before a stream opens. */
const refusalStatus: ReadonlyMap<unknown, number> = new Map([
  ['UNAUTHENTICATED', 401],
  ['TOKEN_EXPIRED', 401],
  ['FORBIDDEN', 403],
  ['RATE_LIMITED', 429],
]);

interface WithErrors {
  readonly errors?: readonly Error[];
}

/** The code of a result's first error; undefined when it has none. */
export function codeOf({ errors }: WithErrors): string | undefined {
  const [first] = errors ?? [];
  return first instanceof GraphQLError && first.extensions.code !== undefined
    ? String(first.extensions.code)
    : undefined;
}

/** The HTTP status that fits a refusal; undefined for errors that belong into the GraphQL answer. */
export function statusOfRefusal(result: WithErrors): number | undefined {
  return refusalStatus.get(codeOf(result));
}

/** Answers with GraphQL errors as plain JSON. */
export function sendErrors(
  res: ServerResponse,
  status: number,
  errors: readonly Error[],
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = JSON.stringify({
    errors: errors.map(error => (error instanceof GraphQLError ? error : { message: error.message })),
  });
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'access-control-allow-origin': '*',
    ...headers,
  });
  res.end(body);
}
