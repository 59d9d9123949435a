import type { IncomingMessage } from 'node:http';
import { requestLimits } from './limits.ts';
import { areShallow, tooDeepMessage } from './variables.ts';

/** An operation as a client sent it, checked for its shape and not yet for its meaning. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
}

/** A request that is answered with an HTTP status before GraphQL has anything to do with it. */
export class RequestRefused extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/**
 * Reads a GraphQL-over-HTTP request: POST with JSON, or GET with search parameters.
 * @throws RequestRefused with 400, 405, 413 or 415
 */
export async function readOperation(req: IncomingMessage): Promise<OperationRequest> {
  if (req.method === 'GET') return readSearchParams(new URL(req.url ?? '/', 'http://localhost').searchParams);
  if (req.method !== 'POST') throw new RequestRefused(405, 'Use GET or POST.', { allow: 'GET, POST' });
  const [type] = (req.headers['content-type'] ?? '').split(';');
  if (type?.trim().toLowerCase() !== 'application/json')
    throw new RequestRefused(415, 'Send application/json.');
  const body = parseJson((await readBody(req)).toString('utf8'), 'The body is not JSON.');
  if (!isRecord(body)) throw new RequestRefused(400, 'The body must be a JSON object with "query".');
  return checkOperation(body);
}

function readSearchParams(params: URLSearchParams): OperationRequest {
  const json = (name: string) => {
    const text = params.get(name);
    return text ? parseJson(text, `The parameter "${name}" is not JSON.`) : undefined;
  };
  return checkOperation({
    query: params.get('query') ?? undefined,
    operationName: params.get('operationName') ?? undefined,
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

function checkOperation(body: Record<string, unknown>): OperationRequest {
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || query === '')
    throw new RequestRefused(400, '"query" must be a GraphQL document.');
  if (!isAbsent(operationName) && typeof operationName !== 'string') {
    throw new RequestRefused(400, '"operationName" must be a text.');
  }
  if (!isAbsent(variables) && !isRecord(variables))
    throw new RequestRefused(400, '"variables" must be an object.');
  if (isRecord(variables) && !areShallow(variables)) throw new RequestRefused(400, tooDeepMessage);
  if (!isAbsent(extensions) && !isRecord(extensions))
    throw new RequestRefused(400, '"extensions" must be an object.');
  return {
    query,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables: isRecord(variables) ? variables : undefined,
    extensions: isRecord(extensions) ? extensions : undefined,
  };
}

/** A body begins with this much memory at most, and doubles it when there is more. */
const bodyBytesAtFirst = 8_192;

/**
 * The body of a request, bounded. Each chunk is copied at once: kept as it came, one of a single byte would hold all of
 * what was read from the connection with it.
 * @throws RequestRefused with 413, or with 400 when the request was cut off
 */
export function readBody(req: IncomingMessage): Promise<Buffer> {
  const tooLarge = () => new RequestRefused(413, `The body has more than ${requestLimits.bodyBytes} bytes.`);
  return new Promise((resolve, reject) => {
    const announced = Number(req.headers['content-length'] ?? bodyBytesAtFirst);
    if (announced > requestLimits.bodyBytes) {
      // The rest is read and thrown away: a connection cut in the middle of an upload hides the answer.
      req.resume();
      reject(tooLarge());
      return;
    }
    let body: Buffer = Buffer.allocUnsafe(Math.min(announced, bodyBytesAtFirst));
    let length = 0;
    const onData = (chunk: Buffer) => {
      if (length + chunk.length > requestLimits.bodyBytes) return settle(() => reject(tooLarge()));
      if (length + chunk.length > body.length) body = grown(body, length + chunk.length);
      length += chunk.copy(body, length);
    };
    const onEnd = () => {
      const whole = body.subarray(0, length);
      settle(() => resolve(whole));
    };
    // A client that goes away in the middle of its upload is nobody's defect.
    const onCut = () => settle(() => reject(new RequestRefused(400, 'The request was cut off.')));
    /** Lets go of the request: a stream holds it as long as it is open, and would hold the body with it. */
    const settle = (how: () => void) => {
      body = Buffer.alloc(0);
      req.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut);
      req.resume();
      how();
    };
    req.on('data', onData).once('end', onEnd).once('error', onCut).once('close', onCut);
  });
}

/** The same bytes, with room for so many at least. */
function grown(body: Buffer, bytes: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(bytes, body.length * 2));
  body.copy(larger);
  return larger;
}

function parseJson(text: string, message: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestRefused(400, message);
  }
}

/** Whether a value of JSON is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
