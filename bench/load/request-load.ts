/**
 * A load generator for requests, as a process of its own: keep-alive connections on bare sockets, each of which sends
 * its next request when it has the whole response to the one before. Every response is looked at for a failure.
 */
import { connect, type Socket } from 'node:net';

export interface RequestLoad {
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bodies, each sent once when `requests` says so; otherwise over and over. */
  readonly bodies: readonly string[];
  /** Authorization of each body in turn, when they differ. */
  readonly tokens?: readonly string[];
  readonly connections: number;
  /** Stop after this time; null: after each body was sent once. */
  readonly seconds: number | null;
}

export interface RequestLoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly cpuShare: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly failed: number;
  /** The first failed response, or else the first response. */
  readonly sample: string;
}

const headEnd = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('0\r\n\r\n');
const failureMark = Buffer.from('"errors"');
const okMark = Buffer.from('HTTP/1.1 200');

function run(load: RequestLoad): Promise<RequestLoadResult> {
  const { hostname, port } = new URL(load.url);
  const messages = load.bodies.map((body, at) => encodeRequest(load, body, at));
  const startedMs = performance.now();
  const startedCpu = process.cpuUsage();
  const deadlineMs = load.seconds === null ? Number.POSITIVE_INFINITY : startedMs + load.seconds * 1000;
  const times: number[] = [];
  let next = 0;
  let failed = 0;
  let sample: string | null = null;
  let failure: string | null = null;

  function takeMessage(): Buffer | null {
    if (performance.now() >= deadlineMs) return null;
    if (load.seconds === null && next >= messages.length) return null;
    return messages[next++ % messages.length] ?? null;
  }

  function check(response: Buffer): void {
    sample ??= response.toString('utf8');
    if (okMark.compare(response, 0, okMark.length) === 0 && !response.includes(failureMark)) return;
    failed++;
    failure ??= response.toString('utf8', 0, 2_000);
  }

  function runConnection(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const socket: Socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    let sentMs = 0;
    let received: Buffer = Buffer.alloc(0);
    const sendNext = () => {
      const message = takeMessage();
      if (message === null) {
        socket.destroy();
        return resolve();
      }
      sentMs = performance.now();
      socket.write(message);
    };
    socket.once('connect', sendNext);
    socket.on('data', data => {
      received = received.length === 0 ? data : Buffer.concat([received, data]);
      if (!isWhole(received)) return;
      times.push(performance.now() - sentMs);
      check(received);
      received = Buffer.alloc(0);
      sendNext();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the server closed a connection')));
    return promise;
  }

  return Promise.all(Array.from({ length: load.connections }, runConnection)).then(() => {
    const seconds = (performance.now() - startedMs) / 1000;
    const cpu = process.cpuUsage(startedCpu);
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
    return {
      requests: times.length,
      seconds,
      cpuShare: (cpu.user + cpu.system) / 1e6 / seconds,
      medianMs: at(0.5) ?? Number.NaN,
      p99Ms: at(0.99) ?? Number.NaN,
      failed,
      sample: failure ?? sample ?? '',
    };
  });
}

function encodeRequest(load: RequestLoad, body: string, at: number): Buffer {
  const token = load.tokens?.[at % load.tokens.length];
  const head = [
    `POST ${load.path} HTTP/1.1`,
    `host: ${new URL(load.url).host}`,
    'content-type: application/json',
    'accept: application/json',
    ...Object.entries(load.headers).map(([name, value]) => `${name}: ${value}`),
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Whether a response has all come; there is never more than one, since nothing is sent ahead. */
function isWhole(received: Buffer): boolean {
  const end = received.indexOf(headEnd);
  if (end < 0) return false;
  const head = received.toString('latin1', 0, end).toLowerCase();
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  if (length !== undefined) return received.length >= end + headEnd.length + Number(length);
  return received.subarray(-lastChunk.length).equals(lastChunk);
}

process.on('message', (load: RequestLoad) => {
  run(load).then(
    result => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
