import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * What must not be sent to on behalf of a customer: this machine, its neighbours, and what has no one machine behind it
 * (IANA's registries of special-purpose addresses for IPv4 and IPv6).
 */
const privateNetworks = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  privateNetworks.addSubnet(network, prefix, 'ipv4');
}

/** Of IPv6, what is handed out to networks of the world; everything else is special or not in use. */
const publicIPv6 = new BlockList();
publicIPv6.addSubnet('2000::', 3, 'ipv6');

for (const [network, prefix] of [
  // Teredo, benchmarks, ORCHID and what else is reserved for protocols.
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4 holds an IPv4 address, which may be any.
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const) {
  privateNetworks.addSubnet(network, prefix, 'ipv6');
}

/** IPv4 addresses in the clothes of IPv6, such as `::ffff:127.0.0.1`: they count as what they are. */
const mappedIPv4 = new BlockList();
mappedIPv4.addSubnet('::ffff:0:0', 96, 'ipv6');

/** Whether an address is none that belongs to one machine in the public network. What is no address counts as private. */
export function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 0) return true;
  if (!isIPv6(address)) return privateNetworks.check(address, 'ipv4');
  const bare = withoutZone(address);
  // A list looks at mapped addresses as the IPv4 addresses that they are.
  if (mappedIPv4.check(bare, 'ipv6')) return privateNetworks.check(bare, 'ipv6');
  return !publicIPv6.check(bare, 'ipv6') || privateNetworks.check(bare, 'ipv6');
}

/** `fe80::1%eth0` is an address and the name of a network card. */
function withoutZone(address: string): string {
  return address.replace(/%.*$/, '');
}

/** What the operator lets requests go to although it is private (OUTGOING_ALLOW). */
export interface AllowList {
  /** Whether the URL names a host that is allowed whatever its address is, with or without its port. */
  hasHost(url: URL): boolean;
  hasAddress(address: string): boolean;
}

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** @param entries hosts, `host:port` and networks such as `10.0.0.0/8` */
export function parseAllowList(entries: readonly string[]): AllowList {
  const networks = new BlockList();
  const hosts = new Set<string>();
  for (const entry of entries) {
    const [network = '', prefix] = entry.split('/');
    if (prefix === undefined) hosts.add(entry.toLowerCase());
    else networks.addSubnet(network, Number(prefix), isIPv6(network) ? 'ipv6' : 'ipv4');
  }
  return {
    hasHost(url) {
      const host = hostOf(url);
      return hosts.has(host) || hosts.has(`${host}:${url.port || defaultPorts[url.protocol]}`);
    },
    hasAddress: address =>
      isIP(address) !== 0 && networks.check(withoutZone(address), isIPv6(address) ? 'ipv6' : 'ipv4'),
  };
}

/** The host of a URL as it is compared: in lower case, an IPv6 address in brackets, without the dot of the root. */
export function hostOf({ hostname }: URL): string {
  return hostname.toLowerCase().replace(/\.+$/, '');
}

/** The address that a host is; null for a name. */
export function addressOf(host: string): string | null {
  const address = host.replace(/^\[|\]$/g, '');
  return isIP(address) === 0 ? null : address;
}

/** Names that mean this machine wherever they are asked for, or the network around it (RFC 6761, 6762, 8375). */
export function isPrivateName(host: string): boolean {
  return /(^|\.)(localhost|local|internal|home\.arpa)$/.test(host) || !host.includes('.');
}
