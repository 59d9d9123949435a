import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '../harness/test.ts';

/** A process of its own: the simulation takes over the timers and clocks of the one it runs in. */
async function simulate(seed: number, steps: number): Promise<string> {
  const script = join(import.meta.dirname, '../../scripts/simulate.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    script,
    `--seed=${seed}`,
    `--steps=${steps}`,
  ]);
  return stdout;
}

test('whatever is lost, doubled, late, pruned, cut or killed, the promises are kept for ten thousand steps', async () => {
  const told = await simulate(20_260_101, 10_000);

  expect(told).toMatch(/all promises were kept/);
  // A simulation in which little happens would prove little.
  const countOf = (what: string) => Number(new RegExp(`(\\d+) × ${what}`).exec(told)?.[1] ?? 0);
  for (const what of ['event received', 'event replayed', 'stream opened'])
    expect([what, countOf(what) > 300]).toEqual([what, true]);
  for (const what of [
    'cursor refused',
    'escalation: CLAIMED',
    'job: mail',
    'step of a policy run',
    'stream ended: CURSOR_EXPIRED',
    'stream ended: UNAUTHENTICATED',
  ])
    expect([what, countOf(what) > 20]).toEqual([what, true]);
});

test('the same seed is the same simulation', async () => {
  const [one, other] = [await simulate(7, 1_000), await simulate(7, 1_000)];

  expect(one).toBe(other);
});
