import { setInterval } from 'node:timers/promises';
import { afterAll, expect, serverTest } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { makeHome, removeMigratedFolder } from '../serving/program.ts';
import { type BulkAccount, commitEvents, connectTo, foundAccount, headOf } from './bulk-events.ts';
import { type ProbedProgram, startProbedProgram } from './probed-program.ts';
import { createCursors, localAddressOf, openRawStream, type RawStream } from './raw-streams.ts';
import { isFullSize, report, streamSettings } from './sizes.ts';

/** Sockets that nobody reads: what they cost the process, and what they get when somebody reads them again. */

const stalledCount = isFullSize ? 500 : 100;
const eventCount = 10_000;
const eventsPerCommit = 500;
const growthBytesMax = 20_000_000;
/**
 * Left to itself, Node lets garbage grow to the size of what is in use before it collects it, whether anybody stalls or
 * not. With these the resident memory shows what is held.
 */
const leanFlags = ['--heap-growing-percent=30', '--max-semi-space-size=2'];
/** A stream that reads sees the events of a commit within this, whoever else does not read. */
const promptlyMs = 4_000;

afterAll(removeMigratedFolder);

/** Watches the resident memory of a process until it is told to stop; returns the highest reading. */
function watchMemory(program: ProbedProgram): { peakBytes(): number; stop(): void } {
  let peakBytes = program.rssBytes();
  const stopping = new AbortController();
  void (async () => {
    for await (const _ of setInterval(100, null, { signal: stopping.signal }))
      peakBytes = Math.max(peakBytes, program.rssBytes());
  })().catch(() => {});
  return { peakBytes: () => peakBytes, stop: () => stopping.abort() };
}

function openStreams(program: ProbedProgram, account: BulkAccount, count: number): RawStream[] {
  const cursors = createCursors(account.epoch);
  return Array.from({ length: count }, (_, index) =>
    openRawStream({
      url: program.url,
      token: account.owner.token,
      after: null,
      cursors,
      localAddress: localAddressOf(index),
      // Not read any further from the moment on that it is open.
      onProgress: stream => {
        if (stream.cursor !== null && stream.eventCount === 0) stream.socket.pause();
      },
    }),
  );
}

const areAt = (streams: readonly RawStream[], seq: number) => () =>
  streams.every(({ cursor }) => cursor?.seq === seq);

serverTest(
  'readers that stall cost no memory, hold up nobody, and get every event once when they read again',
  async () => {
    await using home = await makeHome();
    await using program = await startProbedProgram(
      { ...home.settings, ...streamSettings },
      home.folder,
      leanFlags,
    );
    await using database = await connectTo(home.settings);
    const account = await foundAccount(program.url, 'acme', 0);
    const open = { url: program.url, token: account.owner.token, after: null };
    using healthy = openRawStream(open);
    await waitFor('the stream', () => healthy.cursor !== null);
    const warmUp = Array.from({ length: 20 }, () => openRawStream(open));
    await waitFor('the streams', () => warmUp.every(({ cursor }) => cursor !== null));
    for (let made = 0; made < 2_000; made += eventsPerCommit) {
      const { seq } = await commitEvents(database, account, eventsPerCommit);
      await waitFor('the first events', areAt([healthy, ...warmUp], seq), undefined, 20_000);
    }
    for (const stream of warmUp) stream[Symbol.dispose]();
    const stalled = openStreams(program, account, stalledCount);
    await waitFor('the readers', () => stalled.every(({ cursor }) => cursor !== null), undefined, 20_000);
    const deliveredBefore = await program.metric('deliveries_total');
    const beforeBytes = program.rssBytes();
    const memory = watchMemory(program);

    let slowestMs = 0;
    const begunMs = performance.now();
    for (let made = 0; made < eventCount; made += eventsPerCommit) {
      const { seq } = await commitEvents(database, account, eventsPerCommit);
      const committedMs = performance.now();
      await waitFor('the healthy stream', areAt([healthy], seq), undefined, promptlyMs);
      slowestMs = Math.max(slowestMs, performance.now() - committedMs);
    }
    const stalledMs = performance.now() - begunMs;
    const delivered = (await program.metric('deliveries_total')) - deliveredBefore;
    const peakStalledBytes = memory.peakBytes();
    const { seq } = await headOf(database, account);
    const resumedMs = performance.now();
    for (const { socket } of stalled) {
      socket.removeAllListeners('pause');
      socket.resume();
    }
    await waitFor('all to have caught up', areAt(stalled, seq), undefined, 120_000);
    memory.stop();

    report('stalled readers', {
      streams: stalledCount,
      events: eventCount,
      deliveredWhileStalledShare: delivered / (stalledCount * eventCount),
      growthStalledMb: (peakStalledBytes - beforeBytes) / 1e6,
      growthCatchingUpMb: (memory.peakBytes() - beforeBytes) / 1e6,
      slowestHealthyMs: slowestMs,
      stalledSeconds: stalledMs / 1e3,
      catchUpSeconds: (performance.now() - resumedMs) / 1e3,
    });
    // The system's buffers hold much; what they do not hold is not delivered.
    expect(delivered).toBeLessThan(0.9 * stalledCount * eventCount);
    expect(peakStalledBytes - beforeBytes).toBeLessThan(growthBytesMax);
    for (const stream of [healthy, ...stalled]) {
      expect(stream).toMatchObject({ gaps: [], strays: [], isClosed: false });
    }
    expect(new Set(stalled.map(stream => stream.eventCount))).toEqual(new Set([eventCount]));
    for (const stream of stalled) stream[Symbol.dispose]();
  },
  240_000,
);
