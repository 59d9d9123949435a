import type { Clock } from '../../kernel/clock.ts';
import { type DomainError, streamRotated, tokenExpired } from '../../kernel/errors.ts';
import type { LiveStream } from './live-stream.ts';

/** How often streams are looked at: for heartbeats, their age, and tokens that have expired. */
const tickMs = 500;
/** How long a stream that is over may take to read its last result. */
const finishMs = 5_000;

/** What happens to streams because time goes by. One timer for all of them, and none when there are none. */
export interface StreamClock {
  /** There is a stream to look after. */
  start(): void;
  /** A stream is over; its connection is cut unless its client reads the last result in time. */
  finishing(stream: LiveStream): void;
  /** The connection of a stream is gone. */
  gone(stream: LiveStream): void;
  /** Cuts the connections that were still waiting, and stops. */
  close(): void;
}

export interface StreamClockOptions {
  readonly clock: Clock;
  readonly heartbeatMs: number;
  openStreams(): Iterable<LiveStream>;
  end(stream: LiveStream, reason: DomainError): void;
}

export function createStreamClock({ clock, heartbeatMs, openStreams, end }: StreamClockOptions): StreamClock {
  /** Streams that are over, whose clients have not read that yet; and until when they may. */
  const finishing = new Map<LiveStream, number>();
  let timer: NodeJS.Timeout | undefined;

  function tick(): void {
    const nowMs = clock.now().getTime();
    const monotonicMs = performance.now();
    const streams = [...openStreams()];
    for (const stream of streams) {
      if (stream.owner.expiresAt.getTime() <= nowMs) end(stream, tokenExpired());
      else if (stream.rotateAtMs <= nowMs) end(stream, streamRotated());
      else if (!stream.isStalled && monotonicMs - stream.lastSentMs >= heartbeatMs - tickMs) {
        stream.lastSentMs = monotonicMs;
        stream.sink.heartbeat();
      }
    }
    for (const [stream, deadlineMs] of finishing) {
      if (deadlineMs > monotonicMs) continue;
      finishing.delete(stream);
      stream.sink.destroy();
    }
    if (streams.length === 0 && finishing.size === 0) stop();
  }

  function start(): void {
    timer ??= setInterval(tick, tickMs).unref();
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    start,
    finishing(stream) {
      finishing.set(stream, performance.now() + finishMs);
      start();
    },
    gone: stream => void finishing.delete(stream),
    close() {
      for (const stream of finishing.keys()) stream.sink.destroy();
      finishing.clear();
      stop();
    },
  };
}
