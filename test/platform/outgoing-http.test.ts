import { createServer, type Socket } from 'node:net';
import {
  type LookUp,
  type NamedAddress,
  type OutgoingHttp,
  openOutgoingHttp,
} from '../../src/platform/outgoing-http.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { flood, hang, openWebReceiver, trickle, type WebReceiver } from '../harness/web-receiver.ts';

/** Requests to servers of others, at addresses that somebody has typed in. */

const knowsNothing: LookUp = async () => [];
const at = (...addresses: string[]): NamedAddress[] =>
  addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }));

interface Opened extends AsyncDisposable {
  readonly http: OutgoingHttp;
  /** What was logged, for the operator alone. */
  readonly reasons: readonly unknown[];
}

function open(allow: readonly string[] = [], lookUp: LookUp = knowsNothing, unreachableMs = 0): Opened {
  const reasons: unknown[] = [];
  const log = { info: (facts: object) => void reasons.push(facts) };
  const http = openOutgoingHttp(allow, { lookUp, log, unreachableMs });
  return { http, reasons, [Symbol.asyncDispose]: () => http.close() };
}

/** Servers that answer do so in time, however busy the machine is. */
const patientMs = 60_000;

const request = (url: string, timeoutMs = patientMs) =>
  ({ method: 'POST', url, body: 'hello', timeoutMs, answerBytesMax: 4_096 }) as const;

/** One address of each special range, its first and its last. */
const special = [
  ...['0.0.0.0', '0.255.255.255', '10.0.0.0', '10.255.255.255', '100.64.0.0', '100.127.255.255'],
  ...['127.0.0.1', '127.255.255.255', '169.254.0.0', '169.254.169.254', '172.16.0.0', '172.31.255.255'],
  ...['192.0.0.1', '192.0.2.1', '192.88.99.1', '192.168.0.0', '192.168.255.255', '198.18.0.0'],
  ...['198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.255', '240.0.0.1'],
  '255.255.255.255',
  ...['[::]', '[::1]', '[::7f00:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:a00:1]'],
  ...['[::ffff:0:7f00:1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::1]', '[100::1]', '[2001::1]', '[2001:db8::1]'],
  ...['[2002:7f00:1::]', '[3fff::1]', '[fc00::1]', '[fdff:ffff::1]', '[fe80::1]', '[fec0::1]', '[ff02::1]'],
  ...['[4000::1]', '[5f00::1]'],
];

const inDisguise = [
  ...['http://2130706433/', 'http://0x7f.1/', 'http://0x7f000001/', 'http://017700000001/', 'http://127.1/'],
  ...[
    'http://127.0.0.1./',
    'http://①②⑦.0.0.1/',
    'http://%31%32%37.0.0.1/',
    'http://0/',
    'http://[::ffff:7f00:1]/',
  ],
  ...[
    'http://localhost/',
    'http://LOCALHOST/',
    'http://localhost./',
    'http://a.localhost/',
    'http://intranet/',
  ],
  ...['http://printer.local/', 'http://metadata.google.internal/', 'http://nas.home.arpa/'],
];

test.each([...special.map(host => `https://${host}/`), ...inDisguise])('%s is refused', async url => {
  await using opened = open([], async () => at('127.0.0.1'));

  expect(opened.http.explainRefusal(url)).toMatch(/is a private address/);
  await expect(opened.http.send(request(url))).rejects.toMatchObject({ name: 'OutgoingRefused' });
});

test.each([
  ...['https://1.1.1.1/', 'https://9.255.255.255/', 'https://100.63.255.255/', 'https://100.128.0.0/'],
  ...[
    'https://172.15.255.255/',
    'https://172.32.0.0/',
    'https://192.167.255.255/',
    'https://223.255.255.255/',
  ],
  ...['https://[2606:4700::1111]/', 'https://[2a00:1450:4001::200e]/', 'https://[::ffff:1.1.1.1]/'],
  ...['https://hooks.slack.com/services/x', 'http://example.com:8080/', 'https://localhost.example.com/'],
])('%s is not refused by its look', url => {
  expect(openOutgoingHttp([]).explainRefusal(url)).toBeNull();
});

