import { formatFigure, median } from './statistics.ts';

/** What the generator found wrong with what arrived. Zero is the only good figure. */
export interface Integrity {
  readonly lost: number;
  readonly doubled: number;
  readonly reordered: number;
  readonly foreign: number;
}

export interface Comparison {
  readonly to: string;
  /** One figure a round, in the same unit. */
  readonly figures: readonly number[];
  /** What the product's median is to be, as a multiple of this one's. */
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One line of the table: what was measured of the product, and what it compares to. */
export interface Row {
  readonly work: string;
  readonly unit: string;
  readonly figures: readonly number[];
  /** A bound of the product's own figure. */
  readonly under?: number;
  readonly comparisons: readonly Comparison[];
  /** Of each side, since a peer that loses is no fault of the product's. */
  readonly integrity?: Readonly<Record<string, Integrity>>;
  /** What a reader must know to read the figures right. */
  readonly notes?: readonly string[];
}

export interface CaseReport {
  readonly name: string;
  readonly title: string;
  readonly seconds: number;
  readonly rows: readonly Row[];
  readonly failure?: string;
}

/** How the product's median compares, and whether that is what was aimed at; null where nothing was. */
export function judge(row: Row, comparison: Comparison): { ratio: number; isMet: boolean | null } {
  const ratio = median(row.figures) / median(comparison.figures);
  const { atLeast, atMost } = comparison;
  if (atLeast === undefined && atMost === undefined) return { ratio, isMet: null };
  return { ratio, isMet: ratio >= (atLeast ?? 0) && ratio <= (atMost ?? Number.POSITIVE_INFINITY) };
}

/** The table, one line a comparison. */
export function renderTable(reports: readonly CaseReport[]): string {
  const header = ['work', 'unit', 'ResolutionFlow', 'compared to', 'theirs', 'ratio', 'goal', 'met'];
  const lines = reports.flatMap(report => report.rows.flatMap(renderRow));
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map(line => (line[column] ?? '').length)),
  );
  const format = (line: readonly string[]) =>
    line
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === 1 || column === 3 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const notes = reports.flatMap(report => [
    ...(report.failure === undefined ? [] : [`${report.title}: FAILED, ${report.failure}`]),
    ...report.rows.flatMap(row => [
      ...(row.notes ?? []).map(note => `${row.work}: ${note}`),
      ...Object.entries(row.integrity ?? {}).map(
        ([side, found]) => `${row.work}: ${side} ${renderIntegrity(found)}`,
      ),
    ]),
  ]);
  return [format(header), ...lines.map(format), '', ...notes].join('\n');
}

function renderRow(row: Row): string[][] {
  const own = formatFigure(median(row.figures));
  const bound =
    row.under === undefined
      ? []
      : [[row.work, row.unit, own, '', '', '', `< ${row.under}`, yesNo(median(row.figures) < row.under)]];
  const compared = row.comparisons.map(comparison => {
    const { ratio, isMet } = judge(row, comparison);
    const { atLeast, atMost } = comparison;
    const goal = atLeast !== undefined ? `≥ ${atLeast}` : atMost !== undefined ? `≤ ${atMost}` : '';
    return [
      row.work,
      row.unit,
      own,
      comparison.to,
      formatFigure(median(comparison.figures)),
      formatFigure(ratio),
      goal,
      isMet === null ? '' : yesNo(isMet),
    ];
  });
  const all = [...bound, ...compared];
  return all.length > 0 ? all : [[row.work, row.unit, own, '', '', '', '', '']];
}

function yesNo(isMet: boolean): string {
  return isMet ? 'yes' : 'NO';
}

function renderIntegrity({ lost, doubled, reordered, foreign }: Integrity): string {
  return `${lost} lost, ${doubled} doubled, ${reordered} reordered, ${foreign} foreign`;
}

/** Several findings as one. */
export function addUp(findings: readonly Integrity[]): Integrity {
  const sum = (pick: (one: Integrity) => number) => findings.reduce((total, one) => total + pick(one), 0);
  return {
    lost: sum(one => one.lost),
    doubled: sum(one => one.doubled),
    reordered: sum(one => one.reordered),
    foreign: sum(one => one.foreign),
  };
}
