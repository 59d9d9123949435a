import type { Database } from '../platform/database/database.ts';
import { hashToken } from './sign-in.service.ts';

/**
 * Whether a refresh token was given out before the cookie it is kept in had a `__Host-` prefix. Only such a token may
 * come in a cookie without the prefix over TLS: any other one a sibling domain could have planted there.
 */
export async function isFromOldCookie({ query }: Pick<Database, 'query'>, token: string): Promise<boolean> {
  const found = await query('select 1 from refresh_token where token_hash = ? and is_from_old_cookie', [
    hashToken(token),
  ]);
  return found.length > 0;
}
