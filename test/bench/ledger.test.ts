import {
  createLedger,
  inspect,
  type Ledger,
  type Position,
  record,
  setTarget,
} from '../../bench/load/ledger.ts';
import { encodeEventCursor } from '../../src/platform/events/event-cursor.ts';
import { noMark } from '../../src/platform/events/event-marks.ts';
import { expect, test } from '../harness/test.ts';

const epoch = '00000000000000aa';
const clean = { lost: 0, doubled: 0, reordered: 0, foreign: 0 };

function frame(seq: number, of = epoch): string {
  return `event: next\ndata: {"data":{"cursor":"${encodeEventCursor({ epoch: of, seq, mark: noMark })}"}}\n\n`;
}

const frames = (...seqs: number[]) => seqs.map(seq => frame(seq)).join('');

/** What is found when the streams of one account received these bytes, each given in pieces. */
function received(wanted: number, ...streams: readonly (readonly string[])[]) {
  const ledger = createLedger();
  return inspect(new Map([fill(ledger, wanted, streams)]));
}

function fill(
  ledger: Ledger,
  wanted: number,
  streams: readonly (readonly string[])[],
): [Ledger, readonly Position[]] {
  setTarget(ledger, wanted);
  const positions = streams.map(pieces => {
    const position: Position = { length: 0, frames: 0, stray: null };
    for (const piece of pieces) {
      const bytes = Buffer.from(piece);
      record(ledger, position, bytes, 0, bytes.length, () => Number.NaN);
    }
    return position;
  });
  return [ledger, positions];
}

test('streams that all received the same events once and in order are found clean, however they were cut', () => {
  const all = frames(1, 2, 3);

  expect(received(3, [all], [all.slice(0, 70), all.slice(70)], [...all])).toEqual(clean);
  expect(received(3, [frame(1), ':\n\n', frame(2), frame(3)], [':\n\n', all])).toEqual(clean);
});

test('an event that did not reach one stream, or all of them, is found lost', () => {
  expect(received(3, [frames(1, 2, 3)], [frames(1, 2)])).toEqual({ ...clean, lost: 1 });
  expect(received(3, [frames(1, 2, 3)], [frames(1, 3)])).toEqual({ ...clean, lost: 1 });
  expect(received(3, [frames(1, 3)], [frames(1, 3)])).toMatchObject({ doubled: 0, foreign: 0 });
  expect(received(3, [frames(1, 3)], [frames(1, 3)]).lost).toBeGreaterThanOrEqual(2);
  expect(received(2, [`${frame(1)}event: complete\ndata: \n\n`])).toMatchObject({ lost: 1 });
});

test('an event that came twice, out of order or of another account is found', () => {
  expect(received(3, [frames(1, 2, 3)], [frames(1, 2, 2, 3)])).toEqual({ ...clean, doubled: 1 });
  expect(received(3, [frames(1, 2, 2, 3)]).doubled).toBeGreaterThanOrEqual(1);
  expect(received(3, [frames(1, 2, 3)], [frames(1, 3, 2)])).toEqual({ ...clean, reordered: 1 });
  expect(received(2, [frames(1, 2)], [frame(1) + frame(9, 'ffffffffffffffff') + frame(2)])).toEqual({
    ...clean,
    foreign: 1,
  });
});

test('two accounts that received the same events are found out', () => {
  const found = inspect(
    new Map([fill(createLedger(), 2, [[frames(1, 2)]]), fill(createLedger(), 2, [[frames(1, 2)]])]),
  );

  expect(found).toEqual({ ...clean, foreign: 2 });
});
