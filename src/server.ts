import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ExecutionResult } from 'graphql';
import type { AccessClaims } from './accounts/access-tokens.ts';
import { authenticate } from './accounts/authenticate.ts';
import { isFromOldCookie } from './accounts/old-cookies.ts';
import { type EventStreamOptions, serveEventStream } from './graphql/event-stream.ts';
import { renderGraphiQLPage } from './graphql/graphiql.ts';
import type { OperationRequest } from './graphql/http-request.ts';
import { requestLimits } from './graphql/limits.ts';
import { checkOperation } from './graphql/operation-cost.ts';
import { createSingleConnection, isSingleConnection } from './graphql/single-connection.ts';
import {
  createContextFor,
  createEngine,
  createEventContext,
  type EngineParts,
  type Yoga,
} from './graphql-engine.ts';
import { unauthenticated } from './kernel/errors.ts';
import { clientNetworkOf, type RequestOrigin } from './platform/client-address.ts';
import { arrivalTimes, guardConnections } from './platform/connections.ts';
import { describeDefect } from './platform/defects.ts';
import type { AccessWatch } from './platform/live/live-stream.ts';
import { createBodyBudget } from './platform/request-bodies.ts';
import { type RequestFacts, requestStore } from './platform/request-store.ts';
import { schema } from './schema.ts';
import { openDashboardFiles } from './web/dashboard-files.ts';
import { createGraphiQLPage } from './web/graphiql-page.ts';
import { canReadMetrics } from './web/metrics-access.ts';
import { setCommonHeaders } from './web/response-headers.ts';
import { createSignInCookie, signInPath } from './web/sign-in-cookie.ts';

/** Which of the things around the process can be used at this moment. */
export interface Readiness {
  readonly database: boolean;
  readonly wire: boolean;
  /** Only with the embedded database. */
  readonly diskSpace?: boolean;
}

export interface ServerParts extends EngineParts {
  /** Where the dashboard was built. */
  readonly dashboardFolder: string;
  checkReady(): Promise<Readiness>;
}

export interface HttpServer {
  /** Starts to listen; returns the address it really got. */
  listen(host: string, port: number): Promise<AddressInfo>;
  /** Accepts nothing new, lets what runs finish for a while, then cuts what is left. */
  close(graceMs: number): Promise<void>;
}

type Handler = (req: IncomingMessage, res: ServerResponse, path: string) => Promise<void> | void;

/**
 * Connections that may wait to be accepted. After a deploy all dashboards come back in one moment, and those for whom
 * there is no room are turned away by the system. It has a limit of its own (net.core.somaxconn, 4096 on Linux).
 */
const backlogMax = 4_096;

/** All headers of a request together. A browser sends what everything at this host name has set for cookies. */
const headerBytesMax = 65_536;

/** The product's HTTP server: the dashboard, GraphQL, live streams, GraphiQL, health and metrics. */
export function createHttpServer(parts: ServerParts): HttpServer {
  const { route, drain } = createRouter(parts);
  const server = createServer({
    ...arrivalTimes,
    keepAliveTimeout: 65_000,
    maxHeaderSize: headerBytesMax,
  });
  guardConnections(server, {
    log: parts.log,
    perAddress: parts.settings.trustProxyHops > 0 ? 0 : parts.settings.connectionsPerAddress,
  });
  const admitBody = createBodyBudget(parts.log, requestLimits.bodyBytes);
  const silent = new Set<Socket>();
  function forget(this: Socket): void {
    silent.delete(this);
  }
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.on('close', forget);
  });
  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    const facts: RequestFacts = {
      requestId: requestIdOf(req),
      clientIp: () => clientNetworkOf(originOf(req), parts.settings.trustProxyHops),
      isGone: () => req.socket.destroyed,
    };
    silent.delete(req.socket);
    req.url = toOriginForm(req.url ?? '/');
    lowerMediaType(req);
    res.setHeader('x-request-id', facts.requestId);
    setCommonHeaders(req, res, parts.settings);
    if (!admitBody(req, res, facts.clientIp)) return;
    requestStore.run(facts, () => {
      const [path = '/'] = (req.url ?? '/').split('?');
      Promise.resolve(route(req, res, path)).catch(error => {
        parts.log.error(
          { err: describeDefect(error), requestId: facts.requestId, path },
          'a request failed outside of GraphQL',
        );
        if (res.headersSent) res.destroy();
        else sendJson(res, 500, { error: 'Something went wrong on our side.', requestId: facts.requestId });
      });
    });
  });
  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port, host, backlog: backlogMax }, () => {
          server.off('error', reject);
          const address = server.address();
          if (address === null || typeof address === 'string') reject(new Error('the server has no address'));
          else resolve(address);
        });
      }),
    close(graceMs) {
      drain();
      return closeServer(server, silent, graceMs);
    },
  };
}

