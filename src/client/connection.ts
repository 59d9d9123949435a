import { createClient } from 'graphql-sse';
import { createTurnstile, fetchPaced, type PacedFetchOptions } from './paced-body.ts';
import { brokenOff, readErrors, type StreamEnd } from './stream-end.ts';

export interface ConnectionOptions
  extends Pick<PacedFetchOptions, 'fetch' | 'silenceMsMax' | 'onOpen' | 'onRetryHint'> {
  readonly url: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly accessToken: string;
}

/** The next thing that a stream gives: data, or its end. */
export type Step<Data> =
  | { readonly kind: 'data'; readonly data: Data }
  | { readonly kind: 'end'; readonly end: StreamEnd };

/** One stream, from the request to whatever ends it. It does not come back. */
export interface Connection<Data> {
  /** Reads the next step. Nothing is read ahead. Not to be called while a call is under way. */
  next(): Promise<Step<Data>>;
  /** Closes the connection at once; whoever waits gets this end. */
  close(end: StreamEnd): void;
}

/** Opens a stream in the distinct connections mode of the graphql-sse protocol. */
export function openConnection<Data>(options: ConnectionOptions): Connection<Data> {
  const turnstile = createTurnstile();
  let over: StreamEnd | null = null;
  let settle: (step: Step<Data>) => void = () => {};
  const client = createClient({
    url: options.url,
    headers: { authorization: `Bearer ${options.accessToken}` },
    // The library would send the request as it was, with the old cursor, and takes a refusal for a broken network.
    retryAttempts: 0,
    fetchFn: (url: string, init: RequestInit) =>
      fetchPaced(url, init, { ...options, turnstile, onEnd: close }),
  });

  function close(end: StreamEnd): void {
    if (over !== null) return;
    over = end;
    client.dispose();
    turnstile.close();
    settle({ kind: 'end', end });
  }

  client.subscribe<Data>(
    { query: options.query, variables: options.variables },
    {
      next({ data, errors }) {
        if (over !== null) return;
        if (data) settle({ kind: 'data', data });
        else close(readErrors(errors));
      },
      error: error => close(brokenOff(error instanceof Error ? error.message : String(error))),
      complete: () => close(brokenOff('The stream was completed without a reason.')),
    },
  );

  return {
    close,
    next() {
      if (over !== null) return Promise.resolve({ kind: 'end', end: over });
      return new Promise(resolve => {
        settle = resolve;
        turnstile.open();
      });
    },
  };
}
