import { assertCan } from '../kernel/capabilities.ts';
import { addSeconds } from '../kernel/clock.ts';
import { badInput, conflict, forbidden, notFound } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { parseName } from '../kernel/names.ts';
import type { Role, Viewer } from '../kernel/viewer.ts';
import { createOnce } from '../platform/database/idempotency.ts';
import { acrossAccounts, type Scope } from '../platform/database/scope.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import { accessChangedEvent } from './accounts.events.ts';
import { parseEmailAddress } from './email-address.ts';
import { mailVerification, mayMailVerification } from './email-claims.ts';
import { Invitation } from './invitation.entity.ts';
import { readLinkToken } from './link-tokens.ts';
import { invitationQueue } from './mail-queues.ts';
import { assertStrongPassword, hashPassword } from './passwords.ts';
import { canChangeActivation, canChangeRole, canInvite } from './people.policy.ts';
import {
  type AuthPayload,
  asTakenAddress,
  createUser,
  endAllSignIns,
  lockUser,
  startSignIn,
} from './sign-in.service.ts';
import { User } from './user.entity.ts';

/** How long an invitation can be accepted. */
export const invitationDays = 7;

export interface InviteUserInput {
  readonly email: string;
  readonly role: Role;
  readonly idempotencyKey?: string | null;
}

/**
 * Invites somebody by mail. A second invitation to the same address replaces the first.
 * @throws CONFLICT when a mail would leave in the name of somebody who has not confirmed their own address
 */
export async function inviteUser(scope: Scope, input: InviteUserInput): Promise<Invitation> {
  assertCan(scope.viewer, 'INVITE_PEOPLE');
  if (!canInvite(scope.viewer, input.role)) throw forbidden('Only an owner can invite an owner.');
  const address = parseEmailAddress(input.email, 'input.email');
  await assertMayMailStrangers(scope);
  await scope.rateLimits.consume('inviteByAccount', scope.viewer.accountId);
  return await transaction(scope, tx =>
    createOnce(tx, {
      operation: 'inviteUser',
      key: input.idempotencyKey,
      input: { ...address, role: input.role },
      create: () => createInvitation(tx, address, input.role),
      load: id => tx.em.findOneOrFail(Invitation, { id }),
    }),
  );
}

/** Without a mail server nothing leaves: invitations are files, and links that the inviter passes on. */
async function assertMayMailStrangers({ em, viewer, settings }: Scope): Promise<void> {
  if (settings.smtpUrl === null) return;
  const self = await em.findOneOrFail(User, { id: viewer.userId });
  if (!self.emailVerifiedAt)
    throw conflict('Confirm your own email address first: open the link that was mailed to you.');
}

async function createInvitation(
  tx: TransactionScope,
  address: { email: string; emailKey: string },
  role: Role,
): Promise<Invitation> {
  const { em, viewer } = tx;
  const now = tx.clock.now();
  // Of other accounts nothing is said: whoever is invited learns from the link what is to be learned.
  if ((await em.count(User, { accountId: viewer.accountId, emailKey: address.emailKey })) > 0) {
    throw badInput('input.email', 'Somebody of your account has this address.');
  }
  await em.nativeUpdate(
    Invitation,
    { accountId: viewer.accountId, emailKey: address.emailKey, acceptedAt: null, replacedAt: null },
    { replacedAt: now },
  );
  const invitation = em.create(Invitation, {
    accountId: viewer.accountId,
    id: newId(now.getTime()),
    ...address,
    role,
    invitedById: viewer.userId,
    createdAt: now,
    expiresAt: addSeconds(now, invitationDays * 86_400),
  });
  await em.flush();
  await tx.enqueue(invitationQueue, { accountId: viewer.accountId, invitationId: invitation.id });
  return invitation;
}

/** Takes an invitation back: its link works no longer. Again, it is as it was. */
export async function revokeInvitation(scope: Scope, input: { invitationId: Uuid }): Promise<Invitation> {
  assertCan(scope.viewer, 'INVITE_PEOPLE');
  return await transaction(scope, async tx => {
    const { accountId } = tx.viewer;
    const id = input.invitationId;
    const found = await tx.em.findOne(Invitation, { accountId, id });
    if (found === null) throw notFound('The invitation', 'input.invitationId');
    if (!canInvite(tx.viewer, found.role))
      throw forbidden('Only an owner can take back the invitation of an owner.');
    // The row count decides between this and an acceptance at the same moment.
    const taken = await tx.em.nativeUpdate(
      Invitation,
      { accountId, id, acceptedAt: null, replacedAt: null },
      { replacedAt: tx.clock.now() },
    );
    const invitation = await tx.em.findOneOrFail(Invitation, { accountId, id }, { refresh: true });
    if (taken === 0 && invitation.acceptedAt) throw conflict('This invitation was already accepted.');
    return invitation;
  });
}

/**
 * Takes the seat an invitation offers, and signs in. The link works once. The one that was mailed shows that the address
 * is theirs; the one that the inviter sees does not.
 */
