import { statfs } from 'node:fs/promises';
import type { Log } from './log.ts';

/** Whether there is still space for what people write. */
export interface DiskSpace {
  /** Below the reserve: nothing is to be written that can wait. */
  readonly isLow: boolean;
  /** Bytes that were free at the last look; null when they could not be found out. */
  readonly freeBytes: number | null;
  close(): void;
}

const bytesPerMebibyte = 1_048_576;
const lookEveryMs = 1_000;

/** Where somebody else looks after the disk: a PostgreSQL server, or a database that is only in memory. */
export const endlessSpace: DiskSpace = { isLow: false, freeBytes: null, close() {} };

/**
 * Looks once a second how much space is left on the disk of a folder, and says in the log when it becomes too little,
 * and when there is enough again.
 * @param reserveMebibytes what is to be left free; 0: nobody looks
 */
export async function watchDiskSpace(folder: string, reserveMebibytes: number, log: Log): Promise<DiskSpace> {
  if (reserveMebibytes === 0) return endlessSpace;
  const state: { isLow: boolean; freeBytes: number | null } = { isLow: false, freeBytes: null };
  let isLooking = false;

  async function look(): Promise<void> {
    // A disk over the network may take its time.
    if (isLooking) return;
    isLooking = true;
    state.freeBytes = await statfs(folder).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => null,
    );
    isLooking = false;
    const isLow = state.freeBytes !== null && state.freeBytes < reserveMebibytes * bytesPerMebibyte;
    if (isLow === state.isLow) return;
    state.isLow = isLow;
    const facts = { folder, freeBytes: state.freeBytes, reserveMebibytes };
    if (isLow) log.error(facts, 'the disk is nearly full: nothing is written until there is space again');
    else log.info(facts, 'there is space on the disk again: everything can be written');
  }

  await look();
  const timer = setInterval(() => void look(), lookEveryMs).unref();
  return {
    get isLow() {
      return state.isLow;
    },
    get freeBytes() {
      return state.freeBytes;
    },
    close: () => clearInterval(timer),
  };
}
