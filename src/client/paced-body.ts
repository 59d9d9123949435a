import { createFrameCutter, readFrameKind } from './frames.ts';
import { brokenOff, readRefusal, type StreamEnd } from './stream-end.ts';

/** Largest event that is taken, in bytes; the server's documents are far smaller. */
const frameBytesMax = 8 * 1024 * 1024;
/** Most that is read of the body of a refusal. */
const refusalBytesMax = 64 * 1024;
/** Longest time until the server answers: it does so before it looks for events. */
const answerMsMax = 30_000;

/** Lets one frame through at a time. */
export interface Turnstile {
  /** Lets the next frame through. */
  open(): void;
  /** Lets nothing through any more. */
  close(): void;
  /** Resolves when a frame may go through; false: none will. */
  pass(): Promise<boolean>;
}

export function createTurnstile(): Turnstile {
  let isOpen = false;
  let isClosed = false;
  let wake = () => {};
  return {
    open() {
      isOpen = true;
      wake();
    },
    close() {
      isClosed = true;
      wake();
    },
    async pass() {
      if (!isOpen && !isClosed) {
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
      isOpen = false;
      return !isClosed;
    },
  };
}

export interface PacedFetchOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly turnstile: Turnstile;
  /** Longest time without a byte. */
  readonly silenceMsMax: number;
  /** The server has accepted the stream. */
  onOpen(): void;
  onRetryHint(retryMs: number): void;
  onEnd(end: StreamEnd): void;
}

/** What the graphql-sse client reads of a response. */
export interface PacedResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly body: AsyncIterable<Uint8Array> | null;
}

/**
 * Fetches an event stream whose body is read only as fast as its events are taken. The graphql-sse client by itself
 * reads whatever comes into an unbounded array; here a reader that is slow makes the socket, and so the server, wait.
 * What the client does not show is noticed on the way: silence, the end of the body, refusals and `retry` hints.
 */
export async function fetchPaced(
  url: string,
  init: RequestInit,
  options: PacedFetchOptions,
): Promise<PacedResponse> {
  const { silenceMsMax, onEnd } = options;
  const answer = async () => {
    const response = await options.fetch(url, init);
    if (response.ok && isEventStream(response)) return response;
    const end = response.ok
      ? brokenOff('The answer is not an event stream.')
      : readRefusal(response.status, await readJson(response), response.headers.get('retry-after'));
    onEnd(end);
    return null;
  };
  const response = await withinTime(answer(), Math.min(answerMsMax, silenceMsMax), () =>
    onEnd(brokenOff('The server did not answer.')),
  );
  if (response === null) return { ok: false, status: 0, statusText: 'refused', body: null };
  options.onOpen();
  return { ok: true, status: 200, statusText: 'OK', body: paceFrames(response, options) };
}

async function* paceFrames(
  { body }: Response,
  { turnstile, silenceMsMax, onRetryHint, onEnd }: PacedFetchOptions,
): AsyncGenerator<Uint8Array, undefined> {
  if (body === null) return void onEnd(brokenOff('The answer has no body.'));
  const reader = body.getReader();
  const cutter = createFrameCutter(frameBytesMax);
  const events: Uint8Array[] = [];
  const silent = () => onEnd(brokenOff(`Nothing came for ${silenceMsMax} ms.`));
  try {
    while (await turnstile.pass()) {
      while (events.length === 0) {
        const { done, value } = await withinTime(reader.read(), silenceMsMax, silent);
        if (done) return void onEnd(brokenOff('The connection was closed.'));
        for (const frame of cutter.push(value)) {
          const kind = readFrameKind(frame);
          if (kind.isEvent) events.push(frame);
          else if (kind.retryMs !== null) onRetryHint(kind.retryMs);
        }
      }
      const event = events.shift();
      if (event !== undefined) yield event;
    }
  } catch (error) {
    // The graphql-sse client may overlook a body that fails while none of its readers waits.
    onEnd(brokenOff(error instanceof Error ? error.message : String(error)));
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function isEventStream({ headers }: Response): boolean {
  // A login page of a network or a proxy comes with status 200 too.
  return /^text\/event-stream\b/i.test(headers.get('content-type') ?? '');
}

/** The JSON of a refusal; null when it is none, or too long to be one of ours. */
async function readJson({ body }: Response): Promise<unknown> {
  if (body === null) return null;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return JSON.parse(text);
      text += decoder.decode(value, { stream: true });
      if (text.length > refusalBytesMax) return null;
    }
  } catch {
    return null;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Waits for a promise, and calls `onLate` when it takes longer. */
async function withinTime<T>(promise: Promise<T>, ms: number, onLate: () => void): Promise<T> {
  const timer = setTimeout(onLate, ms);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
