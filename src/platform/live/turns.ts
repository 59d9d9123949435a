/** How long work that came in turns goes on before timers and sockets get theirs, unless it is said. */
const usualSliceMs = 10;
/** Pieces of work at most meanwhile: each goes on for a while after it was let go, which is not in the time above. */
const slicePiecesMax = 50;

/** Lets thousands of streams be served side by side without the event loop standing still for them. */
export interface Turns {
  /** Resolves when it is the caller's turn to do a small piece of work; first come, first served. */
  next(): Promise<void>;
}

/**
 * A queue in front of work that comes in crowds. After a deploy thousands of streams open and replay in one moment, and
 * all that they do between two looks at the network is one turn of the event loop, in which nothing else happens.
 *
 * It is also why streams that are behind advance side by side and not one after the other: they then ask for the same
 * batches while these are kept.
 */
export function createTurns({ sliceMs = usualSliceMs } = {}): Turns {
  let waiting: (() => void)[] = [];
  let nextIndex = 0;
  let isRunning = false;
  let begunMs = 0;
  let pieces = 0;

  function begin(): void {
    begunMs = performance.now();
    pieces = 0;
    run();
  }

  function run(): void {
    const resolve = waiting[nextIndex++];
    if (resolve === undefined) {
      waiting = [];
      nextIndex = 0;
      isRunning = false;
      return;
    }
    resolve();
    // Behind the work that was just let go, as far as that can be done at once.
    if (++pieces < slicePiecesMax && performance.now() - begunMs < sliceMs) queueMicrotask(run);
    else setImmediate(begin);
  }

  return {
    next: () =>
      new Promise(resolve => {
        waiting.push(resolve);
        if (isRunning) return;
        isRunning = true;
        setImmediate(begin);
      }),
  };
}
