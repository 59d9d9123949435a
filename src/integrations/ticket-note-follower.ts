import { escalationEventTypes, readHandoffPayload } from '../handoffs/handoffs.events.ts';
import type { Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import { transaction } from '../platform/database/transaction.ts';
import type { FollowedEvent, Follower } from '../platform/events/followers.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { sessionCompleted } from '../sessions/sessions.events.ts';
import { findTicketNumber, type TicketNoteKind } from './ticket-note-lifecycle.ts';
import { laneOf, type TicketNoteJob, ticketNoteQueue } from './ticket-note-queues.ts';
import type { TicketSystemKindName } from './ticket-system.ts';
import { ticketSystemKinds } from './ticket-system-kinds.ts';

const noteKinds: Readonly<Record<string, TicketNoteKind>> = {
  [escalationEventTypes.created]: 'ESCALATED',
  [escalationEventTypes.returned]: 'RETURNED',
  [sessionCompleted]: 'COMPLETED',
};

/** A note that would be made if the account has a ticket system and wants it. */
interface WantedNote {
  readonly id: Uuid;
  readonly account_id: Uuid;
  readonly kind: TicketNoteKind;
  readonly session_id: Uuid;
  readonly handoff_id: Uuid | null;
  readonly at: string;
}

interface FoundNote extends WantedNote {
  readonly system: TicketSystemKindName;
  readonly ticket_ref: string | null;
}

/** A completed session takes the escalation along that was resolved with it, if any: the newest. */
const findSql = `
  select wanted.id, wanted.account_id, wanted.kind, wanted.session_id, wanted.at, system.kind as system, session.ticket_ref,
         case when wanted.kind <> 'COMPLETED' then wanted.handoff_id else (
           select handoff.id from handoff
            where handoff.account_id = wanted.account_id and handoff.session_id = wanted.session_id
              and handoff.intent = 'ESCALATE' and handoff.state = 'RESOLVED'
            order by handoff.created_at desc, handoff.id desc limit 1)
         end as handoff_id
    from jsonb_to_recordset($1::jsonb)
           as wanted(id uuid, account_id uuid, kind text, session_id uuid, handoff_id uuid, at text)
    join ticket_system as system on system.account_id = wanted.account_id
    join session on session.account_id = wanted.account_id and session.id = wanted.session_id
   where case wanted.kind when 'ESCALATED' then system.post_on_escalation
                          when 'RETURNED' then system.post_on_return
                          else system.post_on_completion end
   order by wanted.id`;

const insertSql = prepared(
  `insert into ticket_note (account_id, id, session_id, handoff_id, kind, is_internal, state, skip_reason, ticket_number,
          created_at, queued_at)
   select account_id, id, session_id, handoff_id, kind, true, case when skip_reason is null then 'PENDING' else 'SKIPPED' end,
          skip_reason, ticket_number, at, at
     from jsonb_to_recordset($1::jsonb)
            as note(account_id uuid, id uuid, session_id uuid, handoff_id uuid, kind text, skip_reason text,
                    ticket_number text, at timestamptz)
       on conflict do nothing
   returning account_id, id, ticket_number`,
);

/**
 * Follows escalations, returns and completed sessions: each gets a note for its ticket, at most one. For accounts
 * without a ticket system, this is one query that finds nothing.
 */
export function createTicketNoteFollower(tools: JobTools): Follower {
  return {
    eventTypes: Object.keys(noteKinds),
    async follow(events) {
      const wanted = events.flatMap(toWantedNote);
      const found = await readPrepared<FoundNote>(tools.forkEntityManager(null), findSql, [
        JSON.stringify(wanted),
      ]);
      if (found.length === 0) return;
      const notes = found.map(({ system, ticket_ref, ...note }) => {
        const ticket = findTicketNumber(ticketSystemKinds[system], ticket_ref);
        return 'skipReason' in ticket
          ? { ...note, skip_reason: ticket.skipReason }
          : { ...note, ticket_number: ticket.ticketNumber };
      });
      await transaction(tools.openScope(null), async tx => {
        const made = await tx.pipeline.run<{ account_id: Uuid; id: Uuid; ticket_number: string | null }>({
          sql: insertSql,
          params: [JSON.stringify(notes)],
        });
        await tx.enqueueAll(
          ticketNoteQueue,
          made.flatMap(({ account_id: accountId, id, ticket_number: ticketNumber }) => {
            if (ticketNumber === null) return [];
            const data: TicketNoteJob = { accountId, ticketNumber };
            return [{ key: id, data, group: laneOf(data) }];
          }),
        );
      });
    },
  };
}

/** The note has the id of the event: handed over again, it is the same note. */
function toWantedNote({ id, accountId, type, payload, at }: FollowedEvent): WantedNote[] {
  const kind = noteKinds[type];
  const handoff = readHandoffPayload(payload);
  const sessionId = handoff?.sessionId ?? payload.sessionId;
  if (kind === undefined || typeof sessionId !== 'string') return [];
  const handoffId = handoff?.handoffId ?? null;
  return [{ id, account_id: accountId, kind, session_id: sessionId, handoff_id: handoffId, at }];
}
