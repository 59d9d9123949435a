import { encodeId } from '../../src/graphql/ids.ts';
import { newId } from '../../src/kernel/ids.ts';
import { graphql } from '../generated/index.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { publishTree } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';

const Metrics = graphql(`
  query MetricsGet($from: DateTime!, $to: DateTime!, $groupBy: MetricsGroup!, $timeZone: String) {
    escalationMetrics(from: $from, to: $to, groupBy: $groupBy, timeZone: $timeZone) {
      from to groupBy timeZone
      groups { ...MetricsFigures }
      total { ...MetricsFigures }
    }
  }
  fragment MetricsFigures on EscalationMetricsGroup {
    key label periodStart user { id } tree { id }
    created claimed unclaimed released returned withdrawn resolved
    timeToSeen { p50Seconds p90Seconds sampleSize }
    timeToClaim { p50Seconds p90Seconds sampleSize }
    timeToFirstAction { p50Seconds p90Seconds sampleSize }
    timeToResolution { p50Seconds p90Seconds sampleSize }
  }
`);

/** An escalation as the metrics know it; times are seconds after it was made. */
interface Past {
  readonly at: string;
  readonly seen?: number;
  readonly claimed?: number;
  readonly by?: Person;
  readonly acted?: number;
  readonly closed?: readonly [seconds: number, state: 'RETURNED' | 'WITHDRAWN' | 'RESOLVED'];
  readonly releases?: number;
  readonly treeId?: string;
}

/** Writes escalations of the past with their milestones, all of them made by one person. */
async function remember(h: Harness, maker: Person, all: readonly Past[]): Promise<void> {
  const { query } = h.app.database;
  const accountId = maker.account.uuid;
  for (const past of all) {
    const [sessionId, handoffId] = [newId(), newId()];
    const after = (seconds: number | undefined) =>
      seconds === undefined ? null : new Date(Date.parse(past.at) + seconds * 1000).toISOString();
    await query(
      `insert into session (account_id, id, problem, status, engineer_id, opened_by_id, started_at, updated_at, search_text)
       values (?, ?, 'x', 'ESCALATED', ?, ?, ?, ?, '')`,
      [accountId, sessionId, maker.uuid, maker.uuid, past.at, past.at],
    );
    await query(
      `insert into handoff (account_id, id, session_id, intent, state, priority, priority_rank, engineer_notes, snapshot, created_by_id, created_at)
       values (?, ?, ?, 'ESCALATE', 'OPEN', 'NORMAL', 2, '', '{}', ?, ?)`,
      [accountId, handoffId, sessionId, maker.uuid, past.at],
    );
    await query(
      `insert into handoff_milestone (account_id, handoff_id, session_id, tree_id, created_at, seen_at, first_claimed_at,
         last_claimed_at, claimer_id, first_action_at, closed_at, close_state, releases)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid[])`,
      [
        ...[accountId, handoffId, sessionId, past.treeId ?? null, past.at, after(past.seen)],
        ...[after(past.claimed), after(past.claimed), past.by?.uuid ?? null, after(past.acted)],
        ...[after(past.closed?.[0]), past.closed?.[1] ?? null],
        `{${Array.from({ length: past.releases ?? 0 }, () => newId()).join(',')}}`,
      ],
    );
  }
}

const none = { p50Seconds: null, p90Seconds: null, sampleSize: 0 };
const noFigures = {
  ...{ created: 0, claimed: 0, unclaimed: 0, released: 0, returned: 0, withdrawn: 0, resolved: 0 },
  ...{ timeToSeen: none, timeToClaim: none, timeToFirstAction: none, timeToResolution: none },
};
const nobody = { periodStart: null, user: null, tree: null };

