import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { createPostgreSqlTypeParsers } from '@mikro-orm/sql';
import array from 'postgres-array';
import { createBackendGuard } from './embedded-guard.ts';
import { acquireFolderLock } from './folder-lock.ts';
import { privateFiles } from './private-files.ts';

/** PostgreSQL inside this process. */
export interface EmbeddedDatabase {
  readonly pglite: PGlite;
  /** Resolves when the database has ended by itself; every statement fails then, and only another process can go on. */
  readonly failure: Promise<Error>;
  /** Lets others open the folder; the database itself must have been closed before. */
  release(): Promise<void>;
}

/**
 * Opens the embedded database under a data folder, or makes it there.
 * @param template a saved data directory (tar) to start from; nothing is then kept on disk
 * @throws FolderInUse when another process has the folder open
 */
export async function openEmbeddedDatabase(dataDir: string, template?: Blob): Promise<EmbeddedDatabase> {
  // Loaded here and not at the top: with a server, the 20 MB of WebAssembly stay unread.
  const [{ PGlite, types }, { DurableFolder, durableStartParams }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('./durable-folder.ts'),
  ]);
  const parsers = createPostgreSqlTypeParsers(text => array.parse(text));
  const guard = createBackendGuard();
  const options = {
    parsers,
    extensions: { privateFiles, guard: guard.options.extension },
    onStderr: guard.options.onStderr,
  };
  if (template === undefined) await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const release = template === undefined ? await acquireFolderLock(dataDir) : async () => {};
  const pglite = await PGlite.create(
    template === undefined
      ? { ...options, fs: new DurableFolder(join(dataDir, 'database')), startParams: [...durableStartParams] }
      : { ...options, loadDataDir: template },
  ).catch(async (error: unknown) => {
    await release();
    throw new Error(`The embedded database cannot be opened: ${guard.describe(error)}`, { cause: error });
  });
  pglite.parsers = { ...types.parsers, ...parsers, ...pickArrayParsers(pglite.parsers) };
  return { pglite, failure: guard.failure, release };
}

/** `bool[]`, `int2[]`, `int4[]`, `float8[]`, `text[]`, `varchar[]`, `uuid[]`, `jsonb[]`. */
const arrayTypesRead = [1000, 1005, 1007, 1022, 1009, 1015, 2951, 3807];

/**
 * PGlite makes a parser for the arrays of every type that the database has, the row types of all tables among them, and
 * copies all of its parsers for every statement: close to half of what a small one costs. These are the ones that
 * columns and statements of the product need.
 */
function pickArrayParsers(all: PGlite['parsers']): PGlite['parsers'] {
  return Object.fromEntries(Object.entries(all).filter(([oid]) => arrayTypesRead.includes(Number(oid))));
}
