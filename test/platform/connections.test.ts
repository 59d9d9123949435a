import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { guardConnections } from '../../src/platform/connections.ts';
import { createLog } from '../../src/platform/log.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

/** A server whose answers are as long as the path says, in bytes, and clients that do not read them. */

const generous = {
  unreadMs: 600_000,
  bytesOfOneMax: 1_000_000_000,
  bytesOfAllMax: 1_000_000_000,
  requestsAtOnceMax: 1_000,
};
const silentLog = createLog('silent');

async function openServer(limits: Partial<typeof generous>, perAddress = 0) {
  /** Paths of the answers that were not sent to their end. */
  const cut: string[] = [];
  const server = createServer((req, res) => {
    res.on('close', () => {
      if (!res.writableFinished) cut.push(String(req.url));
    });
    res.end(Buffer.alloc(Number(req.url?.slice(1))));
  });
  guardConnections(server, { log: silentLog, perAddress, limits: { ...generous, ...limits } });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sockets: Socket[] = [];
  const askWithoutReading = (bytes: number, address = '127.0.0.1'): Socket => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: address });
    sockets.push(socket);
    socket.on('error', () => {});
    socket.pause();
    socket.write(`GET /${bytes} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
    return socket;
  };
  return {
    port,
    server,
    cut,
    askWithoutReading,
    /** How many connections the server still has. */
    connections: () =>
      new Promise<number>((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

test('an answer that nobody reads is given up with its connection after a while', async () => {
  await using served = await openServer({ unreadMs: 200 });

  served.askWithoutReading(20_000_000);

  await waitFor('the answer to be cut', () => served.cut.length === 1);
  await waitFor('the connection to be gone', async () => (await served.connections()) === 0);
});

test('of all connections the ones with most to read are cut, until little enough waits', async () => {
  await using served = await openServer({ bytesOfAllMax: 50_000_000 });

  for (let count = 0; count < 3; count++) served.askWithoutReading(20_000_000);
  served.askWithoutReading(40_000_000);

  await waitFor('the heaviest to be cut, and one of the others', () => served.cut.length >= 2);
  expect([served.cut.includes('/40000000'), served.cut.length]).toEqual([true, 2]);
  await waitFor('the two others to be left', async () => (await served.connections()) === 2);
});

test('one connection alone may not hold too much', async () => {
  await using served = await openServer({ bytesOfOneMax: 15_000_000 });

  served.askWithoutReading(10_000_000);
  served.askWithoutReading(30_000_000);

  await waitFor('the longer one to be cut', () => served.cut.length > 0);
  expect(served.cut).toEqual(['/30000000']);
});

test('answers that wait behind another one of their connection count as well', async () => {
  await using served = await openServer({ bytesOfOneMax: 25_000_000 });

  const socket = served.askWithoutReading(10_000_000);
  for (let count = 0; count < 2; count++) socket.write('GET /10000000 HTTP/1.1\r\nhost: localhost\r\n\r\n');

  await waitFor('the connection to be cut', () => served.cut.length === 3);
});

test('a connection has so many requests under way and no more', async () => {
  await using served = await openServer({ requestsAtOnceMax: 4 });
  const request = 'GET /1000000 HTTP/1.1\r\nhost: localhost\r\n\r\n';

  served.askWithoutReading(10_000_000).write(request.repeat(3));
  served.askWithoutReading(10_000_001).write(request.repeat(4));

  await waitFor('the second connection to be cut', () => served.cut.includes('/10000001'));
  expect(served.cut).not.toContain('/10000000');
});

test('one address may have so many connections, and another one as many', async () => {
  const address = '127.0.0.2';
  await using served = await openServer({}, 3);
  const counted: string[] = [];
  // Loopback addresses are not counted, so that a proxy on the same machine is not: this one stands for a stranger.
  served.server.prependListener('connection', (socket: Socket) => {
    Object.defineProperty(socket, 'remoteAddress', {
      value: socket.remoteAddress === address ? '192.0.2.1' : '192.0.2.2',
    });
    counted.push(String(socket.remoteAddress));
  });

  for (let count = 0; count < 5; count++) served.askWithoutReading(1_000, address);
  for (let count = 0; count < 2; count++) served.askWithoutReading(1_000);

  await waitFor('all to have come', () => counted.length === 7);
  await waitFor('two to be turned away', async () => (await served.connections()) === 5);
});
