import fc from 'fast-check';
import { clientNetworkOf } from '../../src/platform/client-address.ts';
import { expect, test } from '../harness/test.ts';

const direct = (remoteAddress: string | undefined) =>
  clientNetworkOf({ remoteAddress, forwardedFor: undefined }, 0);
const behind = (hops: number, forwardedFor: string | undefined, remoteAddress = '10.0.0.1') =>
  clientNetworkOf({ remoteAddress, forwardedFor }, hops);

test('an IPv4 address counts by itself, however it is written as IPv6', () => {
  for (const address of ['192.0.2.7', '::ffff:192.0.2.7', '::FFFF:c000:207', '0:0:0:0:0:ffff:192.0.2.7'])
    expect(direct(address)).toBe('192.0.2.7');
  expect(direct('64:ff9b::192.0.2.7')).toBe('192.0.2.7');
  expect(direct('::ffff:192.0.2.8')).toBe('192.0.2.8');
});

test('an IPv6 address counts with its whole /64, in whichever spelling', () => {
  const one = [
    '2001:db8:1:2::',
    '2001:db8:1:2::1',
    '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff',
    '2001:db8:1:2:0:0:192.0.2.7',
    '2001:db8:1:2:3:4:5:6',
  ];

  for (const address of one) expect(direct(address)).toBe('2001:db8:1:2::/64');
  expect(direct('2001:db8:1:3::1')).toBe('2001:db8:1:3::/64');
  expect(direct('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(direct('::1')).toBe('0:0:0:0::/64');
  expect(direct('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
});

test('all addresses of a /64 have one network, and it has no other /64', () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  const half = fc.tuple(group, group, group, group);
  const write = (groups: readonly number[]) => groups.map(value => value.toString(16)).join(':');

  fc.assert(
    fc.property(half, half, half, (prefix, a, b) => {
      fc.pre(prefix.some(value => value > 0) && write(prefix) !== '64:ff9b:0:0');

      const networks = [a, b].map(rest => direct(write([...prefix, ...rest])));

      expect(networks).toEqual([`${write(prefix)}::/64`, `${write(prefix)}::/64`]);
    }),
  );
});

const client = '198.51.100.9';
const entries: [entry: string, network: string][] = [
  [client, client],
  [`${client}:51034`, client],
  [`"${client}"`, client],
  [`"${client}:51034"`, client],
  [`::ffff:${client}`, client],
  [`[::ffff:${client}]:51034`, client],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::9]:51034', '2001:db8:1:2::/64'],
  ['"[2001:db8:1:2::9]:51034"', '2001:db8:1:2::/64'],
  ['[fe80::9%eth0]:51034', 'fe80:0:0:0::/64'],
];

for (const [entry, network] of entries) {
  test(`a proxy that forwards ${entry} means ${network}`, () => {
    expect(behind(1, entry)).toBe(network);
    expect(behind(1, `203.0.113.1, ${entry}`)).toBe(network);
    expect(behind(2, `${entry}, 10.0.0.2:80`)).toBe(network);
  });
}

test('the client is what the outermost trusted proxy saw, and not what it says of itself', () => {
  const header = '203.0.113.1, 198.51.100.9, 10.0.0.2';

  expect(behind(0, header)).toBe('10.0.0.1');
  expect(behind(1, header)).toBe('10.0.0.2');
  expect(behind(2, header)).toBe('198.51.100.9');
  expect(behind(3, header)).toBe('203.0.113.1');
});

test('whoever reaches the product around its proxies counts by the connection, whatever the header says', () => {
  for (const header of [undefined, '', ' , ,', '203.0.113.1']) expect(behind(2, header)).toBe('10.0.0.1');
});

test('what a proxy forwards and is no address gives nobody a limit of their own', () => {
  const garbage = [
    'unknown',
    '_hidden',
    '',
    '[',
    '[]',
    '[2001:db8::1',
    '1.2.3.4.5',
    '1.2.3.400',
    ':::',
    '1:2',
    'x',
  ];

  for (const entry of [...garbage, '1.2.3.4:5:6', '[1.2.3.4', '"1.2.3.4', 'x'.repeat(10_000)]) {
    expect(behind(1, `203.0.113.1, ${entry === '' ? '-' : entry}`)).toBe('10.0.0.1');
    expect(behind(2, `${entry || '-'}, 10.0.0.2`)).toBe('10.0.0.2');
  }
});

test('a connection that is closed has no address', () => {
  expect(direct(undefined)).toBe('unknown');
  expect(behind(1, undefined, '')).toBe('unknown');
});

test('whatever the header holds, there is a network, and it is no longer than one', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...',:[]"%.12f \0x') }),
      fc.integer({ min: 0, max: 4 }),
      (header, hops) => {
        expect(behind(hops, header).length).toBeLessThan(30);
      },
    ),
  );
});
