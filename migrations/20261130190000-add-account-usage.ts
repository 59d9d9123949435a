import { Migration } from '@mikro-orm/migrations';

/**
 * What accounts store, and write within an hour, for their quotas. It begins empty: what was stored before is counted
 * the next night. A version from before counts nothing, and the night after finds what it has written.
 */
export default class AddAccountUsage extends Migration {
  override up(): void {
    this.addSql(`create table account_usage (
      account_id uuid not null,
      stored_bytes bigint not null default 0,
      hour timestamptz(3) not null,
      writes integer not null default 0,
      primary key (account_id)
    )`);
    this.addSql(
      'alter table account_usage add constraint account_usage_account_fk foreign key (account_id) references account (id)',
    );
  }
}
