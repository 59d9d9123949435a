import { createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { addSeconds } from '../kernel/clock.ts';
import { tokenExpired, unauthenticated } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
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
  const tokens = verifiedTokens.get(keyOf(settings.tokenSecret));
  const known = tokens?.get(token);
  if (known !== undefined && now >= known.notBefore) {
    if (known.claims.expiresAt > now) return known.claims;
    tokens?.delete(token);
    throw tokenExpired();
  }
  return await verifyOnce(settings, token, now);
}

/** Signatures that are being checked: of a crowd that comes back with one token, the first has it checked for all. */
const checks = new Map<string, Promise<AccessClaims>>();

async function verifyOnce(settings: Settings, token: string, now: Date): Promise<AccessClaims> {
  const key = `${settings.tokenSecret} ${token}`;
  const running = checks.get(key);
  if (running !== undefined) return await running;
  const check = verifySignature(settings, token, now);
  checks.set(key, check);
  try {
    const claims = await check;
    remember(settings, token, { claims, notBefore: now });
    return claims;
  } finally {
    checks.delete(key);
  }
}

/**
 * Tokens whose signature was found right, by key. A client sends the same one for a quarter of an hour; what it says
 * of the person is looked up at each request all the same, and so is the clock.
 */
const verifiedTokens = new WeakMap<KeyObject, Map<string, Verified>>();

interface Verified {
  readonly claims: AccessClaims;
  /** When it was found valid: a clock that goes back has to ask again. */
  readonly notBefore: Date;
}

/** Tokens that are remembered; about half a kilobyte each. */
const verifiedTokensMax = 20_000;

function remember(settings: Settings, token: string, verified: Verified): void {
  const key = keyOf(settings.tokenSecret);
  const tokens = verifiedTokens.get(key) ?? new Map<string, Verified>();
  verifiedTokens.set(key, tokens);
  tokens.set(token, verified);
  // The one that was issued, or rather first seen, longest ago is the likeliest to have been replaced.
  const [oldest] = tokens.keys();
  if (tokens.size > verifiedTokensMax && oldest !== undefined) tokens.delete(oldest);
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
