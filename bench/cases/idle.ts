import { setTimeout as delay } from 'node:timers/promises';
import { type Case, keep, openScratchDatabase, type Plan } from '../benchmark.ts';
import { startProduct } from '../processes.ts';
import type { Row } from '../report.ts';
import { withClient } from '../scratch-database.ts';
import { tokenSecret } from '../seed.ts';

/** After the start code is still compiled and memory given back. */
const settleSeconds = 60;
const quickSeconds = 15;

interface Idleness {
  /** Share of one core, in percent. */
  readonly corePercent: number;
  /** Transactions a minute that the server has ended; a statement by itself is one. */
  readonly transactions: number;
}

async function measure(
  plan: Plan,
  environment: Record<string, string>,
  countTransactions: () => Promise<number>,
): Promise<Idleness> {
  const seconds = plan.quick ? quickSeconds : settleSeconds;
  const server = await keep(plan, startProduct(environment));
  await delay(seconds * 1_000);
  const startedMs = performance.now();
  const before = { cpu: await server.cpuSeconds(), transactions: await countTransactions() };
  await delay(2 * seconds * 1_000);
  const after = { cpu: await server.cpuSeconds(), transactions: await countTransactions() };
  const minutes = (performance.now() - startedMs) / 60_000;
  await server.stop();
  return {
    corePercent: ((after.cpu - before.cpu) / (minutes * 60)) * 100,
    transactions: (after.transactions - before.transactions) / minutes,
  };
}

function row(work: string, unit: string, figure: number, under: number): Row {
  return { work, unit, figures: [figure], under, comparisons: [] };
}

async function run(plan: Plan): Promise<void> {
  const { corePercent } = await measure(plan, {}, async () => 0);
  plan.report(row('idle, embedded', '% of a core', corePercent, 0.5));
}

async function runOnServer(plan: Plan): Promise<void> {
  const { url, name } = await openScratchDatabase(plan);
  const counted = () =>
    withClient(plan.serverUrl, async client => {
      const { rows } = await client.query<{ count: string }>(
        'select xact_commit + xact_rollback as count from pg_stat_database where datname = $1',
        [name],
      );
      return Number(rows[0]?.count);
    });
  const environment = { DATABASE_URL: url, TOKEN_SECRET: tokenSecret };
  const { corePercent, transactions } = await measure(plan, environment, counted);
  plan.report(
    row('idle, PostgreSQL', '% of a core', corePercent, 0.5),
    row('statements when idle, PostgreSQL', 'a minute', transactions, 60),
  );
}

const common = { secondsMax: 300 };

export const embeddedIdleCase: Case = {
  ...common,
  name: 'idle-embedded',
  title: 'A product with nobody there, embedded database',
  needsServer: false,
  run,
};

export const serverIdleCase: Case = {
  ...common,
  name: 'idle-server',
  title: 'A product with nobody there, PostgreSQL',
  needsServer: true,
  run: runOnServer,
};
