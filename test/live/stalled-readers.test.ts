import { afterAll, expect, serverTest } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { makeHome, removeMigratedFolder } from '../serving/program.ts';
import { type BulkAccount, commitEvents, connectTo, foundAccount, headOf } from './bulk-events.ts';
import { type ProbedProgram, startProbedProgram } from './probed-program.ts';
import { createCursors, localAddressOf, openRawStream, type RawStream } from './raw-streams.ts';
import { isFullSize, report, startFlags, streamSettings } from './sizes.ts';

/** Sockets that nobody reads: what they cost the process, and what they get when somebody reads them again. */

const stalledCount = isFullSize ? 500 : 100;
/** More than the system's buffers of a stream hold; fewer and larger events say the same and are made sooner. */
const [eventCount, notesLength] = isFullSize ? [10_000, 260] : [2_000, 3_000];
const eventsPerCommit = eventCount / 20;
const growthBytesMax = 20_000_000;
const heldBytesMax = 5_000_000;

afterAll(removeMigratedFolder);

/**
 * What a process weighs when its garbage is collected: an engine lets garbage grow to the size of what is in use,
 * whether anybody stalls or not, and here it is asked what those who stall cost.
 */
async function weigh(program: ProbedProgram): Promise<{ heldBytes: number; rssBytes: number }> {
  const { heapBytes, externalBytes, rssBytes } = await program.probe();
  return { heldBytes: heapBytes + externalBytes, rssBytes };
}

/** @param isRead whether they go on reading when they are open */
function openStreams(program: ProbedProgram, account: BulkAccount, isRead: boolean): RawStream[] {
  const cursors = createCursors(account.epoch);
  return Array.from({ length: stalledCount }, (_, index) =>
    openRawStream({
      url: program.url,
      token: account.owner.token,
      after: null,
      cursors,
      localAddress: localAddressOf(index),
      onProgress: stream => {
        if (!isRead && stream.cursor !== null && stream.eventCount === 0) stream.socket.pause();
      },
    }),
  );
}

const areOpen = (streams: readonly RawStream[]) => () => streams.every(({ cursor }) => cursor !== null);

const areAt = (streams: readonly RawStream[], seq: number) => () =>
  streams.every(({ cursor }) => cursor?.seq === seq);

serverTest(
  'readers that stall cost no memory, hold up nobody, and get every event once when they read again',
  async () => {
    await using home = await makeHome();
    await using program = await startProbedProgram(
      { ...home.settings, ...streamSettings },
      home.folder,
      await startFlags(),
    );
    await using database = await connectTo(home.settings);
    const account = await foundAccount(program.url, 'acme', 0, { engineerNotes: 'x'.repeat(notesLength) });
    using healthy = openRawStream({ url: program.url, token: account.owner.token, after: null });
    // As many events while all of them read: the engine takes room for its garbage, whether anybody stalls or not, and
    // what it takes more of afterwards is for those who stall.
    const reading = openStreams(program, account, true);
    await waitFor('the readers', areOpen([healthy, ...reading]));
    for (let made = 0; made < eventCount; made += eventsPerCommit) {
      const { seq } = await commitEvents(database, account, eventsPerCommit);
      await waitFor('the first events', areAt([healthy, ...reading], seq));
    }
    for (const stream of reading) stream[Symbol.dispose]();
    const stalled = openStreams(program, account, false);
    await waitFor('the readers', areOpen(stalled));
    const deliveredBefore = await program.metric('deliveries_total');
    const before = await weigh(program);

    let slowestMs = 0;
    const begunMs = performance.now();
    for (let made = 0; made < eventCount; made += eventsPerCommit) {
      const { seq } = await commitEvents(database, account, eventsPerCommit);
      const committedMs = performance.now();
      // It sees them while the others go on not reading.
      await waitFor('the healthy stream', areAt([healthy], seq));
      slowestMs = Math.max(slowestMs, performance.now() - committedMs);
    }
    const stalledMs = performance.now() - begunMs;
    const delivered = (await program.metric('deliveries_total')) - deliveredBefore;
    const rssBytesAtOnce = program.rssBytes();
    const stalledWeight = await weigh(program);
    const { seq } = await headOf(database, account);
    const resumedMs = performance.now();
    for (const { socket } of stalled) {
      socket.removeAllListeners('pause');
      socket.resume();
    }
    await waitFor('all to have caught up', areAt(stalled, seq), undefined, 120_000);
    const caughtUp = await weigh(program);

    report('stalled readers', {
      streams: stalledCount,
      events: eventCount,
      deliveredWhileStalledShare: delivered / (stalledCount * eventCount),
      heldStalledMb: (stalledWeight.heldBytes - before.heldBytes) / 1e6,
      growthStalledMb: (stalledWeight.rssBytes - before.rssBytes) / 1e6,
      growthWithGarbageMb: (rssBytesAtOnce - before.rssBytes) / 1e6,
      growthCaughtUpMb: (caughtUp.rssBytes - before.rssBytes) / 1e6,
      slowestHealthyMs: slowestMs,
      stalledSeconds: stalledMs / 1e3,
      catchUpSeconds: (performance.now() - resumedMs) / 1e3,
    });
    // The system's buffers hold much; what they do not hold is not delivered.
    expect(delivered).toBeLessThan(0.9 * stalledCount * eventCount);
    expect(stalledWeight.heldBytes - before.heldBytes).toBeLessThan(heldBytesMax);
    // With fewer streams the engine has not yet taken all the room that it takes for garbage when this begins.
    if (isFullSize) expect(stalledWeight.rssBytes - before.rssBytes).toBeLessThan(growthBytesMax);
    for (const stream of [healthy, ...stalled]) {
      expect(stream).toMatchObject({ gaps: [], strays: [], isClosed: false });
    }
    expect(new Set(stalled.map(stream => stream.eventCount))).toEqual(new Set([eventCount]));
    for (const stream of stalled) stream[Symbol.dispose]();
  },
);
