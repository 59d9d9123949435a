import { graphql, withFragments } from '../../../api/graphql.ts';

const ticketSystemFields = graphql(`
  fragment TicketSystemFields on TicketSystem {
    id kind baseUrl companyId state failingSince lastError lastSuccessAt
    postOnEscalation postOnReturn postOnCompletion externalNotes
  }
`);

export const ticketSystemConnected = withFragments(
  graphql(`query TicketSystemConnected { ticketSystem { ...TicketSystemFields } }`),
  ticketSystemFields,
);

export const ticketSystemConnect = withFragments(
  graphql(`
    mutation TicketSystemConnect($input: ConnectTicketSystemInput!) {
      connectTicketSystem(input: $input) { ...TicketSystemFields }
    }
  `),
  ticketSystemFields,
);

export const ticketSystemUpdate = withFragments(
  graphql(`
    mutation TicketSystemUpdate($input: UpdateTicketSystemInput!) {
      updateTicketSystem(input: $input) { ...TicketSystemFields }
    }
  `),
  ticketSystemFields,
);

export const ticketSystemTest = graphql(`mutation TicketSystemTest { testTicketSystem { ok message } }`);

export const ticketSystemDisconnect = graphql(`mutation TicketSystemDisconnect { disconnectTicketSystem }`);
