import { UserNode } from '../accounts/accounts.schema.ts';
import { builder } from '../graphql/builder.ts';
import { type GraphQLContext, signedIn } from '../graphql/context.ts';
import { decodeId, decodeOptionalId } from '../graphql/ids.ts';
import { createLiveSource, type LiveSource } from '../graphql/live-source.ts';
import { lookAhead, lookAheadItems } from '../graphql/look-ahead.ts';
import { pageComplexity, parsePage, toConnection } from '../graphql/pagination.ts';
import { perViewer } from '../graphql/per-viewer.ts';
import { createSelectionLoader } from '../graphql/selection-loader.ts';
import { HandoffNode } from '../handoffs/handoffs.schema.ts';
import { assertCan } from '../kernel/capabilities.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { encodeEventCursor } from '../platform/events/event-cursor.ts';
import type { FeedItem } from '../platform/live/live-stream.ts';
import { describeLine, notificationKinds, readFacts } from './notification-lines.ts';
import type { NotificationRow } from './notification-row.ts';
import { findAddedLine } from './notifications.events.ts';
import { findNotifications, listNotifications, loadNotifications } from './notifications.queries.ts';
import { markNotificationsRead } from './notifications.service.ts';

const NotificationKindEnum = builder.enumType('NotificationKind', { values: notificationKinds });

