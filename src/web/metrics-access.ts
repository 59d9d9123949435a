import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isPrivateAddress } from '../platform/outgoing-addresses.ts';

/** Headers by which proxies say for whom they ask. */
const forwardedHeaders = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'] as const;

/**
 * Whether somebody may read the metrics. With a token, whoever sends it as `Authorization: Bearer …`; without one,
 * whoever asks from a private address and not through a proxy, as a Prometheus in the same network does.
 * @param token METRICS_TOKEN; null: none is set
 */
export function canReadMetrics(req: IncomingMessage, token: string | null): boolean {
  if (token !== null) return isSame(bearerOf(req), token);
  return (
    isPrivateAddress(req.socket.remoteAddress ?? '') &&
    forwardedHeaders.every(name => req.headers[name] === undefined)
  );
}

function bearerOf(req: IncomingMessage): string {
  return /^Bearer +(\S+) *$/i.exec(req.headers.authorization ?? '')?.[1] ?? '';
}

/** Compares digests, which are of one length: how long it takes tells nothing about the token. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
