import { graphql } from '../generated/index.ts';

/** Operations that the tests of handoffs share. */

export const GetHandoff = graphql(`
  query HandoffsGet($id: ID!) {
    handoff(id: $id) {
      id intent state priority engineerNotes createdAt claimedAt closedAt closeReason
      createdBy { id } target { id } claimedBy { id }
      session { id status engineer { id } currentNode { key } }
      snapshot {
        problem clientName ticketRef treeTitle treeVersionNumber stepCount secondsSpent takenAt
        currentNode { key title }
        steps { index kind nodeTitle branch note actorName }
      }
    }
  }
`);

export const GetSession = graphql(`
  query HandoffsGetSession($id: ID!) {
    session(id: $id) {
      id status outcome engineer { id } openedBy { id } currentNode { key } escalationPackage
      steps { index kind nodeTitle branch note actor { id } }
      handoffs { totalCount nodes { id intent state } }
    }
  }
`);

export const Queue = graphql(`
  query HandoffsQueue($first: Int, $after: String) {
    escalationQueue(first: $first, after: $after) {
      eventCursor totalCount
      edges { cursor node { id priority } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const List = graphql(`
  query HandoffsList($intent: HandoffIntent, $state: HandoffState, $first: Int, $after: String) {
    handoffs(intent: $intent, state: $state, first: $first, after: $after) {
      totalCount
      nodes { id intent state }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const Release = graphql(`
  mutation HandoffsRelease($input: ReleaseHandoffInput!) {
    releaseHandoff(input: $input) { id state claimedBy { id } claimedAt session { id status engineer { id } } }
  }
`);

export const Return = graphql(`
  mutation HandoffsReturn($input: ReturnHandoffInput!) {
    returnHandoff(input: $input) { id state closedAt closeReason session { id status engineer { id } } }
  }
`);

export const Withdraw = graphql(`
  mutation HandoffsWithdraw($input: WithdrawHandoffInput!) {
    withdrawHandoff(input: $input) { id state closeReason session { id status engineer { id } } }
  }
`);

export const Resume = graphql(`
  mutation HandoffsResume($input: ResumeSessionInput!) {
    resumeSession(input: $input) { id status handoffs { nodes { intent state closeReason } } }
  }
`);

export const Complete = graphql(`
  mutation HandoffsComplete($input: CompleteSessionInput!) {
    completeSession(input: $input) { id status outcome handoffs { nodes { id state closeReason } } }
  }
`);

export const Answer = graphql(`
  mutation HandoffsAnswer($input: AnswerStepInput!) {
    answerStep(input: $input) { id currentNode { key } }
  }
`);

export const Note = graphql(`
  mutation HandoffsNote($input: AddNoteInput!) {
    addNote(input: $input) { id }
  }
`);

export const Deactivate = graphql(`
  mutation HandoffsDeactivate($input: DeactivateUserInput!) {
    deactivateUser(input: $input) { id isActive }
  }
`);

export const SetRole = graphql(`
  mutation HandoffsSetRole($input: UpdateUserRoleInput!) {
    updateUserRole(input: $input) { id role }
  }
`);
