import { type Case, interleave, keep, openProduct, openScratchDatabase, type Plan } from '../benchmark.ts';
import { startGenerator } from '../load/generator.ts';
import type { RequestLoad, RequestLoadResult } from '../load/request-load.ts';
import { type BenchServer, startPeer } from '../processes.ts';
import { withClient } from '../scratch-database.ts';
import { type SeededAccount, seedAccount, seedEscalations, seedHistory, settleTables } from '../seed.ts';
import { formatFigure, median } from '../statistics.ts';

const pageSize = 20;
const openEscalations = 50;
/** Both sides get faster for some ten thousand requests. */
const warmUpSeconds = 8;

const productQuery = `query Queue {
  escalationQueue(first: ${pageSize}) {
    eventCursor
    nodes {
      id state priority engineerNotes createdAt
      session { id problem clientName status }
      createdBy { id name }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const peerQuery = `query Queue($account: UUID!) {
  allHandoffs(
    first: ${pageSize}
    condition: { accountId: $account, intent: "ESCALATE", state: "OPEN" }
    orderBy: [PRIORITY_RANK_ASC, CREATED_AT_ASC, ROW_ID_ASC]
  ) {
    nodes {
      rowId state priority engineerNotes createdAt
      session: sessionByAccountIdAndSessionId { rowId problem clientName status }
      createdBy: appUserByAccountIdAndCreatedById { rowId name }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

type Target = Pick<RequestLoad, 'url' | 'path' | 'headers' | 'bodies'>;

/** Reading the queue from the product. */
export function queueOfProduct(server: BenchServer, account: SeededAccount): Target {
  return {
    url: server.url,
    path: '/graphql',
    headers: { authorization: `Bearer ${account.people.at(-1)?.token}` },
    bodies: [JSON.stringify({ query: productQuery })],
  };
}

/** An order is refused when a response failed: a figure of failures says nothing. */
export function checked(result: RequestLoadResult): RequestLoadResult {
  if (result.failed > 0) throw new Error(`${result.failed} requests failed: ${result.sample.slice(0, 600)}`);
  return result;
}

async function run(plan: Plan): Promise<void> {
  const database = await openScratchDatabase(plan);
  const product = await openProduct(plan, database.url);
  const account = await withClient(database.url, async client => {
    const seeded = await seedAccount(client);
    await seedHistory(client, seeded, plan.quick ? 1_000 : 10_000);
    await seedEscalations(client, seeded, openEscalations);
    await settleTables(client);
    return seeded;
  });
  const peer = await keep(plan, startPeer('postgraphile', { DATABASE_URL: database.url }));
  const generator = startGenerator<RequestLoad, RequestLoadResult>('request-load', 60_000);
  plan.cleanUp(() => generator.stop());
  const targets = {
    product: queueOfProduct(product, account),
    peer: {
      url: peer.url,
      path: '/graphql',
      headers: {},
      bodies: [JSON.stringify({ query: peerQuery, variables: { account: account.id } })],
    },
  };
  const servers = { product, peer };
  const measure = async (side: keyof typeof targets, connections: number, seconds: number) => {
    const cpuBefore = await servers[side].cpuSeconds();
    const result = checked(await generator.order({ ...targets[side], connections, seconds }));
    const cpuMs = ((await servers[side].cpuSeconds()) - cpuBefore) * 1000;
    return { ...result, cpuMsPerRequest: cpuMs / result.requests };
  };

  for (const side of ['product', 'peer'] as const) {
    // Code that runs all day is compiled; ten connections also fill both pools.
    const { sample } = await measure(side, 10, plan.quick ? 0.5 : warmUpSeconds);
    const count = [...sample.matchAll(/"engineerNotes":/g)].length;
    if (count !== pageSize) throw new Error(`${count} escalations instead of ${pageSize}: ${sample}`);
  }
  for (const connections of [1, 16, 64]) {
    const seconds = plan.quick ? 0.5 : 3;
    const { ours, theirs } = await interleave(plan.rounds, {
      ours: () => measure('product', connections, seconds),
      theirs: () => measure('peer', connections, seconds),
    });
    const p99 = (results: readonly RequestLoadResult[]) => formatFigure(median(results.map(r => r.p99Ms)));
    const cpu = (results: typeof ours) => formatFigure(median(results.map(r => r.cpuMsPerRequest)));
    plan.report({
      work: `queue of ${pageSize}, ${connections} at once`,
      unit: 'requests/s',
      figures: ours.map(result => result.requests / result.seconds),
      comparisons: [
        {
          to: 'PostGraphile 5',
          figures: theirs.map(result => result.requests / result.seconds),
          atLeast: 1.5,
        },
      ],
      notes: [
        `99th percentile ${p99(ours)} ms, theirs ${p99(theirs)} ms; ` +
          `server CPU a request ${cpu(ours)} ms, theirs ${cpu(theirs)} ms, without PostgreSQL's`,
      ],
    });
    plan.say(`${connections} at once done`);
  }
}

export const queueCase: Case = {
  name: 'queue',
  title: 'Escalation queue with session and maker',
  needsServer: true,
  secondsMax: 180,
  run,
};
