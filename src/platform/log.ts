import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config.ts';
import { describeDefect } from './defects.ts';
import { openLogOutput } from './log-output.ts';

export type Log = Logger;

/** An error that was described already stays as it is. */
function describeLogged(error: unknown): unknown {
  return error instanceof Error ? describeDefect(error) : error;
}

/** Keys that must never reach a log, at the top of a log object and one level down. */
const secretKeys = [
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'deviceToken',
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
export function createLog(level: LogLevel, destination: DestinationStream = openLogOutput()): Log {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Errors of the database carry statements and rows; whoever logs one, only what may be said is kept.
      serializers: { err: describeLogged },
      redact: { paths: secretKeys.flatMap(key => [key, `*.${key}`]), censor: '[redacted]' },
    },
    destination,
  );
}
