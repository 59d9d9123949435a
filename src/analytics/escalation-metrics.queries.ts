import { DriverException } from '@mikro-orm/sql';
import { assertCan } from '../kernel/capabilities.ts';
import { badInput } from '../kernel/errors.ts';
import { readPlanned } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';
import {
  type MetricsGrouping,
  type MetricsRange,
  metricsLimits,
  parseMetricsRange,
} from './metrics-range.ts';

/** How long something took: half of the cases no longer than the one, nine of ten no longer than the other. */
export interface Durations {
  /** Null: there is no case. */
  readonly p50Seconds: number | null;
  readonly p90Seconds: number | null;
  readonly sampleSize: number;
}

/** The figures of some escalations; docs/metrics.md defines each. */
export interface EscalationFigures {
  readonly created: number;
  readonly claimed: number;
  readonly unclaimed: number;
  readonly released: number;
  readonly returned: number;
  readonly withdrawn: number;
  readonly resolved: number;
  readonly timeToSeen: Durations;
  readonly timeToClaim: Durations;
  readonly timeToFirstAction: Durations;
  readonly timeToResolution: Durations;
}

export interface MetricsGroup extends EscalationFigures {
  /** What the group is of: a day, a week, a person or a tree; null: those without a person or a tree, and the total. */
  readonly key: string | null;
  readonly label: string;
  readonly periodStart: Date | null;
}

export interface EscalationMetrics {
  readonly groups: readonly MetricsGroup[];
  readonly total: MetricsGroup;
}

/** What of it somebody will look at. */
export interface WantedMetrics {
  readonly groups: boolean;
  readonly total: boolean;
}

type DurationName = 'seen' | 'claim' | 'action' | 'resolution';
const durationNames: readonly DurationName[] = ['seen', 'claim', 'action', 'resolution'];

type Row = Readonly<Record<`${DurationName}_count`, number>> &
  Readonly<Record<`${DurationName}_percentiles`, readonly number[] | null>> & {
    readonly is_total: boolean;
    readonly key: string | null;
    readonly label: string;
    readonly starts: string | null;
    readonly created: number;
    readonly released: number;
    readonly returned: number;
    readonly withdrawn: number;
    readonly resolved: number;
  };

/** All figures of a group of rows of `handoff_milestone`, or of the one empty row that stands for none; each index has them. */
const figures = `count(release_count)::integer as created, coalesce(sum(release_count), 0)::integer as released,
       count(*) filter (where close_state = 'RETURNED')::integer as returned,
       count(*) filter (where close_state = 'WITHDRAWN')::integer as withdrawn,
       count(*) filter (where close_state = 'RESOLVED')::integer as resolved,
       ${durationNames
         .map(
           name => `count(${name}_seconds)::integer as ${name}_count,
       percentile_disc(array[0.5, 0.9]) within group (order by ${name}_seconds) as ${name}_percentiles`,
         )
         .join(',\n       ')}`;

const isInRange = 'milestone.account_id = $1 and milestone.created_at >= $2 and milestone.created_at < $3';

/** Every period that the range touches, also those in which nothing happened. Days may have 23 or 25 hours. */
function periodsSql(unit: 'day' | 'week', format: string): string {
  return `select to_char(local, '${format}') as key, to_char(local, '${format}') as label,
         to_char(local at time zone $4 at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as starts, ${figures}
    from generate_series(date_trunc('${unit}', $2::timestamptz at time zone $4),
           ($3::timestamptz at time zone $4) - interval '1 millisecond', interval '1 ${unit}') as local
    left join handoff_milestone as milestone on milestone.account_id = $1
     and milestone.created_at >= greatest($2, local at time zone $4)
     and milestone.created_at < least($3, (local + interval '1 ${unit}') at time zone $4)
   group by local`;
}

/** One group for each row that milestones point at, and one for those that point at none. */
function ownersSql(table: string, column: string, label: string, nobody: string): string {
  return `select owner.id::text as key, coalesce(owner.${label}, '${nobody}') as label, null as starts, owned.*
    from (select milestone.${column} as owner_id, ${figures}
            from handoff_milestone as milestone where ${isInRange} group by milestone.${column}) as owned
    left join ${table} as owner on owner.account_id = $1 and owner.id = owned.owner_id`;
}

const groupsSql: Record<MetricsGrouping, string> = {
  DAY: periodsSql('day', 'YYYY-MM-DD'),
  WEEK: periodsSql('week', 'IYYY-"W"IW'),
  ENGINEER: ownersSql('app_user', 'claimer_id', 'name', 'Nobody'),
  TREE: ownersSql('tree', 'tree_id', 'title', 'No tree'),
};

