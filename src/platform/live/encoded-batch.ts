import type { LogPosition } from '../events/event-cursor.ts';

/** One event as every stream of a group gets it. */
export interface Frame {
  /** The result as JSON; null for an event that this subscription does not show. */
  readonly json: string | null;
  /** The code of a result that ends the stream, since the event could not be executed; else null. */
  readonly endsWith: string | null;
}

/** Consecutive frames, encoded once for every connection they are sent on. */
export interface EncodedBatch {
  /** The position of a stream before and after it. */
  readonly from: number;
  readonly to: LogPosition;
  /** How many of the events clients see. */
  readonly frameCount: number;
  readonly results: readonly string[];
  /** As server-sent events. */
  readonly sse: Buffer;
  /** The same as one chunk of an HTTP/1.1 body with chunked transfer coding. */
  readonly chunk: Buffer;
  /** Set when the last frame ends the stream. */
  readonly endsWith: string | null;
  /** The last result of a stream that ends so, as JSON. */
  readonly lastResult: string | null;
}

const framePrefix = 'event: next\ndata: ';

/** A frame of a stream that carries one operation. */
export function encodeSse(json: string): string {
  return `${framePrefix}${json}\n\n`;
}

/** Text as one chunk of a chunked HTTP body in UTF-8. */
export function frameChunk(text: string): string {
  return `${Buffer.byteLength(text, 'utf8').toString(16)}\r\n${text}\r\n`;
}

/** The same in bytes, for a chunk that many connections get. */
export function encodeChunk(text: string): Buffer {
  return Buffer.from(frameChunk(text), 'utf8');
}

/** Joins frames; what is not asked for is not made. */
export function createBatch(from: number, to: LogPosition, frames: readonly Frame[]): EncodedBatch {
  return new JoinedFrames(from, to, frames);
}

/** A class for its accessors: in an object literal, each of thousands of batches would have a shape of its own. */
class JoinedFrames implements EncodedBatch {
  readonly from: number;
  readonly to: LogPosition;
  readonly frameCount: number;
  readonly endsWith: string | null;
  readonly lastResult: string | null;
  readonly results: readonly string[];
  #sse: Buffer | null = null;
  #chunk: Buffer | null = null;

  constructor(from: number, to: LogPosition, frames: readonly Frame[]) {
    const last = frames.at(-1);
    const ending = last?.endsWith === null || last === undefined ? null : last;
    this.from = from;
    this.to = { seq: to.seq, mark: to.mark };
    this.results = frames.flatMap(({ json, endsWith }) => (json === null || endsWith !== null ? [] : [json]));
    this.frameCount = this.results.length;
    this.endsWith = ending?.endsWith ?? null;
    this.lastResult = ending?.json ?? null;
  }

  get sse(): Buffer {
    this.#sse ??= Buffer.from(this.#join(), 'utf8');
    return this.#sse;
  }

  get chunk(): Buffer {
    this.#chunk ??= encodeChunk(this.#join());
    return this.#chunk;
  }

  #join(): string {
    return this.results.map(encodeSse).join('');
  }
}
