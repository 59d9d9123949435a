import { createClient, type Client as SseClient } from 'graphql-sse';
import type { TypedDocumentString } from '../generated/graphql.ts';
import { waitFor } from './wait.ts';

export interface GraphQLFailure {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly field?: string; readonly [key: string]: unknown };
}

export interface Answer<T> {
  readonly status: number;
  readonly data?: T | null;
  readonly errors?: readonly GraphQLFailure[];
}

/** What a refused operation throws: the first error, with its code and field where a test looks for them. */
export class Refused extends Error {
  readonly code: string;
  readonly field: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(failure: GraphQLFailure) {
    super(`${failure.extensions.code}: ${failure.message}`);
    this.code = failure.extensions.code;
    this.field = failure.extensions.field;
    this.details = failure.extensions;
  }
}

export type Variables<V> = [variables?: V];

/** A GraphQL client over real HTTP, as one person or as nobody. */
export interface Client {
  readonly token: string | null;
  /** Runs an operation; throws Refused when it has errors. */
  run<T, V>(document: TypedDocumentString<T, V>, ...variables: Variables<V>): Promise<T>;
  /** Runs an operation and returns status and body as they are. */
  send<T = Record<string, unknown>>(query: string, variables?: object): Promise<Answer<T>>;
  /** Opens a stream; resolves once the server has accepted it. */
  subscribe<T, V>(
    document: TypedDocumentString<T, V>,
    variables?: V,
    options?: SubscribeOptions,
  ): Promise<Stream<T>>;
}

export interface SubscribeOptions {
  /** The mode of the graphql-sse protocol; distinct unless told. */
  readonly mode?: 'distinct' | 'single';
  /** Where; /graphql/stream unless told. */
  readonly path?: '/graphql/stream' | '/graphql';
}

/** A live stream as a test reads it. */
export interface Stream<T> extends AsyncDisposable {
  /** The data of the next result; throws Refused when it has errors instead. */
  next(): Promise<T>;
  /** Everything that came and was not taken yet. */
  readonly pending: readonly Answer<T>[];
  /** Resolves when the server has completed the stream. */
  ended(): Promise<void>;
}

export interface ClientOptions {
  readonly url: string;
  readonly token: string | null;
  /** How many readers the server has; a stream counts as open when there is one more. */
  countReaders(): number;
}

/** A client of a running product. */
export function openClient({ url, token, countReaders }: ClientOptions): Client {
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };

  async function send<T>(query: string, variables?: object): Promise<Answer<T>> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  }

  return {
    token,
    send,
    async run(document, ...[variables]) {
      const answer = await send<never>(document.toString(), variables as object | undefined);
      const [failure] = answer.errors ?? [];
      if (failure !== undefined) throw new Refused(failure);
      if (answer.data === null || answer.data === undefined)
        throw new Error(`no data, status ${answer.status}`);
      return answer.data;
    },
    async subscribe(document, variables, { mode = 'distinct', path = '/graphql/stream' } = {}) {
      const before = countReaders();
      const client = createClient({
        url: `${url}${path}`,
        headers,
        singleConnection: mode === 'single',
        retryAttempts: 0,
      });
      const stream = openStream<never>(
        client,
        document.toString(),
        variables as Record<string, unknown> | undefined,
      );
      await waitFor(
        'the stream to open',
        () => countReaders() > before || stream.pending.length > 0 || stream.failed(),
      );
      if (stream.failed()) await stream.next();
      return stream;
    },
  };
}

/** An event of a kind that the document does not name: kinds are added, and clients leave alone what they do not know. */
function isUnknownEvent(query: string, data: unknown): boolean {
  if (typeof data !== 'object' || data === null || query.includes('... on LiveEvent')) return false;
  const [event] = Object.values(data);
  const name: unknown = event?.__typename;
  return typeof name === 'string' && query.includes('... on ') && !query.includes(`... on ${name} `);
}

function openStream<T>(client: SseClient, query: string, variables?: Record<string, unknown>) {
  const pending: Answer<T>[] = [];
  let failure: unknown = null;
  let completed = false;
  const dispose = client.subscribe<T>(
    { query, variables },
    {
      next: result => {
        if (!isUnknownEvent(query, result.data)) pending.push({ status: 200, ...result } as Answer<T>);
      },
      error: error => {
        failure = error;
      },
      complete: () => {
        completed = true;
      },
    },
  );
  const describe = () =>
    `There are: ${JSON.stringify(pending)}${completed ? ', and the stream is over' : ''}.`;
  return {
    pending,
    failed: () => failure !== null,
    async next(): Promise<T> {
      await waitFor(
        'the next result of the stream',
        () => pending.length > 0 || failure !== null || completed,
        describe,
      );
      const answer = pending.shift();
      if (answer === undefined)
        throw failure instanceof Error ? failure : new Error('the stream is over', { cause: failure });
      const [problem] = answer.errors ?? [];
      if (problem !== undefined) throw new Refused(problem);
      return answer.data as T;
    },
    async ended(): Promise<void> {
      await waitFor('the stream to end', () => completed || failure !== null, describe);
    },
    async [Symbol.asyncDispose](): Promise<void> {
      dispose();
      client.dispose();
    },
  };
}
