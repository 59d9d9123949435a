/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AcceptInvitationInput = {
  name: string;
  password: string;
  token: string;
};

export type AddNoteInput = {
  idempotencyKey?: string | null | undefined;
  sessionId: string | number;
  text: string;
};

export type AnswerStepInput = {
  /** The label of one of its branches. */
  branch: string;
  /** The node being answered; CONFLICT when it is not the current one. */
  nodeKey: string;
  note?: string | null | undefined;
  sessionId: string | number;
};

export type ArchiveTreeInput = {
  id: string | number;
};

export type ChangePasswordInput = {
  currentPassword: string;
  newPassword: string;
};

export type ClaimHandoffInput = {
  handoffId: string | number;
};

export type CompleteSessionInput = {
  outcome: SessionOutcome;
  sessionId: string | number;
  summary?: string | null | undefined;
};

export type CreateHandoffInput = {
  /** What the next person should know. Required to escalate. */
  engineerNotes?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  intent: HandoffIntent;
  priority?: Priority;
  sessionId: string | number;
  /** Whom you would like to take it. Anybody may still claim it. */
  targetUserId?: string | number | null | undefined;
};

export type CreateTreeInput = {
  category?: string | null | undefined;
  description?: string | null | undefined;
  /** Left out: an empty draft. */
  document?: TreeDocumentInput | null | undefined;
  idempotencyKey?: string | null | undefined;
  tags?: Array<string> | null | undefined;
  title: string;
};

export type DeactivateUserInput = {
  userId: string | number;
};

export type DeleteTreeInput = {
  id: string | number;
};

/** An ERROR keeps a tree from being published, a WARNING does not. */
export type DiagnosticSeverity =
  | 'ERROR'
  | 'WARNING';

export type EndLiveStreamInput = {
  id: string | number;
};

export type HandoffIntent =
  | 'ESCALATE'
  | 'PARK';

export type HandoffState =
  | 'CLAIMED'
  | 'OPEN'
  | 'RESOLVED'
  | 'RETURNED'
  | 'WITHDRAWN';

export type InviteUserInput = {
  email: string;
  idempotencyKey?: string | null | undefined;
  role: Role;
};

export type LoginInput = {
  email: string;
  password: string;
};

export type LogoutInput = {
  refreshToken: string;
};

export type Priority =
  | 'HIGH'
  | 'LOW'
  | 'NORMAL'
  | 'URGENT';

export type PublishTreeInput = {
  /** What is new, for those who use the tree. */
  changeNote?: string | null | undefined;
  /** The revision you have seen; with it, nothing unseen is published. */
  expectedRevision?: number | null | undefined;
  id: string | number;
  idempotencyKey?: string | null | undefined;
};

export type ReactivateUserInput = {
  userId: string | number;
};

export type RefreshTokensInput = {
  refreshToken: string;
};

export type RegisterInput = {
  accountName: string;
  email: string;
  name: string;
  password: string;
};

export type ReleaseHandoffInput = {
  handoffId: string | number;
  reason?: string | null | undefined;
};

export type RequestPasswordResetInput = {
  email: string;
};

export type ResetPasswordInput = {
  password: string;
  token: string;
};

export type ResumeSessionInput = {
  sessionId: string | number;
};

export type ReturnHandoffInput = {
  guidance: string;
  handoffId: string | number;
};

export type Role =
  | 'ADMIN'
  | 'ENGINEER'
  | 'OWNER'
  | 'VIEWER';

export type SessionOutcome =
  | 'RESOLVED'
  | 'UNRESOLVED';

/** MINE: those the viewer opened or has. ACCOUNT: everybody’s. */
export type SessionScope =
  | 'ACCOUNT'
  | 'MINE';

export type SessionStatus =
  | 'ACTIVE'
  | 'COMPLETED'
  | 'ESCALATED'
  | 'PARKED';

export type StartSessionInput = {
  clientName?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  problem: string;
  ticketRef?: string | null | undefined;
  /** A published tree to follow; without one, the session is free text. */
  treeId?: string | number | null | undefined;
};

export type StepKind =
  | 'ANSWER'
  | 'CLAIM'
  | 'HANDOFF'
  | 'NOTE'
  | 'RETURN';

export type TranscriptFormat =
  | 'HTML'
  | 'JSON'
  | 'MARKDOWN'
  | 'TEXT';

export type TreeBranchInput = {
  label: string;
  to: string;
};

export type TreeDocumentInput = {
  nodes: Array<TreeNodeInput>;
  /** May be empty in a draft. */
  rootKey: string;
};

export type TreeNodeInput = {
  body?: string | null | undefined;
  /** None, in a step that ends a path. */
  branches?: Array<TreeBranchInput> | null | undefined;
  key: string;
  kind: TreeNodeKind;
  title: string;
};

/** What a step asks of the engineer. SOLUTION and ESCALATION end a path. */
export type TreeNodeKind =
  | 'ACTION'
  | 'ESCALATION'
  | 'QUESTION'
  | 'SOLUTION';

/** DRAFT: never published. PUBLISHED: in use. ARCHIVED: put away, until it is published again. */
export type TreeStatus =
  | 'ARCHIVED'
  | 'DRAFT'
  | 'PUBLISHED';

export type UndoStepInput = {
  sessionId: string | number;
};

export type UpdateSessionInput = {
  clientName?: string | null | undefined;
  problem?: string | null | undefined;
  sessionId: string | number;
  ticketRef?: string | null | undefined;
};

/** What is left out stays as it is; null clears a description, a category or the tags. */
export type UpdateTreeInput = {
  category?: string | null | undefined;
  description?: string | null | undefined;
  document?: TreeDocumentInput | null | undefined;
  /** The revision you have seen. */
  expectedRevision: number;
  id: string | number;
  tags?: Array<string> | null | undefined;
  title?: string | null | undefined;
};

export type UpdateUserRoleInput = {
  role: Role;
  userId: string | number;
};

export type WithdrawHandoffInput = {
  handoffId: string | number;
  reason?: string | null | undefined;
};

export type AccountsRegisterMutationVariables = Exact<{
  input: RegisterInput;
}>;


export type AccountsRegisterMutation = { register: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, user: { id: string, name: string, email: string, role: Role, isActive: boolean, account: { id: string, name: string } } } };

export type AccountsLoginMutationVariables = Exact<{
  input: LoginInput;
}>;


export type AccountsLoginMutation = { login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, user: { id: string, name: string, role: Role, account: { id: string } } } };

export type AccountsRefreshTokensMutationVariables = Exact<{
  input: RefreshTokensInput;
}>;


export type AccountsRefreshTokensMutation = { refreshTokens: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, user: { id: string } } };

export type AccountsLogoutMutationVariables = Exact<{
  input: LogoutInput;
}>;


export type AccountsLogoutMutation = { logout: boolean };

export type AccountsLogoutEverybodyMutationVariables = Exact<{ [key: string]: never; }>;


export type AccountsLogoutEverybodyMutation = { logoutEverybody: boolean };

export type AccountsLogoutEverywhereMutationVariables = Exact<{ [key: string]: never; }>;


export type AccountsLogoutEverywhereMutation = { logoutEverywhere: boolean };

export type AccountsChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type AccountsChangePasswordMutation = { changePassword: { accessToken: string, refreshToken: string, user: { id: string } } };

export type AccountsRequestPasswordResetMutationVariables = Exact<{
  input: RequestPasswordResetInput;
}>;


export type AccountsRequestPasswordResetMutation = { requestPasswordReset: boolean };

export type AccountsResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type AccountsResetPasswordMutation = { resetPassword: { accessToken: string, refreshToken: string, user: { id: string } } };

