import { useEffect, useState } from 'react';

/** The value as it was when it had not changed for a while; an empty one at once. */
export function useDebounced(value: string, quietMs: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : quietMs);
    return () => clearTimeout(timer);
  }, [value, quietMs]);
  return settled;
}
