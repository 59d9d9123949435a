import { mailAddressSql } from '../accounts/mail-address.ts';
import type { HandoffState } from '../handoffs/handoff-lifecycle.ts';
import type { Priority } from '../handoffs/priority.ts';
import { rolesThatCan } from '../kernel/capabilities.ts';
import { addSeconds } from '../kernel/clock.ts';
import type { Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';
import { isOnLiveReplica } from '../platform/live/stream-register.ts';
import type { MailPace, RecipientFacts } from './delivery-plan.ts';
import { notificationLimits } from './notification-limits.ts';
import { toWishes, type WishesRow, wishesColumns } from './preference-row.ts';
import { isWatching } from './watching.queries.ts';

export const rolesToTell = rolesThatCan('HANDLE_ESCALATIONS');

/** A person and an escalation, and all that decides whether one is told of the other. */
export interface Recipient extends RecipientFacts {
  readonly accountId: Uuid;
  readonly handoffId: Uuid;
  readonly handoffCreatedAt: Date;
  readonly priority: Priority;
  readonly round: number;
  readonly userId: Uuid;
}

interface AskedFor {
  readonly accountId: Uuid;
  readonly handoffId: Uuid;
  readonly round: number;
  readonly audience: unknown;
}

interface RecipientRow extends WishesRow {
  readonly account_id: Uuid;
  readonly handoff_id: Uuid;
  readonly state: HandoffState;
  readonly priority: Priority;
  readonly created_at: string;
  readonly round: number;
  readonly user_id: Uuid;
  readonly email: string;
  readonly is_maker: boolean;
  readonly is_asked_for: boolean;
  readonly is_active: boolean;
  readonly can_handle: boolean;
  readonly has_open_stream: boolean;
  readonly is_watching: boolean;
}

/**
 * Of a new escalation, everybody of the account, whether they can be told or not; of a later round, whom it is for.
 * Those who have a row already are left out.
 */
const recipientsSql = prepared(
  `select handoff.account_id, handoff.id as handoff_id, handoff.state, handoff.priority, handoff.created_at,
          asked.round, person.id as user_id, person.email, person.is_active, person.is_maker, person.is_asked_for,
          person.can_handle,
          exists (select 1 from live_stream t
                   where t.account_id = handoff.account_id and t.user_id = person.id and ${isOnLiveReplica})
            as has_open_stream,
          ${isWatching('person', 'handoff', '$3::timestamptz')} as is_watching, ${wishesColumns}
     from jsonb_to_recordset($1::jsonb)
            as asked("accountId" uuid, "handoffId" uuid, round integer, audience jsonb)
     join handoff on handoff.account_id = asked."accountId" and handoff.id = asked."handoffId"
          and handoff.intent = 'ESCALATE'
    cross join lateral (
      select p.id, p.name, ${mailAddressSql('p')} as email, p.is_active, p.id = handoff.created_by_id as is_maker,
             p.role = any($2::text[]) as can_handle,
             p.id is not distinct from handoff.target_id or asked.audience <> '"EVERYONE"' as is_asked_for
        from app_user p
       where p.account_id = handoff.account_id
         and case when jsonb_typeof(asked.audience) = 'object' then asked.audience -> 'userIds' ? p.id::text
                  else (asked.audience = '"EVERYONE"' or p.role = 'OWNER')
                       and (asked.round = 0
                            or (p.is_active and p.role = any($2::text[]) and p.id <> handoff.created_by_id))
             end
       order by is_asked_for desc, (p.is_active and p.role = any($2::text[])) desc, p.name, p.id
       limit ${notificationLimits.recipientsMax}
    ) person
     left join notification_preference preference
            on preference.account_id = handoff.account_id and preference.user_id = person.id
    where not exists (
      select 1 from delivery
       where delivery.account_id = handoff.account_id and delivery.handoff_id = handoff.id
         and delivery.user_id = person.id and delivery.endpoint_id is null and delivery.channel = 'MAIL'
         and delivery.round = asked.round)
    order by handoff.created_at, handoff.id, person.is_asked_for desc, person.name, person.id`,
);

/** Who is to get rows in the ledger, those who were asked for first. */
export async function findRecipients(
  { pipeline, clock }: TransactionScope<null>,
  all: readonly AskedFor[],
): Promise<Recipient[]> {
  const rows = await pipeline.run<RecipientRow>({
    sql: recipientsSql,
    params: [JSON.stringify(all), `{${rolesToTell.join(',')}}`, clock.now().toISOString()],
  });
  return rows.map(row => ({
    accountId: row.account_id,
    handoffId: row.handoff_id,
    handoffState: row.state,
    handoffCreatedAt: new Date(row.created_at),
    priority: row.priority,
    round: row.round,
    userId: row.user_id,
    address: row.email,
    isMaker: row.is_maker,
    isAskedFor: row.is_asked_for,
    isActive: row.is_active,
    canHandle: row.can_handle,
    hasOpenStream: row.has_open_stream,
    isWatching: row.is_watching,
    wishes: toWishes(row),
  }));
}

const pacesSql = prepared(
  `select person."userId" as user_id,
          (select count(*)::integer from delivery
            where account_id = person."accountId" and user_id = person."userId" and channel = 'MAIL'
              and skip_reason is null and digest_id is null and state <> 'CANCELLED' and created_at > $2) as alone,
          (select min(created_at) from delivery
            where account_id = person."accountId" and user_id = person."userId" and channel = 'MAIL'
              and skip_reason is null and digest_id is null and state <> 'CANCELLED' and created_at > $2) as since,
          (select count(*)::integer from delivery
            where account_id = person."accountId" and user_id = person."userId" and channel = 'MAIL'
              and skip_reason is null and digest_id is null and state <> 'CANCELLED' and created_at > $3)
            + (select count(*)::integer from mail_digest
                where account_id = person."accountId" and user_id = person."userId" and created_at > $3) as in_hour
     from jsonb_to_recordset($1::jsonb) as person("accountId" uuid, "userId" uuid)`,
);

interface PaceRow {
  readonly user_id: Uuid;
  readonly alone: number;
  readonly since: string | null;
  readonly in_hour: number;
}

/** What these people were mailed of late, by the person. */
export async function loadPaces(
  { pipeline }: TransactionScope<null>,
  recipients: readonly Recipient[],
  now: Date,
): Promise<Map<Uuid, MailPace>> {
  const people = new Map(recipients.map(({ accountId, userId }) => [userId, { accountId, userId }]));
  if (people.size === 0) return new Map();
  const rows = await pipeline.run<PaceRow>({
    sql: pacesSql,
    params: [
      JSON.stringify([...people.values()]),
      addSeconds(now, -notificationLimits.stormSeconds).toISOString(),
      addSeconds(now, -3_600).toISOString(),
    ],
  });
  return new Map(
    rows.map(({ user_id, alone, since, in_hour }) => [
      user_id,
      { alone, aloneSince: since === null ? null : new Date(since), inHour: in_hour },
    ]),
  );
}
