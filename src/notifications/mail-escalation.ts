import { newId, type Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobRun } from '../platform/jobs/jobs.ts';
import { workTogether } from '../platform/together.ts';
import { isUnsettled } from './delivery-lifecycle.ts';
import {
  type EscalationFacts,
  factsColumns,
  factsTables,
  judgeAtSending,
  parseSnapshot,
} from './escalation-facts.ts';
import { renderEscalationMail } from './escalation-mail.ts';
import { olderWaiting, type Start, type Tried, takenSince } from './mail-turn.ts';
import type { EscalationMail } from './notify-people.ts';
import {
  type SendingWays,
  type SentMail,
  sendAndSettle,
  settleUnsent,
  writeAllSent,
  writeLedger,
} from './sending.ts';

interface BegunMail extends EscalationFacts {
  /** Null: its row is settled already, or there is none. */
  readonly delivery_id: Uuid | null;
  /** Null along with the id. */
  readonly outcome: 'BEGUN' | 'BEHIND' | 'TAKEN' | null;
  readonly is_in_ledger: boolean;
}

const isThisMail = `delivery.account_id = asked."accountId" and delivery.handoff_id = asked."handoffId"
  and delivery.user_id = asked."userId" and delivery.endpoint_id is null and delivery.channel = 'MAIL'
  and delivery.round = asked.round`;

/**
 * Begins attempts and reads everything the mails say, and whether it is still to be said, as of one moment. What may not
 * begin, as older ones wait, waits as well, and holds up younger ones; it was no attempt. The rows are locked in one order
 * by everybody who writes several, so that no two wait for each other.
 */
const beginSql = prepared(
  `with asked as (
     select * from jsonb_to_recordset($1::jsonb)
       as asked(place integer, "accountId" uuid, "handoffId" uuid, "userId" uuid, round integer, start text)
   ), held as (
     select delivery.account_id, delivery.id, asked.place, asked.start,
            case when asked.start <> 'IF_FIRST' then 'BEGUN'
                 when delivery.server_wait = 'TAKEN' and delivery.updated_at > $3::timestamptz then 'TAKEN'
                 when exists (select from ${olderWaiting}) then 'BEHIND'
                 else 'BEGUN' end as outcome
       from asked
       join delivery on ${isThisMail}
       join handoff on handoff.account_id = delivery.account_id and handoff.id = delivery.handoff_id
      where delivery.${isUnsettled}
      order by delivery.account_id, delivery.id
        for update of delivery
   ), begun as (
     update delivery
        set state = case when outcome = 'BEGUN' then 'SENDING' else state end,
            attempts = case when outcome = 'BEGUN' then attempts + 1 else attempts end,
            server_wait = case when outcome = 'BEHIND' or start = 'IN_VAIN' then 'WAITING'
                               when outcome = 'TAKEN' or start = 'INSTEAD' then 'TAKEN' end,
            updated_at = case when outcome = 'TAKEN' then updated_at else $2::timestamptz end
       from held
      where delivery.account_id = held.account_id and delivery.id = held.id
     returning delivery.id, held.place, held.outcome
   )
   select asked.place, ${factsColumns('$2::timestamptz')}, begun.id as delivery_id, begun.outcome,
          exists (select 1 from delivery where ${isThisMail}) as is_in_ledger
     from asked
     left join begun on begun.place = asked.place
     join handoff on handoff.account_id = asked."accountId" and handoff.id = asked."handoffId"
     ${factsTables('asked."userId"')}`,
);

const adoptSql = prepared(
  `insert into delivery (account_id, handoff_id, user_id, round, created_at, updated_at, id, channel, state, attempts)
   values ($1, $2, $3, $4, $5, $5, $6, 'MAIL', 'SENDING', 1)`,
);

type Begun = BegunMail | Error;

interface MailToBegin extends EscalationMail {
  readonly start: Start;
}

