import type { HandoffIntent } from '../handoffs/handoff-lifecycle.ts';
import { markSeen } from '../handoffs/handoff-milestones.ts';
import { handoffEvent } from '../handoffs/handoffs.events.ts';
import { canReadHandoff } from '../handoffs/handoffs.policy.ts';
import { assertCan } from '../kernel/capabilities.ts';
import { addSeconds } from '../kernel/clock.ts';
import { notFound, rateLimited } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { prepared } from '../platform/database/pipeline.ts';
import type { Scope } from '../platform/database/scope.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import { markInAppSent } from './ledger.ts';

/** How long somebody counts as reading without saying so again; clients say so every 20 s. */
export const watchSeconds = 40;

/** Somebody has begun to read an escalation. */
export const escalationWatched = 'escalation.watched';

interface HandoffFacts {
  readonly intent: HandoffIntent;
  readonly session_id: Uuid;
  readonly created_by_id: Uuid;
}

/**
 * The viewer is reading a handoff, for the next 40 s. Everybody else learns of it when it begins, and not each time it
 * is said again.
 *
 * @throws NOT_FOUND when it does not exist, is another account's, or is parked by somebody else
 */
export async function markWatching(scope: Scope, { handoffId }: { handoffId: Uuid }): Promise<void> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  await transaction(scope, async tx => {
    const { accountId, userId } = tx.viewer;
    const handoff = await findReadable(tx, handoffId);
    const now = tx.clock.now();
    const visit = newId(now.getTime());
    // All of one person's tabs go one after the other, or they could together read more than is allowed.
    tx.pipeline.send({ sql: lockSql, params: [userId] });
    const [watch] = await tx.pipeline.run<{ visit: Uuid }>({
      sql: watchSql,
      params: [
        ...[accountId, handoffId, userId, visit],
        ...[now.toISOString(), addSeconds(now, watchSeconds).toISOString(), limits.watchedAtOnceMax],
      ],
    });
    if (watch === undefined) {
      throw rateLimited(
        watchSeconds,
        `You read ${limits.watchedAtOnceMax} handoffs, which is the most at once.`,
      );
    }
    // What is parked is seen by nobody else: the others must not even learn that it is there.
    if (watch.visit !== visit || handoff.intent !== 'ESCALATE') return;
    // The event is kept for a while, like what people write.
    tx.addContent('HANDOFF', 0);
    markInAppSent(tx, accountId, [handoffId], userId);
    markSeen(tx, [{ accountId, handoffId, userId }], now);
    tx.record(
      handoffEvent(accountId, escalationWatched, {
        handoffId,
        sessionId: handoff.session_id,
        actorId: userId,
      }),
    );
  });
}

/**
 * The viewer has stopped reading. No event tells of it: what was announced ends by itself after 40 s, so that a person
 * who looks into ten escalations is ten entries in the log and not twenty.
 *
 * @throws NOT_FOUND as above
 */
export async function stopWatching(scope: Scope, { handoffId }: { handoffId: Uuid }): Promise<void> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  await transaction(scope, async tx => {
    const { accountId, userId } = tx.viewer;
    await findReadable(tx, handoffId);
    tx.pipeline.send({
      sql: 'delete from handoff_watch where account_id = $1 and handoff_id = $2 and user_id = $3',
      params: [accountId, handoffId, userId],
    });
  });
}

async function findReadable(tx: TransactionScope, handoffId: Uuid): Promise<HandoffFacts> {
  const [handoff] = await tx.pipeline.run<HandoffFacts>({
    sql: prepared('select intent, session_id, created_by_id from handoff where account_id = $1 and id = $2'),
    params: [tx.viewer.accountId, handoffId],
  });
  const facts = handoff && { intent: handoff.intent, createdById: handoff.created_by_id };
  // Whoever handles escalations sees all of them, so the status of the session does not matter here.
  if (handoff === undefined || facts === undefined || !canReadHandoff(tx.viewer, facts, 'ACTIVE'))
    throw notFound('The handoff', 'input.handoffId');
  return handoff;
}

const lockSql = prepared('select pg_advisory_xact_lock(hashtextextended($1, 0))');

/**
 * The row decides who has begun: it takes the new visit when there was none, or the last one is over, and keeps the
 * visit that goes on. No row comes back for somebody who reads too much already.
 */
const watchSql = prepared(
  `insert into handoff_watch as watch (account_id, handoff_id, user_id, visit, since, until)
   select $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::timestamptz, $6::timestamptz
    where (select count(*) from handoff_watch other
            where other.account_id = $1::uuid and other.user_id = $3::uuid and other.handoff_id <> $2::uuid
              and other.until > $5::timestamptz) < $7::integer
       on conflict (account_id, handoff_id, user_id) do update set
          visit = case when watch.until > excluded.since then watch.visit else excluded.visit end,
          since = case when watch.until > excluded.since then watch.since else excluded.since end,
          until = greatest(watch.until, excluded.until)
   returning visit`,
);
