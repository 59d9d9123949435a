import './metrics.css';
import { useMemo } from 'react';
import { useData } from '../../../api/use-api.ts';
import type { AccountMetricsOfRangeQuery } from '../../../generated/graphql.ts';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Await, Empty, Notice } from '../../../ui/states.tsx';
import { ownTimeZone } from '../own-time-zone.ts';
import { formatDuration } from './chart-scale.ts';
import { metricsOfRange } from './documents.ts';
import { describeThinness, type Figures, percent, timeKinds } from './figures.ts';
import { GroupCharts, PeriodCharts } from './metrics-charts.tsx';
import { explainRange, presets, toMoments } from './metrics-range.ts';
import { groupingFor, groupings, type MetricsChoice, useMetricsChoice } from './use-metrics-choice.ts';

type Metrics = AccountMetricsOfRangeQuery['escalationMetrics'];

/** What became of the escalations of a while: how many, and how long people waited. */
export default function MetricsScreen() {
  const [choice, choose] = useMetricsChoice();
  const problem = explainRange(choice.range);
  return (
    <section className="account-section" aria-labelledby="metrics-title">
      <h2 id="metrics-title">How escalations go</h2>
      <Choices choice={choice} choose={choose} />
      {problem === null ? <Loaded choice={choice} /> : <Notice tone="warning">{problem}</Notice>}
    </section>
  );
}

interface ChoicesProps {
  readonly choice: MetricsChoice;
  choose(change: Partial<MetricsChoice>): void;
}

function Choices({ choice, choose }: ChoicesProps) {
  const { preset, range, groupBy, kind } = choice;
  return (
    <div className="metrics-choices">
      <SelectField
        label="When"
        value={preset}
        options={presets}
        onPick={next => choose({ preset: next, groupBy: groupingFor(next, groupBy) })}
      />
      {preset === 'custom' && (
        <>
          <TextField
            label="First day"
            type="date"
            value={range.from}
            onChange={({ target }) => choose({ range: { ...range, from: target.value } })}
          />
          <TextField
            label="Last day"
            type="date"
            value={range.to}
            onChange={({ target }) => choose({ range: { ...range, to: target.value } })}
          />
        </>
      )}
      <SelectField
        label="By"
        value={groupBy}
        options={groupings}
        onPick={next => choose({ groupBy: next })}
      />
      <SelectField label="Time" value={kind} options={timeKinds} onPick={next => choose({ kind: next })} />
    </div>
  );
}

function Loaded({ choice }: { readonly choice: MetricsChoice }) {
  const { groupBy, range } = choice;
  const { from, to } = range;
  const variables = useMemo(
    () => ({ ...toMoments({ from, to }), groupBy, timeZone: ownTimeZone() }),
    [from, to, groupBy],
  );
  const loaded = useData(metricsOfRange, variables);
  return (
    <Await loaded={loaded} lines={8}>
      {({ escalationMetrics }) => (
        // While other groups are on their way, those that are there are shown as what they are.
        <Shown metrics={escalationMetrics} choice={{ ...choice, groupBy: escalationMetrics.groupBy }} />
      )}
    </Await>
  );
}

function Shown({
  metrics: { groups, total },
  choice,
}: {
  readonly metrics: Metrics;
  readonly choice: MetricsChoice;
}) {
  if (total.created === 0)
    return (
      <Empty title="No escalations in this time">
        Choose a longer one, or come back when somebody was stuck.
      </Empty>
    );
  const thinness = describeThinness(total.created);
  const isPeriods = choice.groupBy === 'DAY' || choice.groupBy === 'WEEK';
  return (
    <>
      {thinness && <Notice>{thinness}</Notice>}
      <Tiles total={total} />
      {isPeriods ? (
        <PeriodCharts groups={groups} total={total} choice={choice} />
      ) : (
        <GroupCharts groups={groups} total={total} choice={choice} />
      )}
      <p className="soft small">
        An escalation counts on the day it was made, whatever happens to it later. “Half within” is the time
        that half of all cases did not exceed, “9 in 10 within” likewise. Cases that did not get there yet are
        in neither.
      </p>
    </>
  );
}

/** What one wants to know first. */
function Tiles({ total }: { readonly total: Figures }) {
  const { created, claimed, unclaimed, released, returned, withdrawn, resolved } = total;
  return (
    <dl className="tiles">
      <Tile
        name="Escalations"
        value={`${created}`}
        note={`${percent(claimed, created)} % claimed, ${unclaimed} not`}
      />
      <TimeTile name="Half are claimed within" times={total.timeToClaim} />
      <TimeTile name="Half are resolved within" times={total.timeToResolution} />
      <Tile
        name="Resolved"
        value={`${resolved}`}
        note={`${returned} returned, ${withdrawn} withdrawn, ${released} put back`}
      />
    </dl>
  );
}

function TimeTile({ name, times }: { readonly name: string; readonly times: Figures['timeToClaim'] }) {
  const { p50Seconds, p90Seconds, sampleSize } = times;
  if (p50Seconds === null || p90Seconds === null) return <Tile name={name} value="–" note="no case yet" />;
  return (
    <Tile
      name={name}
      value={formatDuration(p50Seconds)}
      note={`9 in 10 within ${formatDuration(p90Seconds)}, of ${sampleSize}`}
    />
  );
}

function Tile({
  name,
  value,
  note,
}: {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}) {
  return (
    <div className="card tile">
      <dt>{name}</dt>
      <dd className="tile-value">{value}</dd>
      <dd className="tile-note">{note}</dd>
    </div>
  );
}
