import { type Case, interleave, openScratchDatabase, type Plan } from '../benchmark.ts';
import { startGenerator } from '../load/generator.ts';
import type { StreamOrder, StreamResult } from '../load/stream-load.ts';
import { type BenchServer, startFlags, startPeer, startProduct } from '../processes.ts';
import { withClient } from '../scratch-database.ts';
import { type SeededAccount, seedAccount, tokenSecret } from '../seed.ts';
import { openStreams } from './live-document.ts';

const warmUpStreams = 300;

/** Kibibytes that the process has grown by for each stream that is open and silent. */
async function measure(
  starting: Promise<BenchServer>,
  kind: 'product' | 'raw',
  account: SeededAccount,
  streams: number,
): Promise<number> {
  const server = await starting;
  const generator = startGenerator<StreamOrder, StreamResult>('stream-load', 60_000);
  try {
    // What is loaded, compiled and kept at the first streams is not counted as theirs.
    await generator.order(openStreams(server, kind, [account], warmUpStreams));
    await generator.order({ kind: 'close' });
    const before = await server.settledMegabytes();
    await generator.order(openStreams(server, kind, [account], streams));
    const after = await server.settledMegabytes();
    await generator.order({ kind: 'close' });
    return ((after - before) * 1024) / streams;
  } finally {
    await generator.stop();
    await server.stop();
  }
}

async function run(plan: Plan): Promise<void> {
  const streams = plan.quick ? 1_000 : 5_000;
  const database = await openScratchDatabase(plan);
  const environment = { DATABASE_URL: database.url, TOKEN_SECRET: tokenSecret };
  const flags = await startFlags();
  const first = await startProduct(environment);
  await first.stop();
  const account = await withClient(database.url, client => seedAccount(client, 10));
  const { product, raw } = await interleave(plan.rounds, {
    product: () => measure(startProduct(environment), 'product', account, streams),
    raw: () => measure(startPeer('raw-http', {}, flags), 'raw', account, streams),
  });
  plan.report({
    work: `memory an idle stream, ${streams} open`,
    unit: 'KiB',
    figures: product,
    under: 18,
    comparisons: [{ to: 'raw Node http', figures: raw, atMost: 1.6 }],
    notes: [`both started with ${flags.join(' ') || 'no flags'}`],
  });
}

export const memoryCase: Case = {
  name: 'memory',
  title: 'Memory of an idle stream',
  needsServer: true,
  secondsMax: 300,
  run,
};
