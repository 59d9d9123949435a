import { connect, type Socket } from 'node:net';
import {
  decodeEventCursor,
  type EventCursor,
  encodeEventCursor,
} from '../../src/platform/events/event-cursor.ts';
import { noMark } from '../../src/platform/events/event-marks.ts';

/**
 * Live streams on bare sockets, thousands of them in one process: nothing is parsed but the cursor of each event, which
 * is compared with the one that must come next.
 */

const eventFields = 'cursor replayed at actor { id name } handoff { id state priority engineerNotes }';
const eventTypes = ['Created', 'Claimed', 'Released', 'Returned', 'Withdrawn', 'Resolved'];

/** Everything a dashboard gets; the cursor stands in each event once. */
const document = `subscription Raw($after: EventCursor) {
  escalationEvents(after: $after) {
    ... on StreamReady { cursor }
    ${eventTypes.map(type => `... on Escalation${type} { ${eventFields} }`).join(' ')}
    ... on AssessmentReady { cursor }
  }
}`;

export interface RawStreamOptions {
  readonly url: string;
  readonly token: string;
  /** The cursor to continue from; null: from now on. */
  readonly after: EventCursor | null;
  /** One address has too few ports for tens of thousands of connections. */
  readonly localAddress?: string;
  /** The cursors of the account's events, shared by its streams. */
  readonly cursors?: Cursors;
  /** An event came, whole and in its place. */
  onEvent?(seq: number): void;
  /** Something has come: the stream is ready, or has more events, or is over. */
  onProgress?(stream: RawStream): void;
}

/** One stream, and what is wrong with what it received. */
export interface RawStream extends Disposable {
  readonly socket: Socket;
  /** Of the answer; 0 before it. */
  readonly status: number;
  /** The position after the last event that came whole; null before the stream has said where it begins. */
  readonly cursor: EventCursor | null;
  /** How many events came. */
  readonly eventCount: number;
  /** Numbers that were passed over, first and last of each gap. */
  readonly gaps: readonly (readonly [number, number])[];
  /** Events that came a second time, or after a later one, or from another account. */
  readonly strays: readonly string[];
  /** The code of the error that was the last result; null when there was none. */
  readonly endCode: string | null;
  /** Whether the server completed the stream. */
  readonly isComplete: boolean;
  readonly isClosed: boolean;
  readonly failure: Error | null;
}

/** The texts of an account's cursors, each made once. */
export type Cursors = (seq: number) => string;

/** Cursors of one account. */
export function createCursors(epoch: string): Cursors {
  const texts: string[] = [];
  return seq => {
    texts[seq] ??= encodeEventCursor({ epoch, seq, mark: noMark });
    return texts[seq];
  };
}

const headEnd = Buffer.from('\r\n\r\n');
const frameEnd = Buffer.from('\n\n');
const cursorMark = Buffer.from('"cursor":"');
const completeMark = Buffer.from('event: complete');
/** A frame that ends a stream is short; what comes before it is not looked at. */
const lastFramesBytes = 2_000;
const none: Buffer = Buffer.alloc(0);

/** Opens a stream. The request is sent as soon as the connection stands. */
export function openRawStream(options: RawStreamOptions): RawStream {
  const { hostname, port } = new URL(options.url);
  const socket = connect({ host: hostname, port: Number(port), localAddress: options.localAddress });
  const gaps: (readonly [number, number])[] = [];
  const strays: string[] = [];
  let { cursors } = options;
  let rest = none;
  let status = 0;
  let cursor: EventCursor | null = null;
  let eventCount = 0;
  let endCode: string | null = null;
  let isComplete = false;
  let isClosed = false;
  let failure: Error | null = null;

  /** The position after a cursor that is not the one that was to come next. */
  function findOut(text: string, at: EventCursor): EventCursor {
    const found = decodeEventCursor(text);
    if (found.epoch !== at.epoch) strays.push(`foreign ${found.epoch}.${found.seq}`);
    else if (found.seq <= at.seq) {
      const isLate = gaps.some(([first, last]) => found.seq >= first && found.seq <= last);
      strays.push(`${isLate ? 'late' : 'again'} ${found.seq}`);
    } else {
      if (found.seq > at.seq + 1) gaps.push([at.seq + 1, found.seq - 1]);
      return found;
    }
    return at;
  }

  function takeCursor(bytes: Buffer, from: number): void {
    if (cursor === null) {
      cursor = decodeEventCursor(textAt(bytes, from));
      cursors ??= createCursors(cursor.epoch);
      if (options.after !== null && options.after.seq !== cursor.seq) strays.push(`began at ${cursor.seq}`);
      return;
    }
    eventCount++;
    const next = cursors?.(cursor.seq + 1) ?? '';
    const isNext = bytes.toString('latin1', from, from + next.length) === next;
    const before = cursor;
    cursor = isNext ? { ...cursor, seq: cursor.seq + 1, mark: noMark } : findOut(textAt(bytes, from), cursor);
    if (cursor !== before) options.onEvent?.(cursor.seq);
  }

  /** Whole frames; the lines of the chunks that carry them stand between frames and do no harm. */
  function takeFrames(bytes: Buffer): void {
    for (let at = bytes.indexOf(cursorMark); at >= 0; at = bytes.indexOf(cursorMark, at + cursorMark.length))
      takeCursor(bytes, at + cursorMark.length);
    const tail = bytes.subarray(-lastFramesBytes);
    if (!tail.includes(completeMark)) return;
    isComplete = true;
    endCode = /"code":"([A-Z_]+)"/.exec(tail.toString('latin1'))?.[1] ?? null;
  }

  function take(bytes: Buffer): void {
    let data = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    rest = none;
    if (status === 0) {
      const end = data.indexOf(headEnd);
      if (end >= 0) {
        status = Number(data.toString('latin1', 9, 12));
        data = data.subarray(end + headEnd.length);
      }
    }
    const whole = status === 0 ? 0 : data.lastIndexOf(frameEnd) + frameEnd.length;
    if (whole > 1) takeFrames(data.subarray(0, whole));
    // A copy: the rest of a frame must not keep a whole read alive, in thousands of streams.
    if (whole < data.length) rest = Buffer.from(data.subarray(Math.max(0, whole > 1 ? whole : 0)));
    options.onProgress?.(stream);
  }

  const stream: RawStream = {
    socket,
    get status() {
      return status;
    },
    get cursor() {
      return cursor;
    },
    get eventCount() {
      return eventCount;
    },
    gaps,
    strays,
    get endCode() {
      return endCode;
    },
    get isComplete() {
      return isComplete;
    },
    get isClosed() {
      return isClosed;
    },
    get failure() {
      return failure;
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
  socket.once('connect', () => socket.write(encodeRequest(options)));
  socket.on('data', take);
  socket.on('error', error => {
    failure = error;
  });
  socket.once('close', () => {
    isClosed = true;
    options.onProgress?.(stream);
  });
  return stream;
}

function textAt(bytes: Buffer, from: number): string {
  return bytes.toString('latin1', from, bytes.indexOf(0x22, from));
}

function encodeRequest({ token, after }: RawStreamOptions): string {
  const body = JSON.stringify({
    query: document,
    variables: { after: after === null ? null : encodeEventCursor(after) },
  });
  return [
    'POST /graphql/stream HTTP/1.1',
    'host: localhost',
    'accept: text/event-stream',
    'content-type: application/json',
    `authorization: Bearer ${token}`,
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

/** A local address for the connection of this number: each has some 28 000 ports. */
export function localAddressOf(index: number): string {
  return `127.0.0.${2 + (index % 40)}`;
}
