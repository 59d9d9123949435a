import { useEffect } from 'react';

const againMs = 20_000;

/** For what others change and no event tells: reads it again now and then, and at once when one comes back to the tab. */
export function useRefreshed(reload: () => void): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') reload();
    };
    const timer = setInterval(look, againMs);
    document.addEventListener('visibilitychange', look);
    // Two windows side by side are both visible.
    addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      removeEventListener('focus', look);
    };
  }, [reload]);
}
