import type { Uuid } from '../kernel/ids.ts';
import type { Statement } from '../platform/database/pipeline.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import type { FollowedEvent, Follower } from '../platform/events/followers.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobDefinition } from '../platform/jobs/jobs.ts';
import { everyMinutes } from '../platform/jobs/work-by-clock.ts';
import { escalationEventTypes, readHandoffFacts } from './handoffs.events.ts';

/**
 * When what happened to an escalation: made, seen, claimed, first worked on, closed. Kept apart from the event log,
 * which forgets, and from the handoff, which knows only how it is now. Metrics are counted from these rows.
 *
 * Whatever is told twice or out of order comes to the same: the earliest moment counts, of the claimers the last one.
 */

/** What one or more events say of an escalation. Moments are ISO 8601. */
interface News {
  readonly account_id: Uuid;
  readonly handoff_id: Uuid;
  seen_at: string | null;
  /** Who has; the maker does not count. */
  readonly seen_by_id: Uuid | null;
  first_claimed_at: string | null;
  last_claimed_at: string | null;
  claimer_id: Uuid | null;
  closed_at: string | null;
  close_state: 'RETURNED' | 'WITHDRAWN' | 'RESOLVED' | null;
  /** Ids of the events, so that one that is told twice counts once. */
  readonly releases: string[];
}

const closeStates = {
  [escalationEventTypes.returned]: 'RETURNED',
  [escalationEventTypes.withdrawn]: 'WITHDRAWN',
  [escalationEventTypes.resolved]: 'RESOLVED',
} as const;

/** Follows everything that happens to escalations, and writes down when. */
export function createMilestoneFollower(tools: JobTools): Follower {
  return {
    eventTypes: Object.values(escalationEventTypes),
    async follow(events) {
      const news = collectNews(events);
      if (news.length === 0) return;
      await transaction(tools.openScope(null), async tx => tx.pipeline.send(storeNews(news)));
    },
  };
}

function collectNews(events: readonly FollowedEvent[]): News[] {
  const byHandoff = new Map<Uuid, News>();
  for (const { id, accountId, type, at, handoffId, actorId } of readHandoffFacts(events)) {
    const news = byHandoff.get(handoffId) ?? noNews(accountId, handoffId);
    byHandoff.set(handoffId, news);
    if (type === escalationEventTypes.claimed && actorId !== null) {
      news.first_claimed_at ??= at;
      news.seen_at ??= at;
      news.last_claimed_at = at;
      news.claimer_id = actorId;
    } else if (type === escalationEventTypes.released) {
      news.releases.push(id);
    } else if (isClosing(type)) {
      news.closed_at = at;
      news.close_state = closeStates[type];
    }
  }
  // In one order everywhere: two that write the same rows must not wait for each other.
  return [...byHandoff.values()].sort((one, other) => (one.handoff_id < other.handoff_id ? -1 : 1));
}

function noNews(accountId: Uuid, handoffId: Uuid): News {
  return {
    account_id: accountId,
    handoff_id: handoffId,
    seen_at: null,
    seen_by_id: null,
    first_claimed_at: null,
    last_claimed_at: null,
    claimer_id: null,
    closed_at: null,
    close_state: null,
    releases: [],
  };
}

function isClosing(type: string): type is keyof typeof closeStates {
  return type in closeStates;
}

/**
 * The moment of the first answer, note or return by somebody who had claimed the escalation `of`, which has the columns
 * account_id, session_id and created_at. Claims of a later escalation of the same session are not its own.
 */
function firstActionOf(of: string): string {
  return `(select min(step.at) from session_step as step
     where step.account_id = ${of}.account_id and step.session_id = ${of}.session_id and step.undone_at is null
       and step.kind in ('ANSWER', 'NOTE', 'RETURN') and step.at >= ${of}.created_at
       and exists (
         select from session_step as claim
          where claim.account_id = step.account_id and claim.session_id = step.session_id and claim.undone_at is null
            and claim.kind = 'CLAIM' and claim.actor_id = step.actor_id and claim.index < step.index
            and claim.at >= ${of}.created_at
            and not exists (
              select from handoff as later
               where later.account_id = step.account_id and later.session_id = step.session_id
                 and later.intent = 'ESCALATE' and later.created_at > ${of}.created_at
                 and later.created_at <= claim.at)))`;
}

