import type { Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';
import { lineLimits } from './notification-lines.ts';
import { notificationAddedEvents } from './notifications.events.ts';

/** A line for somebody who is told once more of an escalation that nobody has claimed. */
export interface RepeatLine {
  readonly accountId: Uuid;
  readonly id: Uuid;
  readonly handoffId: Uuid;
  readonly userId: Uuid;
  /** The delivery it shows. */
  readonly occasion: Uuid;
}

const addSql = prepared(
  `insert into notification (account_id, id, user_id, handoff_id, kind, occasion, actor_id, facts, created_at)
   select line."accountId", line.id, line."userId", line."handoffId", 'ESCALATION_REPEATED', line.occasion, maker.id,
          jsonb_build_object('actorName', maker.name,
            'problem', left(handoff.snapshot ->> 'problem', ${lineLimits.factCharsMax}),
            'ticketRef', handoff.snapshot ->> 'ticketRef', 'priority', handoff.priority),
          $2::timestamptz
     from jsonb_to_recordset($1::jsonb)
            as line("accountId" uuid, id uuid, "handoffId" uuid, "userId" uuid, occasion uuid)
     join handoff on handoff.account_id = line."accountId" and handoff.id = line."handoffId"
     join app_user maker on maker.account_id = handoff.account_id and maker.id = handoff.created_by_id`,
);

/** Adds the lines, and tells the live streams of them, in the transaction of the deliveries they show. */
export function addRepeatLines(tx: TransactionScope<null>, lines: readonly RepeatLine[]): void {
  if (lines.length === 0) return;
  tx.pipeline.send({ sql: addSql, params: [JSON.stringify(lines), tx.clock.now().toISOString()] });
  for (const event of notificationAddedEvents(lines)) tx.record(event);
}