test.each([
  ['hello', /not a URL/],
  ['', /not a URL/],
  ['https://', /not a URL/],
  ['https://1.2.3.4.5.256/', /not a URL/],
  ['ftp://example.com/', /must start with https/],
  ['file:///etc/passwd', /must start with https/],
  ['javascript:alert(1)', /must start with https/],
  ['https://ada:secret@example.com/', /name or a password/],
  ['https://ada@example.com/', /name or a password/],
])('%p is refused as an address', async (url, sentence) => {
  await using opened = open();

  expect(opened.http.explainRefusal(url)).toMatch(sentence);
  await expect(opened.http.send(request(url))).rejects.toMatchObject({ name: 'OutgoingRefused' });
});

/** What a stranger learns of a server without a connection to it. */
const unreachable = { name: 'OutgoingUnreachable', message: 'The server could not be reached.' };

test.each([
  ['127.0.0.1'],
  ['10.1.2.3'],
  ['169.254.169.254'],
  ['::1'],
  ['fd00::1'],
  ['::ffff:127.0.0.1'],
  ['::ffff:a9fe:a9fe'],
  ['10.0.0.1', 'fe80::1'],
])('a name that leads to %s is refused when something is sent', async (...addresses) => {
  await using receiver = await openWebReceiver();
  await using opened = open([], async () => at(...addresses));
  const url = `http://rebound.example:${receiver.port}/`;

  expect(opened.http.explainRefusal(url)).toBeNull();
  const sent = opened.http.send(request(url));

  await expect(sent).rejects.toMatchObject(unreachable);
  expect(opened.reasons).toEqual([
    {
      host: `rebound.example:${receiver.port}`,
      reason: expect.stringContaining('rebound.example is a private address'),
    },
  ]);
  expect(receiver.connectionCount).toBe(0);
});

test('of a name that leads to good and to private addresses, the good ones alone are tried', async () => {
  await using receiver = await openWebReceiver();
  // 127.0.0.2 stands for a public address: it is allowed, and nobody listens there but on all addresses of this machine.
  await using opened = open(['127.0.0.2/32'], async () => at('127.0.0.1', '127.0.0.2', '::1'));

  const sent = opened.http.send(request(`http://mixed.example:${receiver.port}/`));

  await expect(sent).rejects.toMatchObject({ ...unreachable, reason: 'The server refused the connection.' });
  expect(receiver.connectionCount).toBe(0);
});

test('a name is looked up once for a connection: what was checked is what is connected to', async () => {
  await using receiver = await openWebReceiver();
  const answers = [at('127.0.0.1'), at('10.0.0.1')];
  let asked = 0;
  await using opened = open(['127.0.0.1/32'], async () => answers[asked++] ?? at('10.0.0.1'));

  await opened.http.send(request(`http://twice.example:${receiver.port}/`));

  expect(asked).toBe(1);
  expect(receiver.requests).toHaveLength(1);
});

test('a name that changes its mind is refused with the next request: no connection outlives its check', async () => {
  await using receiver = await openWebReceiver();
  let addresses = at('127.0.0.1');
  await using opened = open(['127.0.0.1/32'], async () => addresses);
  const url = `http://fickle.example:${receiver.port}/`;

  await opened.http.send(request(url));
  await opened.http.send(request(url));
  addresses = at('10.0.0.1');
  const third = opened.http.send(request(url));

  await expect(third).rejects.toMatchObject(unreachable);
  expect(receiver.requests).toHaveLength(2);
  expect(receiver.connectionCount).toBe(2);
});

test('a connection to an allowed host is not lent to a name that leads to the same address', async () => {
  await using receiver = await openWebReceiver();
  await using opened = open(['127.0.0.1'], async () => at('127.0.0.1'));

  await opened.http.send(request(`${receiver.url}/`));
  const byName = opened.http.send(request(`http://rebound.example:${receiver.port}/`));

  await expect(byName).rejects.toMatchObject(unreachable);
  expect(receiver.requests).toHaveLength(1);
});

