import { createHash, createHmac, randomBytes } from 'node:crypto';
import { assertCan } from '../kernel/capabilities.ts';
import { addSeconds } from '../kernel/clock.ts';
import { badInput, type DomainError, unauthenticated } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { parseName } from '../kernel/names.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { violatesUnique } from '../platform/database/constraint-errors.ts';
import { acrossAccounts, type Scope } from '../platform/database/scope.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import { newEventEpoch } from '../platform/events/event-log.ts';
import { issueAccessToken } from './access-tokens.ts';
import { Account } from './account.entity.ts';
import { accessChangedEvent, everybody } from './accounts.events.ts';
import { parseEmailAddress } from './email-address.ts';
import { findByPassword, isVerifiedAddress, mailVerification, mayMailVerification } from './email-claims.ts';
import { issueDeviceToken } from './known-devices.ts';
import { PasswordReset } from './password-reset.entity.ts';
import { assertStrongPassword, hashPassword } from './passwords.ts';
import { RefreshToken } from './refresh-token.entity.ts';
import { User } from './user.entity.ts';

/** What a person needs after signing in. The refresh token is shown this once and stored only as a hash. */
export interface AuthPayload {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  /** By which this device is known at the next sign-in. */
  readonly deviceToken: string;
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

/** Founds an account, with its owner, who can work at once; their address counts once they have confirmed it. */
export async function register(scope: AnyScope, input: RegisterInput): Promise<AuthPayload> {
  await scope.rateLimits.consume('registerByAddress', scope.clientIp());
  const accountName = parseName(input.accountName, { field: 'input.accountName', max: limits.nameCharsMax });
  const name = parseName(input.name, { field: 'input.name', max: limits.nameCharsMax });
  const address = parseEmailAddress(input.email, 'input.email');
  await assertStrongPassword(input.password, 'input.password', [
    ...name.split(' '),
    ...address.emailKey.split('@'),
  ]);
  if (await isVerifiedAddress(scope, address.emailKey))
    throw badInput('input.email', 'This address is already taken.');
  const isMailed = await mayMailVerification(scope, address.emailKey);
  const passwordHash = await hashPassword(input.password);
  const now = scope.clock.now();
  return await transaction(scope, async tx => {
    const account = tx.em.create(Account, {
      id: newId(now.getTime()),
      name: accountName,
      eventEpoch: newEventEpoch(),
      createdAt: now,
    });
    await tx.em.flush();
    const owner = { accountId: account.id, name, ...address, emailVerifiedAt: null };
    const user = createUser(tx, { ...owner, passwordHash, role: 'OWNER' });
    await tx.em.flush();
    if (isMailed) await mailVerification(tx, user);
    return await startSignIn(tx, user);
  });
}

/** The row of a new person. The caller flushes. */
export function createUser(
  tx: AnyTransaction,
  person: Pick<
    User,
    'accountId' | 'name' | 'email' | 'emailKey' | 'emailVerifiedAt' | 'passwordHash' | 'role'
  >,
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

/** Turns the database's refusal of a second person with the same address into the one that the client gets. */
export async function asTakenAddress<T>(refusal: DomainError, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw violatesUnique(error, 'app_user_email_key') ? refusal : error;
  }
}

/** Signs a person in. Wrong address, wrong password and locked out all get the same answer in the same time. */
export async function login(
  scope: AnyScope,
  input: { email: string; password: string; deviceToken?: string | null },
): Promise<AuthPayload> {
  const { emailKey } = parseEmailAddress(input.email, 'input.email');
  const user = await findByPassword(scope, { ...input, emailKey });
  if (user === null) throw wrongCredentials();
  const { passwordHash } = user;
  return await transaction(scope, async tx => {
    // The check took a while: who was locked out or got another password meanwhile does not come in.
    const person = await lockUser(tx, user);
    if (!person?.isActive || person.passwordHash !== passwordHash) throw wrongCredentials();
    return await startSignIn(tx, person);
  });
}

function wrongCredentials(): DomainError {
  return unauthenticated('The email address or the password is wrong.');
}

/**
 * A person as they are now, locked until the commit. Whatever begins, continues or ends sign-ins of a person takes
 * this lock first: else an exchange under way could add a link to a chain that is just being revoked.
 *
 * `for no key update` and not `for update`: rows that merely refer to the person do not have to wait for it.
 */
export async function lockUser(
  tx: AnyTransaction,
  { accountId, id }: Pick<User, 'accountId' | 'id'>,
): Promise<User | null> {
  await tx.em.execute('select id from app_user where account_id = ? and id = ? for no key update', [
    accountId,
    id,
  ]);
  return await tx.em.findOne(User, { accountId, id }, { ...acrossAccounts, refresh: true });
}

/**
 * The viewer's own row, locked.
 * @throws UNAUTHENTICATED when they were deactivated since the request began
 */
export async function lockSelf(tx: TransactionScope): Promise<User> {
  const user = await lockUser(tx, { accountId: tx.viewer.accountId, id: tx.viewer.userId });
  if (!user?.isActive) throw unauthenticated();
  return user;
}

/** Begins a new chain of refresh tokens for a person. */
export async function startSignIn(tx: AnyTransaction, user: User): Promise<AuthPayload> {
  return await continueSignIn(tx, user, newId(tx.clock.now().getTime()));
}

async function continueSignIn(
  tx: AnyTransaction,
  user: User,
  familyId: string,
  refreshToken: string = randomBytes(32).toString('base64url'),
): Promise<AuthPayload> {
  const now = tx.clock.now();
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
  return await toPayload(tx, user, familyId, refreshToken);
}

async function toPayload(
  { settings, clock }: AnyTransaction,
  user: User,
  familyId: string,
  refreshToken: string,
): Promise<AuthPayload> {
  const now = clock.now();
  return {
    ...(await issueAccessToken(settings, user, now)),
    refreshToken,
    deviceToken: issueDeviceToken(settings, user.emailKey, { id: familyId, userId: user.id }, now),
    user,
  };
}

/** What is stored of a refresh token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** How long the same exchange may be asked for again: an answer that is lost is noticed within this time. */
const repeatSeconds = 30;

/**
 * The token that is given for this one: the same one whichever replica is asked, and however often. Only who knows the
 * secret can tell it.
 */
function successorOf(token: string, secret: string): string {
  return createHmac('sha256', secret).update(`after refresh token ${token}`).digest('base64url');
}

/**
 * Exchanges a refresh token for the next one. A token that was already exchanged means that two parties hold the
 * same chain; nobody can tell which is the thief, so the chain ends for both.
 *
 * But an answer can be lost: a browser leaves the page, a connection breaks. Then the one who asked comes again with the
 * old token. For half a minute it gets the same successor again, as long as nobody has used that.
 * @throws UNAUTHENTICATED when the token is not valid any more
 */
export async function refreshTokens(scope: AnyScope, input: { refreshToken: string }): Promise<AuthPayload> {
  await scope.rateLimits.consume('tokenByAddress', scope.clientIp());
  const token = input.refreshToken.slice(0, 200);
  const tokenHash = hashToken(token);
  const next = successorOf(token, scope.settings.tokenSecret);
  const outcome = await transaction(scope, async tx => {
    const found = await lockChain(tx, tokenHash);
    if (found === null) return null;
    const { link, user } = found;
    const now = tx.clock.now();
    const taken = await tx.em.nativeUpdate(
      RefreshToken,
      { tokenHash, usedAt: null, revokedAt: null, expiresAt: { $gt: now } },
      { usedAt: now },
      acrossAccounts,
    );
    if (taken > 0) return user.isActive ? await continueSignIn(tx, user, link.familyId, next) : null;
    if (user.isActive && (await isExchangedFor(tx, link, next)))
      return await toPayload(tx, user, link.familyId, next);
    if (link.usedAt !== null) await revokeFamily(tx, link);
    return null;
  });
  // Thrown after the commit: the revocation must stand although the request fails.
  if (outcome === null) throw unauthenticated('The refresh token is not valid any more. Sign in again.');
  return outcome;
}

/** Whether this link has just been exchanged for this token, and nobody has used it yet. */
async function isExchangedFor(tx: AnyTransaction, link: RefreshToken, next: string): Promise<boolean> {
  if (!link.usedAt || link.usedAt < addSeconds(tx.clock.now(), -repeatSeconds)) return false;
  const unused = { tokenHash: hashToken(next), familyId: link.familyId, usedAt: null, revokedAt: null };
  return (await tx.em.count(RefreshToken, unused, acrossAccounts)) > 0;
}

/** The link a token stands for and the person it belongs to, who is locked; null when there is no such token. */
async function lockChain(
  tx: AnyTransaction,
  tokenHash: string,
): Promise<{ link: RefreshToken; user: User } | null> {
  const owner = await tx.em.findOne(RefreshToken, { tokenHash }, acrossAccounts);
  const user = owner && (await lockUser(tx, { accountId: owner.accountId, id: owner.userId }));
  // Read again: what held the lock may have used or revoked it.
  const link = await tx.em.findOne(RefreshToken, { tokenHash }, { ...acrossAccounts, refresh: true });
  return link && user && { link, user };
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
    const found = await lockChain(tx, hashToken(input.refreshToken.slice(0, 200)));
    if (found !== null) await revokeFamily(tx, found.link);
  });
  return true;
}

