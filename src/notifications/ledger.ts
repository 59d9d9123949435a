import { newId, type Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';
import {
  type DeliveryChannel,
  type DeliverySkipReason,
  type DeliveryState,
  mayBecome,
} from './delivery-lifecycle.ts';

/** First half of the key of the locks below, so that they meet no others. */
const lockClass = 0x72_65_61_63;

const lockSql = prepared(
  `select pg_advisory_xact_lock(${lockClass}, account.key)
     from (select distinct hashtext(id::text) as key from unnest($1::uuid[]) as id order by 1) account`,
);

/**
 * Holds the ledgers of these accounts to the end of the transaction, against whoever adds to them or cancels in bulk.
 * Two replicas that tell one person of things at the same moment would otherwise both find that nothing was sent yet,
 * and a claim could be followed between the moment that rows are decided on and the moment that they are there.
 */
export function lockLedger({ pipeline }: TransactionScope<null>, accountIds: readonly Uuid[]): void {
  pipeline.send({ sql: lockSql, params: [`{${[...new Set(accountIds)].join(',')}}`] });
}

export interface NewDelivery {
  readonly accountId: Uuid;
  readonly id: Uuid;
  readonly handoffId: Uuid;
  readonly userId: Uuid;
  readonly channel: DeliveryChannel;
  readonly round: number;
  readonly state: DeliveryState;
  readonly skipReason: DeliverySkipReason | null;
  readonly digestId: Uuid | null;
}

const insertSql = prepared(
  `insert into delivery (account_id, id, handoff_id, user_id, channel, round, state, skip_reason, digest_id,
                         created_at, updated_at, sent_at)
   select "accountId", id, "handoffId", "userId", channel, round, state, "skipReason", "digestId", $2::timestamptz,
          $2::timestamptz, case when state = 'SENT' then $2::timestamptz end
     from jsonb_to_recordset($1::jsonb)
            as row("accountId" uuid, id uuid, "handoffId" uuid, "userId" uuid, channel text, round integer, state text,
                   "skipReason" text, "digestId" uuid)
       on conflict on constraint delivery_recipient_key do nothing`,
);

/** Adds rows; those that are there already stay as they are. */
export function insertDeliveries(
  { pipeline, clock }: TransactionScope<null>,
  rows: readonly NewDelivery[],
): void {
  if (rows.length === 0) return;
  pipeline.send({ sql: insertSql, params: [JSON.stringify(rows), clock.now().toISOString()] });
}

/** A mail that waits for a digest. */
export interface HeldMail {
  readonly accountId: Uuid;
  readonly userId: Uuid;
  readonly dueAt: Date;
}

const openDigestsSql = prepared(
  `insert into mail_digest (account_id, id, user_id, due_at, created_at)
   select "accountId", id, "userId", "dueAt", $2::timestamptz
     from jsonb_to_recordset($1::jsonb) as held("accountId" uuid, id uuid, "userId" uuid, "dueAt" timestamptz)
    order by "accountId", "userId"
       on conflict (account_id, user_id) where (closed_at is null) do update set due_at = mail_digest.due_at
   returning account_id, id, user_id`,
);

export interface OpenedDigest {
  readonly accountId: Uuid;
  readonly digestId: Uuid;
  readonly secondsLeft: number;
}

/**
 * The digests that these mails join: the one that collects for the person, or a new one. Either way its row is locked
 * to the end of the transaction, so that whoever is about to send it waits for what joins it now.
 */
export async function openDigests(
  { pipeline, clock }: TransactionScope<null>,
  held: readonly HeldMail[],
): Promise<{ byUser: Map<Uuid, Uuid>; opened: OpenedDigest[] }> {
  const now = clock.now();
  const wanted = new Map<Uuid, HeldMail & { id: Uuid }>();
  for (const { accountId, userId, dueAt } of held) {
    if (!wanted.has(userId)) wanted.set(userId, { accountId, userId, dueAt, id: newId(now.getTime()) });
  }
  if (wanted.size === 0) return { byUser: new Map(), opened: [] };
  const rows = await pipeline.run<{ account_id: Uuid; id: Uuid; user_id: Uuid }>({
    sql: openDigestsSql,
    params: [JSON.stringify([...wanted.values()]), now.toISOString()],
  });
  const opened = rows.flatMap(({ account_id, id, user_id }) => {
    const made = wanted.get(user_id);
    if (made?.id !== id) return [];
    const secondsLeft = Math.ceil((made.dueAt.getTime() - now.getTime()) / 1000);
    return [{ accountId: account_id, digestId: id, secondsLeft }];
  });
  return { byUser: new Map(rows.map(({ user_id, id }) => [user_id, id])), opened };
}

/** The rows are locked in the order in which cancelling locks them: the two must not wait for each other. */
const markInAppSql = prepared(
  `update delivery set state = 'SENT', sent_at = $4::timestamptz, updated_at = $4::timestamptz
     from (select account_id, id from delivery
            where account_id = $1 and handoff_id = any($2::uuid[]) and user_id = $3 and channel = 'IN_APP'
              and ${mayBecome('SENT')}
            order by account_id, id
              for update) shown
    where delivery.account_id = shown.account_id and delivery.id = shown.id and delivery.${mayBecome('SENT')}`,
);

/** Says that somebody was shown these escalations in the product, in whichever round they were told. May be said again. */
export function markInAppSent(
  { pipeline, clock }: Pick<TransactionScope, 'pipeline' | 'clock'>,
  accountId: Uuid,
  handoffIds: readonly Uuid[],
  userId: Uuid,
): void {
  if (handoffIds.length === 0) return;
  const params = [accountId, `{${handoffIds.join(',')}}`, userId, clock.now().toISOString()];
  pipeline.send({ sql: markInAppSql, params });
}

const cancelSql = prepared(
  `update delivery set state = 'CANCELLED', server_wait = null, updated_at = $2::timestamptz
     from (select delivery.account_id, delivery.id
             from jsonb_to_recordset($1::jsonb) as fact("accountId" uuid, "handoffId" uuid, at timestamptz)
             join handoff on handoff.account_id = fact."accountId" and handoff.id = fact."handoffId"
             join delivery on delivery.account_id = handoff.account_id and delivery.handoff_id = handoff.id
            where delivery.user_id is not null and delivery.${mayBecome('CANCELLED')}
              and (handoff.state <> 'OPEN' or delivery.created_at <= fact.at)
            order by delivery.account_id, delivery.id
              for update of delivery) stale
    where delivery.account_id = stale.account_id and delivery.id = stale.id and delivery.${mayBecome('CANCELLED')}`,
);

/** An escalation that is not open any more, since a moment. */
export interface ClosedEscalation {
  readonly accountId: Uuid;
  readonly handoffId: Uuid;
  /** ISO 8601. */
  readonly at: string;
}

/** Cancels what people were still to be told. When it was opened again meanwhile, what was made since then stays. */
export function cancelDeliveries(tx: TransactionScope<null>, closed: readonly ClosedEscalation[]): void {
  lockLedger(
    tx,
    closed.map(({ accountId }) => accountId),
  );
  tx.pipeline.send({ sql: cancelSql, params: [JSON.stringify(closed), tx.clock.now().toISOString()] });
}
