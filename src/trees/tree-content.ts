import { rowBytes } from '../platform/quotas/quotas.ts';

/** What a tree, or a version of one, takes of an account's storage. */
export function bytesOfTree({ documentBytes }: { readonly documentBytes: number }): number {
  return rowBytes + documentBytes;
}

/** The same as the nightly recount finds it, for the account `account.id`. Deleted trees keep their rows. */
export const treeContent: readonly string[] = ['tree', 'tree_version'].map(
  table => `select sum(${rowBytes} + coalesce(document_bytes, pg_column_size(document)))
              from ${table} where ${table}.account_id = account.id`,
);