export type AccountsInviteUserMutationVariables = Exact<{
  input: InviteUserInput;
}>;


export type AccountsInviteUserMutation = { inviteUser: { id: string, email: string, role: Role, acceptUrl: string, expiresAt: string } };

export type AccountsAcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AccountsAcceptInvitationMutation = { acceptInvitation: { accessToken: string, refreshToken: string, user: { id: string, name: string, email: string, role: Role, isActive: boolean, account: { id: string, name: string } } } };

export type AccountsUpdateUserRoleMutationVariables = Exact<{
  input: UpdateUserRoleInput;
}>;


export type AccountsUpdateUserRoleMutation = { updateUserRole: { id: string, role: Role } };

export type AccountsDeactivateUserMutationVariables = Exact<{
  input: DeactivateUserInput;
}>;


export type AccountsDeactivateUserMutation = { deactivateUser: { id: string, isActive: boolean } };

export type AccountsReactivateUserMutationVariables = Exact<{
  input: ReactivateUserInput;
}>;


export type AccountsReactivateUserMutation = { reactivateUser: { id: string, isActive: boolean } };

export type AccountsMeQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountsMeQuery = { me: { id: string, name: string, email: string, role: Role, isActive: boolean, account: { id: string, name: string } } };

export type AccountsUsersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
}>;


export type AccountsUsersQuery = { users: { totalCount: number, nodes: Array<{ id: string, name: string, email: string, role: Role, isActive: boolean, account: { id: string } }>, edges: Array<{ cursor: string, node: { id: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type AccountsTreeCursorQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountsTreeCursorQuery = { trees: { edges: Array<{ cursor: string }> } };

export type ClientEscalationsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ClientEscalationsSubscription = { escalationEvents:
    | { __typename: 'EscalationClaimed', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string }, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationCreated', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string }, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationReleased', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string }, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationResolved', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string }, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationReturned', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string }, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationWithdrawn', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string }, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'StreamReady', cursor: string, accountId: string }
   };

export type ClientQueueItemFragment = { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } };

export type ClientQueueQueryVariables = Exact<{ [key: string]: never; }>;


export type ClientQueueQuery = { escalationQueue: { eventCursor: string, nodes: Array<{ id: string }> } };

export type HandoffsGetQueryVariables = Exact<{
  id: string | number;
}>;


export type HandoffsGetQuery = { handoff: { id: string, intent: HandoffIntent, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, closedAt: string | null, closeReason: string | null, createdBy: { id: string }, target: { id: string } | null, claimedBy: { id: string } | null, session: { id: string, status: SessionStatus, engineer: { id: string }, currentNode: { key: string } | null }, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number, takenAt: string, currentNode: { key: string, title: string } | null, steps: Array<{ index: number, kind: StepKind, nodeTitle: string | null, branch: string | null, note: string | null, actorName: string }> } } | null };

export type HandoffsGetSessionQueryVariables = Exact<{
  id: string | number;
}>;


export type HandoffsGetSessionQuery = { session: { id: string, status: SessionStatus, outcome: SessionOutcome | null, escalationPackage: unknown, engineer: { id: string }, openedBy: { id: string }, currentNode: { key: string } | null, steps: Array<{ index: number, kind: StepKind, nodeTitle: string | null, branch: string | null, note: string | null, actor: { id: string } }>, handoffs: { totalCount: number, nodes: Array<{ id: string, intent: HandoffIntent, state: HandoffState }> } } | null };

