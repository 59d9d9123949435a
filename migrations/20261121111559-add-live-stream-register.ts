import { Migration } from '@mikro-orm/migrations';

/**
 * The register of open live streams, so that every replica can say who listens, wherever they are connected. Two new
 * tables that the version before does not know: replicas of both versions run side by side, and those of the older one
 * are not listed.
 *
 * Unlogged: what is in there is true only as long as the replicas live that wrote it, and they write it again when it
 * is gone. After a crash of the database, PostgreSQL empties both tables, and ten thousand dashboards that come back
 * within a second put no load on the write-ahead log.
 */
export default class AddLiveStreamRegister extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // Replicas that have streams, and when they were last heard of, by the clock of the database.
  `create unlogged table live_replica (
     id uuid not null,
     seen_at timestamptz(3) not null,
     constraint live_replica_pkey primary key (id)
   )`,
  // Open streams. The position is null for those that are up to date, which spares a write for every event.
  `create unlogged table live_stream (
     account_id uuid not null,
     id uuid not null,
     user_id uuid not null,
     replica_id uuid not null,
     opened_at timestamptz(3) not null,
     position bigint,
     constraint live_stream_pkey primary key (account_id, id)
   )`,
  `create index live_stream_replica_idx on live_stream (replica_id)`,
  `create index live_stream_user_idx on live_stream (account_id, user_id)`,
  `alter table live_stream add constraint live_stream_user_fk foreign key (account_id, user_id) references app_user (account_id, id) on delete cascade`,
  // What a replica has written goes with it.
  `alter table live_stream add constraint live_stream_replica_fk foreign key (replica_id) references live_replica (id) on delete cascade`,
];
