/**
 * What the streams of one account received. All of them must receive the same bytes, so one copy is kept, written by
 * whichever stream is ahead, and every other stream is compared to it byte by byte, which costs next to nothing.
 * Whether the copy itself is right is checked once, by the cursors in it.
 */
import type { Integrity } from '../report.ts';

export interface Ledger {
  /** Whether the account's log has events that these streams are not sent: then numbers are left out, and all the same. */
  readonly hasGaps: boolean;
  /** Bytes of the frames so far. */
  bytes: Buffer;
  length: number;
  /** Where each frame ends. */
  readonly frameEnds: number[];
  /** Of each frame, when the thing it tells of was sent; NaN where that is not known. */
  readonly sentMs: number[];
  /** Where the streams are to get to; infinite until the last frame that is waited for has come. */
  targetLength: number;
  targetFrames: number;
}

/** Where one stream stands in its ledger. */
export interface Position {
  length: number;
  frames: number;
  /** Frames as text from the first one that differs; null while all is as it should be. */
  stray: string | null;
}

const frameEnd = Buffer.from('\n\n');
const colon = 0x3a;

export function createLedger(hasGaps = false): Ledger {
  return {
    hasGaps,
    bytes: Buffer.alloc(1 << 16),
    length: 0,
    frameEnds: [],
    sentMs: [],
    targetLength: Number.POSITIVE_INFINITY,
    targetFrames: Number.POSITIVE_INFINITY,
  };
}

/**
 * Takes what a stream received.
 * @param sentMsOf when what a frame tells of was sent
 */
export function record(
  ledger: Ledger,
  position: Position,
  buffer: Buffer,
  from: number,
  to: number,
  sentMsOf: (frame: string) => number,
): void {
  if (position.stray !== null) {
    position.stray += buffer.toString('utf8', from, to);
    return;
  }
  const length = to - from;
  // A heartbeat comes when it likes and is no frame.
  if (buffer[from] === colon && isAtFrame(ledger, position)) return;
  const known = Math.min(length, ledger.length - position.length);
  const differs =
    known > 0 &&
    buffer.compare(ledger.bytes, position.length, position.length + known, from, from + known) !== 0;
  if (differs) {
    position.frames = countFrames(ledger, position);
    const lastEnd = ledger.frameEnds[position.frames - 1] ?? 0;
    position.stray =
      ledger.bytes.toString('utf8', lastEnd, position.length) + buffer.toString('utf8', from, to);
    return;
  }
  if (length > known) append(ledger, buffer.subarray(from + known, to), sentMsOf);
  position.length += length;
}

function isAtFrame(ledger: Ledger, position: Position): boolean {
  return (
    position.length === 0 || ledger.frameEnds.includes(position.length, Math.max(0, position.frames - 1))
  );
}

function append(ledger: Ledger, bytes: Buffer, sentMsOf: (frame: string) => number): void {
  while (ledger.length + bytes.length > ledger.bytes.length) {
    ledger.bytes = Buffer.concat([ledger.bytes, Buffer.alloc(ledger.bytes.length)]);
  }
  bytes.copy(ledger.bytes, ledger.length);
  ledger.length += bytes.length;
  for (;;) {
    const start = ledger.frameEnds.at(-1) ?? 0;
    const end = ledger.bytes.indexOf(frameEnd, start);
    if (end < 0 || end + frameEnd.length > ledger.length) break;
    ledger.frameEnds.push(end + frameEnd.length);
    ledger.sentMs.push(sentMsOf(ledger.bytes.toString('utf8', start, end)));
  }
  setTarget(ledger, ledger.targetFrames);
}

/** Streams are waited for until they have this many frames. */
export function setTarget(ledger: Ledger, frames: number): void {
  ledger.targetFrames = frames;
  ledger.targetLength = frames === 0 ? 0 : (ledger.frameEnds[frames - 1] ?? Number.POSITIVE_INFINITY);
}

interface Mark {
  readonly epoch: string;
  readonly seq: number;
}

/** The cursors of some frames. */
function readMarks(text: string): Mark[] {
  return [...text.matchAll(/"cursor":"([^"]+)"/g)].map(match => {
    const [epoch = '', seq] = Buffer.from(match[1] ?? '', 'base64url')
      .toString('latin1')
      .split('.');
    return { epoch, seq: Number(seq) };
  });
}

/**
 * What is wrong with everything received so far: each account's events must have one epoch, which no other account
 * has, and numbers without a gap (unless others stand between); each stream must have them all, and nothing else.
 */
export function inspect(ledgers: ReadonlyMap<Ledger, readonly Position[]>): Integrity {
  const found = { lost: 0, doubled: 0, reordered: 0, foreign: 0 };
  const ownerOf = new Map<string, Ledger>();
  for (const [ledger, positions] of ledgers) {
    const marks = readMarks(ledger.bytes.toString('utf8', 0, ledger.length));
    const epoch = marks[0]?.epoch ?? '';
    if (marks.length > 0 && ownerOf.has(epoch)) found.foreign += marks.length * positions.length;
    ownerOf.set(epoch, ledger);
    const expected = marks.map((mark, at) => ({
      epoch,
      seq: ledger.hasGaps ? mark.seq : (marks[0]?.seq ?? 0) + at,
    }));
    addFindings(found, marks, expected, positions.length);
    const wanted = Number.isFinite(ledger.targetFrames) ? ledger.targetFrames : marks.length;
    // Frames beyond what was published, and frames that carry no event (an error, an end) in the place of one.
    const frames = ledger.frameEnds.length;
    found.doubled += Math.max(0, frames - wanted) * positions.length;
    found.lost += (frames - marks.length) * positions.length;
    for (const position of positions) {
      if (position.stray !== null) {
        addFindings(found, readMarks(position.stray), marks.slice(position.frames), 1);
      } else {
        found.lost += Math.max(0, Math.max(wanted, frames) - countFrames(ledger, position));
      }
    }
  }
  return found;
}

function countFrames(ledger: Ledger, position: Position): number {
  let frames = position.frames;
  while ((ledger.frameEnds[frames] ?? Number.POSITIVE_INFINITY) <= position.length) frames++;
  return frames;
}

function addFindings(
  found: { -readonly [Kind in keyof Integrity]: number },
  received: readonly Mark[],
  expected: readonly Mark[],
  times: number,
): void {
  const epoch = expected[0]?.epoch;
  const wanted = new Set(expected.map(mark => mark.seq));
  const seen = new Set<number>();
  let newest = Number.NEGATIVE_INFINITY;
  for (const mark of received) {
    if (mark.epoch !== epoch) found.foreign += times;
    else if (seen.has(mark.seq)) found.doubled += times;
    else {
      if (mark.seq < newest) found.reordered += times;
      newest = Math.max(newest, mark.seq);
      seen.add(mark.seq);
    }
  }
  for (const seq of wanted) if (!seen.has(seq)) found.lost += times;
}
