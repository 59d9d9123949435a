import { addSeconds } from '../kernel/clock.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { quoteName } from '../kernel/names.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { acrossAccounts, type Settings } from '../platform/database/scope.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobDefinition } from '../platform/jobs/jobs.ts';
import { dailyAt } from '../platform/jobs/work-by-clock.ts';
import { renderMail } from '../platform/mail/mail-layout.ts';
import { Account } from './account.entity.ts';
import { firstClaimFirst } from './email-claims.ts';
import { Invitation } from './invitation.entity.ts';
import { createLinkToken } from './link-tokens.ts';
import { invitationQueue, passwordResetQueue, verificationQueue } from './mail-queues.ts';
import { PasswordReset } from './password-reset.entity.ts';
import { lockUser } from './sign-in.service.ts';
import { User } from './user.entity.ts';

interface InvitationMail {
  readonly accountId: string;
  readonly invitationId: string;
}

interface VerificationMail {
  readonly accountId: string;
  readonly userId: string;
  /** In milliseconds since 1970: each time that it is asked for is a mail of its own. */
  readonly askedAt: number;
}

interface PasswordResetMail {
  readonly emailKey: string;
  /** Id of the row that the link is about, the same at each attempt. A replica of an older version does not set it. */
  readonly requestId?: Uuid;
}

/** How long a link to set a new password works. */
const resetSeconds = 3_600;

const mailRetries = {
  retryLimit: 8,
  retryDelaySeconds: 2,
  retryDelaySecondsMax: 600,
  timeoutSeconds: 60,
} as const;

/**
 * Where an invitation is accepted.
 * @param purpose whether the link is mailed to who is invited, or shown to who invites
 */
export function invitationUrl(
  settings: Settings,
  invitation: Pick<Invitation, 'accountId' | 'id'>,
  purpose: 'invitation' | 'mailed-invitation',
): string {
  return `${settings.publicUrl}/accept-invitation?token=${createLinkToken(settings, purpose, invitation)}`;
}

/** The mails and the house-keeping of accounts. */
export function createAccountJobs(tools: JobTools): JobDefinition[] {
  return [
    {
      queue: invitationQueue,
      ...mailRetries,
      concurrency: 2,
      run: (data: InvitationMail) => mailInvitation(tools, data),
    },
    {
      queue: verificationQueue,
      ...mailRetries,
      concurrency: 2,
      run: (data: VerificationMail) => mailVerification(tools, data),
    },
    {
      queue: passwordResetQueue,
      ...mailRetries,
      concurrency: 2,
      run: (data: PasswordResetMail) => mailPasswordReset(tools, data),
    },
    {
      queue: 'account-cleanup',
      clock: dailyAt(3, 17),
      retryLimit: 3,
      retryDelaySeconds: 60,
      retryDelaySecondsMax: 600,
      timeoutSeconds: 300,
      concurrency: 1,
      run: () => removeExpired(tools),
    },
  ];
}

async function mailInvitation(
  { forkEntityManager, mailer, settings, clock }: JobTools,
  data: InvitationMail,
): Promise<void> {
  const em = forkEntityManager(data.accountId);
  const invitation = await em.findOne(Invitation, { id: data.invitationId });
  // Checked now and not only when it was queued: accepted, replaced or expired meanwhile means nothing to send.
  if (!invitation || invitation.acceptedAt || invitation.replacedAt || invitation.expiresAt <= clock.now())
    return;
  const [account, inviter] = await Promise.all([
    em.findOneOrFail(Account, { id: data.accountId }),
    em.findOneOrFail(User, { id: invitation.invitedById }),
  ]);
  const { text, html } = renderMail({
    title: 'An invitation to ResolutionFlow',
    intro: `${quoteName(inviter.name)} invites you to work with ${quoteName(account.name)} on ResolutionFlow.`,
    facts: [{ label: 'Your role', value: invitation.role.toLowerCase() }],
    sections: [],
    action: { label: 'Accept the invitation', url: invitationUrl(settings, invitation, 'mailed-invitation') },
    footer: `The link works once, until ${invitation.expiresAt.toISOString().slice(0, 10)}. These names were chosen by whoever invites you. If you do not know them, ignore this mail.`,
  });
  await mailer.send({
    to: { name: '', address: invitation.email },
    subject: `You are invited to ${quoteName(account.name)} on ResolutionFlow`,
    messageId: `<invitation.${invitation.id}@resolutionflow>`,
    text,
    html,
  });
}

