import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

export interface BenchServer {
  readonly url: string;
  /** Seconds from the start of the process to its being ready. */
  readonly readySeconds: number;
  /** Resident memory after some seconds of idling, in megabytes; NaN where the system does not tell. */
  settledMegabytes(): Promise<number>;
  stop(): Promise<void>;
}

const readyMsMax = 30_000;
const idleMs = 8_000;

/** Starts the product as `npm start` does, as a process of its own on a free port. */
export async function startServer(environment: Record<string, string>): Promise<BenchServer> {
  const { scripts } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  const [, ...args] = String(scripts.start).split(' ');
  const startedMs = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: new URL('..', import.meta.url),
    env: { PATH: process.env.PATH, PORT: '0', RATE_LIMITS: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readUrl(child);
  return {
    url,
    readySeconds: (performance.now() - startedMs) / 1000,
    async settledMegabytes() {
      await new Promise(resolve => setTimeout(resolve, idleMs));
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    },
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function readUrl(child: ChildProcess): Promise<string> {
  const output = child.stdout;
  if (output === null) throw new Error('the server has no output');
  const timer = setTimeout(() => child.kill('SIGKILL'), readyMsMax);
  try {
    for await (const line of createInterface({ input: output })) {
      const entry: { msg?: string; url?: string } = JSON.parse(line);
      if (entry.msg === 'ready' && entry.url) return entry.url;
    }
  } finally {
    clearTimeout(timer);
    // What comes later is not looked at, but a full pipe would stop the server.
    output.resume();
  }
  throw new Error('the server ended before it was ready');
}
