import { graphql, withFragments } from '../api/graphql.ts';
import type { EscalationsSubscription, QueueRowFragment } from '../generated/graphql.ts';

/** What a row of the queue shows. */
export type QueueRow = QueueRowFragment;

/** A fact about one escalation, with its row as it is at that moment. */
export type QueueEvent = Exclude<EscalationsSubscription['escalationEvents'], { __typename: 'StreamReady' }>;

export const queueRow = graphql(`
  fragment QueueRow on Handoff {
    id
    state
    priority
    engineerNotes
    createdAt
    createdBy { id name }
    target { id name }
    claimedBy { id name }
    watchers { until user { id name } }
    assessment { status likelyCause confidence confidenceTier basis }
    snapshot { problem clientName ticketRef treeTitle stepCount secondsSpent }
  }
`);

export const queuePage = withFragments(
  graphql(`
  query QueuePage($first: Int!, $after: String) {
    escalationQueue(first: $first, after: $after) {
      eventCursor
      pageInfo { hasNextPage endCursor }
      nodes { ...QueueRow }
    }
  }
`),
  queueRow,
);

export const queueReaders = graphql(
  `query QueueReaders($id: ID!) { handoff(id: $id) { id watchers { until user { id name } } } }`,
);

export const escalations = withFragments(
  graphql(`
  subscription Escalations($after: EventCursor) {
    escalationEvents(after: $after) {
      __typename
      ... on StreamReady { cursor }
      ... on LiveEvent { cursor at replayed reason actor { id name } handoff { ...QueueRow } }
    }
  }
`),
  queueRow,
);
