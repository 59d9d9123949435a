import { escalationEventTypes, type HandoffFact, readHandoffFacts } from '../handoffs/handoffs.events.ts';
import type { Priority } from '../handoffs/priority.ts';
import type { Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import { transaction } from '../platform/database/transaction.ts';
import type { FollowedEvent, Follower } from '../platform/events/followers.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { KeyedJob } from '../platform/jobs/jobs.ts';
import { type ClaimLook, claimLookJob, claimQueue } from './claim-look.ts';
import {
  defaultPolicy,
  defineLadder,
  type EscalationPolicy,
  type LadderDefinition,
  type PolicyRung,
} from './ladder-definition.ts';
import { ladderQueue, type RungTimer, rungTimerJob } from './rung-timer.ts';

/**
 * Follows escalations: a new one gets its ladder, a claimed one is off it and its claim is watched, a released one
 * begins at the bottom again.
 */
export function createLadderFollower(tools: JobTools): Follower {
  const { created, claimed, released } = escalationEventTypes;
  return { eventTypes: [created, claimed, released], follow: events => followEscalations(tools, events) };
}

async function followEscalations(tools: JobTools, events: readonly FollowedEvent[]): Promise<void> {
  const facts = readHandoffFacts(events);
  const handoffs = [...new Map(facts.map(fact => [fact.handoffId, fact])).values()];
  const releases = facts.filter(({ type }) => type === escalationEventTypes.released);
  const newest = [...new Map(releases.map(fact => [fact.handoffId, fact])).values()];
  const ladders = await readNewLadders(tools, handoffs);
  // What the events say may be over by now, and they may come in another order than they happened in, from several
  // replicas. So an event only begins a ladder, each once; all else is read from the handoff as it is.
  await transaction(tools.openScope(null), async ({ pipeline, enqueueAll, clock }) => {
    const asked = JSON.stringify(handoffs);
    pipeline.send({ sql: insertSql, params: [JSON.stringify(ladders)] });
    pipeline.send({ sql: lockSql, params: [asked] });
    pipeline.send({ sql: restartSql, params: [JSON.stringify(newest), restartsKept] });
    pipeline.send({ sql: watchSql, params: [asked] });
    const rows = await pipeline.run<LadderRow>({ sql: timersSql, params: [asked] });
    const timers = rows.map(row => timersOf(row, clock.now()));
    await enqueueAll(
      ladderQueue,
      timers.flatMap(({ rungs }) => rungs),
    );
    await enqueueAll(
      claimQueue,
      timers.flatMap(({ claims }) => claims),
    );
  });
}

interface HandoffFacts {
  readonly account_id: Uuid;
  readonly handoff_id: Uuid;
  readonly priority: Priority;
  readonly created_at: string;
  /** What held when it was made, if it was replaced since. */
  readonly past: EscalationPolicy | null;
  /** Null for an account that has set no policy. */
  readonly rungs: readonly PolicyRung[] | null;
  readonly claim_reminder_minutes: number | null;
  readonly claim_release_minutes: number | null;
  readonly second_line: readonly Uuid[];
}

/** The ladders that these escalations get if they have none yet, by the policies as they were when they were made. */
async function readNewLadders(tools: JobTools, handoffs: readonly HandoffFact[]): Promise<object[]> {
  const rows = await readPrepared<HandoffFacts>(
    tools.forkEntityManager(null),
    `select handoff.account_id, handoff.id as handoff_id, handoff.priority, handoff.created_at, policy.rungs,
            policy.claim_reminder_minutes, policy.claim_release_minutes,
            (select past.policy from ladder_policy_past as past
              where past.account_id = handoff.account_id and past.until >= handoff.created_at
              order by past.until limit 1) as past,
            coalesce((select jsonb_agg(line.user_id order by line.user_id) from ladder_second_line as line
                       where line.account_id = handoff.account_id), '[]'::jsonb) as second_line
       from jsonb_to_recordset($1::jsonb) as asked("accountId" uuid, "handoffId" uuid)
       join handoff on handoff.account_id = asked."accountId" and handoff.id = asked."handoffId"
       left join ladder_policy as policy on policy.account_id = handoff.account_id`,
    [JSON.stringify(handoffs)],
  );
  return rows.map(row => {
    const { account_id: accountId, handoff_id: handoffId, priority } = row;
    const definition = defineLadder(row.past ?? presentPolicy(row), priority);
    return { accountId, handoffId, definition, startedAt: new Date(row.created_at).toISOString() };
  });
}

function presentPolicy(row: HandoffFacts): EscalationPolicy {
  if (row.rungs === null) return defaultPolicy;
  return {
    rungs: row.rungs,
    secondLine: row.second_line,
    claimReminderMinutes: row.claim_reminder_minutes,
    claimReleaseMinutes: row.claim_release_minutes,
  };
}

/** In the order of the ids, as all that lock several of these rows: two replicas cannot block each other. */
const insertSql = prepared(
  `insert into handoff_ladder (account_id, handoff_id, definition, run, rung, started_at, next_at, restarted_by)
   select asked."accountId", asked."handoffId", asked.definition, 1, 0, asked."startedAt",
          asked."startedAt" + make_interval(mins => (asked.definition #>> '{rungs,0,afterMinutes}')::integer), '{}'
     from jsonb_to_recordset($1::jsonb)
            as asked("accountId" uuid, "handoffId" uuid, definition jsonb, "startedAt" timestamptz)
    order by asked."handoffId"
       on conflict (account_id, handoff_id) do nothing`,
);

const lockSql = prepared(
  `select 1 from handoff_ladder as ladder
     join jsonb_to_recordset($1::jsonb) as asked("accountId" uuid, "handoffId" uuid)
       on ladder.account_id = asked."accountId" and ladder.handoff_id = asked."handoffId"
    order by ladder.handoff_id
      for update of ladder`,
);

/** Releases that a ladder remembers, so that following one again begins no further run. */
const restartsKept = 20;

const restartSql = prepared(
  `update handoff_ladder as ladder
      set run = ladder.run + 1, rung = 0, started_at = asked.at,
          next_at = asked.at + make_interval(mins => (ladder.definition #>> '{rungs,0,afterMinutes}')::integer),
          restarted_by = (array_prepend(asked.id, ladder.restarted_by))[1:$2::integer]
     from jsonb_to_recordset($1::jsonb)
            as asked(id uuid, "accountId" uuid, "handoffId" uuid, at timestamptz)
    where ladder.account_id = asked."accountId" and ladder.handoff_id = asked."handoffId"
      and not (asked.id = any (ladder.restarted_by))`,
);

/** Whatever is claimed is off the ladder, and the claim is watched from the beginning, unless it is already. */
const watchSql = prepared(
  `update handoff_ladder as ladder
      set next_at = null, claimed_at = handoff.claimed_at,
          reminded_at = case when ladder.claimed_at = handoff.claimed_at then ladder.reminded_at end
     from jsonb_to_recordset($1::jsonb) as asked("accountId" uuid, "handoffId" uuid)
     join handoff on handoff.account_id = asked."accountId" and handoff.id = asked."handoffId"
    where ladder.account_id = asked."accountId" and ladder.handoff_id = asked."handoffId"
      and handoff.state = 'CLAIMED'`,
);

interface LadderRow {
  readonly account_id: Uuid;
  readonly handoff_id: Uuid;
  readonly definition: LadderDefinition;
  readonly run: number;
  readonly rung: number;
  readonly next_at: string | null;
  readonly claimed_at: string | null;
}

const timersSql = prepared(
  `select ladder.account_id, ladder.handoff_id, ladder.definition, ladder.run, ladder.rung, ladder.next_at,
          case when handoff.state = 'CLAIMED' then ladder.claimed_at end as claimed_at
     from jsonb_to_recordset($1::jsonb) as asked("accountId" uuid, "handoffId" uuid)
     join handoff_ladder as ladder
       on ladder.account_id = asked."accountId" and ladder.handoff_id = asked."handoffId"
     join handoff on handoff.account_id = ladder.account_id and handoff.id = ladder.handoff_id`,
);

/** The timers that a ladder needs as it stands. Their keys make each of them once, however often they are asked for. */
function timersOf(row: LadderRow, now: Date): { rungs: KeyedJob[]; claims: KeyedJob[] } {
  const { account_id: accountId, handoff_id: handoffId, run, rung, next_at, claimed_at, definition } = row;
  const timer: RungTimer = { accountId, handoffId, run, rung: rung + 1, look: 0 };
  const rungs = next_at === null ? [] : [rungTimerJob(timer, new Date(next_at), now)];
  const { claimReminderMinutes } = definition;
  if (claimed_at === null || claimReminderMinutes === null) return { rungs, claims: [] };
  const claimedAt = new Date(claimed_at);
  const look: ClaimLook = { accountId, handoffId, claimedAt: claimedAt.toISOString(), look: 0 };
  const dueAt = new Date(claimedAt.getTime() + claimReminderMinutes * 60_000);
  return { rungs, claims: [claimLookJob(look, dueAt, now)] };
}