export type HandoffsQueueQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type HandoffsQueueQuery = { escalationQueue: { eventCursor: string, totalCount: number, edges: Array<{ cursor: string, node: { id: string, priority: Priority } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type HandoffsListQueryVariables = Exact<{
  intent?: HandoffIntent | null | undefined;
  state?: HandoffState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type HandoffsListQuery = { handoffs: { totalCount: number, nodes: Array<{ id: string, intent: HandoffIntent, state: HandoffState }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type HandoffsReleaseMutationVariables = Exact<{
  input: ReleaseHandoffInput;
}>;


export type HandoffsReleaseMutation = { releaseHandoff: { id: string, state: HandoffState, claimedAt: string | null, claimedBy: { id: string } | null, session: { id: string, status: SessionStatus, engineer: { id: string } } } };

export type HandoffsReturnMutationVariables = Exact<{
  input: ReturnHandoffInput;
}>;


export type HandoffsReturnMutation = { returnHandoff: { id: string, state: HandoffState, closedAt: string | null, closeReason: string | null, session: { id: string, status: SessionStatus, engineer: { id: string } } } };

export type HandoffsWithdrawMutationVariables = Exact<{
  input: WithdrawHandoffInput;
}>;


export type HandoffsWithdrawMutation = { withdrawHandoff: { id: string, state: HandoffState, closeReason: string | null, session: { id: string, status: SessionStatus, engineer: { id: string } } } };

export type HandoffsResumeMutationVariables = Exact<{
  input: ResumeSessionInput;
}>;


export type HandoffsResumeMutation = { resumeSession: { id: string, status: SessionStatus, handoffs: { nodes: Array<{ intent: HandoffIntent, state: HandoffState, closeReason: string | null }> } } };

export type HandoffsCompleteMutationVariables = Exact<{
  input: CompleteSessionInput;
}>;


export type HandoffsCompleteMutation = { completeSession: { id: string, status: SessionStatus, outcome: SessionOutcome | null, handoffs: { nodes: Array<{ id: string, state: HandoffState, closeReason: string | null }> } } };

export type HandoffsAnswerMutationVariables = Exact<{
  input: AnswerStepInput;
}>;


export type HandoffsAnswerMutation = { answerStep: { id: string, currentNode: { key: string } | null } };

export type HandoffsNoteMutationVariables = Exact<{
  input: AddNoteInput;
}>;


export type HandoffsNoteMutation = { addNote: { id: string } };

export type HandoffsDeactivateMutationVariables = Exact<{
  input: DeactivateUserInput;
}>;


export type HandoffsDeactivateMutation = { deactivateUser: { id: string, isActive: boolean } };

export type HandoffsSetRoleMutationVariables = Exact<{
  input: UpdateUserRoleInput;
}>;


export type HandoffsSetRoleMutation = { updateUserRole: { id: string, role: Role } };

export type ReadingQueueInPiecesQueryVariables = Exact<{
  people: boolean;
}>;


export type ReadingQueueInPiecesQuery = { queue: { edges: Array<{ cursor: string, node: { priority: Priority, id: string, createdBy?: { name: string }, snapshot: { problem: string, stepCount: number }, target: { email: string } | null } }>, nodes: Array<{ id: string, notes: string, session: { problem: string, status: SessionStatus, startedAt: string, handoffs: { nodes: Array<{ id: string }> }, engineer: { name: string, account: { name: string } }, tree: { title: string } | null, currentNode: { key: string } | null, steps: Array<{ kind: StepKind }> }, claimedBy: { id: string } | null }> } };

export type ReadingWithSessionFragment = { session: { problem: string, status: SessionStatus, startedAt: string, handoffs: { nodes: Array<{ id: string }> }, engineer: { name: string, account: { name: string } }, tree: { title: string } | null, currentNode: { key: string } | null, steps: Array<{ kind: StepKind }> }, claimedBy: { id: string } | null };

export type ReadingSessionFragment = { problem: string, status: SessionStatus, startedAt: string, engineer: { name: string, account: { name: string } }, tree: { title: string } | null, currentNode: { key: string } | null, steps: Array<{ kind: StepKind }> };

export type ReadingOneHandoffQueryVariables = Exact<{
  id: string | number;
}>;


export type ReadingOneHandoffQuery = { handoff: { state: HandoffState, claimedAt: string | null, closeReason: string | null, claimedBy: { id: string, name: string, role: Role, isActive: boolean } | null, session: { id: string, clientName: string | null, ticketRef: string | null, outcome: SessionOutcome | null, completedAt: string | null, summary: string | null, openedBy: { id: string }, engineer: { id: string } } } | null, node:
    | { state: HandoffState, claimedBy: { id: string } | null, session: { clientName: string | null } }
    | Record<PropertyKey, never>
   | null };

export type StoryCreateTreeMutationVariables = Exact<{
  input: CreateTreeInput;
}>;


export type StoryCreateTreeMutation = { createTree: { id: string, revision: number } };

export type StoryPublishTreeMutationVariables = Exact<{
  input: PublishTreeInput;
}>;


export type StoryPublishTreeMutation = { publishTree: { id: string, title: string, publishedVersion: { id: string, number: number } | null } };

export type StoryStartSessionMutationVariables = Exact<{
  input: StartSessionInput;
}>;


export type StoryStartSessionMutation = { startSession: { id: string, status: SessionStatus, currentNode: { key: string } | null } };

export type StoryCreateHandoffMutationVariables = Exact<{
  input: CreateHandoffInput;
}>;


export type StoryCreateHandoffMutation = { createHandoff: { id: string, state: HandoffState, intent: HandoffIntent, priority: Priority, session: { id: string, status: SessionStatus } } };

export type StoryClaimMutationVariables = Exact<{
  input: ClaimHandoffInput;
}>;


export type StoryClaimMutation = { claimHandoff:
    | { __typename: 'HandoffAlreadyClaimed', claimedAt: string, claimedBy: { id: string, name: string }, handoff: { id: string, state: HandoffState } }
    | { __typename: 'HandoffClaimed', handoff: { id: string, state: HandoffState } }
    | { __typename: 'HandoffNotClaimable', reason: string, handoff: { id: string, state: HandoffState } }
   };

export type StoryEscalationEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type StoryEscalationEventsSubscription = { escalationEvents:
    | { __typename: 'EscalationClaimed', cursor: string, replayed: boolean, actor: { id: string }, handoff: { id: string } }
    | { __typename: 'EscalationCreated', cursor: string, replayed: boolean, at: string, actor: { id: string }, handoff: { id: string, state: HandoffState, engineerNotes: string } }
    | { __typename: 'EscalationReleased', cursor: string, replayed: boolean, reason: string | null, actor: { id: string }, handoff: { id: string } }
    | { __typename: 'EscalationResolved', cursor: string, replayed: boolean, actor: { id: string }, handoff: { id: string } }
    | { __typename: 'EscalationReturned', cursor: string, replayed: boolean, reason: string | null, actor: { id: string }, handoff: { id: string } }
    | { __typename: 'EscalationWithdrawn', cursor: string, replayed: boolean, reason: string | null, actor: { id: string }, handoff: { id: string } }
    | { __typename: 'StreamReady', cursor: string, accountId: string }
   };

export type StoryEscalationCreatedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type StoryEscalationCreatedSubscription = { escalationCreated: { cursor: string, replayed: boolean, handoff: { id: string, priority: Priority, engineerNotes: string, createdBy: { id: string, name: string }, snapshot: { problem: string, stepCount: number } } } };

export type LiveStreamsListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LiveStreamsListQuery = { liveStreams: { totalCount: number, nodes: Array<{ id: string, openedAt: string, eventsBehind: number, user: { id: string, name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type LiveStreamsEndMutationVariables = Exact<{
  input: EndLiveStreamInput;
}>;


export type LiveStreamsEndMutation = { endLiveStream: boolean };

export type SessionsFactsFragment = { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, tree: { id: string, title: string } | null, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string } }>, engineer: { id: string }, openedBy: { id: string } };

export type SessionsStartMutationVariables = Exact<{
  input: StartSessionInput;
}>;


export type SessionsStartMutation = { startSession: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, tree: { id: string, title: string } | null, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string } }>, engineer: { id: string }, openedBy: { id: string } } };

export type SessionsAnswerMutationVariables = Exact<{
  input: AnswerStepInput;
}>;


export type SessionsAnswerMutation = { answerStep: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, tree: { id: string, title: string } | null, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string } }>, engineer: { id: string }, openedBy: { id: string } } };

export type SessionsNoteMutationVariables = Exact<{
  input: AddNoteInput;
}>;


export type SessionsNoteMutation = { addNote: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, tree: { id: string, title: string } | null, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string } }>, engineer: { id: string }, openedBy: { id: string } } };

export type SessionsUndoMutationVariables = Exact<{
  input: UndoStepInput;
}>;


export type SessionsUndoMutation = { undoStep: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, tree: { id: string, title: string } | null, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string } }>, engineer: { id: string }, openedBy: { id: string } } };

export type SessionsUpdateMutationVariables = Exact<{
  input: UpdateSessionInput;
}>;


export type SessionsUpdateMutation = { updateSession: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, tree: { id: string, title: string } | null, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string } }>, engineer: { id: string }, openedBy: { id: string } } };

export type SessionsCompleteMutationVariables = Exact<{
  input: CompleteSessionInput;
}>;


export type SessionsCompleteMutation = { completeSession: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, tree: { id: string, title: string } | null, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string } }>, engineer: { id: string }, openedBy: { id: string } } };

export type SessionsOneQueryVariables = Exact<{
  id: string | number;
}>;


export type SessionsOneQuery = { session: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, tree: { id: string, title: string } | null, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string } }>, engineer: { id: string }, openedBy: { id: string } } | null };

export type SessionsListQueryVariables = Exact<{
  scope?: SessionScope | null | undefined;
  status?: SessionStatus | null | undefined;
  search?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SessionsListQuery = { sessions: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, problem: string, status: SessionStatus }> } };

export type SessionsTranscriptQueryVariables = Exact<{
  id: string | number;
  format: TranscriptFormat;
}>;


export type SessionsTranscriptQuery = { session: { transcript: string } | null };

export type SessionsParkMutationVariables = Exact<{
  sessionId: string | number;
}>;


export type SessionsParkMutation = { createHandoff: { id: string, snapshot: { secondsSpent: number, stepCount: number }, session: { status: SessionStatus } } };

export type SessionsResumeMutationVariables = Exact<{
  sessionId: string | number;
}>;


export type SessionsResumeMutation = { resumeSession: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, tree: { id: string, title: string } | null, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string } }>, engineer: { id: string }, openedBy: { id: string } } };

export type SessionsAnyNodeQueryVariables = Exact<{
  id: string | number;
}>;


export type SessionsAnyNodeQuery = { node:
    | { __typename: 'Account', id: string }
    | { __typename: 'Handoff', id: string }
    | { __typename: 'Session', problem: string, id: string }
    | { __typename: 'Tree', id: string }
    | { __typename: 'TreeVersion', id: string }
    | { __typename: 'User', id: string }
   | null };

export type TreesOfSessionQueryVariables = Exact<{
  id: string | number;
}>;


export type TreesOfSessionQuery = { session: { currentNode: { key: string } | null, tree: { id: string } | null, treeVersion: { id: string, number: number, title: string, document: { nodes: Array<{ key: string }> } } | null } | null };

export type TreesAnswerYesMutationVariables = Exact<{
  sessionId: string | number;
}>;


export type TreesAnswerYesMutation = { answerStep: { currentNode: { key: string } | null } };

