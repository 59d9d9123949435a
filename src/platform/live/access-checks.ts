import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../kernel/errors.ts';
import type { Viewer } from '../../kernel/viewer.ts';
import type { Log } from '../log.ts';
import type { LiveStream, StreamOwner } from './live-stream.ts';

/** Owners that are looked up in one query. */
const ownersPerQuery = 500;
/** Every so many sweeps all owners are looked up, for changes that were made in the database by hand. */
const sweepsPerPatrol = 20;
const retryMsMin = 100;
const retryMsMax = 2_000;

/** Looks at the right of streams' owners to go on. */
export interface AccessChecks {
  /** Suspends a stream at once, and lets it go on, or ends it, when it is known how its owner stands now. */
  recheck(stream: LiveStream): void;
  /** Called at each sweep with all streams. */
  sweep(streams: Iterable<LiveStream>): void;
  close(): void;
}

export interface AccessChecksOptions {
  readonly log: Log;
  loadViewers(owners: readonly StreamOwner[]): Promise<readonly (Viewer | DomainError)[]>;
  suspend(stream: LiveStream): void;
  resume(stream: LiveStream, viewer: Viewer): void;
  end(stream: LiveStream, reason: DomainError): void;
}

export function createAccessChecks({
  log,
  loadViewers,
  suspend,
  resume,
  end,
}: AccessChecksOptions): AccessChecks {
  const waiting = new Set<LiveStream>();
  const closing = new AbortController();
  let isRunning = false;
  let isPatrolling = false;
  let sweeps = 0;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    let pauseMs = retryMsMin;
    while (waiting.size > 0 && !closing.signal.aborted) {
      const batch = [...waiting].slice(0, ownersPerQuery);
      for (const stream of batch) waiting.delete(stream);
      try {
        const viewers = await loadViewers(batch.map(stream => stream.owner));
        for (const [index, stream] of batch.entries()) settle(stream, viewers[index]);
        pauseMs = retryMsMin;
      } catch (error) {
        // Without an answer nobody goes on: the streams stay open and silent until the database is back.
        log.warn({ err: error }, 'the access of open streams could not be checked; it is tried again');
        for (const stream of batch) waiting.add(stream);
        await delay(pauseMs, undefined, { signal: closing.signal, ref: false }).catch(() => {});
        pauseMs = Math.min(pauseMs * 2, retryMsMax);
      }
    }
    isRunning = false;
  }

  function settle(stream: LiveStream, viewer: Viewer | DomainError | undefined): void {
    // Asked again meanwhile: the answer may be from before the newest change.
    if (!stream.isOpen || waiting.has(stream) || viewer === undefined) return;
    if (viewer instanceof DomainError) {
      end(stream, viewer);
      return;
    }
    stream.isSuspended = false;
    resume(stream, viewer);
  }

  function recheck(stream: LiveStream): void {
    if (!stream.isOpen) return;
    stream.isSuspended = true;
    suspend(stream);
    waiting.add(stream);
    void run();
  }

  async function patrol(streams: readonly LiveStream[]): Promise<void> {
    isPatrolling = true;
    try {
      for (let index = 0; index < streams.length && !closing.signal.aborted; index += ownersPerQuery) {
        const batch = streams.slice(index, index + ownersPerQuery);
        const viewers = await loadViewers(batch.map(stream => stream.owner));
        for (const [position, stream] of batch.entries()) {
          const viewer = viewers[position];
          if (viewer instanceof DomainError || viewer?.role !== stream.role) recheck(stream);
        }
      }
    } catch {
      // The next patrol comes in a minute, and what the log says is acted on without one.
    } finally {
      isPatrolling = false;
    }
  }

  return {
    recheck,
    sweep(streams) {
      sweeps++;
      if (sweeps % sweepsPerPatrol === 0 && !isPatrolling) void patrol([...streams]);
    },
    close() {
      closing.abort();
      waiting.clear();
    },
  };
}
