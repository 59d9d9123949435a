import { systemClock } from '../../src/kernel/clock.ts';
import { openDatabaseClock } from '../../src/platform/database/database-clock.ts';
import { openHarness } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { openReplica } from '../harness/replicas.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { clockOff } from '../harness/wrong-clock.ts';

/** A database whose time is so many seconds off, as is told at each look. */
function databaseOff(seconds: () => number) {
  return {
    kind: 'server' as const,
    query: async <Row extends object>() => [{ ms: Date.now() + seconds() * 1_000 }] as unknown as Row[],
  };
}

const offBySeconds = (now: Date) => Math.round((now.getTime() - Date.now()) / 1_000);

for (const seconds of [120, -120])
  serverTest(`a replica whose clock is off by ${seconds} s goes by the database's, and says so`, async () => {
    await using h = await openHarness({});
    await using replica = await openReplica(h, {}, { machineClock: clockOff(seconds) });

    expect(Math.abs(offBySeconds(replica.app.tools.clock.now()))).toBeLessThan(10);
    const line = replica.logBook.lines.find(({ msg }) => msg.startsWith('the clock of this machine'));
    expect(Math.round(Number(line?.aheadMs) / 10_000)).toBe(seconds / 10);
  });

test('clocks that agree within a second are left alone', async () => {
  const { log, lines } = openLogBook();

  const clock = await openDatabaseClock(
    databaseOff(() => 0.7),
    log,
  );
  const aheadMs = clock.now().getTime() - Date.now();
  clock.close();

  expect(Math.abs(aheadMs)).toBeLessThan(500);
  expect(lines).toEqual([]);
});

test('a database whose time changes, as after a failover, is followed, and one that does not answer changes nothing', async () => {
  const { log, lines } = openLogBook();
  let seconds: number | null = 0;
  const database = databaseOff(() => {
    if (seconds === null) throw new Error('away');
    return seconds;
  });
  const clock = await openDatabaseClock(database, log, systemClock, 20);

  seconds = 300;
  await waitFor('the new time', () => offBySeconds(clock.now()) > 290);
  seconds = null;
  await waitFor('a look in vain', () => lines.some(({ msg }) => msg.includes('did not say')));
  const kept = offBySeconds(clock.now());
  clock.close();

  // As well as a busy machine can tell.
  expect(Math.abs(kept - 300)).toBeLessThan(10);
  expect(lines.filter(({ level }) => level === 40)).toHaveLength(1);
});
