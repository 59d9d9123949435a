import type { ServerResponse } from 'node:http';
import { type ExecutionResult, GraphQLError } from 'graphql';

/** HTTP status for what is refused before a stream opens. */
const refusalStatus: ReadonlyMap<unknown, number> = new Map([
  ['UNAUTHENTICATED', 401],
  ['TOKEN_EXPIRED', 401],
  ['FORBIDDEN', 403],
  ['RATE_LIMITED', 429],
]);

/** Headers of every event stream. */
const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  // nginx and others would hold events back until a buffer is full.
  'x-accel-buffering': 'no',
  'access-control-allow-origin': '*',
} as const;

const heartbeatFrame = ':\n\n';

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

/** A result as clients read it: what an error says about its HTTP status is for the server alone. */
export function formatResult(result: ExecutionResult): object {
  return result.errors ? { ...result, errors: result.errors.map(formatError) } : result;
}

function formatError(error: Error): object {
  if (!(error instanceof GraphQLError)) return { message: error.message };
  const { http: _, ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions };
}

/** Answers with GraphQL errors as plain JSON. */
export function sendErrors(
  res: ServerResponse,
  status: number,
  errors: readonly Error[],
  headers: Readonly<Record<string, string>> = {},
): void {
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'access-control-allow-origin': '*',
    ...headers,
  });
  res.end(JSON.stringify({ errors: errors.map(formatError) }));
}

/** An event stream that has been opened. */
export interface EventStreamResponse {
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
  readonly isClosed: boolean;
  /** Sends a frame; resolves when the socket takes the next one, or will take no more. */
  send(event: 'next' | 'complete', data: object | null): Promise<void>;
  end(): void;
}

/**
 * Opens an event stream on a response and keeps it alive with comments.
 * Written on the plain response and not on web streams: a socket that does not read makes `send` wait, and whoever
 * reads events for it waits too, so nothing piles up.
 */
export function openEventStream(res: ServerResponse, heartbeatMs: number): EventStreamResponse {
  const closed = new Promise<void>(resolve => res.once('close', resolve));
  // Several operations of one stream may wait for the same socket.
  res.setMaxListeners(0);
  res.writeHead(200, streamHeaders);
  // The first bytes at once: some browsers and proxies believe in a stream only when something has come.
  res.write(heartbeatFrame);
  const heartbeat = setInterval(() => {
    if (!res.writableNeedDrain) res.write(heartbeatFrame);
  }, heartbeatMs);
  heartbeat.unref();
  void closed.then(() => clearInterval(heartbeat));
  return {
    closed,
    get isClosed() {
      return res.closed || res.writableEnded;
    },
    async send(event, data) {
      if (res.closed || res.writableEnded) return;
      const frame = `event: ${event}\ndata:${data === null ? '' : ` ${JSON.stringify(data)}`}\n\n`;
      if (!res.write(frame)) await Promise.race([closed, drained(res)]);
    },
    end() {
      clearInterval(heartbeat);
      if (!res.closed) res.end();
    },
  };
}

function drained(res: ServerResponse): Promise<void> {
  return new Promise(resolve => res.once('drain', resolve));
}