const NotificationNode = builder.loadableNode('Notification', {
  description: 'A line that tells the viewer of an escalation.',
  id: { resolve: (line: NotificationRow) => line.id },
  load: async (ids: string[], context): Promise<(NotificationRow | Error)[]> =>
    await loadNotifications(signedIn(context), ids),
  fields: t => ({
    kind: t.expose('kind', { type: NotificationKindEnum }),
    text: t.string({
      description: 'The line in plain text, such as “Taken by Grace: T-4711 “Outlook cannot connect””.',
      resolve: ({ kind, facts }) => describeLine(kind, readFacts(facts)),
    }),
    handoff: t.field({
      type: HandoffNode,
      description: 'The handoff as it is now; it may have moved on since.',
      resolve: line => line.handoff ?? line.handoffId,
    }),
    actor: t.field({
      type: UserNode,
      nullable: true,
      description: 'Who did it. Null: nobody; it followed from a rule of the account.',
      resolve: line => line.actor ?? line.actorId ?? null,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it happened.' }),
    readAt: t.expose('readAt', { type: 'DateTime', nullable: true, description: 'Null: unread.' }),
  }),
});

interface ListExtras {
  readonly unreadCount: number;
  readonly eventCursor: string;
}

const NotificationConnection = builder.connectionObject(
  {
    type: NotificationNode,
    name: 'NotificationConnection',
    fields: t => ({
      unreadCount: t.int({
        description: 'Unread lines of the viewer in all, whatever the list shows.',
        resolve: list => (list as unknown as ListExtras).unreadCount,
      }),
      eventCursor: t.field({
        type: 'EventCursor',
        description: 'Subscribe with this as `after`: nothing falls between the list and the stream.',
        resolve: list => (list as unknown as ListExtras).eventCursor,
      }),
    }),
  },
  { name: 'NotificationEdge' },
);

builder.queryFields(t => ({
  notifications: t.field({
    type: NotificationConnection,
    description: 'What the viewer was told, newest first. Nobody else sees it. Empty for a VIEWER.',
    extensions: perViewer,
    args: {
      unreadOnly: t.arg.boolean({ description: 'Leaves out what was read.' }),
      first: t.arg.int(),
      after: t.arg.string(),
    },
    complexity: pageComplexity,
    resolve: async (_root, args, context, info) => {
      const request = parsePage(args, ['moment', 'id']);
      const filter = { unreadOnly: args.unreadOnly ?? false };
      const selection = lookAheadItems(info);
      const { page, ...extras } = await listNotifications(signedIn(context), filter, request, selection);
      return { ...toConnection(page, request), ...extras };
    },
  }),
}));

const MarkNotificationsReadInput = builder.inputType('MarkNotificationsReadInput', {
  description: 'Which lines: these, or all up to one, or both.',
  fields: t => ({
    ids: t.idList({ description: 'At most 100.' }),
    upTo: t.id({
      description: 'This line and all that are older: the newest one shown marks what was shown.',
    }),
  }),
});

interface NotificationsRead {
  readonly unreadCount: number;
}

const MarkNotificationsReadPayload = builder
  .objectRef<NotificationsRead>('MarkNotificationsReadPayload')
  .implement({
    fields: t => ({
      unreadCount: t.exposeInt('unreadCount', { description: 'Unread lines that are left.' }),
    }),
  });

builder.mutationFields(t => ({
  markNotificationsRead: t.field({
    type: MarkNotificationsReadPayload,
    description: 'Marks own lines as read. Again changes nothing; NOT_FOUND for a line of somebody else.',
    args: { input: t.arg({ type: MarkNotificationsReadInput, required: true }) },
    resolve: async (_root, { input }, context) => ({
      unreadCount: await markNotificationsRead(signedIn(context), {
        ids: (input.ids ?? []).map(id => decodeId('Notification', id, 'input.ids')),
        upTo: decodeOptionalId('Notification', input.upTo, 'input.upTo'),
      }),
    }),
  }),
}));

/** A line on its way to the one whom it is for. */
interface ReceivedLine {
  readonly cursor: string;
  readonly replayed: boolean;
  readonly notificationId: Uuid;
}

/** Of an event that tells many people something, the line of this one. */
function toReceivedLine({ event, epoch, replayed }: FeedItem, viewer: Viewer): ReceivedLine | null {
  const notificationId = findAddedLine(event, viewer.userId);
  if (notificationId === null) return null;
  return { cursor: encodeEventCursor({ ...event, epoch }), replayed, notificationId };
}

/** An event's line with what is selected of it; for all events that are executed together, in one statement. */
const loadLine = createSelectionLoader<NotificationRow | null>((context, ids, selection) =>
  findNotifications(signedIn(context), ids, selection),
);

const NotificationReceived = builder.objectRef<ReceivedLine>('NotificationReceived').implement({
  description: 'The viewer was told something.',
  fields: t => ({
    cursor: t.expose('cursor', {
      type: 'EventCursor',
      description: 'Give it as `after` to continue from here.',
    }),
    replayed: t.exposeBoolean('replayed', {
      description: 'Whether it happened before this stream was opened.',
    }),
    notification: t.field({
      type: NotificationNode,
      nullable: true,
      description: 'The line as it is now. Null when it is so old that it was deleted since.',
      resolve: (line, _args, context, info) => loadLine(context, line.notificationId, lookAhead(info)),
    }),
  }),
});

const assertAllowed = (viewer: Viewer) => assertCan(viewer, 'HANDLE_ESCALATIONS');

/** @throws FORBIDDEN for a role that does not handle escalations; CURSOR_EXPIRED */
async function openLines(context: GraphQLContext, after: string | null): Promise<LiveSource<ReceivedLine>> {
  const { viewer } = signedIn(context);
  assertAllowed(viewer);
  const position = await context.live.locate(viewer.accountId, after);
  return createLiveSource({ position, greeting: null, toValue: toReceivedLine, assertAllowed });
}

builder.subscriptionFields(t => ({
  notificationReceived: t.field({
    type: NotificationReceived,
    description: 'The viewer’s own lines, each once and in order. OWNER, ADMIN and ENGINEER.',
    extensions: perViewer,
    args: {
      after: t.arg({
        type: 'EventCursor',
        description: 'A cursor received earlier: first replays what came after it. Without it, from now on.',
      }),
    },
    subscribe: (_root, { after }, context) => openLines(context, after ?? null),
    resolve: (line, _args, context) => {
      assertAllowed(signedIn(context).viewer);
      return line;
    },
  }),
}));
