import { Migration } from '@mikro-orm/migrations';

/**
 * Refresh tokens that exist now may be in a cookie without the `__Host-` prefix, and are still taken from it once. All
 * later ones are not: neither statement rewrites the table. A browser that the version before signs in over TLS during
 * the roll-out has to sign in once more.
 */
export default class MarkRefreshTokensOfOldCookies extends Migration {
  override up(): void {
    this.addSql('alter table refresh_token add column is_from_old_cookie boolean not null default true');
    this.addSql('alter table refresh_token alter column is_from_old_cookie set default false');
  }
}
