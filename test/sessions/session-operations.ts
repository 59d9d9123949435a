import type {
  AddNoteInput,
  AnswerStepInput,
  CompleteSessionInput,
  SessionScope,
  SessionStatus,
  StartSessionInput,
  TranscriptFormat,
  UpdateSessionInput,
} from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import type { Client } from '../harness/client.ts';

/** What the tests about sessions do over the public API. */

graphql(`
  fragment SessionsFacts on Session {
    id
    problem
    clientName
    ticketRef
    status
    outcome
    summary
    tree { id title }
    treeVersion { id number title }
    currentNode { key kind title branches { label to } }
    steps { index kind nodeKey nodeTitle branch note actor { id } at }
    engineer { id }
    openedBy { id }
    startedAt
    completedAt
  }
`);

const Start = graphql(`
  mutation SessionsStart($input: StartSessionInput!) {
    startSession(input: $input) { ...SessionsFacts }
  }
`);

/** Starts a session, about Outlook unless told. */
export async function startSession(client: Client, input: Partial<StartSessionInput> = {}) {
  return (await client.run(Start, { input: { problem: 'Outlook cannot connect', ...input } })).startSession;
}

const Answer = graphql(`
  mutation SessionsAnswer($input: AnswerStepInput!) {
    answerStep(input: $input) { ...SessionsFacts }
  }
`);

/** Answers a node. */
export async function answerStep(client: Client, input: AnswerStepInput) {
  return (await client.run(Answer, { input })).answerStep;
}

/** Answers one node after the other, each given as `key: label`. */
export async function answerPath(client: Client, sessionId: string, ...answers: readonly string[]) {
  for (const answer of answers) {
    const [nodeKey = '', branch = ''] = answer.split(': ');
    await answerStep(client, { sessionId, nodeKey, branch });
  }
}

const Note = graphql(`
  mutation SessionsNote($input: AddNoteInput!) {
    addNote(input: $input) { ...SessionsFacts }
  }
`);

/** Writes a note. */
export async function addNote(client: Client, input: AddNoteInput) {
  return (await client.run(Note, { input })).addNote;
}

const Undo = graphql(`
  mutation SessionsUndo($input: UndoStepInput!) {
    undoStep(input: $input) { ...SessionsFacts }
  }
`);

/** Takes the last step back. */
export async function undoStep(client: Client, sessionId: string) {
  return (await client.run(Undo, { input: { sessionId } })).undoStep;
}

const Update = graphql(`
  mutation SessionsUpdate($input: UpdateSessionInput!) {
    updateSession(input: $input) { ...SessionsFacts }
  }
`);

/** Corrects what a session is about. */
export async function updateSession(client: Client, input: UpdateSessionInput) {
  return (await client.run(Update, { input })).updateSession;
}

const Complete = graphql(`
  mutation SessionsComplete($input: CompleteSessionInput!) {
    completeSession(input: $input) { ...SessionsFacts }
  }
`);

/** Ends a session, solved unless told. */
export async function completeSession(
  client: Client,
  sessionId: string,
  input: Partial<CompleteSessionInput> = {},
) {
  return (await client.run(Complete, { input: { outcome: 'RESOLVED', ...input, sessionId } }))
    .completeSession;
}

const One = graphql(`
  query SessionsOne($id: ID!) {
    session(id: $id) { ...SessionsFacts }
  }
`);

/** A session as a client sees it. */
export async function loadSession(client: Client, id: string) {
  return (await client.run(One, { id })).session;
}

const List = graphql(`
  query SessionsList(
    $scope: SessionScope
    $status: SessionStatus
    $search: String
    $first: Int
    $after: String
  ) {
    sessions(scope: $scope, status: $status, search: $search, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { id problem status }
    }
  }
`);

export interface SessionListArgs {
  readonly scope?: SessionScope | null;
  readonly status?: SessionStatus | null;
  readonly search?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A page of sessions, the viewer's own unless told. */
export async function listSessions(client: Client, args: SessionListArgs = {}) {
  return (await client.run(List, { scope: 'MINE', ...args })).sessions;
}

/** The problems of the sessions that a filter lets through, newest first. */
export async function findProblems(client: Client, args: SessionListArgs = {}): Promise<string[]> {
  return (await listSessions(client, args)).nodes.map(({ problem }) => problem);
}

const Transcript = graphql(`
  query SessionsTranscript($id: ID!, $format: TranscriptFormat!) {
    session(id: $id) { transcript(format: $format) }
  }
`);

/** A session as a document. */
export async function loadTranscript(client: Client, id: string, format: TranscriptFormat) {
  return (await client.run(Transcript, { id, format })).session?.transcript ?? '';
}

const Park = graphql(`
  mutation SessionsPark($sessionId: ID!) {
    createHandoff(input: { sessionId: $sessionId, intent: PARK }) {
      id
      snapshot { secondsSpent stepCount }
      session { status }
    }
  }
`);

/** Parks a session for its engineer. */
export async function parkSession(client: Client, sessionId: string) {
  return (await client.run(Park, { sessionId })).createHandoff;
}

const Resume = graphql(`
  mutation SessionsResume($sessionId: ID!) {
    resumeSession(input: { sessionId: $sessionId }) { ...SessionsFacts }
  }
`);

/** Takes a parked session up again. */
export async function resumeSession(client: Client, sessionId: string) {
  return (await client.run(Resume, { sessionId })).resumeSession;
}
