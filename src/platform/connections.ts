import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { clientNetworkOf } from './client-address.ts';
import type { Log } from './log.ts';
import { createLogLimit } from './log-limit.ts';

/** What connections may hold. docs/limits.md lists the same numbers for users. */
export const connectionLimits = {
  /** A finished answer of which nothing was read for so long is given up with its connection. */
  unreadMs: 30_000,
  /** Requests under way on one connection: browsers and clients of HTTP/1.1 wait for each answer. */
  requestsAtOnceMax: 16,
  /** Bytes that wait to be read on one connection, those of answers behind the first included. */
  bytesOfOneMax: 32_000_000,
  /** The same for all connections together; the ones with most give way first. */
  bytesOfAllMax: 128_000_000,
} as const;

/** How long requests may take to arrive, in Node's names. docs/limits.md lists the same numbers for users. */
export const arrivalTimes = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  /** How late either is noticed. Node looks every 30 s unless told, at requests that have not arrived wholly. */
  connectionsCheckingInterval: 1_000,
} as const;

/** How often what waits is added up. */
const lookEveryMs = 1_000;
/** Connections that are turned away are said once in this time. */
const logEveryMs = 60_000;

export interface ConnectionGuardOptions {
  readonly log: Log;
  /** Connections from one network address at a time; 0: any number. */
  readonly perAddress: number;
  /** In tests other than those above. */
  readonly limits?: Readonly<Record<keyof typeof connectionLimits, number>>;
}

/**
 * Bounds what a server holds for clients that do not read, and how many connections one address has. Nobody has to be
 * signed in to ask for half a megabyte of schema and leave it unread.
 */
export function guardConnections(server: Server, options: ConnectionGuardOptions): void {
  const limits = options.limits ?? connectionLimits;
  /** Each with the answers that are under way on it. */
  const sockets = new Map<Socket, Set<ServerResponse>>();
  const countByAddress = new Map<string, number>();
  const limitLog = createLogLimit(logEveryMs);
  let look: NodeJS.Timeout | null = null;

  function accept(socket: Socket): void {
    const address = clientNetworkOf({ remoteAddress: socket.remoteAddress, forwardedFor: undefined }, 0);
    const count = (countByAddress.get(address) ?? 0) + 1;
    if (options.perAddress > 0 && count > options.perAddress && !isLoopback(address)) {
      limitLog(passedOver =>
        options.log.warn(
          { address, perAddress: options.perAddress, passedOver },
          'connections are turned away: one address has too many. If it is a proxy, set TRUST_PROXY_HOPS',
        ),
      );
      socket.destroy();
      return;
    }
    countByAddress.set(address, count);
    sockets.set(socket, new Set());
    look ??= setInterval(cutHeaviest, lookEveryMs).unref();
    socket.once('close', () => {
      sockets.delete(socket);
      const left = (countByAddress.get(address) ?? 1) - 1;
      if (left === 0) countByAddress.delete(address);
      else countByAddress.set(address, left);
      if (sockets.size > 0 || look === null) return;
      clearInterval(look);
      look = null;
    });
  }

  function cutHeaviest(): void {
    const waiting = [...sockets]
      .map(([socket, answers]) => ({ socket, bytes: bytesWaiting(socket, answers) }))
      .filter(({ bytes }) => bytes > 0)
      .sort((one, other) => other.bytes - one.bytes);
    let bytesOfAll = waiting.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { socket, bytes } of waiting) {
      if (bytesOfAll <= limits.bytesOfAllMax && bytes <= limits.bytesOfOneMax) break;
      bytesOfAll -= bytes;
      socket.destroy();
    }
  }

  server.on('connection', accept);
  // First of all listeners: another one may have ended its answer before the next is told.
  server.prependListener('request', ({ socket }: IncomingMessage, res: ServerResponse) => {
    const answers = sockets.get(socket);
    if (answers !== undefined) {
      answers.add(res);
      res.once('close', () => answers.delete(res));
      if (answers.size > limits.requestsAtOnceMax) socket.destroy();
    }
    // Node starts anew whenever some of it was read, and for the next request of the connection.
    res.once('prefinish', () => {
      if (!res.writableFinished) res.setTimeout(limits.unreadMs);
    });
  });
}

/** An answer behind the first one waits by itself; the first one's figure has the connection's in it. */
function bytesWaiting({ writableLength }: Socket, answers: ReadonlySet<ServerResponse>): number {
  let bytes = 0;
  for (const answer of answers) bytes += answer.writableLength;
  return Math.max(bytes, writableLength);
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '0:0:0:0::/64' || address === 'unknown';
}
