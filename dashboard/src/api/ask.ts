import { errorOf, postOf, readAnswer } from './answer.ts';
import type { TypedDocumentString } from './graphql.ts';
import { fetchAndTell } from './network.ts';
import { accessToken, renewTokens } from './tokens.ts';

const answerMsMax = 30_000;
const refusals = /"code":"(?:TOKEN_EXPIRED|UNAUTHENTICATED)"/;

/** Asks with the access token; once more with a new one when it turns out to be too old. */
export async function authorizedFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const ask = async () => {
    const headers = { ...init.headers, authorization: `Bearer ${await accessToken()}` };
    const signals = [AbortSignal.timeout(answerMsMax), ...(init.signal ? [init.signal] : [])];
    return await fetchAndTell(input, { ...init, headers, signal: AbortSignal.any(signals) });
  };
  const response = await ask();
  const text = await response.clone().text();
  if (!refusals.test(text)) return response;
  return (await renewTokens()) ? await ask() : response;
}

/**
 * Asks once, without a cache: for what every page needs at once.
 * @throws ApiError
 */
export async function askApi<Data, Variables extends object>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const body = { query: document.toString(), variables };
  const answer = await readAnswer<Data>(authorizedFetch('/graphql', postOf(body)));
  if (answer.data) return answer.data;
  throw errorOf(answer);
}
