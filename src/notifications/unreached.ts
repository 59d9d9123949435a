import { handoffEvent } from '../handoffs/handoffs.events.ts';
import type { Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { isUnsettled } from './delivery-lifecycle.ts';
import { loadFacts, parseSnapshot } from './escalation-facts.ts';
import { describeUnreached, type ReachTally, renderUnreachedMail } from './unreached-mail.ts';

/** The timers of alarms. */
export const unreachedQueue = 'unreached-alarm';
export const unreachedMailQueue = 'unreached-mail';

/** An open escalation has reached nobody. */
export const escalationUnreached = 'escalation.unreached';

export interface EscalationToWatch {
  readonly accountId: Uuid;
  readonly handoffId: Uuid;
}

export interface UnreachedMail extends EscalationToWatch {
  readonly userId: Uuid;
  readonly reason: string;
}

/** Why to look: no mail can reach anybody any more, or it has had its time. */
export type AlarmCause = 'NOTHING_LEFT' | 'TIME_IS_UP';

/**
 * Whoever makes the row raises the alarm; two that look at the same moment wait for each other here. Mails of the newest
 * round that a claim has ended, of an escalation that is open: it was released, and the round of that is still to come.
 */
const raiseSql = prepared(
  `insert into unreached_escalation (account_id, handoff_id, at)
   select handoff.account_id, handoff.id, $3::timestamptz
     from handoff
    where handoff.account_id = $1 and handoff.id = any($2::uuid[])
      and handoff.intent = 'ESCALATE' and handoff.state = 'OPEN'
      and not exists (select 1 from delivery
                       where delivery.account_id = handoff.account_id and delivery.handoff_id = handoff.id
                         and delivery.user_id is not null and delivery.state = 'SENT')
      and not exists (select 1 from delivery ended
                       where ended.account_id = handoff.account_id and ended.handoff_id = handoff.id
                         and ended.channel = 'MAIL'
                         and (ended.state = 'CANCELLED' or ended.skip_reason = 'ALREADY_CLAIMED')
                         and ended.round = (select max(round) from delivery newest
                                             where newest.account_id = handoff.account_id
                                               and newest.handoff_id = handoff.id))
      and ($4::boolean
           or not exists (select 1 from delivery
                           where delivery.account_id = handoff.account_id and delivery.handoff_id = handoff.id
                             and delivery.channel = 'MAIL' and delivery.${isUnsettled}))
    order by handoff.id
       on conflict (account_id, handoff_id) do nothing
   returning handoff_id`,
);

const sessionsSql = prepared(
  `select id, session_id from handoff where account_id = $1 and id = any($2::uuid[]) order by created_at, id`,
);

const talliesSql = prepared(
  `select handoff_id, state, skip_reason, count(*)::integer as count
     from (select distinct on (handoff_id, user_id) handoff_id, state, skip_reason
             from delivery
            where account_id = $1 and handoff_id = any($2::uuid[]) and channel = 'MAIL'
            order by handoff_id, user_id, round desc) last
    group by handoff_id, state, skip_reason`,
);

const ownersSql = prepared(
  `select id from app_user where account_id = $1 and role = 'OWNER' and is_active order by name, id`,
);

/**
 * Raises the alarm for those of these escalations that are open and have reached nobody: an event on the stream, and a
 * mail to each active owner, whatever they wish. Once for each escalation, however often and wherever it is asked for.
 */
export async function raiseAlarms(
  tools: JobTools,
  all: readonly EscalationToWatch[],
  cause: AlarmCause,
): Promise<void> {
  for (const [accountId, escalations] of Map.groupBy(all, ({ accountId }) => accountId)) {
    const ids = [...new Set(escalations.map(({ handoffId }) => handoffId))];
    await transaction(tools.openScope(accountId), tx => raiseOfAccount(tx, accountId, ids, cause));
  }
}

async function raiseOfAccount(
  tx: TransactionScope<null>,
  accountId: Uuid,
  ids: readonly Uuid[],
  cause: AlarmCause,
): Promise<void> {
  const { pipeline } = tx;
  const raised = await pipeline.run<{ handoff_id: Uuid }>({
    sql: raiseSql,
    params: [accountId, `{${ids.join(',')}}`, tx.clock.now().toISOString(), cause === 'TIME_IS_UP'],
  });
  if (raised.length === 0) return;
  const params = [accountId, `{${raised.map(({ handoff_id }) => handoff_id).join(',')}}`];
  const [handoffs, tallies, owners] = await Promise.all([
    pipeline.run<{ id: Uuid; session_id: Uuid }>({ sql: sessionsSql, params }),
    pipeline.run<ReachTally & { handoff_id: Uuid }>({ sql: talliesSql, params }),
    pipeline.run<{ id: Uuid }>({ sql: ownersSql, params: [accountId] }),
  ]);
  for (const { id: handoffId, session_id: sessionId } of handoffs) {
    const reason = describeUnreached(tallies.filter(({ handoff_id }) => handoff_id === handoffId));
    tx.record(handoffEvent(accountId, escalationUnreached, { handoffId, sessionId, actorId: null, reason }));
    await tx.enqueueAll(
      unreachedMailQueue,
      owners.map(({ id: userId }) => ({
        key: `${handoffId} ${userId}`,
        data: { accountId, handoffId, userId, reason } satisfies UnreachedMail,
        priority: 1,
      })),
    );
  }
}

/** Mails one owner, unless somebody has taken the escalation meanwhile. */
export async function mailUnreached(tools: JobTools, mail: UnreachedMail): Promise<void> {
  const facts = await loadFacts(tools, mail);
  if (
    facts.state !== 'OPEN' ||
    !facts.person_is_active ||
    facts.person_role !== 'OWNER' ||
    facts.person_address === ''
  ) {
    tools.metrics.mails.inc({ outcome: 'skipped' });
    return;
  }
  const message = renderUnreachedMail({
    recipient: { id: mail.userId, name: facts.person_name, address: facts.person_address },
    handoffId: mail.handoffId,
    handoffPublicId: tools.publicId('Handoff', mail.handoffId),
    makerName: facts.maker_name,
    priority: facts.priority,
    createdAt: new Date(facts.created_at),
    snapshot: parseSnapshot(facts),
    reason: mail.reason,
    accountName: facts.account_name,
    publicUrl: tools.settings.publicUrl,
  });
  await tools.mailer.send(message);
  tools.metrics.mails.inc({ outcome: 'sent' });
}
