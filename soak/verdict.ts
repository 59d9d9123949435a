import type { ProbeAnswer } from '../test/live/process-probe.ts';
import type { AccountRecord, Course } from './course.ts';
import type { Work } from './work.ts';

/** How a stream may end for a dashboard that does nothing wrong. */
const rightEnds: ReadonlySet<string> = new Set(['LEFT', 'STREAM_ROTATED']);
/** And for one whose owner's role is taken away. */
const endsWithoutRole: ReadonlySet<string> = new Set([...rightEnds, 'FORBIDDEN', 'HTTP 403']);

export interface Deliveries {
  readonly events: number;
  readonly lost: number;
  readonly strays: readonly string[];
  readonly wrongEnds: readonly string[];
}

/**
 * What is wrong with what the dashboards saw. Events that clients do not see leave gaps in the numbers; whatever any
 * other dashboard of the account has seen is no such event.
 */
export function judgeDeliveries(
  courses: readonly Course[],
  work: Work,
  isSwinger: (course: Course) => boolean,
): Deliveries {
  let lost = 0;
  let events = 0;
  for (const [record, count] of work.caused) {
    events += count;
    lost += Math.max(0, count - record.seen.size);
  }
  for (const { record, gaps, cursor } of courses) {
    for (const [first, last] of gaps)
      for (let seq = first; seq <= last; seq++) if (record.seen.has(seq)) lost++;
    for (let seq = (cursor?.seq ?? 0) + 1; seq <= record.newest; seq++) if (record.seen.has(seq)) lost++;
  }
  return {
    events,
    lost,
    strays: courses.flatMap(({ strays }) => strays),
    wrongEnds: courses.flatMap(course => {
      const right = isSwinger(course) ? endsWithoutRole : rightEnds;
      return [...course.ends]
        .filter(([reason]) => !right.has(reason))
        .map(([reason, count]) => `${reason} ${count}×`);
    }),
  };
}

/** Whether a dashboard has not seen the newest event that others of its account have seen. */
export function isBehind({ record, cursor }: Course): boolean {
  return (cursor?.seq ?? 0) < record.newest;
}

/** Where a dashboard stands that was waited for in vain. */
export function describe({ record, cursor, connections, ends }: Course): string {
  const reasons = [...ends].map(([reason, count]) => `${count} × ${reason}`).join(', ');
  return `a dashboard stands at ${cursor?.seq} of ${record.newest} after ${connections} connections: ${reasons}`;
}

/** Whether every dashboard is up to date, and all that was caused has been seen. */
export function areAllUpToDate(courses: readonly Course[], work: Work): boolean {
  const isSeen = (record: AccountRecord) => record.seen.size >= (work.caused.get(record) ?? 0);
  return courses.every(course => isSeen(course.record) && !isBehind(course));
}

/** By how much a line through the samples rises from the first to the last, in megabytes. */
export function riseOf(samples: readonly ProbeAnswer[], of: (answer: ProbeAnswer) => number): number {
  const values = samples.map(of);
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let products = 0;
  let squares = 0;
  for (const [index, value] of values.entries()) {
    products += (index - middle) * (value - mean);
    squares += (index - middle) ** 2;
  }
  return squares === 0 ? 0 : ((products / squares) * (values.length - 1)) / 1e6;
}
