import { readHandoffFacts } from '../handoffs/handoffs.events.ts';
import type { Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import { transaction } from '../platform/database/transaction.ts';
import type { FollowedEvent } from '../platform/events/followers.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { renderMail } from '../platform/mail/mail-layout.ts';
import { judgeMail } from './delivery-plan.ts';
import { loadFacts, parseSnapshot } from './escalation-facts.ts';
import { describeSubject } from './escalation-mail.ts';
import { toWishes } from './preference-row.ts';
import { rolesToTell } from './recipients.ts';

export const takenMailQueue = 'taken-mail';

export interface TakenMail {
  readonly accountId: Uuid;
  readonly handoffId: Uuid;
  readonly userId: Uuid;
  readonly claimerId: Uuid;
  /** Of the claim; each has a mail of its own. */
  readonly eventId: Uuid;
}

/** Those who were mailed about what was claimed, asked to hear of its end too, and are not the claimer. */
const readersSql = prepared(
  `select distinct fact."accountId" as "accountId", fact."handoffId" as "handoffId", fact."eventId" as "eventId",
          fact."claimerId" as "claimerId", delivery.user_id as "userId"
     from jsonb_to_recordset($1::jsonb)
            as fact("accountId" uuid, "handoffId" uuid, "eventId" uuid, "claimerId" uuid)
     join delivery on delivery.account_id = fact."accountId" and delivery.handoff_id = fact."handoffId"
          and delivery.channel = 'MAIL' and delivery.sent_at is not null
     join notification_preference preference
       on preference.account_id = delivery.account_id and preference.user_id = delivery.user_id
    where preference.mail_when_taken and delivery.user_id <> fact."claimerId"`,
);

/** Makes the "taken by" mails of these claims, each once. */
export async function tellOfClaims(tools: JobTools, claims: readonly FollowedEvent[]): Promise<void> {
  const facts = readHandoffFacts(claims).flatMap(({ id: eventId, accountId, handoffId, actorId }) =>
    actorId === null ? [] : [{ accountId, eventId, handoffId, claimerId: actorId }],
  );
  await transaction(tools.openScope(null), async tx => {
    const params = [JSON.stringify(facts)];
    const mails = await tx.pipeline.run<TakenMail>({ sql: readersSql, params });
    await tx.enqueueAll(
      takenMailQueue,
      mails.map(data => ({ key: `${data.eventId} ${data.userId}`, data: { ...data } })),
    );
  });
}

/** Mails one person that somebody else has it, as long as that is so. */
export async function mailTaken(tools: JobTools, mail: TakenMail): Promise<void> {
  const facts = await loadFacts(tools, mail);
  const wanted = judgeMail(
    {
      handoffState: 'OPEN',
      isMaker: false,
      isAskedFor: true,
      isActive: facts.person_is_active,
      canHandle: rolesToTell.includes(facts.person_role),
      address: facts.person_address,
      hasOpenStream: false,
      isWatching: false,
      wishes: toWishes(facts),
    },
    tools.clock.now(),
  );
  const isTaken = facts.state === 'CLAIMED' && facts.claimed_by_id === mail.claimerId;
  if (!isTaken || wanted.state !== 'PENDING' || facts.wants_mail_when_taken !== true) {
    tools.metrics.mails.inc({ outcome: 'skipped' });
    return;
  }
  const { maker_name: maker, claimer_name: claimer, priority, account_name: account } = facts;
  const publicId = tools.publicId('Handoff', mail.handoffId);
  await tools.mailer.send({
    to: { name: facts.person_name, address: facts.person_address },
    subject: `Taken by ${claimer}: ${describeSubject(maker, priority, parseSnapshot(facts))}`,
    messageId: `<taken.${mail.eventId}.${mail.userId}@resolutionflow>`,
    headers: { References: `<escalation.${mail.handoffId}.${mail.userId}@resolutionflow>` },
    ...renderMail({
      title: `Taken by ${claimer}`,
      intro: `${claimer} has claimed the escalation of ${maker}. There is nothing for you to do.`,
      facts: [],
      sections: [],
      action: { label: 'Open the escalation', url: `${tools.settings.publicUrl}/handoffs/${publicId}` },
      footer: `You get this mail because your preferences at ${account} ask for it.`,
    }),
  });
  tools.metrics.mails.inc({ outcome: 'sent' });
}
