import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program } from '../serving/program.ts';

/** A machine whose power goes away, by what power-cut-recorder.ts keeps of the files of the program. */

/** The names in a folder, and which file or folder each one is of. */
export type Names = Record<string, { readonly id: string; readonly isFolder: boolean }>;

/** A file that switches the syncs off. */
export const stopName = 'no-syncs';

const recorder = join(import.meta.dirname, 'power-cut-recorder.ts');

/** Flags for Node: with them, and the setting SYNCED_COPY beside DATA_DIR, a program can be cut. */
export const recording: readonly string[] = ['--import', recorder];

/** What is left on disk: what was synced and nothing else; or everything, and of the write-ahead log what was synced. */
export type Left = 'what was synced' | 'all but the log';

/** From now on PostgreSQL's syncs do nothing, until the next start. */
export async function stopSyncing(copy: string): Promise<void> {
  await writeFile(join(copy, stopName), '');
}

/** Ends the program at once, and leaves in its data folder what a power cut would have left. */
export async function cutPower(program: Program, dataDir: string, copy: string, left: Left): Promise<void> {
  program.kill('SIGKILL');
  await program.exited;
  const restored = `${dataDir}.restored`;
  await restoreFolder(copy, await identify(dataDir), restored);
  if (left === 'all but the log') {
    const log = join('database', 'pg_wal');
    await rm(join(dataDir, log), { recursive: true });
    await rename(join(restored, log), join(dataDir, log));
    await rm(restored, { recursive: true });
  } else {
    await rm(dataDir, { recursive: true });
    await rename(restored, dataDir);
  }
}

async function identify(path: string): Promise<string> {
  const { ino, birthtimeNs } = await stat(path, { bigint: true });
  return `${ino}-${birthtimeNs}`;
}

async function restoreFolder(copy: string, id: string, path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  // A folder that was made and never synced is empty, and so is such a file.
  const names: Names = JSON.parse(await readFile(join(copy, 'folders', id), 'utf8').catch(() => '{}'));
  for (const [name, what] of Object.entries(names)) {
    if (what.isFolder) await restoreFolder(copy, what.id, join(path, name));
    else
      await copyFile(join(copy, 'files', what.id), join(path, name)).catch(() =>
        writeFile(join(path, name), ''),
      );
  }
}
