import { createHash, randomBytes } from 'node:crypto';
import { readdir, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Longest path of a Unix socket that every platform accepts (104 bytes on macOS, less the ending zero). */
const socketPathBytesMax = 103;

/** Another process holds the lock. */
export class FolderInUse extends Error {
  constructor(folder: string) {
    super(
      `Another process already uses the data folder ${folder}. Stop it, or choose another DATA_DIR or DATABASE_URL.`,
    );
    this.name = 'FolderInUse';
  }
}

/**
 * Makes sure that one process alone uses a data folder: two on one embedded database would destroy it.
 *
 * The lock is a listening socket and not a file with a process id, so that a killed process leaves nothing that
 * blocks the next: a socket nobody answers on is stale by definition. Each process listens under a name of its
 * own first and looks for others second. So of two that start at the same moment at least one sees the other,
 * and no process ever removes the socket of a living one.
 *
 * @returns a function that gives the lock back
 * @throws FolderInUse that says what to do, when another process holds it
 */
export async function acquireFolderLock(folder: string): Promise<() => Promise<void>> {
  const { place, prefix } = lockPlace(folder);
  const own = `${prefix}${randomBytes(4).toString('hex')}.sock`;
  const server = await listen(join(place, own));
  const release = () => new Promise<void>(resolve => server.close(() => resolve()));
  const others = (await readdir(place)).filter(name => name.startsWith(prefix) && name !== own);
  for (const other of others) {
    const path = join(place, other);
    if (await answers(path)) {
      await release();
      throw new FolderInUse(folder);
    }
    await unlink(path).catch(() => {});
  }
  return release;
}

/** Where the sockets of a folder live: inside it, or among the temporary files when its path is too long. */
function lockPlace(folder: string): { place: string; prefix: string } {
  const inside = { place: folder, prefix: 'in-use-' };
  if (Buffer.byteLength(join(folder, `${inside.prefix}00000000.sock`)) <= socketPathBytesMax) return inside;
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return { place: tmpdir(), prefix: `resolutionflow-${hash}-` };
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(socket => socket.destroy());
    server.once('error', reject);
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
