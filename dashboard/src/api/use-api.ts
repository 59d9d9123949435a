import { useCallback, useMemo, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { useOnline } from '../ui/use-online.ts';
import { ApiError } from './answer.ts';
import { toApiError } from './client.ts';
import type { TypedDocumentString } from './graphql.ts';

/** What a screen knows of what it asked for. */
export interface Loaded<Data> {
  /** Null until there is something to show. While it is asked for again, what was there before. */
  readonly data: Data | null;
  /** Null while all is well. With `data`: what is shown is from before. */
  readonly error: ApiError | null;
  readonly isLoading: boolean;
  reload(): void;
}

export interface ReadOptions {
  readonly isPaused?: boolean;
  /** The type of what it is about, where an answer that is null or empty would not say so. */
  readonly typeOf?: string;
}

/** Reads with a query; again when a mutation has changed something of a type in it. */
export function useData<Data, Variables extends object>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  options: ReadOptions = {},
): Loaded<Data> {
  const { typeOf } = options;
  const context = useMemo(() => (typeOf === undefined ? {} : { additionalTypenames: [typeOf] }), [typeOf]);
  const [{ data, error, fetching, stale }, execute] = useQuery<Data, Variables>({
    query: document.toString(),
    variables,
    pause: options.isPaused ?? false,
    context,
  });
  // An answer that fails has no data: what came before it is kept, as long as the same is asked for.
  const asked = `${document} ${JSON.stringify(variables)}`;
  const [kept, setKept] = useState<{ readonly asked: string; readonly data: Data } | null>(null);
  if (data !== undefined && data !== kept?.data) setKept({ asked, data });
  const before = error && kept?.asked === asked ? kept.data : null;
  const failure = useMemo(() => (error ? toApiError(error) : null), [error]);
  const reload = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  useOnline(failure?.code === 'NETWORK', reload);
  return { data: data ?? before, error: failure, isLoading: fetching || stale, reload };
}

/** Runs one query or mutation for an event handler. */
export type Run = <Data, Variables extends object>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
) => Promise<Data>;

/**
 * For reading now and then: a search, a page more.
 * @throws ApiError from the function
 */
export function useRead(): Run {
  const client = useClient();
  return useCallback(
    async (document, variables) => {
      const { data, error } = await client
        .query(document.toString(), variables, { requestPolicy: 'network-only' })
        .toPromise();
      if (error) throw toApiError(error);
      if (data === undefined || data === null) throw new ApiError('The server gave no answer.', 'NETWORK');
      return data;
    },
    [client],
  );
}

/**
 * For changing something. What was asked for and holds something of the same type is read again.
 * @throws ApiError from the function
 */
export function useChange(): Run {
  const client = useClient();
  return useCallback(
    async (document, variables) => {
      const { data, error } = await client.mutation(document.toString(), variables).toPromise();
      if (error) throw toApiError(error);
      if (data === undefined || data === null) throw new ApiError('The server gave no answer.', 'NETWORK');
      return data;
    },
    [client],
  );
}

/** Something a person has set off. */
export interface Action<Arguments extends readonly unknown[]> {
  readonly isBusy: boolean;
  /** What the last try was refused with. */
  readonly error: ApiError | null;
  /** Does it; while it runs, again does nothing. Resolves to whether it worked. */
  run(...args: Arguments): Promise<boolean>;
  /** Forgets the error. */
  clear(): void;
}

/** Wraps what a button does with what the button has to show meanwhile and afterwards. */
export function useAction<Arguments extends readonly unknown[]>(
  work: (...args: Arguments) => Promise<void>,
): Action<Arguments> {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const run = async (...args: Arguments) => {
    if (isBusy) return false;
    setBusy(true);
    setError(null);
    try {
      await work(...args);
      return true;
    } catch (thrown) {
      setError(thrown instanceof ApiError ? thrown : new ApiError(String(thrown), 'UNKNOWN'));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, error, run, clear: () => setError(null) };
}
