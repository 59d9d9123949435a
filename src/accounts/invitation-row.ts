import type { RowShape } from '../platform/database/row-shape.ts';
import type { Invitation } from './invitation.entity.ts';
import { type UserRow, userShape } from './user-row.ts';

/** An invitation as it is read: a row with what was selected, or the entity. */
export interface InvitationRow
  extends Pick<Invitation, 'id' | 'accountId' | 'email' | 'role' | 'invitedById'> {
  readonly createdAt: Date | number;
  readonly expiresAt: Date | number;
  readonly invitedBy?: UserRow;
}

export const invitationShape: RowShape = {
  table: 'invitation',
  columns: {
    id: 'id',
    accountId: 'account_id',
    email: 'email',
    role: 'role',
    invitedById: 'invited_by_id',
    createdAt: 'created_at',
    expiresAt: 'expires_at',
  },
  moments: ['createdAt', 'expiresAt'],
  always: ['id'],
  sortKeys: ['createdAt'],
  fields: { acceptUrl: ['accountId'] },
  related: { invitedBy: { key: 'invitedById', shape: userShape } },
};
