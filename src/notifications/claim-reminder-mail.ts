import type { HandoffSnapshot } from '../handoffs/handoff-snapshot.ts';
import type { Uuid } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { renderMail } from '../platform/mail/mail-layout.ts';
import { shortenLine } from '../sessions/transcript.ts';
import type { ClaimReminder } from './claim-look.ts';
import { describeMinutes, type LadderDefinition } from './ladder-definition.ts';
import { rolesToTell } from './recipients.ts';

const subjectProblemCharsMax = 60;

interface ReminderFacts {
  readonly snapshot: HandoffSnapshot;
  readonly claimer_name: string;
  readonly claimer_address: string;
  readonly idle_since: string;
  readonly definition: LadderDefinition;
}

/** What the mail says; undefined when there is no reason for it any more. */
async function loadFacts(
  tools: JobTools,
  { accountId, handoffId, claimedAt, remindedAt }: ClaimReminder,
): Promise<ReminderFacts | undefined> {
  const [facts] = await readPrepared<ReminderFacts>(
    tools.forkEntityManager(accountId),
    `select handoff.snapshot, claimer.name as claimer_name, claimer.email as claimer_address,
            greatest(session.updated_at, handoff.claimed_at) as idle_since, ladder.definition
       from handoff
       join session on session.account_id = handoff.account_id and session.id = handoff.session_id
       join app_user as claimer on claimer.account_id = handoff.account_id and claimer.id = handoff.claimed_by_id
       join handoff_ladder as ladder on ladder.account_id = handoff.account_id and ladder.handoff_id = handoff.id
      where handoff.account_id = $1 and handoff.id = $2 and handoff.state = 'CLAIMED' and handoff.claimed_at = $3
        and ladder.reminded_at = $4 and session.updated_at <= $4 and session.engineer_id = claimer.id
        and claimer.is_active and claimer.email_verified_at is not null and claimer.role = any($5::text[])`,
    [accountId, handoffId, claimedAt, remindedAt, rolesToTell],
  );
  return facts;
}

/**
 * Reminds a claimer of what they have claimed. Looked up now and not when the job was made: who has gone on working,
 * or has it no more, gets no mail.
 */
export async function mailReminder(tools: JobTools, reminder: ClaimReminder): Promise<void> {
  const facts = await loadFacts(tools, reminder);
  if (facts === undefined) {
    tools.metrics.mails.inc({ outcome: 'skipped' });
    return;
  }
  try {
    await tools.mailer.send({
      to: { name: facts.claimer_name, address: facts.claimer_address },
      subject: describeSubject(facts.snapshot),
      ...renderMail(composeContent(tools, reminder, facts)),
      messageId: messageIdOf(reminder.handoffId, reminder.remindedAt),
    });
    tools.metrics.mails.inc({ outcome: 'sent' });
  } catch (error) {
    tools.metrics.mails.inc({ outcome: 'failed' });
    throw error;
  }
}

/** The same whenever this reminder is sent, and another for the next one. */
function messageIdOf(handoffId: Uuid, remindedAt: string): string {
  return `<claim-reminder.${handoffId}.${Date.parse(remindedAt)}@resolutionflow>`;
}

function describeSubject({ ticketRef, problem }: HandoffSnapshot): string {
  const ticket = ticketRef === null ? '' : ` · ${shortenLine(ticketRef, limits.ticketRefCharsMax)}`;
  return `Still yours${ticket}: ${shortenLine(problem, subjectProblemCharsMax)}`;
}

function composeContent(
  tools: JobTools,
  { handoffId, remindedAt }: ClaimReminder,
  { idle_since, definition, snapshot }: ReminderFacts,
) {
  const idle = describeMinutes((Date.parse(remindedAt) - new Date(idle_since).getTime()) / 1000);
  const { claimReleaseMinutes } = definition;
  const end =
    claimReleaseMinutes === null
      ? ''
      : ` Without a sign of work it goes back into the queue ${describeMinutes(claimReleaseMinutes * 60)} after this mail.`;
  return {
    title: 'You have claimed an escalation',
    intro: `Nothing has happened in it for ${idle}. A note or an answer keeps it yours, and so does parking it.${end}`,
    facts: [{ label: 'Problem', value: snapshot.problem }],
    sections: [],
    action: {
      label: 'Open the escalation',
      url: `${tools.settings.publicUrl}/handoffs/${tools.publicId('Handoff', handoffId)}`,
    },
    footer: 'You get this mail because you claimed this escalation.',
  };
}
