/**
 * Loaded into a program by `--import`: from SIGUSR2 on, there is no space left for a further file of the embedded
 * database's write-ahead log.
 */
import fs from 'node:fs';

const { openSync, writeSync } = fs;
const logFiles = new Set<number>();
let isFull = false;

// The database's file system calls both by their names on the module.
Object.defineProperties(fs, {
  openSync: {
    value(path: string, ...rest: [string | number, number?]): number {
      const file = openSync(path, ...rest);
      if (/pg_wal[/\\]xlogtemp/.test(path)) logFiles.add(file);
      else logFiles.delete(file);
      return file;
    },
  },
  writeSync: {
    value(file: number, ...rest: [Uint8Array, number?, number?, number?]): number {
      if (isFull && logFiles.has(file))
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      return writeSync(file, ...rest);
    },
  },
});

process.on('SIGUSR2', () => {
  isFull = true;
});
