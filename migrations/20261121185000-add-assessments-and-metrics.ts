import { Migration } from '@mikro-orm/migrations';

/**
 * What escalations are assessed and measured by. Two new tables that the version before does not know, and three indexes.
 *
 * The indexes are built in the transaction of the migration, which holds writes to `session` and `session_step` up
 * meanwhile: about a second for a million steps. Where that is too long, build them beforehand with the same names by
 * `create index concurrently`; the migration then finds them there.
 *
 * While replicas of the version before still run, what happens to escalations there is not followed. Milestones of these
 * are filled by the next thing that happens to them here.
 */
export default class AddAssessmentsAndMetrics extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // What may be wrong, and what to try next. The counts are always those of experience, also below a model's answer.
  `create table assessment (
     account_id uuid not null,
     handoff_id uuid not null,
     source text not null,
     likely_cause text,
     suggested_steps jsonb not null,
     confidence numeric(5, 4) not null,
     tier text not null,
     ends jsonb not null,
     passed_count integer not null,
     model_status text not null,
     model text,
     masked_count integer not null default 0,
     created_at timestamptz(3) not null,
     updated_at timestamptz(3) not null,
     constraint assessment_pkey primary key (account_id, handoff_id)
   )`,
  `alter table assessment add constraint assessment_source_check check (source in ('EXPERIENCE', 'MODEL', 'NONE'))`,
  `alter table assessment add constraint assessment_tier_check check (tier in ('DISCOVERY', 'EXPLORING', 'GUIDED'))`,
  `alter table assessment add constraint assessment_model_status_check check (model_status in ('NOT_ASKED', 'PENDING', 'ANSWERED', 'FAILED'))`,
  `alter table assessment add constraint assessment_confidence_check check (confidence between 0 and 1)`,
  `alter table assessment add constraint assessment_handoff_fk foreign key (account_id, handoff_id) references handoff (account_id, id) on delete cascade`,
  // The sessions of a tree that are over, the newest first.
  `create index if not exists session_experience_idx on session (account_id, tree_id, completed_at desc, id desc) where (status = 'COMPLETED'::text)`,
  // Which sessions have answered a node.
  `create index if not exists session_ended_idx on session (account_id, tree_id, current_node_key, completed_at desc, id desc) where (status = 'COMPLETED'::text)`,
  `create index if not exists session_step_answer_idx on session_step (account_id, node_key, session_id) where ((kind = 'ANSWER'::text) and (undone_at is null))`,
  // When what happened to an escalation, once the event log has forgotten.
  `create table handoff_milestone (
     account_id uuid not null,
     handoff_id uuid not null,
     session_id uuid not null,
     tree_id uuid,
     created_at timestamptz(3) not null,
     seen_at timestamptz(3),
     first_claimed_at timestamptz(3),
     last_claimed_at timestamptz(3),
     claimer_id uuid,
     first_action_at timestamptz(3),
     closed_at timestamptz(3),
     close_state text,
     releases uuid[] not null default '{}',
     -- Of nothing, nothing: these are null where the moment is. Clocks of two machines may disagree a little.
     seen_seconds integer generated always as (case when seen_at < created_at then 0 else extract(epoch from seen_at - created_at)::integer end) stored,
     claim_seconds integer generated always as (case when first_claimed_at < created_at then 0 else extract(epoch from first_claimed_at - created_at)::integer end) stored,
     action_seconds integer generated always as (case when first_action_at < created_at then 0 else extract(epoch from first_action_at - created_at)::integer end) stored,
     resolution_seconds integer generated always as (case when close_state <> 'RESOLVED' then null when closed_at < created_at then 0 else extract(epoch from closed_at - created_at)::integer end) stored,
     release_count integer generated always as (cardinality(releases)) stored,
     constraint handoff_milestone_pkey primary key (account_id, handoff_id)
   )`,
  // Metrics are read from these alone, without the table: by time, by whoever claimed, by tree.
  ...Object.entries({
    handoff_milestone_time_idx: 'created_at',
    handoff_milestone_claimer_idx: 'claimer_id, created_at',
    handoff_milestone_tree_idx: 'tree_id, created_at',
  }).map(
    ([name, columns]) =>
      `create index ${name} on handoff_milestone (account_id, ${columns}) include (seen_seconds, claim_seconds, action_seconds, resolution_seconds, release_count, close_state)`,
  ),
  // Claims whose first action is still to be looked for.
  `create index handoff_milestone_idle_idx on handoff_milestone (account_id, handoff_id) where (first_claimed_at is not null and first_action_at is null and closed_at is null)`,
  `alter table handoff_milestone add constraint handoff_milestone_close_check check (close_state in ('RETURNED', 'WITHDRAWN', 'RESOLVED') and closed_at is not null or close_state is null and closed_at is null)`,
  `alter table handoff_milestone add constraint handoff_milestone_claim_check check ((first_claimed_at is null) = (claimer_id is null) and (first_claimed_at is null) = (last_claimed_at is null))`,
  `alter table handoff_milestone add constraint handoff_milestone_handoff_fk foreign key (account_id, handoff_id) references handoff (account_id, id) on delete cascade`,
  `alter table handoff_milestone add constraint handoff_milestone_session_fk foreign key (account_id, session_id) references session (account_id, id)`,
  `alter table handoff_milestone add constraint handoff_milestone_tree_fk foreign key (account_id, tree_id) references tree (account_id, id)`,
  `alter table handoff_milestone add constraint handoff_milestone_claimer_fk foreign key (account_id, claimer_id) references app_user (account_id, id)`,
  // What is known of the escalations that are there: the last claim, and how they ended.
  `insert into handoff_milestone (account_id, handoff_id, session_id, tree_id, created_at, seen_at, first_claimed_at,
          last_claimed_at, claimer_id, first_action_at, closed_at, close_state)
   select handoff.account_id, handoff.id, handoff.session_id, session.tree_id, handoff.created_at, handoff.claimed_at,
          handoff.claimed_at, handoff.claimed_at, handoff.claimed_by_id,
          case when handoff.claimed_at is not null and handoff.closed_at is not null then
            coalesce(
              (select min(step.at) from session_step as step
                where step.account_id = handoff.account_id and step.session_id = handoff.session_id
                  and step.undone_at is null and step.kind in ('ANSWER', 'NOTE', 'RETURN')
                  and step.actor_id = handoff.claimed_by_id
                  and step.at between handoff.claimed_at and handoff.closed_at),
              handoff.closed_at)
          end,
          handoff.closed_at, case when handoff.closed_at is not null then handoff.state end
     from handoff
     join session on session.account_id = handoff.account_id and session.id = handoff.session_id
    where handoff.intent = 'ESCALATE'`,
];
