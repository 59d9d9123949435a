import type { ReactNode } from 'react';
import { formatDuration } from './chart-scale.ts';
import { type Figures, timeKinds } from './figures.ts';
import { CountTable, TimeTable } from './figures-table.tsx';
import { CountChart, TimeChart } from './period-charts.tsx';
import { type Ranked, RankedBars } from './ranked-bars.tsx';
import { groupings, type MetricsChoice } from './use-metrics-choice.ts';

interface ChartsProps {
  readonly groups: readonly Figures[];
  readonly total: Figures;
  readonly choice: MetricsChoice;
}

const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

function periodName({ periodStart, label }: Figures): string {
  return periodStart === null ? label : dayFormat.format(new Date(periodStart));
}

function wordsFor({ kind, groupBy }: MetricsChoice) {
  const time = timeKinds.find(({ value }) => value === kind) ?? timeKinds[0];
  const group = groupings.find(({ value }) => value === groupBy)?.label ?? '';
  return { time, group, by: `by ${group.toLowerCase()}` };
}

/** Days or weeks, from left to right. */
export function PeriodCharts({ groups, total, choice }: ChartsProps) {
  const { time, group, by } = wordsFor(choice);
  const names = groups.map(periodName);
  const table = { group: choice.groupBy === 'WEEK' ? 'Week from' : group, figures: groups, names, total };
  const timeTitle = `${time.label}, ${by}`;
  const countTitle = `Escalations, ${by}`;
  return (
    <>
      <Figure
        title={timeTitle}
        hint={time.hint}
        table={<TimeTable {...table} caption={timeTitle} kind={choice.kind} />}
      >
        <TimeChart label={timeTitle} figures={groups} periods={names} kind={choice.kind} />
      </Figure>
      <Figure
        title={countTitle}
        hint="Parked sessions do not count. Not claimed: still waiting, or withdrawn before."
        table={<CountTable {...table} caption={countTitle} />}
      >
        <CountChart label={countTitle} figures={groups} periods={names} />
      </Figure>
    </>
  );
}

/** People or trees, one below the other. */
export function GroupCharts({ groups, total, choice }: ChartsProps) {
  const { time, group, by } = wordsFor(choice);
  const isEngineers = choice.groupBy === 'ENGINEER';
  const named = groups.map(each => ({ each, name: nameOf(each, isEngineers) }));
  const names = named.map(({ name }) => name);
  // What nobody has claimed is no engineer, whose bar one would compare with the others.
  const drawn = named.filter(({ each }) => !isEngineers || each.key !== 'none');
  const table = { group, figures: groups, names, total };
  const timeTitle = `${time.label}, ${by}`;
  const countTitle = isEngineers ? 'Escalations taken, by engineer' : `Escalations, ${by}`;
  const times = drawn.map(({ each, name }): Ranked => {
    const { p50Seconds, p90Seconds, sampleSize } = each[choice.kind];
    const words =
      p50Seconds === null || p90Seconds === null
        ? 'no case'
        : `${formatDuration(p50Seconds)} / ${formatDuration(p90Seconds)}, of ${sampleSize}`;
    return { key: each.key, label: name, value: p50Seconds, mark: p90Seconds, words };
  });
  return (
    <>
      <Figure
        title={countTitle}
        hint={
          isEngineers
            ? `Each counts for whoever claimed it last. ${describeUnclaimed(total.unclaimed)}`
            : 'Each counts for the tree of its session.'
        }
        table={<CountTable {...table} caption={countTitle} />}
      >
        <RankedBars
          label={countTitle}
          rows={drawn.map(({ each, name }) => ({
            key: each.key,
            label: name,
            value: each.created,
            words: `${each.created}, ${each.resolved} resolved`,
          }))}
        />
      </Figure>
      <Figure
        title={timeTitle}
        hint={`${time.hint} The bar is half, the mark is 9 in 10.`}
        table={<TimeTable {...table} caption={timeTitle} kind={choice.kind} />}
      >
        <RankedBars label={timeTitle} rows={times.filter(({ value }) => value !== null)} />
      </Figure>
    </>
  );
}

function nameOf({ key, label }: Figures, isEngineers: boolean): string {
  if (key !== 'none') return label;
  return isEngineers ? 'Nobody' : 'Without a tree';
}

function describeUnclaimed(count: number): string {
  return count === 0 ? '' : count === 1 ? 'One was claimed by nobody.' : `${count} were claimed by nobody.`;
}

function Figure({
  title,
  hint,
  table,
  children,
}: {
  readonly title: string;
  readonly hint: string;
  /** The figures of what is drawn. */
  readonly table: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <figure className="card figure">
      <figcaption>
        <h3>{title}</h3>
        <p className="soft small">{hint}</p>
      </figcaption>
      <div className="figure-drawn">{children}</div>
      {table}
    </figure>
  );
}
