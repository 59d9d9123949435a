import { type CombinedError, cacheExchange, createClient, fetchExchange } from 'urql';
import { ApiError } from './answer.ts';
import { authorizedFetch } from './ask.ts';

/** A client with an empty cache, for whoever is signed in now. */
export function createApi() {
  return createClient({
    url: '/graphql',
    exchanges: [cacheExchange, fetchExchange],
    fetch: authorizedFetch,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { headers: { accept: 'application/json' } },
  });
}

/** What went wrong, in words for people. */
export function toApiError(error: CombinedError): ApiError {
  const [first] = error.graphQLErrors;
  if (first !== undefined) {
    const { code, field } = first.extensions;
    return new ApiError(
      first.message,
      typeof code === 'string' ? code : 'UNKNOWN',
      typeof field === 'string' ? field : null,
    );
  }
  const { networkError } = error;
  if (networkError instanceof ApiError) return networkError;
  return new ApiError('The server does not answer. Are you online?', 'NETWORK');
}
