import type { QueryOrderMap } from '@mikro-orm/sql';
import { DomainError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { acrossAccounts, type Scope } from '../platform/database/scope.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';
import { countOnKnownDevice, countOnNewDevice, readDeviceToken } from './known-devices.ts';
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
 * much as a sign-in. They are those who claimed it first, so that no stranger who comes later takes anybody's place.
 */
const unverifiedTriedMax = 5;

/** Sorts the people of an address: who has confirmed it, then those who have not, as they came. */
export const firstClaimFirst: QueryOrderMap<User>[] = [
  { emailVerifiedAt: 'asc nulls last' },
  { createdAt: 'asc' },
  { id: 'asc' },
];

/** Whether somebody has confirmed this address. */
export async function isVerifiedAddress({ em }: Pick<AnyScope, 'em'>, emailKey: string): Promise<boolean> {
  return (await em.count(User, { emailKey, emailVerifiedAt: { $ne: null } }, acrossAccounts)) > 0;
}

/**
 * The person with this address and this password: the one whom the device is known to, or the one who has confirmed the
 * address, or whoever of the first who claimed it chose this password. Null when there is none; with nobody there, that
 * takes as long as a wrong password.
 *
 * Counts the attempt. A device has its own budget for the person it is known to alone: else whoever claims an address
 * had one for guessing at the passwords of the others.
 * @throws RATE_LIMITED
 */
export async function findByPassword(
  scope: AnyScope,
  attempt: { emailKey: string; password: string; deviceToken?: string | null },
): Promise<User | null> {
  const { em, settings, clock } = scope;
  const { emailKey, password } = attempt;
  const device = readDeviceToken(settings, emailKey, attempt.deviceToken ?? '', clock.now());
  if (device === null) {
    await countOnNewDevice(scope, emailKey);
    return await findAmong(await findClaimants(scope, emailKey), password);
  }
  await countOnKnownDevice(scope, device);
  const known = await em.find(User, { emailKey, id: device.userId, isActive: true }, acrossAccounts);
  const user = await findAmong(known, password);
  if (user !== null) return user;
  const others = (await findClaimants(scope, emailKey)).filter(({ id }) => id !== device.userId);
  if (others.length === 0) return null;
  await countOnNewDevice(scope, emailKey);
  return await findAmong(others, password);
}

/** Who has confirmed the address, then the first of those who have not. Deactivated people take nobody's place. */
async function findClaimants({ em }: Pick<AnyScope, 'em'>, emailKey: string): Promise<User[]> {
  const claimants = await em.find(
    User,
    { emailKey, isActive: true },
    { ...acrossAccounts, orderBy: firstClaimFirst, limit: unverifiedTriedMax + 1 },
  );
  return claimants[0]?.emailVerifiedAt ? claimants : claimants.slice(0, unverifiedTriedMax);
}

/** At least one hash is computed, whoever is there. */
async function findAmong(claimants: readonly User[], password: string): Promise<User | null> {
  if (password.length > limits.passwordCharsMax * 2) return null;
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
