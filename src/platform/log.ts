import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config.ts';

export type Log = Logger;

/** Keys that must never reach a log, at the top of a log object and one level down. */
const secretKeys = [
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'engineerNotes',
  'note',
  'guidance',
  'summary',
];

/**
 * The process's structured log, one JSON object a line.
 * Requests are logged by operation name and never by variables, so notes and passwords have no way in;
 * the redaction below is the second lock on the same door.
 */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretKeys.flatMap(key => [key, `*.${key}`]), censor: '[redacted]' },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  );
}
