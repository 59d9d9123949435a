import type { SqlEntityManager } from '@mikro-orm/sql';
import { DomainError, unauthenticated } from '../kernel/errors.ts';
import type { Role, Viewer } from '../kernel/viewer.ts';
import type { Settings } from '../platform/database/scope.ts';
import { type AccessClaims, verifyAccessToken } from './access-tokens.ts';

/** Who a request comes from: a viewer; or nobody, with the reason when a token was sent and refused. */
export type Authentication =
  | { readonly viewer: Viewer; readonly claims: AccessClaims; readonly refusal: null }
  | { readonly viewer: null; readonly claims: null; readonly refusal: DomainError | null };

/** Longest Authorization header worth looking at. */
const headerCharsMax = 4_000;

/**
 * Finds out who is asking. A bad token makes a request anonymous and not a failure: signing in again must work
 * with the old token still attached. Fields that need a viewer report the reason.
 */
export async function authenticate(
  em: SqlEntityManager,
  settings: Settings,
  authorization: string | null,
  now: Date,
): Promise<Authentication> {
  if (authorization === null || authorization === '') return { viewer: null, claims: null, refusal: null };
  const [, token] = /^bearer +(\S+) *$/i.exec(authorization.slice(0, headerCharsMax)) ?? [];
  try {
    if (token === undefined)
      throw unauthenticated('The Authorization header must be "Bearer" and an access token.');
    const claims = await verifyAccessToken(settings, token, now);
    return { viewer: await loadViewer(em, claims), claims, refusal: null };
  } catch (error) {
    if (error instanceof DomainError) return { viewer: null, claims: null, refusal: error };
    throw error;
  }
}

/**
 * The person as they are now: a role that was taken away a second ago is gone.
 * @throws UNAUTHENTICATED when the person was deactivated, or signed out everywhere since the token was issued
 */
export async function loadViewer(em: SqlEntityManager, claims: AccessClaims): Promise<Viewer> {
  const [person] = await em.execute<
    { role: Role; name: string; is_active: boolean; token_generation: number }[]
  >('select role, name, is_active, token_generation from app_user where account_id = ? and id = ?', [
    claims.accountId,
    claims.userId,
  ]);
  if (person === undefined || !person.is_active || person.token_generation !== claims.generation) {
    throw unauthenticated('This sign-in has ended. Sign in again.');
  }
  return { userId: claims.userId, accountId: claims.accountId, role: person.role, name: person.name };
}
