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

/** NOT_ASKED: none is configured. FAILED: what experience says stands. */
export type AssessmentModelStatus =
  | 'ANSWERED'
  | 'FAILED'
  | 'NOT_ASKED'
  | 'PENDING';

/** EXPERIENCE: finished sessions of the account. MODEL: a language model. NONE: nothing is known. */
export type AssessmentSource =
  | 'EXPERIENCE'
  | 'MODEL'
  | 'NONE';

export type AssessmentStatus =
  | 'PENDING'
  | 'READY';

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

/** DISCOVERY: a confidence under 0.4. EXPLORING: to 0.8. GUIDED: above. */
export type ConfidenceTier =
  | 'DISCOVERY'
  | 'EXPLORING'
  | 'GUIDED';

export type ConnectTicketSystemInput = {
  /** Such as https://api-na.myconnectwise.net/v4_6_release/apis/3.0; the path may be left out. */
  baseUrl: string;
  /** Of this integration, from the developer portal. */
  clientId: string;
  /** The company one signs in with. */
  companyId: string;
  externalNotes?: boolean;
  idempotencyKey?: string | null | undefined;
  kind: TicketSystemKind;
  postOnCompletion?: boolean;
  postOnEscalation?: boolean;
  postOnReturn?: boolean;
  privateKey: string;
  /** Of an API member. */
  publicKey: string;
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

/** By which way somebody is told. */
export type DeliveryChannel =
  | 'IN_APP'
  | 'MAIL'
  | 'WEBHOOK';

/** Why somebody was not told. */
export type DeliverySkipReason =
  | 'ALREADY_CLAIMED'
  | 'DEACTIVATED'
  | 'MAKER'
  | 'MUTED'
  | 'NOT_TARGETED'
  | 'NO_ADDRESS'
  | 'QUIET_HOURS'
  | 'THROTTLED'
  | 'VIEWER'
  | 'WATCHING';

/** SENT, FAILED, SKIPPED and CANCELLED are settled and never change. */
export type DeliveryState =
  | 'CANCELLED'
  | 'FAILED'
  | 'PENDING'
  | 'SENDING'
  | 'SENT'
  | 'SKIPPED';

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

/** Whom a rung reaches. A rung that would reach nobody but the maker reaches everyone. */
export type LadderAudience =
  | 'EVERYONE'
  | 'OWNERS'
  | 'SECOND_LINE';

export type LadderRungInput = {
  audience: LadderAudience;
  highMinutes: number;
  lowMinutes: number;
  normalMinutes: number;
  urgentMinutes: number;
};

export type LoginInput = {
  /** What this device was given when the person last signed in on it. */
  deviceToken?: string | null | undefined;
  email: string;
  password: string;
};

export type LogoutInput = {
  refreshToken: string;
};

/** Which lines: these, or all up to one, or both. */
export type MarkNotificationsReadInput = {
  /** At most 100. */
  ids?: Array<string | number> | null | undefined;
  /** This line and all that are older: the newest one shown marks what was shown. */
  upTo?: string | number | null | undefined;
};

export type MarkWatchingInput = {
  handoffId: string | number;
};

/** ENGINEER: by who claimed last. TREE: by the tree of the session. */
export type MetricsGroup =
  | 'DAY'
  | 'ENGINEER'
  | 'TREE'
  | 'WEEK';

export type NotificationKind =
  | 'ESCALATION_CLAIMED'
  | 'ESCALATION_CREATED'
  | 'ESCALATION_RELEASED'
  | 'ESCALATION_REPEATED'
  | 'ESCALATION_RESOLVED'
  | 'ESCALATION_RETURNED'
  | 'ESCALATION_TAKEN'
  | 'ESCALATION_TARGETED'
  | 'ESCALATION_WITHDRAWN';

export type PostTicketNoteInput = {
  /** Whether clients can see it; CONFLICT unless the ticket system has externalNotes. */
  external?: boolean;
  /** Of a handoff or a session. */
  id: string | number;
  idempotencyKey?: string | null | undefined;
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

export type QuietHoursInput = {
  end: string;
  start: string;
  timeZone: string;
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

export type RetryTicketNoteInput = {
  ticketNoteId: string | number;
};

export type ReturnHandoffInput = {
  guidance: string;
  handoffId: string | number;
};

export type RevokeInvitationInput = {
  invitationId: string | number;
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

/** Why a suggested step should be checked before it is carried out. */
export type StepRisk =
  /** Deletes, overwrites or formats data. */
  | 'DELETES_DATA'
  /** Turns off or bypasses a protection, such as antivirus or MFA. */
  | 'DISABLES_PROTECTION'
  /** Downloads something, or opens a link or file, and runs it. */
  | 'RUNS_DOWNLOAD';

export type StopWatchingInput = {
  handoffId: string | number;
};

/** What a note is about. MANUAL: somebody asked for it. */
export type TicketNoteKind =
  | 'COMPLETED'
  | 'ESCALATED'
  | 'MANUAL'
  | 'RETURNED';

/** Why a note was not sent although nothing went wrong. */
export type TicketNoteSkipReason =
  | 'BAD_TICKET_REF'
  | 'NOT_CONFIGURED'
  | 'NO_TICKET_REF';

export type TicketNoteState =
  | 'FAILED'
  | 'PENDING'
  | 'SENDING'
  | 'SENT'
  | 'SKIPPED';

export type TicketSystemKind =
  | 'CONNECTWISE';

/** FAILING: it takes no notes, until something works again. The owners were mailed. */
export type TicketSystemState =
  | 'FAILING'
  | 'OK';

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

/** What is left out stays. */
export type UpdateEscalationPolicyInput = {
  /** 1 to 10080; null: nothing is released. */
  claimReleaseMinutes?: number | null | undefined;
  /** 1 to 10080; null: nobody is reminded, nothing released. */
  claimReminderMinutes?: number | null | undefined;
  /** At most 5; an empty list: the ladder is off. */
  rungs?: Array<LadderRungInput> | null | undefined;
  /** OWNER, ADMIN or ENGINEER, at most 50; an empty list: everyone. */
  secondLineUserIds?: Array<string | number> | null | undefined;
};

export type UpdateNotificationPreferencesInput = {
  inApp?: boolean | null | undefined;
  mail?: boolean | null | undefined;
  mailWhenTaken?: boolean | null | undefined;
  muteUntil?: string | null | undefined;
  onlyTargeted?: boolean | null | undefined;
  quietHours?: QuietHoursInput | null | undefined;
};

export type UpdateSessionInput = {
  clientName?: string | null | undefined;
  problem?: string | null | undefined;
  sessionId: string | number;
  ticketRef?: string | null | undefined;
};

export type UpdateTicketSystemInput = {
  /** Another one needs the private key once more. */
  baseUrl?: string | null | undefined;
  clientId?: string | null | undefined;
  companyId?: string | null | undefined;
  externalNotes?: boolean | null | undefined;
  postOnCompletion?: boolean | null | undefined;
  postOnEscalation?: boolean | null | undefined;
  postOnReturn?: boolean | null | undefined;
  privateKey?: string | null | undefined;
  publicKey?: string | null | undefined;
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

export type VerifyEmailInput = {
  token: string;
};

export type WithdrawHandoffInput = {
  handoffId: string | number;
  reason?: string | null | undefined;
};

export type AccountsRegisterMutationVariables = Exact<{
  input: RegisterInput;
}>;


export type AccountsRegisterMutation = { register: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, deviceToken: string, user: { id: string, name: string, email: string, role: Role, isActive: boolean, account: { id: string, name: string } } } };

export type AccountsLoginMutationVariables = Exact<{
  input: LoginInput;
}>;


export type AccountsLoginMutation = { login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, deviceToken: string, user: { id: string, name: string, role: Role, account: { id: string } } } };

export type AccountsRefreshTokensMutationVariables = Exact<{
  input: RefreshTokensInput;
}>;


export type AccountsRefreshTokensMutation = { refreshTokens: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, deviceToken: string, user: { id: string } } };

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

export type AccountsVerifyEmailMutationVariables = Exact<{
  input: VerifyEmailInput;
}>;


export type AccountsVerifyEmailMutation = { verifyEmail: { id: string, email: string, emailVerifiedAt: string | null } };

export type AccountsResendVerificationMutationVariables = Exact<{ [key: string]: never; }>;


export type AccountsResendVerificationMutation = { resendVerification: boolean };

export type AccountsInviteUserMutationVariables = Exact<{
  input: InviteUserInput;
}>;


export type AccountsInviteUserMutation = { inviteUser: { id: string, email: string, role: Role, acceptUrl: string, expiresAt: string } };

export type AccountsInvitationsQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountsInvitationsQuery = { invitations: { totalCount: number, nodes: Array<{ id: string, email: string, role: Role, acceptUrl: string, createdAt: string, invitedBy: { name: string } }> } };

export type AccountsRevokeInvitationMutationVariables = Exact<{
  input: RevokeInvitationInput;
}>;


export type AccountsRevokeInvitationMutation = { revokeInvitation: { id: string } };

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

export type MetricsGetQueryVariables = Exact<{
  from: string;
  to: string;
  groupBy: MetricsGroup;
  timeZone?: string | null | undefined;
}>;


export type MetricsGetQuery = { escalationMetrics: { from: string, to: string, groupBy: MetricsGroup, timeZone: string, groups: Array<{ key: string, label: string, periodStart: string | null, created: number, claimed: number, unclaimed: number, released: number, returned: number, withdrawn: number, resolved: number, user: { id: string } | null, tree: { id: string } | null, timeToSeen: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToClaim: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToFirstAction: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToResolution: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number } }>, total: { key: string, label: string, periodStart: string | null, created: number, claimed: number, unclaimed: number, released: number, returned: number, withdrawn: number, resolved: number, user: { id: string } | null, tree: { id: string } | null, timeToSeen: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToClaim: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToFirstAction: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToResolution: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number } } } };

