import { createHash, randomBytes } from 'node:crypto';
import { addSeconds } from '../kernel/clock.ts';
import { badInput, conflict, type DomainError, unauthenticated } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { parseLine } from '../kernel/input.ts';
import { limits } from '../kernel/limits.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { violatesUnique } from '../platform/database/constraint-errors.ts';
import { acrossAccounts, type Scope } from '../platform/database/scope.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import { issueAccessToken } from './access-tokens.ts';
import { Account } from './account.entity.ts';
import { accessChangedEvent } from './accounts.events.ts';
import { passwordResetQueue } from './accounts.jobs.ts';
import { parseEmailAddress } from './email-address.ts';
import { readLinkToken } from './link-tokens.ts';
import { PasswordReset } from './password-reset.entity.ts';
import { assertStrongPassword, hashPassword, verifyNobody, verifyPassword } from './passwords.ts';
import { RefreshToken } from './refresh-token.entity.ts';
import { User } from './user.entity.ts';

/** What a person needs after signing in. The refresh token is shown this once and stored only as a hash. */
export interface AuthPayload {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly user: User;
}

type AnyScope = Scope<Viewer | null>;
type AnyTransaction = TransactionScope<Viewer | null>;

export interface RegisterInput {
  readonly accountName: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Founds an account, with its owner. */
export async function register(scope: AnyScope, input: RegisterInput): Promise<AuthPayload> {
  await scope.rateLimits.consume('registerByAddress', scope.clientIp);
  const accountName = parseLine(input.accountName, { field: 'input.accountName', max: limits.nameCharsMax });
  const name = parseLine(input.name, { field: 'input.name', max: limits.nameCharsMax });
  const address = parseEmailAddress(input.email, 'input.email');
  assertStrongPassword(input.password, 'input.password', [
    ...name.split(' '),
    ...address.emailKey.split('@'),
  ]);
  const passwordHash = await hashPassword(input.password);
  const now = scope.clock.now();
  return await asTakenAddress(
    transaction(scope, async tx => {
      const account = tx.em.create(Account, {
        id: newId(now.getTime()),
        name: accountName,
        eventEpoch: newEventEpoch(),
        createdAt: now,
      });
      await tx.em.flush();
      const user = createUser(tx, { accountId: account.id, name, ...address, passwordHash, role: 'OWNER' });
      await tx.em.flush();
      return await startSignIn(tx, user);
    }),
  );
}

/** A fresh epoch for an account's event log; see LogHead. */
export function newEventEpoch(): string {
  return randomBytes(8).toString('hex');
}

/** The row of a new person. The caller flushes. */
export function createUser(
  tx: AnyTransaction,
  person: Pick<User, 'accountId' | 'name' | 'email' | 'emailKey' | 'passwordHash' | 'role'>,
): User {
  const now = tx.clock.now();
  return tx.em.create(User, {
    ...person,
    id: newId(now.getTime()),
    isActive: true,
    createdAt: now,
    updatedAt: now,
  });
}

/** Turns the database's refusal of a second person with the same address into the sentence for it. */
export async function asTakenAddress<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (violatesUnique(error, 'app_user_email_key'))
      throw badInput('input.email', 'This address is already taken.');
    throw error;
  }
}

/** Signs a person in. Wrong address, wrong password and locked out all get the same answer in the same time. */
export async function login(
  scope: AnyScope,
  input: { email: string; password: string },
): Promise<AuthPayload> {
  await scope.rateLimits.consume('signInByAddress', scope.clientIp);
  const { emailKey } = parseEmailAddress(input.email, 'input.email');
  await scope.rateLimits.consume('signInByEmail', emailKey);
  if (input.password.length > limits.passwordCharsMax * 2) throw wrongCredentials();
  const user = await scope.em.findOne(User, { emailKey }, acrossAccounts);
  const isRight =
    user === null
      ? await verifyNobody(input.password)
      : await verifyPassword(input.password, user.passwordHash);
  if (user === null || !isRight || !user.isActive) throw wrongCredentials();
  return await transaction(scope, tx => startSignIn(tx, user));
}

function wrongCredentials(): DomainError {
  return unauthenticated('The email address or the password is wrong.');
}

/** Begins a new chain of refresh tokens for a person. */
export async function startSignIn(tx: AnyTransaction, user: User): Promise<AuthPayload> {
  return await continueSignIn(tx, user, newId(tx.clock.now().getTime()));
}

