import { createServer, type Server } from 'node:net';

/**
 * Ports that are given up and taken again must not be anybody else's meanwhile. The system gives connections and
 * servers that do not ask for a port one from 32768 on (`net.ipv4.ip_local_port_range`), or from 49152 elsewhere; below
 * it only those meet who choose a port themselves.
 */
const lowest = 20_000;
const highest = 32_000;

/** Tries before it is clear that something else is wrong. */
const triesMax = 50;

/** A port of 127.0.0.1 that nobody uses, and that the system gives to nobody. */
export async function findFreePort(): Promise<number> {
  for (let tries = 1; ; tries++) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    try {
      const server = await listenOn(createServer(), port);
      await new Promise<void>(resolve => server.close(() => resolve()));
      return port;
    } catch (error) {
      if (tries === triesMax) throw error;
    }
  }
}

/** Has a server listen at a port of 127.0.0.1; rejects when it is taken. */
export function listenOn(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}
