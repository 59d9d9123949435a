import { useCallback, useEffect, useRef } from 'react';
import { guardLeaving } from '../router.tsx';

const question = 'What you typed is not saved. Leave it?';

/** All that somebody has typed and not sent, wherever it is on the screen. */
const held = new Set<{ current: boolean }>();

/** Before something is taken off the screen without leaving its place: asks when that would lose what was typed. */
export function mayDropTyped(): boolean {
  const typed = [...held].filter(({ current }) => current);
  if (typed.length > 0 && !confirm(question)) return false;
  for (const each of typed) each.current = false;
  return true;
}

/** What somebody typed and has not sent. */
export interface Unsaved {
  /** Asks when there is something to lose; true when it may go. */
  mayDrop(): boolean;
  /** It was sent: nobody has to be asked any more. */
  drop(): void;
}

/** Asks before the page, its place or a sheet is left while `hasText`. */
export function useUnsaved(hasText: boolean): Unsaved {
  const isHeld = useRef(false);
  useEffect(() => {
    isHeld.current = hasText;
    if (!hasText) return;
    // By the browser's own question: the router has to know the answer before it goes.
    const release = guardLeaving(() => !isHeld.current || confirm(question));
    held.add(isHeld);
    const warn = (event: BeforeUnloadEvent) => isHeld.current && event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => {
      release();
      held.delete(isHeld);
      removeEventListener('beforeunload', warn);
      isHeld.current = false;
    };
  }, [hasText]);
  const mayDrop = useCallback(() => !isHeld.current || confirm(question), []);
  const drop = useCallback(() => {
    isHeld.current = false;
  }, []);
  return { mayDrop, drop };
}