test('every figure is what its definition says, on a day that can be counted by hand', async () => {
  await using h = await openHarness();
  const { ada, grace } = await h.anAccount({ engineers: ['ada', 'grace'] });
  const at = '2026-03-02T10:00:00.000Z';
  await remember(h, ada, [
    { at, seen: 10, claimed: 60, by: grace, acted: 90, closed: [600, 'RESOLVED'] },
    { at, seen: 20, claimed: 120, by: grace, acted: 180, closed: [1_200, 'RETURNED'], releases: 2 },
    { at, seen: 30, claimed: 240, by: grace, releases: 1 },
    { at, seen: 40, closed: [50, 'WITHDRAWN'] },
    { at },
  ]);

  const { escalationMetrics } = await h.as(grace).run(Metrics, {
    ...{ from: '2026-03-02T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z', groupBy: 'DAY' as const },
  });

  const figures = {
    ...{ created: 5, claimed: 3, unclaimed: 2, released: 3, returned: 1, withdrawn: 1, resolved: 1 },
    timeToSeen: { p50Seconds: 20, p90Seconds: 40, sampleSize: 4 },
    timeToClaim: { p50Seconds: 120, p90Seconds: 240, sampleSize: 3 },
    timeToFirstAction: { p50Seconds: 90, p90Seconds: 180, sampleSize: 2 },
    timeToResolution: { p50Seconds: 600, p90Seconds: 600, sampleSize: 1 },
  };
  expect(escalationMetrics).toEqual({
    from: '2026-03-02T00:00:00.000Z',
    to: '2026-03-03T00:00:00.000Z',
    groupBy: 'DAY',
    timeZone: 'UTC',
    groups: [
      {
        ...{ key: '2026-03-02', label: '2026-03-02', periodStart: '2026-03-02T00:00:00.000Z' },
        ...{ user: null, tree: null },
        ...figures,
      },
    ],
    total: { key: 'total', label: 'Total', ...nobody, ...figures },
  });
});

test('days begin at midnight of the time zone, also when the clocks change, and empty ones are there', async () => {
  await using h = await openHarness();
  const { ada } = await h.anAccount({ engineers: ['ada'] });
  await remember(h, ada, [
    { at: '2026-03-28T22:59:59.999Z' },
    { at: '2026-03-28T23:00:00.000Z' },
    { at: '2026-03-29T21:59:59.999Z' },
    { at: '2026-03-29T22:00:00.000Z' },
  ]);

  // In Berlin, the 29th of March 2026 has 23 hours.
  const { escalationMetrics } = await h.as(ada).run(Metrics, {
    ...{ from: '2026-03-27T23:00:00.000Z', to: '2026-03-31T22:00:00.000Z' },
    ...{ groupBy: 'DAY' as const, timeZone: 'Europe/Berlin' },
  });

  expect(
    escalationMetrics.groups.map(({ key, periodStart, created }) => [key, periodStart, created]),
  ).toEqual([
    ['2026-03-28', '2026-03-27T23:00:00.000Z', 1],
    ['2026-03-29', '2026-03-28T23:00:00.000Z', 2],
    ['2026-03-30', '2026-03-29T22:00:00.000Z', 1],
    ['2026-03-31', '2026-03-30T22:00:00.000Z', 0],
  ]);
});

test('weeks begin on Monday, are named as in ISO 8601, and count only what is in the range', async () => {
  await using h = await openHarness();
  const { ada } = await h.anAccount({ engineers: ['ada'] });
  await remember(h, ada, [
    // A Monday before the range, then the Wednesday it begins on.
    { at: '2025-12-29T12:00:00.000Z' },
    { at: '2025-12-31T00:00:00.000Z' },
    { at: '2026-01-04T23:59:59.999Z' },
    { at: '2026-01-05T00:00:00.000Z' },
    { at: '2026-01-06T00:00:00.000Z' },
  ]);

  const { escalationMetrics } = await h.as(ada).run(Metrics, {
    ...{ from: '2025-12-31T00:00:00.000Z', to: '2026-01-06T00:00:00.000Z', groupBy: 'WEEK' as const },
  });

  expect(
    escalationMetrics.groups.map(({ key, periodStart, created }) => [key, periodStart, created]),
  ).toEqual([
    ['2026-W01', '2025-12-29T00:00:00.000Z', 2],
    ['2026-W02', '2026-01-05T00:00:00.000Z', 1],
  ]);
  expect(escalationMetrics.total.created).toBe(3);
});

