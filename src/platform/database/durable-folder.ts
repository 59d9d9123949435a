import { existsSync, fsyncSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { syncPath, syncTree } from '../sync-to-disk.ts';

type ModuleOptions = Parameters<NodeFS['init']>[1];
type PostgresModule = PGlite['Module'];

/** What Emscripten's `NODEFS` has and its types do not name. */
interface NodeFileSystem {
  /** Called by Emscripten for `fsync` of an open file or folder; without it, `fsync` succeeds and does nothing. */
  stream_ops: { fsync?(stream: { readonly nfd: number }): number };
  /** Throws what `work` throws as an error of Emscripten's, whose number PostgreSQL gets as `errno`. */
  tryFSOperation<T>(work: () => T): T;
}

/**
 * PostgreSQL's own rules for what is on disk and when: PGlite's parameters without `-F`, which switches `fsync` off.
 * Not `fdatasync` and not `open_datasync`: Emscripten's `fdatasync` does nothing, whatever the file system offers.
 */
export const durableStartParams: readonly string[] = [
  ...PGlite.defaultStartParams.filter(parameter => parameter !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'],
];

/**
 * The folder of an embedded database whose `fsync` is one: PostgreSQL syncs its log at each commit, before it says that
 * it has committed, and its other files before it lets go of the log that could restore them. Only together with
 * `durableStartParams`.
 *
 * A new database is built beside its place and moved there once it is on disk, so that a power cut during the first
 * start leaves either no database or a whole one.
 */
export class DurableFolder extends NodeFS {
  readonly #folder: string;
  /** Read by Emscripten at each operation on a path. */
  readonly #mount: { root: string };

  /** `folder` may be absent, its parent must exist. */
  constructor(folder: string) {
    const building = `${folder}.new`;
    // Left by a first start that was cut off. It was never used.
    rmSync(building, { recursive: true, force: true });
    // A folder that is there is used in its place, empty or not: it may be a mount, which cannot be replaced.
    const root = existsSync(folder) ? folder : building;
    super(root);
    this.#folder = folder;
    this.#mount = { root };
  }

  override init(pg: PGlite, options: ModuleOptions): Promise<{ emscriptenOpts: ModuleOptions }> {
    this.pg = pg;
    const mount = (module: PostgresModule): void => {
      addSync(module.NODEFS);
      module.FS.mkdirTree(PGlite.paths.PGDATA);
      module.FS.mount(module.NODEFS, this.#mount, PGlite.paths.PGDATA);
    };
    return Promise.resolve({ emscriptenOpts: { ...options, preRun: [...(options.preRun ?? []), mount] } });
  }

  /**
   * Before PostgreSQL reads anything. It takes what it finds for being on disk, and that need not be so: an earlier
   * version of the product never synced, and copies that were put back are as new.
   */
  override async initialSyncFs(): Promise<void> {
    await syncTree(this.#mount.root);
  }

  /** Called after each statement, and for the first time when a new database was written and not yet started. */
  override async syncToFs(): Promise<void> {
    if (this.#mount.root === this.#folder) return;
    await syncTree(this.#mount.root);
    await rename(this.#mount.root, this.#folder);
    this.#mount.root = this.#folder;
    await syncPath(dirname(this.#folder));
  }
}

function addSync(nodeFs: unknown): void {
  if (!isNodeFileSystem(nodeFs)) throw new Error('This version of PGlite cannot be made to sync its files.');
  nodeFs.stream_ops.fsync = ({ nfd }) =>
    nodeFs.tryFSOperation(() => {
      fsyncSync(nfd);
      return 0;
    });
}

function isNodeFileSystem(value: unknown): value is NodeFileSystem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'stream_ops' in value &&
    typeof value.stream_ops === 'object' &&
    'tryFSOperation' in value &&
    typeof value.tryFSOperation === 'function'
  );
}
