/** How long to wait before the next try. */
export interface PauseOptions {
  /** The growing pause begins with this, until the server hints at another; 1 s unless told. */
  readonly firstMs?: number;
  /** And ends with this; 30 s unless told. */
  readonly longestMs?: number;
  /** The random pause after a rotation is at most this; 2 s unless told. */
  readonly rotationMs?: number;
  /** A stream that was open this long has not failed: the next pause begins anew; 60 s unless told. */
  readonly stableMs?: number;
}

export const defaultPauses: Required<PauseOptions> = {
  firstMs: 1_000,
  longestMs: 30_000,
  rotationMs: 2_000,
  stableMs: 60_000,
};

/**
 * The pause after so many failures in a row: random between nothing and a bound that doubles with each. Whoever lost
 * the same server must not come back in the same moment, again and again.
 */
export function growingPauseMs(failures: number, { firstMs, longestMs }: Required<PauseOptions>): number {
  const boundMs = Math.min(longestMs, firstMs * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return Math.random() * boundMs;
}

/** Waits, unless one of the signals aborts first. */
export function pause(ms: number, ...signals: readonly AbortSignal[]): Promise<void> {
  return new Promise(resolve => {
    const finish = () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    for (const signal of signals) signal.addEventListener('abort', finish);
    if (signals.some(({ aborted }) => aborted)) finish();
  });
}

/**
 * Waits for a promise until `signal` aborts.
 * @throws when it has aborted; what the promise gives then is dropped
 */
export async function unlessAborted<T>(promise: T | Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(new Error('The stream was closed.'));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
