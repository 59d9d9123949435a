import type { RowShape } from '../platform/database/row-shape.ts';
import type { User } from './user.entity.ts';

/** A person as they are read: a row with what was selected, or the entity. */
export type UserRow = Pick<User, 'id' | 'accountId' | 'name' | 'email' | 'role' | 'isActive'> & {
  readonly emailVerifiedAt?: Date | number | null;
};

export const userShape: RowShape = {
  table: 'app_user',
  columns: {
    id: 'id',
    accountId: 'account_id',
    name: 'name',
    email: 'email',
    emailVerifiedAt: 'email_verified_at',
    role: 'role',
    isActive: 'is_active',
  },
  moments: ['emailVerifiedAt'],
  always: ['id'],
  sortKeys: ['name'],
  fields: { account: ['accountId'] },
  related: {},
};
