import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';

/** Time that passes only when it is told to, in a process that has no other. */
export interface VirtualTime {
  /** Milliseconds since the start. Never falls: it is what `performance.now()` says, too. */
  readonly nowMs: number;
  /** Runs everything that is ready to run, until nothing is left that does not wait for time or for an answer. */
  settle(): Promise<void>;
  /**
   * Lets time pass at once. Timers that came due meanwhile fire in their order, and an interval once, however often it
   * would have: as in a process that was not given the processor for so long.
   */
  pass(ms: number): Promise<void>;
  /** Back to the start, without timers, and with other random numbers. */
  reset(seed: number): void;
}

interface Timer {
  dueMs: number;
  readonly everyMs: number | null;
  fire(): void;
}

/** The wall clock at the start. */
export const startWallMs = Date.UTC(2026, 0, 1);

/**
 * Takes the timers, the clocks and the random numbers of this whole process over: what runs then depends on its input
 * alone. Never in a process that does anything else; there is no way back.
 */
export function takeOverTime(): VirtualTime {
  const nextTurn = setImmediate;
  let nowMs = 0;
  let random = createRandom(0);
  const timers = new Set<Timer>();
  const immediates = new Set<() => void>();

  function addTimer(fire: () => void, ms = 1, everyMs: number | null = null) {
    const timer: Timer = { fire, dueMs: nowMs + Math.max(1, ms), everyMs };
    timers.add(timer);
    return Object.assign(timer, { ref: () => timer, unref: () => timer, hasRef: () => false });
  }

  function delay<T>(
    ms: number,
    value?: T,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const timer = addTimer(() => resolve(value), ms);
      const abort = () => {
        timers.delete(timer);
        reject(signal?.reason ?? new Error('aborted'));
      };
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    });
  }

  const clear = (timer: Timer) => void timers.delete(timer);
  Object.assign(globalThis, {
    setTimeout: addTimer,
    setInterval: (fire: () => void, ms = 1) => addTimer(fire, ms, Math.max(1, ms)),
    setImmediate(run: () => void) {
      immediates.add(run);
      return run;
    },
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: (run: () => void) => void immediates.delete(run),
  });
  Object.assign(timersPromises, { setTimeout: delay });
  // The names that modules have imported from Node's own follow.
  syncBuiltinESMExports();
  Date.now = () => startWallMs + nowMs;
  performance.now = () => nowMs;
  Math.random = () => random();

  async function settle(): Promise<void> {
    let isQuiet: boolean;
    do {
      // A true turn of the event loop: all that was promised has run when it comes.
      await new Promise<void>(resolve => nextTurn(resolve));
      const due = [...immediates];
      immediates.clear();
      for (const run of due) run();
      isQuiet = due.length === 0;
    } while (!isQuiet);
  }

  return {
    get nowMs() {
      return nowMs;
    },
    settle,
    async pass(ms) {
      nowMs += ms;
      const due = [...timers].filter(({ dueMs }) => dueMs <= nowMs).sort((a, b) => a.dueMs - b.dueMs);
      for (const timer of due) {
        if (!timers.has(timer)) continue;
        if (timer.everyMs === null) timers.delete(timer);
        else timer.dueMs = nowMs + timer.everyMs;
        timer.fire();
        await settle();
      }
    },
    reset(seed) {
      nowMs = 0;
      random = createRandom(seed);
      timers.clear();
      immediates.clear();
    },
  };
}

/** Numbers from 0 to below 1 that look random, the same ones for the same seed: splitmix32. */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  };
}
