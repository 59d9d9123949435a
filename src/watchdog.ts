import { url as inspectorUrl } from 'node:inspector';
import { Worker } from 'node:worker_threads';

/** What the two threads share: how often the main one has shown that it runs, and whether a debugger may hold it. */
export const beatsAt = 0;
export const isDebuggedAt = 1;

export interface WatchdogData {
  readonly shared: Int32Array;
  readonly patienceSeconds: number;
}

const beatMs = 1_000;

/**
 * Ends the program by force when its main thread has not come round for so long. Such a thread answers nobody, hears no
 * signal and fires no timer; what has ended can be started again, and finds everything that was committed.
 *
 * The embedded database is why it is there: it runs in this thread, and its commit has been seen never to return.
 *
 * @param patienceSeconds 0: nobody watches
 */
export function watchMainThread(patienceSeconds: number, onError: (error: unknown) => void): void {
  if (patienceSeconds === 0) return;
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const workerData: WatchdogData = { shared, patienceSeconds };
  const worker = new Worker(new URL('./watchdog-thread.ts', import.meta.url), { workerData, execArgv: [] });
  worker.on('error', onError);
  worker.unref();
  const beat = () => {
    Atomics.add(shared, beatsAt, 1);
    Atomics.store(shared, isDebuggedAt, inspectorUrl() === undefined ? 0 : 1);
  };
  beat();
  setInterval(beat, beatMs).unref();
}
