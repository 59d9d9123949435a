/** Three of the usual heartbeats: how long a silence is borne while nobody knows how often the server sends one. */
const firstPatienceMs = 75_000;
/** Above the longest time between heartbeats that a server can be told to keep. */
export const patienceMsMax = 330_000;
const colon = 58;

/** Signs of life of the stream: every byte that comes is one. */
export interface Pulse {
  /** When the last one came. */
  lastMs(): number;
  /** To open streams with. */
  readonly fetch: typeof globalThis.fetch;
}

/**
 * Notices that a stream has fallen silent, sooner than its client would: from the first heartbeats it learns how often
 * this server sends them, and gives up when the next one is overdue.
 */
export function watchPulse(onSilence: () => void): Pulse {
  let lastMs = Date.now();
  let patienceMs = firstPatienceMs;
  let gapsMs: readonly number[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function beat(): void {
    lastMs = Date.now();
    clearTimeout(timer);
    timer = setTimeout(giveUp, patienceMs);
  }

  function giveUp(): void {
    // It may have been told to send them less often since: so the next one gets more time.
    gapsMs = [];
    patienceMs = Math.min(Math.max(2 * patienceMs, firstPatienceMs), patienceMsMax);
    onSilence();
  }

  function learn(gapMs: number): void {
    // Two that were held up on the way come at once: the longer of two gaps is nearer to the truth.
    gapsMs = [...gapsMs.slice(-1), gapMs];
    patienceMs = Math.min(1.5 * Math.max(...gapsMs) + 2_000, patienceMsMax);
  }

  return {
    lastMs: () => lastMs,
    async fetch(input, init) {
      const response = await fetch(input, init);
      if (!response.ok || response.body === null) return response;
      beat();
      let isFirst = true;
      const watched = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(bytes, out) {
          // A comment after a time without anything is a heartbeat; the one that a stream begins with is none.
          if (!isFirst && bytes[0] === colon) learn(Date.now() - lastMs);
          isFirst = false;
          beat();
          out.enqueue(bytes);
        },
      });
      return new Response(response.body.pipeThrough(watched), response);
    },
  };
}
