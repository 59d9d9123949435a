/** One line of horizontal bars. */
export interface Ranked {
  readonly key: string;
  readonly label: string;
  /** Null: there is nothing to draw. */
  readonly value: number | null;
  /** A second value further out, drawn as a mark. */
  readonly mark?: number | null;
  /** The figures in words, at the end of the line. */
  readonly words: string;
}

/** Horizontal bars, the longest one first; every figure stands beside its bar. */
export function RankedBars({ label, rows }: { readonly label: string; readonly rows: readonly Ranked[] }) {
  if (rows.length === 0) return <p className="soft">No case yet.</p>;
  const max = Math.max(1, ...rows.flatMap(({ value, mark }) => [value ?? 0, mark ?? 0]));
  const share = (value: number) => `${((value / max) * 100).toFixed(1)}%`;
  const ranked = rows.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
  return (
    <ul className="ranked" aria-label={label}>
      {ranked.map(({ key, label: name, value, mark = null, words }) => (
        <li key={key} className="ranked-row">
          <span className="ranked-label">{name}</span>
          <svg className="ranked-bar" width="100%" height="18" aria-hidden="true">
            <line className="ranked-base" x1="0" x2="100%" y1="17.5" y2="17.5" />
            {value !== null && <rect className="chart-claimed" width={share(value)} height="14" y="2" />}
            {mark !== null && mark !== undefined && (
              <svg x={share(mark)} overflow="visible" aria-hidden="true">
                <line className="ranked-mark" x1="-1.5" x2="-1.5" y1="0" y2="18" />
              </svg>
            )}
          </svg>
          <span className="ranked-words">{words}</span>
        </li>
      ))}
    </ul>
  );
}
