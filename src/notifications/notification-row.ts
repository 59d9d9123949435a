import { type UserRow, userShape } from '../accounts/user-row.ts';
import { type HandoffRow, handoffShape } from '../handoffs/handoff-row.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { RowShape } from '../platform/database/row-shape.ts';
import type { NotificationKind } from './notification-lines.ts';

/** A line in the product as it is read, with what was selected of it. Moments are milliseconds. */
export interface NotificationRow {
  readonly id: Uuid;
  readonly kind: NotificationKind;
  readonly handoffId: Uuid;
  readonly actorId?: Uuid | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly readAt?: number | null;
  readonly handoff?: HandoffRow;
  readonly actor?: UserRow | null;
}

export const notificationShape: RowShape = {
  table: 'notification',
  columns: {
    id: 'id',
    kind: 'kind',
    handoffId: 'handoff_id',
    actorId: 'actor_id',
    facts: 'facts',
    createdAt: 'created_at',
    readAt: 'read_at',
  },
  moments: ['createdAt', 'readAt'],
  always: ['id'],
  sortKeys: ['createdAt'],
  fields: { text: ['kind', 'facts'] },
  related: {
    handoff: { key: 'handoffId', shape: handoffShape },
    actor: { key: 'actorId', shape: userShape },
  },
};