export async function acceptInvitation(
  scope: Scope<Viewer | null>,
  input: { token: string; name: string; password: string },
): Promise<AuthPayload> {
  await scope.rateLimits.consume('tokenByAddress', scope.clientIp());
  const mailed = readLinkToken(scope.settings, 'mailed-invitation', input.token);
  const target = mailed ?? readLinkToken(scope.settings, 'invitation', input.token);
  const invitation = target && (await scope.em.findOne(Invitation, target, acrossAccounts));
  if (!invitation) throw badInput('input.token', 'This invitation is not valid.');
  const name = parseName(input.name, { field: 'input.name', max: limits.nameCharsMax });
  const { accountId, email, emailKey, role } = invitation;
  await assertStrongPassword(input.password, 'input.password', [...name.split(' '), ...emailKey.split('@')]);
  const isMailed = mailed === null && (await mayMailVerification(scope, emailKey));
  const passwordHash = await hashPassword(input.password);
  return await asTakenAddress(
    conflict('This address is already taken. Sign in with it, or ask to be invited at another.'),
    transaction(scope, async tx => {
      const now = tx.clock.now();
      // The row count decides: of two that accept at the same moment, one gets the seat.
      const taken = await tx.em.nativeUpdate(
        Invitation,
        { ...target, acceptedAt: null, replacedAt: null, expiresAt: { $gt: now } },
        { acceptedAt: now },
        acrossAccounts,
      );
      if (taken === 0)
        throw conflict('This invitation was already accepted, replaced or taken back, or has expired.');
      const emailVerifiedAt = mailed === null ? null : now;
      const user = createUser(tx, { accountId, name, email, emailKey, emailVerifiedAt, passwordHash, role });
      await tx.em.flush();
      if (isMailed) await mailVerification(tx, user);
      return await startSignIn(tx, user);
    }),
  );
}

/** Gives a person another role. It counts from their next request on, and ends what the old role had open. */
export async function updateUserRole(scope: Scope, input: { userId: Uuid; role: Role }): Promise<User> {
  assertCan(scope.viewer, 'CHANGE_ROLES');
  await scope.rateLimits.consume('peopleChangeByAccount', scope.viewer.accountId);
  return await transaction(scope, async tx => {
    const owners = await lockOwners(tx);
    const user = await loadUser(tx, input.userId);
    if (!canChangeRole(tx.viewer, user, input.role))
      throw forbidden('Only an owner can change or make an owner.');
    if (user.role === input.role) return user;
    if (user.role === 'OWNER') assertNotLastOwner(owners, user);
    user.role = input.role;
    user.updatedAt = tx.clock.now();
    tx.record(accessChangedEvent(user.accountId, user.id, 'ROLE_CHANGED'));
    return user;
  });
}

/** Locks a person out: every sign-in ends, and what they made stays. */
export async function deactivateUser(scope: Scope, input: { userId: Uuid }): Promise<User> {
  assertCan(scope.viewer, 'CHANGE_ROLES');
  await scope.rateLimits.consume('peopleChangeByAccount', scope.viewer.accountId);
  return await transaction(scope, async tx => {
    const owners = await lockOwners(tx);
    const user = await loadUser(tx, input.userId);
    if (user.role === 'OWNER' && user.isActive && canChangeRole(tx.viewer, user, user.role)) {
      assertNotLastOwner(owners, user);
    }
    if (!canChangeActivation(tx.viewer, user)) throw forbidden('You cannot deactivate this person.');
    if (!user.isActive) return user;
    user.isActive = false;
    await endAllSignIns(tx, user, 'DEACTIVATED');
    return user;
  });
}

/** Lets a deactivated person in again; they sign in with their old password. */
export async function reactivateUser(scope: Scope, input: { userId: Uuid }): Promise<User> {
  assertCan(scope.viewer, 'CHANGE_ROLES');
  await scope.rateLimits.consume('peopleChangeByAccount', scope.viewer.accountId);
  return await transaction(scope, async tx => {
    const user = await loadUser(tx, input.userId);
    if (!canChangeActivation(tx.viewer, user)) throw forbidden('You cannot reactivate this person.');
    user.isActive = true;
    user.updatedAt = tx.clock.now();
    return user;
  });
}

/**
 * The ids of the account's active owners, locked until the commit: two owners who demote each other at the same
 * moment go one after the other, and the second is refused.
 */
async function lockOwners(tx: TransactionScope): Promise<Uuid[]> {
  const rows = await tx.em.execute<{ id: Uuid }[]>(
    `select id from app_user where account_id = ? and role = 'OWNER' and is_active
      order by id for no key update`,
    [tx.viewer.accountId],
  );
  return rows.map(({ id }) => id);
}

function assertNotLastOwner(owners: readonly Uuid[], user: User): void {
  if (owners.length === 1 && owners[0] === user.id) {
    throw conflict(
      'The last owner of an account cannot be removed or demoted. Make somebody else an owner first.',
    );
  }
}

/** A person of the viewer's account, locked. Owners are locked before, where their number matters. */
async function loadUser(tx: TransactionScope, id: Uuid): Promise<User> {
  const user = await lockUser(tx, { accountId: tx.viewer.accountId, id });
  if (user === null) throw notFound('The person', 'input.userId');
  return user;
}
