import { setTimeout as delay } from 'node:timers/promises';
import type { HandoffState } from '../handoffs/handoff-lifecycle.ts';
import type { HandoffSnapshot } from '../handoffs/handoff-snapshot.ts';
import type { Priority } from '../handoffs/priority.ts';
import { rolesThatCan } from '../kernel/capabilities.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Role } from '../kernel/viewer.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { BatchJobDefinition, BatchRun, JobDefinition } from '../platform/jobs/jobs.ts';
import { renderEscalationMail } from './escalation-mail.ts';

/** Time that open streams get before the mails of the same escalation are made. */
const streamsFirstMs = 50;
/** Escalations whose recipients are found in one query. */
const fanOutBatchMax = 50;
/** Mails that a worker sends side by side. One that hangs holds no more than its neighbours' records up. */
const mailBatchMax = 8;
/** How late a mail may be made while many requests are under way; a mail takes the process longer than a request. */
const mailPatienceMs = 5_000;
/** Mails that are queued in one statement. */
const queuedAtOnceMax = 1_000;

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
export function createNotificationJobs(
  tools: JobTools,
): [BatchJobDefinition<FanOut>, JobDefinition<EscalationMail>] {
  return [
    {
      queue: escalationFanOutQueue,
      retryLimit: 10,
      retryDelaySeconds: 2,
      retryDelaySecondsMax: 300,
      timeoutSeconds: 60,
      concurrency: 1,
      batchMax: fanOutBatchMax,
      runAll: (all, job) => fanOut(tools, all, job),
    },
    {
      queue: escalationMailQueue,
      retryLimit: 10,
      retryDelaySeconds: 2,
      retryDelaySecondsMax: 900,
      timeoutSeconds: 90,
      concurrency: 3,
      batchMax: mailBatchMax,
      patienceMs: mailPatienceMs,
      run: data => mailOne(tools, data),
    },
  ];
}

interface RecipientRow {
  readonly account_id: Uuid;
  readonly handoff_id: Uuid;
  readonly user_id: Uuid;
  readonly is_target: boolean;
}

/**
 * One job for each person: a message that fails is tried again alone, and holds nobody else's up. A second attempt at
 * this, after a crash, adds no second job for anybody.
 */
async function fanOut(tools: JobTools, all: readonly FanOut[], { enqueueAll }: BatchRun): Promise<void> {
  // The live streams go first: composing mails would hold the event up in this very moment, and a mail can wait.
  await delay(streamsFirstMs);
  const recipients = await readPrepared<RecipientRow>(
    tools.forkEntityManager(null),
    `select handoff.account_id, handoff.id as handoff_id, person.id as user_id,
            person.id is not distinct from handoff.target_id as is_target
       from jsonb_to_recordset($1::jsonb) as escalated("accountId" uuid, "handoffId" uuid)
       join handoff on handoff.account_id = escalated."accountId" and handoff.id = escalated."handoffId"
       join app_user as person on person.account_id = handoff.account_id and person.id <> handoff.created_by_id
      where person.is_active and person.role = any($2::text[])
      order by handoff.created_at, handoff.id, is_target desc, person.name, person.id`,
    [JSON.stringify(all), rolesToTell],
  );
  const mails = recipients.map(({ account_id, handoff_id, user_id, is_target }) => ({
    key: `${handoff_id} ${user_id}`,
    data: { accountId: account_id, handoffId: handoff_id, userId: user_id } satisfies EscalationMail,
    priority: is_target ? 1 : 0,
  }));
  for (let queued = 0; queued < mails.length; queued += queuedAtOnceMax) {
    await enqueueAll(escalationMailQueue, mails.slice(queued, queued + queuedAtOnceMax));
  }
}

const rolesToTell = rolesThatCan('HANDLE_ESCALATIONS');

interface MailFacts {
  readonly state: HandoffState;
  readonly priority: Priority;
  readonly engineer_notes: string;
  readonly created_at: string;
  readonly snapshot: HandoffSnapshot;
  readonly target_id: Uuid | null;
  readonly recipient_name: string;
  readonly recipient_address: string;
  readonly recipient_role: Role;
  readonly recipient_is_active: boolean;
  readonly maker_name: string;
  readonly target_name: string | null;
  readonly account_name: string;
}

/** Everything one mail says, and whether it is still to be said, as of one moment. */
async function loadFacts(
  tools: JobTools,
  { accountId, handoffId, userId }: EscalationMail,
): Promise<MailFacts | undefined> {
  const [facts] = await readPrepared<MailFacts>(
    tools.forkEntityManager(accountId),
    `select handoff.state, handoff.priority, handoff.engineer_notes, handoff.created_at, handoff.snapshot,
            handoff.target_id, recipient.name as recipient_name, recipient.email as recipient_address,
            recipient.role as recipient_role, recipient.is_active as recipient_is_active, maker.name as maker_name,
            target.name as target_name, account.name as account_name
       from handoff
       join account on account.id = handoff.account_id
       join app_user as maker on maker.account_id = handoff.account_id and maker.id = handoff.created_by_id
       join app_user as recipient on recipient.account_id = handoff.account_id and recipient.id = $3
       left join app_user as target on target.account_id = handoff.account_id and target.id = handoff.target_id
      where handoff.account_id = $1 and handoff.id = $2`,
    [accountId, handoffId, userId],
  );
  return facts;
}

/**
 * Mails one person. Everything is looked up now and not when the job was made: what was claimed or withdrawn
 * meanwhile, and whoever was deactivated or lost the role, gets no mail any more.
 */
async function mailOne(tools: JobTools, mail: EscalationMail): Promise<void> {
  const facts = await loadFacts(tools, mail);
  if (facts === undefined) throw new Error('the escalation of a mail, or its recipient, is not there');
  if (facts.state !== 'OPEN' || !facts.recipient_is_active || !rolesToTell.includes(facts.recipient_role)) {
    tools.metrics.mails.inc({ outcome: 'skipped' });
    return;
  }
  const message = renderEscalationMail({
    recipient: { id: mail.userId, name: facts.recipient_name, address: facts.recipient_address },
    isTarget: mail.userId === facts.target_id,
    makerName: facts.maker_name,
    handoff: {
      id: mail.handoffId,
      priority: facts.priority,
      engineerNotes: facts.engineer_notes,
      createdAt: new Date(facts.created_at),
      snapshot: facts.snapshot,
    },
    targetName: facts.target_name,
    accountName: facts.account_name,
    publicUrl: tools.settings.publicUrl,
    handoffPublicId: tools.publicId('Handoff', mail.handoffId),
  });
  try {
    await tools.mailer.send(message);
    tools.metrics.mails.inc({ outcome: 'sent' });
  } catch (error) {
    tools.metrics.mails.inc({ outcome: 'failed' });
    throw error;
  }
}
