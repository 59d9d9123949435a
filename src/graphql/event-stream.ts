import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql';
import { type OperationRequest, RequestRefused, readOperation } from './http-request.ts';
import { codeOf, sendErrors, statusOfRefusal } from './http-response.ts';

/** The parts of the GraphQL engine that a transport needs, with all plugins applied. */
export interface Engine {
  parse(query: string): DocumentNode;
  validate(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[];
  /** What the named operation is; null when there is none of that name, or several without one. */
  kindOf(document: DocumentNode, operationName: string | undefined): OperationTypeNode | null;
  contextFactory(): Promise<unknown>;
  execute(args: ExecutionArgs): Promise<ExecutionResult> | ExecutionResult;
  subscribe(args: ExecutionArgs): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>>;
  readonly schema: GraphQLSchema;
}

export interface EventStreamOptions {
  /** An engine for one request. */
  createEngine(req: IncomingMessage, res: ServerResponse, operation: OperationRequest): Engine;
  maskError(error: unknown): Error;
  readonly heartbeatMs: number;
  onOpen(): void;
  /** A stream is over; `reason` is the code of its last result, or how it ended otherwise. */
  onEnd(reason: string): void;
}

/** Headers of every event stream. */
export const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  connection: 'keep-alive',
  // nginx and others would hold events back until a buffer is full.
  'x-accel-buffering': 'no',
  'access-control-allow-origin': '*',
} as const;

/**
 * GraphQL over server-sent events, distinct connections mode of the graphql-sse protocol: one request, one stream.
 * Written on the plain response and not on web streams: a socket that does not read stops its own reader here, and
 * nothing piles up for it.
 */
export async function serveEventStream(
  req: IncomingMessage,
  res: ServerResponse,
  options: EventStreamOptions,
): Promise<void> {
  let outcome: Outcome;
  try {
    outcome = await start(req, res, options);
  } catch (error) {
    if (error instanceof RequestRefused) return sendErrors(res, error.status, [error], error.headers);
    outcome = { result: { errors: [toGraphQLError(options.maskError(error))] } };
  }
  if (res.closed) return await ('stream' in outcome ? outcome.stream.return?.() : undefined)?.then(() => {});
  if ('stream' in outcome) return await sendStream(res, outcome.stream, options);
  const status = outcome.refusable ? statusOfRefusal(outcome.result) : undefined;
  if (status !== undefined) return sendErrors(res, status, outcome.result.errors ?? []);
  res.writeHead(200, streamHeaders);
  res.end(`${nextFrame(outcome.result)}${completeFrame}`);
}

type Outcome =
  | { readonly result: ExecutionResult; readonly refusable?: boolean }
  | { readonly stream: AsyncIterableIterator<ExecutionResult> };

async function start(
  req: IncomingMessage,
  res: ServerResponse,
  options: EventStreamOptions,
): Promise<Outcome> {
  const request = await readOperation(req);
  const engine = options.createEngine(req, res, request);
  const document = engine.parse(request.query);
  const errors = engine.validate(engine.schema, document);
  if (errors.length > 0) return { result: { errors } };
  const kind = engine.kindOf(document, request.operationName);
  if (kind === null)
    return { result: { errors: [new GraphQLError('Say with operationName which operation to run.')] } };
  if (kind === 'mutation' && req.method === 'GET') {
    throw new RequestRefused(405, 'Mutations must be sent by POST.', { allow: 'POST' });
  }
  const args = {
    schema: engine.schema,
    document,
    contextValue: await engine.contextFactory(),
    variableValues: request.variables,
    operationName: request.operationName,
  };
  if (kind !== 'subscription') return { result: await engine.execute(args) };
  const result = await engine.subscribe(args);
  return Symbol.asyncIterator in result ? { stream: result } : { result, refusable: true };
}

async function sendStream(
  res: ServerResponse,
  stream: AsyncIterableIterator<ExecutionResult>,
  options: EventStreamOptions,
): Promise<void> {
  let reason = 'CLIENT_GONE';
  options.onOpen();
  const closed = new Promise<void>(resolve => res.once('close', resolve));
  // Ends the reader at once, even while it waits for an event that may never come.
  void closed.then(() => stream.return?.());
  res.writeHead(200, streamHeaders);
  // The first bytes at once: some browsers and proxies believe in a stream only when something has come.
  res.write(':\n\n');
  const heartbeat = setInterval(() => {
    if (!res.writableNeedDrain) res.write(':\n\n');
  }, options.heartbeatMs);
  heartbeat.unref();
  try {
    for (;;) {
      const step = await stream.next();
      if (step.done || res.closed) break;
      if (!step.value.data) reason = codeOf(step.value) ?? reason;
      if (!res.write(nextFrame(step.value))) await Promise.race([closed, drained(res)]);
    }
    if (!res.closed) {
      if (reason === 'CLIENT_GONE') reason = 'COMPLETE';
      res.end(completeFrame);
    }
  } catch (error) {
    reason = 'ERROR';
    options.maskError(error);
    res.destroy();
  } finally {
    clearInterval(heartbeat);
    await stream.return?.();
    options.onEnd(reason);
  }
}

function drained(res: ServerResponse): Promise<void> {
  return new Promise(resolve => res.once('drain', resolve));
}

function nextFrame(result: ExecutionResult): string {
  return `event: next\ndata: ${JSON.stringify(result)}\n\n`;
}

const completeFrame = 'event: complete\ndata:\n\n';

function toGraphQLError(error: Error): GraphQLError {
  return error instanceof GraphQLError ? error : new GraphQLError(error.message);
}
