import { builder } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { decodeId } from '../graphql/ids.ts';
import { lookAheadItems } from '../graphql/look-ahead.ts';
import { pageComplexity, parsePage, toConnection } from '../graphql/pagination.ts';
import { withoutInvisible } from '../kernel/names.ts';
import { roles } from '../kernel/viewer.ts';
import { Account } from './account.entity.ts';
import { invitationUrl } from './accounts.jobs.ts';
import {
  type AccountUsageFacts,
  findAccounts,
  listInvitations,
  listUsers,
  loadAccounts,
  loadUsers,
  readUsage,
} from './accounts.queries.ts';
import { resendVerification, verifyEmail } from './email-verification.service.ts';
import type { InvitationRow } from './invitation-row.ts';
import { changePassword, requestPasswordReset, resetPassword } from './passwords.service.ts';
import {
  acceptInvitation,
  deactivateUser,
  inviteUser,
  reactivateUser,
  revokeInvitation,
  updateUserRole,
} from './people.service.ts';
import {
  type AuthPayload,
  login,
  logout,
  logoutEverybody,
  logoutEverywhere,
  refreshTokens,
  register,
} from './sign-in.service.ts';
import type { UserRow } from './user-row.ts';

export const RoleEnum = builder.enumType('Role', { values: roles });

export const AccountNode = builder.loadableNode(Account, {
  name: 'Account',
  description: 'A managed service provider: the tenant.',
  id: { resolve: account => account.id },
  load: async (ids: string[], context) => await loadAccounts(signedIn(context), ids),
  fields: t => ({ name: t.string({ resolve: account => withoutInvisible(account.name) }) }),
});

export const UserNode = builder.loadableNode('User', {
  description: 'A person of the account.',
  id: { resolve: (user: UserRow) => user.id },
  load: async (ids: string[], context): Promise<(UserRow | Error)[]> =>
    await loadUsers(signedIn(context), ids),
  fields: t => ({
    // Names from before there was a rule for them may hold anything.
    name: t.string({ resolve: user => withoutInvisible(user.name) }),
    email: t.exposeString('email'),
    emailVerifiedAt: t.expose('emailVerifiedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When the person confirmed the address. Null until then: nothing but that link is mailed to it.',
    }),
    role: t.expose('role', { type: RoleEnum }),
    isActive: t.exposeBoolean('isActive'),
    account: t.loadable({
      type: AccountNode,
      // Whoever sees a person sees the account's name; also right after signing in, when there is no viewer yet.
      load: async (ids: string[], { scope }) => await findAccounts(scope.em, ids),
      resolve: user => user.accountId,
    }),
  }),
});

const UserConnection = builder.connectionObject(
  { type: UserNode, name: 'UserConnection' },
  { name: 'UserEdge' },
);