test.each([
  ['a host', (_port: number) => '127.0.0.1', true],
  ['a host and its port', (port: number) => `127.0.0.1:${port}`, true],
  ['a network', (_port: number) => '127.0.0.0/8', true],
  ['a host and another port', (port: number) => `127.0.0.1:${port + 1}`, false],
  ['another network', (_port: number) => '10.0.0.0/8', false],
])('OUTGOING_ALLOW with %s decides about that server', async (_what, entry, isAllowed) => {
  await using receiver = await openWebReceiver();
  await using opened = open([entry(receiver.port)]);

  const sent = opened.http.send(request(`${receiver.url}/path?x=1`));

  expect(opened.http.isTrusted(`${receiver.url}/`)).toBe(isAllowed);
  expect(opened.http.explainRefusal(`${receiver.url}/`) === null).toBe(isAllowed);
  if (isAllowed) await expect(sent).resolves.toMatchObject({ status: 200, body: 'ok', isCut: false });
  else await expect(sent).rejects.toMatchObject({ name: 'OutgoingRefused' });
  expect(receiver.requests).toHaveLength(isAllowed ? 1 : 0);
});

test('OUTGOING_ALLOW by name and default port lets the name pass, in any capitals', () => {
  const { explainRefusal, isTrusted } = openOutgoingHttp(['psa.internal:443', 'nas', '[::1]', 'fd00::/8']);

  expect(explainRefusal('https://PSA.internal./x')).toBeNull();
  expect(explainRefusal('https://psa.internal:8443/x')).toBeNull();
  expect(isTrusted('https://psa.internal/')).toBe(true);
  expect(isTrusted('https://psa.internal:8443/')).toBe(false);
  expect(isTrusted('http://psa.internal/')).toBe(false);
  expect(isTrusted('http://nas:8080/')).toBe(true);
  expect(isTrusted('http://[::1]:8080/')).toBe(true);
  expect(isTrusted('http://[fd12::1]/')).toBe(true);
  expect(isTrusted('https://example.com/')).toBe(false);
  expect(isTrusted('not a URL')).toBe(false);
});

test('a name that is allowed in a network is checked by the address it leads to', async () => {
  await using receiver = await openWebReceiver();
  await using opened = open(['127.0.0.0/8'], async name =>
    at(name === 'inside.internal' ? '127.0.0.1' : '10.0.0.1'),
  );

  const inside = await opened.http.send(request(`http://inside.internal:${receiver.port}/`));
  const outside = opened.http.send(request(`http://outside.internal:${receiver.port}/`));

  expect(inside.status).toBe(200);
  await expect(outside).rejects.toMatchObject(unreachable);
});

test.each([301, 302, 303, 307, 308])('a redirect with %d is an answer, and is not followed', async status => {
  await using receiver = await openWebReceiver();
  await using target = await openWebReceiver();
  receiver.answerAll({ status, headers: { location: `${target.url}/secret` } });
  await using opened = open([`127.0.0.1:${receiver.port}`]);

  const answer = await opened.http.send(request(`${receiver.url}/`));

  expect(answer).toMatchObject({ status, headers: { location: `${target.url}/secret` } });
  expect(target.connectionCount).toBe(0);
});

/** Sends with a short timeout to a server that never comes to an end; returns the failure. */
async function sendInVain(receiver: Pick<WebReceiver, 'port'>, timeoutMs: number): Promise<unknown> {
  await using opened = open(['127.0.0.1']);
  return await opened.http.send(request(`http://127.0.0.1:${receiver.port}/`, timeoutMs)).then(
    () => null,
    (error: unknown) => error,
  );
}

test('a server that hangs, before or within its answer, is given up after the timeout', async () => {
  await using receiver = await openWebReceiver();
  receiver.answerNext(
    hang,
    response => void response.writeHead(200, { 'content-length': '100' }).write('half'),
    trickle(20),
  );

  for (const _way of ['nothing', 'half an answer', 'one byte after the other']) {
    expect(await sendInVain(receiver, 300)).toMatchObject({
      message: 'There was no answer within 0.3 seconds.',
    });
  }
});

test('a server that takes the connection and never speaks costs the timeout', async () => {
  const sockets: Socket[] = [];
  const server = createServer(socket => void sockets.push(socket.on('error', () => {})));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const failure = await sendInVain({ port }, 200);

  expect(failure).toMatchObject({ message: 'There was no answer within 0.2 seconds.' });
  for (const socket of sockets) socket.destroy();
  await new Promise(resolve => server.close(resolve));
});

