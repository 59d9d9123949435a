import { assertCan, can } from '../kernel/capabilities.ts';
import { notFound } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { everything, type Selection } from '../kernel/selection.ts';
import type { Viewer } from '../kernel/viewer.ts';
import {
  type Condition,
  type FoundRows,
  type Page,
  type PageRequest,
  readPage,
  readRow,
  readRows,
  type Sort,
  toPage,
  toPageSql,
} from '../platform/database/pages.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';
import { type LogHeadRow, toEventCursor } from '../platform/events/event-log.ts';
import { Session } from '../sessions/session.entity.ts';
import type { SessionRow } from '../sessions/session-row.ts';
import { canReadSession } from '../sessions/sessions.policy.ts';
import { Handoff } from './handoff.entity.ts';
import type { HandoffIntent, HandoffState } from './handoff-lifecycle.ts';
import { type HandoffRow, handoffShape, handoffWithFacts } from './handoff-row.ts';
import type { ReadSnapshot } from './handoff-snapshot.ts';
import { canReadHandoff } from './handoffs.policy.ts';

const queueOrder: Sort<HandoffRow> = {
  properties: [
    { property: 'priorityRank', type: 'number' },
    { property: 'createdAt', type: 'moment' },
    { property: 'id', type: 'id' },
  ],
  direction: 'asc',
};

const newestFirst: Sort<HandoffRow> = {
  properties: [
    { property: 'createdAt', type: 'moment' },
    { property: 'id', type: 'id' },
  ],
  direction: 'desc',
};

/** The conditions of the index that holds the open escalations and nothing else, however many are closed. */
const isInQueue: Condition = { sql: "t.intent = 'ESCALATE' and t.state = 'OPEN'", values: [] };

export interface EscalationQueue {
  readonly page: Page<HandoffRow>;
  /** Where the event log stood at the very moment the queue was read: nothing falls between the two. */
  readonly eventCursor: string;
}

/**
 * The open escalations, URGENT first, then HIGH, NORMAL and LOW, each the oldest first, with the cursor to subscribe
 * from. Both are read by one statement, and one statement sees one moment.
 */
export async function readEscalationQueue(
  { reader, storedSize, viewer }: Scope,
  request: PageRequest,
  selection: Selection,
): Promise<EscalationQueue> {
  assertCan(viewer, 'HANDLE_ESCALATIONS');
  const { accountId } = viewer;
  const list = { shape: handoffShape, sort: queueOrder, where: [isInQueue] };
  const sql = toPageSql(accountId, list, request, selection);
  const text = `${sql.with}
    select account.event_epoch as epoch, account.event_seq::text as seq, account.event_link as link,
           ${sql.rows} as rows, ${sql.bytes} as bytes
      from account where account.id = $1`;
  const { found } = await storedSize.read(async bytesMax => {
    const [row] = await readPrepared<LogHeadRow & FoundRows>(reader, text, sql.values(bytesMax));
    return { found: row, bytes: row?.bytes ?? 0 };
  });
  const page = toPage(reader, accountId, list, request, found?.rows ?? null);
  return {
    page: { ...page, items: page.items.map(row => withReadableSession(viewer, row)) },
    eventCursor: toEventCursor(found),
  };
}

/** A session that came along and is not for the viewer to see is left out; asked for by id, it is refused. */
function withReadableSession(viewer: Viewer, row: HandoffRow): HandoffRow {
  const { session } = row;
  if (session === undefined || canReadSession(viewer, session)) return row;
  return { ...row, session: undefined, sessionId: session.id };
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
  selection: Selection,
): Promise<Page<HandoffRow>> {
  assertCan(scope.viewer, 'HANDLE_ESCALATIONS');
  const where: Condition[] = [
    { sql: "(t.intent = 'ESCALATE' or t.created_by_id = ?)", values: [scope.viewer.userId] },
  ];
  if (filter.intent) where.push({ sql: 't.intent = ?', values: [filter.intent] });
  if (filter.state) where.push({ sql: 't.state = ?', values: [filter.state] });
  return await readNewestFirst(scope, where, page, selection);
}

