import { UserNode } from '../accounts/accounts.schema.ts';
import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { encodeId } from '../graphql/ids.ts';
import { lookAhead } from '../graphql/look-ahead.ts';
import { findTrees } from '../trees/trees.queries.ts';
import { TreeLoadable } from '../trees/trees.schema.ts';
import {
  type Durations,
  type EscalationMetrics,
  type MetricsGroup,
  readEscalationMetrics,
} from './escalation-metrics.queries.ts';
import { type MetricsGrouping, type MetricsRange, metricsGroupings } from './metrics-range.ts';

const MetricsGroupEnum = builder.enumType('MetricsGroup', {
  values: metricsGroupings,
  description: 'ENGINEER: by who claimed last. TREE: by the tree of the session.',
});

const DurationsType = builder.objectRef<Durations>('EscalationDurations').implement({
  description: 'How long something took, from the making of the escalation on.',
  fields: t => ({
    p50Seconds: t.exposeInt('p50Seconds', {
      nullable: true,
      description: 'Half of them took no longer. Null: there are none.',
    }),
    p90Seconds: t.exposeInt('p90Seconds', { nullable: true, description: 'Nine of ten took no longer.' }),
    sampleSize: t.exposeInt('sampleSize', { description: 'Those that got there so far.' }),
  }),
});

interface GroupOfKind extends MetricsGroup {
  readonly kind: MetricsGrouping | 'TOTAL';
}

const GroupType = builder.objectRef<GroupOfKind>('EscalationMetricsGroup').implement({
  description: 'What became of the escalations that were made in a period, or belong to a person or a tree.',
  fields: t => ({
    key: t.string({
      description: '`2026-03-01`, `2026-W09`, the id of the person or tree; `none` without one; `total`.',
      resolve: toPublicKey,
    }),
    label: t.exposeString('label', { description: 'For people to read.' }),
    user: t.field({
      type: UserNode,
      nullable: true,
      description: 'Who claimed, by ENGINEER.',
      resolve: group => (group.kind === 'ENGINEER' ? group.key : null),
    }),
    tree: t.loadable({
      type: TreeLoadable,
      nullable: true,
      description: 'By TREE; null also for a tree that was deleted since.',
      byPath: true,
      load: async (ids: string[], context) => await findTrees(signedIn(context), ids),
      resolve: group => (group.kind === 'TREE' ? group.key : null),
    }),
    periodStart: t.expose('periodStart', {
      type: 'DateTime',
      nullable: true,
      description: 'By DAY and WEEK: its first moment in the time zone. A week begins on Monday.',
    }),
    created: t.exposeInt('created'),
    claimed: t.exposeInt('claimed', { description: 'At least once.' }),
    unclaimed: t.exposeInt('unclaimed', { description: 'Never so far, also those that were withdrawn.' }),
    released: t.exposeInt('released', { description: 'How often one was put back into the queue.' }),
    returned: t.exposeInt('returned'),
    withdrawn: t.exposeInt('withdrawn'),
    resolved: t.exposeInt('resolved'),
    timeToSeen: t.expose('timeToSeen', { type: DurationsType }),
    timeToClaim: t.expose('timeToClaim', { type: DurationsType, description: 'To the first claim.' }),
    timeToFirstAction: t.expose('timeToFirstAction', {
      type: DurationsType,
      description:
        'To the first answer or note of somebody who had claimed it, or to its return or completion.',
    }),
    timeToResolution: t.expose('timeToResolution', { type: DurationsType }),
  }),
});

function toPublicKey({ kind, key }: GroupOfKind): string {
  if (kind === 'TOTAL') return 'total';
  if (key === null) return 'none';
  if (kind === 'ENGINEER') return encodeId('User', key);
  return kind === 'TREE' ? encodeId('Tree', key) : key;
}

interface MetricsOfRange extends EscalationMetrics, MetricsRange {}

const EscalationMetricsType = builder.objectRef<MetricsOfRange>('EscalationMetrics').implement({
  description: 'What became of the escalations that were made from `from` to just before `to`.',
  fields: t => ({
    from: t.expose('from', { type: 'DateTime' }),
    to: t.expose('to', { type: 'DateTime' }),
    groupBy: t.expose('groupBy', { type: MetricsGroupEnum }),
    timeZone: t.exposeString('timeZone'),
    groups: t.field({
      type: [GroupType],
      description: 'Days and weeks in their order, also those without an escalation; else by label.',
      resolve: ({ groups, groupBy }) => groups.map(group => ({ ...group, kind: groupBy })),
    }),
    total: t.field({ type: GroupType, resolve: ({ total }) => ({ ...total, kind: 'TOTAL' as const }) }),
  }),
});

builder.queryFields(t => ({
  escalationMetrics: t.field({
    type: EscalationMetricsType,
    description:
      'Counts and times of escalations. At most 400 days and 1000 groups. OWNER, ADMIN and ENGINEER.',
    args: {
      from: t.arg({ type: 'DateTime', required: true }),
      to: t.arg({ type: 'DateTime', required: true, description: 'The first moment that no longer counts.' }),
      groupBy: t.arg({ type: MetricsGroupEnum, required: true, defaultValue: 'DAY' }),
      timeZone: t.arg.string({ defaultValue: 'UTC', description: 'IANA name; where a day begins.' }),
    },
    // All escalations of the range are read for it.
    complexity: 1_000,
    resolve: async (_root, { timeZone, ...args }, context, info) => {
      const range: MetricsRange = { ...args, timeZone: timeZone ?? 'UTC' };
      const selection = lookAhead(info);
      const wanted = { groups: selection.has('groups'), total: selection.has('total') };
      return { ...range, ...(await readEscalationMetrics(signedIn(context), range, wanted)) };
    },
  }),
}));