export type MetricsFiguresFragment = { key: string, label: string, periodStart: string | null, created: number, claimed: number, unclaimed: number, released: number, returned: number, withdrawn: number, resolved: number, user: { id: string } | null, tree: { id: string } | null, timeToSeen: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToClaim: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToFirstAction: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToResolution: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number } };

export type ClientEscalationsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ClientEscalationsSubscription = { escalationEvents:
    | { __typename: 'AssessmentReady', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationClaimIdle', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationClaimed', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationCreated', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationReleased', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationRepeated', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationResolved', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationReturned', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationUnreached', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationWatched', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationWithdrawn', cursor: string, replayed: boolean, at: string, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'StreamReady', cursor: string, accountId: string }
   };

export type ClientQueueItemFragment = { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, stepCount: number, secondsSpent: number } };

export type ClientQueueQueryVariables = Exact<{ [key: string]: never; }>;


export type ClientQueueQuery = { escalationQueue: { eventCursor: string, nodes: Array<{ id: string }> } };

export type DashboardHandoffAnswerMutationVariables = Exact<{
  input: AnswerStepInput;
}>;


export type DashboardHandoffAnswerMutation = { answerStep: { id: string } };

export type DashboardHandoffCompleteMutationVariables = Exact<{
  input: CompleteSessionInput;
}>;


