import { type ReactNode, useSyncExternalStore } from 'react';
import { formatDuration } from './chart-scale.ts';
import type { Figures, TimeKind } from './figures.ts';

interface TableProps {
  readonly caption: string;
  /** What a row is: `Day`. */
  readonly group: string;
  readonly figures: readonly Figures[];
  readonly names: readonly string[];
  readonly total: Figures;
}

const span = (seconds: number | null) => (seconds === null ? '–' : formatDuration(seconds));

/** The figures of a chart of times, to read one by one. */
export function TimeTable({
  caption,
  group,
  figures,
  names,
  total,
  kind,
}: TableProps & { readonly kind: TimeKind }) {
  const rows = [
    ...figures.map((each, index) => ({ each, name: names[index] })),
    { each: total, name: 'All' },
  ];
  return (
    <Folded caption={caption}>
      <thead>
        <tr>
          <th scope="col">{group}</th>
          <th scope="col" className="number">
            Half within
          </th>
          <th scope="col" className="number">
            9 in 10 within
          </th>
          <th scope="col" className="number">
            Cases
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ each, name }) => (
          <tr key={each.key}>
            <th scope="row">{name}</th>
            <td className="number">{span(each[kind].p50Seconds)}</td>
            <td className="number">{span(each[kind].p90Seconds)}</td>
            <td className="number">{each[kind].sampleSize}</td>
          </tr>
        ))}
      </tbody>
    </Folded>
  );
}

const counts = [
  { of: 'created', label: 'Made' },
  { of: 'claimed', label: 'Claimed' },
  { of: 'unclaimed', label: 'Not claimed' },
  { of: 'released', label: 'Released' },
  { of: 'returned', label: 'Returned' },
  { of: 'withdrawn', label: 'Withdrawn' },
  { of: 'resolved', label: 'Resolved' },
] as const;

/** The figures of a chart of counts, and those that it has no room for. */
export function CountTable({ caption, group, figures, names, total }: TableProps) {
  const rows = [
    ...figures.map((each, index) => ({ each, name: names[index] })),
    { each: total, name: 'All' },
  ];
  return (
    <Folded caption={caption}>
      <thead>
        <tr>
          <th scope="col">{group}</th>
          {counts.map(({ of, label }) => (
            <th key={of} scope="col" className="number">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ each, name }) => (
          <tr key={each.key}>
            <th scope="row">{name}</th>
            {counts.map(({ of }) => (
              <td key={of} className="number">
                {each[of]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Folded>
  );
}

const wide = matchMedia('(min-width: 1100px)');

function onWideChange(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}

/** Beside the chart where there is room, otherwise folded away below it. */
function Folded({ caption, children }: { readonly caption: string; readonly children: ReactNode }) {
  const isWide = useSyncExternalStore(onWideChange, () => wide.matches);
  const table = (
    // It scrolls, so the keyboard has to reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
    <section className="table-scroll figures-scroll" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className="only-heard">{caption}</caption>
        {children}
      </table>
    </section>
  );
  if (isWide) return <div className="figures">{table}</div>;
  return (
    <details className="figures">
      <summary>Figures as a table</summary>
      {table}
    </details>
  );
}
