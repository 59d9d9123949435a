import { Migration } from '@mikro-orm/migrations';

/**
 * Webhooks: where an account wants to be told of its escalations, and what was sent there. Two new tables that the
 * version before does not know and that nothing in it depends on.
 */
export default class AddWebhooks extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // Addresses and secrets are sealed: a copy of the database alone tells nobody where to send, or how to sign.
  `create table webhook_endpoint (
     account_id uuid not null,
     id uuid not null,
     name text not null,
     url text not null,
     format text not null,
     event_types text[] not null,
     secret text,
     previous_secret text,
     previous_secret_expires_at timestamptz(3),
     state text not null,
     disabled_reason text,
     failing_since timestamptz(3),
     warned_at timestamptz(3),
     created_by_id uuid not null,
     created_at timestamptz(3) not null,
     updated_at timestamptz(3) not null,
     constraint webhook_endpoint_pkey primary key (account_id, id)
   )`,
  `alter table webhook_endpoint add constraint webhook_endpoint_format_check check (format in ('EVENT', 'SLACK', 'TEAMS'))`,
  `alter table webhook_endpoint add constraint webhook_endpoint_state_check check (state in ('ENABLED', 'DISABLED'))`,
  // Events are signed; messages to a chat are let in by their address.
  `alter table webhook_endpoint add constraint webhook_endpoint_secret_check check ((format = 'EVENT') = (secret is not null))`,
  `alter table webhook_endpoint add constraint webhook_endpoint_previous_check check ((previous_secret is null) = (previous_secret_expires_at is null))`,
  `alter table webhook_endpoint add constraint webhook_endpoint_created_by_fk foreign key (account_id, created_by_id) references app_user (account_id, id)`,
  // One row for each message to an endpoint. The body is kept as it was signed; the message is the id that the
  // receiver knows, the same for a replay as for the first.
  `create table webhook_delivery (
     account_id uuid not null,
     id uuid not null,
     endpoint_id uuid not null,
     message uuid not null,
     replay_of_id uuid,
     event_id uuid,
     handoff_id uuid,
     event_type text not null,
     body text not null,
     state text not null,
     attempts integer not null,
     next_attempt_at timestamptz(3),
     attempted_at timestamptz(3),
     sent_at timestamptz(3),
     response_status integer,
     response_excerpt text,
     last_error text,
     created_at timestamptz(3) not null,
     constraint webhook_delivery_pkey primary key (account_id, id)
   )`,
  // An event is followed again after a crash; a replay names none.
  `create unique index webhook_delivery_event_key on webhook_delivery (account_id, endpoint_id, event_id)`,
  `create index webhook_delivery_list_idx on webhook_delivery (account_id, endpoint_id, id desc)`,
  // What waits for an endpoint is sent oldest first.
  `create index webhook_delivery_waiting_idx on webhook_delivery (account_id, endpoint_id, id) where (state = 'PENDING')`,
  `create index webhook_delivery_replay_idx on webhook_delivery (account_id, replay_of_id) where (replay_of_id is not null)`,
  `create index webhook_delivery_created_idx on webhook_delivery (created_at)`,
  `alter table webhook_delivery add constraint webhook_delivery_state_check check (state in ('PENDING', 'SENDING', 'SENT', 'FAILED', 'CANCELLED'))`,
  `alter table webhook_delivery add constraint webhook_delivery_endpoint_fk foreign key (account_id, endpoint_id) references webhook_endpoint (account_id, id) on delete cascade`,
  `alter table webhook_delivery add constraint webhook_delivery_handoff_fk foreign key (account_id, handoff_id) references handoff (account_id, id) on delete cascade`,
  `alter table webhook_delivery add constraint webhook_delivery_replay_of_fk foreign key (account_id, replay_of_id) references webhook_delivery (account_id, id) on delete set null (replay_of_id)`,
];
