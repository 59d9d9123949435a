import type { Frame } from './encoded-batch.ts';
import type { Encoder, FeedItem } from './live-stream.ts';

/** What a group keeps of its newest frames, so that streams that come or catch up share them. */
const keptFramesMax = 256;
const keptCharsMax = 1_048_576;

/** An encoder that makes each frame once while several streams ask for it. */
export interface FrameCache extends Encoder {
  /** Forgets what was kept. Frames say how things are now, so none is kept for more than a few seconds. */
  clear(): void;
}

export function createFrameCache(encoder: Encoder): FrameCache {
  const kept = new Map<number, Promise<Frame>>();
  let keptChars = 0;

  const keyOf = ({ event, replayed }: FeedItem) => event.seq * 2 + (replayed ? 1 : 0);

  function keep(items: readonly FeedItem[]): void {
    const encoding = encoder.encode(items);
    for (const [index, item] of items.entries()) {
      const key = keyOf(item);
      const frame = encoding.then(frames => frameAt(frames, index));
      kept.set(key, frame);
      // What failed, or ends its stream, is tried afresh when somebody asks again.
      frame.then(
        ({ json, endsWith }) => {
          if (endsWith !== null) kept.delete(key);
          keptChars += json?.length ?? 0;
        },
        () => kept.delete(key),
      );
    }
  }

  function clear(): void {
    kept.clear();
    keptChars = 0;
  }

  return {
    async encode(items) {
      if (kept.size > keptFramesMax || keptChars > keptCharsMax) clear();
      const missing = items.filter(item => !kept.has(keyOf(item)));
      if (missing.length > 0) keep(missing);
      const frames = items.flatMap(item => kept.get(keyOf(item)) ?? []);
      return await Promise.all(frames);
    },
    clear,
  };
}

function frameAt(frames: readonly Frame[], index: number): Frame {
  const frame = frames[index];
  if (frame === undefined) throw new Error('the encoder left an item out');
  return frame;
}
