import fc from 'fast-check';
import { settleWorld } from './settle.ts';
import { anyStep, type Step, take } from './steps.ts';
import type { VirtualTime } from './virtual-time.ts';
import { createWorld } from './world.ts';

/** Longest history of one world. In a long one more can come together; a short one is sooner understood. */
const stepsOfWorldMax = 250;

/** How often a history that fails is tried in parts, to find a short one. */
const livesMax = 1_000;

export interface SimulationResult {
  readonly steps: number;
  readonly worlds: number;
  /** What went wrong, with the shortest history that shows it; null when nothing did. */
  readonly failure: string | null;
  /** How often things happened in them. */
  readonly tally: ReadonlyMap<string, number>;
}

/**
 * Lets at least so many things happen, in worlds that the seed alone decides on, and looks whether what the product
 * promises holds. What breaks a promise is made as short as possible. Each world has a seed of its own, from the given
 * one on: the one that failed is alone and first with its own seed.
 */
export async function simulate(time: VirtualTime, seed: number, steps: number): Promise<SimulationResult> {
  let taken = 0;
  let worlds = 0;
  const tally = new Map<string, number>();
  while (taken < steps) {
    const { steps: more, failure } = await simulateWorld(time, seed + worlds, tally);
    taken += more;
    worlds++;
    if (failure !== null) return { steps: taken, worlds, failure, tally };
  }
  return { steps: taken, worlds, failure: null, tally };
}

async function simulateWorld(
  time: VirtualTime,
  seed: number,
  tally: Map<string, number>,
): Promise<{ steps: number; failure: string | null }> {
  let steps = 0;
  let lives = 0;
  const histories = fc.array(anyStep, { maxLength: stepsOfWorldMax, size: 'max' });
  const property = fc.asyncProperty(histories, async history => {
    // All but the first are attempts to fail with less; there may be many.
    if (++lives > livesMax) return;
    const lived = await liveThrough(time, history, lives === 1 ? tally : new Map());
    if (lives === 1) ({ steps } = lived);
    if (lived.problems.length > 0) throw new Error(lived.problems.join('\n'));
  });
  const result = await fc.check(property, { seed, numRuns: 1, unbiased: true });
  if (!result.failed) return { steps, failure: null };
  const history = result.counterexample?.[0].map((step, index) => `${index + 1}. ${JSON.stringify(step)}`);
  return {
    steps,
    failure: [
      `The world of seed ${seed} broke a promise at step ${steps}; the shortest history found that does:`,
      ...(history ?? []),
      String(result.errorInstance),
    ].join('\n'),
  };
}

/** One world from its beginning to its end; returns what went wrong. */
async function liveThrough(
  time: VirtualTime,
  history: readonly Step[],
  tally: Map<string, number>,
): Promise<{ readonly steps: number; readonly problems: readonly string[] }> {
  time.reset(history.length);
  const world = createWorld(time, tally);
  let steps = 0;
  for (const step of history) {
    steps++;
    await take(world, step);
    if (world.problems.length > 0) break;
  }
  if (world.problems.length === 0) {
    await settleWorld(world);
    for (const reader of world.readers) reader.leave();
    for (const { name, live } of world.replicas)
      if (live.readerCount + live.groupCount > 0) world.report(`${name} keeps streams that are over`);
  }
  world.close();
  await time.settle();
  return { steps, problems: world.problems };
}
