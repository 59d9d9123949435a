import { Migration } from '@mikro-orm/migrations';

/**
 * An address belongs to a person once they have confirmed it; until then any number of people may claim it. Addresses
 * from before count as confirmed: until now nobody else could have registered them.
 *
 * A version from before writes people without the moment: they confirm their address like all who are new. Building the
 * two indexes holds writes to `app_user` up meanwhile, some milliseconds for ten thousand people.
 */
export default class VerifyEmailAddresses extends Migration {
  override up(): void {
    this.addSql('alter table app_user add column email_verified_at timestamptz(3)');
    this.addSql('update app_user set email_verified_at = created_at');
    this.addSql('alter table app_user drop constraint app_user_email_key');
    this.addSql(
      'create unique index app_user_email_key on app_user (email_key) where (email_verified_at is not null)',
    );
    this.addSql('create index app_user_email_idx on app_user (email_key, created_at desc)');
  }
}
