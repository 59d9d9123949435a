import { Writable } from 'node:stream';
import { createLog, type Log } from '../../src/platform/log.ts';

export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [key: string]: unknown;
}

/** The product's log as a test reads it. An error nobody expected makes the test fail. */
export interface LogBook {
  readonly log: Log;
  readonly lines: readonly LogLine[];
  /** Says that errors with such a message are part of the test. */
  expectErrors(message: RegExp): void;
  unexpectedErrors(): readonly LogLine[];
  clear(): void;
}

const errorLevel = 50;

/** A log that keeps its lines. */
export function openLogBook(): LogBook {
  const lines: LogLine[] = [];
  const expected: RegExp[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString('utf8').split('\n')) if (line) lines.push(JSON.parse(line));
      done();
    },
  });
  return {
    log: createLog('debug', destination),
    lines,
    expectErrors: message => void expected.push(message),
    unexpectedErrors: () =>
      lines.filter(line => line.level >= errorLevel && !expected.some(message => message.test(line.msg))),
    clear() {
      lines.splice(0);
      expected.splice(0);
    },
  };
}
