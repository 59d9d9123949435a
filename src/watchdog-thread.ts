import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { beatsAt, isDebuggedAt, type WatchdogData } from './watchdog.ts';

const { shared, patienceSeconds }: WatchdogData = workerData;
const stderr = 2;

let seen = 0;
/** Counted, and not read from a clock: a machine that was asleep has slept in all its threads. */
let silentSeconds = 0;

setInterval(() => {
  const beats = Atomics.load(shared, beatsAt);
  silentSeconds = beats === seen && Atomics.load(shared, isDebuggedAt) === 0 ? silentSeconds + 1 : 0;
  seen = beats;
  if (silentSeconds < patienceSeconds) return;
  writeSync(
    stderr,
    `The program has answered nobody for ${patienceSeconds} s and cannot be stopped in order, so it ends by force. Start it again: what was committed is there.\n`,
  );
  process.kill(process.pid, 'SIGKILL');
}, 1_000);
