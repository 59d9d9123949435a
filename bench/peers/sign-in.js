import { createSecretKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import pg from 'pg';

/** The check of a person as the product does it: the token's signature and claims, and their row in the database. */
export function createSignIn(databaseUrl, tokenSecret) {
  const key = createSecretKey(Buffer.from(tokenSecret));
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  return async authorization => {
    const { payload } = await jwtVerify((authorization ?? '').replace(/^Bearer /, ''), key, {
      algorithms: ['HS256'],
      issuer: 'resolutionflow',
      audience: 'resolutionflow-api',
    });
    const { rows } = await pool.query({
      name: 'person',
      text: 'select role, name, is_active, token_generation from app_user where account_id = $1 and id = $2',
      values: [payload.acc, payload.sub],
    });
    const [person] = rows;
    if (!person?.is_active || person.token_generation !== payload.gen) throw new Error('Sign in first.');
    return { userId: payload.sub, accountId: payload.acc, role: person.role };
  };
}
