import { useEffect, useRef } from 'react';
import { useFeed } from '../live/use-feed.tsx';
import { keepLooking } from '../look-again.ts';

/** While others work on it there is no row of it: any news may be about it, and is followed at most this often. */
const otherNewsMs = 4_000;
/** Mails and notes to tickets move without an event. */
const slowMs = 30_000;

export interface LiveRowProps {
  readonly handoffId: string;
  /** Whether it is in the queue, as far as the screen knows. */
  readonly isOpen: boolean;
  /** Whether it can still change. */
  readonly isSettled: boolean;
  onChange(): void;
}

/**
 * Calls `onChange` when something has happened to a handoff. Shows nothing: it is a component so that the twenty
 * events a second of a busy desk paint nothing else.
 */
export function LiveRow({ handoffId, isOpen, isSettled, onChange }: LiveRowProps) {
  const { queue } = useFeed();
  const row = queue.rows.find(({ id }) => id === handoffId);
  const mark = row
    ? JSON.stringify([row.state, row.priority, row.claimedBy, row.target, row.assessment])
    : queue.isLoaded
      ? 'absent'
      : null;
  useOnChange(mark, onChange);
  useOnChange(isOpen || isSettled ? null : queue.cursor, onChange, otherNewsMs);
  useEffect(() => {
    if (!isSettled) return keepLooking(onChange, { everyMs: slowMs, on: 'online' });
  }, [isSettled, onChange]);
  return null;
}

/** Null is not known yet: what comes first is no change. */
function useOnChange(mark: string | null, onChange: () => void, everyMs = 0): void {
  const last = useRef(mark);
  const lastMs = useRef(0);
  const act = useRef(onChange);
  useEffect(() => {
    act.current = onChange;
  });
  useEffect(() => {
    const before = last.current;
    last.current = mark;
    if (before === null || mark === null || before === mark) return;
    const waitMs = Math.max(0, lastMs.current + everyMs - Date.now());
    const timer = setTimeout(() => {
      lastMs.current = Date.now();
      act.current();
    }, waitMs);
    return () => clearTimeout(timer);
  }, [mark, everyMs]);
}