const InvitationType = builder.objectRef<InvitationRow>('Invitation').implement({
  description: 'An open seat in the account.',
  fields: t => ({
    id: t.globalID({ resolve: invitation => ({ id: invitation.id, type: 'Invitation' }) }),
    email: t.exposeString('email'),
    role: t.expose('role', { type: RoleEnum }),
    acceptUrl: t.string({
      description:
        'A link to pass on; it ends in `?token=…`. Whoever takes the seat by it still has to confirm the address.',
      resolve: (invitation, _args, { scope }) => invitationUrl(scope.settings, invitation, 'invitation'),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    invitedBy: t.field({
      type: UserNode,
      resolve: ({ invitedBy, invitedById }) => invitedBy ?? invitedById,
    }),
  }),
});

const InvitationConnection = builder.connectionObject(
  { type: InvitationType, name: 'InvitationConnection' },
  { name: 'InvitationEdge' },
);

const AuthPayloadType = builder.objectRef<AuthPayload>('AuthPayload').implement({
  description: 'What a client keeps after signing in.',
  fields: t => ({
    accessToken: t.exposeString('accessToken', { description: 'For the header `Authorization: Bearer …`.' }),
    accessTokenExpiresAt: t.expose('accessTokenExpiresAt', { type: 'DateTime' }),
    refreshToken: t.exposeString('refreshToken', { description: 'Works once, with refreshTokens.' }),
    deviceToken: t.exposeString('deviceToken', {
      description:
        'To be kept on this device, also after signing out, and given to `login` the next time: strangers who guess at the password cannot lock this device out. It signs nobody in.',
    }),
    user: t.field({ type: UserNode, resolve: payload => payload.user }),
  }),
});

const AccountUsageType = builder.objectRef<AccountUsageFacts>('AccountUsage').implement({
  description: 'How much an account stores and writes, and its quotas.',
  fields: t => ({
    storedBytes: t.exposeFloat('storedBytes', {
      description: 'Bytes used by sessions, notes, handoffs, trees and messages to webhooks.',
    }),
    storedBytesMax: t.exposeFloat('storedBytesMax', {
      nullable: true,
      description:
        'Storage quota in bytes; null if there is none. At the quota, new work is refused with QUOTA_REACHED.',
    }),
    writesThisHour: t.exposeInt('writesThisHour', {
      description:
        'Sessions started, answers, notes, handoffs and changes to trees since the start of this hour (UTC).',
    }),
    writesPerHourMax: t.exposeInt('writesPerHourMax', {
      nullable: true,
      description:
        'Hourly write quota; null if there is none. At the quota, new work is refused with QUOTA_REACHED until the next hour.',
    }),
  }),
});

builder.queryFields(t => ({
  accountUsage: t.field({
    type: AccountUsageType,
    description: 'Usage of the account and its quotas. Requires OWNER or ADMIN.',
    resolve: async (_root, _args, context) => await readUsage(signedIn(context)),
  }),
  me: t.field({ type: UserNode, resolve: (_root, _args, context) => signedIn(context).viewer.userId }),
  users: t.field({
    type: UserConnection,
    args: { first: t.arg.int(), after: t.arg.string(), search: t.arg.string() },
    complexity: pageComplexity,
    resolve: async (_root, args, context, info) => {
      const page = parsePage(args, ['text', 'id']);
      return toConnection(await listUsers(signedIn(context), args, page, lookAheadItems(info)), page);
    },
  }),
  invitations: t.field({
    type: InvitationConnection,
    description:
      'Those that can still be accepted, the newest first. OWNER and ADMIN; those of an OWNER for an OWNER.',
    args: { first: t.arg.int(), after: t.arg.string() },
    complexity: pageComplexity,
    resolve: async (_root, args, context, info) => {
      const page = parsePage(args, ['moment', 'id']);
      return toConnection(await listInvitations(signedIn(context), page, lookAheadItems(info)), page);
    },
  }),
}));

const RegisterInput = builder.inputType('RegisterInput', {
  fields: t => ({
    accountName: t.string({ required: true }),
    name: t.string({ required: true }),
    email: t.string({ required: true }),
    password: t.string({ required: true }),
  }),
});
const LoginInput = builder.inputType('LoginInput', {
  fields: t => ({
    email: t.string({ required: true }),
    password: t.string({ required: true }),
    deviceToken: t.string({
      description: 'What this device was given when the person last signed in on it.',
    }),
  }),
});
const RefreshTokensInput = builder.inputType('RefreshTokensInput', {
  fields: t => ({ refreshToken: t.string({ required: true }) }),
});
const LogoutInput = builder.inputType('LogoutInput', {
  fields: t => ({ refreshToken: t.string({ required: true }) }),
});
const ChangePasswordInput = builder.inputType('ChangePasswordInput', {
  fields: t => ({ currentPassword: t.string({ required: true }), newPassword: t.string({ required: true }) }),
});
const RequestPasswordResetInput = builder.inputType('RequestPasswordResetInput', {
  fields: t => ({ email: t.string({ required: true }) }),
});
const ResetPasswordInput = builder.inputType('ResetPasswordInput', {
  fields: t => ({ token: t.string({ required: true }), password: t.string({ required: true }) }),
});
const VerifyEmailInput = builder.inputType('VerifyEmailInput', {
  fields: t => ({ token: t.string({ required: true }) }),
});
const InviteUserInput = builder.inputType('InviteUserInput', {
  fields: t => ({
    email: t.string({ required: true }),
    role: t.field({ type: RoleEnum, required: true }),
    idempotencyKey: t.string(),
  }),
});
const RevokeInvitationInput = builder.inputType('RevokeInvitationInput', {
  fields: t => ({ invitationId: t.id({ required: true }) }),
});
const AcceptInvitationInput = builder.inputType('AcceptInvitationInput', {
  fields: t => ({
    token: t.string({ required: true }),
    name: t.string({ required: true }),
    password: t.string({ required: true }),
  }),
});
const UpdateUserRoleInput = builder.inputType('UpdateUserRoleInput', {
  fields: t => ({ userId: t.id({ required: true }), role: t.field({ type: RoleEnum, required: true }) }),
});
const DeactivateUserInput = builder.inputType('DeactivateUserInput', {
  fields: t => ({ userId: t.id({ required: true }) }),
});
const ReactivateUserInput = builder.inputType('ReactivateUserInput', {
  fields: t => ({ userId: t.id({ required: true }) }),
});

/** Signing in costs a password hash: a request may hold a few of them, not hundreds. */
const costly = 60;

builder.mutationFields(t => ({
  register: t.field({
    type: AuthPayloadType,
    description: 'Founds an account and signs its owner in.',
    args: { input: t.arg({ type: RegisterInput, required: true }) },
    skipTypeScopes: true,
    complexity: costly,
    resolve: (_root, { input }, { scope }) => register(scope, input),
  }),
  login: t.field({
    type: AuthPayloadType,
    args: { input: t.arg({ type: LoginInput, required: true }) },
    skipTypeScopes: true,
    complexity: costly,
    resolve: (_root, { input }, { scope }) => login(scope, input),
  }),
  refreshTokens: t.field({
    type: AuthPayloadType,
    description:
      'Exchanges a refresh token for new tokens. Each works once; using one twice ends the sign-in. Only when the answer was lost, the same token gets the same answer again for 30 s, as long as the new one is unused.',
    args: { input: t.arg({ type: RefreshTokensInput, required: true }) },
    skipTypeScopes: true,
    complexity: costly,
    resolve: (_root, { input }, { scope }) => refreshTokens(scope, input),
  }),
  logout: t.boolean({
    args: { input: t.arg({ type: LogoutInput, required: true }) },
    skipTypeScopes: true,
    complexity: costly,
    resolve: (_root, { input }, { scope }) => logout(scope, input),
  }),
  logoutEverywhere: t.boolean({ resolve: (_root, _args, context) => logoutEverywhere(signedIn(context)) }),
  logoutEverybody: t.boolean({
    description: 'Ends every sign-in of everybody in the account, the viewer’s own included. OWNER.',
    resolve: (_root, _args, context) => logoutEverybody(signedIn(context)),
  }),
  changePassword: t.field({
    type: AuthPayloadType,
    args: { input: t.arg({ type: ChangePasswordInput, required: true }) },
    complexity: costly,
    resolve: (_root, { input }, context) => changePassword(signedIn(context), input),
  }),
  requestPasswordReset: t.boolean({
    description: 'Mails a link, if the address belongs to somebody. The answer is the same either way.',
    args: { input: t.arg({ type: RequestPasswordResetInput, required: true }) },
    skipTypeScopes: true,
    complexity: costly,
    resolve: (_root, { input }, { scope }) => requestPasswordReset(scope, input),
  }),
  resetPassword: t.field({
    type: AuthPayloadType,
    args: { input: t.arg({ type: ResetPasswordInput, required: true }) },
    skipTypeScopes: true,
    complexity: costly,
    resolve: (_root, { input }, { scope }) => resetPassword(scope, input),
  }),
  verifyEmail: t.field({
    type: UserNode,
    description:
      'Confirms the viewer’s email address with the token of the mailed link. CONFLICT when another person has confirmed it.',
    args: { input: t.arg({ type: VerifyEmailInput, required: true }) },
    resolve: (_root, { input }, context) => verifyEmail(signedIn(context), input),
  }),
  resendVerification: t.boolean({
    description:
      'Mails the link to confirm the viewer’s email address again. Does nothing when it is confirmed.',
    resolve: (_root, _args, context) => resendVerification(signedIn(context)),
  }),
  inviteUser: t.field({
    type: InvitationType,
    description: 'Mails an invitation. OWNER and ADMIN; only an OWNER can invite an OWNER.',
    args: { input: t.arg({ type: InviteUserInput, required: true }) },
    resolve: (_root, { input }, context) => inviteUser(signedIn(context), input),
  }),
  revokeInvitation: t.field({
    type: InvitationType,
    description: 'Its link works no longer. CONFLICT when it was accepted.',
    args: { input: t.arg({ type: RevokeInvitationInput, required: true }) },
    resolve: (_root, { input }, context) =>
      revokeInvitation(signedIn(context), {
        invitationId: decodeId('Invitation', input.invitationId, 'input.invitationId'),
      }),
  }),
  acceptInvitation: t.field({
    type: AuthPayloadType,
    args: { input: t.arg({ type: AcceptInvitationInput, required: true }) },
    skipTypeScopes: true,
    complexity: costly,
    resolve: (_root, { input }, { scope }) => acceptInvitation(scope, input),
  }),
  updateUserRole: t.field({
    type: UserNode,
    args: { input: t.arg({ type: UpdateUserRoleInput, required: true }) },
    resolve: (_root, { input }, context) =>
      updateUserRole(signedIn(context), { ...input, userId: decodeId('User', input.userId, 'input.userId') }),
  }),
  deactivateUser: t.field({
    type: UserNode,
    args: { input: t.arg({ type: DeactivateUserInput, required: true }) },
    resolve: (_root, { input }, context) =>
      deactivateUser(signedIn(context), { userId: decodeId('User', input.userId, 'input.userId') }),
  }),
  reactivateUser: t.field({
    type: UserNode,
    args: { input: t.arg({ type: ReactivateUserInput, required: true }) },
    resolve: (_root, { input }, context) =>
      reactivateUser(signedIn(context), { userId: decodeId('User', input.userId, 'input.userId') }),
  }),
}));
