import type { Pool, PoolClient } from 'pg';
import { noFreeConnection } from './unavailable.ts';

/** What the pool says of whoever has waited in its line in vain; never of a connection that it was making. */
const message = 'timeout exceeded when trying to connect';

type Connected = (error: Error | undefined, client: PoolClient | undefined, release: () => void) => void;

/**
 * Marks the failures of those who waited in vain for a connection because others had them all. The pool has the same
 * words for those who waited behind connections that it was making to a server that does not answer: then fewer are
 * in use than there may be, and the failure stays what it is, that of a database that is away.
 */
export function tellWaitsApart(pool: Pool): void {
  const { connect } = pool;
  let inUse = 0;
  pool.on('acquire', () => void inUse++);
  pool.on('release', () => void inUse--);

  function mark(error: unknown): void {
    if (error instanceof Error && error.message === message && inUse >= pool.options.max)
      Object.assign(error, { code: noFreeConnection });
  }

  Object.defineProperty(pool, 'connect', {
    value(callback?: Connected): unknown {
      const told: Connected = (error, client, release) => {
        mark(error);
        callback?.(error, client, release);
      };
      const args: unknown[] = callback === undefined ? [] : [told];
      const connected: unknown = Reflect.apply(connect, pool, args);
      if (!(connected instanceof Promise)) return connected;
      return connected.catch((error: unknown) => {
        mark(error);
        throw error;
      });
    },
  });
}