/** @param silent connections that were opened ahead of need and never sent a request; Node does not count them idle */
function closeServer(server: Server, silent: ReadonlySet<Socket>, graceMs: number): Promise<void> {
  return new Promise(resolve => {
    // Connections that are kept alive become idle one by one, as their last request finishes.
    const closeIdle = setInterval(() => server.closeIdleConnections(), 25);
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(closeIdle);
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
    for (const socket of silent) socket.destroy();
  });
}

function createRouter(parts: ServerParts): { readonly route: Handler; drain(): void } {
  const { yoga, serve, maskError } = createEngine(parts);
  const streamOptions = createStreamOptions(parts, yoga, maskError);
  const singleConnection = createSingleConnection({
    ...streamOptions,
    async authorizeReservation(req) {
      const { viewer, refusal } = await authenticateRequest(parts, req);
      if (viewer === null) throw refusal ?? unauthenticated();
    },
  });
  const dashboard = openDashboardFiles(parts.dashboardFolder);
  const serveSignIn = createSignInCookie({
    settings: parts.settings,
    log: parts.log,
    isFromOldCookie: refreshToken => isFromOldCookie(parts.database, refreshToken),
    execute: (req, res, operation) => executeOnce(yoga, req, res, operation),
  });
  const graphiql = parts.settings.graphiql ? createGraphiQLPage(renderGraphiQLPage) : null;
  const serveJson: Handler = (req, res) =>
    graphiql?.isAskedFor(req) === true ? graphiql.serve(req, res) : serve(req, res);
  const serveStream: Handler = (req, res) =>
    isSingleConnection(req) ? singleConnection.serve(req, res) : serveEventStream(req, res, streamOptions);

  const route: Handler = (req, res, path) => {
    if (path.startsWith('/graphql')) res.setHeader('cache-control', 'no-store');
    if (path === '/graphql')
      return wantsStream(req) ? serveStream(req, res, path) : serveJson(req, res, path);
    if (path === '/graphql/stream')
      return req.method === 'OPTIONS' ? preflight(res) : serveStream(req, res, path);
    if (path.startsWith(signInPath)) return serveSignIn(req, res, path);
    if (req.method !== 'GET' && req.method !== 'HEAD')
      return sendJson(res, 404, { error: 'There is nothing here.' });
    if (path === '/health/live') return sendJson(res, 200, { status: 'ok' });
    if (path === '/health/ready') return serveReadiness(parts, res);
    if (path === '/metrics') return serveMetrics(parts, req, res);
    if (dashboard.serve(req, res, path)) return;
    return sendJson(res, 404, { error: 'There is nothing here.' });
  };
  return { route, drain: () => singleConnection.drain() };
}

/** Whether the client asks for events and would not rather have JSON: what it names first, unless weighed otherwise. */
function wantsStream(req: IncomingMessage): boolean {
  const accepted = (req.headers.accept ?? '').split(',').map(part => {
    const [type = '', ...parameters] = part.split(';').map(text => text.trim().toLowerCase());
    const weight = parameters.find(text => text.startsWith('q='))?.slice(2) ?? '1';
    return { type, weight: Number(weight) || 0 };
  });
  const weightOf = (isOfKind: (type: string) => boolean) =>
    Math.max(0, ...accepted.filter(({ type }) => isOfKind(type)).map(({ weight }) => weight));
  const isStream = (type: string) => type === 'text/event-stream';
  const isJson = (type: string) => type.endsWith('json');
  const [stream, json] = [weightOf(isStream), weightOf(isJson)];
  if (stream !== json) return stream > json;
  const first = accepted.find(({ type }) => isStream(type) || isJson(type));
  return stream > 0 && first !== undefined && isStream(first.type);
}

