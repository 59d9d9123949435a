import { joinInSlices, mapInSlices } from '../../src/platform/slices.ts';
import { type TranscriptData, transcriptFormats, transcriptPieces } from '../../src/sessions/transcript.ts';
import { expect, test } from '../harness/test.ts';

const noon = new Date('2026-03-01T12:00:00.000Z');

/** A session with notes of ten thousand characters. */
function aSession(notes: number): TranscriptData {
  const note = 'Tried *this* & that_one. '.repeat(400);
  return {
    ...{ problem: 'Outlook cannot connect', clientName: null, ticketRef: null, treeTitle: null },
    ...{ treeVersionNumber: null, engineerName: 'Ada', status: 'ACTIVE', outcome: null, summary: null },
    ...{ startedAt: noon, completedAt: null, secondsSpent: 0 },
    steps: Array.from({ length: notes }, (_, index) => ({
      ...({ index, kind: 'NOTE', nodeTitle: null, branch: null, note, actorName: 'Ada', at: noon } as const),
    })),
  };
}

/** How many turns the event loop has had for others meanwhile. */
async function turnsDuring(work: () => unknown): Promise<number> {
  let turns = 0;
  let isOver = false;
  const look = () => {
    turns++;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await work();
  isOver = true;
  return turns;
}

test.each(transcriptFormats)(
  'others have their turn while a long transcript is written as %s',
  async format => {
    const long = aSession(1_000);
    const short = aSession(1);

    const duringLong = await turnsDuring(() => joinInSlices(transcriptPieces(long, format)));
    const duringShort = await turnsDuring(() => joinInSlices(transcriptPieces(short, format)));

    expect(duringLong - duringShort).toBeGreaterThanOrEqual(3);
  },
);

test('thirty that are written side by side share the slices of one', async () => {
  const data = aSession(200);
  const write = () => joinInSlices(transcriptPieces(data, 'TEXT'));

  const alone = await turnsDuring(write);
  const together = await turnsDuring(() => Promise.all(Array.from({ length: 30 }, write)));

  // Did each have slices of its own, they would all be in the same turns.
  expect(together).toBeGreaterThan(alone * 3);
});

test('what is made in slices is all there, in its order', async () => {
  const items = Array.from({ length: 200 }, (_, index) => index);

  expect(await mapInSlices(items, item => item * 2)).toEqual(items.map(item => item * 2));
  expect(await joinInSlices(items.map(String))).toBe(items.join(''));
  expect(await turnsDuring(() => mapInSlices(items, item => item))).toBeGreaterThan(3);
});
