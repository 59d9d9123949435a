import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One connection of a client to a server that does exactly what a test says, right or wrong. */
export interface Visit {
  readonly after: string | null;
  readonly token: string;
  readonly atMs: number;
  readonly res: ServerResponse;
  /** Resolves when the connection is gone. */
  readonly closed: Promise<unknown>;
  /** Accepts the stream. */
  open(): void;
  /** Sends bytes as they are. */
  raw(text: string): void;
  /** Sends an event with this cursor; false when the socket is full. */
  event(cursor: string, fields?: object): boolean;
  /** Sends the reason of an end, and the end. */
  end(code: string, extensions?: object): void;
  complete(): void;
  /** Answers without a stream. */
  refuse(status: number, code: string | null, extensions?: object): void;
  /** Breaks the connection off. */
  cut(): void;
}

export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  readonly visits: readonly Visit[];
}

/** Serves each visit by the script of its number; the last script serves all that come later. */
export async function openScriptedServer(
  ...scripts: readonly ((visit: Visit) => unknown)[]
): Promise<ScriptedServer> {
  const visits: Visit[] = [];
  const server = createServer((req, res) => {
    void receive(req, res).then(visit => {
      visits.push(visit);
      scripts[Math.min(visits.length, scripts.length) - 1]?.(visit);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql/stream`,
    visits,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function receive(req: IncomingMessage, res: ServerResponse): Promise<Visit> {
  let body = '';
  for await (const bytes of req) body += bytes;
  const { variables } = JSON.parse(body) as { variables: { after: string | null } };
  const next = (payload: object) => res.write(`event: next\ndata: ${JSON.stringify(payload)}\n\n`);
  const errors = (code: string | null, extensions: object) => [
    { message: `It is ${code}.`, ...(code === null ? {} : { extensions: { code, ...extensions } }) },
  ];
  return {
    after: variables.after,
    token: req.headers.authorization?.replace('Bearer ', '') ?? '',
    atMs: performance.now(),
    res,
    closed: once(res, 'close'),
    open() {
      res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      res.write(':\n\n');
    },
    raw: text => void res.write(text),
    event: (cursor, fields = {}) =>
      next({ data: { escalationEvents: { __typename: 'EscalationCreated', cursor, ...fields } } }),
    end(code, extensions = {}) {
      next({ data: null, errors: errors(code, extensions) });
      res.end('event: complete\ndata:\n\n');
    },
    complete: () => void res.end('event: complete\ndata:\n\n'),
    refuse(status, code, extensions = {}) {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ errors: errors(code, extensions) }));
    },
    cut: () => void res.socket?.destroy(),
  };
}
