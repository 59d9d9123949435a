import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncPath } from './sync-to-disk.ts';

/**
 * The signing secret of an embedded installation: made once, readable by its owner alone. It also seals what is stored
 * in the database, so it is on disk before anything is: with an empty file of that name, left by a power cut, anybody
 * could sign.
 */
export async function loadOrMakeSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'token-secret');
  const existing = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '';
  });
  if (existing.trim() !== '') return existing.trim();
  const secret = randomBytes(48).toString('base64url');
  const unfinished = `${file}.new`;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(unfinished, secret, { mode: 0o600 });
  await syncPath(unfinished);
  await rename(unfinished, file);
  await syncPath(dataDir);
  return secret;
}