/** The handoffs of a session that the viewer may see, newest first. The session is one the viewer may see. */
export async function listHandoffsOfSession(
  scope: Scope,
  session: Pick<SessionRow, 'id'>,
  page: PageRequest,
  selection: Selection,
): Promise<Page<HandoffRow>> {
  const where: Condition[] = [
    { sql: 't.session_id = ?', values: [session.id] },
    can(scope.viewer, 'HANDLE_ESCALATIONS')
      ? { sql: "(t.intent = 'ESCALATE' or t.created_by_id = ?)", values: [scope.viewer.userId] }
      : { sql: "t.intent = 'ESCALATE'", values: [] },
  ];
  return await readNewestFirst(scope, where, page, selection);
}

async function readNewestFirst(
  scope: Scope,
  where: readonly Condition[],
  request: PageRequest,
  selection: Selection,
): Promise<Page<HandoffRow>> {
  const list = { shape: handoffShape, sort: newestFirst, where };
  const { viewer } = scope;
  const page = await readPage(scope, viewer.accountId, list, request, selection);
  return { ...page, items: page.items.map(row => withReadableSession(viewer, row)) };
}

/**
 * A handoff with what is selected of it.
 * @throws NOT_FOUND when it is not of this account, or not for the viewer to see
 */
export async function readHandoff(scope: Scope, id: Uuid, selection: Selection): Promise<HandoffRow> {
  const { viewer } = scope;
  const handoff = await readRow<HandoffRow>(scope, viewer.accountId, handoffWithFacts, id, selection);
  const status = handoff?.session?.status;
  if (handoff === null || status === undefined || !canReadHandoff(viewer, handoff, status)) {
    throw notFound('The handoff');
  }
  return withReadableSession(viewer, handoff);
}

/** Handoffs with what is selected of each, in the order of the ids; an Error in the place of one not to be seen. */
export async function readHandoffs(
  scope: Scope,
  ids: readonly Uuid[],
  selection: Selection,
): Promise<(HandoffRow | Error)[]> {
  const { viewer } = scope;
  const rows = await readRows<HandoffRow>(scope, viewer.accountId, handoffWithFacts, ids, selection);
  const byId = new Map(rows.map(row => [row.id, row]));
  return ids.map(id => {
    const row = byId.get(id);
    const status = row?.session?.status;
    return row !== undefined && status !== undefined && canReadHandoff(viewer, row, status)
      ? withReadableSession(viewer, row)
      : notFound('The handoff');
  });
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

/** The snapshots of handoffs that the viewer may see, with what is selected of each, in the order of the ids. */
export async function loadSnapshots(
  scope: Scope,
  ids: readonly Uuid[],
  selection: Selection,
): Promise<(ReadSnapshot | Error)[]> {
  const ofRow: Selection = { has: field => field === 'snapshot', below: () => selection };
  const rows = await readRows<HandoffRow>(scope, scope.viewer.accountId, handoffShape, ids, ofRow);
  const byId = new Map(rows.map(({ id, snapshot }) => [id, snapshot]));
  return ids.map(id => byId.get(id) ?? notFound('The handoff'));
}

/** The snapshot of each session's newest escalation, as stored; null for a session that has none. */
export async function loadEscalationPackages(scope: Scope, sessionIds: readonly Uuid[]): Promise<unknown[]> {
  const newest = await readPrepared<{ session_id: Uuid; id: Uuid }>(
    scope.reader,
    `select distinct on (session_id) session_id, id from handoff
      where account_id = $1 and intent = 'ESCALATE' and session_id = any($2::uuid[])
      order by session_id, created_at desc, id desc`,
    [scope.viewer.accountId, `{${sessionIds.join(',')}}`],
  );
  const snapshots = await loadSnapshots(
    scope,
    newest.map(({ id }) => id),
    everything,
  );
  const bySession = new Map(newest.map(({ session_id: id }, index) => [id, snapshots[index]]));
  return sessionIds.map(id => bySession.get(id) ?? null);
}
