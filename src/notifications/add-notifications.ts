import {
  type EscalationEventType,
  escalationEventTypes,
  type HandoffFact,
  readHandoffFacts,
} from '../handoffs/handoffs.events.ts';
import { rolesThatCan } from '../kernel/capabilities.ts';
import type { Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import { transaction } from '../platform/database/transaction.ts';
import type { Follower } from '../platform/events/followers.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { firstKinds, lineLimits, type NotificationKind } from './notification-lines.ts';
import { notificationAddedEvents } from './notifications.events.ts';
import { releaseRoundsFrom } from './rounds.ts';

/** What people are told of a fact, by what they have to do with it. */
interface Telling {
  /** Those who handle escalations, when they hear of it for the first time; the one who was asked for has a line apart. */
  readonly everybody: NotificationKind | null;
  /** Those who had been notified; of a release also those whom the ledger tells anew. Its maker is told apart. */
  readonly whoKnows: NotificationKind | null;
  readonly maker: NotificationKind | null;
}

const nobody: Telling = { everybody: null, whoKnows: null, maker: null };

/** Whoever did it is told nothing. */
const tellings: Record<EscalationEventType, Telling> = {
  'escalation.created': { ...nobody, everybody: 'ESCALATION_CREATED' },
  'escalation.claimed': { ...nobody, whoKnows: 'ESCALATION_TAKEN', maker: 'ESCALATION_CLAIMED' },
  'escalation.released': { ...nobody, whoKnows: 'ESCALATION_RELEASED', maker: 'ESCALATION_RELEASED' },
  'escalation.returned': { ...nobody, maker: 'ESCALATION_RETURNED' },
  'escalation.withdrawn': { ...nobody, whoKnows: 'ESCALATION_WITHDRAWN' },
  'escalation.resolved': { ...nobody, maker: 'ESCALATION_RESOLVED' },
};

/** Follows what happens to escalations, with lines in the product for those whom it concerns. */
export function createInProductFollower(tools: JobTools): Follower {
  return {
    eventTypes: Object.values(escalationEventTypes),
    follow: events => addNotifications(tools, readHandoffFacts(events).flatMap(toFact)),
  };
}

/** A fact as the statement below reads it. */
interface Fact extends Telling {
  readonly accountId: Uuid;
  readonly handoffId: Uuid;
  /** The same for the same fact, however often it is told. */
  readonly occasion: Uuid;
  readonly actorId: Uuid | null;
  readonly reason: string | null;
  readonly at: string;
}

function toFact({ id, accountId, type, at, handoffId, actorId, reason }: HandoffFact): Fact[] {
  if (!isEscalationEvent(type)) return [];
  return [{ accountId, handoffId, occasion: id, actorId, reason, at, ...tellings[type] }];
}

function isEscalationEvent(type: string): type is EscalationEventType {
  return Object.hasOwn(tellings, type);
}

/**
 * Makes the lines of these facts, each once however often it is asked for, and tells the live streams of those that are
 * new, in the same transaction.
 */
async function addNotifications(tools: JobTools, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return;
  await transaction(tools.openScope(null), async tx => {
    const added = await tx.pipeline.run<{ account_id: Uuid; user_id: Uuid; id: Uuid }>({
      sql: addSql,
      params: [JSON.stringify(facts.map((fact, place) => ({ ...fact, place })))],
    });
    const lines = added.map(({ account_id, user_id, id }) => ({
      accountId: account_id,
      userId: user_id,
      id,
    }));
    for (const event of notificationAddedEvents(lines)) tx.record(event);
  });
}

const list = (words: readonly string[]) => words.map(word => `'${word}'`).join(', ');

/** Who gets lines in the product: the condition on a row of `app_user` under this alias. */
export const getsLinesInProduct = (person: string): string =>
  `${person}.is_active and ${person}.role in (${list(rolesThatCan('HANDLE_ESCALATIONS'))})
   and not exists (select from notification_preference wish
                    where wish.account_id = ${person}.account_id and wish.user_id = ${person}.id and not wish.in_app)`;

/** A UUIDv7 of a moment, as `newId` makes it. */
const newIdSql = (at: string) => `encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  placing substring(int8send(floor(extract(epoch from ${at}) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`;

/**
 * One statement for all facts.
 *
 * The first line of an escalation is for those who have one in the ledger, and only while it is open. Its row is locked
 * against a change until the lines are committed: a claim comes either before, and there are no lines, or after, and then
 * it finds everybody who has one. Who came later has the line of a release for the first one.
 */
const addSql = prepared(`with fact as (
    select * from jsonb_to_recordset($1::jsonb) as fact(place integer, "accountId" uuid, "handoffId" uuid,
      occasion uuid, "actorId" uuid, reason text, at timestamptz, everybody text, "whoKnows" text, maker text)
  ), open_handoff as (
    select handoff.account_id, handoff.id from handoff
     where (handoff.account_id, handoff.id) in (select "accountId", "handoffId" from fact where everybody is not null)
       and handoff.state = 'OPEN'
     order by handoff.account_id, handoff.id
       for share
  ), first_line as (
    select fact.place, handoff.account_id, handoff.id as handoff_id, person.id as user_id,
           case when person.id = handoff.target_id then 'ESCALATION_TARGETED' else fact.everybody end as kind
      from fact
      join open_handoff on open_handoff.account_id = fact."accountId" and open_handoff.id = fact."handoffId"
      join handoff on handoff.account_id = open_handoff.account_id and handoff.id = open_handoff.id
      join delivery told on told.account_id = handoff.account_id and told.handoff_id = handoff.id
       and told.channel = 'IN_APP' and told.round = 0 and told.state in ('PENDING', 'SENT')
      join app_user person on person.account_id = told.account_id and person.id = told.user_id
     where fact.everybody is not null
  ), who_knows as (
    select line.account_id, line.handoff_id, line.user_id
      from notification line
     where (line.account_id, line.handoff_id) in (select "accountId", "handoffId" from fact where "whoKnows" is not null)
       and line.kind in (${list([...firstKinds, 'ESCALATION_RELEASED'])})
     union
    select mailed.account_id, mailed.handoff_id, mailed.user_id
      from delivery mailed
     where (mailed.account_id, mailed.handoff_id)
             in (select "accountId", "handoffId" from fact where "whoKnows" is not null)
       and mailed.user_id is not null and mailed.sent_at is not null
     union
    select told.account_id, told.handoff_id, told.user_id
      from delivery told
     where (told.account_id, told.handoff_id)
             in (select "accountId", "handoffId" from fact where "whoKnows" = 'ESCALATION_RELEASED')
       and told.channel = 'IN_APP' and told.round >= ${releaseRoundsFrom} and told.state in ('PENDING', 'SENT')
     union
    select account_id, handoff_id, user_id from first_line
  ), line as (
    select * from first_line
     union all
    select fact.place, who_knows.account_id, who_knows.handoff_id, who_knows.user_id, fact."whoKnows"
      from fact
      join who_knows on who_knows.account_id = fact."accountId" and who_knows.handoff_id = fact."handoffId"
      join handoff on handoff.account_id = who_knows.account_id and handoff.id = who_knows.handoff_id
       and handoff.created_by_id <> who_knows.user_id
     where fact."whoKnows" is not null
     union all
    select fact.place, handoff.account_id, handoff.id, handoff.created_by_id, fact.maker
      from fact
      join handoff on handoff.account_id = fact."accountId" and handoff.id = fact."handoffId"
     where fact.maker is not null
  ), added as (
    insert into notification (account_id, id, user_id, handoff_id, kind, occasion, actor_id, facts, created_at)
    select line.account_id, ${newIdSql('fact.at')}, line.user_id, line.handoff_id, line.kind, fact.occasion, actor.id,
           jsonb_build_object('actorName', actor.name,
             'problem', left(handoff.snapshot ->> 'problem', ${lineLimits.factCharsMax}),
             'ticketRef', handoff.snapshot ->> 'ticketRef', 'priority', handoff.priority,
             'reason', left(fact.reason, ${lineLimits.factCharsMax})),
           fact.at
      from line
      join fact on fact.place = line.place
      join handoff on handoff.account_id = line.account_id and handoff.id = line.handoff_id
      join app_user person on person.account_id = line.account_id and person.id = line.user_id
      left join app_user actor on actor.account_id = line.account_id and actor.id = fact."actorId"
     where person.id is distinct from fact."actorId" and ${getsLinesInProduct('person')}
        on conflict on constraint notification_occasion_key do nothing
    returning account_id, user_id, id, occasion
  )
  select added.account_id, added.user_id, added.id
    from added join fact on fact.occasion = added.occasion
   order by fact.place, added.user_id`);
