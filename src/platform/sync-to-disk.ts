import { open, readdir } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';

/** So many at a time. They wait for the disk, which does several in one go. */
const concurrency = 16;

/** Puts a file on disk as it is now; of a folder, which names are in it. */
export async function syncPath(path: string): Promise<void> {
  // Windows syncs what was opened for writing only, and no folders. The embedded database does not run there.
  if (platform() === 'win32') return;
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Puts a folder and all that is in it on disk. Nothing may change in it meanwhile. */
export async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(entry => entry.isFile() || entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name));
  const syncSome = async (): Promise<void> => {
    for (let path = paths.pop(); path !== undefined; path = paths.pop()) await syncPath(path);
  };
  await Promise.all(Array.from({ length: concurrency }, syncSome));
  await syncPath(folder);
}
