import { useEffect, useState } from 'react';

/** Shorter than this is between two keys of somebody who types. */
const settledMs = 180;

/** What was typed, once the typing rests: a search for each key would be asked in vain. */
export function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), settledMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
