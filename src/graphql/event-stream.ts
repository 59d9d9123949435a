import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import { connectionLimits } from '../platform/connections.ts';
import type { AccessWatch, LiveStream, StreamSink } from '../platform/live/live-stream.ts';
import type { LiveStreams } from '../platform/live/live-streams.ts';
import type { GraphQLContext } from './context.ts';
import type { PreparedDocument } from './documents.ts';
import { maskResult, toGraphQLError } from './errors.ts';
import { type EncoderParts, toSubscription } from './event-encoder.ts';
import { type OperationRequest, RequestRefused, readOperation } from './http-request.ts';
import {
  formatResult,
  openEventStream,
  openLiveStream,
  sendErrors,
  statusOfRefusal,
} from './http-response.ts';
import { isLiveSource } from './live-source.ts';
import { executePlanned, openPlannedSource } from './planned-execution.ts';
import { shareOperation } from './shared-operations.ts';
import { stringifyResult } from './written-answer.ts';

/** Who sent a request: the context of their operation, and what looks out for changes of their access meanwhile. */
export interface Caller {
  readonly context: GraphQLContext;
  readonly watch: AccessWatch | null;
}

export interface EventStreamOptions extends EncoderParts {
  readonly schema: GraphQLSchema;
  readonly live: LiveStreams;
  readonly heartbeatMs: number;
  prepare(query: string): PreparedDocument;
  /** The watch is for the caller to end. */
  authenticate(req: IncomingMessage): Promise<Caller>;
  /** What is wrong with the variables, the depth or the cost of an operation. */
  checkLimits(args: ExecutionArgs): readonly GraphQLError[];
  /** Runs a query or a mutation, with everything that belongs around it. */
  execute(req: IncomingMessage, res: ServerResponse, request: OperationRequest): Promise<ExecutionResult>;
}

/** What became of an operation. */
export type Outcome =
  /** `endWatch` is to be called whether it is opened or not. */
  | { readonly kind: 'stream'; readonly open: OpenStream; endWatch(): void }
  | { readonly kind: 'result'; readonly result: ExecutionResult }
  /** A document that cannot be executed. */
  | { readonly kind: 'invalid'; readonly errors: readonly GraphQLError[] }
  /** A subscription that this person may not open. */
  | { readonly kind: 'refused'; readonly status: number; readonly errors: readonly GraphQLError[] };

/**
 * Opens the stream of a subscription that was accepted. `openSink` gets the first result, if there is one, and returns
 * null when the client has gone.
 * @throws RATE_LIMITED, or why there are no new streams at this moment
 */
export type OpenStream = (
  openSink: (stream: LiveStream, firstResult: string | null) => StreamSink | null,
) => Promise<LiveStream | null>;

/** GraphQL over server-sent events, distinct connections mode of the graphql-sse protocol: one request, one stream. */
export async function serveEventStream(
  req: IncomingMessage,
  res: ServerResponse,
  options: EventStreamOptions,
): Promise<void> {
  let outcome: Outcome;
  try {
    // After a deploy thousands of requests are there at once: they are not to be read in one go.
    await options.live.turns.next();
    outcome = await runOperation(req, res, await readOperation(req), options);
    if (outcome.kind === 'stream') outcome = (await openDistinct(req, res, outcome, options)) ?? outcome;
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    return sendErrors(res, error.status, [error], error.headers);
  }
  if (outcome.kind === 'stream') return;
  if (outcome.kind === 'refused') return sendErrors(res, outcome.status, outcome.errors);
  const stream = openEventStream(res, options.heartbeatMs);
  // A result that nobody reads is not kept for ever.
  res.setTimeout(connectionLimits.unreadMs);
  const result = outcome.kind === 'invalid' ? { errors: outcome.errors } : outcome.result;
  await stream.send('next', stringifyResult(result));
  await stream.send('complete', null);
  stream.end();
}

