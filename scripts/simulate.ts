/**
 * Simulates the live streams, claims, timers and deliveries of two processes on one database, in virtual time:
 * `npm run simulate -- --seed 7 --steps 1000000`. The same seed and number of steps is the same simulation.
 */
import { parseArgs } from 'node:util';
import { simulate } from '../test/simulation/simulation.ts';
import { takeOverTime } from '../test/simulation/virtual-time.ts';

const { values } = parseArgs({ options: { seed: { type: 'string' }, steps: { type: 'string' } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const steps = Number(values.steps ?? 10_000);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(steps) || steps < 1)
  throw new Error('usage: npm run simulate -- [--seed <whole number>] [--steps <whole number>]');

process.stdout.write(`seed ${seed}, ${steps} steps\n`);
const { failure, tally, ...done } = await simulate(takeOverTime(), seed, steps);
process.stdout.write(
  `${done.steps} steps in ${done.worlds} worlds: ${failure ?? 'all promises were kept'}\n`,
);
for (const [what, count] of [...tally].sort(([one], [other]) => (one < other ? -1 : 1)))
  process.stdout.write(`${count} × ${what}\n`);
process.exitCode = failure === null ? 0 : 1;
