import { createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { addSeconds } from '../kernel/clock.ts';
import { tokenExpired, unauthenticated } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { createCache } from '../platform/cache.ts';
import type { Settings } from '../platform/database/scope.ts';

const issuer = 'resolutionflow';
const audience = 'resolutionflow-api';

/** What an access token says: who, and under which generation of that person's tokens. Never the role. */
export interface AccessClaims {
  readonly userId: Uuid;
  readonly accountId: Uuid;
  readonly generation: number;
  readonly expiresAt: Date;
}

const keys = new Map<string, KeyObject>();

/** The signing key, made once a secret: a KeyObject spares the import at every verification. */
function keyOf(secret: string): KeyObject {
  const known = keys.get(secret) ?? createSecretKey(Buffer.from(secret, 'utf8'));
  keys.set(secret, known);
  return known;
}

/** Signs an access token. */
export async function issueAccessToken(
  settings: Settings,
  person: { id: Uuid; accountId: Uuid; tokenGeneration: number },
  now: Date,
): Promise<{ accessToken: string; accessTokenExpiresAt: Date }> {
  const expiresAt = addSeconds(now, settings.accessTokenSeconds);
  const accessToken = await new SignJWT({ acc: person.accountId, gen: person.tokenGeneration })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(person.id)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(Math.floor(now.getTime() / 1000))
    .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
    .sign(keyOf(settings.tokenSecret));
  return { accessToken, accessTokenExpiresAt: new Date(Math.floor(expiresAt.getTime() / 1000) * 1000) };
}

/**
 * Checks signature, issuer, audience and expiry. Only HS256 is accepted, whatever the token's header asks for.
 * @throws TOKEN_EXPIRED or UNAUTHENTICATED
 */
export async function verifyAccessToken(settings: Settings, token: string, now: Date): Promise<AccessClaims> {
  const key = `${settings.tokenSecret} ${token}`;
  const known = verifiedTokens.get(key);
  if (known !== undefined && now >= known.notBefore) {
    if (known.claims.expiresAt > now) return known.claims;
    verifiedTokens.delete(key);
    throw tokenExpired();
  }
  return await verifyOnce(settings, token, key, now);
}

/** Signatures that are being checked: of a crowd that comes back with one token, the first has it checked for all. */
const checks = new Map<string, Promise<AccessClaims>>();

async function verifyOnce(settings: Settings, token: string, key: string, now: Date): Promise<AccessClaims> {
  const running = checks.get(key);
  if (running !== undefined) return await running;
  const check = verifySignature(settings, token, now);
  checks.set(key, check);
  try {
    const claims = await check;
    verifiedTokens.set(key, { claims, notBefore: now });
    return claims;
  } finally {
    checks.delete(key);
  }
}

/**
 * Tokens whose signature was found right, behind the secret. A client sends the same one for a quarter of an hour; what it says
 * of the person is looked up at each request all the same, and so is the clock.
 */
const verifiedTokens = createCache('accessTokens', (_: Verified, key) => 500 + key.length);

interface Verified {
  readonly claims: AccessClaims;
  /** When it was found valid: a clock that goes back has to ask again. */
  readonly notBefore: Date;
}

async function verifySignature(settings: Settings, token: string, now: Date): Promise<AccessClaims> {
  try {
    const { payload } = await jwtVerify(token, keyOf(settings.tokenSecret), {
      algorithms: ['HS256'],
      issuer,
      audience,
      currentDate: now,
      requiredClaims: ['sub', 'acc', 'gen', 'exp'],
    });
    const { sub, acc, gen, exp } = payload;
    if (typeof sub !== 'string' || typeof acc !== 'string' || typeof gen !== 'number' || exp === undefined) {
      throw unauthenticated('The access token is not valid.');
    }
    return { userId: sub, accountId: acc, generation: gen, expiresAt: new Date(exp * 1000) };
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw tokenExpired();
    throw unauthenticated('The access token is not valid.');
  }
}
