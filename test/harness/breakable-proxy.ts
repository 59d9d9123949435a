import { connect, createServer, type Server, type Socket } from 'node:net';
import { findFreePort, listenOn } from './ports.ts';

/** What stands between the product and a server of somebody else, and can be as unhelpful as that server. */
export interface BreakableProxy extends AsyncDisposable {
  /** The server's URL, by way of the proxy. */
  readonly url: string;
  /** How many connections were made to it, and messages sent, while it hung. */
  readonly hungCount: number;
  /** From now on connections are accepted and nothing passes, on those that there are neither; nobody is told. */
  hang(): void;
  /** From now on connections are refused; those that there are end. */
  refuse(): Promise<void>;
  /** Ends the connections that hang, as the patience of whoever waits would. */
  cutHanging(): void;
  /** Ends every connection on which somebody says these words to the server, until told null. */
  cutAt(words: string | null): void;
  /** Counts, from now on, how often the server sends something that has these words in it. */
  countPassing(words: string): () => number;
  /** Lets everything pass again. What hung is cut: nobody answers what was asked before. */
  restore(): Promise<void>;
}

/** Opens a proxy to the server of a URL that names its port, on a port that stays the same, also while it refuses. */
export async function openBreakableProxy(serverUrl: string): Promise<BreakableProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const hung = new Set<Socket>();
  let isHanging = false;
  let hungCount = 0;
  let lastWords: string | null = null;
  const passing: ((bytes: Buffer) => void)[] = [];
  let listener: Server | null = null;

  function keep(socket: Socket, other: Socket | null): void {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      hung.delete(socket);
      other?.destroy();
    });
  }

  function accept(near: Socket): void {
    if (isHanging) {
      hungCount += 1;
      keep(near, null);
      hung.add(near);
      near.resume();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    keep(near, far);
    keep(far, near);
    near.on('data', bytes => {
      if (lastWords !== null && bytes.includes(lastWords)) near.destroy();
      else if (hung.has(near)) hungCount += 1;
      else far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      if (hung.has(far)) return;
      for (const look of passing) look(bytes);
      near.write(bytes);
    });
  }

  async function refuse(): Promise<void> {
    const closed = new Promise<void>(resolve =>
      listener === null ? resolve() : listener.close(() => resolve()),
    );
    listener = null;
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  function cutHanging(): void {
    for (const socket of hung) socket.destroy();
  }

  const port = await findFreePort();
  listener = await listenOn(createServer(accept), port);
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);

  return {
    url: url.href,
    get hungCount() {
      return hungCount;
    },
    cutAt(words) {
      lastWords = words;
    },
    hang() {
      isHanging = true;
      for (const socket of sockets) hung.add(socket);
    },
    refuse,
    cutHanging,
    countPassing(words) {
      let count = 0;
      passing.push(bytes => {
        if (bytes.includes(words)) count += 1;
      });
      return () => count;
    },
    async restore() {
      isHanging = false;
      cutHanging();
      listener ??= await listenOn(createServer(accept), port);
    },
    [Symbol.asyncDispose]: refuse,
  };
}
