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
  readonly to: number;
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
export function createBatch(from: number, to: number, frames: readonly Frame[]): EncodedBatch {
  const last = frames.at(-1);
  const ending = last?.endsWith === null || last === undefined ? null : last;
  const shown = frames.filter(frame => frame.json !== null && frame.endsWith === null);
  let text: string | null = null;
  let sse: Buffer | null = null;
  let chunk: Buffer | null = null;
  const join = () => {
    text ??= shown.map(frame => encodeSse(frame.json ?? '')).join('');
    return text;
  };
  return {
    from,
    to,
    frameCount: shown.length,
    endsWith: ending?.endsWith ?? null,
    lastResult: ending?.json ?? null,
    get results() {
      return shown.flatMap(frame => (frame.json === null ? [] : [frame.json]));
    },
    get sse() {
      sse ??= Buffer.from(join(), 'utf8');
      return sse;
    },
    get chunk() {
      chunk ??= encodeChunk(join());
      return chunk;
    },
  };
}