async function beginMails(tools: JobTools, mails: readonly MailToBegin[]): Promise<Begun[]> {
  return await writeLedger(tools, null, async tx => {
    const now = tx.clock.now();
    const asked = mails.map(({ accountId, handoffId, userId, round, start }, place) => {
      return { place, accountId, handoffId, userId, round, start };
    });
    const rows = await tx.pipeline.run<BegunMail & { place: number }>({
      sql: beginSql,
      params: [JSON.stringify(asked), now.toISOString(), takenSince(now).toISOString()],
    });
    const byPlace = new Map(rows.map(row => [row.place, row]));
    return mails.map((mail, place): Begun => {
      const begun = byPlace.get(place);
      if (begun === undefined) return new Error('the escalation of a mail, or its recipient, is not there');
      if (begun.is_in_ledger) return begun;
      return { ...begun, delivery_id: adopt(tx, mail, now), outcome: 'BEGUN' };
    });
  });
}

/** The job of a replica of the version before, which knows no ledger. */
function adopt(tx: TransactionScope<null>, mail: EscalationMail, now: Date): Uuid {
  const id = newId(now.getTime());
  const { accountId, handoffId, userId, round } = mail;
  tx.pipeline.send({ sql: adoptSql, params: [accountId, handoffId, userId, round, now.toISOString(), id] });
  return id;
}

/** Mails that are begun, or written down as sent, by one transaction; each waits no longer for others than this. */
const together = { atOnceMax: 50, waitMs: 5 } as const;

/** What is done for many mails by one statement. */
export interface MailLedger {
  begin(mail: MailToBegin): Promise<Begun>;
  writeSent(sent: SentMail): Promise<void>;
}

export function openMailLedger(tools: JobTools): MailLedger {
  return {
    begin: workTogether(together, (mails: readonly MailToBegin[]) => beginMails(tools, mails)),
    writeSent: workTogether(together, (sent: readonly SentMail[]) => writeAllSent(tools, sent)),
  };
}

/**
 * Mails one person. Everything is looked up now and not when the job was made: what was claimed or withdrawn meanwhile,
 * and whoever was deactivated, lost the role or wants to be left alone, gets no mail any more.
 */
export async function mailOne(
  tools: JobTools,
  { begin, writeSent }: MailLedger,
  mail: MailToBegin,
  job: JobRun,
  ways: SendingWays,
): Promise<Tried> {
  const { accountId, handoffId, userId, round } = mail;
  const facts = await begin(mail);
  if (facts instanceof Error) throw facts;
  if (facts.delivery_id === null) {
    tools.metrics.mails.inc({ outcome: 'skipped' });
    return { is: 'DONE' };
  }
  if (facts.outcome === 'TAKEN') return { is: 'TAKEN' };
  if (facts.outcome === 'BEHIND') return { is: 'BEHIND', deliveryId: facts.delivery_id };
  const isTarget = userId === facts.target_id;
  const verdict = judgeAtSending(facts, isTarget || round > 0, tools.clock.now());
  const delivery = { id: facts.delivery_id, handoffId };
  if (verdict.state !== 'PENDING') {
    await settleUnsent(tools, accountId, [{ ...delivery, verdict }]);
    return { is: 'DONE' };
  }
  const message = renderEscalationMail({
    recipient: { id: userId, name: facts.person_name, address: facts.person_address },
    isTarget,
    makerName: facts.maker_name,
    handoff: {
      id: handoffId,
      priority: facts.priority,
      engineerNotes: facts.engineer_notes,
      createdAt: new Date(facts.created_at),
      snapshot: parseSnapshot(facts),
    },
    targetName: facts.target_name,
    accountName: facts.account_name,
    publicUrl: tools.settings.publicUrl,
    handoffPublicId: tools.publicId('Handoff', handoffId),
    round,
  });
  await sendAndSettle(tools, { accountId, deliveries: [delivery], message }, job, { ...ways, writeSent });
  return { is: 'DONE' };
}
