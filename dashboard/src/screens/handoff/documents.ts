import { graphql, withFragments } from '../../api/graphql.ts';
import type { HandoffDetailFragment } from '../../generated/graphql.ts';
import { ticketNoteLine } from '../../ui/ticket-note-documents.ts';
import { assessmentParts } from './assessment-documents.ts';

/** Everything that is shown of one handoff, but for its tree and its deliveries. */
export type HandoffDetail = HandoffDetailFragment;

const handoffDetail = graphql(`
  fragment HandoffDetail on Handoff {
    id
    intent
    state
    priority
    engineerNotes
    createdAt
    createdBy { id name }
    target { id name }
    claimedBy { id name }
    claimedAt
    closedAt
    closeReason
    watchers { until user { id name } }
    ladder { rung rungCount nextAt nextAudience isExhausted }
    reach { reached pending failed skipped }
    ticketNotes { ...TicketNoteLine }
    assessment { ...AssessmentParts }
    session { id status tree { id } treeVersion { id } engineer { id name } outcome summary }
    snapshot {
      problem
      clientName
      ticketRef
      treeTitle
      treeVersionNumber
      secondsSpent
      stepCount
      takenAt
      currentNode { key kind title body branches { label to } }
      steps { index kind nodeKey nodeTitle branch note actorName at }
    }
  }
`);

export const handoffPage = withFragments(
  graphql(`query HandoffPage($id: ID!) { handoff(id: $id) { ...HandoffDetail } }`),
  handoffDetail,
  assessmentParts,
  ticketNoteLine,
);

/** Of the version that the session runs on, which never changes. */
export const handoffTree = graphql(`
  query HandoffTree($id: ID!) {
    handoff(id: $id) {
      id
      session {
        id
        treeVersion { id document { rootKey nodes { key kind title branches { label to } } } }
      }
    }
  }
`);

export const handoffDeliveries = graphql(`
  query HandoffDeliveries($id: ID!) {
    handoff(id: $id) {
      id
      deliveries(first: 100) {
        pageInfo { hasNextPage }
        nodes {
          id
          round
          channel
          state
          skipReason
          lastError
          sentAt
          updatedAt
          endpointName
          user { id name }
        }
      }
    }
  }
`);

export const handoffClaim = graphql(`
  mutation HandoffClaim($input: ClaimHandoffInput!) {
    claimHandoff(input: $input) {
      __typename
      ... on HandoffClaimed { handoff { id session { id } } }
      ... on HandoffAlreadyClaimed { claimedBy { id name } claimedAt handoff { id } }
      ... on HandoffNotClaimable { reason handoff { id } }
    }
  }
`);

export const handoffMarkWatching = graphql(`
  mutation HandoffMarkWatching($input: MarkWatchingInput!) {
    markWatching(input: $input) { id watchers { until user { id name } } }
  }
`);

export const handoffStopWatching = graphql(`
  mutation HandoffStopWatching($input: StopWatchingInput!) { stopWatching(input: $input) { id } }
`);
