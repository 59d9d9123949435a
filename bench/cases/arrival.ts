import type { Case, Plan } from '../benchmark.ts';
import { type BenchServer, startProduct } from '../processes.ts';
import type { Row } from '../report.ts';
import { createDatabase, dropDatabase } from '../scratch-database.ts';
import { tokenSecret } from '../seed.ts';
import { formatFigure } from '../statistics.ts';
import { type Arrival, measureArrival } from './measure-arrival.ts';

const rounds = 200;

interface Figures extends Arrival {
  readonly readySeconds: number;
  readonly idleMegabytes: number;
}

async function measure(plan: Plan, environment: Record<string, string>): Promise<Figures> {
  let server: BenchServer | null = null;
  try {
    server = await startProduct(environment);
    const { readySeconds } = server;
    const idleMegabytes = await server.settledMegabytes();
    return {
      readySeconds,
      idleMegabytes,
      ...(await measureArrival(server.url, plan.quick ? rounds / 10 : rounds)),
    };
  } finally {
    await server?.stop();
  }
}

function toRows(database: string, { readySeconds, idleMegabytes, arrivalMs, lost }: Figures): Row[] {
  const row = (work: string, unit: string, figure: number): Row => ({
    work: `${work}, ${database}`,
    unit,
    figures: [figure],
    comparisons: [],
  });
  return [
    row('start to ready', 's', readySeconds),
    row('idle memory', 'MB', idleMegabytes),
    {
      ...row('escalate to arrival', 'median ms', arrivalMs.median),
      integrity: { product: { lost, doubled: 0, reordered: 0, foreign: 0 } },
      notes: [`99th percentile ${formatFigure(arrivalMs.p99)} ms, maximum ${formatFigure(arrivalMs.max)} ms`],
    },
  ];
}

async function runOnServer(plan: Plan): Promise<void> {
  const scratch = await createDatabase(plan.serverUrl);
  try {
    const environment = { DATABASE_URL: scratch.url, TOKEN_SECRET: tokenSecret };
    plan.report(...toRows('PostgreSQL', await measure(plan, environment)));
  } finally {
    await dropDatabase(plan.serverUrl, scratch.name);
  }
}

const common = { secondsMax: 150 };

export const embeddedArrivalCase: Case = {
  ...common,
  name: 'embedded',
  title: 'One escalation at a time, embedded database',
  needsServer: false,
  run: async plan => plan.report(...toRows('embedded', await measure(plan, {}))),
};

export const serverArrivalCase: Case = {
  ...common,
  name: 'server',
  title: 'One escalation at a time, PostgreSQL',
  needsServer: true,
  run: runOnServer,
};
