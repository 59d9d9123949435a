import { connect, type Socket } from 'node:net';
import { issueAccessToken } from '../../src/accounts/access-tokens.ts';
import type { Harness, Person } from '../harness/harness.ts';
import { waitFor } from '../harness/wait.ts';

/** HTTP as it is on the wire, for tests of what no well-behaved client shows. */

export const json = { 'content-type': 'application/json' } as const;
export const events = { accept: 'text/event-stream' } as const;

export function bearer({ token }: Pick<Person, 'token'>): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}

/** The same person with a token whose time has passed. */
export async function withExpiredToken(h: Harness, person: Person): Promise<Person> {
  const { accessToken: token } = await issueAccessToken(
    { ...h.app.settings, accessTokenSeconds: 60 },
    { id: person.uuid, accountId: person.account.uuid, tokenGeneration: 0 },
    new Date(h.clock.now().getTime() - 3_600_000),
  );
  return { ...person, token };
}

/** What a client reads on an event stream: `comment` for a line that begins with a colon. */
export interface Frame {
  readonly event: string;
  readonly data: string;
}

/** Cuts the text of an event stream into its frames; an unfinished one at the end is left out. */
export function parseFrames(text: string): Frame[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .map(block => {
      if (block.startsWith(':')) return { event: 'comment', data: block };
      const fieldOf = (name: string) =>
        block
          .split('\n')
          .find(line => line.startsWith(`${name}:`))
          ?.slice(name.length + 1)
          .trim() ?? '';
      return { event: fieldOf('event'), data: fieldOf('data') };
    });
}

/** An event stream as fetch shows it. */
export interface RawStream extends AsyncDisposable {
  readonly response: Response;
  /** The next frame that is not a comment, its data as an object; null when the stream is over. */
  next(): Promise<{ event: string; data: unknown } | null>;
  /** The bytes so far. */
  readonly text: string;
}

/** Sends a request and reads its answer as an event stream. */
export async function openRawStream(url: string, init: RequestInit): Promise<RawStream> {
  const control = new AbortController();
  const response = await fetch(url, { ...init, signal: control.signal });
  let text = '';
  let taken = 0;
  let isOver = false;
  void (async () => {
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) text += decoder.decode(bytes, { stream: true });
  })()
    .catch(() => {})
    .finally(() => {
      isOver = true;
    });
  const framesOf = () => parseFrames(text).filter(({ event }) => event !== 'comment');
  return {
    response,
    get text() {
      return text;
    },
    async next() {
      await waitFor(
        'the next frame',
        () => framesOf().length > taken || isOver,
        () => `There is: ${text}`,
      );
      const frame = framesOf()[taken++];
      if (frame === undefined) return null;
      return { event: frame.event, data: frame.data === '' ? null : JSON.parse(frame.data) };
    },
    async [Symbol.asyncDispose]() {
      control.abort();
    },
  };
}

/** A connection on which a test writes bytes of its own. */
export interface RawSocket extends Disposable {
  readonly socket: Socket;
  /** Everything that came back. */
  readonly text: string;
  readonly isClosed: boolean;
  write(bytes: string | Uint8Array): void;
}

/** Connects to the server of a URL. */
export async function openRawSocket(url: string): Promise<RawSocket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  let isClosed = false;
  socket.on('data', bytes => {
    text += bytes.toString('utf8');
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    isClosed = true;
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    socket,
    get text() {
      return text;
    },
    get isClosed() {
      return isClosed;
    },
    write: bytes => void socket.write(bytes),
    [Symbol.dispose]: () => void socket.destroy(),
  };
}

/** The head of an HTTP/1.1 request. */
export function requestHead(method: string, target: string, headers: Record<string, string>): string {
  const lines = Object.entries({ host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}
