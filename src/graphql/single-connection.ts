import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { createHandler, type Response as SseResponse } from 'graphql-sse';
import { type Engine, type EventStreamOptions, streamHeaders } from './event-stream.ts';
import { type OperationRequest, RequestRefused, readBody } from './http-request.ts';
import { sendErrors, statusOfRefusal } from './http-response.ts';

const tokenHeader = 'x-graphql-event-stream-token';
/** Streams that may be reserved and not yet opened, in the whole process. */
const reservationsMax = 10_000;
/** How long a reservation may wait for its stream. */
const reservationMs = 60_000;

export interface SingleConnectionOptions extends EventStreamOptions {
  /** Refuses people who are not signed in: what is reserved is kept in memory, and strangers must not fill it. */
  authorizeReservation(req: IncomingMessage): Promise<void>;
}

/** Whether a request speaks the single connection mode: it reserves, names a reservation, or ends an operation. */
export function isSingleConnection(req: IncomingMessage): boolean {
  return req.method === 'PUT' || req.method === 'DELETE' || tokenOf(req) !== null;
}

function tokenOf(req: IncomingMessage): string | null {
  const header = req.headers[tokenHeader];
  if (typeof header === 'string' && header !== '') return header.slice(0, 100);
  return new URL(req.url ?? '/', 'http://localhost').searchParams.get('token')?.slice(0, 100) ?? null;
}

/**
 * The single connection mode of the graphql-sse protocol, by that library's own handler. It exists for browsers on
 * HTTP/1.1; our own code around it adds the limits the library leaves to others.
 */
export function createSingleConnection(options: SingleConnectionOptions) {
  /** The open stream of each token, to know when its socket is full. */
  const streams = new Map<string, ServerResponse>();
  const reservations = new Map<string, number>();

  function reserve(): string {
    const now = performance.now();
    for (const [token, at] of reservations) {
      if (now - at < reservationMs) break;
      reservations.delete(token);
    }
    if (reservations.size >= reservationsMax)
      throw new RequestRefused(503, 'Too many reserved streams. Try again.');
    const token = crypto.randomUUID();
    reservations.set(token, now);
    return token;
  }

  const handler = createHandler<{ req: IncomingMessage; res: ServerResponse; token: string }, undefined>({
    authenticate: request => request.raw.token,
    async onSubscribe({ raw }, params) {
      const operation: OperationRequest = {
        query: params.query,
        operationName: params.operationName ?? undefined,
        variables: params.variables ?? undefined,
      };
      const result = await run(options.createEngine(raw.req, raw.res, operation), operation);
      if (Symbol.asyncIterator in result) return paced(result, () => streams.get(raw.token));
      const status = result.data ? undefined : statusOfRefusal(result);
      if (status === undefined) return result;
      return [
        JSON.stringify({ errors: result.errors }),
        { status, statusText: 'Refused', headers: { 'content-type': 'application/json; charset=utf-8' } },
      ];
    },
  });

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    try {
      if (req.method === 'PUT') await options.authorizeReservation(req);
      const token = req.method === 'PUT' ? reserve() : (tokenOf(req) ?? '');
      const answer = await handler({
        method: req.method ?? 'GET',
        url: req.url ?? '/',
        headers: { get: name => req.headers[name]?.toString() ?? null },
        body: req.method === 'POST' ? await readBody(req) : null,
        raw: { req, res, token },
        context: undefined,
      });
      await send(res, answer, token);
    } catch (error) {
      if (res.headersSent) return void res.destroy();
      if (error instanceof RequestRefused) return sendErrors(res, error.status, [error], error.headers);
      const masked = options.maskError(error);
      sendErrors(res, statusOfRefusal({ errors: [masked] }) ?? 500, [masked]);
    }
  }

  async function send(res: ServerResponse, [body, init]: SseResponse, token: string): Promise<void> {
    if (body === null || typeof body === 'string') {
      res.writeHead(init.status, { 'access-control-allow-origin': '*', ...init.headers });
      return void res.end(body ?? undefined);
    }
    reservations.delete(token);
    streams.set(token, res);
    options.onOpen();
    const closed = new Promise<void>(resolve => res.once('close', resolve));
    void closed.then(() => body.return(undefined));
    res.writeHead(200, streamHeaders);
    try {
      for await (const frame of body) {
        if (!res.write(frame))
          await Promise.race([closed, new Promise(resolve => res.once('drain', resolve))]);
      }
      res.end();
    } finally {
      streams.delete(token);
      options.onEnd('CLIENT_GONE');
    }
  }

  return { serve };
}

async function run(
  engine: Engine,
  operation: OperationRequest,
): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
  const document = engine.parse(operation.query);
  const errors = engine.validate(engine.schema, document);
  if (errors.length > 0) return { errors };
  const args = {
    schema: engine.schema,
    document,
    contextValue: await engine.contextFactory(),
    variableValues: operation.variables,
    operationName: operation.operationName,
  };
  return engine.kindOf(document, operation.operationName) === 'subscription'
    ? await engine.subscribe(args)
    : await engine.execute(args);
}

/**
 * Results no faster than their socket takes them: the library reads an operation into an array without a bound,
 * and this is where it is made to wait.
 */
function paced(
  results: AsyncIterableIterator<ExecutionResult>,
  socketOf: () => ServerResponse | undefined,
): AsyncIterableIterator<ExecutionResult> {
  return {
    async next() {
      const socket = socketOf();
      if (socket?.writableNeedDrain) {
        await new Promise<void>(resolve => {
          socket.once('drain', resolve);
          socket.once('close', resolve);
        });
      }
      return await results.next();
    },
    async return() {
      await results.return?.();
      return { done: true, value: undefined };
    },
    async throw(error) {
      await results.return?.();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