/** The row is made by whatever is heard first; all else of it is known from the handoff. */
function storeNews(news: readonly News[]): Statement {
  return {
    sql: `insert into handoff_milestone as known (account_id, handoff_id, session_id, tree_id, created_at, seen_at,
            first_claimed_at, last_claimed_at, claimer_id, closed_at, close_state, releases, first_action_at)
          select handoff.account_id, handoff.id, handoff.session_id, session.tree_id, handoff.created_at,
                 case when news.seen_by_id is distinct from handoff.created_by_id then news.seen_at end,
                 news.first_claimed_at, news.last_claimed_at, news.claimer_id, news.closed_at, news.close_state,
                 news.releases,
                 -- Completing the session is an action too; the others that end a claim are steps.
                 case when news.close_state = 'RESOLVED' then least(${firstActionOf('handoff')}, news.closed_at)
                      when news.close_state = 'RETURNED' or cardinality(news.releases) > 0 then ${firstActionOf('handoff')}
                 end
            from jsonb_to_recordset($1::jsonb) as news(account_id uuid, handoff_id uuid, seen_at timestamptz, seen_by_id uuid,
                   first_claimed_at timestamptz, last_claimed_at timestamptz, claimer_id uuid, closed_at timestamptz,
                   close_state text, releases uuid[])
            join handoff on handoff.account_id = news.account_id and handoff.id = news.handoff_id
            join session on session.account_id = handoff.account_id and session.id = handoff.session_id
           where handoff.intent = 'ESCALATE'
           order by handoff.id
          on conflict (account_id, handoff_id) do update set
            seen_at = least(known.seen_at, excluded.seen_at),
            first_claimed_at = least(known.first_claimed_at, excluded.first_claimed_at),
            claimer_id = case when known.last_claimed_at > excluded.last_claimed_at then known.claimer_id
                              else coalesce(excluded.claimer_id, known.claimer_id) end,
            last_claimed_at = greatest(known.last_claimed_at, excluded.last_claimed_at),
            closed_at = coalesce(known.closed_at, excluded.closed_at),
            close_state = coalesce(known.close_state, excluded.close_state),
            releases = array(select distinct unnest(known.releases || excluded.releases)),
            first_action_at = least(known.first_action_at, excluded.first_action_at)`,
    params: [JSON.stringify(news)],
  };
}

/**
 * Says that somebody other than its maker has looked at an escalation: reads what is written about it, or watches it.
 * For those who learn of that, in their transaction; nothing is waited for. Of several moments the first one stays.
 */
export function markSeen(
  { pipeline }: Pick<TransactionScope<null>, 'pipeline'>,
  seen: readonly { readonly accountId: Uuid; readonly handoffId: Uuid; readonly userId: Uuid }[],
  at: Date,
): void {
  if (seen.length === 0) return;
  const byHandoff = new Map(
    seen.map(({ accountId, handoffId, userId }) => [
      handoffId,
      { ...noNews(accountId, handoffId), seen_at: at.toISOString(), seen_by_id: userId },
    ]),
  );
  pipeline.send(storeNews([...byHandoff.values()]));
}

/** Looks for the first action of those who have claimed something and are still at it: steps announce themselves to nobody. */
export async function findFirstActions(tools: Pick<JobTools, 'query'>): Promise<void> {
  await tools.query(
    `update handoff_milestone as known set first_action_at = found.at
       from (select idle.account_id, idle.handoff_id, ${firstActionOf('idle')} as at
               from handoff_milestone as idle
              where idle.first_claimed_at is not null and idle.first_action_at is null and idle.closed_at is null
            ) found
      where known.account_id = found.account_id and known.handoff_id = found.handoff_id and found.at is not null`,
  );
}

/** Work by the clock: once a minute, over all accounts. */
export function createMilestoneJobs(tools: JobTools): [JobDefinition] {
  return [
    {
      queue: 'milestones',
      retryLimit: 0,
      retryDelaySeconds: 60,
      retryDelaySecondsMax: 60,
      timeoutSeconds: 50,
      concurrency: 1,
      clock: everyMinutes(1),
      run: () => findFirstActions(tools),
    },
  ];
}