const totalSql = `select null as key, 'Total' as label, null as starts, ${figures}
    from handoff_milestone as milestone where ${isInRange}`;

const rowColumns = ['key', 'label', 'starts', 'created', 'released', 'returned', 'withdrawn', 'resolved']
  .concat(durationNames.flatMap(name => [`${name}_count`, `${name}_percentiles`]))
  .join(', ');

/**
 * The groups and the total are parts that the database works on side by side when there are many rows. PostgreSQL does so
 * only for parts without lateral joins or correlated subqueries, which would read groups as quickly one by one.
 */
function statementFor(groupBy: MetricsGrouping, wanted: WantedMetrics): string {
  const groups = `select false as is_total, ${rowColumns} from (${groupsSql[groupBy]}) as groups`;
  const total = `select true as is_total, ${rowColumns} from (${totalSql}) as total`;
  const parts = [...(wanted.groups ? [groups] : []), ...(wanted.total ? [total] : [])];
  // One more than there may be tells that there are more. The fourth parameter is not in every part, and has a type in all.
  return `select * from (${parts.join(' union all ')}) as figures where $4::text is not null
    order by is_total desc, starts, label, key limit ${metricsLimits.groupsMax + 2}`;
}

/**
 * What became of the escalations that were made in a range, in one statement.
 * @throws FORBIDDEN, BAD_USER_INPUT naming the argument, ANSWER_TOO_LARGE
 */
export async function readEscalationMetrics(
  { reader, storedSize, viewer }: Pick<Scope, 'reader' | 'storedSize' | 'viewer'>,
  asked: MetricsRange,
  wanted: WantedMetrics,
): Promise<EscalationMetrics> {
  assertCan(viewer, 'READ_METRICS');
  const { from, to, groupBy, timeZone } = parseMetricsRange(asked);
  const values = [viewer.accountId, from.toISOString(), to.toISOString(), timeZone];
  const rows =
    wanted.groups || wanted.total
      ? await readPlanned<Row>(reader, statementFor(groupBy, wanted), values).catch(explainTimeZone)
      : [];
  storedSize.add(rows.length * bytesPerGroup);
  const groups = rows.filter(row => !row.is_total).map(toGroup);
  if (groups.length > metricsLimits.groupsMax) {
    throw badInput(
      'groupBy',
      `There are more than ${metricsLimits.groupsMax} groups. Ask for a shorter range.`,
    );
  }
  const total = rows.find(row => row.is_total);
  return { groups, total: total === undefined ? noGroup : toGroup(total) };
}

/** About what the figures of a group take; how many groups there are, the document does not say. */
const bytesPerGroup = 1_000;

/** There are a few names of time zones that this process knows and the database does not. */
function explainTimeZone(error: unknown): never {
  if (error instanceof DriverException && error.code === '22023')
    throw badInput('timeZone', 'The database does not know this time zone.');
  throw error;
}

function toGroup(row: Row): MetricsGroup {
  const { key, label, starts, created, released, returned, withdrawn, resolved } = row;
  return {
    ...{ key, label, periodStart: starts === null ? null : new Date(starts) },
    ...{ created, claimed: row.claim_count, unclaimed: created - row.claim_count },
    ...{ released, returned, withdrawn, resolved },
    timeToSeen: toDurations(row, 'seen'),
    timeToClaim: toDurations(row, 'claim'),
    timeToFirstAction: toDurations(row, 'action'),
    timeToResolution: toDurations(row, 'resolution'),
  };
}

function toDurations(row: Row, name: DurationName): Durations {
  const [p50Seconds = null, p90Seconds = null] = row[`${name}_percentiles`] ?? [];
  return { p50Seconds, p90Seconds, sampleSize: row[`${name}_count`] };
}

const noDurations: Durations = { p50Seconds: null, p90Seconds: null, sampleSize: 0 };

/** In the place of a total that nobody looks at. */
const noGroup: MetricsGroup = {
  ...{ key: null, label: 'Total', periodStart: null },
  ...{ created: 0, claimed: 0, unclaimed: 0, released: 0, returned: 0, withdrawn: 0, resolved: 0 },
  ...{ timeToSeen: noDurations, timeToClaim: noDurations },
  ...{ timeToFirstAction: noDurations, timeToResolution: noDurations },
};