/** Opens the stream on a response of its own; null, or what to answer instead. */
async function openDistinct(
  req: IncomingMessage,
  res: ServerResponse,
  prepared: Extract<Outcome, { kind: 'stream' }>,
  { live, maskError }: EventStreamOptions,
): Promise<Outcome | null> {
  try {
    await prepared.open((stream, firstResult) =>
      openLiveStream(res, firstResult, {
        onDrain: () => live.drained(stream),
        onClose: () => live.closed(stream),
      }),
    );
    // The connection keeps its request to the end: what was read of it is not needed, and holds a token.
    req.rawHeaders.length = 0;
    req.headers = {};
    return null;
  } catch (error) {
    return outcomeOf({ errors: [toGraphQLError(maskError(error))] });
  } finally {
    prepared.endWatch();
  }
}

/**
 * Runs an operation up to its result, or to the point where its stream can be opened.
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
    const { document, errors, hash } = options.prepare(request.query);
    if (document === null || errors.length > 0) return invalid(...errors);
    const operation = getOperationAST(document, request.operationName);
    if (!operation) return invalid(unclearOperation());
    const kind = operation.operation;
    if (kind === 'mutation' && req.method === 'GET') {
      throw new RequestRefused(405, 'Mutations must be sent by POST.', { allow: 'POST' });
    }
    if (kind !== 'subscription') return { kind: 'result', result: await options.execute(req, res, request) };
    const asked = { document, hash, operation, variables: request.variables ?? {} };
    return await watched(await options.authenticate(req), asked, options);
  } catch (error) {
    if (error instanceof RequestRefused) throw error;
    return invalid(toGraphQLError(options.maskError(error)));
  }
}

/** Prepares a stream, and ends the watch unless the stream is now there to be opened. */
async function watched(caller: Caller, asked: Asked, options: EventStreamOptions): Promise<Outcome> {
  let outcome: Outcome | null = null;
  try {
    outcome = await openSubscription(caller, asked, options);
    return outcome;
  } finally {
    if (outcome?.kind !== 'stream' && caller.watch !== null) options.live.endWatch(caller.watch);
  }
}

/** The subscription that somebody asked for. */
interface Asked {
  readonly document: DocumentNode;
  readonly hash: string;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

async function openSubscription(
  { context, watch }: Caller,
  asked: Asked,
  options: EventStreamOptions,
): Promise<Outcome> {
  const { document, operation: definition, variables } = asked;
  const args: ExecutionArgs = {
    schema: options.schema,
    document,
    contextValue: context,
    variableValues: variables,
    operationName: definition.name?.value,
  };
  const problems = options.checkLimits(args);
  if (problems.length > 0) return { kind: 'result', result: { errors: problems } };
  const operation = shareOperation(options.schema, asked, definition, variables);
  const source = await openPlannedSource(args);
  if (!isLiveSource(source)) {
    if (Symbol.asyncIterator in source) throw new Error('a subscription must open a live source');
    return outcomeOf(maskResult(source, options.maskError));
  }
  const { viewer } = context.scope;
  if (viewer === null || watch === null) throw new Error('a subscription was accepted from nobody');
  const subscription = toSubscription(options, operation, source);
  const first = source.greeting === null ? null : await executeOne(args, source.greeting, options);
  if (first !== null && !first.data) return outcomeOf(first);
  const firstText = first === null ? null : JSON.stringify(formatResult(first));
  const { position } = source;
  return {
    kind: 'stream',
    endWatch: () => options.live.endWatch(watch),
    open: openSink =>
      options.live.open({
        watch,
        viewer,
        subscription,
        position,
        openSink: stream => openSink(stream, firstText),
      }),
  };
}

/** The greeting is for one person alone, and executed in the context of their request. */
async function executeOne(
  args: ExecutionArgs,
  rootValue: unknown,
  options: EventStreamOptions,
): Promise<ExecutionResult> {
  return maskResult(await executePlanned({ ...args, rootValue }), options.maskError);
}

/** A result without a stream: some refusals have an HTTP status of their own, the others are sent as a result. */
function outcomeOf(result: ExecutionResult): Outcome {
  const status = statusOfRefusal(result);
  return status === undefined
    ? { kind: 'result', result }
    : { kind: 'refused', status, errors: result.errors ?? [] };
}

function unclearOperation(): GraphQLError {
  return new GraphQLError('Say with operationName which operation to run.', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });
}
