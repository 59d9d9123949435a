import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError, getOperationAST } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { AccessClaims } from './accounts/access-tokens.ts';
import { authenticate, loadViewer } from './accounts/authenticate.ts';
import type { GraphQLContext } from './graphql/context.ts';
import { createErrorMask } from './graphql/errors.ts';
import { graphiqlOptions, renderGraphiQLPage } from './graphql/graphiql.ts';
import { useJsonBodies } from './graphql/json-bodies.ts';
import { requestLimits, useRequestLimits } from './graphql/limits.ts';
import { createSubscribe } from './graphql/subscribe.ts';
import type { Clock } from './kernel/clock.ts';
import { DomainError, tokenExpired } from './kernel/errors.ts';
import type { Viewer } from './kernel/viewer.ts';
import type { Database } from './platform/database/database.ts';
import { type Scope, type Settings, scopeToAccount } from './platform/database/scope.ts';
import type { Outbox } from './platform/events/outbox.ts';
import type { LiveFeeds } from './platform/live/live-feeds.ts';
import type { Log } from './platform/log.ts';
import type { Metrics } from './platform/metrics.ts';
import type { RateLimits } from './platform/rate-limits.ts';
import { requestStore } from './platform/request-store.ts';
import { schema } from './schema.ts';

export interface EngineParts {
  readonly clock: Clock;
  readonly database: Database;
  readonly settings: Settings;
  readonly outbox: Outbox;
  readonly rateLimits: RateLimits;
  readonly live: LiveFeeds;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface ServerContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** Whether the answer is a stream of events, which is the only way to send what a subscription yields. */
  readonly isEventStream?: boolean;
}

/** GraphQL over HTTP: queries and mutations, and GraphiQL. Streams are served beside it, by the same engine. */
export type Yoga = YogaServerInstance<ServerContext, GraphQLContext>;

/** The GraphQL engine with everything around it; `maskError` is what every transport passes errors through. */
export function createEngine(parts: EngineParts): { yoga: Yoga; maskError: (error: unknown) => Error } {
  const maskError = createErrorMask(parts.log, () => requestStore.getStore()?.requestId ?? null);
  const yoga = createYoga<ServerContext, GraphQLContext>({
    schema,
    context: ({ request }) => createContext(parts, request.headers.get('authorization')),
    maskedErrors: { maskError },
    logging: false,
    landingPage: false,
    multipart: false,
    batching: false,
    maxRequestBodySize: requestLimits.bodyBytes,
    cors: {
      origin: '*',
      credentials: false,
      methods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
      maxAge: 86_400,
    },
    graphiql: graphiqlOptions,
    renderGraphiQL: renderGraphiQLPage,
    plugins: [
      useJsonBodies(),
      useRequestLimits(),
      useFreshSubscriptions(maskError),
      useOperationFigures(parts),
    ],
  });
  return { yoga, maskError };
}

/** The context of one request: who asks, and a unit of work that sees that person's account alone. */
async function createContext(parts: EngineParts, authorization: string | null): Promise<GraphQLContext> {
  const em = parts.database.orm.em.fork();
  const { viewer, claims, refusal } = await authenticate(
    em,
    parts.settings,
    authorization,
    parts.clock.now(),
  );
  return contextFor(parts, viewer, claims, refusal);
}

function contextFor(
  parts: EngineParts,
  viewer: Viewer | null,
  claims: AccessClaims | null,
  refusal: DomainError | null,
): GraphQLContext {
  const em = parts.database.orm.em.fork();
  const scope: Scope<Viewer | null> = {
    em: viewer === null ? em : scopeToAccount(em, viewer.accountId),
    viewer,
    clock: parts.clock,
    settings: parts.settings,
    outbox: parts.outbox,
    rateLimits: parts.rateLimits,
    clientIp: requestStore.getStore()?.clientIp ?? 'unknown',
  };
  return {
    scope,
    refusal,
    live: parts.live,
    async fork() {
      if (claims === null) return contextFor(parts, null, null, refusal);
      if (claims.expiresAt <= parts.clock.now()) throw tokenExpired();
      return contextFor(parts, await loadViewer(parts.database.orm.em.fork(), claims), claims, null);
    },
  };
}

/** Subscriptions run through our subscribe, and only where their events can be sent. */
function useFreshSubscriptions(maskError: (error: unknown) => Error): Plugin<ServerContext> {
  const subscribe = createSubscribe({ maskError });
  return {
    onSubscribe({ args, setSubscribeFn, setResultAndStopExecution }) {
      if (args.contextValue.isEventStream) return setSubscribeFn(subscribe);
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
function useOperationFigures({ log, metrics }: EngineParts): Plugin {
  return {
    onExecute({ args }) {
      const startedMs = performance.now();
      const operation = getOperationAST(args.document, args.operationName);
      const kind = operation?.operation ?? 'unknown';
      return {
        onExecuteDone({ result }) {
          const codes = 'errors' in result ? result.errors?.map(error => codeOf(error)) : undefined;
          metrics.operations.inc({ kind, outcome: codes?.[0] ?? 'OK' });
          metrics.operationSeconds.observe({ kind }, (performance.now() - startedMs) / 1000);
          const ms = Math.round(performance.now() - startedMs);
          const requestId = requestStore.getStore()?.requestId;
          const name = operation?.name?.value.slice(0, operationNameCharsMax);
          log.debug({ requestId, kind, operation: name, codes, ms }, 'operation');
        },
      };
    },
  };
}

function codeOf(error: { originalError?: unknown; extensions?: Record<string, unknown> }): string {
  if (error.originalError instanceof DomainError) return error.originalError.code;
  return typeof error.extensions?.code === 'string' ? error.extensions.code : 'ERROR';
}
