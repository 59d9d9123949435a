/** Cuts the bytes of an event stream into frames. */
export interface FrameCutter {
  /** The frames that these bytes complete, each with the blank line that ends it. */
  push(bytes: Uint8Array): Uint8Array[];
}

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Makes a cutter for one stream. Lines may end in LF, CR or both, as the format allows.
 * @param frameBytesMax a longer frame is refused, so that a stream without blank lines cannot fill the memory
 */
export function createFrameCutter(frameBytesMax: number): FrameCutter {
  let parts: Uint8Array[] = [];
  let partBytes = 0;
  let lineBytes = 0;
  let afterReturn = false;

  return {
    push(bytes) {
      const frames: Uint8Array[] = [];
      let start = 0;
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at];
        // The second half of CR LF ends no line of its own.
        const isSecondHalf = afterReturn && byte === lineFeed;
        afterReturn = byte === carriageReturn;
        if (isSecondHalf) continue;
        if (byte !== lineFeed && byte !== carriageReturn) {
          lineBytes++;
        } else if (lineBytes > 0) {
          lineBytes = 0;
        } else {
          frames.push(join([...parts, bytes.subarray(start, at + 1)]));
          parts = [];
          partBytes = 0;
          start = at + 1;
        }
      }
      if (start < bytes.length) {
        parts.push(bytes.subarray(start));
        partBytes += bytes.length - start;
      }
      if (partBytes > frameBytesMax) throw new Error(`An event is larger than ${frameBytesMax} bytes.`);
      return frames;
    },
  };
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((bytes, part) => bytes + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What a frame is for: an event for the reader, or a sign of life, perhaps with a hint of how long to wait. */
export type FrameKind =
  | { readonly isEvent: true }
  | { readonly isEvent: false; readonly retryMs: number | null };

const decoder = new TextDecoder();
const isEvent: FrameKind = { isEvent: true };

/** Tells events from comments and hints. */
export function readFrameKind(frame: Uint8Array): FrameKind {
  // Nearly every frame begins with `event:`; the others are short.
  if (frame[0] === 0x65) return isEvent;
  const text = decoder.decode(frame);
  if (/^(event|data)/m.test(text)) return isEvent;
  const [, retryMs] = /^retry: ?(\d{1,9})\r?$/m.exec(text) ?? [];
  return { isEvent: false, retryMs: retryMs === undefined ? null : Number(retryMs) };
}
