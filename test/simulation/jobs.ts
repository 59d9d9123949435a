import { DatabaseAway } from './database.ts';
import type { Replica } from './replica.ts';
import type { Table } from './store.ts';
import type { World } from './world.ts';

/** A job of the queue: a row like others. What pg-boss does with them in SQL is modelled as far as it matters here. */
export interface JobRow {
  readonly key: string;
  readonly run: Work;
  readonly dueMs: number;
  readonly state: 'WAITING' | 'ACTIVE' | 'DONE' | 'FAILED';
  readonly attempt: number;
  readonly worker: Replica | null;
}

/** May run twice for the same job, and must bear it. */
export type Work = (replica: Replica, job: { readonly isLastAttempt: boolean }) => Promise<void>;

/** The mail server did not take a mail; the job is tried again. */
export class MailServerAway extends Error {}

/** Fewer than the product's, so that last attempts come often. */
const mailAttemptsMax = 3;
/** Timers are tried for hours; a simulated world fails less often than this in a row. */
const timerAttemptsMax = 1_000;

export interface SimulatedJobs {
  /** Within a transaction; a key is stored once, also while its job runs or is done. */
  enqueue(key: string, run: Work, startAfterSeconds?: number): void;
  /** Whether one is still to run whose key begins so. */
  isWaiting(keyStart: string): boolean;
  hasFailed(key: string): boolean;
  /** Milliseconds until the next one is due; null when none waits. */
  nextDueInMs(): number | null;
  /** A worker takes one of those that are due. */
  work(replica: Replica, pick: number): Promise<void>;
  /** Takes the jobs of workers that are no more over. */
  rescue(): void;
}

export function createJobs(world: World): SimulatedJobs {
  const { store, time } = world;
  const table: Table<JobRow> = store.createTable();
  const held = new Set<JobRow>();
  const attemptsMax = (key: string) => (key.startsWith('mail ') ? mailAttemptsMax : timerAttemptsMax);

  function retry(job: JobRow): void {
    const isOver = job.attempt >= attemptsMax(job.key);
    const dueMs = time.nowMs + 2_000;
    const state = isOver ? 'FAILED' : 'WAITING';
    table.put(job.key, { ...job, state, dueMs, attempt: job.attempt + 1, worker: null });
  }

  /** Of this very attempt: what was taken over meanwhile is somebody else's. */
  function finish(job: JobRow, change: (job: JobRow) => void): void {
    store.transact(() => {
      const now = table.get(job.key);
      if (now?.state === 'ACTIVE' && now.attempt === job.attempt) change(now);
    });
  }

  const due = () => table.rows().filter(({ state, dueMs }) => state === 'WAITING' && dueMs <= time.nowMs);

  return {
    enqueue(key, run, startAfterSeconds = 0) {
      const dueMs = time.nowMs + startAfterSeconds * 1000;
      if (table.get(key) === undefined)
        table.put(key, { key, run, dueMs, state: 'WAITING', attempt: 1, worker: null });
    },
    isWaiting: keyStart =>
      table
        .rows()
        .some(({ key, state }) => key.startsWith(keyStart) && (state === 'WAITING' || state === 'ACTIVE')),
    hasFailed: key => table.get(key)?.state === 'FAILED',
    nextDueInMs() {
      const waiting = table.rows().filter(({ state }) => state === 'WAITING');
      return waiting.length === 0 ? null : Math.min(...waiting.map(({ dueMs }) => dueMs)) - time.nowMs;
    },
    async work(replica, pick) {
      const taken = await replica.connection.run(() => {
        const jobs = due();
        const job = jobs[pick % jobs.length];
        if (job === undefined) return null;
        const active: JobRow = { ...job, state: 'ACTIVE', worker: replica };
        store.transact(() => table.put(job.key, active));
        return active;
      });
      if (taken === null) return;
      held.add(taken);
      world.count(`job: ${taken.key.split(' ')[0]}`);
      try {
        await taken.run(replica, { isLastAttempt: taken.attempt >= attemptsMax(taken.key) });
        await replica.connection.run(() =>
          finish(taken, job => table.put(job.key, { ...job, state: 'DONE' })),
        );
      } catch (error) {
        if (!(error instanceof DatabaseAway || error instanceof MailServerAway))
          world.report(`${taken.key} failed: ${error}`);
        finish(taken, retry);
      } finally {
        held.delete(taken);
      }
    },
    rescue() {
      for (const job of table.rows()) {
        const isHeld = held.has(job) && job.worker?.isAlive === true;
        if (job.state === 'ACTIVE' && !isHeld) finish(job, retry);
      }
    },
  };
}
