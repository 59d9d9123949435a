import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { type ExecutionArgs, type ExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import { authenticate } from './accounts/authenticate.ts';
import type { ViewerLoader } from './accounts/viewer-loader.ts';
import { createAnswerBudget, createUnboundedBudget } from './graphql/answer-budget.ts';
import type { GraphQLContext } from './graphql/context.ts';
import { checkSpace, useDiskSpace } from './graphql/disk-space.ts';
import { type Documents, useDocuments } from './graphql/documents.ts';
import { createErrorMask } from './graphql/errors.ts';
import { createFairShare, type Execute, type RequestArgs } from './graphql/fair-share.ts';
import { type Introspection, useIntrospection } from './graphql/introspection.ts';
import { useJsonBodies } from './graphql/json-bodies.ts';
import { createJsonOperations } from './graphql/json-operations.ts';
import { requestLimits } from './graphql/limits.ts';
import { useOperationLimits } from './graphql/operation-cost.ts';
import { useShallowVariables } from './graphql/variables.ts';
import { isWritten, stringifyResult } from './graphql/written-answer.ts';
import type { Clock } from './kernel/clock.ts';
import { DomainError } from './kernel/errors.ts';
import type { Viewer } from './kernel/viewer.ts';
import type { Database } from './platform/database/database.ts';
import type { Reader } from './platform/database/prepared.ts';
import { type Scope, type Settings, scopeToAccount } from './platform/database/scope.ts';
import { createUnboundedSizes, StoredSizeBudget } from './platform/database/stored-size-budget.ts';
import type { DiskSpace } from './platform/disk-space.ts';
import type { Outbox } from './platform/events/outbox.ts';
import type { LiveStreams } from './platform/live/live-streams.ts';
import type { Log } from './platform/log.ts';
import type { Metrics } from './platform/metrics.ts';
import type { OutgoingHttp } from './platform/outgoing-http.ts';
import type { Quotas } from './platform/quotas/quotas.ts';
import type { RateLimits } from './platform/rate-limits.ts';
import { requestStore } from './platform/request-store.ts';
import { schema } from './schema.ts';

export interface EngineParts {
  readonly clock: Clock;
  readonly database: Database;
  readonly viewers: ViewerLoader;
  readonly settings: Settings;
  readonly outbox: Outbox;
  readonly rateLimits: RateLimits;
  readonly quotas: Quotas;
  readonly outgoing: OutgoingHttp;
  readonly live: LiveStreams;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly diskSpace: DiskSpace;
  readonly documents: Documents;
  readonly introspection: Introspection;
}

export interface ServerContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

/** GraphQL over HTTP: queries and mutations. Streams are served beside it, by the same engine. */
export type Yoga = YogaServerInstance<ServerContext, GraphQLContext>;

export interface Engine {
  readonly yoga: Yoga;
  /** Serves queries and mutations; the usual ones without the detour through Yoga. */
  serve(req: IncomingMessage, res: ServerResponse): Promise<void>;
  maskError(error: unknown): Error;
}

/** The GraphQL engine with everything around it; `maskError` is what every transport passes errors through. */
export function createEngine(parts: EngineParts): Engine {
  const maskError = createErrorMask(parts.log, () => requestStore.getStore()?.requestId ?? null);
  const execute = createFairShare();
  const yoga = createYoga<ServerContext, GraphQLContext>({
    schema,
    context: ({ request }) => createContext(parts, request.headers.get('authorization')),
    maskedErrors: { maskError },
    logging: false,
    landingPage: false,
    multipart: false,
    batching: false,
    maxRequestBodySize: requestLimits.bodyBytes,
    // Its own counts documents and not their size, and keeps what strangers send.
    parserAndValidationCache: false,
    cors: {
      origin: '*',
      credentials: false,
      methods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
      maxAge: 86_400,
    },
    graphiql: false,
    plugins: [
      useJsonBodies(),
      useShallowVariables(),
      useDocuments(parts.documents),
      useOperationLimits(),
      useDiskSpace(parts.diskSpace),
      useIntrospection(parts.introspection),
      usePlannedExecution(execute),
      useNoSubscriptions(),
      useOperationFigures(parts),
    ],
  });
  const serve = createJsonOperations({
    schema,
    documents: parts.documents,
    introspection: parts.introspection,
    createContext: authorization => createContext(parts, authorization),
    execute,
    maskError,
    isRefused: args => checkSpace(parts.diskSpace, args).length > 0,
    onExecute: args => startFigures(parts, args),
    serveOther: (req, res, body) => yoga.handle(body === null ? req : Object.assign(req, { body }), res),
  });
  return { yoga, serve, maskError };
}

/** The context of one request: who asks, and a unit of work that sees that person's account alone. */
async function createContext(parts: EngineParts, authorization: string | null): Promise<GraphQLContext> {
  const { viewers, settings, clock } = parts;
  const { viewer, refusal } = await authenticate(viewers.load, settings, authorization, clock.now());
  if (viewer !== null) parts.documents.keep();
  return createContextFor(parts, viewer, refusal);
}

/** A context for somebody who is known, with a unit of work of its own, for one request. */
export function createContextFor(
  parts: EngineParts,
  viewer: Viewer | null,
  refusal: DomainError | null = null,
): GraphQLContext {
  const scope = new RequestScope(parts, viewer, new StoredSizeBudget(requestLimits.storedBytes));
  return { scope, refusal, live: parts.live, answer: createAnswerBudget() };
}

/** The same for events of a stream, which are as large as they are: none may be missed. */
export function createEventContext(parts: EngineParts, viewer: Viewer): GraphQLContext {
  const scope = new RequestScope(parts, viewer, createUnboundedSizes());
  return { scope, refusal: null, live: parts.live, answer: createUnboundedBudget() };
}

/**
 * A class for the sake of its accessor: with one in an object literal, the engine makes a new shape for every object,
 * which takes longer than all else about it and is left to the slow garbage collector.
 */
class RequestScope implements Scope<Viewer | null> {
  readonly reader: Reader;
  readonly storedSize: StoredSizeBudget;
  readonly viewer: Viewer | null;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly outbox: Outbox;
  readonly rateLimits: RateLimits;
  readonly quotas: Quotas;
  readonly outgoing: OutgoingHttp;
  readonly clientIp: () => string;
  readonly #database: Database;
  #em: SqlEntityManager | null = null;

  constructor(parts: EngineParts, viewer: Viewer | null, storedSize: StoredSizeBudget) {
    this.#database = parts.database;
    this.reader = parts.database.orm.em;
    this.storedSize = storedSize;
    this.viewer = viewer;
    this.clock = parts.clock;
    this.settings = parts.settings;
    this.outbox = parts.outbox;
    this.rateLimits = parts.rateLimits;
    this.quotas = parts.quotas;
    this.outgoing = parts.outgoing;
    const request = requestStore.getStore();
    this.clientIp = request?.clientIp ?? unknownAddress;
  }

  /** Made at its first use: most requests only read rows. */
  get em(): SqlEntityManager {
    this.#em ??= this.#fork();
    return this.#em;
  }

  #fork(): SqlEntityManager {
    const em = this.#database.orm.em.fork();
    return this.viewer === null ? em : scopeToAccount(em, this.viewer.accountId);
  }
}

