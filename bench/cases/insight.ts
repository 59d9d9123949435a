import type { Client } from 'pg';
import { readEscalationMetrics } from '../../src/analytics/escalation-metrics.queries.ts';
import { type MetricsGrouping, metricsGroupings } from '../../src/analytics/metrics-range.ts';
import { parseConfig } from '../../src/config.ts';
import { entities } from '../../src/entities.ts';
import { readExperience } from '../../src/handoffs/assessment-experience.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Viewer } from '../../src/kernel/viewer.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import type { Scope } from '../../src/platform/database/scope.ts';
import { createUnboundedSizes } from '../../src/platform/database/stored-size-budget.ts';
import { createLog } from '../../src/platform/log.ts';
import { type Case, openScratchDatabase, type Plan } from '../benchmark.ts';
import { withClient } from '../scratch-database.ts';
import { type SeededAccount, seedAccount, seedSessions, settleTables, tokenSecret } from '../seed.ts';
import { formatFigure, quantile } from '../statistics.ts';

/** A migrated database that is read with the product's own code, in this process: what is measured is the query. */
async function openStock(plan: Plan, fill: (client: Client, account: SeededAccount) => Promise<void>) {
  const { url } = await openScratchDatabase(plan);
  const log = createLog('error');
  const config = parseConfig({ DATABASE_URL: url, TOKEN_SECRET: tokenSecret });
  const database = await openDatabase({ config, entities, log });
  plan.cleanUp(() => database.close());
  await migrate(database, log);
  const account = await withClient(url, async client => {
    const seeded = await seedAccount(client, 30);
    await client.query('begin; set local session_replication_role = replica');
    await fill(client, seeded);
    await client.query('commit');
    await settleTables(client);
    return seeded;
  });
  return { database, account };
}

/** Milliseconds of each of so many reads, one after the other, after some to warm up. */
async function time(times: number, read: () => Promise<unknown>): Promise<number[]> {
  for (let at = 0; at < 10; at++) await read();
  const took: number[] = [];
  for (let at = 0; at < times; at++) {
    const startedMs = performance.now();
    await read();
    took.push(performance.now() - startedMs);
  }
  return took;
}

function reportTimes(plan: Plan, work: string, took: readonly number[], under: number): void {
  const notes = [`99th percentile ${formatFigure(quantile(took, 0.99))} ms of ${took.length}`];
  plan.report({ work, unit: 'ms', figures: took, under, comparisons: [], notes });
}

const stepsPerSession = 10;

/** A tree in which every session passes `hot`, one in a hundred `rare`, and all finish at one of four ends. */
const nodes = [
  { key: 'hot', kind: 'QUESTION' as const, title: 'Hot', branches: [{ label: 'On', to: 'fork' }] },
  { key: 'rare', kind: 'QUESTION' as const, title: 'Rare', branches: [{ label: 'On', to: 'fork' }] },
  {
    ...{ key: 'fork', kind: 'QUESTION' as const, title: 'Fork' },
    branches: [0, 1, 2, 3].map(end => ({ label: `Branch ${end}`, to: `end${end}` })),
  },
  ...[0, 1, 2, 3].map(end => ({
    ...{ key: `end${end}`, kind: 'SOLUTION' as const, title: `End ${end}`, branches: [] },
  })),
];

