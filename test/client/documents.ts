import { graphql } from '../generated/index.ts';

/** The client's own document, so that its types can be held against those of the schema. */
export const Escalations = graphql(`
  subscription ClientEscalations($after: EventCursor) {
    escalationEvents(after: $after) {
      __typename
      ... on StreamReady { cursor accountId }
      ... on EscalationCreated { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }
      ... on EscalationClaimed { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }
      ... on EscalationReleased { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }
      ... on EscalationReturned { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }
      ... on EscalationWithdrawn { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }
      ... on EscalationResolved { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }
      ... on EscalationUnreached { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }
      ... on EscalationRepeated { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }
      ... on EscalationClaimIdle { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }
      ... on EscalationWatched { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }
      ... on AssessmentReady { cursor replayed at actor { id name } reason handoff { ...ClientQueueItem } }
    }
  }
  fragment ClientQueueItem on Handoff {
    id
    state
    priority
    engineerNotes
    createdAt
    createdBy { id name }
    target { id name }
    claimedBy { id name }
    claimedAt
    snapshot { problem clientName ticketRef treeTitle treeVersionNumber stepCount secondsSpent }
  }
`);

export const Queue = graphql(`
  query ClientQueue {
    escalationQueue(first: 100) { eventCursor nodes { id } }
  }
`);
