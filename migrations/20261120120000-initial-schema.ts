import { Migration } from '@mikro-orm/migrations';

/** The first schema: accounts, trees, sessions, handoffs, and the event log that ties them to the live feed. */
export default class InitialSchema extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

/**
 * Every key between two rows of a tenant includes the account, so that the database itself refuses a reference
 * from one account into another. Constraints are named: a violation is turned into a sentence by its name.
 */
const statements = [
  // Tenants. The three event columns are the head of the account's event log.
  `create table account (
     id uuid not null,
     name text not null,
     event_epoch text not null,
     event_seq bigint not null default 0,
     event_pruned_seq bigint not null default 0,
     created_at timestamptz(3) not null,
     constraint account_pkey primary key (id)
   )`,
  `alter table account add constraint account_event_seq_check check (event_seq >= event_pruned_seq)`,
  // People. The address is unique across accounts: it alone says who signs in.
  `create table app_user (
     account_id uuid not null,
     id uuid not null,
     name text not null,
     email text not null,
     email_key text not null,
     password_hash text not null,
     role text not null,
     is_active boolean not null,
     token_generation integer not null default 0,
     created_at timestamptz(3) not null,
     updated_at timestamptz(3) not null,
     constraint app_user_pkey primary key (account_id, id)
   )`,
  `create index app_user_list_idx on app_user (account_id, name, id)`,
  `alter table app_user add constraint app_user_email_key unique (email_key)`,
  `alter table app_user add constraint app_user_role_check check (role in ('OWNER', 'ADMIN', 'ENGINEER', 'VIEWER'))`,
  `alter table app_user add constraint app_user_account_fk foreign key (account_id) references account (id)`,
  // Chains of refresh tokens.
  `create table refresh_token (
     account_id uuid not null,
     id uuid not null,
     user_id uuid not null,
     family_id uuid not null,
     token_hash text not null,
     created_at timestamptz(3) not null,
     expires_at timestamptz(3) not null,
     used_at timestamptz(3),
     revoked_at timestamptz(3),
     constraint refresh_token_pkey primary key (account_id, id)
   )`,
  `create index refresh_token_user_idx on refresh_token (account_id, user_id)`,
  `create index refresh_token_family_idx on refresh_token (account_id, family_id)`,
  `create index refresh_token_expiry_idx on refresh_token (expires_at)`,
  `alter table refresh_token add constraint refresh_token_hash_key unique (token_hash)`,
  `alter table refresh_token add constraint refresh_token_user_fk foreign key (account_id, user_id) references app_user (account_id, id) on delete cascade`,
  // Invitations.
  `create table invitation (
     account_id uuid not null,
     id uuid not null,
     email text not null,
     email_key text not null,
     role text not null,
     invited_by_id uuid not null,
     created_at timestamptz(3) not null,
     expires_at timestamptz(3) not null,
     accepted_at timestamptz(3),
     replaced_at timestamptz(3),
     constraint invitation_pkey primary key (account_id, id)
   )`,
  `create index invitation_email_idx on invitation (account_id, email_key)`,
  `alter table invitation add constraint invitation_role_check check (role in ('OWNER', 'ADMIN', 'ENGINEER', 'VIEWER'))`,
  `alter table invitation add constraint invitation_invited_by_fk foreign key (account_id, invited_by_id) references app_user (account_id, id)`,
  // Requests for a new password.
  `create table password_reset (
     account_id uuid not null,
     id uuid not null,
     user_id uuid not null,
     created_at timestamptz(3) not null,
     expires_at timestamptz(3) not null,
     used_at timestamptz(3),
     constraint password_reset_pkey primary key (account_id, id)
   )`,
  `create index password_reset_user_idx on password_reset (account_id, user_id)`,
  `alter table password_reset add constraint password_reset_user_fk foreign key (account_id, user_id) references app_user (account_id, id) on delete cascade`,
  // Keys under which a mutation was already carried out.
  `create table idempotency_record (
     account_id uuid not null,
     user_id uuid not null,
     key text not null,
     operation text not null,
     input_hash text not null,
     result_id uuid,
     created_at timestamptz(3) not null,
     constraint idempotency_record_pkey primary key (account_id, user_id, key)
   )`,
  `create index idempotency_record_created_idx on idempotency_record (created_at)`,
  `alter table idempotency_record add constraint idempotency_record_user_fk foreign key (account_id, user_id) references app_user (account_id, id) on delete cascade`,
  // The event log: what happened in an account, numbered without a gap.
  `create table account_event (
     account_id uuid not null,
     seq bigint not null,
     type text not null,
     payload jsonb not null,
     at timestamptz(3) not null,
     constraint account_event_pkey primary key (account_id, seq)
   )`,
  `create index account_event_at_idx on account_event (at)`,
  `alter table account_event add constraint account_event_account_fk foreign key (account_id) references account (id)`,
  // Decision trees with their drafts.
  `create table tree (
     account_id uuid not null,
     id uuid not null,
     title text not null,
     description text,
     category text,
     tags text[] not null,
     status text not null,
     revision integer not null,
     document jsonb not null,
     published_version_id uuid,
     created_by_id uuid not null,
     created_at timestamptz(3) not null,
     updated_at timestamptz(3) not null,
     deleted_at timestamptz(3),
     search_text text not null,
     search_vector tsvector generated always as (to_tsvector('simple'::regconfig, search_text) || to_tsvector('english'::regconfig, search_text)) stored,
     constraint tree_pkey primary key (account_id, id)
   )`,
  `create index tree_list_idx on tree (account_id, updated_at desc, id desc) where (deleted_at is null)`,
  `create index tree_category_idx on tree (account_id, category) where (deleted_at is null)`,
  `create index tree_tags_idx on tree using gin (tags)`,
  `create index tree_search_idx on tree using gin (search_vector)`,
  `alter table tree add constraint tree_status_check check (status in ('DRAFT', 'PUBLISHED', 'ARCHIVED'))`,
  `alter table tree add constraint tree_published_check check (status <> 'PUBLISHED' or published_version_id is not null)`,
  `alter table tree add constraint tree_created_by_fk foreign key (account_id, created_by_id) references app_user (account_id, id)`,
  // Published versions of trees, never changed.
  `create table tree_version (
     account_id uuid not null,
     id uuid not null,
     tree_id uuid not null,
     number integer not null,
     title text not null,
     document jsonb not null,
     change_note text,
     published_by_id uuid not null,
     published_at timestamptz(3) not null,
     constraint tree_version_pkey primary key (account_id, id)
   )`,
  `alter table tree_version add constraint tree_version_number_key unique (account_id, tree_id, number)`,
  `alter table tree_version add constraint tree_version_tree_fk foreign key (account_id, tree_id) references tree (account_id, id)`,
  `alter table tree_version add constraint tree_version_published_by_fk foreign key (account_id, published_by_id) references app_user (account_id, id)`,
  `alter table tree add constraint tree_published_version_fk foreign key (account_id, published_version_id) references tree_version (account_id, id)`,
  // Troubleshooting sessions.
  `create table session (
     account_id uuid not null,
     id uuid not null,
     problem text not null,
     client_name text,
     ticket_ref text,
     status text not null,
     outcome text,
     tree_id uuid,
     tree_version_id uuid,
     current_node_key text,
     engineer_id uuid not null,
     opened_by_id uuid not null,
     started_at timestamptz(3) not null,
     updated_at timestamptz(3) not null,
     completed_at timestamptz(3),
     summary text,
     active_seconds integer not null default 0,
     active_since timestamptz(3),
     search_text text not null,
     search_vector tsvector generated always as (to_tsvector('simple'::regconfig, search_text)) stored,
     constraint session_pkey primary key (account_id, id)
   )`,
  `create index session_list_idx on session (account_id, started_at desc, id desc)`,
  `create index session_mine_idx on session (account_id, engineer_id, started_at desc, id desc)`,
  `create index session_status_idx on session (account_id, status, started_at desc, id desc)`,
  `create index session_opened_idx on session (account_id, opened_by_id, started_at desc, id desc)`,
  `create index session_version_idx on session (account_id, tree_version_id)`,
  `create index session_search_idx on session using gin (search_vector)`,
  `alter table session add constraint session_status_check check (status in ('ACTIVE', 'PARKED', 'ESCALATED', 'COMPLETED'))`,
  `alter table session add constraint session_outcome_check check (outcome in ('RESOLVED', 'UNRESOLVED'))`,
  `alter table session add constraint session_completed_check check ((status = 'COMPLETED') = (completed_at is not null))`,
  `alter table session add constraint session_tree_fk foreign key (account_id, tree_id) references tree (account_id, id)`,
  `alter table session add constraint session_tree_version_fk foreign key (account_id, tree_version_id) references tree_version (account_id, id)`,
  `alter table session add constraint session_engineer_fk foreign key (account_id, engineer_id) references app_user (account_id, id)`,
  `alter table session add constraint session_opened_by_fk foreign key (account_id, opened_by_id) references app_user (account_id, id)`,
  // What happened in a session, step by step.
  `create table session_step (
     account_id uuid not null,
     id uuid not null,
     session_id uuid not null,
     "index" integer not null,
     kind text not null,
     node_key text,
     node_title text,
     branch text,
     note text,
     actor_id uuid not null,
     at timestamptz(3) not null,
     undone_at timestamptz(3),
     constraint session_step_pkey primary key (account_id, id)
   )`,
  `create unique index session_step_index_key on session_step (account_id, session_id, "index") where (undone_at is null)`,
  `alter table session_step add constraint session_step_kind_check check (kind in ('ANSWER', 'NOTE', 'HANDOFF', 'CLAIM', 'RETURN'))`,
  `alter table session_step add constraint session_step_session_fk foreign key (account_id, session_id) references session (account_id, id) on delete cascade`,
  `alter table session_step add constraint session_step_actor_fk foreign key (account_id, actor_id) references app_user (account_id, id)`,
  // Parked and escalated sessions.
  `create table handoff (
     account_id uuid not null,
     id uuid not null,
     session_id uuid not null,
     intent text not null,
     state text not null,
     priority text not null,
     priority_rank smallint not null,
     engineer_notes text not null,
     snapshot jsonb not null,
     created_by_id uuid not null,
     created_at timestamptz(3) not null,
     target_id uuid,
     claimed_by_id uuid,
     claimed_at timestamptz(3),
     closed_at timestamptz(3),
     close_reason text,
     constraint handoff_pkey primary key (account_id, id)
   )`,
  `create index handoff_queue_idx on handoff (account_id, priority_rank, created_at, id) where ((intent = 'ESCALATE'::text) and (state = 'OPEN'::text))`,
  `create index handoff_list_idx on handoff (account_id, created_at desc, id desc)`,
  `create index handoff_session_idx on handoff (account_id, session_id, created_at desc, id desc)`,
  `create index handoff_claimer_idx on handoff (account_id, claimed_by_id) where (state = 'CLAIMED'::text)`,
  `create unique index handoff_open_key on handoff (account_id, session_id) where (state = 'OPEN'::text)`,
  `alter table handoff add constraint handoff_intent_check check (intent in ('PARK', 'ESCALATE'))`,
  `alter table handoff add constraint handoff_state_check check (state in ('OPEN', 'CLAIMED', 'RETURNED', 'WITHDRAWN', 'RESOLVED'))`,
  `alter table handoff add constraint handoff_priority_check check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT'))`,
  `alter table handoff add constraint handoff_claimed_check check (state <> 'CLAIMED' or (claimed_by_id is not null and claimed_at is not null))`,
  `alter table handoff add constraint handoff_closed_check check ((state in ('OPEN', 'CLAIMED')) = (closed_at is null))`,
  `alter table handoff add constraint handoff_session_fk foreign key (account_id, session_id) references session (account_id, id)`,
  `alter table handoff add constraint handoff_created_by_fk foreign key (account_id, created_by_id) references app_user (account_id, id)`,
  `alter table handoff add constraint handoff_target_fk foreign key (account_id, target_id) references app_user (account_id, id)`,
  `alter table handoff add constraint handoff_claimed_by_fk foreign key (account_id, claimed_by_id) references app_user (account_id, id)`,
  // Counters of the rate limiter, as the library expects them. Only used with a server and without Redis.
  `create table rate_limit (
     key varchar(255) not null,
     points integer not null default 0,
     expire bigint,
     constraint rate_limit_pkey primary key (key)
   )`,
];
