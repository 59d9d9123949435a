import type { CreateHandoffInput, StartSessionInput, TreeDocumentInput } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import type { Client } from './client.ts';

/** The steps that many stories share, over the public API. */

const CreateAndPublish = {
  create: graphql(`
    mutation StoryCreateTree($input: CreateTreeInput!) {
      createTree(input: $input) { id revision }
    }
  `),
  publish: graphql(`
    mutation StoryPublishTree($input: PublishTreeInput!) {
      publishTree(input: $input) { id title publishedVersion { id number } }
    }
  `),
};

/** A small sound tree: a question, an action with a way back, a solution and an escalation. */
export const smallDocument: TreeDocumentInput = {
  rootKey: 'ping',
  nodes: [
    {
      key: 'ping',
      kind: 'QUESTION',
      title: 'Does the server answer a ping?',
      body: 'ping the address, not the name',
      branches: [
        { label: 'Yes', to: 'restart' },
        { label: 'No', to: 'cable' },
      ],
    },
    {
      key: 'restart',
      kind: 'ACTION',
      title: 'Restart the service',
      branches: [
        { label: 'It works', to: 'solved' },
        { label: 'Still broken', to: 'senior' },
      ],
    },
    {
      key: 'cable',
      kind: 'ACTION',
      title: 'Check the network cable',
      branches: [
        { label: 'Plugged it in', to: 'ping' },
        { label: 'It was fine', to: 'senior' },
      ],
    },
    { key: 'solved', kind: 'SOLUTION', title: 'Solved', body: 'Tell the client.' },
    { key: 'senior', kind: 'ESCALATION', title: 'Ask a senior', body: 'Hand it over.' },
  ],
};

/** Creates a tree and publishes it; returns its public id. */
export async function publishTree(
  client: Client,
  title = 'No route to server',
  document = smallDocument,
): Promise<string> {
  const { createTree } = await client.run(CreateAndPublish.create, { input: { title, document } });
  await client.run(CreateAndPublish.publish, { input: { id: createTree.id } });
  return createTree.id;
}

const StartSession = graphql(`
  mutation StoryStartSession($input: StartSessionInput!) {
    startSession(input: $input) { id status currentNode { key } }
  }
`);

/** Starts a session; returns its public id. */
export async function startSession(client: Client, input: Partial<StartSessionInput> = {}): Promise<string> {
  const { startSession } = await client.run(StartSession, {
    input: { problem: 'Outlook cannot connect', ...input },
  });
  return startSession.id;
}

const CreateHandoff = graphql(`
  mutation StoryCreateHandoff($input: CreateHandoffInput!) {
    createHandoff(input: $input) { id state intent priority session { id status } }
  }
`);

/** Escalates a session, a new one unless told; returns the handoff. */
export async function escalate(client: Client, input: Partial<CreateHandoffInput> = {}) {
  const sessionId = input.sessionId ?? (await startSession(client));
  const { createHandoff } = await client.run(CreateHandoff, {
    input: { intent: 'ESCALATE', engineerNotes: 'No route to the domain controller', ...input, sessionId },
  });
  return createHandoff;
}

const Claim = graphql(`
  mutation StoryClaim($input: ClaimHandoffInput!) {
    claimHandoff(input: $input) {
      __typename
      ... on HandoffClaimed { handoff { id state } }
      ... on HandoffAlreadyClaimed { claimedBy { id name } claimedAt handoff { id state } }
      ... on HandoffNotClaimable { reason handoff { id state } }
    }
  }
`);

/** Tries to claim a handoff; returns the outcome. */
export async function claim(client: Client, handoffId: string) {
  return (await client.run(Claim, { input: { handoffId } })).claimHandoff;
}

/** Every event a dashboard gets. */
export const EscalationEvents = graphql(`
  subscription StoryEscalationEvents($after: EventCursor) {
    escalationEvents(after: $after) {
      __typename
      ... on StreamReady { cursor accountId }
      ... on EscalationCreated { cursor replayed at actor { id } handoff { id state engineerNotes } }
      ... on EscalationClaimed { cursor replayed actor { id } handoff { id } }
      ... on EscalationReleased { cursor replayed reason actor { id } handoff { id } }
      ... on EscalationReturned { cursor replayed reason actor { id } handoff { id } }
      ... on EscalationWithdrawn { cursor replayed reason actor { id } handoff { id } }
      ... on EscalationResolved { cursor replayed actor { id } handoff { id } }
      ... on EscalationUnreached { cursor replayed reason actor { id } handoff { id } }
      ... on EscalationRepeated { cursor replayed reason actor { id } handoff { id } }
      ... on EscalationClaimIdle { cursor replayed reason actor { id } handoff { id } }
      ... on EscalationWatched { cursor replayed actor { id } handoff { id } }
    }
  }
`);

/** New escalations alone. */
export const EscalationCreated = graphql(`
  subscription StoryEscalationCreated($after: EventCursor) {
    escalationCreated(after: $after) {
      cursor
      replayed
      handoff { id priority engineerNotes createdBy { id name } snapshot { problem stepCount } }
    }
  }
`);
