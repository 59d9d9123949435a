import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { waitFor } from './wait.ts';

export interface ReceivedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The bytes, as text. */
  readonly body: string;
  /** Milliseconds since 1970, by the system's clock. */
  readonly atMs: number;
}

/** How a server answers a request: a status and what else there is to say, or in a way of its own. */
export type ScriptedAnswer = PlainAnswer | ((response: ServerResponse, request: ReceivedRequest) => void);

export interface PlainAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Takes the request and says nothing, for as long as the connection lasts. */
export const hang: ScriptedAnswer = () => {};

/** Sends a byte now and then, for ever. */
export function trickle(everyMs: number): ScriptedAnswer {
  return response => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'), everyMs);
    response.on('close', () => clearInterval(timer));
  };
}

/** Sends more than anybody wants. */
export function flood(response: ServerResponse): void {
  response.writeHead(200);
  const chunk = Buffer.alloc(65_536, 'x');
  const more = () => {
    while (!response.destroyed) if (!response.write(chunk)) return void response.once('drain', more);
  };
  more();
}

/** A server of somebody else: a real one over HTTP, that keeps what it is sent and answers as it is told. */
export interface WebReceiver extends AsyncDisposable {
  /** Such as `http://127.0.0.1:4711`. */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly ReceivedRequest[];
  /** Connections that were made to it so far. */
  readonly connectionCount: number;
  /** Says how the next requests are answered, one each; after them as `answerAll` says. */
  answerNext(...answers: readonly ScriptedAnswer[]): void;
  answerAll(answer: ScriptedAnswer): void;
  /** Waits until so many requests have come; returns all. */
  received(count: number): Promise<readonly ReceivedRequest[]>;
  /** Ends it and every connection, those that hang too. */
  close(): Promise<void>;
}

/** Starts a server on 127.0.0.1, at a port of the system's choice; it answers 200 unless told. */
export async function openWebReceiver(): Promise<WebReceiver> {
  const requests: ReceivedRequest[] = [];
  const next: ScriptedAnswer[] = [];
  const sockets = new Set<Socket>();
  let always: ScriptedAnswer = { status: 200, body: 'ok' };
  let connectionCount = 0;
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request: ReceivedRequest = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        atMs: Date.now(),
      };
      requests.push(request);
      const answer = next.shift() ?? always;
      if (typeof answer === 'function') answer(response, request);
      else response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  server.on('connection', socket => {
    connectionCount++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  const port = await listen(server);
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    get connectionCount() {
      return connectionCount;
    },
    answerNext: (...answers) => void next.push(...answers),
    answerAll: answer => {
      always = answer;
    },
    received: async count => {
      await waitFor(
        `${count} requests`,
        () => requests.length >= count,
        () => `There are ${requests.length}.`,
      );
      return requests;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function listen(server: Server): Promise<number> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
