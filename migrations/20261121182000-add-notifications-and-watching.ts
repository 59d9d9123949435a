import { Migration } from '@mikro-orm/migrations';

/**
 * What people are told in the product, and who is reading an escalation at this moment. Two new tables that the version
 * before knows nothing of; as long as its replicas run beside those of this one, they make no lines.
 */
export default class AddNotificationsAndWatching extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // Lines for one person each. `occasion` is the fact that a line was made for: the same one makes no second line.
  `create table notification (
     account_id uuid not null,
     id uuid not null,
     user_id uuid not null,
     handoff_id uuid not null,
     kind text not null,
     occasion uuid not null,
     actor_id uuid,
     facts jsonb not null,
     created_at timestamptz(3) not null,
     read_at timestamptz(3),
     constraint notification_pkey primary key (account_id, id)
   )`,
  // Its beginning also finds those who had the first line of a handoff.
  `alter table notification add constraint notification_occasion_key unique (account_id, handoff_id, kind, user_id, occasion)`,
  `create index notification_list_idx on notification (account_id, user_id, created_at desc, id desc)`,
  `create index notification_unread_idx on notification (account_id, user_id, created_at desc, id desc) where (read_at is null)`,
  // Rows come in nearly the order of their time, so the smallest of indexes finds the old ones.
  `create index notification_created_idx on notification using brin (created_at)`,
  `alter table notification add constraint notification_kind_check check (kind in ('ESCALATION_CREATED', 'ESCALATION_TARGETED', 'ESCALATION_REPEATED', 'ESCALATION_TAKEN', 'ESCALATION_CLAIMED', 'ESCALATION_RELEASED', 'ESCALATION_RETURNED', 'ESCALATION_WITHDRAWN', 'ESCALATION_RESOLVED'))`,
  `alter table notification add constraint notification_user_fk foreign key (account_id, user_id) references app_user (account_id, id) on delete cascade`,
  `alter table notification add constraint notification_handoff_fk foreign key (account_id, handoff_id) references handoff (account_id, id) on delete cascade`,
  `alter table notification add constraint notification_actor_fk foreign key (account_id, actor_id) references app_user (account_id, id)`,
  // Who is reading what. Unlogged: a row is worth 40 seconds, and clients write it again before they are over. `visit`
  // is new whenever somebody begins to read, and stays while they go on.
  `create unlogged table handoff_watch (
     account_id uuid not null,
     handoff_id uuid not null,
     user_id uuid not null,
     visit uuid not null,
     since timestamptz(3) not null,
     until timestamptz(3) not null,
     constraint handoff_watch_pkey primary key (account_id, handoff_id, user_id)
   )`,
  `create index handoff_watch_user_idx on handoff_watch (account_id, user_id)`,
  `create index handoff_watch_until_idx on handoff_watch (until)`,
  `alter table handoff_watch add constraint handoff_watch_handoff_fk foreign key (account_id, handoff_id) references handoff (account_id, id) on delete cascade`,
  `alter table handoff_watch add constraint handoff_watch_user_fk foreign key (account_id, user_id) references app_user (account_id, id) on delete cascade`,
];
