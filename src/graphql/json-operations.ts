import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ExecutionArgs, type ExecutionResult, type GraphQLSchema, getOperationAST } from 'graphql';
import type { GraphQLContext } from './context.ts';
import type { Documents } from './documents.ts';
import { maskResult, toGraphQLError } from './errors.ts';
import type { Execute } from './fair-share.ts';
import { isRecord, RequestRefused, readBody } from './http-request.ts';
import { sendErrors } from './http-response.ts';
import type { Introspection } from './introspection.ts';
import { checkOperation } from './operation-cost.ts';
import { areShallow } from './variables.ts';
import { stringifyResult } from './written-answer.ts';

export interface JsonOperationParts {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly introspection: Introspection;
  createContext(authorization: string | null): Promise<GraphQLContext>;
  readonly execute: Execute;
  /** Turns what was thrown into what a client may read. */
  maskError(error: unknown): Error;
  /** Whether an operation must not be executed now. */
  isRefused(args: Omit<ExecutionArgs, 'contextValue'>): boolean;
  /** Is told of an operation that begins; what it returns, of its result. */
  onExecute(args: Omit<ExecutionArgs, 'contextValue'>): (result: ExecutionResult) => void;
  /** Serves everything else, with the body of a POST. */
  serveOther(req: IncomingMessage, res: ServerResponse, body: Buffer | null): Promise<void> | void;
}

/** Longest body that is read here. */
const bodyBytesMax = 65_536;

/**
 * Serves the requests that nearly all are: a query or mutation, posted as JSON by a client that takes JSON, with
 * nothing wrong about it. Whatever else comes, and whatever is refused before it is executed, is handed to the server
 * that speaks all of GraphQL over HTTP; it takes twice the time of such a request, and most of that for what is not
 * used here.
 */
export function createJsonOperations(parts: JsonOperationParts) {
  /** The operation of a body, when there is nothing wrong with it. */
  function toExecution(body: Buffer): Omit<ExecutionArgs, 'contextValue'> | null {
    const request = parseRequest(body);
    if (request === null) return null;
    const { document, errors } = parts.documents.prepare(request.query);
    if (document === null || errors.length > 0) return null;
    const { operationName, variables: variableValues } = request;
    const operation = getOperationAST(document, operationName);
    if (!operation || operation.operation === 'subscription') return null;
    const execution = { schema: parts.schema, document, operationName, variableValues };
    return checkOperation(execution).length > 0 || parts.isRefused(execution) ? null : execution;
  }

  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.method !== 'POST') return await parts.serveOther(req, res, null);
    const body = await readBody(req).catch((error: unknown) => error);
    if (!Buffer.isBuffer(body)) return refuse(res, body);
    const mediaType = isPlainPost(req) ? acceptedType(req.headers.accept) : null;
    const execution = mediaType === null ? null : toExecution(body);
    if (mediaType === null || execution === null) return await parts.serveOther(req, res, body);
    const { result, text } = await run(execution, req.headers.authorization ?? null);
    if (res.closed || res.destroyed) return;
    sendText(req, res, mediaType, askedOf(result, mediaType), text ?? stringifyResult(result));
  };

  async function run(
    execution: Omit<ExecutionArgs, 'contextValue'>,
    authorization: string | null,
  ): Promise<{ result: ExecutionResult; text: string | null }> {
    const onDone = parts.onExecute(execution);
    try {
      const text = parts.introspection.answer(execution);
      if (text !== null) {
        onDone({});
        return { result: {}, text };
      }
      const contextValue = await parts.createContext(authorization);
      const result = maskResult(await parts.execute({ ...execution, contextValue }), parts.maskError);
      onDone(result);
      return { result, text: null };
    } catch (error) {
      return { result: { errors: [toGraphQLError(parts.maskError(error))] }, text: null };
    }
  }
}

/** Answers a request of which the body is too large; whoever has gone in the middle of theirs waits for no answer. */
function refuse(res: ServerResponse, error: unknown): void {
  if (!(error instanceof RequestRefused)) throw error;
  if (error.status === 413) sendErrors(res, error.status, [error], error.headers);
  else res.destroy();
}

type MediaType = 'application/json' | 'application/graphql-response+json';

/** A request with a body of a length that is known and short, in JSON as it is. */
function isPlainPost({ method, headers }: IncomingMessage): boolean {
  const type = headers['content-type'];
  if (method !== 'POST' || (type !== 'application/json' && type !== 'application/json; charset=utf-8'))
    return false;
  if (headers['content-encoding'] !== undefined || headers.expect !== undefined) return false;
  const length = headers['content-length'];
  return length !== undefined && /^\d{1,6}$/.test(length) && Number(length) <= bodyBytesMax;
}

/** The first type of JSON that a client names; null when it weighs them, or names others before. */
function acceptedType(accept = '*/*'): MediaType | null {
  const [first = ''] = accept.split(',');
  const type = first.trim().toLowerCase();
  if (type === '*/*') return 'application/json';
  return type === 'application/json' || type === 'application/graphql-response+json' ? type : null;
}

interface JsonRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
}

/** A request in the usual shape. What is odd about others is for somebody else to say. */
function parseRequest(body: Buffer): JsonRequest | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
  if (!isRecord(parsed)) return null;
  const { query, operationName = null, variables = null, ...others } = parsed;
  if (typeof query !== 'string' || Object.keys(others).length > 0) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== null && (!isRecord(variables) || !areShallow(variables))) return null;
  return { query, operationName: operationName ?? undefined, variables: variables ?? undefined };
}

/** Sends a text and not its bytes: Node then sends it in one piece with the headers. */
function sendText(
  req: IncomingMessage,
  res: ServerResponse,
  mediaType: MediaType,
  { status, headers }: Asked,
  body: string,
): void {
  const { origin } = req.headers;
  res.writeHead(status, {
    ...headers,
    'content-type': `${mediaType}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    ...(origin !== undefined && { 'access-control-allow-origin': origin, vary: 'Origin' }),
  });
  res.end(body);
}

/** What errors ask of the answer that they are in. */
interface Asked {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The highest status that an error asks for; one that asks as the specification does is not heard in plain JSON. */
function askedOf({ errors = [] }: ExecutionResult, mediaType: MediaType): Asked {
  let asked: Asked = { status: 200 };
  for (const { extensions } of errors) {
    const { http } = extensions;
    if (!isRecord(http) || (http.spec === true && mediaType === 'application/json')) continue;
    if (typeof http.status !== 'number' || http.status <= asked.status) continue;
    asked = { status: http.status, headers: toHeaders(http.headers) };
  }
  return asked;
}

function toHeaders(asked: unknown): Record<string, string> {
  if (!isRecord(asked)) return {};
  return Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)]));
}
