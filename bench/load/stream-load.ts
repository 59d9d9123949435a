/**
 * A load generator for live streams, as a process of its own. It opens streams, waits until each has received what
 * was published, and looks at every byte of every stream: nothing may be lost, doubled, out of order or foreign.
 */
import { Agent, request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { Integrity } from '../report.ts';
import { openEventSocket } from './event-socket.ts';
import { createLedger, inspect, type Ledger, type Position, record, setTarget } from './ledger.ts';

export type StreamOrder =
  | {
      readonly kind: 'open';
      readonly url: string;
      readonly path: string;
      readonly body: string;
      /** One entry an account: the tokens that its streams use by turns. */
      readonly groups: readonly { readonly tokens: readonly string[]; readonly streams: number }[];
      /** How many may be in the middle of opening at once. */
      readonly atOnce: number;
      /** A text in the first frame, which is not counted as an event; null: open is when the head has come. */
      readonly readyMark: string | null;
      /** Whether the accounts' logs have events that these streams are not sent. */
      readonly hasGaps: boolean;
    }
  /** Waits until every stream has this many events more than at the last order of this kind. */
  | { readonly kind: 'receive'; readonly events: number; readonly secondsMax: number }
  /** The same, for events that this process causes itself, at an even pace. */
  | {
      readonly kind: 'cause';
      readonly url: string;
      readonly path: string;
      readonly token: string;
      readonly bodies: readonly string[];
      /** A text that occurs in the event each body causes, and whose arrival is timed. */
      readonly marks: readonly string[];
      /** How many events each body causes, that one included. */
      readonly eventsEach: number;
      readonly perSecond: number;
      readonly secondsMax: number;
    }
  | { readonly kind: 'close' };

export interface StreamResult {
  readonly seconds: number;
  readonly cpuShare: number;
  /** By the clock that all processes share, in milliseconds. */
  readonly finishedAtMs: number;
  readonly streams: number;
  /** Whether every stream has all that was waited for. */
  readonly isComplete: boolean;
  readonly frameBytes: number;
  /** Of all that was received so far; only final when nothing more is on its way. */
  readonly integrity: Integrity;
  /** Of `cause`: from the request's being sent to the event's being received, all streams together. */
  readonly arrivalMs: { readonly median: number; readonly p99: number; readonly max: number } | null;
}

interface Stream {
  readonly ledger: Ledger;
  readonly position: Position;
  readonly socket: Socket;
  isOpen: boolean;
  opening: string;
  isDone: boolean;
}

const trailingMs = 200;

let streams: Stream[] = [];
let ledgers = new Map<Ledger, Position[]>();
let targetFrames = 0;
let waiting = 0;
let finish: (() => void) | null = null;
let fail: ((error: Error) => void) | null = null;
let isClosing = false;
/** When each thing was sent, by its mark; only while arrivals are timed. */
let sentAt: Map<string, number> | null = null;
let arrivals: number[] = [];

function sentMsOf(frame: string): number {
  if (sentAt === null) return Number.NaN;
  for (const [mark, atMs] of sentAt) if (frame.includes(mark)) return atMs;
  return Number.NaN;
}

function onBody(stream: Stream, buffer: Buffer, from: number, to: number): void {
  const { ledger, position } = stream;
  record(ledger, position, buffer, from, to, sentMsOf);
  if (sentAt !== null) {
    const nowMs = performance.now();
    while ((ledger.frameEnds[position.frames] ?? Number.POSITIVE_INFINITY) <= position.length) {
      const sentMs = ledger.sentMs[position.frames] ?? Number.NaN;
      if (!Number.isNaN(sentMs)) arrivals.push(nowMs - sentMs);
      position.frames++;
    }
  }
  if (!stream.isDone && (position.length >= ledger.targetLength || position.stray !== null)) {
    stream.isDone = true;
    if (--waiting === 0) finish?.();
  }
}

type Opening = Extract<StreamOrder, { kind: 'open' }>;

function open(order: Opening): Promise<void> {
  const { hostname, port } = new URL(order.url);
  const wanted = order.groups.flatMap(({ tokens, streams: count }) => {
    const ledger = createLedger(order.hasGaps);
    ledgers.set(ledger, []);
    return Array.from({ length: count }, (_, at) => ({ ledger, token: tokens[at % tokens.length] ?? '' }));
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  fail = reject;
  let next = 0;
  let opened = 0;

  function openNext(): void {
    const one = wanted[next];
    if (one === undefined) return;
    const local = next++;
    const position: Position = { length: 0, frames: 0, stray: null };
    ledgers.get(one.ledger)?.push(position);
    const isOpenNow = () => {
      stream.isOpen = true;
      stream.opening = '';
      opened++;
      if (opened === wanted.length) resolve();
      else openNext();
    };
    const socket = openEventSocket({
      port: Number(port),
      host: hostname,
      // One address has too few ports for all connections of a run, the closed ones of before included.
      localAddress: process.platform === 'linux' ? `127.0.0.${2 + (local % 40)}` : undefined,
      request: encodeRequest(order, hostname, one.token),
      onHead(status, head) {
        if (status !== 200) fail?.(new Error(`a stream was refused: ${head}`));
        if (order.readyMark === null) isOpenNow();
      },
      onBody(buffer, from, to) {
        if (stream.isOpen) return onBody(stream, buffer, from, to);
        stream.opening += buffer.toString('utf8', from, to);
        const at = stream.opening.indexOf(order.readyMark ?? '');
        if (at >= 0 && stream.opening.includes('\n\n', at)) isOpenNow();
      },
      onClose(error) {
        if (!isClosing) fail?.(error ?? new Error(`a stream was ended: ${stream.opening}`));
      },
    });
    const stream: Stream = { ledger: one.ledger, position, socket, isOpen: false, opening: '', isDone: true };
    streams.push(stream);
  }
  for (let n = 0; n < order.atOnce; n++) openNext();
  return promise;
}

function encodeRequest(order: Opening, host: string, token: string): Buffer {
  const head = [
    `POST ${order.path} HTTP/1.1`,
    `host: ${host}`,
    'accept: text/event-stream',
    'content-type: application/json',
    `authorization: Bearer ${token}`,
    `content-length: ${Buffer.byteLength(order.body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${order.body}`);
}

/** Resolves when all have come, and also when the time is over: what is missing then is counted as lost. */
function receive(events: number, secondsMax: number): Promise<void> {
  targetFrames += events;
  for (const ledger of ledgers.keys()) setTarget(ledger, targetFrames);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  [finish, fail] = [resolve, reject];
  const late = streams.filter(({ ledger, position }) => position.length < ledger.targetLength);
  for (const stream of late) stream.isDone = false;
  waiting = late.length;
  if (waiting === 0) resolve();
  const timer = setTimeout(resolve, secondsMax * 1000);
  return promise.finally(() => clearTimeout(timer));
}

async function cause(order: Extract<StreamOrder, { kind: 'cause' }>): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  sentAt = new Map();
  arrivals = [];
  const received = receive(order.bodies.length * order.eventsEach, order.secondsMax);
  const startedMs = performance.now();
  for (const [at, body] of order.bodies.entries()) {
    const pauseMs = startedMs + (at * 1000) / order.perSecond - performance.now();
    if (pauseMs > 0) await new Promise(resolve => setTimeout(resolve, pauseMs));
    sentAt.set(order.marks[at] ?? '', performance.now());
    send(agent, order, body);
  }
  await received;
  agent.destroy();
}

/** Sends without waiting: the pace is that of the people who escalate, not that of the server. */
function send(agent: Agent, order: Extract<StreamOrder, { kind: 'cause' }>, body: string): void {
  const req = httpRequest(new URL(order.path, order.url), {
    agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${order.token}` },
  });
  req.on('response', res => {
    const chunks: Buffer[] = [];
    res.on('data', (chunk: Buffer) => chunks.push(chunk));
    res.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      if (res.statusCode !== 200 || text.includes('"errors"')) fail?.(new Error(`a request failed: ${text}`));
    });
  });
  req.on('error', error => fail?.(error));
  req.end(body);
}

async function close(): Promise<void> {
  isClosing = true;
  const closed = streams.map(
    ({ socket }) =>
      new Promise<void>(resolve => {
        if (socket.closed) return resolve();
        socket.once('close', () => resolve());
        socket.destroy();
      }),
  );
  await Promise.all(closed);
  streams = [];
  ledgers = new Map();
  targetFrames = 0;
  isClosing = false;
}

async function carryOut(order: StreamOrder): Promise<StreamResult> {
  const startedMs = performance.now();
  const startedCpu = process.cpuUsage();
  if (order.kind === 'open') await open(order);
  else if (order.kind === 'receive') await receive(order.events, order.secondsMax);
  else if (order.kind === 'cause') await cause(order);
  // What should not come at all would come now.
  else await new Promise(resolve => setTimeout(resolve, trailingMs));
  const finishedMs = performance.now();
  const cpu = process.cpuUsage(startedCpu);
  const seconds = (finishedMs - startedMs) / 1000;
  const [firstLedger] = ledgers.keys();
  const result = {
    seconds,
    cpuShare: (cpu.user + cpu.system) / 1e6 / seconds,
    finishedAtMs: performance.timeOrigin + finishedMs,
    streams: streams.length,
    isComplete: waiting === 0,
    frameBytes: (firstLedger?.length ?? 0) / (firstLedger?.frameEnds.length || 1),
    integrity: inspect(ledgers),
    arrivalMs: sentAt === null ? null : summarize(arrivals),
  };
  sentAt = null;
  if (order.kind === 'close') await close();
  return result;
}

function summarize(times: readonly number[]): { median: number; p99: number; max: number } {
  const sorted = Float64Array.from(times).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { median: at(0.5) ?? Number.NaN, p99: at(0.99) ?? Number.NaN, max: at(1) ?? Number.NaN };
}

process.on('message', (order: StreamOrder) => {
  carryOut(order).then(
    result => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
