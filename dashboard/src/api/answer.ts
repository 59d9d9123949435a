/** What the API answers, wherever it is asked. */
export interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly field?: string };
  }[];
}

/** What the API refused, with the code and the field it names. */
export class ApiError extends Error {
  readonly code: string;
  readonly field: string | null;

  constructor(message: string, code: string, field: string | null = null) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.field = field;
  }
}

/** A POST of JSON. */
export function postOf(body: object, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/**
 * Waits for an answer and reads it.
 * @throws ApiError NETWORK when there is none
 */
export async function readAnswer<Data>(asking: Promise<Response>): Promise<Answer<Data>> {
  let response: Response;
  try {
    response = await asking;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ApiError('The server does not answer. Are you online?', 'NETWORK');
  }
  try {
    return await response.json();
  } catch {
    throw new ApiError(`The server answered with HTTP ${response.status}.`, 'NETWORK');
  }
}

/** The first of the errors of an answer that has no data. */
export function errorOf({ errors }: Answer<unknown>): ApiError {
  const [first] = errors ?? [];
  if (first === undefined) return new ApiError('The server gave no answer.', 'NETWORK');
  const { code = 'UNKNOWN', field = null } = first.extensions ?? {};
  return new ApiError(first.message, code, field);
}
