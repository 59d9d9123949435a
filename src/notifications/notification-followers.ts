import { escalationEventTypes, readHandoffFacts } from '../handoffs/handoffs.events.ts';
import type { Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import { transaction } from '../platform/database/transaction.ts';
import type { FollowedEvent, Follower } from '../platform/events/followers.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { cancelDeliveries, lockLedger } from './ledger.ts';
import { tellOfClaims } from './mail-taken.ts';
import { notifyPeople, type PeopleToNotify } from './notify-people.ts';
import { releaseRoundsFrom } from './rounds.ts';

const { created, released, claimed, withdrawn, returned, resolved } = escalationEventTypes;

/** What people are told follows what happens to an escalation. */
export function createNotificationFollowers(tools: JobTools): Follower[] {
  return [
    {
      eventTypes: [created, released],
      follow: async events => await notifyPeople(tools, await findRounds(tools, events)),
    },
    {
      eventTypes: [claimed, withdrawn, returned, resolved],
      async follow(events) {
        const closed = readHandoffFacts(events).map(({ accountId, handoffId, at }) => {
          return { accountId, handoffId, at };
        });
        await transaction(tools.openScope(null), async tx => cancelDeliveries(tx, closed));
      },
    },
    { eventTypes: [claimed], follow: events => tellOfClaims(tools, events) },
  ];
}

const roundsSql = prepared(
  `with fact as (
     select * from jsonb_to_recordset($1::jsonb) as fact("accountId" uuid, "handoffId" uuid, id uuid)
   ), fresh as (
     insert into release_round (account_id, event_id, handoff_id, round)
     select fact."accountId", fact.id, fact."handoffId",
            ${releaseRoundsFrom}
              + (select count(*) from release_round earlier
                  where earlier.account_id = fact."accountId" and earlier.handoff_id = fact."handoffId")
              + row_number() over (partition by fact."handoffId" order by fact.id) - 1
       from fact
      where not exists (select 1 from release_round known
                         where known.account_id = fact."accountId" and known.event_id = fact.id)
     returning account_id, handoff_id, round
   )
   select account_id, handoff_id, round from fresh
    union all
   select known.account_id, known.handoff_id, known.round
     from fact join release_round known on known.account_id = fact."accountId" and known.event_id = fact.id`,
);

/** Who is to be notified because of these events. An escalation that is open again is told to everybody once more. */
async function findRounds(tools: JobTools, events: readonly FollowedEvent[]): Promise<PeopleToNotify[]> {
  const facts = readHandoffFacts(events);
  const fresh = facts
    .filter(({ type }) => type === created)
    .map(({ accountId, handoffId }) => ({ accountId, handoffId, round: 0, audience: 'EVERYONE' as const }));
  const again = facts.filter(({ type }) => type === released);
  if (again.length === 0) return fresh;
  const rounds = await transaction(tools.openScope(null), async tx => {
    lockLedger(
      tx,
      again.map(({ accountId }) => accountId),
    );
    const params = [
      JSON.stringify(again.map(({ accountId, handoffId, id }) => ({ accountId, handoffId, id }))),
    ];
    return await tx.pipeline.run<{ account_id: Uuid; handoff_id: Uuid; round: number }>({
      sql: roundsSql,
      params,
    });
  });
  return [
    ...fresh,
    ...rounds.map(({ account_id: accountId, handoff_id: handoffId, round }) => ({
      ...{ accountId, handoffId, round },
      audience: 'EVERYONE' as const,
    })),
  ];
}
