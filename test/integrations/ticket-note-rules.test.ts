import { connectWise } from '../../src/integrations/connectwise.ts';
import {
  canMoveTicketNote,
  retryDelaySeconds,
  ticketNoteMoves,
  ticketNoteStates,
} from '../../src/integrations/ticket-note-lifecycle.ts';
import { composeTicketNote, markerOf } from '../../src/integrations/ticket-note-text.ts';
import type { TranscriptData, TranscriptStep } from '../../src/sessions/transcript.ts';
import { expect, test } from '../harness/test.ts';
import { compareWork } from '../harness/work.ts';

test('a note goes from state to state as the table says, and from SENT nowhere', () => {
  for (const from of ticketNoteStates) {
    for (const to of ticketNoteStates) {
      const moves: readonly string[] = ticketNoteMoves[from];
      expect(canMoveTicketNote(from, to)).toBe(moves.includes(to));
    }
  }
  expect(ticketNoteMoves.SENT).toEqual([]);
});

const references: readonly (readonly [string, string | null])[] = [
  ['12345', '12345'],
  [' #12345 ', '12345'],
  ['T-12345', '12345'],
  ['t-12345', '12345'],
  ['Ticket #12345', '12345'],
  ['# 0012345', '12345'],
  ['2147483647', '2147483647'],
  ['2147483648', null],
  ['0', null],
  ['', null],
  ['-5', null],
  ['12345; drop', null],
  ['12345/../1', null],
  ['TT-12345', null],
  ['1.5', null],
  ['call with Bob', null],
];

test.each(references.map(([text, number]) => [text, number] as const))(
  'the reference %j means ticket %j',
  (text, number) => {
    expect(connectWise.parseTicketRef(text)).toBe(number);
  },
);

test('tries come at growing distances up to an hour, or when the ticket system says, up to a day', () => {
  expect([1, 2, 3, 8, 30].map(attempts => retryDelaySeconds(attempts, null))).toEqual([
    5, 10, 20, 640, 3_600,
  ]);
  expect([0, 30, 7_200, 86_400, 100_000].map(asked => retryDelaySeconds(1, asked))).toEqual([
    1, 30, 7_200, 86_400, 86_400,
  ]);
});

function aTranscript(notes: readonly string[], facts: Partial<TranscriptData> = {}): TranscriptData {
  const at = new Date('2026-03-01T12:00:00Z');
  const steps = notes.map(
    (note, index): TranscriptStep => ({
      ...{ index, kind: 'NOTE', nodeTitle: null, branch: null },
      ...{ note, actorName: 'Ada', at },
    }),
  );
  return {
    ...{
      problem: 'It is broken',
      clientName: null,
      ticketRef: '1',
      treeTitle: null,
      treeVersionNumber: null,
    },
    ...{
      engineerName: 'Ada',
      status: 'ACTIVE',
      outcome: null,
      summary: null,
      startedAt: at,
      completedAt: null,
    },
    ...{ secondsSpent: 60, steps },
    ...facts,
  };
}

const marker = markerOf('ticketnote_x');
const parts = { opening: 'Opening.', guidance: null, marker, charsMax: 3_000 };

test('a note is never longer than its bound, and always ends with its marker', () => {
  const transcripts = [
    aTranscript([]),
    aTranscript(['x'.repeat(10_000)]),
    aTranscript(['x\n'.repeat(5_000)]),
    aTranscript(['🚒'.repeat(5_000)]),
    aTranscript(Array.from({ length: 2_000 }, (_, index) => `tried ${index}`)),
    aTranscript(['short'], { problem: 'word '.repeat(400), summary: 's '.repeat(5_000) }),
  ];

  for (const transcript of transcripts) {
    const { text } = composeTicketNote({ ...parts, transcript });

    expect(text.length).toBeLessThanOrEqual(3_000);
    expect(text.startsWith('Opening.\n\n')).toBe(true);
    expect(text.endsWith(`\n\n${marker}`)).toBe(true);
    expect(text.isWellFormed()).toBe(true);
  }
});

test('of too many steps the newest are kept, and the note says how many are missing', () => {
  const transcript = aTranscript(Array.from({ length: 100 }, (_, index) => `tried number ${index + 1}`));

  const { text } = composeTicketNote({ ...parts, transcript });

  const [, missing = ''] = /The first (\d+) of 100 steps are left out/.exec(text) ?? [];
  expect(text).toContain('tried number 100');
  expect(text).toContain(`tried number ${Number(missing) + 1}\n`);
  expect(text).not.toContain(`tried number ${missing}\n`);
});

test('composing a note takes work in step with its session, up to the longest there can be', async () => {
  const compose = (steps: number) => {
    const transcript = aTranscript(Array.from({ length: steps }, () => 'password: a '.repeat(800)));
    return () => composeTicketNote({ ...parts, charsMax: 30_000, transcript });
  };

  expect(await compareWork(compose(250), compose(2_000))).toBeLessThan(24);
});
