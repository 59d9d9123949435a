import { badInput, conflict, type DomainError } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { acrossAccounts, type Scope } from '../platform/database/scope.ts';
import { transaction } from '../platform/database/transaction.ts';
import { parseEmailAddress } from './email-address.ts';
import { markVerified } from './email-claims.ts';
import { countGuess } from './known-devices.ts';
import { readLinkToken } from './link-tokens.ts';
import { passwordResetQueue } from './mail-queues.ts';
import { PasswordReset } from './password-reset.entity.ts';
import { assertStrongPassword, hashPassword, verifyPassword } from './passwords.ts';
import {
  type AuthPayload,
  asTakenAddress,
  endAllSignIns,
  lockSelf,
  lockUser,
  startSignIn,
} from './sign-in.service.ts';
import { User } from './user.entity.ts';

type AnyScope = Scope<Viewer | null>;

/** Changes the viewer's password, ends every other sign-in and begins a new one. */
export async function changePassword(
  scope: Scope,
  input: { currentPassword: string; newPassword: string },
): Promise<AuthPayload> {
  await countGuess(scope, scope.viewer.userId);
  const self = await scope.em.findOneOrFail(User, { id: scope.viewer.userId });
  if (!(await verifyPassword(input.currentPassword.slice(0, 400), self.passwordHash))) {
    throw notCurrent();
  }
  const ownWords = [...self.name.split(' '), ...self.emailKey.split('@')];
  await assertStrongPassword(input.newPassword, 'input.newPassword', ownWords);
  const { passwordHash: checkedHash } = self;
  const passwordHash = await hashPassword(input.newPassword);
  return await transaction(scope, async tx => {
    const user = await lockSelf(tx);
    // Of two changes at once, the second was checked against a password that is not the current one any more.
    if (user.passwordHash !== checkedHash) throw notCurrent();
    user.passwordHash = passwordHash;
    await endAllSignIns(tx, user, 'PASSWORD_CHANGED');
    await tx.em.flush();
    return await startSignIn(tx, user);
  });
}

function notCurrent(): DomainError {
  return badInput('input.currentPassword', 'This is not your current password.');
}

/**
 * Asks for a link to set a new password. The work is the same whether the address exists or not, one job is
 * stored; only the worker, later, looks the address up, and whether the person has been mailed often enough.
 */
export async function requestPasswordReset(scope: AnyScope, input: { email: string }): Promise<true> {
  await scope.rateLimits.consume('resetByAddress', scope.clientIp());
  const { emailKey } = parseEmailAddress(input.email, 'input.email');
  await scope.rateLimits.consume('resetByEmailAndAddress', `${emailKey} ${scope.clientIp()}`);
  const requestId = newId(scope.clock.now().getTime());
  await transaction(scope, tx => tx.enqueue(passwordResetQueue, { emailKey, requestId }));
  return true;
}

/** Sets a new password with the token of a mailed link, and signs in. The link works once, and ends all others. */
export async function resetPassword(
  scope: AnyScope,
  input: { token: string; password: string },
): Promise<AuthPayload> {
  await scope.rateLimits.consume('tokenByAddress', scope.clientIp());
  const target = readLinkToken(scope.settings, 'password-reset', input.token);
  if (target === null) throw badInput('input.token', 'This link is not valid.');
  const request = await scope.em.findOne(PasswordReset, target, acrossAccounts);
  const person = request && { accountId: target.accountId, id: request.userId };
  const found = person && (await scope.em.findOne(User, person, acrossAccounts));
  if (!person || !found?.isActive) throw badInput('input.token', 'This link is not valid.');
  await assertStrongPassword(input.password, 'input.password', [
    ...found.name.split(' '),
    ...found.emailKey.split('@'),
  ]);
  const passwordHash = await hashPassword(input.password);
  return await asTakenAddress(
    conflict('This address belongs to somebody else by now. Ask for a new link.'),
    transaction(scope, async tx => {
      const user = await lockUser(tx, person);
      if (!user?.isActive) throw badInput('input.token', 'This link is not valid.');
      const now = tx.clock.now();
      const used = await tx.em.nativeUpdate(
        PasswordReset,
        { ...target, usedAt: null, expiresAt: { $gt: now } },
        { usedAt: now },
        acrossAccounts,
      );
      if (used === 0) throw conflict('This link was already used or has expired. Ask for a new one.');
      user.passwordHash = passwordHash;
      // Whoever has the link reads the mail of the address.
      markVerified(tx, user);
      await endAllSignIns(tx, user, 'PASSWORD_CHANGED');
      await tx.em.flush();
      return await startSignIn(tx, user);
    }),
  );
}
