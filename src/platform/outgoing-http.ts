import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, buildConnector, fetch } from 'undici';
import type { Log } from './log.ts';
import { addressOf, hostOf, isPrivateAddress, isPrivateName, parseAllowList } from './outgoing-addresses.ts';
import {
  codeOf,
  explainFailure,
  explainPrivate,
  LeadsToPrivate,
  NameNotFound,
  OutgoingRefused,
  OutgoingUnreachable,
} from './outgoing-failures.ts';

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
  /**
   * @throws OutgoingRefused when the URL is not one to send to, by its look; OutgoingUnreachable when no connection came
   *   about, whatever the reason; Error with a sentence for a person otherwise
   */
  send(request: OutgoingRequest): Promise<OutgoingAnswer>;
  /** A sentence on why nothing would be sent to this URL, as far as that can be told without asking for its name; else null. */
  explainRefusal(url: string): string | null;
  /** Whether the operator has named this very host, so that rules for strangers' servers need not hold. */
  isTrusted(url: string): boolean;
  close(): Promise<void>;
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
  /** Gets the reasons that are kept from whoever chose the address. */
  readonly log?: Pick<Log, 'info'> | undefined;
  /** In the place of `unreachableMs`. */
  readonly unreachableMs?: number | undefined;
}

/** Connections to one server side by side; more requests wait, within their timeout. */
const connectionsPerServerMax = 8;
const connectMs = 10_000;
/**
 * How long it takes at least to say that a server cannot be reached. A private address is refused as soon as its name is
 * looked up, a port that nobody listens at says so after a round trip: at once, each would be told by its time.
 */
const unreachableMs = 3_000;

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
  const closing = new AbortController();

  /**
   * The failure that the caller gets. Which names lead where in the operator's network is nobody's business: only for
   * hosts that the operator has named is it told why there was no connection. For others the log has the reason.
   */
  async function toFailure(error: unknown, url: URL, timeoutMs: number, sinceMs: number): Promise<Error> {
    const failure = explainFailure(error, url, timeoutMs);
    if (!(failure instanceof OutgoingUnreachable)) return failure;
    if (allowed.hasHost(url)) return new Error(failure.reason, { cause: error });
    options.log?.info({ host: url.host, reason: failure.reason }, 'a server of others could not be reached');
    const leftMs =
      Math.min(options.unreachableMs ?? unreachableMs, timeoutMs) - (performance.now() - sinceMs);
    await pause(Math.max(0, leftMs), null, { signal: closing.signal }).catch(() => null);
    return failure;
  }

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
      const sinceMs = performance.now();
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
        throw await toFailure(error, url, request.timeoutMs, sinceMs);
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
      closing.abort();
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
        if (good.length === 0 && addresses.length > 0) throw new LeadsToPrivate(name);
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
      done(new LeadsToPrivate(options.hostname), null);
    });
  };
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
