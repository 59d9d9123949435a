import { useSyncExternalStore } from 'react';

/** One clock for the page: everything that says how long ago something was counts on together. */
let nowMs = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
const tickMs = 15_000;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    nowMs = Date.now();
    for (const each of listeners) each();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

export function useNow(): number {
  return Math.max(
    nowMs,
    useSyncExternalStore(subscribe, () => nowMs),
  );
}

const units = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
] as const;

/** Such as `3 min` or `2 h 5 min`; under a minute `now`, or the seconds. */
export function formatSpan(seconds: number, isExact = false): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return isExact ? `${whole} s` : 'now';
  const at = units.findIndex(([size]) => whole >= size);
  const [size, name] = units[at] ?? units[2];
  const next = units[at + 1];
  const rest = next === undefined ? 0 : Math.floor((whole % size) / next[0]);
  return next === undefined || rest === 0
    ? `${Math.floor(whole / size)} ${name}`
    : `${Math.floor(whole / size)} ${name} ${rest} ${next[1]}`;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

/** Such as `14:03`, by the clock on this person's wall. */
export function formatClock(at: number | string): string {
  return clock.format(new Date(at));
}

/** The same with the day. */
export function formatMoment(at: number | string): string {
  return dayAndClock.format(new Date(at));
}

/** How long ago something was; the exact moment shows when one points at it. */
export function Ago({ at }: { readonly at: string }) {
  const span = formatSpan((useNow() - Date.parse(at)) / 1000);
  return (
    <time dateTime={at} title={full.format(new Date(at))}>
      {span}
    </time>
  );
}

/** A moment that does not count on. */
export function Moment({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={full.format(new Date(at))}>
      {formatMoment(at)}
    </time>
  );
}
