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
    /** Lower case and normalised: what addresses are compared by, across all accounts. */
    emailKey: p.text(),
    passwordHash: p.text(),
    role: p.text().$type<Role>(),
    isActive: p.boolean(),
    /** Access tokens carry the number they were issued under; raising it ends them all. */
    tokenGeneration: p.integer().default(0),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
  filters: accountFilterDefinition,
  uniques: [{ name: 'app_user_email_key', properties: ['emailKey'] }],
  indexes: [{ name: 'app_user_list_idx', properties: ['accountId', 'name', 'id'] }],
  checks: [{ name: 'app_user_role_check', expression: "role in ('OWNER', 'ADMIN', 'ENGINEER', 'VIEWER')" }],
});

export class User extends UserSchema.class {}
UserSchema.setClass(User);
