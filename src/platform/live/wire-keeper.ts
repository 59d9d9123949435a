import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { within } from '../within.ts';
import type { Wire, WireListener } from './wire.ts';

/** An opened line to the place where hints travel: one connection, or a pair that is only good together. */
export interface WireLine {
  /** Resolves when the line is gone. */
  readonly ended: Promise<void>;
  /** Proves that a hint said now would be heard here; rejects, within `times.answerMs` or so, when it would not. */
  probe(): Promise<void>;
  /** Lets go of the line; neither throws nor hangs, whatever state it is in. */
  close(): Promise<void>;
}

/** How patient a wire is. The usual times suit production; tests are in more of a hurry. */
export interface WireTimes {
  /** Between two probes: a line that died without a word (a pulled cable) is noticed after this and `answerMs`. */
  readonly probeEveryMs: number;
  /** Longest that connecting, subscribing or the answer to a probe may take. */
  readonly answerMs: number;
  /** Pause before the first attempt to reconnect, give or take; doubles up to the longest. */
  readonly pauseMsMin: number;
  readonly pauseMsMax: number;
}

export const usualWireTimes: WireTimes = {
  probeEveryMs: 10_000,
  answerMs: 5_000,
  pauseMsMin: 100,
  pauseMsMax: 5_000,
};

/** Longest that the start and the end of the program wait for a wire that takes its time. */
const startMsMax = 2_000;
const closeMsMax = 2_000;

interface WireKeeperOptions<Line extends WireLine> {
  /** What the log calls it. */
  readonly name: string;
  /** Connects and subscribes; rejects when that fails or takes longer than `times.answerMs`, leaving nothing open. */
  open(): Promise<Line>;
  /** Hints may have been missed: called after each time that the line was opened anew. */
  onGap(): void;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly times: WireTimes;
}

/** Keeps one line open, as long as it is not closed. */
interface WireKeeper<Line extends WireLine> {
  /** The line, when it is proven to work; else null. */
  readonly line: Line | null;
  /** Starts, and waits for the outcome of the first attempt, good or bad, but not for long. Never rejects. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a line, probes it from time to time, lets go of it when it stops answering, and opens another after a pause
 * that grows and differs from replica to replica, so that they do not all come back in the same moment.
 *
 * A wire that is down is never a reason to fail: hints are only hints, and the sweep over the log does without them.
 */
function createWireKeeper<Line extends WireLine>(options: WireKeeperOptions<Line>): WireKeeper<Line> {
  const { name, log, metrics, times } = options;
  const stopping = new AbortController();
  const stopped = new Promise<void>(resolve => stopping.signal.addEventListener('abort', () => resolve()));
  let line: Line | null = null;
  let running: Promise<void> = Promise.resolve();
  let troubled: string | null = null;
  let pauseMs = times.pauseMsMin;

  const pause = (ms: number) => delay(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {});

  /** One line of the log for each new trouble, however often it is met again before the wire is back. */
  function complain(error: unknown): void {
    const reason = describeReason(error);
    if (troubled !== reason)
      log.warn({ wire: name, reason }, 'the wire to other replicas is down; reconnecting');
    troubled = reason;
  }

  /** Resolves when the line works, or when nobody cares any more; rejects with what is wrong with it. */
  async function prove(opened: Line): Promise<void> {
    await Promise.race([opened.probe(), opened.ended.then(() => Promise.reject(cut())), stopped]);
  }

  async function openProven(): Promise<Line | null> {
    let fresh: Line | null = null;
    try {
      fresh = await options.open();
      await prove(fresh);
      return fresh;
    } catch (error) {
      await fresh?.close();
      if (!stopping.signal.aborted) complain(error);
      return null;
    }
  }

  /** Resolves with the reason when the line is gone or no longer works. */
  async function watch(watched: Line): Promise<unknown> {
    const over = watched.ended.then(() => 'over' as const);
    for (;;) {
      const tick = new AbortController();
      const timer = delay(times.probeEveryMs, 'tick' as const, { signal: tick.signal, ref: false }).catch(
        () => 'tick' as const,
      );
      const outcome = await Promise.race([over, timer, stopped]);
      tick.abort();
      if (outcome !== 'tick') return cut();
      try {
        await prove(watched);
      } catch (error) {
        return error;
      }
      // Only a line that has lasted: one that dies again and again must not be reopened at full speed.
      pauseMs = times.pauseMsMin;
    }
  }

  async function serve(opened: Line, isFirst: boolean): Promise<void> {
    line = opened;
    metrics.wireConnected.set(1);
    if (troubled !== null) log.info({ wire: name }, 'the wire to other replicas is back');
    troubled = null;
    if (!isFirst) options.onGap();
    const reason = await watch(opened);
    line = null;
    metrics.wireConnected.set(0);
    await opened.close();
    if (!stopping.signal.aborted) complain(reason);
  }

  async function keep(settleFirst: () => void): Promise<void> {
    for (let isFirst = true; !stopping.signal.aborted; isFirst = false) {
      const opened = await openProven();
      const served = opened === null ? null : serve(opened, isFirst);
      settleFirst();
      await served;
      await pause(pauseMs * (0.5 + Math.random() / 2));
      pauseMs = Math.min(pauseMs * 2, times.pauseMsMax);
    }
  }

  return {
    get line() {
      return line;
    },
    async start() {
      metrics.wireConnected.set(0);
      const { promise: first, resolve } = Promise.withResolvers<void>();
      running = keep(resolve);
      await within(startMsMax, 'opening the wire', first).catch(() => {});
    },
    async close() {
      stopping.abort();
      // An attempt that is under way may take its full time; it finds out afterwards that it is not wanted.
      await within(closeMsMax, 'closing the wire', running).catch(() => {});
    },
  };
}

function cut(): Error {
  return new Error('the connection was cut');
}

/** The code where there is one: the messages of some network errors are empty, and none says more. */
function describeReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as Error & { code?: unknown };
  return typeof code === 'string' ? `${code} ${error.message}`.trim() : error.message;
}

/** A wire's listening side, on a line that is kept open from `start` to `close`. */
export interface KeptLine<Line extends WireLine> extends Pick<Wire, 'start' | 'isConnected' | 'close'> {
  /** The line in use; null while there is none. */
  readonly line: Line | null;
}

/** Listens on a line that is opened for each listener and kept open. */
export function keepLine<Line extends WireLine>(
  options: Omit<WireKeeperOptions<Line>, 'open' | 'onGap'> & { open(listener: WireListener): Promise<Line> },
): KeptLine<Line> {
  let keeper: WireKeeper<Line> | null = null;
  const lineOf = () => keeper?.line ?? null;
  return {
    get line() {
      return lineOf();
    },
    async start(listener) {
      keeper = createWireKeeper({ ...options, open: () => options.open(listener), onGap: listener.onGap });
      await keeper.start();
    },
    isConnected: () => lineOf() !== null,
    async close() {
      await keeper?.close();
    },
  };
}
