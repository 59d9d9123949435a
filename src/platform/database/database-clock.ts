import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { Log } from '../log.ts';
import { within } from '../within.ts';
import type { Database } from './database.ts';

/** The time of the database, as this process knows it. */
export interface DatabaseClock extends Clock {
  close(): void;
}

const lookEveryMs = 30_000;
/** Longest that the database may take to say what time it is there. */
const answerMsMax = 5_000;
/** Clocks that agree as well as this are left alone: a time that jumps to and fro is worse. */
const toleranceMs = 1_000;

/**
 * The one time of all replicas: that of their database. A moment that one of them writes down is compared with the time
 * of another, as to say whether the process that has a message in hand is still alive; machines whose clocks differ by
 * minutes would send it twice. So the database is asked what time it is, now and twice a minute, and when this process
 * is more than a second off it goes by the answer, and the log says so.
 *
 * In between the time goes on by the monotonic clock: what is done to the machine's own changes nothing. The embedded
 * database has that of the machine.
 * @param machine the clock of the machine; tests have some that are wrong
 */
export async function openDatabaseClock(
  { kind, query }: Pick<Database, 'kind' | 'query'>,
  log: Log,
  machine: Clock = systemClock,
  everyMs = lookEveryMs,
): Promise<DatabaseClock> {
  if (kind === 'embedded') return { now: machine.now, close() {} };
  // What is to be added to the monotonic clock.
  let originMs = machine.now().getTime() - performance.now();

  async function look(): Promise<void> {
    const askedMs = performance.now();
    const [row] = await within(
      answerMsMax,
      'asking the database for its time',
      query<{ ms: number }>('select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms'),
    );
    const answeredMs = performance.now();
    if (row === undefined) return;
    // The answer is from some moment in between: how well it is known says how far off it can be at most.
    const uncertainMs = (answeredMs - askedMs) / 2;
    const databaseOriginMs = row.ms - askedMs - uncertainMs;
    const aheadMs = Math.round(originMs - databaseOriginMs);
    if (Math.abs(aheadMs) <= toleranceMs + uncertainMs) return;
    originMs = databaseOriginMs;
    log.warn({ aheadMs }, 'the clock of this machine and that of the database differ: the latter counts');
  }

  await look();
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.debug({ err: error }, 'the database did not say what time it is'));
  }, everyMs).unref();
  return {
    now: () => new Date(originMs + performance.now()),
    close: () => clearInterval(timer),
  };
}
