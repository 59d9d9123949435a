import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LiveStream, StreamSink } from '../platform/live/live-stream.ts';
import { toGraphQLError } from './errors.ts';
import { type EventStreamOptions, type Outcome, runOperation } from './event-stream.ts';
import { RequestRefused, readOperation } from './http-request.ts';
import {
  type EventStreamResponse,
  formatResult,
  openEventStream,
  sendErrors,
  statusOfRefusal,
} from './http-response.ts';
import { stringifyResult } from './written-answer.ts';

const tokenHeader = 'x-graphql-event-stream-token';
/** Streams that are reserved and not yet opened, in the whole process. */
const reservationsMax = 10_000;
/** How long a reservation waits for its stream. */
const reservationMs = 60_000;
/** Operations that run on one stream at the same time. */
const operationsMax = 100;
const operationIdCharsMax = 100;

export interface SingleConnectionOptions extends EventStreamOptions {
  /** Refuses people who are not signed in: what is reserved is kept in memory, and strangers must not fill it. */
  authorizeReservation(req: IncomingMessage): Promise<void>;
}

export interface SingleConnection {
  serve(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Accepts no new stream, and ends those that are open once their operations are over. */
  drain(): void;
}

/** One reservation, and from its opening on the stream that carries the results of many operations. */
interface SharedStream {
  readonly token: string;
  /** Resolves when the client has opened the stream; with null when it never will. */
  readonly opened: Promise<EventStreamResponse | null>;
  open(stream: EventStreamResponse | null): void;
  isOpen: boolean;
  isClosed: boolean;
  readonly operations: Map<string, Operation>;
}

interface Operation {
  /** null until it is open, and for operations that have one result alone. */
  live: LiveStream | null;
  isEnded: boolean;
}

/** Whether a request speaks the single connection mode: it reserves, names a reservation, or ends an operation. */
export function isSingleConnection(req: IncomingMessage): boolean {
  return req.method === 'PUT' || req.method === 'DELETE' || tokenOf(req) !== null;
}

function tokenOf(req: IncomingMessage): string | null {
  const header = req.headers[tokenHeader];
  if (typeof header === 'string' && header !== '') return header;
  return req.url?.includes('token') ? searchParamsOf(req).get('token') : null;
}

function searchParamsOf(req: IncomingMessage): URLSearchParams {
  return new URL(req.url ?? '/', 'http://localhost').searchParams;
}

/**
 * The single connection mode of the graphql-sse protocol, for browsers on HTTP/1.1. Written by hand, since the
 * protocol's own library reads every operation into an array without a bound, and keeps what was reserved and never
 * opened for ever.
 */
export function createSingleConnection(options: SingleConnectionOptions): SingleConnection {
  const streams = new Map<string, SharedStream>();
  let unopened = 0;
  let isDraining = false;

  async function reserve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    await options.authorizeReservation(req);
    if (isDraining || unopened >= reservationsMax)
      throw new RequestRefused(503, 'No stream can be reserved at this moment. Try again.');
    const { promise: opened, resolve } = Promise.withResolvers<EventStreamResponse | null>();
    const expiry = setTimeout(() => close(stream), reservationMs);
    expiry.unref();
    const stream: SharedStream = {
      token: crypto.randomUUID(),
      opened,
      isOpen: false,
      isClosed: false,
      operations: new Map(),
      open(response) {
        clearTimeout(expiry);
        if (!stream.isOpen) unopened--;
        stream.isOpen = true;
        resolve(response);
      },
    };
    unopened++;
    streams.set(stream.token, stream);
    res.writeHead(201, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    });
    res.end(stream.token);
  }

  /** Ends a stream and all that runs on it, whether it was opened or not. */
  function close(stream: SharedStream): void {
    if (stream.isClosed) return;
    stream.isClosed = true;
    streams.delete(stream.token);
    if (!stream.isOpen) stream.open(null);
    for (const operation of [...stream.operations.values()]) end(operation);
  }

  async function openStream(stream: SharedStream, res: ServerResponse): Promise<void> {
    if (stream.isOpen) throw new RequestRefused(409, 'This stream is already open.');
    const response = openEventStream(res, options.heartbeatMs);
    stream.open(response);
    await response.closed;
    close(stream);
  }

  async function startOperation(
    stream: SharedStream,
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> {
    const request = await readOperation(req);
    const id = idOf(request.extensions?.operationId);
    if (stream.operations.has(id)) throw new RequestRefused(409, 'An operation with this id is running.');
    if (stream.operations.size >= operationsMax)
      throw new RequestRefused(429, `At most ${operationsMax} operations run on one stream.`);
    const operation: Operation = { live: null, isEnded: false };
    stream.operations.set(id, operation);
    let outcome: Outcome;
    try {
      outcome = await runOperation(req, res, request, options);
    } catch (error) {
      stream.operations.delete(id);
      throw error;
    }
    // It may be a while until there is a stream to open it on: then the person is looked up once more.
    if (outcome.kind === 'stream') outcome.endWatch();
    if (outcome.kind === 'invalid' || outcome.kind === 'refused') {
      stream.operations.delete(id);
      return sendErrors(res, outcome.kind === 'invalid' ? 400 : outcome.status, outcome.errors);
    }
    res.writeHead(202, { 'access-control-allow-origin': '*' }).end();
    await sendResults(stream, id, operation, outcome);
  }

  async function sendResults(
    stream: SharedStream,
    id: string,
    operation: Operation,
    outcome: Extract<Outcome, { kind: 'stream' | 'result' }>,
  ): Promise<void> {
    // Nothing is begun before there is a stream to send it on.
    const response = await stream.opened;
    if (response === null || response.isClosed || operation.isEnded) return forget(stream, id);
    if (outcome.kind === 'result') {
      await response.send('next', payloadOf(id, stringifyResult(outcome.result)));
      await response.send('complete', JSON.stringify({ id }));
      return forget(stream, id);
    }
    try {
      const open = (live: LiveStream, firstResult: string | null) =>
        openOperation(response, id, firstResult, {
          onDrain: () => options.live.drained(live),
          onFinish: () => forget(stream, id),
          isEnded: () => operation.isEnded,
        });
      operation.live = await outcome.open(open);
      // Ended by its client, or with its stream, before it had begun.
      if (operation.live === null || operation.isEnded) forget(stream, id);
    } catch (error) {
      const errors = [toGraphQLError(options.maskError(error))];
      response.write('next', payloadOf(id, JSON.stringify(formatResult({ errors }))));
      response.write('complete', JSON.stringify({ id }));
      forget(stream, id);
    }
  }

  function end(operation: Operation): void {
    operation.isEnded = true;
    if (operation.live !== null) options.live.closed(operation.live);
  }

  /** An operation is over, for whatever reason. */
  function forget(stream: SharedStream, id: string): void {
    const operation = stream.operations.get(id);
    if (operation === undefined) return;
    stream.operations.delete(id);
    end(operation);
    if (isDraining) endWhenIdle(stream);
  }

  function endOperation(stream: SharedStream, req: IncomingMessage, res: ServerResponse): void {
    const id = idOf(searchParamsOf(req).get('operationId'));
    const operation = stream.operations.get(id);
    if (operation !== undefined) {
      end(operation);
      void stream.opened.then(response => response?.write('complete', JSON.stringify({ id })));
      forget(stream, id);
    }
    res.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  }

  function endWhenIdle(stream: SharedStream): void {
    if (stream.operations.size > 0) return;
    void stream.opened.then(response => response?.end());
    if (!stream.isOpen) close(stream);
  }

  async function dispatch(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (req.method === 'PUT') return await reserve(req, res);
    const stream = streams.get(tokenOf(req) ?? '');
    if (stream === undefined) throw new RequestRefused(404, 'There is no such stream. Reserve one with PUT.');
    if (req.method === 'DELETE') return endOperation(stream, req, res);
    if (req.method === 'GET' && req.headers.accept?.includes('text/event-stream'))
      return await openStream(stream, res);
    return await startOperation(stream, req, res);
  }

  return {
    async serve(req, res) {
      try {
        await dispatch(req, res);
      } catch (error) {
        if (res.headersSent) throw error;
        if (error instanceof RequestRefused) return sendErrors(res, error.status, [error], error.headers);
        const masked = options.maskError(error);
        sendErrors(res, statusOfRefusal({ errors: [masked] }) ?? 500, [masked]);
      }
    },
    drain() {
      isDraining = true;
      for (const stream of [...streams.values()]) endWhenIdle(stream);
    },
  };
}