async function mailVerification(
  { forkEntityManager, mailer, settings }: JobTools,
  { accountId, userId, askedAt }: VerificationMail,
): Promise<void> {
  const em = forkEntityManager(accountId);
  const user = await em.findOne(User, { id: userId, isActive: true });
  if (user === null || user.emailVerifiedAt) return;
  const token = createLinkToken(settings, 'verification', user);
  const { text, html } = renderMail({
    title: 'Confirm your address',
    intro: `${user.email} was entered as the address of somebody who works with ResolutionFlow.`,
    facts: [],
    sections: [],
    action: { label: 'Confirm the address', url: `${settings.publicUrl}/verify-email?token=${token}` },
    footer: 'If it was not you, ignore this mail: without you, nothing more is sent to this address.',
  });
  await mailer.send({
    to: { name: '', address: user.email },
    subject: 'Confirm your address for ResolutionFlow',
    messageId: `<verification.${user.id}.${askedAt}@resolutionflow>`,
    text,
    html,
  });
}

async function mailPasswordReset(tools: JobTools, data: PasswordResetMail): Promise<void> {
  const { mailer, settings } = tools;
  const opened = await openPasswordReset(tools, data);
  if (opened === null) return;
  const { user, reset } = opened;
  const token = createLinkToken(settings, 'password-reset', reset);
  const { text, html } = renderMail({
    title: 'Set a new password',
    intro: `Somebody, hopefully you, asked for a new password for ${user.email}.`,
    facts: [],
    sections: [],
    action: { label: 'Set a new password', url: `${settings.publicUrl}/reset-password?token=${token}` },
    footer: 'The link works once, for an hour. If it was not you, nothing needs to be done.',
  });
  await mailer.send({
    // Anybody may have asked for it, about an address that somebody has registered under any name.
    to: { name: '', address: user.email },
    subject: 'Set a new password for ResolutionFlow',
    messageId: `<reset.${reset.id}@resolutionflow>`,
    text,
    html,
  });
}

/**
 * The row that a link is about, made at the first attempt to mail it. Null when there is nothing to mail: nobody has the
 * address, or the person has as many links that work as there may be, whoever asked for them. Then each of those is as
 * good, and their number is what keeps strangers from filling somebody's mailbox.
 */
async function openPasswordReset(
  { openScope, clock, log }: JobTools,
  { emailKey, requestId }: PasswordResetMail,
): Promise<{ user: User; reset: PasswordReset } | null> {
  return await transaction(openScope(null), async tx => {
    // Who has confirmed the address, or else who claimed it first: a stranger who claims it later would have the link
    // confirm the address for an account of theirs.
    const found = await tx.em.findOne(
      User,
      { emailKey, isActive: true },
      { ...acrossAccounts, orderBy: firstClaimFirst },
    );
    // Locked: of two requests at once, the second counts the first.
    const user = found && (await lockUser(tx, found));
    if (!user?.isActive) return null;
    const now = clock.now();
    const own = { accountId: user.accountId, userId: user.id };
    const id = requestId ?? newId(now.getTime());
    const made = await tx.em.findOne(PasswordReset, { ...own, id }, acrossAccounts);
    if (made !== null) return made.usedAt === null && made.expiresAt > now ? { user, reset: made } : null;
    if ((await countWorkingLinks(tx, emailKey, now)) >= limits.resetLinksMax) {
      log.info(
        { userId: user.id },
        'a link to set a new password was not mailed: there are enough that work',
      );
      return null;
    }
    const expiresAt = addSeconds(now, resetSeconds);
    const reset = tx.em.create(PasswordReset, { ...own, id, createdAt: now, expiresAt });
    await tx.em.flush();
    return { user, reset };
  });
}

/** Of everybody who claims the address: it is one mailbox that all of them are sent to. */
async function countWorkingLinks(
  { em }: Pick<TransactionScope<Viewer | null>, 'em'>,
  emailKey: string,
  now: Date,
): Promise<number> {
  const claimants = await em.find(User, { emailKey }, { ...acrossAccounts, fields: ['id'] });
  const userId = { $in: claimants.map(({ id }) => id) };
  return await em.count(PasswordReset, { userId, usedAt: null, expiresAt: { $gt: now } }, acrossAccounts);
}

/** Rows that can never be used again, kept a month for whoever wants to know what happened. */
async function removeExpired({ query, clock }: JobTools): Promise<void> {
  const before = addSeconds(clock.now(), -30 * 86_400);
  await query('delete from refresh_token where expires_at < ?', [before]);
  await query('delete from password_reset where expires_at < ?', [before]);
  await query('delete from invitation where expires_at < ?', [before]);
}
