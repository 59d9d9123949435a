import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent, buildConnector, fetch } from 'undici';
import { addressOf, hostOf, isPrivateAddress, isPrivateName, parseAllowList } from './outgoing-addresses.ts';

/** A request to somebody else's server, at an address that an admin of an account has chosen. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent byte for byte. */
  readonly body?: string;
  /** For everything, from the name's look-up to the last byte of the answer. */
  readonly timeoutMs: number;
  /** What is kept of the answer; the rest is not read. */
  readonly answerBytesMax: number;
}

export interface OutgoingAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the answer was longer than what was kept of it. */
  readonly isCut: boolean;
}

/** Requests to servers of others. Redirects are not followed: they are answers with their status. */
export interface OutgoingHttp {
  /** @throws OutgoingRefused when the address is not one to send to; Error with a sentence for a person otherwise */
  send(request: OutgoingRequest): Promise<OutgoingAnswer>;
  /** A sentence on why nothing would be sent to this URL, as far as that can be told without asking for its name; else null. */
  explainRefusal(url: string): string | null;
  /** Whether the operator has named this very host, so that rules for strangers' servers need not hold. */
  isTrusted(url: string): boolean;
  close(): Promise<void>;
}

/** The address is private, or no address to send to at all; trying again is pointless as long as that is so. */
export class OutgoingRefused extends Error {
  override readonly name = 'OutgoingRefused';
}

/** Finds the addresses of a name. */
export type LookUp = (name: string) => Promise<readonly NamedAddress[]>;

export interface NamedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

export interface OutgoingOptions {
  /** In the place of the name servers of this machine. */
  readonly lookUp?: LookUp | undefined;
}

/** Connections to one server side by side; more requests wait, within their timeout. */
const connectionsPerServerMax = 8;
const connectMs = 10_000;

/**
 * @param allow hosts, `host:port` and networks that may be sent to although they are private (OUTGOING_ALLOW)
 */
export function openOutgoingHttp(allow: readonly string[], options: OutgoingOptions = {}): OutgoingHttp {
  const allowed = parseAllowList(allow);
  const lookUp = options.lookUp ?? askNameServers;
  const isGood = (address: string) => allowed.hasAddress(address) || !isPrivateAddress(address);
  // A connection to a stranger is used once: the next request finds out anew where its name leads, and whether it may.
  const guarded = new Agent({
    connections: connectionsPerServerMax,
    pipelining: 0,
    connect: connectGuarded(lookUp, isGood),
  });
  const free = new Agent({ connections: connectionsPerServerMax, connect: { timeout: connectMs } });

  function check(text: string): URL {
    const url = URL.parse(text);
    if (url === null) throw new OutgoingRefused('This is not a URL.');
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw new OutgoingRefused('The URL must start with https:// or http://.');
    if (url.username !== '' || url.password !== '')
      throw new OutgoingRefused('The URL must not hold a name or a password.');
    if (allowed.hasHost(url)) return url;
    const host = hostOf(url);
    const address = addressOf(host);
    if (address === null && isPrivateName(host) && allow.every(entry => !entry.includes('/')))
      throw new OutgoingRefused(explainPrivate(host));
    if (address !== null && !isGood(address)) throw new OutgoingRefused(explainPrivate(address));
    return url;
  }

  return {
    async send(request) {
      const url = check(request.url);
      const signal = AbortSignal.timeout(request.timeoutMs);
      try {
        const response = await fetch(url, {
          method: request.method,
          headers: { ...request.headers },
          body: request.body ?? null,
          redirect: 'manual',
          signal,
          dispatcher: allowed.hasHost(url) ? free : guarded,
        });
        const { body, isCut } = await readSome(response.body, request.answerBytesMax);
        return { status: response.status, headers: Object.fromEntries(response.headers), body, isCut };
      } catch (error) {
        throw explainFailure(error, url, request.timeoutMs);
      }
    },
    explainRefusal(text) {
      try {
        check(text);
        return null;
      } catch (error) {
        return error instanceof OutgoingRefused ? error.message : String(error);
      }
    },
    isTrusted(text) {
      const url = URL.parse(text);
      if (url === null) return false;
      const address = addressOf(hostOf(url));
      return allowed.hasHost(url) || (address !== null && allowed.hasAddress(address));
    },
    async close() {
      await Promise.all([guarded.destroy(), free.destroy()]);
    },
  };
}