export type DashboardHandoffCompleteMutation = { completeSession: { id: string } };

export type DashboardHandoffReturnMutationVariables = Exact<{
  input: ReturnHandoffInput;
}>;


export type DashboardHandoffReturnMutation = { returnHandoff: { id: string } };

export type DashboardWorkAnswerMutationVariables = Exact<{
  input: AnswerStepInput;
}>;


export type DashboardWorkAnswerMutation = { answerStep: { id: string } };

export type AssessmentByModelEventsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type AssessmentByModelEventsSubscription = { escalationEvents:
    | { __typename: 'AssessmentReady', handoff: { assessment: { status: AssessmentStatus, source: AssessmentSource, likelyCause: string | null, suggestedSteps: Array<string>, confidence: number, confidenceTier: ConfidenceTier, basis: string | null, modelStatus: AssessmentModelStatus, model: string | null, maskedCount: number, steps: Array<{ text: string, risks: Array<StepRisk> }> } | null } }
    | { __typename: 'EscalationClaimIdle' }
    | { __typename: 'EscalationClaimed' }
    | { __typename: 'EscalationCreated' }
    | { __typename: 'EscalationReleased' }
    | { __typename: 'EscalationRepeated' }
    | { __typename: 'EscalationResolved' }
    | { __typename: 'EscalationReturned' }
    | { __typename: 'EscalationUnreached' }
    | { __typename: 'EscalationWatched' }
    | { __typename: 'EscalationWithdrawn' }
    | { __typename: 'StreamReady' }
   };

export type AssessmentGetQueryVariables = Exact<{
  id: string | number;
}>;


export type AssessmentGetQuery = { handoff: { assessment: { status: AssessmentStatus, source: AssessmentSource, likelyCause: string | null, suggestedSteps: Array<string>, confidence: number, confidenceTier: ConfidenceTier, basis: string | null, modelStatus: AssessmentModelStatus, model: string | null, maskedCount: number, updatedAt: string | null, ends: Array<{ nodeKey: string, title: string, resolvedCount: number, passedCount: number, share: number }> } | null } | null };

export type AssessmentEventsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type AssessmentEventsSubscription = { escalationEvents:
    | { __typename: 'AssessmentReady', reason: string | null, actor: { id: string } | null, handoff: { id: string, assessment: { source: AssessmentSource, basis: string | null } | null } }
    | { __typename: 'EscalationClaimIdle' }
    | { __typename: 'EscalationClaimed' }
    | { __typename: 'EscalationCreated' }
    | { __typename: 'EscalationReleased' }
    | { __typename: 'EscalationRepeated' }
    | { __typename: 'EscalationResolved' }
    | { __typename: 'EscalationReturned' }
    | { __typename: 'EscalationUnreached' }
    | { __typename: 'EscalationWatched' }
    | { __typename: 'EscalationWithdrawn' }
    | { __typename: 'StreamReady' }
   };

export type AssessmentUndoMutationVariables = Exact<{
  input: UndoStepInput;
}>;


