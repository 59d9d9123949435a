import type { HandoffState } from '../handoffs/handoff-lifecycle.ts';
import type { Priority } from '../handoffs/priority.ts';
import type { Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import { transaction } from '../platform/database/transaction.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobRun } from '../platform/jobs/jobs.ts';
import { isUnsettled } from './delivery-lifecycle.ts';
import { renderDigestMail } from './digest-mail.ts';
import { judgeAtSending, type PersonFacts, personColumns } from './escalation-facts.ts';
import { olderWaiting, type Start, type Tried, takenSince } from './mail-turn.ts';
import type { DigestMail } from './notify-people.ts';
import { type SendingWays, sendAndSettle, settleUnsent, writeLedger } from './sending.ts';

/** One escalation of a digest, and the person it goes to. */
interface DigestRow extends PersonFacts {
  readonly delivery_id: Uuid;
  readonly handoff_id: Uuid;
  readonly user_id: Uuid;
  readonly round: number;
  readonly is_target: boolean;
  readonly state: HandoffState;
  readonly priority: Priority;
  readonly created_at: string;
  readonly problem: string;
  readonly ticket_ref: string | null;
  readonly maker_name: string;
  readonly account_name: string;
}

const closeSql = prepared(
  `update mail_digest set closed_at = coalesce(closed_at, $3::timestamptz) where account_id = $1 and id = $2
   returning user_id`,
);

/** The oldest row that is not settled, and what speaks against beginning. */
const firstSql = prepared(
  `select delivery.id, delivery.server_wait = 'TAKEN' and delivery.updated_at > $3::timestamptz as is_taken,
          exists (select from ${olderWaiting}) as is_behind
     from delivery
     join handoff on handoff.account_id = delivery.account_id and handoff.id = delivery.handoff_id
    where delivery.account_id = $1 and delivery.digest_id = $2 and delivery.${isUnsettled}
    order by delivery.created_at, delivery.handoff_id, delivery.round limit 1`,
);

interface FirstRow {
  readonly id: Uuid;
  readonly is_taken: boolean | null;
  readonly is_behind: boolean;
}

const isToBegin = `account_id = $1 and ${isUnsettled}
  and id in (select id from delivery where account_id = $1 and digest_id = $2 order by id for update)`;

const waitSql = prepared(
  `update delivery set server_wait = 'WAITING', updated_at = $3::timestamptz where ${isToBegin}`,
);

/** The rows are locked in one order by everybody who writes several, so that no two wait for each other. */
const beginSql = prepared(
  `with begun as (
     update delivery
        set state = 'SENDING', attempts = attempts + 1, updated_at = $3::timestamptz,
            server_wait = case $4::text when 'IN_VAIN' then 'WAITING' when 'INSTEAD' then 'TAKEN' end
      where ${isToBegin}
     returning id, handoff_id, user_id, round
   )
   select begun.id as delivery_id, begun.handoff_id, begun.user_id, begun.round,
          begun.user_id is not distinct from handoff.target_id as is_target, handoff.state, handoff.priority,
          handoff.created_at, handoff.snapshot ->> 'problem' as problem,
          handoff.snapshot ->> 'ticketRef' as ticket_ref, maker.name as maker_name, account.name as account_name,
          ${personColumns('$3::timestamptz')}
     from begun
     join handoff on handoff.account_id = $1 and handoff.id = begun.handoff_id
     join account on account.id = $1
     join app_user maker on maker.account_id = $1 and maker.id = handoff.created_by_id
     join app_user person on person.account_id = $1 and person.id = begun.user_id
     left join notification_preference preference
       on preference.account_id = $1 and preference.user_id = begun.user_id
    order by handoff.priority_rank, handoff.created_at, handoff.id`,
);

/**
 * Ends the collecting, and says for whom it was. It is committed before the digest is sent: it waits for those that are
 * about to join, and after it nothing does.
 */
export async function closeDigest(
  tools: JobTools,
  { accountId, digestId }: DigestMail,
): Promise<Uuid | null> {
  const params = [accountId, digestId, tools.clock.now().toISOString()];
  const [closed] = await transaction(
    tools.openScope(accountId),
    async tx => await tx.pipeline.run<{ user_id: Uuid }>({ sql: closeSql, params }),
  );
  return closed?.user_id ?? null;
}

/** What speaks against beginning now. Then the digest waits as well, and holds up what is younger. */
async function holdUp(tools: JobTools, { accountId, digestId }: DigestMail): Promise<Tried | null> {
  return await writeLedger(tools, accountId, async tx => {
    const now = tx.clock.now();
    const [first] = await tx.pipeline.run<FirstRow>({
      sql: firstSql,
      params: [accountId, digestId, takenSince(now).toISOString()],
    });
    if (first?.is_taken === true) return { is: 'TAKEN' };
    if (first === undefined || !first.is_behind) return null;
    tx.pipeline.send({ sql: waitSql, params: [accountId, digestId, now.toISOString()] });
    return { is: 'BEHIND', deliveryId: first.id };
  });
}

/** Sends what was held for one person as one mail. Each is looked at again, as of the moment of sending. */
export async function mailDigest(
  tools: JobTools,
  digest: DigestMail & { readonly start: Start },
  job: JobRun,
  ways: SendingWays,
): Promise<Tried> {
  const { accountId, digestId, start } = digest;
  const heldUp = start === 'IF_FIRST' ? await holdUp(tools, digest) : null;
  if (heldUp !== null) return heldUp;
  const now = tools.clock.now();
  const rows = await writeLedger(tools, accountId, tx =>
    tx.pipeline.run<DigestRow>({ sql: beginSql, params: [accountId, digestId, now.toISOString(), start] }),
  );
  const judged = rows.map(row => ({
    row,
    verdict: judgeAtSending(row, row.is_target || row.round > 0, now),
    id: row.delivery_id,
    handoffId: row.handoff_id,
  }));
  await settleUnsent(
    tools,
    accountId,
    judged.filter(({ verdict }) => verdict.state !== 'PENDING'),
  );
  const toSend = judged.filter(({ verdict }) => verdict.state === 'PENDING');
  const [first] = toSend;
  if (first === undefined) return { is: 'DONE' };
  const message = renderDigestMail({
    digestId,
    recipient: { name: first.row.person_name, address: first.row.person_address },
    accountName: first.row.account_name,
    publicUrl: tools.settings.publicUrl,
    escalations: toSend.map(({ row }) => ({
      publicId: tools.publicId('Handoff', row.handoff_id),
      priority: row.priority,
      problem: row.problem,
      ticketRef: row.ticket_ref,
      makerName: row.maker_name,
      createdAt: new Date(row.created_at),
    })),
  });
  await sendAndSettle(tools, { accountId, deliveries: toSend, message }, job, ways);
  return { is: 'DONE' };
}