/** What the transports of streams need from the engine. */
function createStreamOptions(
  parts: ServerParts,
  yoga: Yoga,
  maskError: (error: unknown) => Error,
): EventStreamOptions {
  return {
    schema,
    live: parts.live,
    maskError,
    heartbeatMs: parts.settings.heartbeatSeconds * 1000,
    prepare: query => parts.documents.prepare(query),
    createContext: viewer => createEventContext(parts, viewer),
    checkLimits: checkOperation,
    onNotShareable: ({ operationName }, fields) =>
      parts.log.error(
        { operation: operationName, fields },
        'a document reads the viewer through a field without the mark',
      ),
    async authenticate(req) {
      let watch: AccessWatch | null = null;
      try {
        const { viewer, refusal } = await authenticateRequest(parts, req, claims => {
          watch = parts.live.watch(claims);
        });
        if (viewer !== null) parts.documents.keep();
        return { context: createContextFor(parts, viewer, refusal), watch };
      } catch (error) {
        if (watch !== null) parts.live.endWatch(watch);
        throw error;
      }
    },
    execute: (req, res, operation) => executeOnce(yoga, req, res, operation),
  };
}

function authenticateRequest(
  { viewers, settings, clock }: ServerParts,
  req: IncomingMessage,
  onVerified?: (claims: AccessClaims) => void,
) {
  return authenticate(
    viewers.loadForStream,
    settings,
    req.headers.authorization ?? null,
    clock.now(),
    onVerified,
  );
}

/** Runs a query or a mutation whose result is sent as an event. */
async function executeOnce(
  yoga: Yoga,
  req: IncomingMessage,
  res: ServerResponse,
  operation: OperationRequest,
): Promise<ExecutionResult> {
  const request = new Request(`http://localhost${req.url ?? '/'}`, {
    // Yoga takes a mutation by GET for an error of the document; the transport refuses it itself, with its status.
    method: 'POST',
    headers: req.headers.authorization === undefined ? {} : { authorization: req.headers.authorization },
  });
  const engine = yoga.getEnveloped({ req, res, request, params: operation });
  return await engine.execute({
    schema: engine.schema,
    document: engine.parse(operation.query),
    contextValue: await engine.contextFactory(),
    variableValues: operation.variables,
    operationName: operation.operationName,
  });
}

function preflight(res: ServerResponse): void {
  res.writeHead(204, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, PUT, DELETE, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type, x-graphql-event-stream-token, x-request-id',
    'access-control-max-age': '86400',
  });
  res.end();
}

async function serveReadiness(parts: ServerParts, res: ServerResponse): Promise<void> {
  const checks = await parts.checkReady();
  // The wire is told and does not decide: without it events still arrive, found by the sweep a little later. One Redis
  // that is away, or a pooler that cannot LISTEN, must not take every replica out of service. Nor does a disk that is
  // nearly full decide: everything can still be read.
  const isReady = checks.database;
  sendJson(res, isReady ? 200 : 503, { status: isReady ? 'ok' : 'unavailable', checks });
}

async function serveMetrics(
  { metrics, settings }: ServerParts,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (!canReadMetrics(req, settings.metricsToken)) {
    res.setHeader('www-authenticate', 'Bearer');
    return sendJson(res, 401, { error: 'Send METRICS_TOKEN as a bearer token.' });
  }
  const body = await metrics.registry.metrics();
  res.writeHead(200, { 'content-type': metrics.registry.contentType, 'cache-control': 'no-store' });
  res.end(body);
}

function sendJson(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  res.end(JSON.stringify(body));
}

/** The caller's own id when it is harmless to log, so that a trace can span several services. */
function requestIdOf(req: IncomingMessage): string {
  const given = req.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : `${idPrefix}-${++requestCount}`;
}

/** Ids of requests that came without one: those of this process, counted. */
const idPrefix = randomBytes(6).toString('hex');
let requestCount = 0;

/** Media types are the same in capitals (RFC 9110, 8.3.1); whoever reads them below compares them as they are. */
function lowerMediaType({ headers }: IncomingMessage): void {
  const type = headers['content-type'];
  if (type !== undefined && /^application\/json\b/i.test(type)) headers['content-type'] = type.toLowerCase();
}

/** The target of a request to a proxy holds scheme and host as well, and every server must accept it (RFC 9112, 3.2.2). */
function toOriginForm(target: string): string {
  const [, rest] = /^https?:\/\/[^/?#]*([^#]*)/i.exec(target) ?? [];
  if (rest === undefined) return target;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

function originOf({ socket, headers }: IncomingMessage): RequestOrigin {
  return { remoteAddress: socket.remoteAddress, forwardedFor: headers['x-forwarded-for']?.toString() };
}
