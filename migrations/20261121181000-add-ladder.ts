import { Migration } from '@mikro-orm/migrations';

/**
 * The ladder: whom to notify again when nobody claims an escalation, and when. New tables that the version before does
 * not know. An escalation that its replicas make while both run side by side gets no ladder from them; it gets one when
 * it is claimed or released under this version.
 */
export default class AddLadder extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // The account's policy. Accounts without a row have the defaults of the program.
  `create table ladder_policy (
     account_id uuid not null,
     rungs jsonb not null,
     claim_reminder_minutes integer,
     claim_release_minutes integer,
     updated_at timestamptz(3) not null,
     updated_by_id uuid not null,
     constraint ladder_policy_pkey primary key (account_id)
   )`,
  `alter table ladder_policy add constraint ladder_policy_release_check check (claim_release_minutes is null or claim_reminder_minutes is not null)`,
  `alter table ladder_policy add constraint ladder_policy_account_fk foreign key (account_id) references account (id)`,
  `alter table ladder_policy add constraint ladder_policy_updated_by_fk foreign key (account_id, updated_by_id) references app_user (account_id, id)`,
  // The people of its second line.
  `create table ladder_second_line (
     account_id uuid not null,
     user_id uuid not null,
     constraint ladder_second_line_pkey primary key (account_id, user_id)
   )`,
  `alter table ladder_second_line add constraint ladder_second_line_user_fk foreign key (account_id, user_id) references app_user (account_id, id) on delete cascade`,
  // What was replaced, and until when it held: an escalation gets its ladder after the commit, by the policy of then.
  `create table ladder_policy_past (
     account_id uuid not null,
     until timestamptz(3) not null,
     policy jsonb not null,
     constraint ladder_policy_past_pkey primary key (account_id, until)
   )`,
  `alter table ladder_policy_past add constraint ladder_policy_past_account_fk foreign key (account_id) references account (id)`,
  // Where each escalation stands: the definition as it was when it was made, the climb, and the claim that is watched.
  `create table handoff_ladder (
     account_id uuid not null,
     handoff_id uuid not null,
     definition jsonb not null,
     run integer not null,
     rung integer not null,
     started_at timestamptz(3) not null,
     next_at timestamptz(3),
     restarted_by uuid[] not null,
     claimed_at timestamptz(3),
     reminded_at timestamptz(3),
     constraint handoff_ladder_pkey primary key (account_id, handoff_id)
   )`,
  `alter table handoff_ladder add constraint handoff_ladder_run_check check (run >= 1)`,
  `alter table handoff_ladder add constraint handoff_ladder_rung_check check (rung >= 0)`,
  `alter table handoff_ladder add constraint handoff_ladder_handoff_fk foreign key (account_id, handoff_id) references handoff (account_id, id) on delete cascade`,
];
