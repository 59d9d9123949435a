import { encodeId } from '../../src/graphql/ids.ts';
import { newId, type Uuid } from '../../src/kernel/ids.ts';
import { jobsSchema } from '../../src/platform/jobs/job-table.ts';
import { type Case, interleave, keep, openProduct, openScratchDatabase, type Plan } from '../benchmark.ts';
import { startGenerator } from '../load/generator.ts';
import type { RequestLoad, RequestLoadResult } from '../load/request-load.ts';
import { startPeer } from '../processes.ts';
import { withClient } from '../scratch-database.ts';
import {
  engineerNotes,
  problem,
  type SeededAccount,
  seedAccount,
  seedSessions,
  settleTables,
} from '../seed.ts';
import { formatFigure, median } from '../statistics.ts';
import { checked } from './queue.ts';

const productMutation = `mutation Escalate($input: CreateHandoffInput!) {
  createHandoff(input: $input) { id state priority createdAt }
}`;

/** The bare row and the session's status: no check of who may, no snapshot taken, no step, no event, no job. */
const peerMutation = `mutation Escalate($handoff: CreateHandoffInput!, $session: UpdateSessionByAccountIdAndRowIdInput!) {
  createHandoff(input: $handoff) { handoff { rowId state priority createdAt } }
  updateSessionByAccountIdAndRowId(input: $session) { clientMutationId }
}`;

/** The body of the product's mutation that escalates this session. */
export function escalateOnProduct(sessionId: Uuid): string {
  const input = { sessionId: encodeId('Session', sessionId), intent: 'ESCALATE', engineerNotes };
  return JSON.stringify({ query: productMutation, variables: { input } });
}

function escalateOnPeer(account: SeededAccount, sessionId: Uuid): string {
  const at = new Date().toISOString();
  const handoff = {
    accountId: account.id,
    rowId: newId(),
    sessionId,
    intent: 'ESCALATE',
    state: 'OPEN',
    priority: 'NORMAL',
    priorityRank: 2,
    engineerNotes,
    snapshot: { problem, steps: [] },
    createdById: account.people[0].id,
    createdAt: at,
  };
  return JSON.stringify({
    query: peerMutation,
    variables: {
      handoff: { handoff },
      session: {
        accountId: account.id,
        rowId: sessionId,
        sessionPatch: { status: 'ESCALATED', updatedAt: at, activeSince: null },
      },
    },
  });
}

interface Setting {
  readonly connections: number;
  readonly accounts: number;
  readonly requests: number;
}

function settingsOf(quick: boolean): Setting[] {
  const size = quick ? 0.1 : 1;
  return [
    { connections: 1, accounts: 1, requests: 400 * size },
    { connections: 16, accounts: 1, requests: 1_600 * size },
    { connections: 16, accounts: 16, requests: 1_600 * size },
  ];
}

async function run(plan: Plan): Promise<void> {
  const database = await openScratchDatabase(plan);
  const product = await openProduct(plan, database.url);
  const accounts = await withClient(database.url, async client => {
    const seeded: SeededAccount[] = [];
    for (let n = 0; n < 16; n++) seeded.push(await seedAccount(client));
    return seeded;
  });
  const peer = await keep(plan, startPeer('postgraphile', { DATABASE_URL: database.url }));
  const generator = startGenerator<RequestLoad, RequestLoadResult>('request-load', 60_000);
  plan.cleanUp(() => generator.stop());

  const measure = async (side: 'ours' | 'theirs', setting: Setting) => {
    const used = accounts.slice(0, setting.accounts);
    const sessions = await withClient(database.url, async client => {
      const byAccount: Uuid[][] = [];
      for (const account of used)
        byAccount.push(await seedSessions(client, account, Math.ceil(setting.requests / used.length)));
      await settleTables(client);
      return byAccount;
    });
    const rounds = sessions[0]?.length ?? 0;
    const turns = Array.from({ length: rounds }, (_, at) =>
      used.map((account, n) => ({ account, sessionId: sessions[n]?.[at] ?? '' })),
    ).flat();
    const server = side === 'ours' ? product : peer;
    const cpuBefore = await server.cpuSeconds();
    const result = checked(
      await generator.order({
        url: server.url,
        path: '/graphql',
        headers: {},
        bodies: turns.map(({ account, sessionId }) =>
          side === 'ours' ? escalateOnProduct(sessionId) : escalateOnPeer(account, sessionId),
        ),
        tokens: turns.map(({ account }) => account.people[0].token),
        connections: setting.connections,
        seconds: null,
      }),
    );
    const cpuMs = ((await server.cpuSeconds()) - cpuBefore) * 1000;
    // The mails of these escalations would otherwise be sent while the other side is measured.
    const jobsLeft = side === 'ours' ? await dropWaitingJobs(database.url) : 0;
    return { ...result, cpuMsPerRequest: cpuMs / result.requests, jobsLeft };
  };

  for (const side of ['ours', 'theirs'] as const) {
    await measure(side, { connections: 10, accounts: 1, requests: plan.quick ? 100 : 3_000 });
  }
  for (const setting of settingsOf(plan.quick)) {
    const { ours, theirs } = await interleave(plan.rounds, {
      ours: () => measure('ours', setting),
      theirs: () => measure('theirs', setting),
    });
    const spread = setting.accounts > 1 ? `, ${setting.accounts} accounts` : '';
    plan.report({
      work: `createHandoff, ${setting.connections} at once${spread}`,
      unit: 'requests/s',
      figures: ours.map(result => result.requests / result.seconds),
      comparisons: [
        {
          to: 'PostGraphile 5, bare rows',
          figures: theirs.map(result => result.requests / result.seconds),
          atLeast: 0.5,
        },
      ],
      notes: [
        `median ${formatFigure(median(ours.map(r => r.medianMs)))} ms, theirs ${formatFigure(median(theirs.map(r => r.medianMs)))} ms; ` +
          `server CPU a request ${formatFigure(median(ours.map(r => r.cpuMsPerRequest)))} ms with what jobs ran meanwhile, theirs ${formatFigure(median(theirs.map(r => r.cpuMsPerRequest)))} ms; ` +
          `${formatFigure(median(ours.map(r => r.jobsLeft)))} jobs of ${setting.requests} escalations were left to do at the end`,
      ],
    });
    plan.say(`${setting.connections} at once${spread} done`);
  }
}

/** Takes the jobs that are still waiting away, and says how many there were. */
async function dropWaitingJobs(databaseUrl: string): Promise<number> {
  return await withClient(databaseUrl, async client => {
    const { rowCount } = await client.query(
      `delete from ${jobsSchema}.job where state in ('created', 'retry') and name like 'escalation%'`,
    );
    return rowCount ?? 0;
  });
}

export const createCase: Case = {
  name: 'create',
  title: 'createHandoff with its log row, snapshot and jobs',
  needsServer: true,
  secondsMax: 300,
  run,
};
