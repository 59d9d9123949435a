import type { Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';
import { bytesOfHandoff } from './handoff-content.ts';
import type { HandoffIntent, HandoffState } from './handoff-lifecycle.ts';
import { factsOf, type HandoffSnapshot } from './handoff-snapshot.ts';
import type { Priority } from './priority.ts';

export interface NewHandoff {
  readonly accountId: Uuid;
  readonly id: Uuid;
  readonly sessionId: Uuid;
  readonly intent: HandoffIntent;
  readonly state: HandoffState;
  readonly priority: Priority;
  readonly priorityRank: number;
  readonly engineerNotes: string;
  readonly snapshot: HandoffSnapshot;
  readonly createdById: Uuid;
  readonly createdAt: Date;
  readonly targetId: Uuid | null;
}

const insertSql = prepared(
  `insert into handoff (account_id, id, session_id, intent, state, priority, priority_rank, engineer_notes, snapshot,
          snapshot_bytes, snapshot_facts, created_by_id, created_at, target_id)
   values ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7::smallint, $8, $9::jsonb, $10::int, $11::jsonb, $12::uuid,
          $13::timestamptz, $14::uuid)`,
);

/**
 * Adds a handoff without waiting for the database.
 * @throws QUOTA_REACHED when the account stores twice as much as it may
 */
export function insertHandoff({ pipeline, addContent }: TransactionScope, handoff: NewHandoff): void {
  const { accountId, id, sessionId, intent, state, priority, priorityRank, engineerNotes } = handoff;
  const facts = [accountId, id, sessionId, intent, state, priority, priorityRank, engineerNotes];
  const { snapshot, createdById, createdAt, targetId } = handoff;
  const written = JSON.stringify(snapshot);
  addContent('HANDOFF', bytesOfHandoff(engineerNotes, written));
  const content = [written, Buffer.byteLength(written), JSON.stringify(factsOf(snapshot))];
  const origin = [createdById, createdAt.toISOString(), targetId];
  pipeline.send({ sql: insertSql, params: [...facts, ...content, ...origin] });
}
