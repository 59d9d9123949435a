import { noMark } from '../../src/platform/events/event-marks.ts';
import { afterAll, expect, serverTest } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { makeHome, removeMigratedFolder } from '../serving/program.ts';
import { type BulkAccount, commitEvents, connectTo, foundAccount } from './bulk-events.ts';
import { type ProbedProgram, startProbedProgram } from './probed-program.ts';
import { createCursors, localAddressOf, openRawStream, type RawStream } from './raw-streams.ts';
import { isFullSize, report, startFlags, streamSettings } from './sizes.ts';

/** A deploy: every dashboard is told to come back, and they all do at once. */

const clientCount = isFullSize ? 10_000 : 2_000;
const eventsBefore = 200;
const eventsMeanwhile = 60;
/** Processor time of the longest turn of the event loop: many times what it takes, and far less than all of them. */
const turnMsMax = 1_000;
/** Only so that a crowd that never arrives is told of; thousands on a small machine take their time. */
const stormMsMax = 300_000;

afterAll(removeMigratedFolder);

/** Where each client begins: they are not all equally far when the server goes. */
const lagOf = (index: number) => (index % 40) * 5;

interface Crowd {
  readonly streams: readonly RawStream[];
  /** Connections that the system refused, for want of room, and that were made again. */
  readonly refusedCount: number;
  /** Waits until all have seen this event. */
  reach(seq: number): Promise<void>;
}

/** Connects all clients in one moment. */
function connectAll(program: ProbedProgram, account: BulkAccount, afterOf: (index: number) => number): Crowd {
  const cursors = createCursors(account.epoch);
  let refusedCount = 0;
  const open = (index: number) =>
    openRawStream({
      url: program.url,
      token: account.people[index % account.people.length]?.token ?? '',
      after: { epoch: account.epoch, seq: afterOf(index), mark: noMark },
      cursors,
      localAddress: localAddressOf(index),
    });
  const streams = Array.from({ length: clientCount }, (_, index) => open(index));
  const count = (seq: number) => streams.filter(({ cursor }) => cursor?.seq === seq).length;
  return {
    streams,
    get refusedCount() {
      return refusedCount;
    },
    async reach(seq) {
      await waitFor(
        'every client to be up to date',
        () => {
          for (const [index, { isClosed, status }] of streams.entries()) {
            if (!isClosed || status !== 0) continue;
            refusedCount++;
            streams[index] = open(index);
          }
          return count(seq) === clientCount;
        },
        () => `${count(seq)} of ${clientCount} are.`,
        stormMsMax,
      );
    },
  };
}

serverTest(
  'when the server is replaced, all clients come back at once with their cursors, and nobody has to wait for them',
  async () => {
    await using home = await makeHome();
    const settings = { ...home.settings, ...streamSettings };
    const flags = await startFlags();
    await using before = await startProbedProgram(settings, home.folder, flags);
    await using database = await connectTo(home.settings);
    const account = await foundAccount(before.url, 'acme', 3);
    const { seq: first } = await commitEvents(database, account, eventsBefore);
    const gathering = connectAll(before, account, index => first - lagOf(index));
    await gathering.reach(first);
    const opened = await before.probe();

    const drainedMs = performance.now();
    before.kill('SIGTERM');
    await waitFor('every client to be told', () => gathering.streams.every(({ isClosed }) => isClosed));
    const { code } = await before.exited;
    const drainMs = performance.now() - drainedMs;
    const { seq: head } = await commitEvents(database, account, eventsMeanwhile);
    await using after = await startProbedProgram(settings, home.folder, flags);
    await after.probe();
    const begunMs = performance.now();
    const returning = connectAll(
      after,
      account,
      index => (gathering.streams[index]?.cursor?.seq ?? 0) - lagOf(index),
    );
    await returning.reach(head);
    const backMs = performance.now() - begunMs;
    const storm = await after.probe();
    const { seq: last } = await commitEvents(database, account, 1);
    await returning.reach(last);

    const ringMisses = await after.metric('ring_misses_total');
    report('reconnect storm', {
      clients: clientCount,
      drainSeconds: drainMs / 1e3,
      gatheringTurnCpuMs: opened.longestTurnCpuMs,
      backSeconds: backMs / 1e3,
      perSecond: clientCount / (backMs / 1e3),
      longestTurnMs: storm.longestTurnMs,
      longestTurnCpuMs: storm.longestTurnCpuMs,
      ringMisses,
      refused: returning.refusedCount,
      replays: await after.metric('replays_total'),
    });
    expect(code).toBe(0);
    for (const stream of gathering.streams) {
      expect(stream).toMatchObject({ endCode: 'STREAM_ROTATED', isComplete: true, gaps: [], strays: [] });
    }
    for (const stream of returning.streams)
      expect(stream).toMatchObject({ status: 200, gaps: [], strays: [] });
    expect(await after.metric('replays_total')).toBe(clientCount);
    // Far fewer than there are clients, who share what is read; it is kept for the seconds between two sweeps.
    expect(ringMisses).toBeLessThan(clientCount / 20);
    expect(storm.longestTurnCpuMs).toBeLessThan(turnMsMax);
    for (const stream of returning.streams) stream[Symbol.dispose]();
  },
);
