import { setTimeout as delay } from 'node:timers/promises';

/** A place in the line of a key. It is kept until it is left, also by whoever never waits for their turn. */
export interface Place {
  /** Waits until those who came before have left, or patience is over. */
  wait(): Promise<void>;
  leave(): void;
}

/**
 * Lines up what is to happen one after the other for a key; that of different keys happens side by side. The order is
 * that of the calls.
 * @param patienceMs whoever has waited this long for those before goes ahead, whatever became of them
 */
export function createLine(patienceMs: number): (key: string) => Place {
  const ends = new Map<string, Promise<unknown>>();
  return key => {
    const before = ends.get(key);
    const { promise: left, resolve: leave } = Promise.withResolvers<void>();
    // Whoever leaves early must not let those behind pass those before.
    const end = Promise.all([before, left]).then(() => {
      // Nobody has come since: a key that is not in use takes no memory.
      if (ends.get(key) === end) ends.delete(key);
    });
    ends.set(key, end);
    return {
      wait: async () => {
        if (before !== undefined) await waitAtMost(patienceMs, before);
      },
      leave,
    };
  };
}

/** Does work of one key after the other, in the order in which it was asked for; that of different keys side by side. */
export type OneAfterAnother = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** @param patienceMs as of `createLine` */
export function createOneAfterAnother(patienceMs: number): OneAfterAnother {
  const lineUp = createLine(patienceMs);
  return async (key, work) => {
    const place = lineUp(key);
    try {
      await place.wait();
      return await work();
    } finally {
      place.leave();
    }
  };
}

async function waitAtMost(ms: number, before: Promise<unknown>): Promise<void> {
  const patience = new AbortController();
  const late = delay(ms, undefined, { signal: patience.signal, ref: false }).catch(() => {});
  await Promise.race([before, late]);
  patience.abort();
}
