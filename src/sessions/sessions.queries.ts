import { can } from '../kernel/capabilities.ts';
import { notFound } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { parseOptionalLine } from '../kernel/input.ts';
import { limits } from '../kernel/limits.ts';
import type { Selection } from '../kernel/selection.ts';
import {
  type Condition,
  type Page,
  type PageRequest,
  readPage,
  readRow,
  type Sort,
} from '../platform/database/pages.ts';
import type { Scope } from '../platform/database/scope.ts';
import { matchesSearch } from '../platform/database/text-search.ts';
import { Session } from './session.entity.ts';
import type { SessionStatus } from './session-lifecycle.ts';
import { type SessionRow, sessionShape } from './session-row.ts';
import { canReadSession } from './sessions.policy.ts';

/** Whose sessions a list holds: those the viewer opened or has, or everybody's. */
export const sessionScopes = ['MINE', 'ACCOUNT'] as const;
export type SessionScope = (typeof sessionScopes)[number];

const newestFirst: Sort<SessionRow> = {
  properties: [
    { property: 'startedAt', type: 'moment' },
    { property: 'id', type: 'id' },
  ],
  direction: 'desc',
};

export interface SessionFilter {
  readonly scope?: SessionScope | null;
  readonly status?: SessionStatus | null;
  readonly search?: string | null;
}

/** Sessions the viewer may see, newest first; `search` looks in problem, client and ticket. */
export async function listSessions(
  scope: Scope,
  filter: SessionFilter,
  page: PageRequest,
  selection: Selection,
): Promise<Page<SessionRow>> {
  const { viewer } = scope;
  const search = parseOptionalLine(filter.search, { field: 'search', max: limits.searchCharsMax });
  const where: Condition[] = [];
  if (!can(viewer, 'READ_ALL_SESSIONS')) where.push({ sql: "t.status = 'COMPLETED'", values: [] });
  if (filter.status) where.push({ sql: 't.status = ?', values: [filter.status] });
  if (filter.scope !== 'ACCOUNT') {
    where.push({
      sql: '(t.engineer_id = ? or t.opened_by_id = ?)',
      values: [viewer.userId, viewer.userId],
    });
  }
  const matches = search === null ? null : matchesSearch(search, { stemmed: false });
  if (matches !== null) where.push(matches);
  const list = { shape: sessionShape, sort: newestFirst, where };
  return await readPage(scope, viewer.accountId, list, page, selection);
}

/**
 * A session with what is selected of it.
 * @throws NOT_FOUND when it is not of this account, or not for the viewer to see
 */
export async function readSession(scope: Scope, id: Uuid, selection: Selection): Promise<SessionRow> {
  const { viewer } = scope;
  const session = await readRow<SessionRow>(scope, viewer.accountId, sessionShape, id, selection);
  if (session === null || !canReadSession(viewer, session)) throw notFound('The session');
  return session;
}

/** Sessions by id, in the order of the ids; an Error in the place of one the viewer may not see. */
export async function loadSessions(scope: Scope, ids: readonly Uuid[]): Promise<(Session | Error)[]> {
  const found = await scope.em.find(Session, { id: { $in: [...ids] } });
  const byId = new Map(found.map(session => [session.id, session]));
  return ids.map(id => {
    const session = byId.get(id);
    return session !== undefined && canReadSession(scope.viewer, session) ? session : notFound('The session');
  });
}
