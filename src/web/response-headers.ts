import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Settings } from '../platform/database/scope.ts';

/** What decides whether a request came by TLS. */
export type TransportSettings = Pick<Settings, 'publicUrl' | 'trustProxyHops'>;

type RequestOrigin = Pick<IncomingMessage, 'headers' | 'socket'>;

/**
 * A year, as browsers ask for. Without `includeSubDomains`: what runs at names below this one is none of our business.
 */
const strictTransportSecurity = 'max-age=31536000';

/**
 * Whether the browser's connection is encrypted: because it ends here, because a trusted proxy says so
 * (`X-Forwarded-Proto`, believed as far as TRUST_PROXY_HOPS says), or because people reach the product at an `https:`
 * address (PUBLIC_URL).
 */
export function cameByTls(req: RequestOrigin, { publicUrl, trustProxyHops }: TransportSettings): boolean {
  return (
    req.socket instanceof TLSSocket ||
    publicUrl.startsWith('https:') ||
    (trustProxyHops > 0 && forwardedProtocol(req, trustProxyHops) === 'https')
  );
}

/** What the outermost trusted proxy was spoken to by. Some proxies add to the list, most write it anew. */
function forwardedProtocol(req: RequestOrigin, trustProxyHops: number): string | undefined {
  const told = (req.headers['x-forwarded-proto']?.toString() ?? '')
    .split(',')
    .map(part => part.trim().toLowerCase())
    .filter(part => part !== '');
  return told.at(-trustProxyHops) ?? told[0];
}

/** Sets what every answer carries. */
export function setCommonHeaders(
  req: IncomingMessage,
  res: ServerResponse,
  settings: TransportSettings,
): void {
  res.setHeader('x-content-type-options', 'nosniff');
  if (cameByTls(req, settings)) res.setHeader('strict-transport-security', strictTransportSecurity);
}

/** Sets what an HTML page of ours carries beside its content. */
export function setPageHeaders(res: ServerResponse, contentSecurityPolicy: string): void {
  res.setHeader('content-security-policy', contentSecurityPolicy);
  res.setHeader('referrer-policy', 'no-referrer');
  res.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=()');
  res.setHeader('cross-origin-opener-policy', 'same-origin');
}

/** A strong entity tag for these bytes. */
export function etagOf(body: Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}