export type AssessmentUndoMutation = { undoStep: { id: string } };

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
    | { __typename: 'AssessmentReady' }
    | { __typename: 'EscalationClaimIdle', cursor: string, replayed: boolean, reason: string | null, actor: { id: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationClaimed', cursor: string, replayed: boolean, actor: { id: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationCreated', cursor: string, replayed: boolean, at: string, actor: { id: string } | null, handoff: { id: string, state: HandoffState, engineerNotes: string } }
    | { __typename: 'EscalationReleased', cursor: string, replayed: boolean, reason: string | null, actor: { id: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationRepeated', cursor: string, replayed: boolean, reason: string | null, actor: { id: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationResolved', cursor: string, replayed: boolean, actor: { id: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationReturned', cursor: string, replayed: boolean, reason: string | null, actor: { id: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationUnreached', cursor: string, replayed: boolean, reason: string | null, actor: { id: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationWatched', cursor: string, replayed: boolean, actor: { id: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationWithdrawn', cursor: string, replayed: boolean, reason: string | null, actor: { id: string } | null, handoff: { id: string } }
    | { __typename: 'StreamReady', cursor: string, accountId: string }
   };

export type StoryEscalationCreatedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type StoryEscalationCreatedSubscription = { escalationCreated: { cursor: string, replayed: boolean, handoff: { id: string, priority: Priority, engineerNotes: string, createdBy: { id: string, name: string }, snapshot: { problem: string, stepCount: number } } } };

export type IntegrationsTicketSystemQueryVariables = Exact<{ [key: string]: never; }>;


export type IntegrationsTicketSystemQuery = { ticketSystem: { id: string, kind: TicketSystemKind, baseUrl: string, companyId: string, postOnEscalation: boolean, postOnReturn: boolean, postOnCompletion: boolean, externalNotes: boolean, state: TicketSystemState, lastError: string | null, failingSince: string | null, lastSuccessAt: string | null, createdAt: string, updatedAt: string } | null };

export type IntegrationsConnectMutationVariables = Exact<{
  input: ConnectTicketSystemInput;
}>;


export type IntegrationsConnectMutation = { connectTicketSystem: { id: string, baseUrl: string, companyId: string, state: TicketSystemState, externalNotes: boolean, postOnReturn: boolean } };

export type IntegrationsUpdateMutationVariables = Exact<{
  input: UpdateTicketSystemInput;
}>;


export type IntegrationsUpdateMutation = { updateTicketSystem: { id: string, baseUrl: string, companyId: string, state: TicketSystemState, lastError: string | null, externalNotes: boolean, postOnEscalation: boolean } };

export type IntegrationsDisconnectMutationVariables = Exact<{ [key: string]: never; }>;


export type IntegrationsDisconnectMutation = { disconnectTicketSystem: boolean };

export type IntegrationsTestMutationVariables = Exact<{ [key: string]: never; }>;


export type IntegrationsTestMutation = { testTicketSystem: { ok: boolean, message: string } };

export type IntegrationsPreviewQueryVariables = Exact<{
  id: string | number;
  kind?: TicketNoteKind | null | undefined;
  external?: boolean | null | undefined;
}>;


export type IntegrationsPreviewQuery = { previewTicketNote: { text: string, maskedCount: number, isInternal: boolean, isConnected: boolean, ticketRef: string | null } };

export type IntegrationsNotesOfHandoffQueryVariables = Exact<{
  id: string | number;
}>;


export type IntegrationsNotesOfHandoffQuery = { handoff: { ticketNotes: Array<{ id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, isInternal: boolean, ticketNumber: string | null, attempts: number, lastError: string | null, externalNoteId: string | null, maskedCount: number, createdAt: string, sentAt: string | null }> } | null };

export type IntegrationsNotesOfSessionQueryVariables = Exact<{
  id: string | number;
}>;


export type IntegrationsNotesOfSessionQuery = { session: { ticketNotes: Array<{ id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, isInternal: boolean, ticketNumber: string | null, attempts: number, lastError: string | null, externalNoteId: string | null, maskedCount: number, createdAt: string, sentAt: string | null }> } | null };

export type IntegrationsPostMutationVariables = Exact<{
  input: PostTicketNoteInput;
}>;


export type IntegrationsPostMutation = { postTicketNote: { id: string, kind: TicketNoteKind, state: TicketNoteState, isInternal: boolean, ticketNumber: string | null } };

export type IntegrationsRetryMutationVariables = Exact<{
  input: RetryTicketNoteInput;
}>;


export type IntegrationsRetryMutation = { retryTicketNote: { id: string, state: TicketNoteState, attempts: number, lastError: string | null, skipReason: TicketNoteSkipReason | null, ticketNumber: string | null } };

export type EveryKindOfEventSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type EveryKindOfEventSubscription = { escalationEvents:
    | { __typename: 'AssessmentReady', cursor: string, at: string, reason: string | null, actor: { name: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationClaimIdle', cursor: string, at: string, reason: string | null, actor: { name: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationClaimed', cursor: string, at: string, reason: string | null, actor: { name: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationCreated', cursor: string, at: string, reason: string | null, actor: { name: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationReleased', cursor: string, at: string, reason: string | null, actor: { name: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationRepeated', cursor: string, at: string, reason: string | null, actor: { name: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationResolved', cursor: string, at: string, reason: string | null, actor: { name: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationReturned', cursor: string, at: string, reason: string | null, actor: { name: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationUnreached', cursor: string, at: string, reason: string | null, actor: { name: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationWatched', cursor: string, at: string, reason: string | null, actor: { name: string } | null, handoff: { id: string } }
    | { __typename: 'EscalationWithdrawn', cursor: string, at: string, reason: string | null, actor: { name: string } | null, handoff: { id: string } }
    | { __typename: 'StreamReady' }
   };

export type FailoverQueueQueryVariables = Exact<{ [key: string]: never; }>;


export type FailoverQueueQuery = { escalationQueue: { eventCursor: string, nodes: Array<{ id: string }> } };

export type LostTailQueueQueryVariables = Exact<{ [key: string]: never; }>;


export type LostTailQueueQuery = { escalationQueue: { eventCursor: string } };

export type LiveStreamsListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LiveStreamsListQuery = { liveStreams: { totalCount: number, nodes: Array<{ id: string, openedAt: string, eventsBehind: number, user: { id: string, name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type LiveStreamsEndMutationVariables = Exact<{
  input: EndLiveStreamInput;
}>;


export type LiveStreamsEndMutation = { endLiveStream: boolean };

export type NotificationsDeliveriesQueryVariables = Exact<{
  id: string | number;
}>;


export type NotificationsDeliveriesQuery = { handoff: { reach: { reached: number, pending: number, failed: number, skipped: number }, deliveries: { totalCount: number, nodes: Array<{ id: string, channel: DeliveryChannel, state: DeliveryState, skipReason: DeliverySkipReason | null, round: number, attempts: number, lastError: string | null, messageId: string | null, createdAt: string, sentAt: string | null, updatedAt: string, user: { id: string, name: string } | null }> } } | null };

export type NotificationsPreferencesQueryVariables = Exact<{ [key: string]: never; }>;


export type NotificationsPreferencesQuery = { notificationPreferences: { mail: boolean, inApp: boolean, mailWhenTaken: boolean, onlyTargeted: boolean, muteUntil: string | null, quietHours: { start: string, end: string, timeZone: string } | null } };

export type NotificationsSetPreferencesMutationVariables = Exact<{
  input: UpdateNotificationPreferencesInput;
}>;


export type NotificationsSetPreferencesMutation = { updateNotificationPreferences: { mail: boolean, inApp: boolean, mailWhenTaken: boolean, onlyTargeted: boolean, muteUntil: string | null, quietHours: { start: string, end: string, timeZone: string } | null } };

export type InProductNotificationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  unreadOnly?: boolean | null | undefined;
}>;


export type InProductNotificationsQuery = { notifications: { unreadCount: number, totalCount: number, eventCursor: string, nodes: Array<{ id: string, kind: NotificationKind, text: string, createdAt: string, readAt: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type InProductMarkReadMutationVariables = Exact<{
  input: MarkNotificationsReadInput;
}>;


export type InProductMarkReadMutation = { markNotificationsRead: { unreadCount: number } };

export type InProductReceivedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type InProductReceivedSubscription = { notificationReceived: { cursor: string, replayed: boolean, notification: { id: string, kind: NotificationKind, text: string, readAt: string | null, actor: { id: string } | null, handoff: { id: string } } | null } };

export type InProductMarkWatchingMutationVariables = Exact<{
  input: MarkWatchingInput;
}>;


export type InProductMarkWatchingMutation = { markWatching: { id: string, watchers: Array<{ since: string, until: string, user: { id: string, name: string } }> } };

export type InProductStopWatchingMutationVariables = Exact<{
  input: StopWatchingInput;
}>;


export type InProductStopWatchingMutation = { stopWatching: { id: string, watchers: Array<{ user: { id: string } }> } };

export type InProductWatchersQueryVariables = Exact<{
  id: string | number;
}>;


export type InProductWatchersQuery = { handoff: { watchers: Array<{ since: string, until: string, user: { id: string, name: string } }> } | null };

export type LadderGetPolicyQueryVariables = Exact<{ [key: string]: never; }>;


export type LadderGetPolicyQuery = { escalationPolicy: { claimReminderMinutes: number | null, claimReleaseMinutes: number | null, rungs: Array<{ audience: LadderAudience, urgentMinutes: number, highMinutes: number, normalMinutes: number, lowMinutes: number }>, secondLine: Array<{ id: string }> } };

export type LadderSetPolicyMutationVariables = Exact<{
  input: UpdateEscalationPolicyInput;
}>;


export type LadderSetPolicyMutation = { updateEscalationPolicy: { claimReminderMinutes: number | null, claimReleaseMinutes: number | null, rungs: Array<{ audience: LadderAudience, urgentMinutes: number, highMinutes: number, normalMinutes: number, lowMinutes: number }>, secondLine: Array<{ id: string }> } };

export type LadderGetQueryVariables = Exact<{
  id: string | number;
}>;


export type LadderGetQuery = { handoff: { state: HandoffState, createdAt: string, ladder: { rung: number, rungCount: number, nextAt: string | null, nextAudience: LadderAudience | null, isExhausted: boolean } | null } | null };

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
    | { __typename: 'Notification', id: string }
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
    | { __typename: 'Notification', id: string }
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
export const MetricsFiguresFragmentDoc = new TypedDocumentString(`
    fragment MetricsFigures on EscalationMetricsGroup {
  key
  label
  periodStart
  user {
    id
  }
  tree {
    id
  }
  created
  claimed
  unclaimed
  released
  returned
  withdrawn
  resolved
  timeToSeen {
    p50Seconds
    p90Seconds
    sampleSize
  }
  timeToClaim {
    p50Seconds
    p90Seconds
    sampleSize
  }
  timeToFirstAction {
    p50Seconds
    p90Seconds
    sampleSize
  }
  timeToResolution {
    p50Seconds
    p90Seconds
    sampleSize
  }
}
    `, {"fragmentName":"MetricsFigures"}) as unknown as TypedDocumentString<MetricsFiguresFragment, unknown>;
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
    deviceToken
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
    deviceToken
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
    deviceToken
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
export const AccountsVerifyEmailDocument = new TypedDocumentString(`
    mutation AccountsVerifyEmail($input: VerifyEmailInput!) {
  verifyEmail(input: $input) {
    id
    email
    emailVerifiedAt
  }
}
    `) as unknown as TypedDocumentString<AccountsVerifyEmailMutation, AccountsVerifyEmailMutationVariables>;
export const AccountsResendVerificationDocument = new TypedDocumentString(`
    mutation AccountsResendVerification {
  resendVerification
}
    `) as unknown as TypedDocumentString<AccountsResendVerificationMutation, AccountsResendVerificationMutationVariables>;
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
export const AccountsInvitationsDocument = new TypedDocumentString(`
    query AccountsInvitations {
  invitations {
    nodes {
      id
      email
      role
      acceptUrl
      createdAt
      invitedBy {
        name
      }
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<AccountsInvitationsQuery, AccountsInvitationsQueryVariables>;
export const AccountsRevokeInvitationDocument = new TypedDocumentString(`
    mutation AccountsRevokeInvitation($input: RevokeInvitationInput!) {
  revokeInvitation(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<AccountsRevokeInvitationMutation, AccountsRevokeInvitationMutationVariables>;
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
export const MetricsGetDocument = new TypedDocumentString(`
    query MetricsGet($from: DateTime!, $to: DateTime!, $groupBy: MetricsGroup!, $timeZone: String) {
  escalationMetrics(from: $from, to: $to, groupBy: $groupBy, timeZone: $timeZone) {
    from
    to
    groupBy
    timeZone
    groups {
      ...MetricsFigures
    }
    total {
      ...MetricsFigures
    }
  }
}
    fragment MetricsFigures on EscalationMetricsGroup {
  key
  label
  periodStart
  user {
    id
  }
  tree {
    id
  }
  created
  claimed
  unclaimed
  released
  returned
  withdrawn
  resolved
  timeToSeen {
    p50Seconds
    p90Seconds
    sampleSize
  }
  timeToClaim {
    p50Seconds
    p90Seconds
    sampleSize
  }
  timeToFirstAction {
    p50Seconds
    p90Seconds
    sampleSize
  }
  timeToResolution {
    p50Seconds
    p90Seconds
    sampleSize
  }
}`) as unknown as TypedDocumentString<MetricsGetQuery, MetricsGetQueryVariables>;
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
    ... on EscalationUnreached {
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
    ... on EscalationRepeated {
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
    ... on EscalationClaimIdle {
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
    ... on EscalationWatched {
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
    ... on AssessmentReady {
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
export const DashboardHandoffAnswerDocument = new TypedDocumentString(`
    mutation DashboardHandoffAnswer($input: AnswerStepInput!) {
  answerStep(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<DashboardHandoffAnswerMutation, DashboardHandoffAnswerMutationVariables>;
export const DashboardHandoffCompleteDocument = new TypedDocumentString(`
    mutation DashboardHandoffComplete($input: CompleteSessionInput!) {
  completeSession(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<DashboardHandoffCompleteMutation, DashboardHandoffCompleteMutationVariables>;
export const DashboardHandoffReturnDocument = new TypedDocumentString(`
    mutation DashboardHandoffReturn($input: ReturnHandoffInput!) {
  returnHandoff(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<DashboardHandoffReturnMutation, DashboardHandoffReturnMutationVariables>;
export const DashboardWorkAnswerDocument = new TypedDocumentString(`
    mutation DashboardWorkAnswer($input: AnswerStepInput!) {
  answerStep(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<DashboardWorkAnswerMutation, DashboardWorkAnswerMutationVariables>;
export const AssessmentByModelEventsDocument = new TypedDocumentString(`
    subscription AssessmentByModelEvents {
  escalationEvents {
    __typename
    ... on AssessmentReady {
      handoff {
        assessment {
          status
          source
          likelyCause
          suggestedSteps
          steps {
            text
            risks
          }
          confidence
          confidenceTier
          basis
          modelStatus
          model
          maskedCount
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AssessmentByModelEventsSubscription, AssessmentByModelEventsSubscriptionVariables>;
export const AssessmentGetDocument = new TypedDocumentString(`
    query AssessmentGet($id: ID!) {
  handoff(id: $id) {
    assessment {
      status
      source
      likelyCause
      suggestedSteps
      confidence
      confidenceTier
      basis
      modelStatus
      model
      maskedCount
      updatedAt
      ends {
        nodeKey
        title
        resolvedCount
        passedCount
        share
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AssessmentGetQuery, AssessmentGetQueryVariables>;
export const AssessmentEventsDocument = new TypedDocumentString(`
    subscription AssessmentEvents {
  escalationEvents {
    __typename
    ... on AssessmentReady {
      actor {
        id
      }
      reason
      handoff {
        id
        assessment {
          source
          basis
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AssessmentEventsSubscription, AssessmentEventsSubscriptionVariables>;
export const AssessmentUndoDocument = new TypedDocumentString(`
    mutation AssessmentUndo($input: UndoStepInput!) {
  undoStep(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<AssessmentUndoMutation, AssessmentUndoMutationVariables>;
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
    ... on EscalationUnreached {
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
    ... on EscalationRepeated {
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
    ... on EscalationClaimIdle {
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
    ... on EscalationWatched {
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
export const IntegrationsTicketSystemDocument = new TypedDocumentString(`
    query IntegrationsTicketSystem {
  ticketSystem {
    id
    kind
    baseUrl
    companyId
    postOnEscalation
    postOnReturn
    postOnCompletion
    externalNotes
    state
    lastError
    failingSince
    lastSuccessAt
    createdAt
    updatedAt
  }
}
    `) as unknown as TypedDocumentString<IntegrationsTicketSystemQuery, IntegrationsTicketSystemQueryVariables>;
export const IntegrationsConnectDocument = new TypedDocumentString(`
    mutation IntegrationsConnect($input: ConnectTicketSystemInput!) {
  connectTicketSystem(input: $input) {
    id
    baseUrl
    companyId
    state
    externalNotes
    postOnReturn
  }
}
    `) as unknown as TypedDocumentString<IntegrationsConnectMutation, IntegrationsConnectMutationVariables>;
export const IntegrationsUpdateDocument = new TypedDocumentString(`
    mutation IntegrationsUpdate($input: UpdateTicketSystemInput!) {
  updateTicketSystem(input: $input) {
    id
    baseUrl
    companyId
    state
    lastError
    externalNotes
    postOnEscalation
  }
}
    `) as unknown as TypedDocumentString<IntegrationsUpdateMutation, IntegrationsUpdateMutationVariables>;
export const IntegrationsDisconnectDocument = new TypedDocumentString(`
    mutation IntegrationsDisconnect {
  disconnectTicketSystem
}
    `) as unknown as TypedDocumentString<IntegrationsDisconnectMutation, IntegrationsDisconnectMutationVariables>;
export const IntegrationsTestDocument = new TypedDocumentString(`
    mutation IntegrationsTest {
  testTicketSystem {
    ok
    message
  }
}
    `) as unknown as TypedDocumentString<IntegrationsTestMutation, IntegrationsTestMutationVariables>;
export const IntegrationsPreviewDocument = new TypedDocumentString(`
    query IntegrationsPreview($id: ID!, $kind: TicketNoteKind, $external: Boolean) {
  previewTicketNote(id: $id, kind: $kind, external: $external) {
    text
    maskedCount
    isInternal
    isConnected
    ticketRef
  }
}
    `) as unknown as TypedDocumentString<IntegrationsPreviewQuery, IntegrationsPreviewQueryVariables>;
export const IntegrationsNotesOfHandoffDocument = new TypedDocumentString(`
    query IntegrationsNotesOfHandoff($id: ID!) {
  handoff(id: $id) {
    ticketNotes {
      id
      kind
      state
      skipReason
      isInternal
      ticketNumber
      attempts
      lastError
      externalNoteId
      maskedCount
      createdAt
      sentAt
    }
  }
}
    `) as unknown as TypedDocumentString<IntegrationsNotesOfHandoffQuery, IntegrationsNotesOfHandoffQueryVariables>;
export const IntegrationsNotesOfSessionDocument = new TypedDocumentString(`
    query IntegrationsNotesOfSession($id: ID!) {
  session(id: $id) {
    ticketNotes {
      id
      kind
      state
      skipReason
      isInternal
      ticketNumber
      attempts
      lastError
      externalNoteId
      maskedCount
      createdAt
      sentAt
    }
  }
}
    `) as unknown as TypedDocumentString<IntegrationsNotesOfSessionQuery, IntegrationsNotesOfSessionQueryVariables>;
export const IntegrationsPostDocument = new TypedDocumentString(`
    mutation IntegrationsPost($input: PostTicketNoteInput!) {
  postTicketNote(input: $input) {
    id
    kind
    state
    isInternal
    ticketNumber
  }
}
    `) as unknown as TypedDocumentString<IntegrationsPostMutation, IntegrationsPostMutationVariables>;
export const IntegrationsRetryDocument = new TypedDocumentString(`
    mutation IntegrationsRetry($input: RetryTicketNoteInput!) {
  retryTicketNote(input: $input) {
    id
    state
    attempts
    lastError
    skipReason
    ticketNumber
  }
}
    `) as unknown as TypedDocumentString<IntegrationsRetryMutation, IntegrationsRetryMutationVariables>;
export const EveryKindOfEventDocument = new TypedDocumentString(`
    subscription EveryKindOfEvent($after: EventCursor) {
  escalationEvents(after: $after) {
    __typename
    ... on LiveEvent {
      cursor
      at
      actor {
        name
      }
      reason
      handoff {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EveryKindOfEventSubscription, EveryKindOfEventSubscriptionVariables>;
export const FailoverQueueDocument = new TypedDocumentString(`
    query FailoverQueue {
  escalationQueue(first: 100) {
    eventCursor
    nodes {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<FailoverQueueQuery, FailoverQueueQueryVariables>;
export const LostTailQueueDocument = new TypedDocumentString(`
    query LostTailQueue {
  escalationQueue {
    eventCursor
  }
}
    `) as unknown as TypedDocumentString<LostTailQueueQuery, LostTailQueueQueryVariables>;
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
export const NotificationsDeliveriesDocument = new TypedDocumentString(`
    query NotificationsDeliveries($id: ID!) {
  handoff(id: $id) {
    reach {
      reached
      pending
      failed
      skipped
    }
    deliveries(first: 100) {
      totalCount
      nodes {
        id
        channel
        state
        skipReason
        round
        attempts
        lastError
        messageId
        createdAt
        sentAt
        updatedAt
        user {
          id
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NotificationsDeliveriesQuery, NotificationsDeliveriesQueryVariables>;
export const NotificationsPreferencesDocument = new TypedDocumentString(`
    query NotificationsPreferences {
  notificationPreferences {
    mail
    inApp
    mailWhenTaken
    onlyTargeted
    muteUntil
    quietHours {
      start
      end
      timeZone
    }
  }
}
    `) as unknown as TypedDocumentString<NotificationsPreferencesQuery, NotificationsPreferencesQueryVariables>;
export const NotificationsSetPreferencesDocument = new TypedDocumentString(`
    mutation NotificationsSetPreferences($input: UpdateNotificationPreferencesInput!) {
  updateNotificationPreferences(input: $input) {
    mail
    inApp
    mailWhenTaken
    onlyTargeted
    muteUntil
    quietHours {
      start
      end
      timeZone
    }
  }
}
    `) as unknown as TypedDocumentString<NotificationsSetPreferencesMutation, NotificationsSetPreferencesMutationVariables>;
export const InProductNotificationsDocument = new TypedDocumentString(`
    query InProductNotifications($first: Int, $after: String, $unreadOnly: Boolean) {
  notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {
    unreadCount
    totalCount
    eventCursor
    nodes {
      id
      kind
      text
      createdAt
      readAt
      actor {
        id
        name
      }
      handoff {
        id
        state
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<InProductNotificationsQuery, InProductNotificationsQueryVariables>;
export const InProductMarkReadDocument = new TypedDocumentString(`
    mutation InProductMarkRead($input: MarkNotificationsReadInput!) {
  markNotificationsRead(input: $input) {
    unreadCount
  }
}
    `) as unknown as TypedDocumentString<InProductMarkReadMutation, InProductMarkReadMutationVariables>;
export const InProductReceivedDocument = new TypedDocumentString(`
    subscription InProductReceived($after: EventCursor) {
  notificationReceived(after: $after) {
    cursor
    replayed
    notification {
      id
      kind
      text
      actor {
        id
      }
      handoff {
        id
      }
      readAt
    }
  }
}
    `) as unknown as TypedDocumentString<InProductReceivedSubscription, InProductReceivedSubscriptionVariables>;
export const InProductMarkWatchingDocument = new TypedDocumentString(`
    mutation InProductMarkWatching($input: MarkWatchingInput!) {
  markWatching(input: $input) {
    id
    watchers {
      since
      until
      user {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InProductMarkWatchingMutation, InProductMarkWatchingMutationVariables>;
export const InProductStopWatchingDocument = new TypedDocumentString(`
    mutation InProductStopWatching($input: StopWatchingInput!) {
  stopWatching(input: $input) {
    id
    watchers {
      user {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InProductStopWatchingMutation, InProductStopWatchingMutationVariables>;
export const InProductWatchersDocument = new TypedDocumentString(`
    query InProductWatchers($id: ID!) {
  handoff(id: $id) {
    watchers {
      since
      until
      user {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InProductWatchersQuery, InProductWatchersQueryVariables>;
export const LadderGetPolicyDocument = new TypedDocumentString(`
    query LadderGetPolicy {
  escalationPolicy {
    rungs {
      audience
      urgentMinutes
      highMinutes
      normalMinutes
      lowMinutes
    }
    secondLine {
      id
    }
    claimReminderMinutes
    claimReleaseMinutes
  }
}
    `) as unknown as TypedDocumentString<LadderGetPolicyQuery, LadderGetPolicyQueryVariables>;
export const LadderSetPolicyDocument = new TypedDocumentString(`
    mutation LadderSetPolicy($input: UpdateEscalationPolicyInput!) {
  updateEscalationPolicy(input: $input) {
    rungs {
      audience
      urgentMinutes
      highMinutes
      normalMinutes
      lowMinutes
    }
    secondLine {
      id
    }
    claimReminderMinutes
    claimReleaseMinutes
  }
}
    `) as unknown as TypedDocumentString<LadderSetPolicyMutation, LadderSetPolicyMutationVariables>;
export const LadderGetDocument = new TypedDocumentString(`
    query LadderGet($id: ID!) {
  handoff(id: $id) {
    state
    createdAt
    ladder {
      rung
      rungCount
      nextAt
      nextAudience
      isExhausted
    }
  }
}
    `) as unknown as TypedDocumentString<LadderGetQuery, LadderGetQueryVariables>;
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