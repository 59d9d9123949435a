import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/answer.ts';
import { useRead } from '../../api/use-api.ts';
import { keepLooking } from '../../look-again.ts';
import { type WorkSession, workSessionPage } from './documents.ts';

export interface OpenSession {
  /** Null until it was loaded. */
  readonly session: WorkSession | null;
  readonly error: ApiError | null;
  reload(): void;
  /** What a change has made of it. */
  take(session: WorkSession): void;
}

/**
 * One session, as it was loaded or changed last. Not by the cache: that would read it again after every answer, and an
 * older answer that comes later would show it as it was.
 */
export function useSession(id: string): OpenSession {
  const read = useRead();
  const [session, setSession] = useState<WorkSession | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const newest = useRef(0);
  const load = useCallback(async () => {
    const mine = ++newest.current;
    try {
      const { session: loaded } = await read(workSessionPage, { id });
      if (mine !== newest.current) return;
      setSession(loaded);
      setError(loaded === null ? new ApiError('It is not here.', 'NOT_FOUND') : null);
    } catch (thrown) {
      if (mine !== newest.current) return;
      setError(thrown instanceof ApiError ? thrown : new ApiError(String(thrown), 'UNKNOWN'));
    }
  }, [read, id]);
  const reload = useCallback(() => void load(), [load]);
  const take = useCallback((changed: WorkSession) => {
    newest.current++;
    setSession(changed);
    setError(null);
  }, []);
  useEffect(() => {
    reload();
    const stopLooking = keepLooking(reload, { on: 'online' });
    return () => {
      newest.current++;
      stopLooking();
    };
  }, [reload]);
  return { session, error, reload, take };
}
