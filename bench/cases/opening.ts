import { type Case, interleave, keep, openProduct, openScratchDatabase, type Plan } from '../benchmark.ts';
import { startGenerator } from '../load/generator.ts';
import type { StreamOrder, StreamResult } from '../load/stream-load.ts';
import { type BenchServer, startPeer } from '../processes.ts';
import { withClient } from '../scratch-database.ts';
import { type SeededAccount, seedAccount, settleTables, tokenSecret } from '../seed.ts';
import { median } from '../statistics.ts';
import { openStreams } from './live-document.ts';

const atOnce = 64;
const warmUpRounds = 4;

async function run(plan: Plan): Promise<void> {
  const accountCount = 20;
  const streamsEach = plan.quick ? 25 : 150;
  const database = await openScratchDatabase(plan);
  const product = await openProduct(plan, database.url);
  const accounts = await withClient(database.url, async client => {
    const seeded: SeededAccount[] = [];
    for (let n = 0; n < accountCount; n++) seeded.push(await seedAccount(client, 10));
    await settleTables(client);
    return seeded;
  });
  const environment = { DATABASE_URL: database.url, TOKEN_SECRET: tokenSecret };
  const yoga = await keep(plan, startPeer('yoga', environment));
  const generator = startGenerator<StreamOrder, StreamResult>('stream-load', 120_000);
  plan.cleanUp(() => generator.stop());

  const measure = async (kind: 'product' | 'yoga', server: BenchServer) => {
    const result = await generator.order(openStreams(server, kind, accounts, streamsEach, atOnce));
    await generator.order({ kind: 'close' });
    // The server notices that they are gone, and is measured without that work next time.
    await new Promise(resolve => setTimeout(resolve, 500));
    return { perSecond: result.streams / result.seconds, cpuShare: result.cpuShare };
  };
  // Both get faster for some ten thousand streams, until all of their code is compiled.
  for (let round = 0; round < warmUpRounds; round++) {
    await measure('product', product);
    await measure('yoga', yoga);
  }
  const { ours, theirs } = await interleave(plan.rounds, {
    ours: () => measure('product', product),
    theirs: () => measure('yoga', yoga),
  });
  const share = Math.round(median(ours.map(one => one.cpuShare)) * 100);
  plan.report({
    work: `opening streams, ${atOnce} at once`,
    unit: 'streams/s',
    figures: ours.map(one => one.perSecond),
    comparisons: [{ to: 'graphql-yoga', figures: theirs.map(one => one.perSecond), atLeast: 3 }],
    notes: [`generator's core in use: ${share} %`],
  });
}

export const openingCase: Case = {
  name: 'opening',
  title: 'New streams per second, signed in',
  needsServer: true,
  secondsMax: 180,
  run,
};
