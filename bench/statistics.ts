/** The middle one of some figures; NaN of none. */
export function median(figures: readonly number[]): number {
  return quantile(figures, 0.5);
}

/** The figure below which this share of all lie. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A figure with as many digits as say something. */
export function formatFigure(figure: number): string {
  if (!Number.isFinite(figure)) return '-';
  const size = Math.abs(figure);
  if (size >= 100) return Math.round(figure).toLocaleString('en').replaceAll(',', ' ');
  return figure.toFixed(size >= 10 ? 1 : 2);
}
