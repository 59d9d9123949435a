import { Migration } from '@mikro-orm/migrations';

/**
 * The reach ledger: who was to hear of an escalation, by which channel, and what became of it; with what it is decided
 * by (preferences), what holds mails together (digests), and what must happen once (alarms, rounds after a release).
 *
 * New tables alone: the version before writes and reads none of them. Mails whose jobs it has left get their rows when
 * they are sent.
 */
export default class AddReachLedger extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // Several mails to one person that became one. Closed when it is sent: nothing joins it after that.
  `create table mail_digest (
     account_id uuid not null,
     id uuid not null,
     user_id uuid not null,
     due_at timestamptz(3) not null,
     created_at timestamptz(3) not null,
     closed_at timestamptz(3),
     constraint mail_digest_pkey primary key (account_id, id)
   )`,
  `create unique index mail_digest_open_key on mail_digest (account_id, user_id) where (closed_at is null)`,
  `create index mail_digest_user_idx on mail_digest (account_id, user_id, created_at)`,
  `alter table mail_digest add constraint mail_digest_user_fk foreign key (account_id, user_id) references app_user (account_id, id) on delete cascade`,
  // The ledger. A row is written up to three times, and none of what changes is in an index: there is room on the page.
  `create table delivery (
     account_id uuid not null,
     id uuid not null,
     handoff_id uuid not null,
     user_id uuid,
     endpoint_id uuid,
     channel text not null,
     round integer not null,
     state text not null,
     skip_reason text,
     digest_id uuid,
     attempts integer not null default 0,
     last_error text,
     message_id text,
     server_wait text,
     created_at timestamptz(3) not null,
     sent_at timestamptz(3),
     updated_at timestamptz(3) not null,
     constraint delivery_pkey primary key (account_id, id)
   ) with (fillfactor = 75)`,
  `alter table delivery add constraint delivery_recipient_key unique nulls not distinct (account_id, handoff_id, user_id, endpoint_id, channel, round)`,
  `create index delivery_mail_idx on delivery (account_id, user_id, created_at) where ((channel = 'MAIL'::text) and (skip_reason is null))`,
  `create index delivery_digest_idx on delivery (account_id, digest_id) where (digest_id is not null)`,
  `create index delivery_created_idx on delivery (created_at)`,
  // Empty, but for outages of the mail server.
  `create index delivery_waiting_idx on delivery (account_id, user_id, created_at) where (server_wait = 'WAITING'::text)`,
  `alter table delivery add constraint delivery_channel_check check (channel in ('MAIL', 'IN_APP', 'WEBHOOK'))`,
  `alter table delivery add constraint delivery_state_check check (state in ('PENDING', 'SENDING', 'SENT', 'FAILED', 'SKIPPED', 'CANCELLED'))`,
  `alter table delivery add constraint delivery_server_wait_check check (server_wait in ('WAITING', 'TAKEN'))`,
  `alter table delivery add constraint delivery_skip_reason_check check (skip_reason in ('MAKER', 'VIEWER', 'DEACTIVATED', 'MUTED', 'NO_ADDRESS', 'QUIET_HOURS', 'THROTTLED', 'ALREADY_CLAIMED', 'WATCHING', 'NOT_TARGETED'))`,
  `alter table delivery add constraint delivery_skipped_check check ((state = 'SKIPPED') = (skip_reason is not null))`,
  `alter table delivery add constraint delivery_sent_check check (state <> 'SENT' or sent_at is not null)`,
  `alter table delivery add constraint delivery_recipient_check check ((user_id is null) <> (endpoint_id is null))`,
  `alter table delivery add constraint delivery_error_check check (length(last_error) <= 1000)`,
  `alter table delivery add constraint delivery_handoff_fk foreign key (account_id, handoff_id) references handoff (account_id, id) on delete cascade`,
  `alter table delivery add constraint delivery_user_fk foreign key (account_id, user_id) references app_user (account_id, id) on delete cascade`,
  `alter table delivery add constraint delivery_digest_fk foreign key (account_id, digest_id) references mail_digest (account_id, id)`,
  // Escalations that reached nobody: a row is made once, and whoever makes it raises the alarm.
  `create table unreached_escalation (
     account_id uuid not null,
     handoff_id uuid not null,
     at timestamptz(3) not null,
     constraint unreached_escalation_pkey primary key (account_id, handoff_id)
   )`,
  `alter table unreached_escalation add constraint unreached_escalation_handoff_fk foreign key (account_id, handoff_id) references handoff (account_id, id) on delete cascade`,
  // The number of the round in which people hear of a release, by the event: the same one however often it is followed.
  `create table release_round (
     account_id uuid not null,
     event_id uuid not null,
     handoff_id uuid not null,
     round integer not null,
     constraint release_round_pkey primary key (account_id, event_id)
   )`,
  `alter table release_round add constraint release_round_key unique (account_id, handoff_id, round)`,
  `alter table release_round add constraint release_round_handoff_fk foreign key (account_id, handoff_id) references handoff (account_id, id) on delete cascade`,
  // What people want to be told. Whoever has no row has said nothing, and is told everything.
  `create table notification_preference (
     account_id uuid not null,
     user_id uuid not null,
     mail boolean not null,
     in_app boolean not null,
     mail_when_taken boolean not null,
     only_targeted boolean not null,
     quiet_start text,
     quiet_end text,
     quiet_time_zone text,
     mute_until timestamptz(3),
     updated_at timestamptz(3) not null,
     constraint notification_preference_pkey primary key (account_id, user_id)
   )`,
  `alter table notification_preference add constraint notification_preference_quiet_check check ((quiet_start is null) = (quiet_end is null) and (quiet_start is null) = (quiet_time_zone is null))`,
  `alter table notification_preference add constraint notification_preference_user_fk foreign key (account_id, user_id) references app_user (account_id, id) on delete cascade`,
];
