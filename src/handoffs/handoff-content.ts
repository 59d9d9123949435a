import { rowBytes } from '../platform/quotas/quotas.ts';

/**
 * What a handoff takes of an account's storage.
 * @param snapshot as JSON
 */
export function bytesOfHandoff(engineerNotes: string, snapshot: string): number {
  return rowBytes + Buffer.byteLength(engineerNotes) + Buffer.byteLength(snapshot);
}

/** The same as the nightly recount finds it, for the account `account.id`. */
export const handoffContent = `
  select sum(${rowBytes} + octet_length(engineer_notes) + coalesce(snapshot_bytes, pg_column_size(snapshot)))
    from handoff where handoff.account_id = account.id`;
