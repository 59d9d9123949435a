import { type HandoffFact, readHandoffFacts } from '../handoffs/handoffs.events.ts';
import type { Uuid } from '../kernel/ids.ts';
import { newId } from '../kernel/ids.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import { transaction } from '../platform/database/transaction.ts';
import type { FollowedEvent, Follower } from '../platform/events/followers.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { webhookEventTypes } from './webhook-event-types.ts';
import { writeWebhookLedger } from './webhook-ledger.ts';
import type { WebhookFormat } from './webhook-lifecycle.ts';
import { type EscalationPayload, maskPayload, type PayloadPerson, writeBody } from './webhook-payload.ts';
import { sendWebhookJob, webhookQueueFor } from './webhook-queues.ts';

/** Follows everything that an endpoint can subscribe to: each endpoint that wants it gets a message. */
export function createWebhookFollower(tools: JobTools): Follower {
  return {
    eventTypes: webhookEventTypes.map(({ type }) => type),
    follow: events => queueDeliveries(tools, events),
  };
}

interface Wanted {
  readonly event_id: Uuid;
  readonly endpoint_id: Uuid;
  readonly format: WebhookFormat;
  readonly is_failing: boolean;
  readonly priority: EscalationPayload['data']['handoff']['priority'];
  readonly state: EscalationPayload['data']['handoff']['state'];
  readonly problem: string;
  readonly client_name: string | null;
  readonly ticket_ref: string | null;
  readonly engineer_notes: string;
  readonly created_at: string | Date;
  readonly maker_id: Uuid;
  readonly maker_name: string;
  readonly target_id: Uuid | null;
  readonly target_name: string | null;
  readonly claimer_id: Uuid | null;
  readonly claimer_name: string | null;
  readonly actor_id: Uuid | null;
  readonly actor_name: string | null;
}

/** Who wants to know of these events, with what is said of them: one statement, whatever the number of accounts. */
const findWanted = `
  select asked."eventId" as event_id, endpoint.id as endpoint_id, endpoint.format,
         endpoint.failing_since is not null as is_failing, handoff.priority, handoff.state,
         handoff.snapshot ->> 'problem' as problem, handoff.snapshot ->> 'clientName' as client_name,
         handoff.snapshot ->> 'ticketRef' as ticket_ref, handoff.engineer_notes, handoff.created_at,
         maker.id as maker_id, maker.name as maker_name, target.id as target_id, target.name as target_name,
         claimer.id as claimer_id, claimer.name as claimer_name, actor.id as actor_id, actor.name as actor_name
    from jsonb_to_recordset($1::jsonb)
           as asked("eventId" uuid, "accountId" uuid, "handoffId" uuid, "actorId" uuid, type text)
    join webhook_endpoint as endpoint
      on endpoint.account_id = asked."accountId" and endpoint.state = 'ENABLED'
     and asked.type = any(endpoint.event_types)
    join handoff on handoff.account_id = asked."accountId" and handoff.id = asked."handoffId"
    join app_user as maker on maker.account_id = handoff.account_id and maker.id = handoff.created_by_id
    left join app_user as target on target.account_id = handoff.account_id and target.id = handoff.target_id
    left join app_user as claimer on claimer.account_id = handoff.account_id and claimer.id = handoff.claimed_by_id
    left join app_user as actor on actor.account_id = handoff.account_id and actor.id = asked."actorId"
   order by asked."eventId", endpoint.id`;

/** Rows that exist already, from an attempt at the same events that was cut short, have their job. */
const insertDeliveries = `
  insert into webhook_delivery
         (account_id, id, endpoint_id, message, event_id, handoff_id, event_type, body, state, attempts, next_attempt_at, created_at)
  select "accountId", id, "endpointId", id, "eventId", "handoffId", "eventType", body, 'PENDING', 0, $2, $2
    from jsonb_to_recordset($1::jsonb)
           as made("accountId" uuid, id uuid, "endpointId" uuid, "eventId" uuid, "handoffId" uuid, "eventType" text, body text)
  on conflict (account_id, endpoint_id, event_id) do nothing
  returning id`;

async function queueDeliveries(tools: JobTools, events: readonly FollowedEvent[]): Promise<void> {
  const facts = new Map(readHandoffFacts(events).map(fact => [fact.id, fact]));
  const asked = [...facts.values()].map(({ id, accountId, type, handoffId, actorId }) => {
    return { eventId: id, accountId, type, handoffId, actorId };
  });
  const wanted = await readPrepared<Wanted>(tools.forkEntityManager(null), findWanted, [
    JSON.stringify(asked),
  ]);
  // Messages to an endpoint go in the order of their ids, and those of one millisecond come in any order by themselves.
  const ids = wanted.map(() => newId(tools.clock.now().getTime())).sort();
  const deliveries = wanted.flatMap((row, place) => {
    const fact = facts.get(row.event_id);
    const id = ids[place];
    if (fact === undefined || id === undefined) return [];
    const { handoffId } = fact;
    const payload = maskPayload(composePayload(tools, row, fact));
    return {
      accountId: fact.accountId,
      id,
      endpointId: row.endpoint_id,
      eventId: fact.id,
      handoffId,
      eventType: fact.type,
      body: writeBody(row.format, payload),
      isFailing: row.is_failing,
    };
  });
  if (deliveries.length === 0) return;
  await transaction(tools.openScope(null), async tx => {
    const inserted = await tx.pipeline.run<{ id: Uuid }>({
      sql: insertDeliveries,
      params: [JSON.stringify(deliveries), tx.clock.now().toISOString()],
    });
    const made = new Set(inserted.map(({ id }) => id));
    const fresh = deliveries.filter(({ id }) => made.has(id));
    writeWebhookLedger(tx, fresh);
    for (const [isFailing, some] of Map.groupBy(fresh, delivery => delivery.isFailing)) {
      const jobs = some.map(({ accountId, endpointId, id }) =>
        sendWebhookJob({ accountId, endpointId, deliveryId: id, attempt: 1 }),
      );
      await tx.enqueueAll(webhookQueueFor(isFailing), jobs);
    }
  });
}

function composePayload(
  tools: JobTools,
  row: Wanted,
  { type, at, handoffId, reason }: HandoffFact,
): EscalationPayload {
  const person = (id: Uuid | null, name: string | null): PayloadPerson | null =>
    id === null || name === null ? null : { id: tools.publicId('User', id), name };
  const id = tools.publicId('Handoff', handoffId);
  return {
    type,
    timestamp: at,
    data: {
      handoff: {
        id,
        priority: row.priority,
        state: row.state,
        url: `${tools.settings.publicUrl}/handoffs/${id}`,
        problem: row.problem,
        clientName: row.client_name,
        ticketRef: row.ticket_ref,
        engineerNotes: row.engineer_notes,
        createdBy: { id: tools.publicId('User', row.maker_id), name: row.maker_name },
        createdAt: new Date(row.created_at).toISOString(),
        target: person(row.target_id, row.target_name),
        claimedBy: person(row.claimer_id, row.claimer_name),
      },
      actor: person(row.actor_id, row.actor_name),
      reason,
    },
  };
}