async function continueSignIn(tx: AnyTransaction, user: User, familyId: string): Promise<AuthPayload> {
  const now = tx.clock.now();
  const refreshToken = randomBytes(32).toString('base64url');
  tx.em.create(RefreshToken, {
    accountId: user.accountId,
    id: newId(now.getTime()),
    userId: user.id,
    familyId,
    tokenHash: hashToken(refreshToken),
    createdAt: now,
    expiresAt: addSeconds(now, tx.settings.refreshTokenDays * 86_400),
  });
  await tx.em.flush();
  return { ...(await issueAccessToken(tx.settings, user, now)), refreshToken, user };
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Exchanges a refresh token for the next one. A token that was already exchanged means that two parties hold the
 * same chain; nobody can tell which is the thief, so the chain ends for both.
 */
export async function refreshTokens(scope: AnyScope, input: { refreshToken: string }): Promise<AuthPayload> {
  await scope.rateLimits.consume('tokenByAddress', scope.clientIp);
  const tokenHash = hashToken(input.refreshToken.slice(0, 200));
  const outcome = await transaction(scope, async tx => {
    const now = tx.clock.now();
    const taken = await tx.em.nativeUpdate(
      RefreshToken,
      { tokenHash, usedAt: null, revokedAt: null, expiresAt: { $gt: now } },
      { usedAt: now },
      acrossAccounts,
    );
    const link = await tx.em.findOne(RefreshToken, { tokenHash }, acrossAccounts);
    if (link === null) return null;
    if (taken === 0) {
      if (link.usedAt !== null) await revokeFamily(tx, link);
      return null;
    }
    const user = await tx.em.findOne(User, { accountId: link.accountId, id: link.userId }, acrossAccounts);
    return user?.isActive ? await continueSignIn(tx, user, link.familyId) : null;
  });
  // Thrown after the commit: the revocation must stand although the request fails.
  if (outcome === null) throw unauthenticated('The refresh token is not valid any more. Sign in again.');
  return outcome;
}

async function revokeFamily(tx: AnyTransaction, link: RefreshToken): Promise<void> {
  await tx.em.nativeUpdate(
    RefreshToken,
    { accountId: link.accountId, familyId: link.familyId, revokedAt: null },
    { revokedAt: tx.clock.now() },
    acrossAccounts,
  );
}

/** Ends one chain of refresh tokens. True whether or not there was one: nothing is learned by trying. */
export async function logout(scope: AnyScope, input: { refreshToken: string }): Promise<true> {
  await transaction(scope, async tx => {
    const tokenHash = hashToken(input.refreshToken.slice(0, 200));
    const link = await tx.em.findOne(RefreshToken, { tokenHash }, acrossAccounts);
    if (link !== null) await revokeFamily(tx, link);
  });
  return true;
}

/** Ends every sign-in of the viewer: all refresh tokens, and all access tokens that are out there. */
export async function logoutEverywhere(scope: Scope): Promise<true> {
  await transaction(scope, async tx => {
    await endAllSignIns(tx, await loadSelf(tx), 'SIGNED_OUT');
  });
  return true;
}

/** Makes every token of a person worthless and says so in the event log. */
export async function endAllSignIns(tx: AnyTransaction, user: User, reason: string): Promise<void> {
  user.tokenGeneration += 1;
  user.updatedAt = tx.clock.now();
  await tx.em.nativeUpdate(
    RefreshToken,
    { accountId: user.accountId, userId: user.id, revokedAt: null },
    { revokedAt: tx.clock.now() },
    acrossAccounts,
  );
  tx.record(accessChangedEvent(user.accountId, user.id, reason));
}

async function loadSelf(tx: TransactionScope): Promise<User> {
  return await tx.em.findOneOrFail(User, { id: tx.viewer.userId });
}

/** Changes the viewer's password, ends every other sign-in and begins a new one. */
export async function changePassword(
  scope: Scope,
  input: { currentPassword: string; newPassword: string },
): Promise<AuthPayload> {
  await scope.rateLimits.consume('signInByEmail', scope.viewer.userId);
  const self = await scope.em.findOneOrFail(User, { id: scope.viewer.userId });
  if (!(await verifyPassword(input.currentPassword.slice(0, 400), self.passwordHash))) {
    throw badInput('input.currentPassword', 'This is not your current password.');
  }
  const ownWords = [...self.name.split(' '), ...self.emailKey.split('@')];
  assertStrongPassword(input.newPassword, 'input.newPassword', ownWords);
  const passwordHash = await hashPassword(input.newPassword);
  return await transaction(scope, async tx => {
    const user = await loadSelf(tx);
    user.passwordHash = passwordHash;
    await endAllSignIns(tx, user, 'PASSWORD_CHANGED');
    await tx.em.flush();
    return await startSignIn(tx, user);
  });
}

/**
 * Asks for a link to set a new password. The work is the same whether the address exists or not, one job is
 * stored; only the worker, later, looks the address up.
 */
export async function requestPasswordReset(scope: AnyScope, input: { email: string }): Promise<true> {
  await scope.rateLimits.consume('resetByAddress', scope.clientIp);
  const { emailKey } = parseEmailAddress(input.email, 'input.email');
  await scope.rateLimits.consume('resetByEmail', emailKey);
  await transaction(scope, tx => tx.enqueue(passwordResetQueue, { emailKey }));
  return true;
}

/** Sets a new password with the token of a mailed link, and signs in. The link works once. */
export async function resetPassword(
  scope: AnyScope,
  input: { token: string; password: string },
): Promise<AuthPayload> {
  await scope.rateLimits.consume('tokenByAddress', scope.clientIp);
  const target = readLinkToken(scope.settings, 'password-reset', input.token);
  if (target === null) throw badInput('input.token', 'This link is not valid.');
  const request = await scope.em.findOne(PasswordReset, target, acrossAccounts);
  const found =
    request &&
    (await scope.em.findOne(User, { accountId: target.accountId, id: request.userId }, acrossAccounts));
  if (!request || !found?.isActive) throw badInput('input.token', 'This link is not valid.');
  assertStrongPassword(input.password, 'input.password', [
    ...found.name.split(' '),
    ...found.emailKey.split('@'),
  ]);
  const passwordHash = await hashPassword(input.password);
  return await transaction(scope, async tx => {
    const now = tx.clock.now();
    const used = await tx.em.nativeUpdate(
      PasswordReset,
      { ...target, usedAt: null, expiresAt: { $gt: now } },
      { usedAt: now },
      acrossAccounts,
    );
    if (used === 0) throw conflict('This link was already used or has expired. Ask for a new one.');
    const user = await tx.em.findOneOrFail(
      User,
      { accountId: target.accountId, id: request.userId },
      acrossAccounts,
    );
    user.passwordHash = passwordHash;
    await endAllSignIns(tx, user, 'PASSWORD_CHANGED');
    await tx.em.flush();
    return await startSignIn(tx, user);
  });
}
