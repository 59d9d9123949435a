import { Migration } from '@mikro-orm/migrations';

/**
 * The ticket system of an account, and the notes that go to its tickets. Two new tables that the version before does
 * not know; while it runs beside this one, the facts that it hands over itself make no notes.
 */
export default class AddTicketSystems extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // At most one for an account. What is secret about it is sealed.
  `create table ticket_system (
     account_id uuid not null,
     id uuid not null,
     kind text not null,
     base_url text not null,
     company text not null,
     public_key text not null,
     credentials text not null,
     post_on_escalation boolean not null,
     post_on_return boolean not null,
     post_on_completion boolean not null,
     external_notes boolean not null,
     state text not null,
     last_error text,
     failing_since timestamptz(3),
     last_success_at timestamptz(3),
     created_at timestamptz(3) not null,
     updated_at timestamptz(3) not null,
     constraint ticket_system_pkey primary key (account_id, id)
   )`,
  `alter table ticket_system add constraint ticket_system_account_key unique (account_id)`,
  `alter table ticket_system add constraint ticket_system_kind_check check (kind in ('CONNECTWISE'))`,
  `alter table ticket_system add constraint ticket_system_state_check check (state in ('OK', 'FAILING'))`,
  `alter table ticket_system add constraint ticket_system_failing_check check ((state = 'FAILING') = (failing_since is not null))`,
  `alter table ticket_system add constraint ticket_system_account_fk foreign key (account_id) references account (id)`,
  // Notes, whether they were sent or not. The record stays when the ticket system is disconnected.
  `create table ticket_note (
     account_id uuid not null,
     id uuid not null,
     session_id uuid not null,
     handoff_id uuid,
     kind text not null,
     is_internal boolean not null,
     state text not null,
     skip_reason text,
     ticket_number text,
     attempts integer not null default 0,
     attempts_before_retry integer not null default 0,
     retry_at timestamptz(3),
     taken_by uuid,
     taken_at timestamptz(3),
     last_error text,
     external_note_id text,
     masked_count integer not null default 0,
     may_be_at text[] not null default '{}',
     requested_by_id uuid,
     created_at timestamptz(3) not null,
     queued_at timestamptz(3) not null,
     sent_at timestamptz(3),
     constraint ticket_note_pkey primary key (account_id, id)
   )`,
  `create unique index ticket_note_handoff_key on ticket_note (account_id, handoff_id, kind) where (kind <> 'MANUAL')`,
  `create unique index ticket_note_completion_key on ticket_note (account_id, session_id) where (kind = 'COMPLETED')`,
  `create index ticket_note_handoff_idx on ticket_note (account_id, handoff_id)`,
  `create index ticket_note_session_idx on ticket_note (account_id, session_id)`,
  `create index ticket_note_line_idx on ticket_note (account_id, ticket_number, queued_at, id) where (state in ('PENDING', 'SENDING'))`,
  `alter table ticket_note add constraint ticket_note_kind_check check (kind in ('ESCALATED', 'RETURNED', 'COMPLETED', 'MANUAL'))`,
  `alter table ticket_note add constraint ticket_note_state_check check (state in ('PENDING', 'SENDING', 'SENT', 'FAILED', 'SKIPPED'))`,
  `alter table ticket_note add constraint ticket_note_skip_check check ((state = 'SKIPPED') = (skip_reason is not null))`,
  `alter table ticket_note add constraint ticket_note_sent_check check ((state = 'SENT') = (sent_at is not null and external_note_id is not null))`,
  `alter table ticket_note add constraint ticket_note_ticket_check check (state = 'SKIPPED' or ticket_number is not null)`,
  `alter table ticket_note add constraint ticket_note_session_fk foreign key (account_id, session_id) references session (account_id, id) on delete cascade`,
  `alter table ticket_note add constraint ticket_note_handoff_fk foreign key (account_id, handoff_id) references handoff (account_id, id) on delete cascade`,
  `alter table ticket_note add constraint ticket_note_requested_by_fk foreign key (account_id, requested_by_id) references app_user (account_id, id)`,
];