export type TreesAnyNodeQueryVariables = Exact<{
  id: string | number;
}>;


export type TreesAnyNodeQuery = { node:
    | { __typename: 'Account', id: string }
    | { __typename: 'Handoff', id: string }
    | { __typename: 'Session', id: string }
    | { __typename: 'Tree', id: string }
    | { __typename: 'TreeVersion', id: string }
    | { __typename: 'User', id: string }
   | null };

export type TreesFactsFragment = { id: string, title: string, description: string | null, category: string | null, tags: Array<string>, status: TreeStatus, revision: number, createdAt: string, updatedAt: string, document: { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> }> }, publishedVersion: { id: string, number: number, title: string, changeNote: string | null } | null, createdBy: { id: string } };

export type TreesCreateMutationVariables = Exact<{
  input: CreateTreeInput;
}>;


export type TreesCreateMutation = { createTree: { id: string, title: string, description: string | null, category: string | null, tags: Array<string>, status: TreeStatus, revision: number, createdAt: string, updatedAt: string, document: { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> }> }, publishedVersion: { id: string, number: number, title: string, changeNote: string | null } | null, createdBy: { id: string } } };

export type TreesUpdateMutationVariables = Exact<{
  input: UpdateTreeInput;
}>;


export type TreesUpdateMutation = { updateTree: { id: string, title: string, description: string | null, category: string | null, tags: Array<string>, status: TreeStatus, revision: number, createdAt: string, updatedAt: string, document: { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> }> }, publishedVersion: { id: string, number: number, title: string, changeNote: string | null } | null, createdBy: { id: string } } };

export type TreesPublishMutationVariables = Exact<{
  input: PublishTreeInput;
}>;


export type TreesPublishMutation = { publishTree: { id: string, title: string, description: string | null, category: string | null, tags: Array<string>, status: TreeStatus, revision: number, createdAt: string, updatedAt: string, document: { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> }> }, publishedVersion: { id: string, number: number, title: string, changeNote: string | null } | null, createdBy: { id: string } } };

export type TreesArchiveMutationVariables = Exact<{
  input: ArchiveTreeInput;
}>;


export type TreesArchiveMutation = { archiveTree: { id: string, title: string, description: string | null, category: string | null, tags: Array<string>, status: TreeStatus, revision: number, createdAt: string, updatedAt: string, document: { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> }> }, publishedVersion: { id: string, number: number, title: string, changeNote: string | null } | null, createdBy: { id: string } } };

export type TreesDeleteMutationVariables = Exact<{
  input: DeleteTreeInput;
}>;


export type TreesDeleteMutation = { deleteTree: string };

export type TreesOneQueryVariables = Exact<{
  id: string | number;
}>;


export type TreesOneQuery = { tree: { id: string, title: string, description: string | null, category: string | null, tags: Array<string>, status: TreeStatus, revision: number, createdAt: string, updatedAt: string, document: { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> }> }, publishedVersion: { id: string, number: number, title: string, changeNote: string | null } | null, createdBy: { id: string } } | null };

export type TreesDiagnosticsQueryVariables = Exact<{
  id: string | number;
}>;


export type TreesDiagnosticsQuery = { tree: { diagnostics: Array<{ severity: DiagnosticSeverity, code: string, nodeKey: string | null, message: string }> } | null };

export type TreesVersionsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TreesVersionsQuery = { tree: { versions: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ cursor: string }>, nodes: Array<{ id: string, number: number, title: string, changeNote: string | null, publishedAt: string, publishedBy: { id: string }, document: { rootKey: string, nodes: Array<{ key: string, title: string }> } }> } } | null };

export type TreesListQueryVariables = Exact<{
  search?: string | null | undefined;
  category?: string | null | undefined;
  tag?: string | null | undefined;
  status?: TreeStatus | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TreesListQuery = { trees: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ cursor: string, node: { id: string } }>, nodes: Array<{ id: string, title: string }> } };

