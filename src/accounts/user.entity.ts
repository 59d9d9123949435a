import { defineEntity, p } from '@mikro-orm/sql';
import type { Role } from '../kernel/viewer.ts';
import { accountFilterDefinition } from '../platform/database/scope.ts';

/** A person of an account. The table is `app_user`: `user` is a reserved word of SQL. */
const UserSchema = defineEntity({
  name: 'User',
  tableName: 'app_user',
  properties: {
    accountId: p.uuid().primary(),
    id: p.uuid().primary(),
    name: p.text(),
    /** As the person wrote it; for display and as the address of mails. */
    email: p.text(),
    /** Lower case and normalised: what addresses are compared by, across all accounts. Of those confirmed, each is one person's. */
    emailKey: p.text(),
    /** When they showed that the address is theirs; null: they only said so. */
    emailVerifiedAt: p.datetime(3).nullable(),
    passwordHash: p.text(),
    role: p.text().$type<Role>(),
    isActive: p.boolean(),
    /** Access tokens carry the number they were issued under; raising it ends them all. */
    tokenGeneration: p.integer().default(0),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
  filters: accountFilterDefinition,
  indexes: [
    { name: 'app_user_list_idx', properties: ['accountId', 'name', 'id'] },
    {
      name: 'app_user_email_key',
      expression:
        'create unique index app_user_email_key on app_user (email_key) where (email_verified_at is not null)',
    },
    {
      name: 'app_user_email_idx',
      expression: 'create index app_user_email_idx on app_user (email_key, created_at desc)',
    },
  ],
  checks: [{ name: 'app_user_role_check', expression: "role in ('OWNER', 'ADMIN', 'ENGINEER', 'VIEWER')" }],
});

export class User extends UserSchema.class {}
UserSchema.setClass(User);
