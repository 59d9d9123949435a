/** A GraphQL document with the types of what goes in and what comes out. */
export interface Operation<Data, Variables> {
  readonly document: string;
  /** Never there: it only carries the types. */
  readonly types?: (variables: Variables) => Data;
}

export function operation<Data, Variables>(document: string): Operation<Data, Variables> {
  return { document };
}

/** The first error of an answer, by the code that clients branch on. */
export class ApiError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** Longest a request may take, in milliseconds. */
const requestMs = 15_000;

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/**
 * Runs one operation.
 * @param url where the product listens, without a path
 * @param accessToken null: as nobody
 * @throws ApiError when the answer has errors
 */
export async function send<Data, Variables>(
  url: string,
  accessToken: string | null,
  { document }: Operation<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(accessToken === null ? {} : { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify({ query: document, variables }),
    signal: AbortSignal.timeout(requestMs),
  });
  const { data, errors } = (await response.json()) as Answer<Data>;
  const [error] = errors ?? [];
  if (error !== undefined) throw new ApiError(error.extensions?.code ?? 'UNKNOWN', error.message);
  if (!data) throw new ApiError('UNKNOWN', `HTTP status ${response.status} without data`);
  return data;
}
