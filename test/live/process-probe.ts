/**
 * Loaded into a program by `--import`, to see what it does not show of itself: how long a turn of its event loop takes,
 * what its heap holds after a collection, and what still keeps it busy. Answers on a socket in the file system.
 */
import { createServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface ProbeAnswer {
  /** The longest turn since the last answer: by the clock, and in processor time of this thread alone. */
  readonly longestTurnMs: number;
  readonly longestTurnCpuMs: number;
  readonly rssBytes: number;
  /** After a collection. */
  readonly heapBytes: number;
  readonly externalBytes: number;
  /** What keeps or could keep the program busy, by kind. */
  readonly resources: Readonly<Record<string, number>>;
}

const sampleEveryMs = 2;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

let longestTurnMs = 0;
let longestTurnCpuMs = 0;
let last = { ms: performance.now(), cpu: process.threadCpuUsage() };

/** A timer runs once in a turn, so what lies between two runs is at most one turn and the pause before it. */
function sample(): void {
  const ms = performance.now();
  const cpu = process.threadCpuUsage();
  const cpuMs = (cpu.user + cpu.system - last.cpu.user - last.cpu.system) / 1_000;
  longestTurnMs = Math.max(longestTurnMs, ms - last.ms - sampleEveryMs);
  longestTurnCpuMs = Math.max(longestTurnCpuMs, cpuMs);
  last = { ms, cpu };
}

function answer(): ProbeAnswer {
  const turns = { longestTurnMs, longestTurnCpuMs };
  collect();
  collect();
  const { rss, heapUsed, external } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  last = { ms: performance.now(), cpu: process.threadCpuUsage() };
  longestTurnMs = 0;
  longestTurnCpuMs = 0;
  return { ...turns, rssBytes: rss, heapBytes: heapUsed, externalBytes: external, resources };
}

setInterval(sample, sampleEveryMs).unref();
createServer(socket => socket.end(JSON.stringify(answer())))
  .listen(process.env.PROBE_SOCKET)
  .unref();
