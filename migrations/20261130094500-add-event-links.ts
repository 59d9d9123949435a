import { Migration } from '@mikro-orm/migrations';

/**
 * What ties each event to the one before it, so that a history that was lost and the one that took its place can be told
 * apart. The version before leaves both columns alone: its events have no link, and are believed without one. Neither
 * column makes the database write a table anew.
 */
export default class AddEventLinks extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  'alter table account_event add column link text',
  // The link of the account's newest event.
  `alter table account add column event_link text not null default '0000000000000000'`,
];
