import { DomainError } from '../kernel/errors.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { acrossAccounts, type Scope } from '../platform/database/scope.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';
import { verificationQueue } from './mail-queues.ts';
import { verifyNobody, verifyPassword } from './passwords.ts';
import { User } from './user.entity.ts';

/**
 * Whose an address is: whoever has confirmed it. Until somebody has, any number of people may have registered with it,
 * each with a password of their own, and none of them keeps another from it.
 */

type AnyScope = Scope<Viewer | null>;

/**
 * People who have not confirmed an address and whose passwords are tried when somebody signs in with it: each costs as
 * much as a sign-in. Who is not among the newest of them gets in by the link of a reset, which is proof as well.
 */
const unverifiedTriedMax = 5;

/** Whether somebody has confirmed this address. */
export async function isVerifiedAddress({ em }: Pick<AnyScope, 'em'>, emailKey: string): Promise<boolean> {
  return (await em.count(User, { emailKey, emailVerifiedAt: { $ne: null } }, acrossAccounts)) > 0;
}

/**
 * The person with this address and this password: the one who has confirmed the address, or else whoever of those who
 * have not chose this password. Null when there is none; that takes as long as a wrong password.
 */
export async function findByPassword(
  { em }: Pick<AnyScope, 'em'>,
  emailKey: string,
  password: string,
): Promise<User | null> {
  const claimants = await em.find(
    User,
    { emailKey },
    {
      ...acrossAccounts,
      orderBy: [{ emailVerifiedAt: 'asc nulls last' }, { createdAt: 'desc' }],
      limit: unverifiedTriedMax + 1,
    },
  );
  if (claimants.length === 0) await verifyNobody(password);
  for (const user of claimants) if (await verifyPassword(password, user.passwordHash)) return user;
  return null;
}

/** Writes down that a person has shown that an address is theirs. The caller flushes, and may find it taken. */
export function markVerified({ clock }: Pick<AnyScope, 'clock'>, user: User): void {
  if (user.emailVerifiedAt) return;
  user.emailVerifiedAt = clock.now();
  user.updatedAt = clock.now();
}

/** Queues the mail with the link by which a person confirms their address. */
export async function mailVerification(
  tx: TransactionScope<Viewer | null>,
  { accountId, id }: Pick<User, 'accountId' | 'id'>,
): Promise<void> {
  await tx.enqueue(verificationQueue, { accountId, userId: id, askedAt: tx.clock.now().getTime() });
}

/** Counts a mail to an address that nobody has confirmed; false when it got too many of late, from whomever. */
export async function mayMailVerification({ rateLimits }: AnyScope, emailKey: string): Promise<boolean> {
  try {
    await rateLimits.consume('verificationByEmail', emailKey);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'RATE_LIMITED') return false;
    throw error;
  }
}
