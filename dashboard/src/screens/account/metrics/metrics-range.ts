export const presets = [
  { value: 'weeks', label: 'Last 12 weeks' },
  { value: 'days', label: 'Last 30 days' },
  { value: 'year', label: 'Last year' },
  { value: 'custom', label: 'From … to …' },
] as const;

export type Preset = (typeof presets)[number]['value'];

/** Days by the clock on the wall, both of them in the range: `2026-03-01`. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** What the server answers at most. */
export const daysMax = 400;

/** The days of a preset, as of today. Weeks begin on Monday. */
export function presetRange(preset: Exclude<Preset, 'custom'>, now: Date): DayRange {
  const to = formatDay(now);
  if (preset === 'days') return { from: formatDay(addDays(now, -29)), to };
  if (preset === 'year') return { from: formatDay(addDays(now, -364)), to };
  const sinceMonday = (now.getDay() + 6) % 7;
  return { from: formatDay(addDays(now, -sinceMonday - 11 * 7)), to };
}

/** The moments to ask for: from the beginning of the first day to the end of the last, here. */
export function toMoments({ from, to }: DayRange): { readonly from: string; readonly to: string } {
  return { from: startOf(from, 0).toISOString(), to: startOf(to, 1).toISOString() };
}

/** What is wrong with a range, in words; null when it can be asked for. */
export function explainRange({ from, to }: DayRange): string | null {
  if (!isDay(from) || !isDay(to)) return 'Choose both days.';
  if (from > to) return 'The first day is after the last.';
  const days = Math.round((startOf(to, 1).getTime() - startOf(from, 0).getTime()) / 86_400_000);
  return days > daysMax ? `That is ${days} days; ${daysMax} are possible.` : null;
}

function isDay(text: string): boolean {
  return /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** The local day of a moment. */
export function formatDay(at: Date): string {
  const two = (part: number) => `${part}`.padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function addDays(at: Date, days: number): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days);
}

/** Midnight at the beginning of a local day, or of one some days later. */
function startOf(day: string, later: number): Date {
  const [year = 2000, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later);
}
