import { can } from '../kernel/capabilities.ts';
import { notFound } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Selection } from '../kernel/selection.ts';
import type { Viewer } from '../kernel/viewer.ts';
import {
  type Condition,
  type FoundRows,
  type Page,
  type PageRequest,
  readRows,
  type Sort,
  toPage,
  toPageSql,
} from '../platform/database/pages.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';
import { type LogHeadRow, toEventCursor } from '../platform/events/event-log.ts';
import { type NotificationRow, notificationShape } from './notification-row.ts';

const newestFirst: Sort<NotificationRow> = {
  properties: [
    { property: 'createdAt', type: 'moment' },
    { property: 'id', type: 'id' },
  ],
  direction: 'desc',
};

/** The viewer's lines, how many of them are unread, and where the stream goes on from this very list. */
export interface NotificationList {
  readonly page: Page<NotificationRow>;
  readonly unreadCount: number;
  readonly eventCursor: string;
}

/**
 * The viewer's own lines, newest first. All of it is read by one statement, and one statement sees one moment: a line
 * that is not in the list is still to come on the stream.
 */
export async function listNotifications(
  { reader, storedSize, viewer }: Scope,
  { unreadOnly }: { readonly unreadOnly: boolean },
  request: PageRequest,
  selection: Selection,
): Promise<NotificationList> {
  const { accountId, userId } = viewer;
  const where: Condition[] = [isOwn(viewer)];
  if (unreadOnly) where.push({ sql: 't.read_at is null', values: [] });
  const list = { shape: notificationShape, sort: newestFirst, where };
  const sql = toPageSql(accountId, list, request, selection);
  const text = `${sql.with}
    select account.event_epoch as epoch, account.event_seq::text as seq, account.event_link as link,
           (select count(*)::integer from notification u
             where u.account_id = $1 and u.user_id = $${sql.nextPlace} and u.read_at is null) as unread,
           ${sql.rows} as rows, ${sql.bytes} as bytes
      from account where account.id = $1`;
  const { found } = await storedSize.read(async bytesMax => {
    const values = [...sql.values(bytesMax), userId];
    const [row] = await readPrepared<LogHeadRow & FoundRows & { unread: number }>(reader, text, values);
    return { found: row, bytes: row?.bytes ?? 0 };
  });
  return {
    page: toPage(reader, accountId, list, request, found?.rows ?? null),
    unreadCount: mayReadLines(viewer) ? (found?.unread ?? 0) : 0,
    eventCursor: toEventCursor(found),
  };
}

/** Whoever handles no escalations (any more) has no lines: they tell of what such a person may not see. */
export function mayReadLines(viewer: Viewer): boolean {
  return can(viewer, 'HANDLE_ESCALATIONS');
}

function isOwn(viewer: Viewer): Condition {
  return mayReadLines(viewer)
    ? { sql: 't.user_id = ?', values: [viewer.userId] }
    : { sql: 'false', values: [] };
}

/** Own lines with what is selected of each, in the order of the ids; null in the place of one that is not there. */
export async function findNotifications(
  scope: Scope,
  ids: readonly Uuid[],
  selection: Selection,
): Promise<(NotificationRow | null)[]> {
  const { viewer } = scope;
  if (!mayReadLines(viewer)) return ids.map(() => null);
  const where = [isOwn(viewer)];
  const rows = await readRows<NotificationRow>(
    scope,
    viewer.accountId,
    notificationShape,
    ids,
    selection,
    where,
  );
  const byId = new Map(rows.map(row => [row.id, row]));
  return ids.map(id => byId.get(id) ?? null);
}

/** For a reader who does not know what will be looked at: the line, and nothing that belongs to it. */
const ownColumns: Selection = {
  has: field => !Object.hasOwn(notificationShape.related, field),
  below: () => ownColumns,
};

/** Own lines by id, in the order of the ids; an Error in the place of one that is not the viewer's. */
export async function loadNotifications(
  scope: Scope,
  ids: readonly Uuid[],
): Promise<(NotificationRow | Error)[]> {
  const found = await findNotifications(scope, ids, ownColumns);
  return found.map(row => row ?? notFound('The notification'));
}
