import { type Connection, openConnection } from './connection.ts';
import { beginCourse, type Course } from './course.ts';
import { type EventOf, readLiveResult } from './live-events.ts';
import { unlessAborted } from './pauses.ts';
import { recover } from './recovery.ts';
import { brokenOff, EscalationStreamError, readThrown, type StreamEnd } from './stream-end.ts';
import type { EscalationStream, SubscribeOptions } from './subscribe-to-escalations.ts';

/** Three heartbeats. */
const usualSilenceMsMax = 75_000;
/** A stream that does not say when it is ready counts as live when nothing has ended it for this long. */
const liveAfterMs = 1_000;
/** Bounds of the pause that a server may hint at. */
const retryMsMin = 100;
const retryMsMax = 60_000;

/** The iterator behind `subscribeToEscalations`. */
export function followEvents<Data extends object>(
  options: SubscribeOptions<Data>,
  query: string,
): EscalationStream<EventOf<Data>> {
  const course = beginCourse(options, query);
  const events = follow(course);
  // A generator that waits would end only after what it waits for has come: so the waiting is ended first.
  const end = async () => {
    course.stop.abort();
    await events.return(undefined);
  };
  return {
    get cursor() {
      return course.cursor;
    },
    reconnect: () => course.hurry(),
    next: () => events.next(),
    async return() {
      await end();
      return { done: true, value: undefined };
    },
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: end,
  };
}

async function* follow<Data extends object>(
  course: Course<Data>,
): AsyncGenerator<EventOf<Data>, undefined, undefined> {
  const { stop, options } = course;
  const abort = () => stop.abort();
  if (options.signal?.aborted) abort();
  options.signal?.addEventListener('abort', abort);
  let code: string | null = null;
  try {
    while (!stop.signal.aborted) {
      const end = yield* readStream(course);
      if (!stop.signal.aborted) await recover(course, end);
    }
  } catch (error) {
    if (error instanceof EscalationStreamError) code = error.code;
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', abort);
    course.tell({ state: 'ended', code });
  }
}

/** Gives out the events of one stream; returns how it ended. */
async function* readStream<Data extends object>(
  course: Course<Data>,
): AsyncGenerator<EventOf<Data>, StreamEnd, undefined> {
  const { stop } = course;
  course.openedAtMs = null;
  course.tell({ state: 'connecting', failures: course.failures });
  const failed = await prepare(course);
  if (failed !== null) return failed;
  const life = watchLife(course);
  const connection = connect(course, life.onOpen);
  const close = () => connection.close(brokenOff('The stream was closed.'));
  stop.signal.addEventListener('abort', close);
  course.hurry = () =>
    connection.close({ ...brokenOff('A new connection was asked for.'), code: 'RECONNECT' });
  try {
    for (;;) {
      const step = await connection.next();
      if (step.kind === 'end') return step.end;
      const result = readLiveResult(step.data);
      life.onLive();
      if (result.kind === 'ready') course.cursor = result.cursor;
      // The server never doubles an event; whatever is in between should not either.
      if (result.kind !== 'event' || result.event.cursor === course.cursor) continue;
      course.cursor = result.event.cursor;
      course.failures = 0;
      course.failuresHere = 0;
      yield result.event;
    }
  } finally {
    life.end();
    course.hurry = () => {};
    stop.signal.removeEventListener('abort', close);
    close();
  }
}

/** Gets what a stream begins with; returns what was in the way, or null. */
async function prepare<Data>(course: Course<Data>): Promise<StreamEnd | null> {
  const { options, stop } = course;
  try {
    // Known before the queue is loaded with it: if it is refused there, a newer one is needed.
    course.accessToken = await unlessAborted(options.accessToken(), stop.signal);
    if (course.mustLoad) {
      course.cursor = (await unlessAborted(options.loadQueue?.(), stop.signal)) ?? null;
      course.mustLoad = false;
      course.accessToken = await unlessAborted(options.accessToken(), stop.signal);
    }
    return null;
  } catch (error) {
    if (error instanceof EscalationStreamError) throw error;
    return readThrown(error);
  }
}

function connect<Data>(course: Course<Data>, onOpen: () => void): Connection<Data> {
  const { options, query, cursor, accessToken } = course;
  return openConnection<Data>({
    url: options.url,
    query,
    variables: { ...options.variables, after: cursor },
    accessToken,
    // Browsers refuse to run their own as a method of anything else.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    silenceMsMax: options.silenceMsMax ?? usualSilenceMsMax,
    onOpen,
    onRetryHint(retryMs) {
      const firstMs = Math.max(retryMsMin, Math.min(retryMs, retryMsMax));
      course.pauses = { ...course.pauses, firstMs };
    },
  });
}

/** Tells when a stream is live: with its first data, or else a moment after it was accepted. */
function watchLife<Data>(course: Course<Data>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLive = false;
  const onLive = () => {
    clearTimeout(timer);
    if (isLive) return;
    isLive = true;
    course.renewals = 0;
    course.tell({ state: 'live' });
  };
  return {
    onLive,
    onOpen() {
      course.openedAtMs = performance.now();
      timer = setTimeout(onLive, liveAfterMs);
    },
    end: () => clearTimeout(timer),
  };
}
