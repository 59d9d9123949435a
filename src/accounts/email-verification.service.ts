import { badInput, conflict } from '../kernel/errors.ts';
import type { Scope } from '../platform/database/scope.ts';
import { transaction } from '../platform/database/transaction.ts';
import { mailVerification, markVerified } from './email-claims.ts';
import { readLinkToken } from './link-tokens.ts';
import { asTakenAddress, lockSelf } from './sign-in.service.ts';
import { User } from './user.entity.ts';

/**
 * Confirms the viewer's address by the token of a mailed link. The viewer must be whom it was mailed to: a link alone
 * would let somebody who reads their mail confirm an account that a stranger has made in their name.
 * @throws BAD_USER_INPUT for a link of somebody else; CONFLICT when another person has confirmed the address
 */
export async function verifyEmail(scope: Scope, input: { token: string }): Promise<User> {
  await scope.rateLimits.consume('tokenByAddress', scope.clientIp());
  const target = readLinkToken(scope.settings, 'verification', input.token);
  if (target === null) throw badInput('input.token', 'This link is not valid.');
  if (target.accountId !== scope.viewer.accountId || target.id !== scope.viewer.userId)
    throw badInput('input.token', 'This link was mailed to somebody else. Sign in as who has registered.');
  return await asTakenAddress(
    conflict('This address belongs to somebody else already. Sign in with it instead.'),
    transaction(scope, async tx => {
      const user = await lockSelf(tx);
      markVerified(tx, user);
      await tx.em.flush();
      return user;
    }),
  );
}

/** Mails the viewer the link once more; nothing is mailed when the address is confirmed. */
export async function resendVerification(scope: Scope): Promise<true> {
  const self = await scope.em.findOneOrFail(User, { id: scope.viewer.userId });
  if (self.emailVerifiedAt) return true;
  await scope.rateLimits.consume('verificationByEmail', self.emailKey);
  await transaction(scope, tx => mailVerification(tx, self));
  return true;
}
