import type { Wire, WireListener } from '../../src/platform/live/wire.ts';

interface Signal {
  readonly to: WireListener;
  readonly accountId: string;
  readonly seq: number;
}

/** Signals that are under way at the same time; what comes on top pushes the oldest out, which loses it. */
const signalsMax = 64;

/** A broker between the processes whose signals arrive when, how often and in what order the simulation likes. */
export function createBroker() {
  const listeners = new Set<WireListener>();
  const signals: Signal[] = [];

  return {
    /** The broker as one process sees it; everybody hears every signal, the sender too. */
    connect(): Wire & { cut(): void; gap(): void } {
      let listener: WireListener | null = null;
      const forget = () => {
        for (let index = signals.length - 1; index >= 0; index--)
          if (signals[index]?.to === listener) signals.splice(index, 1);
      };
      return {
        async start(heard) {
          listener = heard;
          listeners.add(heard);
        },
        announceAfterCommit(accountId, seq) {
          for (const to of listeners) signals.push({ to, accountId, seq });
          signals.splice(0, Math.max(0, signals.length - signalsMax));
        },
        announceJobs() {},
        isConnected: () => listener !== null,
        cut() {
          forget();
          if (listener !== null) listeners.delete(listener);
        },
        /** The connection was lost and is back: whatever was under way is not. */
        gap() {
          forget();
          listener?.onGap();
        },
        close: async () => {},
      };
    },
    get pending() {
      return signals.length;
    },
    /** Lets one arrive; it stays under way as well when it is to arrive twice. */
    deliver(pick: number, isDoubled: boolean): void {
      const index = pick % signals.length;
      const signal = signals[index];
      if (signal === undefined) return;
      if (!isDoubled) signals.splice(index, 1);
      signal.to.onHint(signal.accountId, signal.seq);
    },
    drop(pick: number): void {
      if (signals.length > 0) signals.splice(pick % signals.length, 1);
    },
    /** One of another database that shares the broker. */
    mislead(accountId: string, seq: number): void {
      for (const { onHint } of listeners) onHint(accountId, seq);
    },
  };
}

export type SimulatedBroker = ReturnType<typeof createBroker>;
