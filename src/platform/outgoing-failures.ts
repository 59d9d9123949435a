/** The URL is that of a private address, or no address to send to at all; trying again is pointless as long as that is so. */
export class OutgoingRefused extends Error {
  override readonly name = 'OutgoingRefused';
}

/**
 * There was no connection: no such name, a name that leads to private addresses, nobody who answers. Which of these it
 * was would tell a stranger what names there are in the operator's network, so the message is always the same.
 */
export class OutgoingUnreachable extends Error {
  override readonly name = 'OutgoingUnreachable';
  /** What it was, for the operator. */
  readonly reason: string;

  constructor(reason: string, options: ErrorOptions) {
    super('The server could not be reached.', options);
    this.reason = reason;
  }
}

/** A name without any address. */
export class NameNotFound extends Error {
  readonly code = 'ENOTFOUND';

  constructor(name: string) {
    super(`There is no server of the name ${name}.`);
  }
}

/** A name leads to private addresses alone. */
export class LeadsToPrivate extends Error {
  override readonly name = 'LeadsToPrivate';

  constructor(host: string) {
    super(explainPrivate(host));
  }
}

export function explainPrivate(host: string): string {
  return `${host} is a private address. Requests go to public ones, and to those in OUTGOING_ALLOW.`;
}

/** Why there was no connection, by the codes of errors. */
const noConnection: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The server refused the connection.',
  ENOTFOUND: 'There is no server of this name.',
  EAI_AGAIN: 'The name servers did not answer.',
  EAI_FAIL: 'The name servers did not answer.',
  ETIMEOUT: 'The name servers did not answer.',
  ETIMEDOUT: 'The server did not take the connection in time.',
  UND_ERR_CONNECT_TIMEOUT: 'The server did not take the connection in time.',
  EHOSTUNREACH: 'There is no way to the server.',
  ENETUNREACH: 'There is no way to the server.',
  EADDRNOTAVAIL: 'There is no way to the server.',
  EINVAL: 'There is no way to the server.',
  EACCES: 'There is no way to the server.',
  EPERM: 'There is no way to the server.',
};

/** What went wrong with a server that was reached. */
const failures: Readonly<Record<string, string>> = {
  ECONNRESET: 'The server closed the connection without an answer.',
  EPIPE: 'The server closed the connection without an answer.',
  UND_ERR_SOCKET: 'The server closed the connection without an answer.',
  UND_ERR_HEADERS_OVERFLOW: 'The headers of the answer are too long.',
};

/**
 * A sentence for a person. The library's errors say `fetch failed` and hide the reason in their cause; what is
 * below that may name addresses inside of a network, which are nobody's business.
 */
export function explainFailure(error: unknown, url: URL, timeoutMs: number): Error {
  const late = new Error(`There was no answer within ${timeoutMs / 1000} seconds.`, { cause: error });
  const chain = causesOf(error);
  const refused = chain.find(cause => cause instanceof LeadsToPrivate);
  if (refused !== undefined) return new OutgoingUnreachable(refused.message, { cause: error });
  if (chain.some(({ name }) => name === 'TimeoutError')) return late;
  const unreached = chain.map(cause => noConnection[codeOf(cause)]).find(sentence => sentence !== undefined);
  if (unreached !== undefined) return new OutgoingUnreachable(unreached, { cause: error });
  const known = chain.map(cause => failures[codeOf(cause)]).find(sentence => sentence !== undefined);
  if (known !== undefined) return new Error(known, { cause: error });
  const [deepest] = chain.slice(-1);
  const code = chain.map(codeOf).find(found => found !== '') ?? '';
  if (/CERT|TLS|SSL|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(code))
    return new Error(`The certificate of ${url.host} is not good: ${code}.`, { cause: error });
  if (code.startsWith('HPE_')) return new Error('The answer is not HTTP.', { cause: error });
  return new Error(`The request failed: ${code || (deepest?.message ?? 'for no reason that was given')}.`, {
    cause: error,
  });
}

/** An error and what is behind it, several addresses that were tried side by side included. */
function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  const visit = (at: unknown) => {
    if (!(at instanceof Error) || chain.includes(at) || chain.length > 20) return;
    chain.push(at);
    if (at instanceof AggregateError) at.errors.forEach(visit);
    visit(at.cause);
  };
  visit(error);
  return chain;
}

/** The code of an error; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
