import { useId } from 'react';
import { Chart, type Plot } from './chart.tsx';
import { countTicks, durationTicks, formatDuration, linePath, spread } from './chart-scale.ts';
import type { Figures, TimeKind } from './figures.ts';

interface PeriodChartProps {
  readonly label: string;
  readonly figures: readonly Figures[];
  readonly periods: readonly string[];
}

/** The same for both, so that a week stands below itself. */
const endPx = 68;

const cases = (count: number) => (count === 1 ? '1 case' : `${count} cases`);

/** Two lines: the time that half of all cases did not exceed, and that nine in ten did not. */
export function TimeChart({ label, figures, periods, kind }: PeriodChartProps & { readonly kind: TimeKind }) {
  const times = figures.map(each => each[kind]);
  const ticks = durationTicks(Math.max(0, ...times.map(({ p90Seconds }) => p90Seconds ?? 0)));
  return (
    <Chart
      label={label}
      ticks={ticks}
      formatTick={formatDuration}
      periods={periods}
      endPx={endPx}
      describe={index => {
        const { p50Seconds = null, p90Seconds = null, sampleSize = 0 } = times[index] ?? {};
        if (p50Seconds === null || p90Seconds === null) return ['no case'];
        return [
          `half within ${formatDuration(p50Seconds)}`,
          `9 in 10 within ${formatDuration(p90Seconds)}`,
          cases(sampleSize),
        ];
      }}
      draw={plot => (
        <>
          <Line plot={plot} values={times.map(({ p90Seconds }) => p90Seconds)} className="chart-p90" />
          <Line plot={plot} values={times.map(({ p50Seconds }) => p50Seconds)} className="chart-p50" />
          <EndLabels
            plot={plot}
            upper={times.findLast(({ p90Seconds }) => p90Seconds !== null)?.p90Seconds ?? null}
            lower={times.findLast(({ p50Seconds }) => p50Seconds !== null)?.p50Seconds ?? null}
          />
        </>
      )}
    />
  );
}

interface LineProps {
  readonly plot: Plot;
  readonly values: readonly (number | null)[];
  readonly className: string;
}

function Line({ plot, values, className }: LineProps) {
  const points = values.map((value, index) => ({
    x: plot.x(index),
    y: value === null ? null : plot.y(value),
  }));
  const size = plot.band < 12 ? 2 : 3.5;
  return (
    <g className={className}>
      <path d={linePath(points)} />
      {points.map(({ x, y }) => (y === null ? null : <circle key={x} cx={x} cy={y} r={size} />))}
    </g>
  );
}

const labelPx = 17;

function EndLabels({
  plot,
  upper,
  lower,
}: {
  readonly plot: Plot;
  readonly upper: number | null;
  readonly lower: number | null;
}) {
  if (upper === null || lower === null) return null;
  const [upperY, lowerY] = spread(plot.y(upper), plot.y(lower), labelPx);
  const shift = Math.max(0, lowerY - plot.bottom);
  return (
    <>
      <text className="chart-end chart-end-p90" x={plot.right + 6} y={upperY - shift} dy="0.32em">
        9 in 10
      </text>
      <text className="chart-end chart-end-p50" x={plot.right + 6} y={lowerY - shift} dy="0.32em">
        half
      </text>
    </>
  );
}

/** How many were made, and how many of them nobody ever claimed. */
export function CountChart({ label, figures, periods }: PeriodChartProps) {
  const patternId = useId();
  return (
    <>
      <p className="chart-key">
        <span className="chart-key-item">
          <svg width="14" height="14" aria-hidden="true">
            <rect className="chart-claimed" width="14" height="14" />
          </svg>
          claimed
        </span>
        <span className="chart-key-item">
          <svg width="14" height="14" aria-hidden="true">
            <Stripes id={`${patternId}-key`} />
            <rect
              className="chart-unclaimed"
              x="0.5"
              y="0.5"
              width="13"
              height="13"
              fill={`url(#${patternId}-key)`}
            />
          </svg>
          not claimed
        </span>
      </p>
      <Chart
        label={label}
        ticks={countTicks(Math.max(0, ...figures.map(({ created }) => created)))}
        formatTick={String}
        periods={periods}
        endPx={endPx}
        describe={index => {
          const { created = 0, claimed = 0, unclaimed = 0 } = figures[index] ?? {};
          return [`${created} made`, `${claimed} claimed`, `${unclaimed} not claimed`];
        }}
        draw={plot => (
          <>
            <Stripes id={patternId} />
            {figures.map(({ key, claimed, created }, index) => (
              <Bar
                key={key}
                plot={plot}
                index={index}
                claimed={claimed}
                created={created}
                patternId={patternId}
              />
            ))}
          </>
        )}
      />
    </>
  );
}

/** Told apart without colour as well. */
function Stripes({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="chart-stripe-ground" width="6" height="6" />
        <rect className="chart-stripe" width="2.5" height="6" />
      </pattern>
    </defs>
  );
}

interface BarProps {
  readonly plot: Plot;
  readonly index: number;
  readonly claimed: number;
  readonly created: number;
  readonly patternId: string;
}

function Bar({ plot, index, claimed, created, patternId }: BarProps) {
  const width = Math.max(1, Math.min(44, plot.band * 0.7));
  const x = plot.x(index) - width / 2;
  const [top, middle] = [plot.y(created), plot.y(claimed)];
  return (
    <>
      {claimed > 0 && (
        <rect className="chart-claimed" x={x} y={middle} width={width} height={plot.bottom - middle} />
      )}
      {created > claimed && (
        <rect
          className="chart-unclaimed"
          x={x}
          y={top}
          width={width}
          height={middle - top}
          fill={`url(#${patternId})`}
        />
      )}
    </>
  );
}
