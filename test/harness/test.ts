import { test as jestTest } from '@jest/globals';
import { isServer } from './databases.ts';

export { expect } from '@jest/globals';

type Body = () => Promise<void> | void;

/** Jest's test, showing both failures when a test fails and its harness then finds something left behind. */
export function test(title: string, body: Body, timeoutMs?: number): void {
  jestTest(title, () => unsuppressed(body), timeoutMs);
}

/** A test that needs connections side by side, which the embedded database does not have. Skipped, and said so, there. */
export function serverTest(title: string, body: Body, timeoutMs?: number): void {
  if (isServer) jestTest(title, () => unsuppressed(body), timeoutMs);
  else jestTest.skip(`${title} (needs a PostgreSQL server)`, () => {});
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
