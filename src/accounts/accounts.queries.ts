import type { SqlEntityManager } from '@mikro-orm/sql';
import { assertCan } from '../kernel/capabilities.ts';
import { notFound } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { parseOptionalLine } from '../kernel/input.ts';
import { limits } from '../kernel/limits.ts';
import type { Selection } from '../kernel/selection.ts';
import { roles } from '../kernel/viewer.ts';
import {
  type Condition,
  type Page,
  type PageRequest,
  readPage,
  type Sort,
} from '../platform/database/pages.ts';
import type { Scope } from '../platform/database/scope.ts';
import type { Usage } from '../platform/quotas/quotas.ts';
import { Account } from './account.entity.ts';
import { type InvitationRow, invitationShape } from './invitation-row.ts';
import { canInvite } from './people.policy.ts';
import { User } from './user.entity.ts';
import { type UserRow, userShape } from './user-row.ts';

const byName: Sort<UserRow> = {
  properties: [
    { property: 'name', type: 'text' },
    { property: 'id', type: 'id' },
  ],
  direction: 'asc',
};

/** The people of the viewer's account by name; `search` looks for a part of a name or address. */
export async function listUsers(
  scope: Scope,
  filter: { search?: string | null },
  page: PageRequest,
  selection: Selection,
): Promise<Page<UserRow>> {
  const { viewer } = scope;
  assertCan(viewer, 'READ_PEOPLE');
  const search = parseOptionalLine(filter.search, { field: 'search', max: limits.searchCharsMax });
  const where: Condition[] = [];
  if (search !== null) {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    where.push({ sql: '(t.name ilike ? or t.email ilike ?)', values: [pattern, pattern] });
  }
  return await readPage(scope, viewer.accountId, { shape: userShape, sort: byName, where }, page, selection);
}

const newestFirst: Sort<InvitationRow> = {
  properties: [
    { property: 'createdAt', type: 'moment' },
    { property: 'id', type: 'id' },
  ],
  direction: 'desc',
};

/**
 * The invitations that can still be accepted, the newest first. Their links give away seats: whoever may not invite an
 * owner is not shown such a link either.
 */
export async function listInvitations(
  scope: Scope,
  page: PageRequest,
  selection: Selection,
): Promise<Page<InvitationRow>> {
  const { viewer, clock } = scope;
  assertCan(viewer, 'INVITE_PEOPLE');
  const where: Condition[] = [
    {
      sql: 't.accepted_at is null and t.replaced_at is null and t.expires_at > ?',
      values: [clock.now().toISOString()],
    },
    {
      sql: 't.role = any(?::text[])',
      values: [`{${roles.filter(role => canInvite(viewer, role)).join(',')}}`],
    },
  ];
  const list = { shape: invitationShape, sort: newestFirst, where };
  return await readPage(scope, viewer.accountId, list, page, selection);
}

/** People by id, in the order of the ids; an Error in the place of one that is not of this account. */
export async function loadUsers(scope: Scope, ids: readonly Uuid[]): Promise<(User | Error)[]> {
  const found = await scope.em.find(User, { id: { $in: [...ids] } });
  const byId = new Map(found.map(user => [user.id, user]));
  return ids.map(id => byId.get(id) ?? notFound('The person'));
}

/** The accounts of people who are already known to the viewer. */
export async function findAccounts(em: SqlEntityManager, ids: readonly Uuid[]): Promise<(Account | Error)[]> {
  const found = await em.find(Account, { id: { $in: [...ids] } });
  const byId = new Map(found.map(account => [account.id, account]));
  return ids.map(id => byId.get(id) ?? notFound('The account'));
}

/** Accounts by id: the viewer's own, and an Error for any other. */
export async function loadAccounts(scope: Scope, ids: readonly Uuid[]): Promise<(Account | Error)[]> {
  const own = await scope.em.findOne(Account, { id: scope.viewer.accountId });
  return ids.map(id => (own !== null && own.id === id ? own : notFound('The account')));
}

/** What the account has used of what it may store and write; null where there is no quota. */
export interface AccountUsageFacts extends Usage {
  readonly storedBytesMax: number | null;
  readonly writesPerHourMax: number | null;
}

/** How much of its quotas the viewer's account has used. */
export async function readUsage({ viewer, quotas }: Scope): Promise<AccountUsageFacts> {
  assertCan(viewer, 'READ_USAGE');
  const { storedBytesMax, writesPerHourMax } = quotas.limits;
  return {
    ...(await quotas.usageOf(viewer.accountId)),
    storedBytesMax: finiteOrNull(storedBytesMax),
    writesPerHourMax: finiteOrNull(writesPerHourMax),
  };
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
