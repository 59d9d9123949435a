import { type UserRow, userShape } from '../accounts/user-row.ts';
import type { RowShape } from '../platform/database/row-shape.ts';
import { type SessionRow, sessionShape } from '../sessions/session-row.ts';
import type { Handoff } from './handoff.entity.ts';
import type { ReadSnapshot } from './handoff-snapshot.ts';

/** A handoff as it is read: a row with what was selected, or the entity. Moments of a row are milliseconds. */
export interface HandoffRow
  extends Pick<
    Handoff,
    'id' | 'sessionId' | 'intent' | 'state' | 'priority' | 'priorityRank' | 'engineerNotes' | 'createdById'
  > {
  /** Where it was selected, and of it what was. */
  readonly snapshot?: ReadSnapshot;
  readonly targetId?: string | null;
  readonly claimedById?: string | null;
  readonly closeReason?: string | null;
  readonly createdAt: Date | number;
  readonly claimedAt?: Date | number | null;
  readonly closedAt?: Date | number | null;
  readonly session?: SessionRow;
  readonly createdBy?: UserRow;
  readonly target?: UserRow | null;
  readonly claimedBy?: UserRow | null;
}

export const handoffShape: RowShape = {
  table: 'handoff',
  columns: {
    id: 'id',
    sessionId: 'session_id',
    intent: 'intent',
    state: 'state',
    priority: 'priority',
    priorityRank: 'priority_rank',
    engineerNotes: 'engineer_notes',
    snapshot: 'snapshot',
    createdById: 'created_by_id',
    createdAt: 'created_at',
    targetId: 'target_id',
    claimedById: 'claimed_by_id',
    claimedAt: 'claimed_at',
    closedAt: 'closed_at',
    closeReason: 'close_reason',
  },
  moments: ['createdAt', 'claimedAt', 'closedAt'],
  always: ['id'],
  sortKeys: ['priorityRank', 'createdAt'],
  large: { snapshot: { sizeColumn: 'snapshot_bytes' }, engineerNotes: 'text', closeReason: 'text' },
  parts: {
    snapshot: {
      lacks: ['steps', 'currentNode'],
      column: 'snapshot_facts',
      fromWhole: `(? - 'steps' - 'currentNode') || jsonb_build_object('stepCount', jsonb_array_length(? -> 'steps'))`,
    },
  },
  fields: {},
  related: {
    session: { key: 'sessionId', shape: sessionShape },
    createdBy: { key: 'createdById', shape: userShape },
    target: { key: 'targetId', shape: userShape },
    claimedBy: { key: 'claimedById', shape: userShape },
  },
};

/** With what it depends on whether somebody may see a handoff that they have the id of. */
export const handoffWithFacts: RowShape = {
  ...handoffShape,
  always: [...handoffShape.always, 'intent', 'createdById'],
  related: { ...handoffShape.related, session: { key: 'sessionId', shape: sessionShape, always: true } },
};