async function runAssessment(plan: Plan): Promise<void> {
  const steps = plan.quick ? 50_000 : 1_000_000;
  const quietTreeId = newId();
  const { database, account } = await openStock(plan, async (client, { id, treeId, people }) => {
    const [maker] = people;
    // Ids in the order of time, as the product makes them; a sixth of the bits are enough here.
    const sessionId = `('01900000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid`;
    await client.query(
      `insert into session (account_id, id, problem, client_name, status, outcome, tree_id, current_node_key, engineer_id,
         opened_by_id, started_at, updated_at, completed_at, summary, search_text)
       select $1, ${sessionId}, repeat('The workstation lost its network. ', 5), 'Northwind Dental', 'COMPLETED',
              case when n % 3 = 0 then 'UNRESOLVED' else 'RESOLVED' end,
              case when n % 50 = 0 then $3::uuid else $2::uuid end, 'end' || n % 4, $4, $4, at, at, at,
              repeat('What was found. ', 20), 'the workstation lost its network northwind dental'
         from generate_series(1, $5::integer) as n, lateral (select now() - ($5 - n) * interval '5 minutes' as at) as made`,
      [id, treeId, quietTreeId, maker.id, steps / stepsPerSession],
    );
    await client.query(
      `insert into session_step (account_id, id, session_id, index, kind, node_key, node_title, branch, note, actor_id, at)
       select $1, gen_random_uuid(), ${sessionId}, step, case when step % 5 = 4 then 'NOTE' else 'ANSWER' end,
              case when step = 7 then 'fork' when step = 1 then 'hot' when step = 2 and n % 100 = 1 then 'rare'
                   else 'node' || step || '_' || n % 7 end,
              'Is the link light on?', 'Branch ' || n % 4, 'Tried it twice', $2, now()
         from generate_series(1, $3::integer) as n, generate_series(0, ${stepsPerSession - 1}) as step`,
      [id, maker.id, steps / stepsPerSession],
    );
  });
  plan.say(`${steps} steps are there`);
  const measure = async (work: string, treeId: string, nodeKey: string) => {
    const standpoint = { accountId: account.id, sessionId: newId(), treeId, nodeKey };
    const { passedCount } = await readExperience(database.orm.em, standpoint, nodes);
    if (passedCount === 0) throw new Error(`nobody has passed ${nodeKey}`);
    const took = await time(plan.rounds * 50, () => readExperience(database.orm.em, standpoint, nodes));
    reportTimes(plan, `${work} (${passedCount} passed), ${steps} steps`, took, 50);
  };
  await measure('experience at a hot node', account.treeId, 'hot');
  await measure('experience at a rare node', account.treeId, 'rare');
  await measure('experience on a quiet tree', quietTreeId, 'hot');
}

async function runMetrics(plan: Plan): Promise<void> {
  const handoffs = plan.quick ? 5_000 : 100_000;
  const { database, account } = await openStock(plan, async (client, seeded) => {
    const [sessionId] = await seedSessions(client, seeded, 1, 'ESCALATED');
    // Nine of ten were claimed; what a claim was released of is rare.
    await client.query(
      `insert into handoff_milestone (account_id, handoff_id, session_id, tree_id, created_at, seen_at, first_claimed_at,
         last_claimed_at, claimer_id, first_action_at, closed_at, close_state, releases)
       select $1, gen_random_uuid(), $2, case when n % 5 > 0 then $3::uuid end, at, at + random() * interval '10 minutes',
              claimed, claimed, case when claimed is not null then ($4::uuid[])[1 + n % cardinality($4)] end,
              claimed + random() * interval '20 minutes', claimed + random() * interval '5 hours',
              case when claimed is not null then (array['RESOLVED', 'RESOLVED', 'RESOLVED', 'RETURNED'])[1 + n % 4] end,
              case when n % 20 = 0 then array[gen_random_uuid()] else '{}' end
         from generate_series(1, $5::integer) as n,
              lateral (select now() - (n::float8 / $5) * interval '398 days' as at) as made,
              lateral (select case when n % 10 > 0 then at + random() * interval '1 hour' end as claimed) as taken`,
      [seeded.id, sessionId, seeded.treeId, seeded.people.map(({ id }) => id), handoffs],
    );
  });
  plan.say(`${handoffs} escalations are there`);
  const scope = scopeOf(database, account);
  const now = Date.now();
  const range = {
    from: new Date(now - 399 * 86_400_000),
    to: new Date(now + 60_000),
    timeZone: 'Europe/Berlin',
  };
  for (const groupBy of metricsGroupings) {
    const read = (grouping: MetricsGrouping) =>
      readEscalationMetrics(scope, { ...range, groupBy: grouping }, { groups: true, total: true });
    const { total } = await read(groupBy);
    if (total.created !== handoffs) throw new Error(`${total.created} escalations instead of ${handoffs}`);
    const took = await time(plan.rounds * 20, () => read(groupBy));
    reportTimes(plan, `metrics by ${groupBy}, ${handoffs} escalations`, took, 100);
  }
}

/** As much of a request as a read needs. */
function scopeOf(
  database: Database,
  account: SeededAccount,
): Pick<Scope, 'reader' | 'storedSize' | 'viewer'> {
  const [person] = account.people;
  const viewer: Viewer = { userId: person.id, accountId: account.id, role: 'ENGINEER', name: 'Person 1' };
  return { reader: database.orm.em, storedSize: createUnboundedSizes(), viewer };
}

export const assessmentCase: Case = {
  ...{ name: 'assessment', title: 'What experience says, among a million steps' },
  ...{ needsServer: true, secondsMax: 300, run: runAssessment },
};

export const metricsCase: Case = {
  ...{ name: 'metrics', title: 'Metrics of all escalations of an account' },
  ...{ needsServer: true, secondsMax: 240, run: runMetrics },
};
