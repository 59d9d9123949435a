import { graphql, withFragments } from '../../api/graphql.ts';
import type {
  WorkMineQuery,
  WorkRowFragment,
  WorkSessionFragment,
  WorkTreesQuery,
} from '../../generated/graphql.ts';
import { ticketNoteLine } from '../../ui/ticket-note-documents.ts';

/** A session as the screen that works on it knows it. */
export type WorkSession = WorkSessionFragment;
/** A session as a list shows it. */
export type WorkRow = WorkRowFragment & {
  /** The newest handoff, where the list asks for it. */
  readonly handoffs?: WorkMineQuery['active']['nodes'][number]['handoffs'];
};
/** A tree that a session can follow. */
export type WorkTree = WorkTreesQuery['trees']['nodes'][number];

const workSession = graphql(`
  fragment WorkSession on Session {
    id
    problem
    clientName
    ticketRef
    status
    outcome
    summary
    startedAt
    completedAt
    engineer { id name }
    openedBy { id name }
    treeVersion { id number title }
    currentNode { key kind title body branches { label to } }
    steps { index kind nodeKey nodeTitle branch note at actor { id name } }
    ticketNotes { ...TicketNoteLine }
    handoffs(first: 5) {
      nodes {
        id
        intent
        state
        priority
        engineerNotes
        createdAt
        createdBy { id name }
        claimedBy { id name }
        claimedAt
        closedAt
        closeReason
      }
    }
  }
`);

const workRow = graphql(`
  fragment WorkRow on Session {
    id
    problem
    clientName
    ticketRef
    status
    outcome
    startedAt
    completedAt
    engineer { id name }
    openedBy { id name }
    treeVersion { id title }
    currentNode { key title }
  }
`);

/** The session with the fragments that it names. */
function withSession<Document extends object>(document: Document): Document {
  return withFragments(document, workSession, ticketNoteLine);
}

export const workMine = withFragments(
  graphql(`
  query WorkMine {
    active: sessions(scope: MINE, status: ACTIVE, first: 30) {
      nodes {
        ...WorkRow
        handoffs(first: 1) { nodes { id state closeReason createdBy { id } claimedBy { id name } } }
      }
      pageInfo { hasNextPage }
    }
    parked: sessions(scope: MINE, status: PARKED, first: 30) { nodes { ...WorkRow } pageInfo { hasNextPage } }
    escalated: sessions(scope: MINE, status: ESCALATED, first: 30) { nodes { ...WorkRow } pageInfo { hasNextPage } }
  }
`),
  workRow,
);

export const workSearch = withFragments(
  graphql(`
  query WorkSearch($scope: SessionScope!, $search: String, $status: SessionStatus, $after: String) {
    sessions(scope: $scope, search: $search, status: $status, first: 20, after: $after) {
      nodes { ...WorkRow }
      pageInfo { hasNextPage endCursor }
    }
  }
`),
  workRow,
);

export const workTrees = graphql(`
  query WorkTrees($search: String) {
    trees(search: $search, status: PUBLISHED, first: 20) {
      nodes { id title category description publishedVersion { id number } }
    }
  }
`);

export const workTree = graphql(`
  query WorkTree($id: ID!) { tree(id: $id) { id title category description publishedVersion { id number } } }
`);

export const workPeople = graphql(`
  query WorkPeople { users(first: 100) { nodes { id name role isActive } } }
`);

export const workSessionPage = withSession(
  graphql(`query WorkSessionPage($id: ID!) { session(id: $id) { ...WorkSession } }`),
);

export const workDocument = graphql(`
  query WorkDocument($id: ID!) {
    session(id: $id) {
      id
      treeVersion { id document { rootKey nodes { key kind title branches { label to } } } }
    }
  }
`);

export const workTranscript = graphql(`
  query WorkTranscript($id: ID!, $format: TranscriptFormat!) { session(id: $id) { id transcript(format: $format) } }
`);

export const workStart = graphql(`
  mutation WorkStart($input: StartSessionInput!) { startSession(input: $input) { id } }
`);

export const workAnswer = withSession(
  graphql(`mutation WorkAnswer($input: AnswerStepInput!) { answerStep(input: $input) { ...WorkSession } }`),
);

export const workNote = withSession(
  graphql(`mutation WorkNote($input: AddNoteInput!) { addNote(input: $input) { ...WorkSession } }`),
);

export const workUndo = withSession(
  graphql(`mutation WorkUndo($input: UndoStepInput!) { undoStep(input: $input) { ...WorkSession } }`),
);

export const workUpdate = withSession(
  graphql(
    `mutation WorkUpdate($input: UpdateSessionInput!) { updateSession(input: $input) { ...WorkSession } }`,
  ),
);

export const workComplete = withSession(
  graphql(
    `mutation WorkComplete($input: CompleteSessionInput!) { completeSession(input: $input) { ...WorkSession } }`,
  ),
);

export const workResume = withSession(
  graphql(
    `mutation WorkResume($input: ResumeSessionInput!) { resumeSession(input: $input) { ...WorkSession } }`,
  ),
);

export const workHandOff = withSession(
  graphql(`
  mutation WorkHandOff($input: CreateHandoffInput!) {
    createHandoff(input: $input) { id intent session { ...WorkSession } }
  }
`),
);

export const workRelease = graphql(`
  mutation WorkRelease($input: ReleaseHandoffInput!) { releaseHandoff(input: $input) { id } }
`);

export const workReturn = graphql(`
  mutation WorkReturn($input: ReturnHandoffInput!) { returnHandoff(input: $input) { id } }
`);

export const workWithdraw = graphql(`
  mutation WorkWithdraw($input: WithdrawHandoffInput!) { withdrawHandoff(input: $input) { id } }
`);