/** @throws RequestRefused when it cannot be an operation's id */
function idOf(value: unknown): string {
  const id = typeof value === 'number' ? String(value) : value;
  if (typeof id !== 'string' || id === '' || id.length > operationIdCharsMax)
    throw new RequestRefused(400, 'Give the operation an id, in extensions.operationId.');
  return id;
}

function payloadOf(id: string, json: string): string {
  return `{"id":${JSON.stringify(id)},"payload":${json}}`;
}

/** An operation's part of a stream: the same results, each with the operation's name. */
function openOperation(
  response: EventStreamResponse,
  id: string,
  firstResult: string | null,
  callbacks: { onDrain(): void; onFinish(): void; isEnded(): boolean },
): StreamSink | null {
  if (response.isClosed || callbacks.isEnded()) return null;
  const write = (json: string) => response.write('next', payloadOf(id, json));
  if (firstResult !== null) write(firstResult);
  return {
    send({ results }) {
      let hasRoom = true;
      for (const result of results) hasRoom = write(result);
      if (!hasRoom) response.onDrain(callbacks.onDrain);
      return hasRoom;
    },
    // The connection has heartbeats of its own.
    heartbeat() {},
    finish(lastResult) {
      if (lastResult !== null) write(lastResult);
      response.write('complete', JSON.stringify({ id }));
      callbacks.onFinish();
    },
    // The other operations of the connection go on; its own end comes when the client leaves.
    destroy() {},
  };
}
