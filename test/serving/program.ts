import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Client, openClient } from '../harness/client.ts';
import { cloneDatabase, isServer, type TestDatabase } from '../harness/databases.ts';
import { waitFor } from '../harness/wait.ts';

/** The real program as a process of its own, as an operator starts it. */

const root = resolve(import.meta.dirname, '..', '..');

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** From the first signal, or else from the start, to the end. */
  readonly ms: number;
}

export interface Program extends AsyncDisposable {
  readonly pid: number;
  /** Where it listens, as its log says. */
  readonly url: string;
  /** The lines of its log. */
  readonly log: readonly Record<string, unknown>[];
  readonly stderr: string;
  readonly exited: Promise<Exit>;
  kill(signal: NodeJS.Signals): void;
  client(token: string | null): Client;
}

/** A place for a program to keep its data: a folder, and a database of its own. */
export interface Home extends AsyncDisposable {
  readonly folder: string;
  readonly settings: Record<string, string>;
}

let migratedFolder: Promise<string> | null = null;

/** Makes a home whose database is migrated, so that a start takes no longer than it must. */
export async function makeHome(): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-home-'));
  const database: TestDatabase | null = isServer ? await cloneDatabase() : null;
  if (database === null) {
    migratedFolder ??= unpackTemplate();
    await cp(await migratedFolder, folder, { recursive: true });
  }
  return {
    folder,
    settings: { DATA_DIR: folder, PORT: '0', RATE_LIMITS: 'off', ...database?.environment },
    async [Symbol.asyncDispose]() {
      await database?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Writes the run's migrated database into a new folder; returns the folder. */
async function unpackTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-home-'));
  const { PGlite } = await import('@electric-sql/pglite');
  const { template } = await cloneDatabase();
  const pglite = await PGlite.create(join(folder, 'database'), { loadDataDir: template });
  await pglite.close();
  return folder;
}

/** Takes away what was made for all tests of a file. */
export async function removeMigratedFolder(): Promise<void> {
  const folder = migratedFolder;
  // The next file of this worker makes one of its own.
  migratedFolder = null;
  if (folder !== null) await rm(await folder, { recursive: true, force: true });
}

/** What runs the program: nothing but this test, its supervisor, or npm with the supervisor below. */
export type Runner = 'none' | 'supervisor' | 'npm';

/** Starts the program, with flags for Node; resolves when it says that it is ready. */
export async function startProgram(
  settings: Record<string, string>,
  flags: readonly string[] = [],
  runner: Runner = 'none',
): Promise<Program> {
  const program = launch(settings, flags, runner);
  const describe = () => `${program.stderr} ${JSON.stringify(program.log)}`;
  try {
    await waitFor('the program to be ready or to end', () => program.isSettled, describe);
    if (program.url === '') throw new Error(`the program did not start: ${describe()}`);
  } catch (error) {
    program.kill('SIGKILL');
    throw error;
  }
  return program;
}

/** Starts a program that is not expected to get far; resolves when it has ended. */
export async function runProgram(
  settings: Record<string, string>,
  runner: Runner = 'none',
): Promise<Exit & Pick<Program, 'log' | 'stderr'>> {
  await using program = launch(settings, [], runner);
  const exit = await program.exited;
  return { ...exit, log: program.log, stderr: program.stderr };
}

function launch(
  settings: Record<string, string>,
  flags: readonly string[] = [],
  runner: Runner = 'none',
): Program & { readonly isSettled: boolean } {
  const [file, ...args] = commandOf(flags, runner);
  const child = spawn(file, args, {
    cwd: root,
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that nothing of it survives a test that fails.
    detached: runner !== 'none',
  });
  const log: Record<string, unknown>[] = [];
  let stderr = '';
  let countedFromMs = performance.now();
  let isSettled = false;
  readLines(child, line => {
    log.push(JSON.parse(line));
    if (log.at(-1)?.msg === 'ready') isSettled = true;
  });
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString('utf8');
  });
  const exited = once(child, 'close').then(([code, signal]): Exit => {
    isSettled = true;
    return { code, signal, ms: performance.now() - countedFromMs };
  });
  const urlOf = () => String(log.find(({ msg }) => msg === 'ready')?.url ?? '');
  return {
    get isSettled() {
      return isSettled;
    },
    pid: child.pid ?? 0,
    get url() {
      return urlOf();
    },
    log,
    get stderr() {
      return stderr;
    },
    exited,
    kill(signal) {
      countedFromMs = performance.now();
      child.kill(signal);
    },
    client: token => openClient({ url: urlOf(), token, countReaders: () => 0 }),
    async [Symbol.asyncDispose]() {
      if (runner !== 'none') killGroup(child);
      else if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exited;
    },
  };
}

function commandOf(flags: readonly string[], runner: Runner): [string, ...string[]] {
  if (runner === 'npm') {
    if (flags.length > 0) throw new Error('npm start takes no flags for Node; set NODE_OPTIONS');
    // Without its own lines, and without a look at the dashboard's build.
    return ['npm', 'start', '--silent', '--ignore-scripts'];
  }
  const own = ['--no-warnings', ...flags, 'src/main.ts'];
  return [process.execPath, ...(runner === 'supervisor' ? ['src/start.js'] : []), ...own];
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

/** The processes that this one has started, and those that they have, with their command lines. */
export async function findDescendants(
  pid: number,
): Promise<{ readonly pid: number; readonly args: string }[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const found = [];
  for (const child of children.trim().split(' ').filter(Boolean).map(Number)) {
    const args = await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '');
    found.push({ pid: child, args: args.replaceAll('\0', ' ') }, ...(await findDescendants(child)));
  }
  return found;
}

function readLines({ stdout }: ChildProcess, take: (line: string) => void): void {
  let rest = '';
  stdout?.on('data', (bytes: Buffer) => {
    const lines = (rest + bytes.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}
