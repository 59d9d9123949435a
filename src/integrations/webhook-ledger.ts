import { escalationEventTypes } from '../handoffs/handoffs.events.ts';
import type { Uuid } from '../kernel/ids.ts';
import { isMove, isUnsettled, mayBecome } from '../notifications/delivery-lifecycle.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';

/**
 * An endpoint that is told of a new escalation has a row in the ledger of that escalation, as people have. It follows the
 * message as far as the moves of the ledger go: a message waits again between two attempts, and when another took it and
 * gave it back; its row stays SENDING then. What two write at the same moment may be written in either order, and the
 * older of the two must not undo the newer: so the row decides, and its attempts only grow.
 */
const writeSql = `
  insert into delivery (account_id, id, handoff_id, endpoint_id, channel, round, state, attempts, last_error, created_at,
                        sent_at, updated_at)
  select message.account_id, message.id, message.handoff_id, message.endpoint_id, 'WEBHOOK', 0,
         case when message.state = 'PENDING' and message.attempts > 0 then 'SENDING' else message.state end,
         message.attempts, left(message.last_error, 1000), message.created_at, message.sent_at, $3::timestamptz
    from unnest($1::uuid[], $2::uuid[]) as changed(account_id, id)
    join webhook_delivery message on message.account_id = changed.account_id and message.id = changed.id
   where message.event_type = '${escalationEventTypes.created}' and message.event_id is not null
     and message.handoff_id is not null
   order by message.account_id, message.id
      on conflict on constraint delivery_recipient_key do update
     set state = case when ${isMove('delivery.state', 'excluded.state')} then excluded.state else delivery.state end,
         attempts = greatest(delivery.attempts, excluded.attempts), last_error = excluded.last_error,
         sent_at = excluded.sent_at, updated_at = excluded.updated_at
   where delivery.${isUnsettled}`;

/** Brings the ledger up to date with these messages, in the transaction that changes them. */
export function writeWebhookLedger(
  { pipeline, clock }: Pick<TransactionScope<null>, 'pipeline' | 'clock'>,
  changed: readonly { readonly accountId: Uuid; readonly id: Uuid }[],
): void {
  if (changed.length === 0) return;
  pipeline.send({
    sql: writeSql,
    params: [
      `{${changed.map(({ accountId }) => accountId).join(',')}}`,
      `{${changed.map(({ id }) => id).join(',')}}`,
      clock.now().toISOString(),
    ],
  });
}

/** An endpoint is gone, and its messages with it: what was not settled is told to nobody any more. */
export function closeWebhookLedger(
  { pipeline, clock }: Pick<TransactionScope, 'pipeline' | 'clock'>,
  { accountId, endpointId }: { readonly accountId: Uuid; readonly endpointId: Uuid },
): void {
  pipeline.send({
    sql: `update delivery set state = 'CANCELLED', last_error = coalesce(last_error, 'The endpoint was deleted.'),
                              updated_at = $3
           where account_id = $1 and endpoint_id = $2 and ${mayBecome('CANCELLED')}`,
    params: [accountId, endpointId, clock.now().toISOString()],
  });
}
