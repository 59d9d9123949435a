import { Migration } from '@mikro-orm/migrations';

/**
 * How large documents and snapshots are, so that a request that would read too much is refused before they are read.
 * JSON has no size that the database knows without reading it. And what lists show of a snapshot, so that a queue can be
 * read however long its snapshots are. Rows from before, and those of a version from before, have none of it: it is found
 * when they are read.
 */
export default class MeasureLargeContent extends Migration {
  override up(): void {
    this.addSql('alter table handoff add column snapshot_bytes integer, add column snapshot_facts jsonb');
    this.addSql('alter table tree add column document_bytes integer');
    this.addSql('alter table tree_version add column document_bytes integer');
  }
}
