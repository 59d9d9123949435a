import { defineEntity, p } from '@mikro-orm/sql';
import { accountFilterDefinition } from '../platform/database/scope.ts';

/** A person asked for a new password; the link that was mailed works once, until it expires. */
const PasswordResetSchema = defineEntity({
  name: 'PasswordReset',
  tableName: 'password_reset',
  properties: {
    accountId: p.uuid().primary(),
    id: p.uuid().primary(),
    userId: p.uuid(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
  },
  filters: accountFilterDefinition,
  indexes: [{ name: 'password_reset_user_idx', properties: ['accountId', 'userId'] }],
});

export class PasswordReset extends PasswordResetSchema.class {}
PasswordResetSchema.setClass(PasswordReset);
