import { graphql } from '../generated/index.ts';
import type { Harness, Person } from '../harness/harness.ts';

/** Operations that the tests of notifications in the product and of presence share. */

export const Notifications = graphql(`
  query InProductNotifications($first: Int, $after: String, $unreadOnly: Boolean) {
    notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {
      unreadCount
      totalCount
      eventCursor
      nodes { id kind text createdAt readAt actor { id name } handoff { id state } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const MarkRead = graphql(`
  mutation InProductMarkRead($input: MarkNotificationsReadInput!) {
    markNotificationsRead(input: $input) { unreadCount }
  }
`);

export const Received = graphql(`
  subscription InProductReceived($after: EventCursor) {
    notificationReceived(after: $after) {
      cursor
      replayed
      notification { id kind text actor { id } handoff { id } readAt }
    }
  }
`);

export const MarkWatching = graphql(`
  mutation InProductMarkWatching($input: MarkWatchingInput!) {
    markWatching(input: $input) { id watchers { since until user { id name } } }
  }
`);

export const StopWatching = graphql(`
  mutation InProductStopWatching($input: StopWatchingInput!) {
    stopWatching(input: $input) { id watchers { user { id } } }
  }
`);

export const Watchers = graphql(`
  query InProductWatchers($id: ID!) {
    handoff(id: $id) { watchers { since until user { id name } } }
  }
`);

/** The lines of a person, oldest first, as kind and text. */
export async function linesOf(h: Harness, person: Person): Promise<string[][]> {
  await h.settled();
  const { notifications } = await h.as(person).run(Notifications, { first: 100 });
  return notifications.nodes.map(({ kind, text }) => [kind, text]).reverse();
}

/** The same without the wording. */
export async function kindsOf(h: Harness, person: Person): Promise<string[]> {
  return (await linesOf(h, person)).map(([kind = '']) => kind);
}
