/** Ticks of an axis from 0 on: the last one is at least the greatest value. */
export interface Ticks {
  readonly values: readonly number[];
  readonly max: number;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Steps that one reads easily on a clock, in seconds. */
const durationSteps = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map(count => count * minute),
  ...[1, 2, 3, 6, 12].map(count => count * hour),
  ...[1, 2, 7, 14, 28, 56, 112, 224].map(count => count * day),
];

/** Ticks for seconds: full seconds, minutes, hours or days. */
export function durationTicks(maxSeconds: number, countMax = 5): Ticks {
  const step = durationSteps.find(size => Math.ceil(maxSeconds / size) <= countMax);
  return ticksOf(maxSeconds, step ?? Math.ceil(maxSeconds / countMax / day) * day);
}

/** Ticks for things that one counts: never a half. */
export function countTicks(max: number, countMax = 5): Ticks {
  let step = 1;
  for (let power = 1; Math.ceil(max / step) > countMax; power *= 10)
    step = [1, 2, 5, 10].map(size => size * power).find(size => Math.ceil(max / size) <= countMax) ?? step;
  return ticksOf(max, step);
}

function ticksOf(max: number, step: number): Ticks {
  const count = Math.max(1, Math.ceil(max / step));
  return { values: Array.from({ length: count + 1 }, (_, index) => index * step), max: count * step };
}

/** Such as `45 s`, `3 min`, `2 min 30 s`, `1 h 5 min`, `2 d 3 h`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  const [size, name, next, nextName] = unitsOf(whole);
  const rest = next === 0 ? 0 : Math.floor((whole % size) / next);
  const main = `${Math.floor(whole / size)} ${name}`;
  return rest === 0 ? main : `${main} ${rest} ${nextName}`;
}

function unitsOf(seconds: number): readonly [size: number, name: string, next: number, nextName: string] {
  if (seconds < minute) return [1, 's', 0, ''];
  if (seconds < hour) return [minute, 'min', 1, 's'];
  if (seconds < day) return [hour, 'h', minute, 'min'];
  return [day, 'd', hour, 'h'];
}

/** Where a value is between two ends, in pixels. */
export function position(value: number, max: number, fromPx: number, toPx: number): number {
  return max === 0 ? fromPx : fromPx + (value / max) * (toPx - fromPx);
}

/** Every how many points a label has room below an axis. */
export function labelEvery(count: number, widthPx: number, labelPx: number): number {
  return Math.max(1, Math.ceil((count * labelPx) / Math.max(1, widthPx)));
}

export interface Point {
  readonly x: number;
  /** Null: there is nothing to show here, and the line has a gap. */
  readonly y: number | null;
}

/** The `d` of a path through the points that have a value; after a gap it begins anew. */
export function linePath(points: readonly Point[]): string {
  let isDrawing = false;
  const parts: string[] = [];
  for (const { x, y } of points) {
    if (y !== null) parts.push(`${isDrawing ? 'L' : 'M'}${round(x)} ${round(y)}`);
    isDrawing = y !== null;
  }
  return parts.join('');
}

const round = (px: number) => Math.round(px * 10) / 10;

/** Moves two labels of one height apart that would lie on each other; the first is the upper one. */
export function spread(upper: number, lower: number, heightPx: number): readonly [number, number] {
  const missing = heightPx - (lower - upper);
  return missing <= 0 ? [upper, lower] : [upper - missing / 2, lower + missing / 2];
}
