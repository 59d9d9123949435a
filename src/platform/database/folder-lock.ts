import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longest path of a Unix socket that every platform accepts (104 bytes on macOS, less the ending zero). */
const socketPathBytesMax = 103;

/**
 * Makes sure that one process alone uses a data folder: two on one embedded database would destroy it.
 *
 * The lock is a listening socket and not a file, so that a killed process leaves nothing that blocks the next:
 * a socket file nobody answers on is stale by definition.
 *
 * @returns a function that gives the lock back
 * @throws Error that says what to do, when another process holds it
 */
export async function acquireFolderLock(folder: string): Promise<() => Promise<void>> {
  const path = socketPath(folder);
  let server = await tryListen(path);
  if (server === null) {
    if (await answers(path)) {
      throw new Error(
        `Another process already uses the data folder ${folder}. Stop it, or choose another DATA_DIR or DATABASE_URL.`,
      );
    }
    await unlink(path).catch(() => {});
    server = await tryListen(path);
  }
  if (server === null)
    throw new Error(`The data folder ${folder} was taken by another process at this moment.`);
  const held = server;
  return () => new Promise(resolve => held.close(() => resolve()));
}

function socketPath(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  const inFolder = join(folder, 'in-use.sock');
  if (Buffer.byteLength(inFolder) <= socketPathBytesMax) return inFolder;
  return join(tmpdir(), `resolutionflow-${name}.sock`);
}

/** The listening server, or null when the path is taken. */
function tryListen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer(socket => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(path);
    socket.setTimeout(1_000, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
