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
import { codeOf, formatResult, openEventStream, sendErrors, statusOfRefusal } from './http-response.ts';

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

/** What became of an operation. */
export type Outcome =
  | { readonly kind: 'stream'; readonly results: AsyncIterableIterator<ExecutionResult> }
  | { readonly kind: 'result'; readonly result: ExecutionResult }
  /** A document that cannot be executed. */
  | { readonly kind: 'invalid'; readonly errors: readonly GraphQLError[] }
  /** A subscription that this person may not open. */
  | { readonly kind: 'refused'; readonly status: number; readonly errors: readonly GraphQLError[] };

/** GraphQL over server-sent events, distinct connections mode of the graphql-sse protocol: one request, one stream. */
export async function serveEventStream(
  req: IncomingMessage,
  res: ServerResponse,
  options: EventStreamOptions,
): Promise<void> {
  let outcome: Outcome;
  try {
    outcome = await runOperation(req, res, await readOperation(req), options);
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    return sendErrors(res, error.status, [error], error.headers);
  }
  if (outcome.kind === 'refused') return sendErrors(res, outcome.status, outcome.errors);
  if (outcome.kind === 'stream') return await sendStream(res, outcome.results, options);
  const stream = openEventStream(res, options.heartbeatMs);
  await stream.send(
    'next',
    formatResult(outcome.kind === 'invalid' ? { errors: outcome.errors } : outcome.result),
  );
  await stream.send('complete', null);
  stream.end();
}

/**
 * Runs an operation up to its result, or to the stream of its results.
 * @throws RequestRefused for a mutation by GET; whatever else goes wrong is part of the outcome
 */
export async function runOperation(
  req: IncomingMessage,
  res: ServerResponse,
  request: OperationRequest,
  options: EventStreamOptions,
): Promise<Outcome> {
  const invalid = (...errors: readonly GraphQLError[]): Outcome => ({ kind: 'invalid', errors });
  try {
    const engine = options.createEngine(req, res, request);
    const document = engine.parse(request.query);
    const errors = engine.validate(engine.schema, document);
    if (errors.length > 0) return invalid(...errors);
    const kind = engine.kindOf(document, request.operationName);
    if (kind === null) return invalid(unclearOperation());
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
    if (kind !== 'subscription') return { kind: 'result', result: await engine.execute(args) };
    const result = await engine.subscribe(args);
    if (Symbol.asyncIterator in result) return { kind: 'stream', results: result };
    const status = statusOfRefusal(result);
    return status === undefined
      ? { kind: 'result', result }
      : { kind: 'refused', status, errors: result.errors ?? [] };
  } catch (error) {
    if (error instanceof RequestRefused) throw error;
    return invalid(toGraphQLError(options.maskError(error)));
  }
}

async function sendStream(
  res: ServerResponse,
  results: AsyncIterableIterator<ExecutionResult>,
  options: EventStreamOptions,
): Promise<void> {
  if (res.closed) return void (await results.return?.());
  let reason = 'CLIENT_GONE';
  options.onOpen();
  const stream = openEventStream(res, options.heartbeatMs);
  // Ends the reader at once, even while it waits for an event that may never come.
  void stream.closed.then(() => results.return?.());
  try {
    for await (const result of results) {
      if (stream.isClosed) break;
      if (!result.data) reason = codeOf(result) ?? reason;
      await stream.send('next', formatResult(result));
    }
    if (!stream.isClosed) {
      if (reason === 'CLIENT_GONE') reason = 'COMPLETE';
      await stream.send('complete', null);
      stream.end();
    }
  } catch (error) {
    reason = 'ERROR';
    options.maskError(error);
    res.destroy();
  } finally {
    await results.return?.();
    options.onEnd(reason);
  }
}

function unclearOperation(): GraphQLError {
  return new GraphQLError('Say with operationName which operation to run.', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });
}

function toGraphQLError(error: Error): GraphQLError {
  return error instanceof GraphQLError ? error : new GraphQLError(error.message);
}
