import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { DomainError } from '../kernel/errors.ts';
import { encodeChunk, encodeSse, frameChunk } from '../platform/live/encoded-batch.ts';
import type { StreamSink } from '../platform/live/live-stream.ts';
import { fromDomainError } from './errors.ts';

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
  'cache-control': 'no-store, no-transform',
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

/** The last result of a stream that ends for a reason, as JSON. */
export function describeEnd(reason: DomainError): string {
  return JSON.stringify(formatResult({ errors: [fromDomainError(reason)] }));
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

/** How soon a client that knows no better should come back after a cut. */
const retryMs = 2_000;

/**
 * The first bytes of every stream, sent at once: some browsers and proxies believe in a stream only when something has
 * come.
 */
const handshake = `:\nretry: ${retryMs}\n\n`;

const heartbeatChunk = encodeChunk(heartbeatFrame);

/** A frame of the protocol; `json` is null for `complete`. */
function encodeFrame(event: 'next' | 'complete', json: string | null): string {
  return `event: ${event}\ndata:${json === null ? '' : ` ${json}`}\n\n`;
}

/** An event stream that has been opened. */
export interface EventStreamResponse {
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
  readonly isClosed: boolean;
  /** Sends a frame; false when the connection takes no more for now. */
  write(event: 'next' | 'complete', json: string | null): boolean;
  /** Calls back once, when the connection takes more again. */
  onDrain(listener: () => void): void;
  /** Sends a frame; resolves when the connection takes the next one, or will take no more. */
  send(event: 'next' | 'complete', json: string | null): Promise<void>;
  end(): void;
}

/**
 * Opens an event stream that carries results, and keeps it alive with comments.
 * Written on the plain response and not on web streams: a socket that does not read makes `send` wait, and whoever
 * reads events for it waits too, so nothing piles up.
 */
export function openEventStream(res: ServerResponse, heartbeatMs: number): EventStreamResponse {
  const closed = new Promise<void>(resolve => res.once('close', resolve));
  // Several operations of one stream may wait for the same socket.
  res.setMaxListeners(0);
  res.writeHead(200, streamHeaders);
  res.write(handshake);
  const heartbeat = setInterval(() => {
    if (!res.writableNeedDrain) res.write(heartbeatFrame);
  }, heartbeatMs);
  heartbeat.unref();
  void closed.then(() => clearInterval(heartbeat));
  const isClosed = () => res.closed || res.writableEnded;
  const write: EventStreamResponse['write'] = (event, json) =>
    isClosed() || res.write(encodeFrame(event, json));
  return {
    closed,
    get isClosed() {
      return isClosed();
    },
    write,
    onDrain: listener => void res.once('drain', listener),
    async send(event, json) {
      if (!write(event, json)) await Promise.race([closed, drained(res)]);
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

/**
 * Opens a live stream: the handshake, its first frame (if there is one) and whatever batches come, on a connection of
 * its own. Null when the client has gone.
 *
 * Batches are written to the socket itself, already framed as chunks of the HTTP body: one buffer for all streams of
 * a group, and one write for each. Through the response, each stream would frame the same bytes again, in four writes.
 */
export function openLiveStream(
  res: ServerResponse,
  firstResult: string | null,
  callbacks: { onDrain(): void; onClose(): void },
): StreamSink | null {
  if (res.closed || res.destroyed) return null;
  res.once('close', callbacks.onClose);
  res.writeHead(200, streamHeaders);
  const text = firstResult === null ? handshake : handshake + encodeSse(firstResult);
  const socket = chunkSocketOf(res);
  if (socket === null) {
    res.write(text);
  } else {
    // The head and the first chunk in one write.
    socket.cork();
    res.flushHeaders();
    socket.write(frameChunk(text));
    socket.uncork();
  }
  return createLiveSink(res, callbacks.onDrain);
}

/** The socket to write chunks to; null for an HTTP/1.0 client, and while an earlier response still has it. */
function chunkSocketOf(res: ServerResponse): Socket | null {
  return res.chunkedEncoding ? res.socket : null;
}

function createLiveSink(res: ServerResponse, onDrain: () => void): StreamSink {
  const write = (chunk: Buffer, sse: () => Buffer | string): boolean => {
    if (res.closed || res.writableEnded) return true;
    const socket = chunkSocketOf(res);
    const hasRoom = socket === null ? res.write(sse()) : socket.write(chunk);
    if (!hasRoom) (socket ?? res).once('drain', onDrain);
    return hasRoom;
  };
  return {
    send: batch => write(batch.chunk, () => batch.sse),
    heartbeat() {
      if (res.closed || res.writableEnded) return;
      const socket = chunkSocketOf(res);
      if (socket === null) res.write(heartbeatFrame);
      else socket.write(heartbeatChunk);
    },
    finish(lastResult) {
      if (res.closed || res.writableEnded) return;
      if (lastResult !== null) res.write(encodeSse(lastResult));
      res.end(encodeFrame('complete', null));
    },
    destroy: () => void res.destroy(),
  };
}
