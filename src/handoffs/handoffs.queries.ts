import { IsolationLevel } from '@mikro-orm/sql';
import { assertCan, can } from '../kernel/capabilities.ts';
import { notFound } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { findPage, type Page, type PageRequest, type SortKey } from '../platform/database/pages.ts';
import type { Scope } from '../platform/database/scope.ts';
import { encodeEventCursor } from '../platform/events/event-cursor.ts';
import { Session } from '../sessions/session.entity.ts';
import { Handoff } from './handoff.entity.ts';
import type { HandoffIntent, HandoffState } from './handoff-lifecycle.ts';
import { canReadHandoff } from './handoffs.policy.ts';

const queueOrder: readonly SortKey<Handoff>[] = [
  { property: 'priorityRank', direction: 'asc', type: 'number' },
  { property: 'createdAt', direction: 'asc', type: 'moment' },
  { property: 'id', direction: 'asc', type: 'text' },
];

const newestFirst: readonly SortKey<Handoff>[] = [
  { property: 'createdAt', direction: 'desc', type: 'moment' },
  { property: 'id', direction: 'desc', type: 'text' },
];

/** Every write in one statement sees one moment; this makes two reads see one moment too. */
const oneMoment = IsolationLevel.REPEATABLE_READ;

export interface EscalationQueue {
  readonly page: Page<Handoff>;
  /** Where the event log stood at the very moment the queue was read: nothing falls between the two. */
  readonly eventCursor: string;
}

/** The open escalations, URGENT first, then the oldest first, with the cursor to subscribe from. */
export async function readEscalationQueue(scope: Scope, request: PageRequest): Promise<EscalationQueue> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  const { accountId } = scope.viewer;
  const where = { intent: 'ESCALATE', state: 'OPEN' };
  return await scope.em.transactional(
    async em => {
      const [head] = await em.execute<{ epoch: string; seq: string }[]>(
        'select event_epoch as epoch, event_seq as seq from account where id = ?',
        [accountId],
      );
      const page = await findPage(em, Handoff, where, queueOrder, request);
      const eventCursor = encodeEventCursor({ epoch: head?.epoch ?? '', seq: Number(head?.seq ?? 0) });
      return { page: { ...page, countAll: () => scope.em.count(Handoff, where as object) }, eventCursor };
    },
    { isolationLevel: oneMoment, readOnly: true },
  );
}

export interface HandoffFilter {
  readonly intent?: HandoffIntent | null;
  readonly state?: HandoffState | null;
}

/** The account's escalations and the viewer's own parked sessions, newest first. */
export async function listHandoffs(
  scope: Scope,
  filter: HandoffFilter,
  page: PageRequest,
): Promise<Page<Handoff>> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  const conditions: object[] = [{ $or: [{ intent: 'ESCALATE' }, { createdById: scope.viewer.userId }] }];
  if (filter.intent) conditions.push({ intent: filter.intent });
  if (filter.state) conditions.push({ state: filter.state });
  return await findPage(scope.em, Handoff, { $and: conditions }, newestFirst, page);
}

/** The handoffs of a session that the viewer may see, newest first. The session is one the viewer may see. */
export async function listHandoffsOfSession(
  scope: Scope,
  session: Session,
  page: PageRequest,
): Promise<Page<Handoff>> {
  const own = can(scope.viewer, 'HANDLE_ESCALATIONS') ? [{ createdById: scope.viewer.userId }] : [];
  const where = { sessionId: session.id, $or: [{ intent: 'ESCALATE' }, ...own] };
  return await findPage(scope.em, Handoff, where, newestFirst, page);
}

/** Handoffs by id, in the order of the ids; an Error in the place of one the viewer may not see. */
export async function loadHandoffs(scope: Scope, ids: readonly Uuid[]): Promise<(Handoff | Error)[]> {
  const found = await scope.em.find(Handoff, { id: { $in: [...ids] } });
  const needSession = can(scope.viewer, 'HANDLE_ESCALATIONS') ? [] : found.map(handoff => handoff.sessionId);
  const sessions = await scope.em.find(Session, { id: { $in: needSession } });
  const statuses = new Map(sessions.map(session => [session.id, session.status]));
  const byId = new Map(found.map(handoff => [handoff.id, handoff]));
  return ids.map(id => {
    const handoff = byId.get(id);
    if (handoff === undefined) return notFound('The handoff');
    const status = statuses.get(handoff.sessionId) ?? 'ACTIVE';
    return canReadHandoff(scope.viewer, handoff, status) ? handoff : notFound('The handoff');
  });
}

/** The snapshot of each session's newest escalation, as stored; null for a session that has none. */
export async function loadEscalationPackages(scope: Scope, sessionIds: readonly Uuid[]): Promise<unknown[]> {
  const rows = await scope.em.execute<{ session_id: Uuid; snapshot: unknown }[]>(
    `select distinct on (session_id) session_id, snapshot from handoff
      where account_id = ? and intent = 'ESCALATE' and session_id in (${sessionIds.map(() => '?').join(', ')})
      order by session_id, created_at desc, id desc`,
    [scope.viewer.accountId, ...sessionIds],
  );
  const bySession = new Map(rows.map(row => [row.session_id, row.snapshot]));
  return sessionIds.map(id => bySession.get(id) ?? null);
}
