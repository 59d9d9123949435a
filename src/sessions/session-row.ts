import { type UserRow, userShape } from '../accounts/user-row.ts';
import type { RowShape } from '../platform/database/row-shape.ts';
import type { Session } from './session.entity.ts';

/** A session as it is read: a row with what was selected, or the entity. Moments of a row are milliseconds. */
export interface SessionRow
  extends Pick<
    Session,
    | 'id'
    | 'problem'
    | 'clientName'
    | 'ticketRef'
    | 'status'
    | 'outcome'
    | 'treeId'
    | 'treeVersionId'
    | 'currentNodeKey'
    | 'engineerId'
    | 'openedById'
    | 'summary'
    | 'activeSeconds'
  > {
  readonly startedAt: Date | number;
  readonly completedAt?: Date | number | null;
  readonly activeSince?: Date | number | null;
  readonly engineer?: UserRow;
  readonly openedBy?: UserRow;
}

export const sessionShape: RowShape = {
  table: 'session',
  columns: {
    id: 'id',
    problem: 'problem',
    clientName: 'client_name',
    ticketRef: 'ticket_ref',
    status: 'status',
    outcome: 'outcome',
    treeId: 'tree_id',
    treeVersionId: 'tree_version_id',
    currentNodeKey: 'current_node_key',
    engineerId: 'engineer_id',
    openedById: 'opened_by_id',
    startedAt: 'started_at',
    completedAt: 'completed_at',
    summary: 'summary',
    activeSeconds: 'active_seconds',
    activeSince: 'active_since',
  },
  moments: ['startedAt', 'completedAt', 'activeSince'],
  always: ['id', 'status'],
  sortKeys: ['startedAt'],
  large: { summary: 'text' },
  fields: {
    tree: ['treeId'],
    treeVersion: ['treeVersionId'],
    currentNode: ['treeVersionId', 'currentNodeKey'],
    transcript: [
      'startedAt',
      'problem',
      'clientName',
      'ticketRef',
      'outcome',
      'treeVersionId',
      'engineerId',
      'completedAt',
      'summary',
      'activeSeconds',
      'activeSince',
    ],
  },
  related: {
    engineer: { key: 'engineerId', shape: userShape },
    openedBy: { key: 'openedById', shape: userShape },
  },
};
