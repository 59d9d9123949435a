import { setTimeout as pause } from 'node:timers/promises';
import type { EventCursor } from '../src/platform/events/event-cursor.ts';
import type { BulkAccount, BulkPerson } from '../test/live/bulk-events.ts';
import { openRawStream, type RawStream } from '../test/live/raw-streams.ts';

/** What all dashboards of one account have seen together. */
export interface AccountRecord {
  readonly account: BulkAccount;
  readonly seen: Set<number>;
  newest: number;
}

/** One dashboard through all of its connections: what came, and what is wrong with it. */
export interface Course {
  readonly record: AccountRecord;
  readonly person: BulkPerson;
  readonly cursor: EventCursor | null;
  readonly connections: number;
  readonly stalls: number;
  /** Numbers that were passed over: lost, unless they are of events that clients do not see. */
  readonly gaps: readonly (readonly [number, number])[];
  readonly strays: readonly string[];
  /** How its streams ended, by reason. */
  readonly ends: ReadonlyMap<string, number>;
  /** Resolves when it is over, with all its connections closed. */
  readonly over: Promise<void>;
}

export interface CourseOptions {
  readonly record: AccountRecord;
  readonly person: BulkPerson;
  readonly urls: readonly string[];
  /** Whether it comes and goes and stalls; else it stays as long as the server lets it. */
  readonly isRestless: boolean;
  /** Set when everybody is to stay and read. */
  readonly settling: AbortSignal;
  readonly stopping: AbortSignal;
}

const stayMsMax = 8_000;
const stallMsMax = 3_000;
const retryMs = 300;

/** Follows an account's events until it is told to stop. */
export function followCourse(options: CourseOptions): Course {
  const { record, person, urls, isRestless, settling, stopping } = options;
  const ends = new Map<string, number>();
  const gaps: (readonly [number, number])[] = [];
  const strays: string[] = [];
  let cursor: EventCursor | null = null;
  let connections = 0;
  let stalls = 0;

  function finish(stream: RawStream, reason: string): void {
    cursor = stream.cursor ?? cursor;
    gaps.push(...stream.gaps);
    strays.push(...stream.strays);
    ends.set(reason, (ends.get(reason) ?? 0) + 1);
    stream[Symbol.dispose]();
  }

  /** One connection, until it ends by itself or the dashboard has had enough of it. */
  async function connectOnce(): Promise<void> {
    const url = urls[Math.floor(Math.random() * urls.length)] ?? '';
    const closed = Promise.withResolvers<'closed'>();
    const stream = openRawStream({
      url,
      token: person.token,
      after: cursor,
      onEvent(seq) {
        record.seen.add(seq);
        record.newest = Math.max(record.newest, seq);
        cursor = stream.cursor;
      },
      onProgress({ isClosed, isComplete, status }) {
        cursor = stream.cursor ?? cursor;
        // After a refusal the connection stays, for other requests.
        if (isClosed || isComplete || (status !== 0 && status !== 200)) closed.resolve('closed');
      },
    });
    connections++;
    const leaving = new AbortController();
    const signal = AbortSignal.any([stopping, leaving.signal]);
    const boredMs = isRestless && !settling.aborted ? Math.random() * stayMsMax : 1e9;
    const enough = pause(boredMs, 'enough', { signal, ref: false }).catch(() => 'enough');
    if (isRestless && Math.random() < 0.3) void stall(stream, signal);
    const outcome = await Promise.race([closed.promise, enough]);
    leaving.abort();
    const endOfServer = stream.endCode ?? (stream.status === 200 ? 'CUT' : `HTTP ${stream.status}`);
    finish(stream, outcome === 'closed' ? endOfServer : 'LEFT');
    if (stream.status !== 200) await pause(retryMs, null, { signal: stopping, ref: false }).catch(() => {});
  }

  async function stall({ socket }: RawStream, signal: AbortSignal): Promise<void> {
    stalls++;
    socket.pause();
    await pause(Math.random() * stallMsMax, null, { signal, ref: false }).catch(() => {});
    socket.resume();
  }

  const over = (async () => {
    while (!stopping.aborted) await connectOnce();
  })();
  return {
    record,
    person,
    get cursor() {
      return cursor;
    },
    get connections() {
      return connections;
    },
    get stalls() {
      return stalls;
    },
    gaps,
    strays,
    ends,
    over,
  };
}
