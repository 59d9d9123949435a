import type { IncomingMessage, ServerResponse } from 'node:http';
import { getOperationAST } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { AccessClaims } from './accounts/access-tokens.ts';
import { authenticate, loadViewer } from './accounts/authenticate.ts';
import type { GraphQLContext } from './graphql/context.ts';
import { createErrorMask } from './graphql/errors.ts';
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
    graphiql: { title: 'ResolutionFlow', defaultQuery: welcomeQuery },
    renderGraphiQL: renderOwnGraphiQL,
    plugins: [useRequestLimits(), useFreshSubscriptions(maskError), useOperationFigures(parts)],
  });
  return { yoga, maskError };
}

const welcomeQuery = `# Sign in first, with the mutation below; then put the access token into the Headers editor:
# { "Authorization": "Bearer <accessToken>" }

mutation SignIn {
  login(input: { email: "", password: "" }) {
    accessToken
    user { name role account { name } }
  }
}

query Queue {
  escalationQueue(first: 10) {
    eventCursor
    totalCount
    nodes { id priority createdAt createdBy { name } snapshot { problem clientName ticketRef stepCount } }
  }
}

subscription Live {
  escalationEvents {
    __typename
    ... on StreamReady { cursor }
    ... on EscalationCreated { cursor replayed handoff { id priority engineerNotes createdBy { name } } }
    ... on EscalationClaimed { cursor handoff { id claimedBy { name } } }
  }
}
`;

let graphiqlPage: string | null = null;

/** GraphiQL with its script inside the page: nothing is fetched from anywhere. Loaded and made once, when asked for. */
async function renderOwnGraphiQL(options: object): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  graphiqlPage ??= String(renderGraphiQL({ ...options, endpoint: '/graphql' }));
  return graphiqlPage;
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

/** Subscriptions on every transport run through our subscribe. */
function useFreshSubscriptions(maskError: (error: unknown) => Error): Plugin {
  const subscribe = createSubscribe({ maskError });
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(subscribe);
    },
  };
}

/** One line of the log and one figure an operation: its name and how it went, never what was in it. */
function useOperationFigures({ log, metrics }: EngineParts): Plugin {
  return {
    onExecute({ args }) {
      const startedMs = performance.now();
      const kind = getOperationAST(args.document, args.operationName)?.operation ?? 'unknown';
      return {
        onExecuteDone({ result }) {
          const codes = 'errors' in result ? result.errors?.map(error => codeOf(error)) : undefined;
          metrics.operations.inc({ kind, outcome: codes?.[0] ?? 'OK' });
          metrics.operationSeconds.observe({ kind }, (performance.now() - startedMs) / 1000);
          const ms = Math.round(performance.now() - startedMs);
          const requestId = requestStore.getStore()?.requestId;
          log.debug({ requestId, kind, operation: args.operationName ?? undefined, codes, ms }, 'operation');
        },
      };
    },
  };
}

function codeOf(error: { originalError?: unknown; extensions?: Record<string, unknown> }): string {
  if (error.originalError instanceof DomainError) return error.originalError.code;
  return typeof error.extensions?.code === 'string' ? error.extensions.code : 'ERROR';
}
