import { write } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { beatsAt, isDebuggedAt, type WatchdogData } from './watchdog.ts';

const { shared, patienceSeconds }: WatchdogData = workerData;
const stderr = 2;

const lastWords = `The program has answered nobody for ${patienceSeconds} s and cannot be stopped in order, so it ends by force. What was committed is there at the next start.\n`;
const lastWordsMsMax = 500;

const end = () => process.kill(process.pid, 'SIGKILL');

let isEnding = false;
let seen = 0;
/** Counted, and not read from a clock: a machine that was asleep has slept in all its threads. */
let silentSeconds = 0;

setInterval(() => {
  const beats = Atomics.load(shared, beatsAt);
  silentSeconds = beats === seen && Atomics.load(shared, isDebuggedAt) === 0 ? silentSeconds + 1 : 0;
  seen = beats;
  if (silentSeconds < patienceSeconds || isEnding) return;
  isEnding = true;
  // Decided before anything is said: a standard error that takes nothing, or blocks, must not keep it from happening.
  setTimeout(end, lastWordsMsMax);
  write(stderr, lastWords, () => end());
}, 1_000);