export type TreesCategoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type TreesCategoriesQuery = { treeCategories: Array<{ name: string, treeCount: number }> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ClientQueueItemFragmentDoc = new TypedDocumentString(`
    fragment ClientQueueItem on Handoff {
  id
  state
  priority
  engineerNotes
  createdAt
  createdBy {
    id
    name
  }
  target {
    id
    name
  }
  claimedBy {
    id
    name
  }
  claimedAt
  snapshot {
    problem
    clientName
    ticketRef
    treeTitle
    treeVersionNumber
    stepCount
    secondsSpent
  }
}
    `, {"fragmentName":"ClientQueueItem"}) as unknown as TypedDocumentString<ClientQueueItemFragment, unknown>;
export const ReadingSessionFragmentDoc = new TypedDocumentString(`
    fragment ReadingSession on Session {
  problem
  status
  startedAt
  engineer {
    name
    account {
      name
    }
  }
  tree {
    title
  }
  currentNode {
    key
  }
  steps {
    kind
  }
}
    `, {"fragmentName":"ReadingSession"}) as unknown as TypedDocumentString<ReadingSessionFragment, unknown>;
export const ReadingWithSessionFragmentDoc = new TypedDocumentString(`
    fragment ReadingWithSession on Handoff {
  session {
    ...ReadingSession
    handoffs {
      nodes {
        id
      }
    }
  }
  claimedBy {
    id
  }
}
    fragment ReadingSession on Session {
  problem
  status
  startedAt
  engineer {
    name
    account {
      name
    }
  }
  tree {
    title
  }
  currentNode {
    key
  }
  steps {
    kind
  }
}`, {"fragmentName":"ReadingWithSession"}) as unknown as TypedDocumentString<ReadingWithSessionFragment, unknown>;
export const SessionsFactsFragmentDoc = new TypedDocumentString(`
    fragment SessionsFacts on Session {
  id
  problem
  clientName
  ticketRef
  status
  outcome
  summary
  tree {
    id
    title
  }
  treeVersion {
    id
    number
    title
  }
  currentNode {
    key
    kind
    title
    branches {
      label
      to
    }
  }
  steps {
    index
    kind
    nodeKey
    nodeTitle
    branch
    note
    actor {
      id
    }
    at
  }
  engineer {
    id
  }
  openedBy {
    id
  }
  startedAt
  completedAt
}
    `, {"fragmentName":"SessionsFacts"}) as unknown as TypedDocumentString<SessionsFactsFragment, unknown>;
export const TreesFactsFragmentDoc = new TypedDocumentString(`
    fragment TreesFacts on Tree {
  id
  title
  description
  category
  tags
  status
  revision
  document {
    rootKey
    nodes {
      key
      kind
      title
      body
      branches {
        label
        to
      }
    }
  }
  publishedVersion {
    id
    number
    title
    changeNote
  }
  createdBy {
    id
  }
  createdAt
  updatedAt
}
    `, {"fragmentName":"TreesFacts"}) as unknown as TypedDocumentString<TreesFactsFragment, unknown>;
export const AccountsRegisterDocument = new TypedDocumentString(`
    mutation AccountsRegister($input: RegisterInput!) {
  register(input: $input) {
    accessToken
    accessTokenExpiresAt
    refreshToken
    user {
      id
      name
      email
      role
      isActive
      account {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsRegisterMutation, AccountsRegisterMutationVariables>;
export const AccountsLoginDocument = new TypedDocumentString(`
    mutation AccountsLogin($input: LoginInput!) {
  login(input: $input) {
    accessToken
    accessTokenExpiresAt
    refreshToken
    user {
      id
      name
      role
      account {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsLoginMutation, AccountsLoginMutationVariables>;
export const AccountsRefreshTokensDocument = new TypedDocumentString(`
    mutation AccountsRefreshTokens($input: RefreshTokensInput!) {
  refreshTokens(input: $input) {
    accessToken
    accessTokenExpiresAt
    refreshToken
    user {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsRefreshTokensMutation, AccountsRefreshTokensMutationVariables>;
export const AccountsLogoutDocument = new TypedDocumentString(`
    mutation AccountsLogout($input: LogoutInput!) {
  logout(input: $input)
}
    `) as unknown as TypedDocumentString<AccountsLogoutMutation, AccountsLogoutMutationVariables>;
export const AccountsLogoutEverybodyDocument = new TypedDocumentString(`
    mutation AccountsLogoutEverybody {
  logoutEverybody
}
    `) as unknown as TypedDocumentString<AccountsLogoutEverybodyMutation, AccountsLogoutEverybodyMutationVariables>;
export const AccountsLogoutEverywhereDocument = new TypedDocumentString(`
    mutation AccountsLogoutEverywhere {
  logoutEverywhere
}
    `) as unknown as TypedDocumentString<AccountsLogoutEverywhereMutation, AccountsLogoutEverywhereMutationVariables>;
export const AccountsChangePasswordDocument = new TypedDocumentString(`
    mutation AccountsChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    accessToken
    refreshToken
    user {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsChangePasswordMutation, AccountsChangePasswordMutationVariables>;
export const AccountsRequestPasswordResetDocument = new TypedDocumentString(`
    mutation AccountsRequestPasswordReset($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input)
}
    `) as unknown as TypedDocumentString<AccountsRequestPasswordResetMutation, AccountsRequestPasswordResetMutationVariables>;
export const AccountsResetPasswordDocument = new TypedDocumentString(`
    mutation AccountsResetPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input) {
    accessToken
    refreshToken
    user {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsResetPasswordMutation, AccountsResetPasswordMutationVariables>;
export const AccountsInviteUserDocument = new TypedDocumentString(`
    mutation AccountsInviteUser($input: InviteUserInput!) {
  inviteUser(input: $input) {
    id
    email
    role
    acceptUrl
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<AccountsInviteUserMutation, AccountsInviteUserMutationVariables>;
export const AccountsAcceptInvitationDocument = new TypedDocumentString(`
    mutation AccountsAcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    accessToken
    refreshToken
    user {
      id
      name
      email
      role
      isActive
      account {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsAcceptInvitationMutation, AccountsAcceptInvitationMutationVariables>;
export const AccountsUpdateUserRoleDocument = new TypedDocumentString(`
    mutation AccountsUpdateUserRole($input: UpdateUserRoleInput!) {
  updateUserRole(input: $input) {
    id
    role
  }
}
    `) as unknown as TypedDocumentString<AccountsUpdateUserRoleMutation, AccountsUpdateUserRoleMutationVariables>;
export const AccountsDeactivateUserDocument = new TypedDocumentString(`
    mutation AccountsDeactivateUser($input: DeactivateUserInput!) {
  deactivateUser(input: $input) {
    id
    isActive
  }
}
    `) as unknown as TypedDocumentString<AccountsDeactivateUserMutation, AccountsDeactivateUserMutationVariables>;
export const AccountsReactivateUserDocument = new TypedDocumentString(`
    mutation AccountsReactivateUser($input: ReactivateUserInput!) {
  reactivateUser(input: $input) {
    id
    isActive
  }
}
    `) as unknown as TypedDocumentString<AccountsReactivateUserMutation, AccountsReactivateUserMutationVariables>;
export const AccountsMeDocument = new TypedDocumentString(`
    query AccountsMe {
  me {
    id
    name
    email
    role
    isActive
    account {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsMeQuery, AccountsMeQueryVariables>;
export const AccountsUsersDocument = new TypedDocumentString(`
    query AccountsUsers($first: Int, $after: String, $search: String) {
  users(first: $first, after: $after, search: $search) {
    totalCount
    nodes {
      id
      name
      email
      role
      isActive
      account {
        id
      }
    }
    edges {
      cursor
      node {
        id
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsUsersQuery, AccountsUsersQueryVariables>;
export const AccountsTreeCursorDocument = new TypedDocumentString(`
    query AccountsTreeCursor {
  trees(first: 1) {
    edges {
      cursor
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsTreeCursorQuery, AccountsTreeCursorQueryVariables>;
export const ClientEscalationsDocument = new TypedDocumentString(`
    subscription ClientEscalations($after: EventCursor) {
  escalationEvents(after: $after) {
    __typename
    ... on StreamReady {
      cursor
      accountId
    }
    ... on EscalationCreated {
      cursor
      replayed
      at
      actor {
        id
        name
      }
      reason
      handoff {
        ...ClientQueueItem
      }
    }
    ... on EscalationClaimed {
      cursor
      replayed
      at
      actor {
        id
        name
      }
      reason
      handoff {
        ...ClientQueueItem
      }
    }
    ... on EscalationReleased {
      cursor
      replayed
      at
      actor {
        id
        name
      }
      reason
      handoff {
        ...ClientQueueItem
      }
    }
    ... on EscalationReturned {
      cursor
      replayed
      at
      actor {
        id
        name
      }
      reason
      handoff {
        ...ClientQueueItem
      }
    }
    ... on EscalationWithdrawn {
      cursor
      replayed
      at
      actor {
        id
        name
      }
      reason
      handoff {
        ...ClientQueueItem
      }
    }
    ... on EscalationResolved {
      cursor
      replayed
      at
      actor {
        id
        name
      }
      reason
      handoff {
        ...ClientQueueItem
      }
    }
  }
}
    fragment ClientQueueItem on Handoff {
  id
  state
  priority
  engineerNotes
  createdAt
  createdBy {
    id
    name
  }
  target {
    id
    name
  }
  claimedBy {
    id
    name
  }
  claimedAt
  snapshot {
    problem
    clientName
    ticketRef
    treeTitle
    treeVersionNumber
    stepCount
    secondsSpent
  }
}`) as unknown as TypedDocumentString<ClientEscalationsSubscription, ClientEscalationsSubscriptionVariables>;
export const ClientQueueDocument = new TypedDocumentString(`
    query ClientQueue {
  escalationQueue(first: 100) {
    eventCursor
    nodes {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<ClientQueueQuery, ClientQueueQueryVariables>;
export const HandoffsGetDocument = new TypedDocumentString(`
    query HandoffsGet($id: ID!) {
  handoff(id: $id) {
    id
    intent
    state
    priority
    engineerNotes
    createdAt
    claimedAt
    closedAt
    closeReason
    createdBy {
      id
    }
    target {
      id
    }
    claimedBy {
      id
    }
    session {
      id
      status
      engineer {
        id
      }
      currentNode {
        key
      }
    }
    snapshot {
      problem
      clientName
      ticketRef
      treeTitle
      treeVersionNumber
      stepCount
      secondsSpent
      takenAt
      currentNode {
        key
        title
      }
      steps {
        index
        kind
        nodeTitle
        branch
        note
        actorName
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffsGetQuery, HandoffsGetQueryVariables>;
export const HandoffsGetSessionDocument = new TypedDocumentString(`
    query HandoffsGetSession($id: ID!) {
  session(id: $id) {
    id
    status
    outcome
    engineer {
      id
    }
    openedBy {
      id
    }
    currentNode {
      key
    }
    escalationPackage
    steps {
      index
      kind
      nodeTitle
      branch
      note
      actor {
        id
      }
    }
    handoffs {
      totalCount
      nodes {
        id
        intent
        state
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffsGetSessionQuery, HandoffsGetSessionQueryVariables>;
export const HandoffsQueueDocument = new TypedDocumentString(`
    query HandoffsQueue($first: Int, $after: String) {
  escalationQueue(first: $first, after: $after) {
    eventCursor
    totalCount
    edges {
      cursor
      node {
        id
        priority
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffsQueueQuery, HandoffsQueueQueryVariables>;
export const HandoffsListDocument = new TypedDocumentString(`
    query HandoffsList($intent: HandoffIntent, $state: HandoffState, $first: Int, $after: String) {
  handoffs(intent: $intent, state: $state, first: $first, after: $after) {
    totalCount
    nodes {
      id
      intent
      state
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffsListQuery, HandoffsListQueryVariables>;
export const HandoffsReleaseDocument = new TypedDocumentString(`
    mutation HandoffsRelease($input: ReleaseHandoffInput!) {
  releaseHandoff(input: $input) {
    id
    state
    claimedBy {
      id
    }
    claimedAt
    session {
      id
      status
      engineer {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffsReleaseMutation, HandoffsReleaseMutationVariables>;
export const HandoffsReturnDocument = new TypedDocumentString(`
    mutation HandoffsReturn($input: ReturnHandoffInput!) {
  returnHandoff(input: $input) {
    id
    state
    closedAt
    closeReason
    session {
      id
      status
      engineer {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffsReturnMutation, HandoffsReturnMutationVariables>;
export const HandoffsWithdrawDocument = new TypedDocumentString(`
    mutation HandoffsWithdraw($input: WithdrawHandoffInput!) {
  withdrawHandoff(input: $input) {
    id
    state
    closeReason
    session {
      id
      status
      engineer {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffsWithdrawMutation, HandoffsWithdrawMutationVariables>;
export const HandoffsResumeDocument = new TypedDocumentString(`
    mutation HandoffsResume($input: ResumeSessionInput!) {
  resumeSession(input: $input) {
    id
    status
    handoffs {
      nodes {
        intent
        state
        closeReason
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffsResumeMutation, HandoffsResumeMutationVariables>;
export const HandoffsCompleteDocument = new TypedDocumentString(`
    mutation HandoffsComplete($input: CompleteSessionInput!) {
  completeSession(input: $input) {
    id
    status
    outcome
    handoffs {
      nodes {
        id
        state
        closeReason
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffsCompleteMutation, HandoffsCompleteMutationVariables>;
export const HandoffsAnswerDocument = new TypedDocumentString(`
    mutation HandoffsAnswer($input: AnswerStepInput!) {
  answerStep(input: $input) {
    id
    currentNode {
      key
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffsAnswerMutation, HandoffsAnswerMutationVariables>;
export const HandoffsNoteDocument = new TypedDocumentString(`
    mutation HandoffsNote($input: AddNoteInput!) {
  addNote(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<HandoffsNoteMutation, HandoffsNoteMutationVariables>;
export const HandoffsDeactivateDocument = new TypedDocumentString(`
    mutation HandoffsDeactivate($input: DeactivateUserInput!) {
  deactivateUser(input: $input) {
    id
    isActive
  }
}
    `) as unknown as TypedDocumentString<HandoffsDeactivateMutation, HandoffsDeactivateMutationVariables>;
export const HandoffsSetRoleDocument = new TypedDocumentString(`
    mutation HandoffsSetRole($input: UpdateUserRoleInput!) {
  updateUserRole(input: $input) {
    id
    role
  }
}
    `) as unknown as TypedDocumentString<HandoffsSetRoleMutation, HandoffsSetRoleMutationVariables>;
export const ReadingQueueInPiecesDocument = new TypedDocumentString(`
    query ReadingQueueInPieces($people: Boolean!) {
  queue: escalationQueue(first: 5) {
    nodes {
      id
      notes: engineerNotes
      ...ReadingWithSession
    }
    edges {
      node {
        ... on Handoff {
          priority
          createdBy @include(if: $people) {
            name
          }
        }
        ... on Node {
          id
        }
      }
      cursor
    }
    ... on EscalationQueueConnection {
      edges {
        node {
          snapshot {
            problem
            stepCount
          }
          target {
            email
          }
        }
      }
    }
  }
}
    fragment ReadingWithSession on Handoff {
  session {
    ...ReadingSession
    handoffs {
      nodes {
        id
      }
    }
  }
  claimedBy {
    id
  }
}
fragment ReadingSession on Session {
  problem
  status
  startedAt
  engineer {
    name
    account {
      name
    }
  }
  tree {
    title
  }
  currentNode {
    key
  }
  steps {
    kind
  }
}`) as unknown as TypedDocumentString<ReadingQueueInPiecesQuery, ReadingQueueInPiecesQueryVariables>;
export const ReadingOneHandoffDocument = new TypedDocumentString(`
    query ReadingOneHandoff($id: ID!) {
  handoff(id: $id) {
    state
    claimedAt
    closeReason
    claimedBy {
      id
      name
      role
      isActive
    }
    session {
      id
      clientName
      ticketRef
      openedBy {
        id
      }
      engineer {
        id
      }
      outcome
      completedAt
      summary
    }
  }
  node(id: $id) {
    ... on Handoff {
      state
      claimedBy {
        id
      }
      session {
        clientName
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReadingOneHandoffQuery, ReadingOneHandoffQueryVariables>;
export const StoryCreateTreeDocument = new TypedDocumentString(`
    mutation StoryCreateTree($input: CreateTreeInput!) {
  createTree(input: $input) {
    id
    revision
  }
}
    `) as unknown as TypedDocumentString<StoryCreateTreeMutation, StoryCreateTreeMutationVariables>;
export const StoryPublishTreeDocument = new TypedDocumentString(`
    mutation StoryPublishTree($input: PublishTreeInput!) {
  publishTree(input: $input) {
    id
    title
    publishedVersion {
      id
      number
    }
  }
}
    `) as unknown as TypedDocumentString<StoryPublishTreeMutation, StoryPublishTreeMutationVariables>;
export const StoryStartSessionDocument = new TypedDocumentString(`
    mutation StoryStartSession($input: StartSessionInput!) {
  startSession(input: $input) {
    id
    status
    currentNode {
      key
    }
  }
}
    `) as unknown as TypedDocumentString<StoryStartSessionMutation, StoryStartSessionMutationVariables>;
export const StoryCreateHandoffDocument = new TypedDocumentString(`
    mutation StoryCreateHandoff($input: CreateHandoffInput!) {
  createHandoff(input: $input) {
    id
    state
    intent
    priority
    session {
      id
      status
    }
  }
}
    `) as unknown as TypedDocumentString<StoryCreateHandoffMutation, StoryCreateHandoffMutationVariables>;
export const StoryClaimDocument = new TypedDocumentString(`
    mutation StoryClaim($input: ClaimHandoffInput!) {
  claimHandoff(input: $input) {
    __typename
    ... on HandoffClaimed {
      handoff {
        id
        state
      }
    }
    ... on HandoffAlreadyClaimed {
      claimedBy {
        id
        name
      }
      claimedAt
      handoff {
        id
        state
      }
    }
    ... on HandoffNotClaimable {
      reason
      handoff {
        id
        state
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StoryClaimMutation, StoryClaimMutationVariables>;
export const StoryEscalationEventsDocument = new TypedDocumentString(`
    subscription StoryEscalationEvents($after: EventCursor) {
  escalationEvents(after: $after) {
    __typename
    ... on StreamReady {
      cursor
      accountId
    }
    ... on EscalationCreated {
      cursor
      replayed
      at
      actor {
        id
      }
      handoff {
        id
        state
        engineerNotes
      }
    }
    ... on EscalationClaimed {
      cursor
      replayed
      actor {
        id
      }
      handoff {
        id
      }
    }
    ... on EscalationReleased {
      cursor
      replayed
      reason
      actor {
        id
      }
      handoff {
        id
      }
    }
    ... on EscalationReturned {
      cursor
      replayed
      reason
      actor {
        id
      }
      handoff {
        id
      }
    }
    ... on EscalationWithdrawn {
      cursor
      replayed
      reason
      actor {
        id
      }
      handoff {
        id
      }
    }
    ... on EscalationResolved {
      cursor
      replayed
      actor {
        id
      }
      handoff {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StoryEscalationEventsSubscription, StoryEscalationEventsSubscriptionVariables>;
export const StoryEscalationCreatedDocument = new TypedDocumentString(`
    subscription StoryEscalationCreated($after: EventCursor) {
  escalationCreated(after: $after) {
    cursor
    replayed
    handoff {
      id
      priority
      engineerNotes
      createdBy {
        id
        name
      }
      snapshot {
        problem
        stepCount
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StoryEscalationCreatedSubscription, StoryEscalationCreatedSubscriptionVariables>;
export const LiveStreamsListDocument = new TypedDocumentString(`
    query LiveStreamsList($first: Int, $after: String) {
  liveStreams(first: $first, after: $after) {
    totalCount
    nodes {
      id
      openedAt
      eventsBehind
      user {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<LiveStreamsListQuery, LiveStreamsListQueryVariables>;
export const LiveStreamsEndDocument = new TypedDocumentString(`
    mutation LiveStreamsEnd($input: EndLiveStreamInput!) {
  endLiveStream(input: $input)
}
    `) as unknown as TypedDocumentString<LiveStreamsEndMutation, LiveStreamsEndMutationVariables>;
export const SessionsStartDocument = new TypedDocumentString(`
    mutation SessionsStart($input: StartSessionInput!) {
  startSession(input: $input) {
    ...SessionsFacts
  }
}
    fragment SessionsFacts on Session {
  id
  problem
  clientName
  ticketRef
  status
  outcome
  summary
  tree {
    id
    title
  }
  treeVersion {
    id
    number
    title
  }
  currentNode {
    key
    kind
    title
    branches {
      label
      to
    }
  }
  steps {
    index
    kind
    nodeKey
    nodeTitle
    branch
    note
    actor {
      id
    }
    at
  }
  engineer {
    id
  }
  openedBy {
    id
  }
  startedAt
  completedAt
}`) as unknown as TypedDocumentString<SessionsStartMutation, SessionsStartMutationVariables>;
export const SessionsAnswerDocument = new TypedDocumentString(`
    mutation SessionsAnswer($input: AnswerStepInput!) {
  answerStep(input: $input) {
    ...SessionsFacts
  }
}
    fragment SessionsFacts on Session {
  id
  problem
  clientName
  ticketRef
  status
  outcome
  summary
  tree {
    id
    title
  }
  treeVersion {
    id
    number
    title
  }
  currentNode {
    key
    kind
    title
    branches {
      label
      to
    }
  }
  steps {
    index
    kind
    nodeKey
    nodeTitle
    branch
    note
    actor {
      id
    }
    at
  }
  engineer {
    id
  }
  openedBy {
    id
  }
  startedAt
  completedAt
}`) as unknown as TypedDocumentString<SessionsAnswerMutation, SessionsAnswerMutationVariables>;
export const SessionsNoteDocument = new TypedDocumentString(`
    mutation SessionsNote($input: AddNoteInput!) {
  addNote(input: $input) {
    ...SessionsFacts
  }
}
    fragment SessionsFacts on Session {
  id
  problem
  clientName
  ticketRef
  status
  outcome
  summary
  tree {
    id
    title
  }
  treeVersion {
    id
    number
    title
  }
  currentNode {
    key
    kind
    title
    branches {
      label
      to
    }
  }
  steps {
    index
    kind
    nodeKey
    nodeTitle
    branch
    note
    actor {
      id
    }
    at
  }
  engineer {
    id
  }
  openedBy {
    id
  }
  startedAt
  completedAt
}`) as unknown as TypedDocumentString<SessionsNoteMutation, SessionsNoteMutationVariables>;
export const SessionsUndoDocument = new TypedDocumentString(`
    mutation SessionsUndo($input: UndoStepInput!) {
  undoStep(input: $input) {
    ...SessionsFacts
  }
}
    fragment SessionsFacts on Session {
  id
  problem
  clientName
  ticketRef
  status
  outcome
  summary
  tree {
    id
    title
  }
  treeVersion {
    id
    number
    title
  }
  currentNode {
    key
    kind
    title
    branches {
      label
      to
    }
  }
  steps {
    index
    kind
    nodeKey
    nodeTitle
    branch
    note
    actor {
      id
    }
    at
  }
  engineer {
    id
  }
  openedBy {
    id
  }
  startedAt
  completedAt
}`) as unknown as TypedDocumentString<SessionsUndoMutation, SessionsUndoMutationVariables>;
export const SessionsUpdateDocument = new TypedDocumentString(`
    mutation SessionsUpdate($input: UpdateSessionInput!) {
  updateSession(input: $input) {
    ...SessionsFacts
  }
}
    fragment SessionsFacts on Session {
  id
  problem
  clientName
  ticketRef
  status
  outcome
  summary
  tree {
    id
    title
  }
  treeVersion {
    id
    number
    title
  }
  currentNode {
    key
    kind
    title
    branches {
      label
      to
    }
  }
  steps {
    index
    kind
    nodeKey
    nodeTitle
    branch
    note
    actor {
      id
    }
    at
  }
  engineer {
    id
  }
  openedBy {
    id
  }
  startedAt
  completedAt
}`) as unknown as TypedDocumentString<SessionsUpdateMutation, SessionsUpdateMutationVariables>;
export const SessionsCompleteDocument = new TypedDocumentString(`
    mutation SessionsComplete($input: CompleteSessionInput!) {
  completeSession(input: $input) {
    ...SessionsFacts
  }
}
    fragment SessionsFacts on Session {
  id
  problem
  clientName
  ticketRef
  status
  outcome
  summary
  tree {
    id
    title
  }
  treeVersion {
    id
    number
    title
  }
  currentNode {
    key
    kind
    title
    branches {
      label
      to
    }
  }
  steps {
    index
    kind
    nodeKey
    nodeTitle
    branch
    note
    actor {
      id
    }
    at
  }
  engineer {
    id
  }
  openedBy {
    id
  }
  startedAt
  completedAt
}`) as unknown as TypedDocumentString<SessionsCompleteMutation, SessionsCompleteMutationVariables>;
export const SessionsOneDocument = new TypedDocumentString(`
    query SessionsOne($id: ID!) {
  session(id: $id) {
    ...SessionsFacts
  }
}
    fragment SessionsFacts on Session {
  id
  problem
  clientName
  ticketRef
  status
  outcome
  summary
  tree {
    id
    title
  }
  treeVersion {
    id
    number
    title
  }
  currentNode {
    key
    kind
    title
    branches {
      label
      to
    }
  }
  steps {
    index
    kind
    nodeKey
    nodeTitle
    branch
    note
    actor {
      id
    }
    at
  }
  engineer {
    id
  }
  openedBy {
    id
  }
  startedAt
  completedAt
}`) as unknown as TypedDocumentString<SessionsOneQuery, SessionsOneQueryVariables>;
export const SessionsListDocument = new TypedDocumentString(`
    query SessionsList($scope: SessionScope, $status: SessionStatus, $search: String, $first: Int, $after: String) {
  sessions(
    scope: $scope
    status: $status
    search: $search
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      problem
      status
    }
  }
}
    `) as unknown as TypedDocumentString<SessionsListQuery, SessionsListQueryVariables>;
export const SessionsTranscriptDocument = new TypedDocumentString(`
    query SessionsTranscript($id: ID!, $format: TranscriptFormat!) {
  session(id: $id) {
    transcript(format: $format)
  }
}
    `) as unknown as TypedDocumentString<SessionsTranscriptQuery, SessionsTranscriptQueryVariables>;
export const SessionsParkDocument = new TypedDocumentString(`
    mutation SessionsPark($sessionId: ID!) {
  createHandoff(input: {sessionId: $sessionId, intent: PARK}) {
    id
    snapshot {
      secondsSpent
      stepCount
    }
    session {
      status
    }
  }
}
    `) as unknown as TypedDocumentString<SessionsParkMutation, SessionsParkMutationVariables>;
export const SessionsResumeDocument = new TypedDocumentString(`
    mutation SessionsResume($sessionId: ID!) {
  resumeSession(input: {sessionId: $sessionId}) {
    ...SessionsFacts
  }
}
    fragment SessionsFacts on Session {
  id
  problem
  clientName
  ticketRef
  status
  outcome
  summary
  tree {
    id
    title
  }
  treeVersion {
    id
    number
    title
  }
  currentNode {
    key
    kind
    title
    branches {
      label
      to
    }
  }
  steps {
    index
    kind
    nodeKey
    nodeTitle
    branch
    note
    actor {
      id
    }
    at
  }
  engineer {
    id
  }
  openedBy {
    id
  }
  startedAt
  completedAt
}`) as unknown as TypedDocumentString<SessionsResumeMutation, SessionsResumeMutationVariables>;
export const SessionsAnyNodeDocument = new TypedDocumentString(`
    query SessionsAnyNode($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Session {
      problem
    }
  }
}
    `) as unknown as TypedDocumentString<SessionsAnyNodeQuery, SessionsAnyNodeQueryVariables>;
export const TreesOfSessionDocument = new TypedDocumentString(`
    query TreesOfSession($id: ID!) {
  session(id: $id) {
    currentNode {
      key
    }
    tree {
      id
    }
    treeVersion {
      id
      number
      title
      document {
        nodes {
          key
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TreesOfSessionQuery, TreesOfSessionQueryVariables>;
export const TreesAnswerYesDocument = new TypedDocumentString(`
    mutation TreesAnswerYes($sessionId: ID!) {
  answerStep(input: {sessionId: $sessionId, nodeKey: "ping", branch: "Yes"}) {
    currentNode {
      key
    }
  }
}
    `) as unknown as TypedDocumentString<TreesAnswerYesMutation, TreesAnswerYesMutationVariables>;
export const TreesAnyNodeDocument = new TypedDocumentString(`
    query TreesAnyNode($id: ID!) {
  node(id: $id) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<TreesAnyNodeQuery, TreesAnyNodeQueryVariables>;
export const TreesCreateDocument = new TypedDocumentString(`
    mutation TreesCreate($input: CreateTreeInput!) {
  createTree(input: $input) {
    ...TreesFacts
  }
}
    fragment TreesFacts on Tree {
  id
  title
  description
  category
  tags
  status
  revision
  document {
    rootKey
    nodes {
      key
      kind
      title
      body
      branches {
        label
        to
      }
    }
  }
  publishedVersion {
    id
    number
    title
    changeNote
  }
  createdBy {
    id
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<TreesCreateMutation, TreesCreateMutationVariables>;
export const TreesUpdateDocument = new TypedDocumentString(`
    mutation TreesUpdate($input: UpdateTreeInput!) {
  updateTree(input: $input) {
    ...TreesFacts
  }
}
    fragment TreesFacts on Tree {
  id
  title
  description
  category
  tags
  status
  revision
  document {
    rootKey
    nodes {
      key
      kind
      title
      body
      branches {
        label
        to
      }
    }
  }
  publishedVersion {
    id
    number
    title
    changeNote
  }
  createdBy {
    id
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<TreesUpdateMutation, TreesUpdateMutationVariables>;
export const TreesPublishDocument = new TypedDocumentString(`
    mutation TreesPublish($input: PublishTreeInput!) {
  publishTree(input: $input) {
    ...TreesFacts
  }
}
    fragment TreesFacts on Tree {
  id
  title
  description
  category
  tags
  status
  revision
  document {
    rootKey
    nodes {
      key
      kind
      title
      body
      branches {
        label
        to
      }
    }
  }
  publishedVersion {
    id
    number
    title
    changeNote
  }
  createdBy {
    id
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<TreesPublishMutation, TreesPublishMutationVariables>;
export const TreesArchiveDocument = new TypedDocumentString(`
    mutation TreesArchive($input: ArchiveTreeInput!) {
  archiveTree(input: $input) {
    ...TreesFacts
  }
}
    fragment TreesFacts on Tree {
  id
  title
  description
  category
  tags
  status
  revision
  document {
    rootKey
    nodes {
      key
      kind
      title
      body
      branches {
        label
        to
      }
    }
  }
  publishedVersion {
    id
    number
    title
    changeNote
  }
  createdBy {
    id
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<TreesArchiveMutation, TreesArchiveMutationVariables>;
export const TreesDeleteDocument = new TypedDocumentString(`
    mutation TreesDelete($input: DeleteTreeInput!) {
  deleteTree(input: $input)
}
    `) as unknown as TypedDocumentString<TreesDeleteMutation, TreesDeleteMutationVariables>;
export const TreesOneDocument = new TypedDocumentString(`
    query TreesOne($id: ID!) {
  tree(id: $id) {
    ...TreesFacts
  }
}
    fragment TreesFacts on Tree {
  id
  title
  description
  category
  tags
  status
  revision
  document {
    rootKey
    nodes {
      key
      kind
      title
      body
      branches {
        label
        to
      }
    }
  }
  publishedVersion {
    id
    number
    title
    changeNote
  }
  createdBy {
    id
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<TreesOneQuery, TreesOneQueryVariables>;
export const TreesDiagnosticsDocument = new TypedDocumentString(`
    query TreesDiagnostics($id: ID!) {
  tree(id: $id) {
    diagnostics {
      severity
      code
      nodeKey
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TreesDiagnosticsQuery, TreesDiagnosticsQueryVariables>;
export const TreesVersionsDocument = new TypedDocumentString(`
    query TreesVersions($id: ID!, $first: Int, $after: String) {
  tree(id: $id) {
    versions(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      edges {
        cursor
      }
      nodes {
        id
        number
        title
        changeNote
        publishedAt
        publishedBy {
          id
        }
        document {
          rootKey
          nodes {
            key
            title
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TreesVersionsQuery, TreesVersionsQueryVariables>;
export const TreesListDocument = new TypedDocumentString(`
    query TreesList($search: String, $category: String, $tag: String, $status: TreeStatus, $first: Int, $after: String) {
  trees(
    search: $search
    category: $category
    tag: $tag
    status: $status
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      cursor
      node {
        id
      }
    }
    nodes {
      id
      title
    }
  }
}
    `) as unknown as TypedDocumentString<TreesListQuery, TreesListQueryVariables>;
export const TreesCategoriesDocument = new TypedDocumentString(`
    query TreesCategories {
  treeCategories {
    name
    treeCount
  }
}
    `) as unknown as TypedDocumentString<TreesCategoriesQuery, TreesCategoriesQueryVariables>;