import { graphql, withFragments } from '../api/graphql.ts';

export const ticketNoteLine = graphql(`
  fragment TicketNoteLine on TicketNote {
    id
    kind
    state
    skipReason
    lastError
    isInternal
    ticketNumber
    createdAt
    sentAt
    maskedCount
  }
`);

export const ticketNotePreview = graphql(`
  query TicketNotePreview($id: ID!) {
    previewTicketNote(id: $id) { text maskedCount ticketRef isInternal isConnected }
  }
`);

/** Before anything is offered: whether a note could be sent at all. */
export const ticketNoteWay = graphql(`
  query TicketNoteWay($id: ID!) { previewTicketNote(id: $id) { isConnected } }
`);

export const ticketNotePost = withFragments(
  graphql(`
  mutation TicketNotePost($input: PostTicketNoteInput!) { postTicketNote(input: $input) { ...TicketNoteLine } }
`),
  ticketNoteLine,
);

export const ticketNoteRetry = withFragments(
  graphql(`
  mutation TicketNoteRetry($input: RetryTicketNoteInput!) { retryTicketNote(input: $input) { ...TicketNoteLine } }
`),
  ticketNoteLine,
);
