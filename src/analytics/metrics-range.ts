import { badInput } from '../kernel/errors.ts';

export const metricsGroupings = ['DAY', 'WEEK', 'ENGINEER', 'TREE'] as const;
export type MetricsGrouping = (typeof metricsGroupings)[number];

/** Bounds on what one question may span. */
export const metricsLimits = { daysMax: 400, groupsMax: 1_000 } as const;

/** Which escalations are counted, and in which groups. */
export interface MetricsRange {
  readonly from: Date;
  /** The first moment that is no longer in it. */
  readonly to: Date;
  readonly groupBy: MetricsGrouping;
  /** IANA name, such as Europe/Berlin. */
  readonly timeZone: string;
}

const dayMs = 86_400_000;
const earliest = new Date('2000-01-01T00:00:00Z');
const latest = new Date('2200-01-01T00:00:00Z');

/**
 * A range that can be asked for.
 * @throws BAD_USER_INPUT naming the argument
 */
export function parseMetricsRange(range: MetricsRange): MetricsRange {
  const { from, to, timeZone } = range;
  for (const [field, at] of Object.entries({ from, to })) {
    if (at < earliest || at > latest) throw badInput(field, 'This must be a moment between 2000 and 2200.');
  }
  if (from >= to) throw badInput('to', 'This must be later than `from`.');
  if (to.getTime() - from.getTime() > metricsLimits.daysMax * dayMs)
    throw badInput('to', `At most ${metricsLimits.daysMax} days after \`from\`.`);
  if (!isTimeZone(timeZone))
    throw badInput('timeZone', 'This is not the name of a time zone, such as Europe/Berlin.');
  return range;
}

/** Offsets such as +02:00 are refused: to PostgreSQL they mean the opposite of what they say. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name) || name.length > 60) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
