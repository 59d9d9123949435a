/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n    mutation StoryCreateTree($input: CreateTreeInput!) {\n      createTree(input: $input) { id revision }\n    }\n  ": typeof types.StoryCreateTreeDocument,
    "\n    mutation StoryPublishTree($input: PublishTreeInput!) {\n      publishTree(input: $input) { id title publishedVersion { id number } }\n    }\n  ": typeof types.StoryPublishTreeDocument,
    "\n  mutation StoryStartSession($input: StartSessionInput!) {\n    startSession(input: $input) { id status currentNode { key } }\n  }\n": typeof types.StoryStartSessionDocument,
    "\n  mutation StoryCreateHandoff($input: CreateHandoffInput!) {\n    createHandoff(input: $input) { id state intent priority session { id status } }\n  }\n": typeof types.StoryCreateHandoffDocument,
    "\n  mutation StoryClaim($input: ClaimHandoffInput!) {\n    claimHandoff(input: $input) {\n      __typename\n      ... on HandoffClaimed { handoff { id state } }\n      ... on HandoffAlreadyClaimed { claimedBy { id name } claimedAt handoff { id state } }\n      ... on HandoffNotClaimable { reason handoff { id state } }\n    }\n  }\n": typeof types.StoryClaimDocument,
    "\n  subscription StoryEscalationEvents($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on StreamReady { cursor accountId }\n      ... on EscalationCreated { cursor replayed at actor { id } handoff { id state engineerNotes } }\n      ... on EscalationClaimed { cursor replayed actor { id } handoff { id } }\n      ... on EscalationReleased { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationReturned { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationWithdrawn { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationResolved { cursor replayed actor { id } handoff { id } }\n    }\n  }\n": typeof types.StoryEscalationEventsDocument,
    "\n  subscription StoryEscalationCreated($after: EventCursor) {\n    escalationCreated(after: $after) {\n      cursor\n      replayed\n      handoff { id priority engineerNotes createdBy { id name } snapshot { problem stepCount } }\n    }\n  }\n": typeof types.StoryEscalationCreatedDocument,
};
const documents: Documents = {
    "\n    mutation StoryCreateTree($input: CreateTreeInput!) {\n      createTree(input: $input) { id revision }\n    }\n  ": types.StoryCreateTreeDocument,
    "\n    mutation StoryPublishTree($input: PublishTreeInput!) {\n      publishTree(input: $input) { id title publishedVersion { id number } }\n    }\n  ": types.StoryPublishTreeDocument,
    "\n  mutation StoryStartSession($input: StartSessionInput!) {\n    startSession(input: $input) { id status currentNode { key } }\n  }\n": types.StoryStartSessionDocument,
    "\n  mutation StoryCreateHandoff($input: CreateHandoffInput!) {\n    createHandoff(input: $input) { id state intent priority session { id status } }\n  }\n": types.StoryCreateHandoffDocument,
    "\n  mutation StoryClaim($input: ClaimHandoffInput!) {\n    claimHandoff(input: $input) {\n      __typename\n      ... on HandoffClaimed { handoff { id state } }\n      ... on HandoffAlreadyClaimed { claimedBy { id name } claimedAt handoff { id state } }\n      ... on HandoffNotClaimable { reason handoff { id state } }\n    }\n  }\n": types.StoryClaimDocument,
    "\n  subscription StoryEscalationEvents($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on StreamReady { cursor accountId }\n      ... on EscalationCreated { cursor replayed at actor { id } handoff { id state engineerNotes } }\n      ... on EscalationClaimed { cursor replayed actor { id } handoff { id } }\n      ... on EscalationReleased { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationReturned { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationWithdrawn { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationResolved { cursor replayed actor { id } handoff { id } }\n    }\n  }\n": types.StoryEscalationEventsDocument,
    "\n  subscription StoryEscalationCreated($after: EventCursor) {\n    escalationCreated(after: $after) {\n      cursor\n      replayed\n      handoff { id priority engineerNotes createdBy { id name } snapshot { problem stepCount } }\n    }\n  }\n": types.StoryEscalationCreatedDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation StoryCreateTree($input: CreateTreeInput!) {\n      createTree(input: $input) { id revision }\n    }\n  "): typeof import('./graphql.ts').StoryCreateTreeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n    mutation StoryPublishTree($input: PublishTreeInput!) {\n      publishTree(input: $input) { id title publishedVersion { id number } }\n    }\n  "): typeof import('./graphql.ts').StoryPublishTreeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StoryStartSession($input: StartSessionInput!) {\n    startSession(input: $input) { id status currentNode { key } }\n  }\n"): typeof import('./graphql.ts').StoryStartSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StoryCreateHandoff($input: CreateHandoffInput!) {\n    createHandoff(input: $input) { id state intent priority session { id status } }\n  }\n"): typeof import('./graphql.ts').StoryCreateHandoffDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StoryClaim($input: ClaimHandoffInput!) {\n    claimHandoff(input: $input) {\n      __typename\n      ... on HandoffClaimed { handoff { id state } }\n      ... on HandoffAlreadyClaimed { claimedBy { id name } claimedAt handoff { id state } }\n      ... on HandoffNotClaimable { reason handoff { id state } }\n    }\n  }\n"): typeof import('./graphql.ts').StoryClaimDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription StoryEscalationEvents($after: EventCursor) {\n    escalationEvents(after: $after) {\n      __typename\n      ... on StreamReady { cursor accountId }\n      ... on EscalationCreated { cursor replayed at actor { id } handoff { id state engineerNotes } }\n      ... on EscalationClaimed { cursor replayed actor { id } handoff { id } }\n      ... on EscalationReleased { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationReturned { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationWithdrawn { cursor replayed reason actor { id } handoff { id } }\n      ... on EscalationResolved { cursor replayed actor { id } handoff { id } }\n    }\n  }\n"): typeof import('./graphql.ts').StoryEscalationEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription StoryEscalationCreated($after: EventCursor) {\n    escalationCreated(after: $after) {\n      cursor\n      replayed\n      handoff { id priority engineerNotes createdBy { id name } snapshot { problem stepCount } }\n    }\n  }\n"): typeof import('./graphql.ts').StoryEscalationCreatedDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
