import { can } from '../kernel/capabilities.ts';
import { notFound } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { parseOptionalLine } from '../kernel/input.ts';
import { limits } from '../kernel/limits.ts';
import { findPage, type Page, type PageRequest, type SortKey } from '../platform/database/pages.ts';
import type { Scope } from '../platform/database/scope.ts';
import { matchesSearch } from '../platform/database/text-search.ts';
import { Session } from './session.entity.ts';
import type { SessionStatus } from './session-lifecycle.ts';
import { SessionStep } from './session-step.entity.ts';
import { canReadSession } from './sessions.policy.ts';

/** Whose sessions a list holds: those the viewer opened or has, or everybody's. */
export const sessionScopes = ['MINE', 'ACCOUNT'] as const;
export type SessionScope = (typeof sessionScopes)[number];

const newestFirst: readonly SortKey<Session>[] = [
  { property: 'startedAt', direction: 'desc', type: 'moment' },
  { property: 'id', direction: 'desc', type: 'text' },
];

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
): Promise<Page<Session>> {
  const { viewer } = scope;
  const search = parseOptionalLine(filter.search, { field: 'search', max: limits.searchCharsMax });
  const conditions: object[] = [];
  if (!can(viewer, 'READ_ALL_SESSIONS')) conditions.push({ status: 'COMPLETED' });
  if (filter.status) conditions.push({ status: filter.status });
  if (filter.scope !== 'ACCOUNT') {
    conditions.push({ $or: [{ engineerId: viewer.userId }, { openedById: viewer.userId }] });
  }
  const matches = search === null ? null : matchesSearch(search, { stemmed: false });
  if (matches !== null) conditions.push(matches);
  return await findPage(
    scope.em,
    Session,
    conditions.length === 0 ? {} : { $and: conditions },
    newestFirst,
    page,
  );
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

/** The steps that stand, of several sessions at once, each in its order. */
export async function loadSteps(
  scope: Pick<Scope, 'em'>,
  sessionIds: readonly Uuid[],
): Promise<SessionStep[]> {
  return await scope.em.find(
    SessionStep,
    { sessionId: { $in: [...sessionIds] }, undoneAt: null },
    { orderBy: { sessionId: 'asc', index: 'asc' } },
  );
}