test('engineers and trees have their own, and what belongs to none is a group as well', async () => {
  await using h = await openHarness();
  const { ada, grace, linus } = await h.anAccount({ engineers: ['ada', 'grace', 'linus', 'idle'] });
  const publicTree = await publishTree(h.as(ada), 'Mail');
  const [tree] = await h.app.database.query<{ id: string }>('select id from tree where account_id = ?', [
    ada.account.uuid,
  ]);
  const treeId = tree?.id ?? '';
  const at = '2026-03-02T10:00:00.000Z';
  await remember(h, ada, [
    { at, claimed: 60, by: grace, treeId },
    { at, claimed: 80, by: grace },
    { at, claimed: 5, by: linus, treeId },
    { at, treeId },
  ]);
  const range = { from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' };

  const engineers = await h.as(ada).run(Metrics, { ...range, groupBy: 'ENGINEER' });
  const trees = await h.as(ada).run(Metrics, { ...range, groupBy: 'TREE' });

  expect(
    engineers.escalationMetrics.groups.map(({ key, label, user, created, timeToClaim }) => ({
      ...{ key, label, user: user?.id, created, p50: timeToClaim.p50Seconds },
    })),
  ).toEqual([
    { key: grace.id, label: 'Grace', user: grace.id, created: 2, p50: 60 },
    { key: linus.id, label: 'Linus', user: linus.id, created: 1, p50: 5 },
    { key: 'none', label: 'Nobody', user: undefined, created: 1, p50: null },
  ]);
  expect(
    trees.escalationMetrics.groups.map(({ key, label, tree: shown, created }) => [
      key,
      label,
      shown?.id,
      created,
    ]),
  ).toEqual([
    [publicTree, 'Mail', publicTree, 3],
    ['none', 'No tree', undefined, 1],
  ]);
  expect(encodeId('Tree', treeId)).toBe(publicTree);
  for (const { escalationMetrics } of [engineers, trees]) {
    expect(escalationMetrics.total).toMatchObject({ key: 'total', created: 4, claimed: 3, unclaimed: 1 });
  }
});

test('an empty range has empty days and no percentile, and other accounts count nowhere', async () => {
  await using h = await openHarness();
  const [acme, globex] = [await h.anAccount(), await h.anAccount({ engineers: ['ada'] })];
  const at = '2026-03-02T10:00:00.000Z';
  await remember(h, globex.ada, [{ at, seen: 1, claimed: 2, by: globex.owner }]);
  const range = { from: '2026-03-02T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z' };

  for (const groupBy of ['DAY', 'WEEK', 'ENGINEER', 'TREE'] as const) {
    const { escalationMetrics } = await h.as(acme.owner).run(Metrics, { ...range, groupBy });

    expect(escalationMetrics.total).toEqual({ key: 'total', label: 'Total', ...nobody, ...noFigures });
    const periods = groupBy === 'DAY' || groupBy === 'WEEK';
    expect(escalationMetrics.groups.map(({ created }) => created)).toEqual(periods ? [0] : []);
  }
});

test('viewers see no metrics', async () => {
  await using h = await openHarness();
  const { rex } = await h.anAccount({ viewers: ['rex'] });
  const range = { from: '2026-03-02T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z' };

  await expect(h.as(rex).run(Metrics, { ...range, groupBy: 'DAY' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});

const from = '2026-03-02T00:00:00.000Z';
const refused: [what: string, field: string, range: { from: string; to: string; timeZone?: string }][] = [
  ['a range that ends before it begins', 'to', { from, to: '2026-03-01T00:00:00Z' }],
  ['a range of nothing', 'to', { from, to: from }],
  ['more than 400 days', 'to', { from, to: '2027-04-06T00:00:00.001Z' }],
  ['a year that the database does not know', 'from', { from: '-010000-01-01T00:00:00Z', to: from }],
  ['a year far away', 'to', { from, to: '+100000-01-01T00:00:00Z' }],
  ['an unknown time zone', 'timeZone', { from, to: '2026-03-03T00:00:00Z', timeZone: 'Mars/Olympus' }],
  ['an offset for a time zone', 'timeZone', { from, to: '2026-03-03T00:00:00Z', timeZone: '+02:00' }],
  ['SQL for a time zone', 'timeZone', { from, to: '2026-03-03T00:00:00Z', timeZone: "UTC'; --" }],
];

test('what cannot be asked for is refused by the name of the argument', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();

  for (const [what, field, range] of refused) {
    const answer = await h
      .as(owner)
      .run(Metrics, { ...range, groupBy: 'DAY' })
      .catch(({ code, field }) => ({ code, field }));
    expect({ what, ...answer }).toEqual({ what, code: 'BAD_USER_INPUT', field });
  }
  const { escalationMetrics } = await h
    .as(owner)
    .run(Metrics, { from, to: '2027-04-06T00:00:00.000Z', groupBy: 'DAY' });
  expect(escalationMetrics.groups).toHaveLength(400);
});
