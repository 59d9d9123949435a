import { setTimeout as delay } from 'node:timers/promises';
import type * as jestGlobals from '@jest/globals';
import { isServer } from './databases.ts';

/** The runner puts Jest's functions into the global scope; here they get their types and are handed on. */
const { afterAll, expect, test: jestTest } = globalThis as unknown as typeof jestGlobals;

export { afterAll, expect };

/** A test that takes longer hangs. Far above what any takes on a busy machine: it is no statement about speed. */
const testMsMax = 10 * 60_000;

type Body = () => Promise<void> | void;

/** Jest's test, showing both failures when a test fails and its harness then finds something left behind. */
export const test = Object.assign(
  (title: string, body: Body): void => jestTest(title, () => withinTime(body)),
  { each: jestTest.each, skip: jestTest.skip },
);

/** A test that needs connections side by side, which the embedded database does not have. Skipped, and said so, there. */
export function serverTest(title: string, body: Body): void {
  if (isServer) jestTest(title, () => withinTime(body));
  else jestTest.skip(`${title} (needs a PostgreSQL server)`, () => {});
}

/** Where Redis is for the tests that need one; null: they are skipped, and say so. */
export const redisUrl = process.env.TEST_REDIS_URL || null;

/** A test that needs a Redis server, named by TEST_REDIS_URL. */
export function redisTest(title: string, body: Body): void {
  if (redisUrl !== null) jestTest(title, () => withinTime(body));
  else jestTest.skip(`${title} (needs a Redis server)`, () => {});
}

async function withinTime(body: Body): Promise<void> {
  const timer = new AbortController();
  const late = delay(testMsMax, undefined, { signal: timer.signal, ref: false }).then(
    () => Promise.reject(new Error(`the test took more than ${testMsMax} ms`)),
    () => {},
  );
  await Promise.race([unsuppressed(body), late]).finally(() => timer.abort());
}

async function unsuppressed(body: Body): Promise<void> {
  try {
    await body();
  } catch (error) {
    throw unwrap(error);
  }
}

/** What `await using` makes of two errors shows neither; the first is what went wrong in the test. */
function unwrap(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'SuppressedError' || !('suppressed' in error)) return error;
  const first = unwrap(error.suppressed);
  const later = 'error' in error ? unwrap(error.error) : undefined;
  if (first instanceof Error && later instanceof Error)
    first.message += `\n\nAnd then, when tidying up: ${later.message}`;
  return first;
}
