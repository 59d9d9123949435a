import { useEffect } from 'react';

/** Calls `act` when the browser is online again, while `isWanted`. */
export function useOnline(isWanted: boolean, act: () => void): void {
  useEffect(() => {
    if (!isWanted) return;
    addEventListener('online', act);
    return () => removeEventListener('online', act);
  }, [isWanted, act]);
}