test('a name server that hangs costs the timeout', async () => {
  await using opened = open([], () => new Promise(() => {}));

  const sent = opened.http.send(request('https://slow.example/', 200));

  await expect(sent).rejects.toThrow('There was no answer within 0.2 seconds.');
});

test('of an answer without end the beginning is kept, and the rest is not waited for', async () => {
  await using receiver = await openWebReceiver();
  receiver.answerAll(flood);
  await using opened = open(['127.0.0.1']);

  const answer = await opened.http.send(request(`${receiver.url}/`));

  expect(answer).toMatchObject({ status: 200, body: 'x'.repeat(4_096), isCut: true });
});

test('an answer that is as long as what is kept is not cut', async () => {
  await using receiver = await openWebReceiver();
  receiver.answerAll({ status: 500, body: 'y'.repeat(4_096) });
  await using opened = open(['127.0.0.1']);

  const answer = await opened.http.send(request(`${receiver.url}/`));

  expect(answer).toMatchObject({ status: 500, isCut: false });
  expect(answer.body).toHaveLength(4_096);
});

test('the body is sent byte for byte, with the headers given', async () => {
  await using receiver = await openWebReceiver();
  await using opened = open(['127.0.0.1']);
  const body = '{"text":"Grüße → 🔑\\n", "x" :1}';

  await opened.http.send({
    ...request(`${receiver.url}/in?x=%20y`),
    body,
    headers: { 'x-one': 'two', 'content-type': 'application/json' },
  });

  const [received] = receiver.requests;
  expect(received).toMatchObject({
    ...{ method: 'POST', path: '/in?x=%20y', body },
    headers: { 'x-one': 'two', 'content-type': 'application/json' },
  });
});

test('a name that is private, one that does not exist and a server that is not there are told apart by nothing', async () => {
  await using receiver = await openWebReceiver();
  const unreachableMs = 400;
  // 127.0.0.2 stands for a public address, where nobody listens.
  await using opened = open(
    ['127.0.0.2/32'],
    async name => ({ 'private.example': at('10.0.0.1'), 'away.example': at('127.0.0.2') })[name] ?? [],
    unreachableMs,
  );
  const ask = async (name: string) => {
    const sinceMs = performance.now();
    const failure = await opened.http.send(request(`http://${name}:${receiver.port}/`)).then(String, String);
    return { failure, isHeldBack: performance.now() - sinceMs >= unreachableMs - 5 };
  };

  const told = await Promise.all(['private.example', 'missing.example', 'away.example'].map(ask));

  const same = { failure: 'OutgoingUnreachable: The server could not be reached.', isHeldBack: true };
  expect(told).toEqual([same, same, same]);
  expect(new Set(opened.reasons)).toEqual(
    new Set([
      { host: `private.example:${receiver.port}`, reason: expect.stringContaining('is a private address') },
      { host: `missing.example:${receiver.port}`, reason: 'There is no server of this name.' },
      { host: `away.example:${receiver.port}`, reason: 'The server refused the connection.' },
    ]),
  );
});

test('of a host that the operator has named it is told at once why there was no connection', async () => {
  await using opened = open(['psa.internal'], async () => [], patientMs);

  const sent = opened.http.send(request('http://psa.internal/'));

  await expect(sent).rejects.toThrow('There is no server of this name.');
  expect(opened.reasons).toEqual([]);
});

test('a server that was reached and gave no answer is told in a sentence that names no address', async () => {
  await using receiver = await openWebReceiver();
  receiver.answerAll(response => void response.destroy());
  await using opened = open(['127.0.0.1/32'], async () => at('127.0.0.1'));

  const failure = opened.http.send(request(`http://hooks.example:${receiver.port}/`));

  await expect(failure).rejects.toThrow('The server closed the connection without an answer.');
});

test('after closing nothing is left that would keep the process alive', async () => {
  await using receiver = await openWebReceiver();
  const { http, reasons } = open(['127.0.0.1'], knowsNothing, patientMs);
  receiver.answerAll(hang);
  const sent = http.send(request(`${receiver.url}/`)).then(String, String);
  const heldBack = http.send(request('http://missing.example/')).then(String, String);
  await receiver.received(1);
  await waitFor('the name to be looked up in vain', () => reasons.length === 1);

  await http.close();

  expect(await sent).toMatch(/^Error: /);
  expect(await heldBack).toMatch(/could not be reached/);
});
