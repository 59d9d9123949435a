import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DomainError, rateLimited, unavailable } from '../kernel/errors.ts';
import type { Log } from './log.ts';
import { createLogLimit } from './log-limit.ts';

/** What bodies of requests may hold while they arrive. docs/limits.md lists the same numbers for users. */
export const bodyLimits = {
  /** Bodies up to this size are not counted: signing in, and nearly all else, works whatever others send. */
  smallBytes: 65_536,
  /** Bytes of bodies under way from one network address. */
  bytesOfAddressMax: 32_000_000,
  /** The same from all addresses together. */
  bytesOfAllMax: 128_000_000,
  /** When a client that was refused should come back: no body is under way for longer than 30 s, and few for one. */
  retryAfterSeconds: 5,
} as const;

/** Refusals are said once in this time. */
const logEveryMs = 60_000;

/** Whether the body of a request may come; if not, the request has been answered. */
export type AdmitBody = (req: IncomingMessage, res: ServerResponse, address: () => string) => boolean;

/**
 * Bounds what a server holds of bodies that are under way, before anybody reads them: whoever sends nearly all of a
 * large body, and then nothing, has all of it kept. A body takes its whole length at once, from the arrival of its
 * request until it has ended, the request was answered, or the connection is closed.
 * @param bodyBytesMax no reader keeps more of a body; one whose length is not told takes as much
 * @returns to be asked once for each request. What is refused is answered with 429 (its address has too many under
 * way) or 503 (all together have)
 */
export function createBodyBudget(log: Log, bodyBytesMax: number): AdmitBody {
  const bytesByAddress = new Map<string, number>();
  const limitLog = createLogLimit(logEveryMs);
  let bytesOfAll = 0;

  function change(address: string, bytes: number): void {
    bytesOfAll += bytes;
    const ofAddress = (bytesByAddress.get(address) ?? 0) + bytes;
    if (ofAddress === 0) bytesByAddress.delete(address);
    else bytesByAddress.set(address, ofAddress);
  }

  function findRefusal(address: string, bytes: number): { status: number; error: DomainError } | null {
    const { bytesOfAddressMax, bytesOfAllMax, retryAfterSeconds } = bodyLimits;
    if ((bytesByAddress.get(address) ?? 0) + bytes > bytesOfAddressMax)
      return { status: 429, error: rateLimited(retryAfterSeconds, 'Too many large requests at once.') };
    if (bytesOfAll + bytes > bytesOfAllMax)
      return { status: 503, error: unavailable(retryAfterSeconds, 'Too many large requests at once.') };
    return null;
  }

  return (req, res, addressOf) => {
    const bytes = bytesAnnounced(req, bodyBytesMax);
    if (bytes <= bodyLimits.smallBytes) return true;
    const address = addressOf();
    const refusal = findRefusal(address, bytes);
    if (refusal !== null) {
      limitLog(passedOver =>
        log.warn(
          { address, status: refusal.status, passedOver },
          'requests are refused: too many large bodies are under way',
        ),
      );
      refuse(req, res, refusal.status, refusal.error);
      return false;
    }
    let isHeld = true;
    const release = () => {
      if (isHeld) change(address, -bytes);
      isHeld = false;
    };
    change(address, bytes);
    // The one for a body that has ended, or was cut; the other where the answer does not wait for the body.
    req.once('close', release);
    res.once('close', release);
    return true;
  };
}

function bytesAnnounced({ headers }: IncomingMessage, bodyBytesMax: number): number {
  if (headers['transfer-encoding'] !== undefined) return bodyBytesMax;
  return Math.min(Number(headers['content-length'] ?? 0), bodyBytesMax);
}

function refuse(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  { message, code, details }: DomainError,
): void {
  const text = JSON.stringify({ errors: [{ message, extensions: { code, ...details } }] });
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
    'retry-after': String(details.retryAfterSeconds),
    connection: 'close',
  });
  res.write(text);
  // What still comes is thrown away: a connection that is closed in the middle of an upload hides the answer.
  req.resume().once('end', () => res.end());
}
