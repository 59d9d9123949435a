/**
 * The processes of the benchmark: servers on one core, load generators on another, so that neither takes the other's
 * time and the time each one used is told apart.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface BenchServer {
  readonly url: string;
  /** Seconds from the start of the process to its being ready. */
  readonly readySeconds: number;
  /** Processor time that the process has used so far; NaN where the system does not tell. */
  cpuSeconds(): Promise<number>;
  /** Resident memory once it no longer moves, in megabytes; NaN where the system does not tell. */
  settledMegabytes(settleMsMax?: number): Promise<number>;
  /** Halts the process while others are measured: idle servers have timers, and the product has jobs. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

const readyMsMax = 30_000;
const stopMsMax = 15_000;
const settlePollMs = 500;
/** So many equal readings in a row count as settled. */
const settledReadings = 6;
const settledWithinMegabytes = 0.5;
/** Of Linux on every architecture that Node runs on. */
const clockTicksPerSecond = 100;

export const serverCore = 0;
export const generatorCore = 1;

/** Whether processes can be kept on cores of their own here. */
export const canPin: boolean = availableParallelism() > 1 && hasTaskset();

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A Node process on a core, with a channel for messages when `ipc`. */
export function spawnNode(
  args: readonly string[],
  options: { core: number; env: NodeJS.ProcessEnv; ipc: boolean },
): ChildProcess {
  const command = [process.execPath, ...args];
  const [program = '', ...rest] = canPin ? ['taskset', '-c', `${options.core}`, ...command] : command;
  return spawn(program, rest, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: options.env,
    stdio: options.ipc ? ['ignore', 'inherit', 'inherit', 'ipc'] : ['ignore', 'pipe', 'inherit'],
  });
}

/** Starts the product as `npm start` does, as a process of its own on a free port, with files of its own. */
export async function startProduct(environment: Record<string, string>): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-bench-'));
  const server = await start(await startFlags(), 'src/main.ts', {
    DATA_DIR: folder,
    RATE_LIMITS: 'off',
    ACCOUNT_WRITES_PER_HOUR: '0',
    STREAMS_PER_USER: '100000',
    STREAM_MAX_AGE_SECONDS: '86400',
    ACCESS_TOKEN_SECONDS: '86400',
    HEARTBEAT_SECONDS: '300',
    ...environment,
  }).catch(async error => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  return {
    ...server,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts what the product is compared to. `flags`: those of the product, where memory is compared. */
export async function startPeer(
  name: string,
  environment: Record<string, string>,
  flags: readonly string[] = [],
): Promise<BenchServer> {
  return await start(flags, `bench/peers/${name}.js`, { NODE_ENV: 'production', ...environment });
}

/** The flags that `npm start` gives to Node. */
export async function startFlags(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  return String(scripts.start)
    .split(' ')
    .filter(word => word.startsWith('--'));
}

async function start(
  flags: readonly string[],
  file: string,
  environment: Record<string, string>,
): Promise<BenchServer> {
  const startedMs = performance.now();
  const child = spawnNode([...flags, file], {
    core: serverCore,
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    ipc: false,
  });
  const url = await readUrl(child, file);
  return {
    url,
    readySeconds: (performance.now() - startedMs) / 1000,
    cpuSeconds: () => readCpuSeconds(child.pid),
    settledMegabytes: (settleMsMax = 15_000) => readSettledMegabytes(child.pid, settleMsMax),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    stop: () => stopProcess(child),
  };
}

/** Ends a process, politely first; a benchmark must leave nothing behind. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopMsMax);
  // One that is paused would not hear of its end.
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  await gone;
  clearTimeout(timer);
}

async function readUrl(child: ChildProcess, file: string): Promise<string> {
  const output = child.stdout;
  if (output === null) throw new Error('the server has no output');
  const timer = setTimeout(() => child.kill('SIGKILL'), readyMsMax);
  try {
    for await (const line of createInterface({ input: output })) {
      if (!line.startsWith('{')) continue;
      const entry: { msg?: string; url?: string } = JSON.parse(line);
      if (entry.msg === 'ready' && entry.url) return entry.url;
    }
  } finally {
    clearTimeout(timer);
    // What comes later is not looked at, but a full pipe would stop the server.
    output.resume();
  }
  throw new Error(`${file} ended before it was ready`);
}

/** User and system time of a process so far. */
export async function readCpuSeconds(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the name of the program in brackets, which may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / clockTicksPerSecond;
}

async function readSettledMegabytes(pid: number | undefined, settleMsMax: number): Promise<number> {
  const deadlineMs = performance.now() + settleMsMax;
  const readings: number[] = [];
  for (;;) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    readings.push(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
    const last = readings.slice(-settledReadings);
    const isSettled =
      last.length === settledReadings && Math.max(...last) - Math.min(...last) <= settledWithinMegabytes;
    if (isSettled || performance.now() > deadlineMs) return readings.at(-1) ?? Number.NaN;
    await new Promise(resolve => setTimeout(resolve, settlePollMs));
  }
}
