import { constants } from 'node:os';
import { exitCodes } from './exit-codes.ts';

/** How a run of the program ended. */
export interface End {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Milliseconds from "ready" to the end; null when it never was ready. */
  readonly readyForMs: number | null;
}

export type Verdict =
  | { readonly action: 'restart'; readonly pauseMs: number }
  /** `code`: the exit code to pass on. */
  | { readonly action: 'end'; readonly code: number };

const firstPauseMs = 1_000;
const pauseMsMax = 60_000;
/** Longer than the watchdog waits by default: a program that hangs right after each start is not healthy. */
const healthyAfterMs = 600_000;

/** Signals by which people and service managers tell a program to stop. */
const stopSignals: readonly (NodeJS.Signals | null)[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/**
 * Decides after each end whether the program is started again, and after what pause. Pauses double from 1 s to 60 s,
 * less a random part of up to a half, so that replicas that died together do not all come back in one moment. They
 * start over once a run was healthy for ten minutes.
 * @param random from 0 to 1
 */
export function createRestartPolicy(random: () => number = Math.random): (end: End) => Verdict {
  let failures = 0;
  let hasBeenReady = false;
  return ({ code, signal, readyForMs }) => {
    hasBeenReady ||= readyForMs !== null;
    const isStop =
      code === exitCodes.stopped || code === exitCodes.stopForced || stopSignals.includes(signal);
    // A port that is taken at first is the operator's to free; later it is a connection of our own that lingers.
    const isRefusal = code === exitCodes.misconfigured || (code === exitCodes.inUse && !hasBeenReady);
    if (isStop || isRefusal) return { action: 'end', code: code ?? codeOfSignal(signal) };
    if (readyForMs !== null && readyForMs >= healthyAfterMs) failures = 0;
    const pauseMs = Math.min(pauseMsMax, firstPauseMs * 2 ** failures) * (1 - random() / 2);
    failures += 1;
    return { action: 'restart', pauseMs: Math.round(pauseMs) };
  };
}

/** 128 and the number of the signal, as shells report it. */
function codeOfSignal(signal: NodeJS.Signals | null): number {
  return signal === null ? exitCodes.failed : 128 + constants.signals[signal];
}
