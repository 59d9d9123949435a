import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Program, startProgram } from '../serving/program.ts';
import type { ProbeAnswer } from './process-probe.ts';

/** The program with a probe inside. */
export interface ProbedProgram extends Program {
  /** Collects garbage, says what was the longest turn since the last question, and what the process holds. */
  probe(): Promise<ProbeAnswer>;
  /** A figure of /metrics, without the product's prefix. */
  metric(name: string): Promise<number>;
  /** Resident memory at this moment. */
  rssBytes(): number;
}

/** Starts the program with a probe; `socketFolder` is where the probe's socket is made. */
export async function startProbedProgram(
  settings: Record<string, string>,
  socketFolder: string,
  flags: readonly string[] = [],
): Promise<ProbedProgram> {
  const socketPath = join(socketFolder, `probe-${Math.random().toString(36).slice(2)}.sock`);
  const probe = `--import=${join(import.meta.dirname, 'process-probe.ts')}`;
  const program = await startProgram({ ...settings, PROBE_SOCKET: socketPath }, [probe, ...flags]);
  return {
    ...program,
    get url() {
      return program.url;
    },
    get stderr() {
      return program.stderr;
    },
    async probe() {
      return JSON.parse(await text(connect(socketPath)));
    },
    metric: name => metricOf(program.url, name),
    rssBytes() {
      const status = readFileSync(`/proc/${program.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
    },
  };
}

/** A figure of the program's metrics, named without the product's prefix. */
export async function metricOf(url: string, name: string): Promise<number> {
  const figures = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text();
  const line = figures.split('\n').find(candidate => candidate.startsWith(`resolutionflow_${name} `));
  return Number(line?.split(' ')[1]);
}
