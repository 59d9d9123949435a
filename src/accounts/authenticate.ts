import { DomainError, unauthenticated } from '../kernel/errors.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { Settings } from '../platform/database/scope.ts';
import { type AccessClaims, verifyAccessToken } from './access-tokens.ts';
import type { ViewerLoader } from './viewer-loader.ts';

/** Who a request comes from: a viewer; or nobody, with the reason when a token was sent and refused. */
export type Authentication =
  | { readonly viewer: Viewer; readonly claims: AccessClaims; readonly refusal: null }
  | { readonly viewer: null; readonly claims: null; readonly refusal: DomainError | null };

/** Longest Authorization header worth looking at. */
const headerCharsMax = 4_000;

/**
 * Finds out who is asking. A bad token makes a request anonymous and not a failure: signing in again must work
 * with the old token still attached. Fields that need a viewer report the reason.
 * @param load finds the person a good token is about
 * @param onVerified called with what a good token says, before the person is looked up
 */
export async function authenticate(
  load: ViewerLoader['load'],
  settings: Settings,
  authorization: string | null,
  now: Date,
  onVerified: (claims: AccessClaims) => void = () => {},
): Promise<Authentication> {
  if (authorization === null || authorization === '') return { viewer: null, claims: null, refusal: null };
  const [, token] = /^bearer +(\S+) *$/i.exec(authorization.slice(0, headerCharsMax)) ?? [];
  try {
    if (token === undefined)
      throw unauthenticated('The Authorization header must be "Bearer" and an access token.');
    const claims = await verifyAccessToken(settings, token, now);
    onVerified(claims);
    return { viewer: await load(claims), claims, refusal: null };
  } catch (error) {
    if (error instanceof DomainError) return { viewer: null, claims: null, refusal: error };
    throw error;
  }
}
