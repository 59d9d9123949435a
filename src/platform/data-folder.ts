import { chmod, lstat, mkdir, readdir, stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import type { Log } from './log.ts';

const folderMode = 0o700;
const fileMode = 0o600;
/** What the group and everybody else may do. */
const othersMask = 0o077;
/** On a folder that many share, such as /tmp: its mode is not ours to change. */
const stickyBit = 0o1000;

/** What the product makes inside its data folder; nothing else there is touched, whoever put it there. */
const isOurs = (name: string): boolean =>
  ['database', 'mail', 'token-secret'].includes(name) || /^in-use-\w+\.sock$/.test(name);

/**
 * Makes sure that the data folder belongs to its owner alone: password hashes, mails and the signing secret are in it.
 * One that older versions left open to everybody is closed, with all that the product made inside, and the log says so.
 * What cannot be closed (a folder of somebody else's, or one that is shared) is said as well, and is no reason not to
 * start. On Windows nothing is done: folders inherit who may read them.
 * @param isMade whether to make it where there is none
 */
export async function closeDataFolder(folder: string, log: Log, isMade: boolean): Promise<void> {
  if (isMade) await mkdir(folder, { recursive: true, mode: folderMode });
  if (platform() === 'win32') return;
  const state: Closing = { closed: 0, failures: [] };
  const found = await stat(folder).catch(() => null);
  if (found === null) return;
  // The inside first: whatever interrupts this, the folder is still open at the next start, which looks again.
  if ((found.mode & othersMask) !== 0) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter(isOurs)) await closeAll(join(folder, name), state);
    if ((found.mode & stickyBit) !== 0) state.failures.push(`${folder} is shared with others`);
    else await close(folder, folderMode, state);
  }
  if (state.closed > 0)
    log.warn(
      { folder, closed: state.closed },
      'the data folder could be read by others on this machine; it is closed now',
    );
  if (state.failures.length > 0)
    log.warn(
      { folder, failures: state.failures.slice(0, 5), failed: state.failures.length },
      'a part of the data folder can be read by others on this machine and could not be closed',
    );
}

interface Closing {
  /** Files and folders whose mode was changed. */
  closed: number;
  readonly failures: string[];
}

/** Closes a file or a folder and all that is in it; links are not followed. */
async function closeAll(path: string, state: Closing): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null || found.isSymbolicLink()) return;
  if (found.isDirectory()) {
    const names = await readdir(path).catch(() => []);
    for (const name of names) await closeAll(join(path, name), state);
  }
  if ((found.mode & othersMask) !== 0) await close(path, found.isDirectory() ? folderMode : fileMode, state);
}

async function close(path: string, mode: number, state: Closing): Promise<void> {
  try {
    await chmod(path, mode);
    state.closed += 1;
  } catch (error) {
    state.failures.push(error instanceof Error ? error.message : String(error));
  }
}