/**
 * Connects to addresses that pass alone. A name is looked up once, and what is connected to is what was checked: a
 * second look-up could say otherwise.
 */
function connectGuarded(lookUp: LookUp, isGood: (address: string) => boolean): buildConnector.connector {
  const connect = buildConnector({
    timeout: connectMs,
    lookup(name, { all }, done) {
      const found = lookUp(name).then(addresses => {
        const good = addresses.filter(({ address }) => isGood(address));
        if (good.length === 0 && addresses.length > 0) throw new OutgoingRefused(explainPrivate(name));
        if (good.length === 0) throw new NameNotFound(name);
        return good;
      });
      found.then(
        good => {
          const [first] = good;
          if (all) done(null, [...good]);
          else done(null, first?.address ?? '', first?.family);
        },
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), ''),
      );
    },
  });
  return (options, done) => {
    connect(options, (error, socket) => {
      if (error !== null) return done(error, null);
      // The last word on where the bytes go, whichever way the library took to get there.
      const { remoteAddress = '' } = socket;
      if (isGood(remoteAddress)) return done(null, socket);
      socket.destroy();
      done(new OutgoingRefused(explainPrivate(options.hostname)), null);
    });
  };
}

class NameNotFound extends Error {
  readonly code = 'ENOTFOUND';

  constructor(name: string) {
    super(`There is no server of the name ${name}.`);
  }
}

/** How long one name server has for an answer, and how often it is asked. */
const nameServerPatience = { timeout: 2_500, tries: 2 } as const;

/**
 * Asks the name servers on sockets of our own. The system's look-up holds one of the few threads that passwords and
 * files need as well, for as long as a name server pleases; it is asked only for what they say they do not know, such
 * as a name in the machine's own list of hosts.
 */
async function askNameServers(name: string): Promise<NamedAddress[]> {
  const resolver = new Resolver(nameServerPatience);
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  const found = answers
    .flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []))
    .map((address): NamedAddress => ({ address, family: isIP(address) === 6 ? 6 : 4 }));
  if (found.length > 0) return found;
  const codes = answers.map(answer => (answer.status === 'rejected' ? codeOf(answer.reason) : ''));
  if (!codes.every(code => code === 'ENOTFOUND' || code === 'ENODATA' || code === 'ECONNREFUSED'))
    throw Object.assign(new Error(`The name servers did not answer for ${name}.`), { code: 'ETIMEOUT' });
  const known = await lookup(name, { all: true });
  return known.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

function explainPrivate(host: string): string {
  return `${host} is a private address. Requests go to public ones, and to those in OUTGOING_ALLOW.`;
}

async function readSome(
  stream: AsyncIterable<Uint8Array> | null,
  bytesMax: number,
): Promise<{ body: string; isCut: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early closes the connection, with whatever else would have come.
  for await (const chunk of stream ?? []) {
    chunks.push(chunk.subarray(0, bytesMax - length));
    length += chunk.length;
    if (length > bytesMax) break;
  }
  return { body: Buffer.concat(chunks).toString('utf8'), isCut: length > bytesMax };
}

/** What the codes of a failed connection mean. */
const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The server refused the connection.',
  ECONNRESET: 'The server closed the connection without an answer.',
  EPIPE: 'The server closed the connection without an answer.',
  UND_ERR_SOCKET: 'The server closed the connection without an answer.',
  ENOTFOUND: 'There is no server of this name.',
  EAI_AGAIN: 'The name servers did not answer.',
  ETIMEOUT: 'The name servers did not answer.',
  ETIMEDOUT: 'The server did not take the connection in time.',
  UND_ERR_CONNECT_TIMEOUT: 'The server did not take the connection in time.',
  EHOSTUNREACH: 'There is no way to the server.',
  ENETUNREACH: 'There is no way to the server.',
  UND_ERR_HEADERS_OVERFLOW: 'The headers of the answer are too long.',
};

/**
 * A sentence for a person. The library's errors say `fetch failed` and hide the reason in their cause; what is
 * below that may name addresses inside of a network, which are nobody's business.
 */
function explainFailure(error: unknown, url: URL, timeoutMs: number): Error {
  const late = new Error(`There was no answer within ${timeoutMs / 1000} seconds.`, { cause: error });
  const chain = causesOf(error);
  const refused = chain.find(cause => cause instanceof OutgoingRefused);
  if (refused !== undefined) return refused;
  if (chain.some(({ name }) => name === 'TimeoutError')) return late;
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

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
