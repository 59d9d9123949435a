/** The part of the product's schema that the streams of the benchmark ask for. */
export const typeDefs = /* GraphQL */ `
  type Query {
    ok: Boolean!
  }
  type Mutation {
    createHandoff(sessionId: ID!, engineerNotes: String!): Handoff!
  }
  type Subscription {
    escalationEvents: EscalationEvent!
  }
  union EscalationEvent = StreamReady | EscalationCreated
  type StreamReady {
    cursor: String!
  }
  type EscalationCreated {
    cursor: String!
    replayed: Boolean!
    handoff: Handoff!
  }
  type Handoff {
    id: ID!
    state: String!
    priority: String!
    engineerNotes: String!
    createdAt: String!
    session: Session!
    createdBy: User!
    snapshot: Snapshot!
  }
  type Session {
    id: ID!
    problem: String!
  }
  type User {
    id: ID!
    name: String!
  }
  type Snapshot {
    problem: String!
    clientName: String
  }
`;
