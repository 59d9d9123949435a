import { connect, createServer, type Socket } from 'node:net';

/**
 * A proxy in front of a service that waits for one message and lets it through no more: the moment at which a test
 * makes the product die, between two lines of its code.
 */
export interface Trap extends AsyncDisposable {
  /** The service's URL, by way of the trap. */
  readonly url: string;
  /** From now on looks for the message; calls back once, with nothing passed on to the product from there on. */
  arm(conditions: TrapConditions): void;
}

export interface TrapConditions {
  /** Something the product says, by which its connection is known. */
  readonly said: string;
  /** What then springs the trap: the message itself, or the service's answer that has such a text. */
  readonly answered: string | null;
  spring(): void;
}

/** Opens a trap in front of the service of a URL. */
export async function openTrap(serviceUrl: string): Promise<Trap> {
  const target = new URL(serviceUrl);
  const sockets = new Set<Socket>();
  let conditions: TrapConditions | null = null;
  let isSprung = false;

  function spring(): void {
    const { spring } = conditions ?? {};
    isSprung = true;
    conditions = null;
    spring?.();
  }

  const server = createServer(near => {
    const far = connect(Number(target.port), target.hostname);
    let isKnown = false;
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => {});
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    near.on('data', (bytes: Buffer) => {
      if (isSprung) return;
      isKnown ||= conditions !== null && bytes.includes(conditions.said);
      if (isKnown && conditions?.answered === null) spring();
      else far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      if (isSprung) return;
      const { answered = null } = conditions ?? {};
      if (isKnown && answered !== null && bytes.includes(answered)) spring();
      else near.write(bytes);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(serviceUrl);
  url.hostname = '127.0.0.1';
  url.port = address === null || typeof address === 'string' ? '' : String(address.port);
  return {
    url: url.href,
    arm(wanted) {
      conditions = wanted;
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
