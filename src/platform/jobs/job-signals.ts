import type { Database } from '../database/database.ts';
import type { Wire } from '../live/wire.ts';

/** After a signal the next one waits this long, and says what came meanwhile. */
const signalEveryMs = 250;

/** How replicas tell each other that there are new jobs. A signal may be lost: only time is lost with it. */
export interface JobSignals {
  /** Tells the other replicas, soon: any number of jobs is one signal. */
  announce(): void;
  /** Has `onJobs` called when another replica has new jobs, or may have had some while it could not be heard. */
  listen(onJobs: () => void): void;
  /** Whether others would be heard now. */
  isConnected(): boolean;
  close(): void;
}

/** No signals at all. The embedded database needs none: its one process makes all jobs and does them. */
export function noSignals({ kind }: Pick<Database, 'kind'>): JobSignals {
  return { announce() {}, listen() {}, isConnected: () => kind === 'embedded', close() {} };
}

/**
 * Signals of jobs on the wire that tells of events.
 * @returns the signals, and the wire for those who listen for events, which hears both once it is started
 */
export function createJobSignals(wire: Wire): { readonly signals: JobSignals; readonly wire: Wire } {
  let onJobs = () => {};
  let pause: NodeJS.Timeout | undefined;
  let isWaiting = false;

  function announce(): void {
    isWaiting = pause !== undefined;
    if (isWaiting) return;
    wire.announceJobs();
    pause = setTimeout(() => {
      pause = undefined;
      if (isWaiting) announce();
    }, signalEveryMs).unref();
  }

  return {
    signals: {
      announce,
      listen(listener) {
        onJobs = listener;
      },
      isConnected: wire.isConnected,
      close() {
        clearTimeout(pause);
        onJobs = () => {};
      },
    },
    wire: {
      ...wire,
      start: listener =>
        wire.start({
          ...listener,
          onJobs: () => onJobs(),
          onGap() {
            listener.onGap();
            onJobs();
          },
        }),
    },
  };
}
