import { statfs } from 'node:fs/promises';
import type { Log } from './log.ts';

/** Whether there is still space for what people write. */
export interface DiskSpace {
  /** Below the reserve: changes are refused, and tables are not made smaller, as deleting writes before it frees. */
  readonly isLow: boolean;
  /** Below half of it: work that follows from earlier changes waits, too. The rest is the database's own. */
  readonly isScarce: boolean;
  /** Bytes that were free at the last look; null when they could not be found out. */
  readonly freeBytes: number | null;
  close(): void;
}

const bytesPerMebibyte = 1_048_576;
const lookEveryMs = 1_000;

/** Where somebody else looks after the disk: a PostgreSQL server, or a database that is only in memory. */
export const endlessSpace: DiskSpace = { isLow: false, isScarce: false, freeBytes: null, close() {} };

const messages = {
  ENOUGH: 'there is space on the disk again: everything can be written',
  LOW: 'the disk is nearly full: changes are refused until there is space again',
  SCARCE: 'the disk is nearly full: jobs wait, mails and webhooks among them, until there is space again',
} as const;

function judge(freeBytes: number | null, reserveBytes: number): keyof typeof messages {
  if (freeBytes === null || freeBytes >= reserveBytes) return 'ENOUGH';
  return freeBytes < reserveBytes / 2 ? 'SCARCE' : 'LOW';
}

/**
 * Looks once a second how much space is left on the disk of a folder, and says in the log when it becomes too little,
 * and when there is enough again.
 * @param reserveMebibytes what is to be left free; 0: nobody looks
 */
export async function watchDiskSpace(folder: string, reserveMebibytes: number, log: Log): Promise<DiskSpace> {
  if (reserveMebibytes === 0) return endlessSpace;
  let freeBytes: number | null = null;
  let space = judge(freeBytes, reserveMebibytes * bytesPerMebibyte);
  let isLooking = false;

  async function look(): Promise<void> {
    // A disk over the network may take its time.
    if (isLooking) return;
    isLooking = true;
    freeBytes = await statfs(folder).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => null,
    );
    isLooking = false;
    const before = space;
    space = judge(freeBytes, reserveMebibytes * bytesPerMebibyte);
    if (space !== before)
      log[space === 'ENOUGH' ? 'info' : 'error']({ folder, freeBytes, reserveMebibytes }, messages[space]);
  }

  await look();
  const timer = setInterval(() => void look(), lookEveryMs).unref();
  return {
    get isLow() {
      return space !== 'ENOUGH';
    },
    get isScarce() {
      return space === 'SCARCE';
    },
    get freeBytes() {
      return freeBytes;
    },
    close: () => clearInterval(timer),
  };
}
