import { connect, createServer, type Socket } from 'node:net';
import { Client } from 'pg';
import { openOwnPostgres, openStandby } from './own-servers.ts';
import { findFreePort, listenOn } from './ports.ts';
import { waitFor } from './wait.ts';

/** A PostgreSQL primary and its standby behind one address, as a proxy, a virtual address or a managed service has it. */
export interface FailoverPair extends AsyncDisposable {
  /** Leads to whichever of the two is the primary. */
  readonly url: string;
  /** Waits until the standby has everything that is committed; from here on it gets nothing more. */
  stopReplication(): Promise<void>;
  /** Ends the primary as a crash does, and puts the standby in its place. */
  failOver(): Promise<void>;
}

export async function openFailoverPair(): Promise<FailoverPair> {
  const stack = new AsyncDisposableStack();
  try {
    const primary = stack.use(await openOwnPostgres());
    const standby = stack.use(await openStandby(primary));
    const address = stack.use(await openAddress(primary.port));

    async function stopReplication(): Promise<void> {
      const [{ at }] = await ask<{ at: string }>(primary.url, 'select pg_current_wal_lsn()::text as at');
      await waitFor('the standby to have everything', async () => {
        const sql = `select pg_last_wal_replay_lsn() >= '${at}'::pg_lsn as is`;
        return (await ask<{ is: boolean }>(standby.url, sql))[0].is;
      });
      await standby.stopReceiving();
    }

    return {
      url: `postgres://test@127.0.0.1:${address.port}/postgres`,
      stopReplication,
      async failOver() {
        await primary.stop();
        await standby.promote();
        address.leadTo(standby.port);
      },
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

interface Address extends AsyncDisposable {
  readonly port: number;
  /** New connections lead there, and those that there are end. */
  leadTo(port: number): void;
}

/** A port that leads to another one. */
async function openAddress(first: number): Promise<Address> {
  const sockets = new Set<Socket>();
  let target = first;
  const keep = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    socket.pipe(other);
  };
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const port = await findFreePort();
  const server = await listenOn(
    createServer(near => {
      const far = connect(target, '127.0.0.1');
      keep(near, far);
      keep(far, near);
    }),
    port,
  );
  return {
    port,
    leadTo(next) {
      target = next;
      cut();
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      cut();
      await closed;
    },
  };
}

/** The rows of a statement that has at least one. */
async function ask<Row extends object>(url: string, sql: string): Promise<[Row, ...Row[]]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const [first, ...rest] = (await client.query<Row>(sql)).rows;
    if (first === undefined) throw new Error(`no row: ${sql}`);
    return [first, ...rest];
  } finally {
    await client.end();
  }
}
