/** What GraphiQL shows to somebody who opens it for the first time. Lines fit the editor of a small window. */
const welcomeQuery = `# 1. Fill in SignIn and run it.
# 2. Put its accessToken into Headers, below.
# 3. Run Queue; or run Live, and escalate a session.

mutation SignIn {
  login(input: { email: "", password: "" }) {
    accessToken
    user { name role account { name } }
  }
}

query Queue {
  escalationQueue(first: 10) {
    eventCursor
    totalCount
    nodes {
      id
      priority
      createdAt
      createdBy { name }
      snapshot { problem clientName ticketRef }
    }
  }
}

subscription Live {
  escalationEvents {
    __typename
    ... on StreamReady { cursor }
    ... on EscalationCreated {
      cursor
      replayed
      handoff { id priority engineerNotes }
    }
    ... on EscalationClaimed {
      cursor
      handoff { id claimedBy { name } }
    }
  }
}
`;

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32" fill="none" ' +
  'stroke="#2563eb" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">' +
  '<circle cx="8" cy="24" r="4"/><circle cx="25" cy="8" r="4"/><path d="M8 20v-8q0-4 4-4h5m-4-4 4 4-4 4"/></svg>';

export const graphiqlOptions = {
  title: 'ResolutionFlow',
  logo,
  favicon: `data:image/svg+xml,${encodeURIComponent(logo)}`,
  defaultQuery: welcomeQuery,
  defaultHeaders: '{\n  "Authorization": "Bearer "\n}',
};

/** GraphiQL with its script inside the page: nothing is fetched from anywhere. For the caller to keep. */
export async function renderGraphiQLPage(): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return String(renderGraphiQL({ ...graphiqlOptions, endpoint: '/graphql' }));
}
