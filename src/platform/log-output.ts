import { writeSync, write as writeToFile } from 'node:fs';

/** What one attempt at writing came to; as `fs.write`, but of a file that is known. */
export type WriteBytes = (
  bytes: Uint8Array,
  done: (error: NodeJS.ErrnoException | null, written: number) => void,
) => void;

/** Where the lines of the log go, and what became of those that could not be written. */
export interface LogOutput {
  /** Takes a line with its end; never throws and never waits. */
  write(line: string): void;
  /** Lines given up, since more were waiting than are kept. */
  readonly lostLines: number;
  /** Attempts at writing that failed: on a full disk one in a second. */
  readonly failedWrites: number;
  /** Resolves once all lines are written, and after `msMax` in any case. */
  flush(msMax: number): Promise<void>;
  /** For a process that ends this instant: writes what has not been handed to the system yet, where that will not block. */
  flushNow(): void;
}

/** What is kept while nothing can be written, or only slowly: some thousand lines. */
const waitingBytesMax = 1_048_576;
const batchBytesMax = 65_536;
/** A disk that is full and a reader that is gone are not tried more often than this. */
const retryMs = 1_000;
/** A pipe that is full may be read from at any moment. */
const retryFullPipeMs = 20;

/** A write that takes so long is one that blocks. */
const stuckMs = 500;

const standardOutput = 1;

/**
 * Writes the lines of a log, in their order and off the main thread. A disk that is full or a reader that has gone away
 * is no reason to end: lines wait for the next attempt, those that are too many are counted and dropped, and once it
 * works again a line of the log says so.
 */
export function openLogOutput(
  writeBytes: WriteBytes = (bytes, done) => writeToFile(standardOutput, bytes, done),
  writeNow: (bytes: Uint8Array) => void = bytes => tell(standardOutput, bytes),
): LogOutput {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  /** Lines that are being written, and since when. */
  let underWay = 0;
  let underWaySinceMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let lostLines = 0;
  let failedWrites = 0;
  let reason = '';
  let told = { lostLines, failedWrites };
  let onDrained: (() => void)[] = [];

  function add(line: Buffer): void {
    waiting.push(line);
    waitingBytes += line.length;
  }

  function writeNext(): void {
    if (underWay > 0 || timer !== undefined) return;
    if (waiting.length === 0) {
      for (const resolve of onDrained.splice(0)) resolve();
      return;
    }
    let count = 0;
    for (let bytes = 0; count < waiting.length && (count === 0 || bytes < batchBytesMax); count++)
      bytes += waiting[count]?.length ?? 0;
    const batch = Buffer.concat(waiting.slice(0, count));
    underWay = count;
    underWaySinceMs = performance.now();
    writeBytes(batch, (error, written) => {
      underWay = 0;
      if (error === null) {
        waitingBytes -= written;
        // Part of it, as on a disk that is just now full: the rest comes first.
        waiting = [...(written < batch.length ? [batch.subarray(written)] : []), ...waiting.slice(count)];
        tellOfTrouble();
        writeNext();
      } else retry(error);
    });
  }

  function retry(error: NodeJS.ErrnoException): void {
    const isFullPipe = error.code === 'EAGAIN';
    reason = error.code ?? error.message;
    if (!isFullPipe) failedWrites += 1;
    timer = setTimeout(
      () => {
        timer = undefined;
        writeNext();
      },
      isFullPipe ? retryFullPipeMs : retryMs,
    ).unref();
  }

  /** Once it works again, how it was; nothing while there was no trouble. */
  function tellOfTrouble(): void {
    const [lost, failed] = [lostLines - told.lostLines, failedWrites - told.failedWrites];
    if (lost === 0 && failed === 0) return;
    told = { lostLines, failedWrites };
    const facts = { reason, lostLines: lost, failedWrites: failed };
    const msg = 'the log could not be written for a while';
    add(Buffer.from(`${JSON.stringify({ level: 40, time: new Date().toISOString(), ...facts, msg })}\n`));
  }

  return {
    write(line) {
      const bytes = Buffer.from(line);
      if (waitingBytes + bytes.length > waitingBytesMax) lostLines += 1;
      else add(bytes);
      writeNext();
    },
    get lostLines() {
      return lostLines;
    },
    get failedWrites() {
      return failedWrites;
    },
    async flush(msMax) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const limit = setTimeout(resolve, msMax);
      onDrained.push(resolve);
      writeNext();
      await promise;
      clearTimeout(limit);
      onDrained = onDrained.filter(other => other !== resolve);
    },
    flushNow() {
      const isStuck = underWay > 0 && performance.now() - underWaySinceMs > stuckMs;
      if (timer !== undefined || isStuck) return;
      const rest = Buffer.concat(waiting.splice(underWay));
      if (rest.length > 0) writeNow(rest);
    },
  };
}

/** Says something on standard error (2) or output (1) at once, if that can be: no failure to say it is one of its own. */
export function tell(file: 1 | 2, text: string | Uint8Array): void {
  try {
    if (typeof text === 'string') writeSync(file, text);
    else writeSync(file, text);
  } catch {
    // There is nobody to tell.
  }
}
