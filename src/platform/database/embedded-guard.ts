import type { Extension, PGlite, Transaction } from '@electric-sql/pglite';

/** What ends a backend: PostgreSQL's last words, and what it threw. As a client of a server that crashed would get it. */
export class BackendFailed extends Error {
  /** PostgreSQL's `crash_shutdown`. */
  readonly code = '57P02';

  constructor(reason: string, cause: unknown) {
    super(`the embedded database has ended: ${reason}`, { cause });
    this.name = 'BackendFailed';
  }
}

/** Notices that the backend of a PGlite has ended, and lets nothing into it from then on. */
export interface BackendGuard {
  /** To be given to PGlite when it is created. */
  readonly options: { readonly extension: Extension; onStderr(line: string): boolean };
  /** Resolves when the backend has ended: only another process can go on with its files. */
  readonly failure: Promise<BackendFailed>;
  /** What is known when PGlite could not be created. */
  describe(error: unknown): string;
}

/**
 * The functions by which PGlite enters the backend once it has started, with the one exit status that is ordinary. 100:
 * PostgreSQL leaves its main loop for an error of SQL, and PGlite then lets it clean up. 0: it was told to end.
 */
const entryPoints = {
  _PostgresMainLoopOnce: 100,
  _PostgresMainLongJmp: null,
  _PostgresSendReadyForQueryIfNecessary: null,
  _pgl_pq_flush: null,
  _pq_buffer_remaining_data: null,
  _pgl_run_atexit_funcs: 0,
  _emscripten_force_exit: 0,
} as const;

type Backend = Record<string, unknown>;

/**
 * PGlite takes every exception out of the backend for an error of SQL and enters it again. After a PANIC (a write-ahead
 * log that cannot be written, for one) or a FATAL error the backend holds its locks, and a thread that enters it may
 * never come out. Here such an exception ends the backend: it is not entered again, and every call fails at once. See
 * docs/decisions/0023.
 */
export function createBackendGuard(): BackendGuard {
  const { promise: failure, resolve } = Promise.withResolvers<BackendFailed>();
  let failed: BackendFailed | null = null;
  let lastWords: string | null = null;

  const describe = (error: unknown) => lastWords ?? messageOf(error);

  function enter(backend: Backend, name: string, ordinaryStatus: number | null): void {
    const run = functionOf(backend, name);
    backend[name] = (...args: unknown[]): unknown => {
      if (failed !== null) throw failed;
      try {
        return Reflect.apply(run, backend, args);
      } catch (error) {
        if (statusOf(error) === ordinaryStatus) throw error;
        failed = new BackendFailed(describe(error), error);
        resolve(failed);
        throw failed;
      }
    };
  }

  function guard(backend: Backend): void {
    for (const [name, status] of Object.entries(entryPoints)) enter(backend, name, status);
    // PGlite's loop swallows what the backend threw; this, which comes first after it, leads out of the loop.
    const restore = functionOf(backend, 'stackRestore');
    backend.stackRestore = (pointer: unknown): unknown => {
      if (failed !== null) throw failed;
      return Reflect.apply(restore, backend, [pointer]);
    };
  }

  return {
    options: {
      extension: {
        name: 'backend guard',
        async setup(pglite, options: { preRun?: ((backend: Backend) => void)[] }) {
          failBeginsAsStatements(pglite);
          return { emscriptenOpts: { ...options, preRun: [...(options.preRun ?? []), guard] } };
        },
      },
      onStderr(line) {
        lastWords = /\b(?:PANIC|FATAL):\s+(.+)/.exec(line)?.[1] ?? lastWords;
        return false;
      },
    },
    failure,
    describe,
  };
}

function functionOf(backend: Backend, name: string): (...args: unknown[]) => unknown {
  const found = backend[name];
  if (typeof found !== 'function') throw new Error(`this version of PGlite has no ${name} to be guarded`);
  return (...args) => Reflect.apply(found, backend, args);
}

/** The number that Emscripten's file system has for ENOSPC; its errors have no words. */
const noSpaceNumber = 51;

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'errno' in error)
    return error.errno === noSpaceNumber
      ? 'No space left on device'
      : `error ${error.errno} of the file system`;
  return error instanceof Error ? error.message : String(error);
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
}

/**
 * The query builder waits for ever for a BEGIN that fails, with the one connection in its hands. So the transaction
 * begins all the same, its first statement fails with the reason, and so does its end.
 */
function failBeginsAsStatements(pglite: Pick<PGlite, 'transaction'>): void {
  const { transaction } = pglite;
  pglite.transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    let hasBegun = false;
    try {
      return await Reflect.apply(transaction, pglite, [
        (tx: Transaction) => {
          hasBegun = true;
          return work(tx);
        },
      ]);
    } catch (error) {
      if (!hasBegun) await work(failedTransaction(error));
      throw error;
    }
  };
}

function failedTransaction(error: unknown): Transaction {
  const fail = () => Promise.reject(error);
  return { query: fail, sql: fail, exec: fail, listen: fail, rollback: async () => {}, closed: false };
}
