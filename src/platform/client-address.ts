import { isIPv4, isIPv6 } from 'node:net';

/** Where a request came from, as far as the connection and the proxies in front say. */
export interface RequestOrigin {
  /** The other end of the connection; missing once it is closed. */
  readonly remoteAddress: string | undefined;
  /** The header `X-Forwarded-For`, as Node.js joins it. */
  readonly forwardedFor: string | undefined;
}

/**
 * The network that limits are counted by: the IPv4 address of the client, or the /64 of its IPv6 address, of which one
 * subscriber has 2^64.
 *
 * Behind proxies it is the client that the outermost trusted proxy saw: what stands further left in the header,
 * anybody can write. Where a proxy wrote no address (`unknown`, a name), the nearest one to its right is used, in the
 * end that of the connection: many people may then share a limit, but nobody gets a new one for each request.
 * @param trustProxyHops number of proxies in front whose header is believed
 * @returns such as `192.0.2.7` or `2001:db8:1:2::/64`; `unknown` when the connection is closed
 */
export function clientNetworkOf(
  { remoteAddress, forwardedFor }: RequestOrigin,
  trustProxyHops: number,
): string {
  const direct = toNetwork(remoteAddress ?? '') ?? 'unknown';
  if (trustProxyHops === 0) return direct;
  const forwarded = (forwardedFor ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(Boolean);
  // The connection comes from the nearest proxy, so the last entry was written by it, the one before by the next.
  if (forwarded.length < trustProxyHops) return direct;
  const trusted = forwarded.slice(-trustProxyHops).map(entry => toNetwork(bareAddressOf(entry)));
  return trusted.find(network => network !== null) ?? direct;
}

/** An entry without its quotes, brackets and port: `"[2001:db8::1]:443"`, `192.0.2.7:51034`. */
function bareAddressOf(entry: string): string {
  const text = entry.replace(/^"(.*)"$/, '$1').trim();
  const [, bracketed] = /^\[([^\]]*)\](?::\d*)?$/.exec(text) ?? [];
  if (bracketed !== undefined) return bracketed;
  // A bare IPv6 address has several colons, and the last is part of it.
  const [, beforePort] = /^([\d.]+):\d*$/.exec(text) ?? [];
  return beforePort ?? text;
}

/** The network of an address, in one spelling; null for what is no address. */
function toNetwork(address: string): string | null {
  if (isIPv4(address)) return address;
  // `fe80::1%eth0` is an address and the name of a network card.
  const bare = address.replace(/%.*$/, '');
  if (!isIPv6(bare)) return null;
  const groups = expand(bare);
  if (isIPv4InDisguise(groups)) return toIPv4(groups);
  return `${groups
    .slice(0, 4)
    .map(group => group.toString(16))
    .join(':')}::/64`;
}

/** The eight groups of a valid IPv6 address. */
function expand(address: string): number[] {
  // The last two groups may be written as an IPv4 address.
  const hexadecimal = address.replace(/[\d.]+$/, tail => (isIPv4(tail) ? toHexadecimal(tail) : tail));
  const [left = [], right = []] = hexadecimal.split('::').map(part => part.split(':').filter(Boolean));
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].map(group => Number.parseInt(group, 16));
}

function toHexadecimal(address: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** Mapped (`::ffff:0:0/96`) or translated by NAT64 (`64:ff9b::/96`): all of IPv4 would be one /64. */
function isIPv4InDisguise(groups: readonly number[]): boolean {
  const prefix = groups
    .slice(0, 6)
    .map(group => group.toString(16))
    .join(':');
  return prefix === '0:0:0:0:0:ffff' || prefix === '64:ff9b:0:0:0:0';
}

function toIPv4(groups: readonly number[]): string {
  return groups
    .slice(6)
    .flatMap(group => [group >> 8, group & 0xff])
    .join('.');
}
