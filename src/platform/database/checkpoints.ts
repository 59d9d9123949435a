import type { PGlite } from '@electric-sql/pglite';
import type { Log } from '../log.ts';

/** PostgreSQL's own default, `checkpoint_timeout`. */
const everyMs = 5 * 60_000;
/** A segment of the write-ahead log, 16 MB: with less than that no file can be let go. */
const logBytesMin = 16 * 1_048_576;

/**
 * Lets the embedded database let go of its write-ahead log now and then, until it is closed. A server does so by itself,
 * in a process of its own; PostgreSQL as a single process does it at the start and at the end only. Its log would grow
 * for as long as the program runs, and a start after a crash would have to go through all of it.
 */
export function checkpointRegularly(pglite: PGlite, log: Log): void {
  const timer = setInterval(() => {
    if (pglite.closed) return clearInterval(timer);
    checkpointWhenDue(pglite).catch((error: unknown) =>
      log.warn({ err: error }, 'the embedded database could not write a checkpoint'),
    );
  }, everyMs).unref();
}

/** Writes a checkpoint when enough was logged since the last one. Nothing else runs meanwhile: some 0.03 to 0.3 s. */
export async function checkpointWhenDue(pglite: PGlite): Promise<void> {
  const { rows } = await pglite.query<{ isDue: boolean }>(
    `select pg_current_wal_insert_lsn() - redo_lsn >= $1 as "isDue" from pg_control_checkpoint()`,
    [logBytesMin],
  );
  if (rows[0]?.isDue) await pglite.exec('checkpoint');
}
