/**
 * Loaded into the program before it (`node --import`): keeps, in the folder SYNCED_COPY, what would be on the disk of
 * the machine if its power went away now. That is what was synced, and nothing else:
 *
 * - of a file, what it held when it was synced last; `files/<file>`;
 * - of a folder, the names that it had when it was synced last; `folders/<folder>`, JSON;
 * - a file or folder that is synced and has no name on the disk yet gets the one it has, as ext4, XFS and Btrfs do it.
 *
 * power-cut.ts makes a folder of it. While there is a file `stopName` in SYNCED_COPY, PostgreSQL's syncs do nothing.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { type Names, stopName } from './power-cut.ts';

const copy = process.env.SYNCED_COPY ?? '';
const root = process.env.DATA_DIR ?? '';
const { writeSync } = fs;
const named = new Set<string>();

/** Numbers of files are used again, with the time of birth they are not. */
function identify(path: string): { id: string; isFolder: boolean } {
  const stats = fs.lstatSync(path, { bigint: true });
  return { id: `${stats.ino}-${stats.birthtimeNs}`, isFolder: stats.isDirectory() };
}

/** The program may be killed at any moment: what is written is there as a whole or not at all. */
function keep(path: string, write: (unfinished: string) => void): void {
  write(`${path}.unfinished`);
  fs.renameSync(`${path}.unfinished`, path);
}

function keepNames(folder: string, names: Names): void {
  for (const { id } of Object.values(names)) named.add(id);
  keep(join(copy, 'folders', identify(folder).id), path => fs.writeFileSync(path, JSON.stringify(names)));
}

function keptNames(folder: string): Names {
  const path = join(copy, 'folders', identify(folder).id);
  return fs.existsSync(path) ? JSON.parse(fs.readFileSync(path, 'utf8')) : {};
}

function keepName(path: string): void {
  const what = identify(path);
  if (path === root || named.has(what.id)) return;
  keepName(dirname(path));
  keepNames(dirname(path), { ...keptNames(dirname(path)), [basename(path)]: what });
}

/** From which byte to which a file was written to since it was synced last. */
const written = new Map<string, { from: number; to: number }>();

/** When a file had been changed last, as it was kept. */
const keptAt = new Map<string, bigint>();

function noteWritten(descriptor: number, from: number, to: number): void {
  const { ino, birthtimeNs } = fs.fstatSync(descriptor, { bigint: true });
  const id = `${ino}-${birthtimeNs}`;
  const before = written.get(id) ?? { from, to };
  written.set(id, { from: Math.min(from, before.from), to: Math.max(to, before.to) });
}

function keepContent(path: string, id: string): void {
  const kept = join(copy, 'files', id);
  const range = written.get(id);
  written.delete(id);
  const { mtimeNs } = fs.lstatSync(path, { bigint: true });
  // A start syncs every file there is, several times.
  if (!range && keptAt.get(id) === mtimeNs) return;
  keptAt.set(id, mtimeNs);
  // PostgreSQL writes a little into a file of 16 MB and syncs it, at each commit.
  if (!range || !fs.existsSync(kept)) {
    keep(kept, unfinished => fs.copyFileSync(path, unfinished));
    return;
  }
  const bytes = Buffer.alloc(range.to - range.from);
  const [source, target] = [fs.openSync(path, 'r'), fs.openSync(kept, 'r+')];
  const length = fs.readSync(source, bytes, 0, bytes.length, range.from);
  writeSync(target, bytes, 0, length, range.from);
  fs.ftruncateSync(target, fs.fstatSync(source).size);
  for (const descriptor of [source, target]) fs.closeSync(descriptor);
}

function keepSynced(descriptor: number): void {
  const path = fs.readlinkSync(`/proc/self/fd/${descriptor}`);
  if (!`${path}/`.startsWith(`${root}/`) || path.endsWith(' (deleted)')) return;
  const { id, isFolder } = identify(path);
  keepName(path);
  if (isFolder) keepNames(path, namesIn(path));
  else keepContent(path, id);
}

function namesIn(folder: string): Names {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  const lasting = entries.filter(entry => entry.isFile() || entry.isDirectory());
  return Object.fromEntries(lasting.map(({ name }) => [name, identify(join(folder, name))]));
}

/** A machine that was just switched on has on its disk whatever can be read. */
function keepAll(folder: string): void {
  const names = namesIn(folder);
  for (const [name, { id, isFolder }] of Object.entries(names)) {
    if (isFolder) keepAll(join(folder, name));
    else keepContent(join(folder, name), id);
  }
  keepNames(folder, names);
}

if (isMainThread) {
  fs.rmSync(copy, { recursive: true, force: true });
  for (const name of ['files', 'folders']) fs.mkdirSync(join(copy, name), { recursive: true });
  keepAll(root);
  // As Emscripten calls it; files that are written in other ways are kept as a whole.
  fs.writeSync = new Proxy(writeSync, {
    apply(target, self, parameters: unknown[]) {
      const count: number = Reflect.apply(target, self, parameters);
      const [descriptor, , , , at] = parameters;
      if (typeof descriptor === 'number' && typeof at === 'number') noteWritten(descriptor, at, at + count);
      return count;
    },
  });
  // In the place of the real syncs: what they would do for this machine's disk is of no use here, and takes long.
  fs.fsyncSync = descriptor => {
    if (!fs.existsSync(join(copy, stopName))) keepSynced(descriptor);
  };
  // What `fs.promises.open` gives.
  const handle = await fs.promises.open(root, 'r');
  const handles: { sync(this: { fd: number }): Promise<void> } = Object.getPrototypeOf(handle);
  await handle.close();
  handles.sync = async function keepThis() {
    keepSynced(this.fd);
  };
  syncBuiltinESMExports();
}
