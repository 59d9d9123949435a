import { defineEntity, p } from '@mikro-orm/sql';
import { accountFilterDefinition } from '../platform/database/scope.ts';

/**
 * One link in a chain of refresh tokens. Each sign-in starts a family; each refresh uses one link up and adds
 * the next. A used link that comes again means that two parties hold the chain: the whole family is revoked.
 */
const RefreshTokenSchema = defineEntity({
  name: 'RefreshToken',
  tableName: 'refresh_token',
  properties: {
    accountId: p.uuid().primary(),
    id: p.uuid().primary(),
    userId: p.uuid(),
    familyId: p.uuid(),
    /** SHA-256 of the token, in hex: the token itself is stored nowhere. */
    tokenHash: p.text(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
    revokedAt: p.datetime(3).nullable(),
    /** Given out before the sign-in cookie had its `__Host-` prefix, see old-cookies.ts. */
    isFromOldCookie: p.boolean().default(false),
  },
  filters: accountFilterDefinition,
  uniques: [{ name: 'refresh_token_hash_key', properties: ['tokenHash'] }],
  indexes: [
    { name: 'refresh_token_user_idx', properties: ['accountId', 'userId'] },
    { name: 'refresh_token_family_idx', properties: ['accountId', 'familyId'] },
    { name: 'refresh_token_expiry_idx', properties: ['expiresAt'] },
  ],
});

export class RefreshToken extends RefreshTokenSchema.class {}
RefreshTokenSchema.setClass(RefreshToken);
