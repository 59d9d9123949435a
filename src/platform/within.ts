import { setTimeout as delay } from 'node:timers/promises';

/**
 * The promise's result, or a rejection when it takes too long. The promise itself goes on; whoever calls this ends
 * what it waits for.
 */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = delay(ms, undefined, { signal: timer.signal, ref: false }).then(
    () => Promise.reject(new Error(`${what} took longer than ${ms} ms`)),
    () => new Promise<never>(() => {}),
  );
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}
