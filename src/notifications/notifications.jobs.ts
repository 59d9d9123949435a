import { setTimeout as delay } from 'node:timers/promises';
import { Account } from '../accounts/account.entity.ts';
import { User } from '../accounts/user.entity.ts';
import { Handoff } from '../handoffs/handoff.entity.ts';
import { rolesThatCan } from '../kernel/capabilities.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobDefinition, JobRun } from '../platform/jobs/jobs.ts';
import { renderEscalationMail } from './escalation-mail.ts';

/** Time that open streams get before the mails of the same escalation are made. */
const streamsFirstMs = 50;

export const escalationFanOutQueue = 'escalation-fan-out';
export const escalationMailQueue = 'escalation-mail';

interface FanOut {
  readonly accountId: string;
  readonly handoffId: string;
}

interface EscalationMail extends FanOut {
  readonly userId: string;
}

/** Who is told about an escalation, and how. */
export function createNotificationJobs(tools: JobTools): JobDefinition[] {
  return [
    {
      queue: escalationFanOutQueue,
      retryLimit: 10,
      retryDelaySeconds: 2,
      retryDelaySecondsMax: 300,
      timeoutSeconds: 60,
      concurrency: 1,
      run: (data: FanOut, job) => fanOut(tools, data, job),
    },
    {
      queue: escalationMailQueue,
      retryLimit: 10,
      retryDelaySeconds: 2,
      retryDelaySecondsMax: 900,
      timeoutSeconds: 90,
      concurrency: 3,
      run: (data: EscalationMail) => mailOne(tools, data),
    },
  ];
}

/** One job for each person: a message that fails is tried again alone, and holds nobody else's up. */
async function fanOut(tools: JobTools, { accountId, handoffId }: FanOut, job: JobRun): Promise<void> {
  // The live streams go first: composing mails would hold the event up in this very moment, and a mail can wait.
  await delay(streamsFirstMs);
  await tools.forkEntityManager(accountId).transactional(async em => {
    const handoff = await em.findOneOrFail(Handoff, { id: handoffId });
    const recipients = await em.find(
      User,
      {
        isActive: true,
        role: { $in: [...rolesThatCan('HANDLE_ESCALATIONS')] },
        id: { $ne: handoff.createdById },
      },
      { orderBy: { name: 'asc', id: 'asc' } },
    );
    const targetFirst = recipients.toSorted(
      (a, b) => Number(b.id === handoff.targetId) - Number(a.id === handoff.targetId),
    );
    for (const { id: userId } of targetFirst) {
      const priority = userId === handoff.targetId ? 1 : 0;
      await job.enqueue(em, escalationMailQueue, { accountId, handoffId, userId }, { priority });
    }
  });
}

/**
 * Mails one person. Everything is looked up now and not when the job was made: what was claimed or withdrawn
 * meanwhile, and whoever was deactivated or lost the role, gets no mail any more.
 */
async function mailOne(tools: JobTools, { accountId, handoffId, userId }: EscalationMail): Promise<void> {
  const em = tools.forkEntityManager(accountId);
  const handoff = await em.findOneOrFail(Handoff, { id: handoffId });
  const recipient = await em.findOneOrFail(User, { id: userId });
  const mayKnow = recipient.isActive && rolesThatCan('HANDLE_ESCALATIONS').includes(recipient.role);
  if (handoff.state !== 'OPEN' || !mayKnow) {
    tools.metrics.mails.inc({ outcome: 'skipped' });
    return;
  }
  const maker = await em.findOneOrFail(User, { id: handoff.createdById });
  const target = handoff.targetId ? await em.findOneOrFail(User, { id: handoff.targetId }) : null;
  const account = await em.findOneOrFail(Account, { id: accountId });
  const message = renderEscalationMail({
    recipient: { id: recipient.id, name: recipient.name, address: recipient.email },
    isTarget: recipient.id === handoff.targetId,
    makerName: maker.name,
    handoff,
    targetName: target?.name ?? null,
    accountName: account.name,
    publicUrl: tools.settings.publicUrl,
    handoffPublicId: tools.publicId('Handoff', handoff.id),
  });
  try {
    await tools.mailer.send(message);
    tools.metrics.mails.inc({ outcome: 'sent' });
  } catch (error) {
    tools.metrics.mails.inc({ outcome: 'failed' });
    throw error;
  }
}
