import { defineEntity, p } from '@mikro-orm/sql';
import type { Role } from '../kernel/viewer.ts';
import { accountFilterDefinition } from '../platform/database/scope.ts';

/** An open seat: whoever holds the link may join the account in this role, once, until it expires. */
const InvitationSchema = defineEntity({
  name: 'Invitation',
  tableName: 'invitation',
  properties: {
    accountId: p.uuid().primary(),
    id: p.uuid().primary(),
    email: p.text(),
    emailKey: p.text(),
    role: p.text().$type<Role>(),
    invitedById: p.uuid(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    acceptedAt: p.datetime(3).nullable(),
    /** Set when a newer invitation to the same address takes its place, or when it is taken back. */
    replacedAt: p.datetime(3).nullable(),
  },
  filters: accountFilterDefinition,
  indexes: [{ name: 'invitation_email_idx', properties: ['accountId', 'emailKey'] }],
  checks: [{ name: 'invitation_role_check', expression: "role in ('OWNER', 'ADMIN', 'ENGINEER', 'VIEWER')" }],
});

export class Invitation extends InvitationSchema.class {}
InvitationSchema.setClass(Invitation);
