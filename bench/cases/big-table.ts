import { type Case, interleave, openProduct, openScratchDatabase, type Plan } from '../benchmark.ts';
import { startGenerator } from '../load/generator.ts';
import type { RequestLoad, RequestLoadResult } from '../load/request-load.ts';
import { withClient } from '../scratch-database.ts';
import { seedAccount, seedEscalations, seedHistory, settleTables } from '../seed.ts';
import { formatFigure, median } from '../statistics.ts';
import { checked, queueOfProduct } from './queue.ts';

const openEscalations = 50;

async function run(plan: Plan): Promise<void> {
  const sizes = { small: plan.quick ? 1_000 : 10_000, large: plan.quick ? 50_000 : 1_000_000 };
  const prepare = async (handoffs: number) => {
    const database = await openScratchDatabase(plan);
    const product = await openProduct(plan, database.url);
    const account = await withClient(database.url, async client => {
      const seeded = await seedAccount(client);
      await seedHistory(client, seeded, handoffs - openEscalations);
      await seedEscalations(client, seeded, openEscalations);
      await settleTables(client);
      return seeded;
    });
    plan.say(`${handoffs} handoffs are there`);
    return queueOfProduct(product, account);
  };
  const targets = { small: await prepare(sizes.small), large: await prepare(sizes.large) };
  const generator = startGenerator<RequestLoad, RequestLoadResult>('request-load', 60_000);
  plan.cleanUp(() => generator.stop());
  const measure = async (size: keyof typeof targets, seconds: number) =>
    checked(await generator.order({ ...targets[size], connections: 1, seconds }));
  const seconds = plan.quick ? 0.5 : 3;
  await measure('small', seconds);
  await measure('large', seconds);
  const { large, small } = await interleave(plan.rounds, {
    large: () => measure('large', seconds),
    small: () => measure('small', seconds),
  });
  const p99 = (results: readonly RequestLoadResult[]) => formatFigure(median(results.map(r => r.p99Ms)));
  plan.report({
    work: `queue of 20 among ${sizes.large} handoffs`,
    unit: 'ms',
    figures: large.map(result => result.medianMs),
    comparisons: [
      {
        to: `itself among ${sizes.small}`,
        figures: small.map(result => result.medianMs),
        atMost: 1.3,
      },
    ],
    notes: [`99th percentile ${p99(large)} ms, among ${sizes.small} ${p99(small)} ms`],
  });
}

export const bigTableCase: Case = {
  name: 'big-table',
  title: 'Reading the queue in a large table',
  needsServer: true,
  secondsMax: 240,
  run,
};
