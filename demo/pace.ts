import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** How fast the demo lives, and whether it still does. */
export interface Pace {
  readonly signal: AbortSignal;
  isOver(): boolean;
  /** Waits about `beats` times the seconds between two escalations; returns at once when the demo ends. */
  beats(beats: number): Promise<void>;
  /** The length of so many beats, in milliseconds. */
  msOf(beats: number): number;
  /** Waits; returns at once when the demo ends. */
  seconds(seconds: number): Promise<void>;
  end(): void;
}

/** @param secondsBetween two escalations, on average */
export function openPace(secondsBetween: number): Pace {
  const controller = new AbortController();
  const { signal } = controller;
  // One for each colleague at work, more than the ten at which Node suspects a leak.
  setMaxListeners(100, signal);
  const seconds = (s: number) => sleep(s * 1000, undefined, { signal }).catch(() => {});
  return {
    signal,
    isOver: () => signal.aborted,
    beats: beats => seconds(beats * secondsBetween * (0.6 + 0.8 * Math.random())),
    msOf: beats => beats * secondsBetween * 1000,
    seconds,
    end: () => controller.abort(),
  };
}
