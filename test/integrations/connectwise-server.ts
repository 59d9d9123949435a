import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A note as the API shows it. */
export interface StoredNote {
  readonly id: number;
  readonly ticketId: number;
  readonly text: string;
  readonly detailDescriptionFlag: boolean;
  readonly internalAnalysisFlag: boolean;
  readonly resolutionFlag: boolean;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What the server does instead of what it should. */
export type Misdeed =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown }
  /** Says nothing until the client gives up. */
  | 'HANG'
  /** Ends the connection before the request is looked at. */
  | 'REFUSE'
  /** Does what was asked and ends the connection without an answer. */
  | 'ACCEPT_AND_DROP'
  /** Does what was asked and says so without the record. */
  | 'ACCEPT_AND_SAY_NOTHING';

/**
 * ConnectWise PSA as its developer guide describes the REST API: Basic credentials `company+public:private`, `clientId`,
 * versions by `Accept`, pages of 25 unless told with `Link` headers, errors as `{ code, message, errors }`, 429 with
 * `Retry-After`.
 */
export interface ConnectWiseServer extends AsyncDisposable {
  readonly baseUrl: string;
  readonly credentials: { companyId: string; publicKey: string; privateKey: string; clientId: string };
  readonly requests: readonly SeenRequest[];
  /** How many of those that it has let hang were given up by their clients. */
  readonly givenUpCount: number;
  /** The notes of a ticket, oldest first. */
  notesOf(ticketId: number): readonly StoredNote[];
  addTicket(ticketId: number): void;
  /** A note of somebody else. */
  addNote(ticketId: number, text: string): void;
  /** What the next requests get, one each; of this method alone when it is given. */
  misbehave(misdeeds: readonly Misdeed[], method?: 'GET' | 'POST'): void;
  /** What all requests get until further notice; null: all is well again. */
  setState(misdeed: Misdeed | null): void;
  /** Ends the connections of those that hang. */
  hangUp(): void;
}

const credentials = {
  companyId: 'acmeit',
  publicKey: 'pubKEY0123456789',
  privateKey: 'privKEY9876543210',
  clientId: '6a6f6b65-7220-4d61-8e61-67656d656e74',
};

const pageSizeDefault = 25;
const pageSizeMax = 1_000;

/** Starts the server on a port of the system's choice. */
export async function openConnectWise(tickets: readonly number[] = [12345]): Promise<ConnectWiseServer> {
  const notes = new Map<number, StoredNote[]>(tickets.map(id => [id, []]));
  const requests: SeenRequest[] = [];
  const planned: { misdeed: Misdeed; method: string | undefined }[] = [];
  let state: Misdeed | null = null;
  let lastId = 7_000;
  let givenUpCount = 0;
  const hanging = new Set<IncomingMessage>();

  const store = (ticketId: number, body: Partial<StoredNote>): StoredNote => {
    const { text = '', detailDescriptionFlag, internalAnalysisFlag, resolutionFlag } = body;
    const note = {
      id: ++lastId,
      ticketId,
      text,
      detailDescriptionFlag: detailDescriptionFlag === true,
      internalAnalysisFlag: internalAnalysisFlag === true,
      resolutionFlag: resolutionFlag === true,
    };
    notes.get(ticketId)?.push(note);
    return note;
  };

  function answer(request: SeenRequest, body: string): { status: number; body: unknown; link?: string } {
    const refusal = explainRefusal(request);
    if (refusal !== null) return refusal;
    const path = request.path.replace(/^\/v4_6_release\/apis\/3\.0/, '');
    if (path === '/system/info' && request.method === 'GET')
      return { status: 200, body: { version: 'v2022.1.12345', isCloud: true, cloudRegion: 'NA' } };
    const ticketId = Number(/^\/service\/tickets\/(\d+)\/notes$/.exec(path)?.[1] ?? 0);
    const stored = notes.get(ticketId);
    if (stored === undefined) return failure(404, 'NotFound', `Ticket ${ticketId} not found`);
    if (request.method === 'GET') return listPage(request, stored);
    const note: Partial<StoredNote> = JSON.parse(body);
    if (typeof note.text !== 'string' || note.text === '')
      return failure(400, 'InvalidObject', 'serviceNote object is invalid', [
        { code: 'Required', message: 'The text field is required.', resource: 'serviceNote', field: 'text' },
      ]);
    return { status: 201, body: store(ticketId, note) };
  }

  const server = createServer((request, response) => {
    void readBody(request).then(body => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const seen = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
      };
      requests.push(seen);
      const at = planned.findIndex(({ method }) => method === undefined || method === seen.method);
      const misdeed = state ?? (at < 0 ? null : (planned.splice(at, 1)[0]?.misdeed ?? null));
      if (misdeed === 'HANG') {
        hanging.add(request);
        return void response.on('close', () => {
          if (hanging.delete(request)) givenUpCount += 1;
        });
      }
      if (misdeed === 'REFUSE') return void request.socket.destroy();
      if (typeof misdeed === 'object' && misdeed !== null)
        return reply(response, misdeed.status, misdeed.body, misdeed.headers);
      const { status, body: result, link } = answer(seen, body);
      if (misdeed === 'ACCEPT_AND_DROP') return void request.socket.destroy();
      if (misdeed === 'ACCEPT_AND_SAY_NOTHING') return reply(response, status, {});
      reply(response, status, result, link === undefined ? {} : { link });
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    baseUrl: `http://127.0.0.1:${port}/v4_6_release/apis/3.0`,
    credentials,
    requests,
    get givenUpCount() {
      return givenUpCount;
    },
    notesOf: ticketId => notes.get(ticketId) ?? [],
    addTicket: ticketId => void notes.set(ticketId, []),
    addNote: (ticketId, text) => void store(ticketId, { text, detailDescriptionFlag: true }),
    misbehave: (misdeeds, method) => void planned.push(...misdeeds.map(misdeed => ({ misdeed, method }))),
    setState: misdeed => {
      state = misdeed;
    },
    hangUp() {
      const hungUp = [...hanging];
      hanging.clear();
      for (const request of hungUp) request.socket.destroy();
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function failure(status: number, code: string, message: string, errors: readonly object[] | null = null) {
  return { status, body: { code, message, errors } };
}

function explainRefusal({ headers }: SeenRequest) {
  const { companyId, publicKey, privateKey, clientId } = credentials;
  const basic = Buffer.from(`${companyId}+${publicKey}:${privateKey}`).toString('base64');
  if (headers.authorization !== `Basic ${basic}` || headers.clientid !== clientId)
    return failure(401, 'Unauthorized', 'The supplied credentials are not valid.');
  const accepted = /^application\/vnd\.connectwise\.com\+json; version=\d{4}\.\d+$/;
  if (!accepted.test(String(headers.accept))) return failure(415, 'BadAccept', 'Unknown version of the API.');
  return null;
}

function listPage({ query, path }: SeenRequest, stored: readonly StoredNote[]) {
  const page = Number(query.get('page') ?? 1);
  const pageSize = Math.min(Number(query.get('pageSize') ?? pageSizeDefault), pageSizeMax);
  const sorted = query.get('orderBy') === 'id desc' ? stored.toReversed() : stored;
  const body = sorted.slice((page - 1) * pageSize, page * pageSize);
  const pages = Math.ceil(stored.length / pageSize);
  const link = page < pages ? `<${path}?pageSize=${pageSize}&page=${page + 1}>; rel="next"` : undefined;
  return { status: 200, body, link };
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
