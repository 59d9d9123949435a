import { useCallback, useEffect, useState } from 'react';
import { ApiError } from './api/answer.ts';

/** Does something once when the page opens, and again when somebody asks for it after it failed. */
export function useStart(work: () => Promise<unknown>): { readonly error: ApiError | null; retry(): void } {
  const [error, setError] = useState<ApiError | null>(null);
  const retry = useCallback(() => {
    setError(null);
    work().catch((thrown: unknown) =>
      setError(thrown instanceof ApiError ? thrown : new ApiError(String(thrown), 'UNKNOWN')),
    );
  }, [work]);
  useEffect(retry, [retry]);
  return { error, retry };
}