/** Ends every sign-in of the viewer: all refresh tokens, and all access tokens that are out there. */
export async function logoutEverywhere(scope: Scope): Promise<true> {
  await transaction(scope, async tx => {
    await endAllSignIns(tx, await lockSelf(tx), 'SIGNED_OUT');
  });
  return true;
}

/**
 * Makes every token of a person worthless, and every link to set a new password; says so in the event log.
 * The person must be locked.
 */
export async function endAllSignIns(tx: AnyTransaction, user: User, reason: string): Promise<void> {
  const now = tx.clock.now();
  user.tokenGeneration += 1;
  user.updatedAt = now;
  const own = { accountId: user.accountId, userId: user.id };
  await tx.em.nativeUpdate(RefreshToken, { ...own, revokedAt: null }, { revokedAt: now }, acrossAccounts);
  await tx.em.nativeUpdate(PasswordReset, { ...own, usedAt: null }, { usedAt: now }, acrossAccounts);
  tx.record(accessChangedEvent(user.accountId, user.id, reason));
}

/** Ends every sign-in of everybody in the account, the viewer's own included: for when something may have leaked. */
export async function logoutEverybody(scope: Scope): Promise<true> {
  assertCan(scope.viewer, 'LOGOUT_EVERYBODY');
  const { accountId } = scope.viewer;
  await transaction(scope, async tx => {
    const now = tx.clock.now();
    // One after the other in one order, as `lockUser` does it for each: nobody's chain is continued meanwhile.
    await tx.em.execute('select id from app_user where account_id = ? order by id for no key update', [
      accountId,
    ]);
    await tx.em.execute(
      'update app_user set token_generation = token_generation + 1, updated_at = ? where account_id = ?',
      [now, accountId],
    );
    await tx.em.nativeUpdate(RefreshToken, { accountId, revokedAt: null }, { revokedAt: now });
    await tx.em.nativeUpdate(PasswordReset, { accountId, usedAt: null }, { usedAt: now });
    tx.record(accessChangedEvent(accountId, everybody, 'EVERYBODY_SIGNED_OUT'));
  });
  return true;
}
