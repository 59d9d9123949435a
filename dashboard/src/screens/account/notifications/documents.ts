import { graphql } from '../../../api/graphql.ts';

export const notificationsPage = graphql(`
  query NotificationsPage($first: Int!, $after: String, $unreadOnly: Boolean) {
    notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {
      nodes { id kind text createdAt readAt handoff { id state } }
      pageInfo { endCursor hasNextPage }
      unreadCount
    }
  }
`);

export const notificationsMarkRead = graphql(`
  mutation NotificationsMarkRead($input: MarkNotificationsReadInput!) {
    markNotificationsRead(input: $input) { unreadCount }
  }
`);

export const notificationsPreferences = graphql(`
  query NotificationsPreferences {
    notificationPreferences {
      mail inApp mailWhenTaken onlyTargeted muteUntil
      quietHours { start end timeZone }
    }
  }
`);

export const notificationsUpdatePreferences = graphql(`
  mutation NotificationsUpdatePreferences($input: UpdateNotificationPreferencesInput!) {
    updateNotificationPreferences(input: $input) { mail muteUntil }
  }
`);