const unknownAddress = () => 'unknown';

/** Executes by plans that are kept with the documents, each person their share. */
function usePlannedExecution(execute: Execute): Plugin<ServerContext, GraphQLContext> {
  return {
    onExecute({ setExecuteFn }) {
      setExecuteFn(async (args: RequestArgs) => {
        const result = await execute(args);
        // Yoga writes a result that brings how to.
        return isWritten(result) ? { ...result, stringify: stringifyResult } : result;
      });
    },
  };
}

/** Subscriptions are streams of their own, served beside this: here nothing could send what they yield. */
function useNoSubscriptions(): Plugin<ServerContext> {
  return {
    onSubscribe({ setResultAndStopExecution }) {
      setResultAndStopExecution({ errors: [subscriptionsAreStreams()] });
    },
  };
}

function subscriptionsAreStreams(): GraphQLError {
  return new GraphQLError('A subscription is a stream of events: ask with "accept: text/event-stream".', {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 406 } },
  });
}

/** What of an operation's name is logged; clients choose it. */
const operationNameCharsMax = 100;

/** One line of the log and one figure an operation: its name and how it went, never what was in it. */
function useOperationFigures(parts: EngineParts): Plugin {
  return {
    onExecute({ args }) {
      const finish = startFigures(parts, args);
      return { onExecuteDone: ({ result }) => finish('errors' in result ? result : {}) };
    },
  };
}

function startFigures(
  { log, metrics }: EngineParts,
  args: Pick<ExecutionArgs, 'document' | 'operationName'>,
) {
  const startedMs = performance.now();
  const operation = getOperationAST(args.document, args.operationName);
  const kind = operation?.operation ?? 'unknown';
  return ({ errors }: ExecutionResult) => {
    const codes = errors?.map(error => codeOf(error));
    metrics.operations.inc({ kind, outcome: codes?.[0] ?? 'OK' });
    metrics.operationSeconds.observe({ kind }, (performance.now() - startedMs) / 1000);
    if (!log.isLevelEnabled('debug')) return;
    const ms = Math.round(performance.now() - startedMs);
    const requestId = requestStore.getStore()?.requestId;
    const name = operation?.name?.value.slice(0, operationNameCharsMax);
    log.debug({ requestId, kind, operation: name, codes, ms }, 'operation');
  };
}

function codeOf(error: { originalError?: unknown; extensions?: Record<string, unknown> }): string {
  if (error.originalError instanceof DomainError) return error.originalError.code;
  return typeof error.extensions?.code === 'string' ? error.extensions.code : 'ERROR';
}
