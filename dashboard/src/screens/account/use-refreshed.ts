import { useEffect } from 'react';
import { keepLooking } from '../../look-again.ts';

const againMs = 20_000;

/** For what others change and no event tells: reads it again now and then, and at once when one comes back to it. */
export function useRefreshed(reload: () => void): void {
  useEffect(() => keepLooking(reload, { everyMs: againMs, on: 'focus' }), [reload]);
}
