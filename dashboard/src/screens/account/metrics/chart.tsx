import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { labelEvery, position, type Ticks } from './chart-scale.ts';
import { useWidth } from './use-width.ts';

/** Where things are inside a chart, in pixels. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The room of one period. */
  readonly band: number;
  x(index: number): number;
  y(value: number): number;
}

export interface ChartProps {
  /** What it shows, for those who do not see it. */
  readonly label: string;
  readonly ticks: Ticks;
  formatTick(value: number): string;
  /** The names of the periods, from left to right. */
  readonly periods: readonly string[];
  /** Room for labels at the right end of lines. */
  readonly endPx: number;
  draw(plot: Plot): ReactNode;
  /** What is said of one period, in lines. */
  describe(index: number): readonly string[];
}

const heightPx = 240;
const margin = { left: 62, top: 12, bottom: 30 };
const labelPx = 64;

/**
 * Axes and what is drawn between them. One points at a period, or goes through them with the arrow keys, and is told
 * its figures.
 */
export function Chart({ label, ticks, formatTick, periods, endPx, draw, describe }: ChartProps) {
  const { ref, widthPx } = useWidth();
  const [pointed, setPointed] = useState<number | null>(null);
  const [focused, setFocused] = useState<number>(periods.length - 1);
  const [hasFocus, setHasFocus] = useState(false);
  const last = periods.length - 1;
  const plot = layOut(widthPx, endPx, periods.length, ticks);
  const at = Math.min(focused, last);
  const shown = pointed ?? (hasFocus ? at : null);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = moveBy(event.key, at, last);
    if (to === null) return;
    event.preventDefault();
    setPointed(null);
    setFocused(to);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const index = Math.floor((x - plot.left) / plot.band);
    setPointed(index >= 0 && index <= last ? index : null);
  };
  return (
    <div
      ref={ref}
      className="chart"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={periods.length}
      aria-valuenow={at + 1}
      aria-valuetext={`${periods[at]}: ${describe(at).join(', ')}`}
      onKeyDown={onKeyDown}
      onFocus={() => setHasFocus(true)}
      onBlur={() => setHasFocus(false)}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setPointed(null)}
    >
      {widthPx > 0 && (
        <svg width={widthPx} height={heightPx} aria-hidden="true">
          <ValueAxis plot={plot} ticks={ticks} formatTick={formatTick} />
          <PeriodAxis plot={plot} periods={periods} />
          {shown !== null && (
            <rect
              className="chart-band"
              x={plot.x(shown) - plot.band / 2}
              y={plot.top}
              width={plot.band}
              height={plot.bottom - plot.top}
            />
          )}
          {draw(plot)}
        </svg>
      )}
      {shown !== null && widthPx > 0 && (
        <Tip x={plot.x(shown)} widthPx={widthPx} title={periods[shown] ?? ''} lines={describe(shown)} />
      )}
    </div>
  );
}

function layOut(widthPx: number, endPx: number, count: number, ticks: Ticks): Plot {
  const { left, top } = margin;
  const right = Math.max(left + 1, widthPx - endPx);
  const bottom = heightPx - margin.bottom;
  const band = (right - left) / Math.max(1, count);
  return {
    ...{ left, right, top, bottom, band },
    x: index => left + (index + 0.5) * band,
    y: value => position(value, ticks.max, bottom, top),
  };
}

function moveBy(key: string, at: number, last: number): number | null {
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, at - 1);
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(last, at + 1);
  if (key === 'Home') return 0;
  return key === 'End' ? last : null;
}

function ValueAxis({
  plot,
  ticks,
  formatTick,
}: { readonly plot: Plot } & Pick<ChartProps, 'ticks' | 'formatTick'>) {
  return ticks.values.map(value => (
    <g key={value}>
      <line
        className={value === 0 ? 'chart-base' : 'chart-grid'}
        x1={plot.left}
        x2={plot.right}
        y1={plot.y(value)}
        y2={plot.y(value)}
      />
      <text className="chart-tick" x={plot.left - 8} y={plot.y(value)} dy="0.32em" textAnchor="end">
        {formatTick(value)}
      </text>
    </g>
  ));
}

function PeriodAxis({ plot, periods }: { readonly plot: Plot; readonly periods: readonly string[] }) {
  const every = labelEvery(periods.length, plot.right - plot.left, labelPx);
  const last = periods.length - 1;
  return periods.map((period, index) =>
    // Counted from the end: the latest period is what one looks for.
    (last - index) % every === 0 ? (
      <text key={period} className="chart-tick" x={plot.x(index)} y={plot.bottom + 20} textAnchor="middle">
        {period}
      </text>
    ) : null,
  );
}

const tipPx = 210;
/** A narrower chart would be covered by it. */
const besidePx = 480;

function Tip({
  x,
  widthPx,
  title,
  lines,
}: {
  readonly x: number;
  readonly widthPx: number;
  readonly title: string;
  readonly lines: readonly string[];
}) {
  const left = Math.max(0, Math.min(widthPx - tipPx, x + 12 + tipPx > widthPx ? x - 12 - tipPx : x + 12));
  return (
    <div
      className={widthPx < besidePx ? 'chart-tip chart-tip-below' : 'chart-tip'}
      style={{ left, width: tipPx }}
      aria-hidden="true"
    >
      <strong>{title}</strong>
      {lines.map(line => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}
