import { within } from '../within.ts';
import { beatEveryMs, type JobAttempt, type JobTable } from './job-table.ts';

/** A beat that got no answer is given up, so that the next one can try another connection. */
const beatAnswerMs = 2 * beatEveryMs;

/** The jobs that this process works on. While there are any, it says about once a second that it lives. */
export interface JobClaims {
  hold(jobs: readonly JobAttempt[]): void;
  release(jobs: readonly JobAttempt[]): void;
  isHeld(job: JobAttempt): boolean;
  all(): readonly JobAttempt[];
  close(): void;
}

/** @param onError is told when a beat fails: others may then take this process for dead */
export function createJobClaims(table: Pick<JobTable, 'beat'>, onError: (error: unknown) => void): JobClaims {
  const held = new Map<string, { readonly job: JobAttempt; readonly sinceMs: number }>();
  let timer: NodeJS.Timeout | undefined;
  let isBeating = false;

  async function beat(): Promise<void> {
    // Taking a job is the first beat: what is done within a second needs none.
    const oldestMs = performance.now() - beatEveryMs / 2;
    const due = [...held.values()].flatMap(({ job, sinceMs }) => (sinceMs <= oldestMs ? [job] : []));
    if (isBeating || due.length === 0) return;
    isBeating = true;
    try {
      await within(beatAnswerMs, 'showing that the workers live', table.beat(due));
    } catch (error) {
      onError(error);
    } finally {
      isBeating = false;
    }
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    hold(jobs) {
      const sinceMs = performance.now();
      for (const job of jobs) held.set(keyOf(job), { job, sinceMs });
      timer ??= setInterval(() => void beat(), beatEveryMs).unref();
    },
    release(jobs) {
      for (const job of jobs) held.delete(keyOf(job));
      if (held.size === 0) stop();
    },
    isHeld: job => held.has(keyOf(job)),
    all: () => [...held.values()].map(({ job }) => job),
    close: stop,
  };
}

/** Names one attempt of one job. */
export function keyOf({ queue, id, attempt }: JobAttempt): string {
  return `${queue} ${id} ${attempt}`;
}
