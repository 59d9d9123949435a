import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that a test can break. */
export interface BreakableNetwork extends AsyncDisposable {
  /** Leads to the server as long as the network works. */
  readonly url: string;
  /** Breaks every connection, and refuses new ones until `mend`. */
  cut(): void;
  mend(): void;
  readonly connections: number;
}

/** @param url of the server; its path is kept */
export async function openBreakableNetwork(url: string): Promise<BreakableNetwork> {
  const { hostname, port, pathname } = new URL(url);
  const sockets = new Set<Socket>();
  let isCut = false;
  let connections = 0;
  const server = createServer(near => {
    if (isCut) return void near.destroy();
    connections++;
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => {});
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    cut,
    mend() {
      isCut = false;
    },
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      cut();
      server.close();
    },
  };
}
