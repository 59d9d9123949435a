/** A sign-in: what `login`, `register` and `refreshTokens` answer. */
export interface Tokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
  /** For the next `login` on this device, which strangers then cannot lock out; worth keeping after `logout`, too. */
  readonly deviceToken?: string;
}

export interface KeepTokensOptions {
  /** Such as `https://desk.example.com/graphql`. */
  readonly url: string;
  readonly tokens: Tokens;
  /** Takes each new sign-in, to store it. The old refresh token is worth nothing from now on. */
  onTokens?(tokens: Tokens): void;
  /** A token is renewed this long before it expires; 30 s unless told. */
  readonly earlyMs?: number;
  /** In place of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Holds a sign-in, for `subscribeToEscalations` and for whatever else asks the API. */
export interface TokenKeeper {
  /** A token that is good for a while: renewed first when it is about to expire. */
  accessToken(): Promise<string>;
  /**
   * Exchanges the refresh token; false when it is refused and the person has to sign in. Calls at the same time share
   * one exchange: a refresh token that is used twice ends the sign-in, unless the answer was lost a moment ago.
   * @throws when the server did not answer, or cannot do it now
   */
  refreshTokens(): Promise<boolean>;
}

/** Longest that an exchange may take. */
const exchangeMsMax = 15_000;

const mutation = `mutation RefreshTokens($input: RefreshTokensInput!) {
  refreshTokens(input: $input) { accessToken accessTokenExpiresAt refreshToken deviceToken }
}`;

interface Answer {
  readonly data?: { readonly refreshTokens: Tokens } | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string };
  }[];
}

/** Keeps a sign-in fresh. */
export function keepTokens(options: KeepTokensOptions): TokenKeeper {
  const { url, earlyMs = 30_000 } = options;
  let { tokens } = options;
  let renewAtMs = renewalTime(tokens);
  let exchange: Promise<boolean> | null = null;

  /** When to renew; never, by a clock that calls a new token old already: then it is the clock that is wrong. */
  function renewalTime({ accessTokenExpiresAt }: Tokens): number {
    const atMs = Date.parse(accessTokenExpiresAt) - earlyMs;
    return atMs > Date.now() ? atMs : Number.POSITIVE_INFINITY;
  }

  async function runExchange(): Promise<boolean> {
    const response = await (options.fetch ?? globalThis.fetch)(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: mutation, variables: { input: { refreshToken: tokens.refreshToken } } }),
      signal: AbortSignal.timeout(exchangeMsMax),
    });
    const { data, errors }: Answer = await response.json();
    if (data) {
      tokens = data.refreshTokens;
      renewAtMs = renewalTime(tokens);
      options.onTokens?.(tokens);
      return true;
    }
    const [error] = errors ?? [];
    if (error?.extensions?.code === 'UNAUTHENTICATED') return false;
    throw new Error(error?.message ?? `The server answered with HTTP ${response.status}.`);
  }

  function refreshTokens(): Promise<boolean> {
    exchange ??= runExchange().finally(() => {
      exchange = null;
    });
    return exchange;
  }

  return {
    refreshTokens,
    async accessToken() {
      // When it cannot be renewed the old one may still do, and the server says so when it does not.
      if (exchange !== null || Date.now() >= renewAtMs) await refreshTokens().catch(() => false);
      return tokens.accessToken;
    },
  };
}
