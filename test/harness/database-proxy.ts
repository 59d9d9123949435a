import { connect, createServer, type Socket } from 'node:net';

/** What stands between the product and PostgreSQL in a test: it can be as unhelpful as a pooler or a network can. */
export interface DatabaseProxy extends AsyncDisposable {
  /** The database's URL, by way of the proxy. */
  readonly url: string;
  /** How many connections were made through it so far. */
  readonly connectionCount: number;
  /** Whether notifications are left out on the way to the product, as by a pooler that cannot LISTEN. */
  swallowNotifications: boolean;
  /** From now on nothing passes in either direction, and nobody is told: connections stay open. */
  silence(): void;
  /** Lets pass what comes from now on; what was held back before is lost with its connections. */
  restore(): void;
  /** Cuts every connection. */
  cut(): void;
}

const notification = 'A'.charCodeAt(0);

/** Opens a proxy to the database of a URL, on a port of the system's choice. */
export async function openDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const pairs = new Set<Socket>();
  let connectionCount = 0;
  let silent = false;
  let swallowNotifications = false;

  const server = createServer(near => {
    connectionCount += 1;
    const far = connect(Number(target.port || 5432), target.hostname);
    const takeMessages = splitMessages();
    // Fixed when the connection is made: a message that was held back would break the protocol for what follows.
    let broken = silent;
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      pairs.add(from);
      from.on('error', () => {});
      from.on('close', () => {
        pairs.delete(from);
        to.destroy();
      });
      from.on('data', (bytes: Buffer) => {
        broken ||= silent;
        if (broken) return;
        if (from === near) return void to.write(bytes);
        for (const message of takeMessages(bytes))
          if (!swallowNotifications || message[0] !== notification) to.write(message);
      });
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = address === null || typeof address === 'string' ? '' : String(address.port);

  function cut(): void {
    for (const socket of pairs) socket.destroy();
  }

  return {
    url: url.href,
    get connectionCount() {
      return connectionCount;
    },
    get swallowNotifications() {
      return swallowNotifications;
    },
    set swallowNotifications(value) {
      swallowNotifications = value;
    },
    silence() {
      silent = true;
    },
    restore() {
      silent = false;
    },
    cut,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      cut();
      await closed;
    },
  };
}

/** Takes the server's bytes as they come and gives them back message by message: a letter, a length, a body. */
function splitMessages(): (bytes: Buffer) => Buffer[] {
  let rest: Buffer = Buffer.alloc(0);
  return bytes => {
    rest = Buffer.concat([rest, bytes]);
    const messages: Buffer[] = [];
    while (rest.length >= 5) {
      const end = 1 + rest.readUInt32BE(1);
      if (rest.length < end) break;
      messages.push(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    return messages;
  };
}
