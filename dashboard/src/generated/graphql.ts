/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

export type CreateWebhookEndpointInput = {
  events: Array<WebhookEvent>;
  format?: WebhookFormat;
  idempotencyKey?: string | null | undefined;
  name: string;
  url: string;
};

export type DeactivateUserInput = {
  userId: string | number;
};

export type DeleteTreeInput = {
  id: string | number;
};

export type DeleteWebhookEndpointInput = {
  endpointId: string | number;
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

export type DisableWebhookEndpointInput = {
  endpointId: string | number;
};

export type EnableWebhookEndpointInput = {
  endpointId: string | number;
};

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

export type ReleaseHandoffInput = {
  handoffId: string | number;
  reason?: string | null | undefined;
};

export type ReplayWebhookDeliveryInput = {
  deliveryId: string | number;
  idempotencyKey?: string | null | undefined;
};

export type RequestPasswordResetInput = {
  email: string;
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

export type RotateWebhookSecretInput = {
  endpointId: string | number;
};

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

export type TestWebhookEndpointInput = {
  endpointId: string | number;
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

export type UpdateWebhookEndpointInput = {
  endpointId: string | number;
  events?: Array<WebhookEvent> | null | undefined;
  name?: string | null | undefined;
  url?: string | null | undefined;
};

export type VerifyEmailInput = {
  token: string;
};

export type WebhookDeliveryState =
  | 'CANCELLED'
  | 'FAILED'
  | 'PENDING'
  | 'SENDING'
  | 'SENT';

/** What a webhook can be sent. */
export type WebhookEvent =
  /** Somebody has taken it. */
  | 'ESCALATION_CLAIMED'
  /** An engineer is stuck: a new escalation. */
  | 'ESCALATION_CREATED'
  /** It is back in the queue. */
  | 'ESCALATION_RELEASED'
  /** Its session was completed. */
  | 'ESCALATION_RESOLVED'
  /** It went back to its maker, with guidance. */
  | 'ESCALATION_RETURNED'
  /** Its maker took it back. */
  | 'ESCALATION_WITHDRAWN';

/** EVENT: the signed event as JSON. SLACK and TEAMS: a message for a channel. */
export type WebhookFormat =
  | 'EVENT'
  | 'SLACK'
  | 'TEAMS';

export type WebhookState =
  | 'DISABLED'
  | 'ENABLED';

export type WithdrawHandoffInput = {
  handoffId: string | number;
  reason?: string | null | undefined;
};

export type AccountUsageQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountUsageQuery = { accountUsage: { storedBytes: number, storedBytesMax: number | null, writesThisHour: number, writesPerHourMax: number | null } };

export type OwnRoleQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnRoleQuery = { me: { id: string, role: Role, emailVerifiedAt: string | null } };

export type ResendVerificationMutationVariables = Exact<{ [key: string]: never; }>;


export type ResendVerificationMutation = { resendVerification: boolean };

export type QueueRowFragment = { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, assessment: { status: AssessmentStatus, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, stepCount: number, secondsSpent: number } };

export type QueuePageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type QueuePageQuery = { escalationQueue: { eventCursor: string, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, assessment: { status: AssessmentStatus, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, stepCount: number, secondsSpent: number } }> } };

export type QueueReadersQueryVariables = Exact<{
  id: string | number;
}>;


export type QueueReadersQuery = { handoff: { id: string, watchers: Array<{ until: string, user: { id: string, name: string } }> } | null };

export type EscalationsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type EscalationsSubscription = { escalationEvents:
    | { __typename: 'AssessmentReady', cursor: string, at: string, replayed: boolean, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, assessment: { status: AssessmentStatus, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationClaimIdle', cursor: string, at: string, replayed: boolean, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, assessment: { status: AssessmentStatus, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationClaimed', cursor: string, at: string, replayed: boolean, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, assessment: { status: AssessmentStatus, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationCreated', cursor: string, at: string, replayed: boolean, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, assessment: { status: AssessmentStatus, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationReleased', cursor: string, at: string, replayed: boolean, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, assessment: { status: AssessmentStatus, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationRepeated', cursor: string, at: string, replayed: boolean, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, assessment: { status: AssessmentStatus, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationResolved', cursor: string, at: string, replayed: boolean, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, assessment: { status: AssessmentStatus, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationReturned', cursor: string, at: string, replayed: boolean, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, assessment: { status: AssessmentStatus, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationUnreached', cursor: string, at: string, replayed: boolean, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, assessment: { status: AssessmentStatus, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationWatched', cursor: string, at: string, replayed: boolean, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, assessment: { status: AssessmentStatus, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'EscalationWithdrawn', cursor: string, at: string, replayed: boolean, reason: string | null, actor: { id: string, name: string } | null, handoff: { id: string, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, assessment: { status: AssessmentStatus, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null } | null, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, stepCount: number, secondsSpent: number } } }
    | { __typename: 'StreamReady', cursor: string }
   };

export type LadderPolicyFieldsFragment = { claimReminderMinutes: number | null, claimReleaseMinutes: number | null, rungs: Array<{ audience: LadderAudience, urgentMinutes: number, highMinutes: number, normalMinutes: number, lowMinutes: number }>, secondLine: Array<{ id: string, name: string }> };

export type LadderPolicyQueryVariables = Exact<{ [key: string]: never; }>;


export type LadderPolicyQuery = { escalationPolicy: { claimReminderMinutes: number | null, claimReleaseMinutes: number | null, rungs: Array<{ audience: LadderAudience, urgentMinutes: number, highMinutes: number, normalMinutes: number, lowMinutes: number }>, secondLine: Array<{ id: string, name: string }> } };

export type LadderUpdateMutationVariables = Exact<{
  input: UpdateEscalationPolicyInput;
}>;


export type LadderUpdateMutation = { updateEscalationPolicy: { claimReminderMinutes: number | null, claimReleaseMinutes: number | null, rungs: Array<{ audience: LadderAudience, urgentMinutes: number, highMinutes: number, normalMinutes: number, lowMinutes: number }>, secondLine: Array<{ id: string, name: string }> } };

export type LadderPeopleQueryVariables = Exact<{
  search?: string | null | undefined;
  first: number;
}>;


export type LadderPeopleQuery = { users: { nodes: Array<{ id: string, name: string, email: string, role: Role, isActive: boolean }> } };

export type MeLogoutEverywhereMutationVariables = Exact<{ [key: string]: never; }>;


export type MeLogoutEverywhereMutation = { logoutEverywhere: boolean };

export type MeLogoutEverybodyMutationVariables = Exact<{ [key: string]: never; }>;


export type MeLogoutEverybodyMutation = { logoutEverybody: boolean };

export type AccountMetricsDurationsFragment = { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number };

export type AccountMetricsFiguresFragment = { key: string, label: string, periodStart: string | null, created: number, claimed: number, unclaimed: number, released: number, returned: number, withdrawn: number, resolved: number, timeToSeen: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToClaim: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToFirstAction: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToResolution: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number } };

export type AccountMetricsOfRangeQueryVariables = Exact<{
  from: string;
  to: string;
  groupBy: MetricsGroup;
  timeZone?: string | null | undefined;
}>;


export type AccountMetricsOfRangeQuery = { escalationMetrics: { groupBy: MetricsGroup, groups: Array<{ key: string, label: string, periodStart: string | null, created: number, claimed: number, unclaimed: number, released: number, returned: number, withdrawn: number, resolved: number, timeToSeen: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToClaim: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToFirstAction: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToResolution: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number } }>, total: { key: string, label: string, periodStart: string | null, created: number, claimed: number, unclaimed: number, released: number, returned: number, withdrawn: number, resolved: number, timeToSeen: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToClaim: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToFirstAction: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number }, timeToResolution: { p50Seconds: number | null, p90Seconds: number | null, sampleSize: number } } } };

export type NotificationsPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  unreadOnly?: boolean | null | undefined;
}>;


export type NotificationsPageQuery = { notifications: { unreadCount: number, nodes: Array<{ id: string, kind: NotificationKind, text: string, createdAt: string, readAt: string | null, handoff: { id: string, state: HandoffState } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type NotificationsMarkReadMutationVariables = Exact<{
  input: MarkNotificationsReadInput;
}>;


export type NotificationsMarkReadMutation = { markNotificationsRead: { unreadCount: number } };

export type NotificationsPreferencesQueryVariables = Exact<{ [key: string]: never; }>;


export type NotificationsPreferencesQuery = { notificationPreferences: { mail: boolean, inApp: boolean, mailWhenTaken: boolean, onlyTargeted: boolean, muteUntil: string | null, quietHours: { start: string, end: string, timeZone: string } | null } };

export type NotificationsUpdatePreferencesMutationVariables = Exact<{
  input: UpdateNotificationPreferencesInput;
}>;


export type NotificationsUpdatePreferencesMutation = { updateNotificationPreferences: { mail: boolean, muteUntil: string | null } };

export type PeoplePageQueryVariables = Exact<{
  search?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type PeoplePageQuery = { users: { nodes: Array<{ id: string, name: string, email: string, role: Role, isActive: boolean }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type PeopleInviteMutationVariables = Exact<{
  input: InviteUserInput;
}>;


export type PeopleInviteMutation = { inviteUser: { id: string, email: string, role: Role, acceptUrl: string, expiresAt: string } };

export type PeopleInvitedQueryVariables = Exact<{
  first: number;
}>;


export type PeopleInvitedQuery = { invitations: { totalCount: number, nodes: Array<{ id: string, email: string, role: Role, acceptUrl: string, expiresAt: string, invitedBy: { id: string, name: string } }> } };

export type PeopleRevokeMutationVariables = Exact<{
  input: RevokeInvitationInput;
}>;


export type PeopleRevokeMutation = { revokeInvitation: { id: string } };

export type PeopleChangeRoleMutationVariables = Exact<{
  input: UpdateUserRoleInput;
}>;


export type PeopleChangeRoleMutation = { updateUserRole: { id: string, role: Role } };

export type PeopleDeactivateMutationVariables = Exact<{
  input: DeactivateUserInput;
}>;


export type PeopleDeactivateMutation = { deactivateUser: { id: string, isActive: boolean } };

export type PeopleReactivateMutationVariables = Exact<{
  input: ReactivateUserInput;
}>;


export type PeopleReactivateMutation = { reactivateUser: { id: string, isActive: boolean } };

export type PeopleListeningQueryVariables = Exact<{
  first: number;
}>;


export type PeopleListeningQuery = { liveStreams: { totalCount: number, nodes: Array<{ id: string, openedAt: string, eventsBehind: number, user: { id: string, name: string } }>, pageInfo: { hasNextPage: boolean } } };

export type PeopleEndStreamMutationVariables = Exact<{
  input: EndLiveStreamInput;
}>;


export type PeopleEndStreamMutation = { endLiveStream: boolean };

export type TicketSystemFieldsFragment = { id: string, kind: TicketSystemKind, baseUrl: string, companyId: string, state: TicketSystemState, failingSince: string | null, lastError: string | null, lastSuccessAt: string | null, postOnEscalation: boolean, postOnReturn: boolean, postOnCompletion: boolean, externalNotes: boolean };

export type TicketSystemConnectedQueryVariables = Exact<{ [key: string]: never; }>;


export type TicketSystemConnectedQuery = { ticketSystem: { id: string, kind: TicketSystemKind, baseUrl: string, companyId: string, state: TicketSystemState, failingSince: string | null, lastError: string | null, lastSuccessAt: string | null, postOnEscalation: boolean, postOnReturn: boolean, postOnCompletion: boolean, externalNotes: boolean } | null };

export type TicketSystemConnectMutationVariables = Exact<{
  input: ConnectTicketSystemInput;
}>;


export type TicketSystemConnectMutation = { connectTicketSystem: { id: string, kind: TicketSystemKind, baseUrl: string, companyId: string, state: TicketSystemState, failingSince: string | null, lastError: string | null, lastSuccessAt: string | null, postOnEscalation: boolean, postOnReturn: boolean, postOnCompletion: boolean, externalNotes: boolean } };

export type TicketSystemUpdateMutationVariables = Exact<{
  input: UpdateTicketSystemInput;
}>;


export type TicketSystemUpdateMutation = { updateTicketSystem: { id: string, kind: TicketSystemKind, baseUrl: string, companyId: string, state: TicketSystemState, failingSince: string | null, lastError: string | null, lastSuccessAt: string | null, postOnEscalation: boolean, postOnReturn: boolean, postOnCompletion: boolean, externalNotes: boolean } };

export type TicketSystemTestMutationVariables = Exact<{ [key: string]: never; }>;


export type TicketSystemTestMutation = { testTicketSystem: { ok: boolean, message: string } };

export type TicketSystemDisconnectMutationVariables = Exact<{ [key: string]: never; }>;


export type TicketSystemDisconnectMutation = { disconnectTicketSystem: boolean };

export type WebhookFieldsFragment = { id: string, name: string, url: string, format: WebhookFormat, events: Array<WebhookEvent>, state: WebhookState, disabledReason: string | null, failingSince: string | null, previousSecretExpiresAt: string | null };

export type WebhookDeliveryFieldsFragment = { id: string, eventType: string, state: WebhookDeliveryState, attempts: number, createdAt: string, attemptedAt: string | null, sentAt: string | null, nextAttemptAt: string | null, responseStatus: number | null, responseExcerpt: string | null, lastError: string | null, requestBody: string, replayOf: string | null, webhookId: string, handoff: { id: string } | null };

export type WebhooksListQueryVariables = Exact<{
  first: number;
}>;


export type WebhooksListQuery = { webhookEndpoints: { edges: Array<{ cursor: string, node: { id: string, name: string, url: string, format: WebhookFormat, events: Array<WebhookEvent>, state: WebhookState, disabledReason: string | null, failingSince: string | null, previousSecretExpiresAt: string | null } }> } };

export type WebhooksDeliveriesQueryVariables = Exact<{
  before?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
  state?: WebhookDeliveryState | null | undefined;
}>;


export type WebhooksDeliveriesQuery = { webhookEndpoints: { nodes: Array<{ id: string, deliveries: { nodes: Array<{ id: string, eventType: string, state: WebhookDeliveryState, attempts: number, createdAt: string, attemptedAt: string | null, sentAt: string | null, nextAttemptAt: string | null, responseStatus: number | null, responseExcerpt: string | null, lastError: string | null, requestBody: string, replayOf: string | null, webhookId: string, handoff: { id: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } }> } };

export type WebhooksCreateMutationVariables = Exact<{
  input: CreateWebhookEndpointInput;
}>;


export type WebhooksCreateMutation = { createWebhookEndpoint: { secret: string | null, endpoint: { id: string, name: string, url: string, format: WebhookFormat, events: Array<WebhookEvent>, state: WebhookState, disabledReason: string | null, failingSince: string | null, previousSecretExpiresAt: string | null } } };

export type WebhooksUpdateMutationVariables = Exact<{
  input: UpdateWebhookEndpointInput;
}>;


export type WebhooksUpdateMutation = { updateWebhookEndpoint: { id: string, name: string, url: string, format: WebhookFormat, events: Array<WebhookEvent>, state: WebhookState, disabledReason: string | null, failingSince: string | null, previousSecretExpiresAt: string | null } };

export type WebhooksTestMutationVariables = Exact<{
  input: TestWebhookEndpointInput;
}>;


export type WebhooksTestMutation = { testWebhookEndpoint: { id: string, eventType: string, state: WebhookDeliveryState, attempts: number, createdAt: string, attemptedAt: string | null, sentAt: string | null, nextAttemptAt: string | null, responseStatus: number | null, responseExcerpt: string | null, lastError: string | null, requestBody: string, replayOf: string | null, webhookId: string, handoff: { id: string } | null } };

export type WebhooksRotateMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type WebhooksRotateMutation = { rotateWebhookSecret: { secret: string, endpoint: { id: string, name: string, url: string, format: WebhookFormat, events: Array<WebhookEvent>, state: WebhookState, disabledReason: string | null, failingSince: string | null, previousSecretExpiresAt: string | null } } };

export type WebhooksEnableMutationVariables = Exact<{
  input: EnableWebhookEndpointInput;
}>;


export type WebhooksEnableMutation = { enableWebhookEndpoint: { id: string, name: string, url: string, format: WebhookFormat, events: Array<WebhookEvent>, state: WebhookState, disabledReason: string | null, failingSince: string | null, previousSecretExpiresAt: string | null } };

export type WebhooksDisableMutationVariables = Exact<{
  input: DisableWebhookEndpointInput;
}>;


export type WebhooksDisableMutation = { disableWebhookEndpoint: { id: string, name: string, url: string, format: WebhookFormat, events: Array<WebhookEvent>, state: WebhookState, disabledReason: string | null, failingSince: string | null, previousSecretExpiresAt: string | null } };

export type WebhooksDeleteMutationVariables = Exact<{
  input: DeleteWebhookEndpointInput;
}>;


export type WebhooksDeleteMutation = { deleteWebhookEndpoint: string };

export type WebhooksReplayMutationVariables = Exact<{
  input: ReplayWebhookDeliveryInput;
}>;


export type WebhooksReplayMutation = { replayWebhookDelivery: { id: string, eventType: string, state: WebhookDeliveryState, attempts: number, createdAt: string, attemptedAt: string | null, sentAt: string | null, nextAttemptAt: string | null, responseStatus: number | null, responseExcerpt: string | null, lastError: string | null, requestBody: string, replayOf: string | null, webhookId: string, handoff: { id: string } | null } };

export type AssessmentPartsFragment = { status: AssessmentStatus, source: AssessmentSource, modelStatus: AssessmentModelStatus, model: string | null, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null, maskedCount: number, updatedAt: string | null, steps: Array<{ text: string, risks: Array<StepRisk> }>, ends: Array<{ nodeKey: string, title: string, passedCount: number, resolvedCount: number }> };

export type AssessmentOfQueryVariables = Exact<{
  id: string | number;
}>;


export type AssessmentOfQuery = { handoff: { id: string, assessment: { status: AssessmentStatus, source: AssessmentSource, modelStatus: AssessmentModelStatus, model: string | null, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null, maskedCount: number, updatedAt: string | null, steps: Array<{ text: string, risks: Array<StepRisk> }>, ends: Array<{ nodeKey: string, title: string, passedCount: number, resolvedCount: number }> } | null } | null };

export type HandoffDetailFragment = { id: string, intent: HandoffIntent, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, closedAt: string | null, closeReason: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, ladder: { rung: number, rungCount: number, nextAt: string | null, nextAudience: LadderAudience | null, isExhausted: boolean } | null, reach: { reached: number, pending: number, failed: number, skipped: number }, ticketNotes: Array<{ id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number }>, assessment: { status: AssessmentStatus, source: AssessmentSource, modelStatus: AssessmentModelStatus, model: string | null, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null, maskedCount: number, updatedAt: string | null, steps: Array<{ text: string, risks: Array<StepRisk> }>, ends: Array<{ nodeKey: string, title: string, passedCount: number, resolvedCount: number }> } | null, session: { id: string, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, tree: { id: string } | null, treeVersion: { id: string } | null, engineer: { id: string, name: string } }, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, secondsSpent: number, stepCount: number, takenAt: string, currentNode: { key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, actorName: string, at: string }> } };

export type HandoffPageQueryVariables = Exact<{
  id: string | number;
}>;


export type HandoffPageQuery = { handoff: { id: string, intent: HandoffIntent, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, closedAt: string | null, closeReason: string | null, createdBy: { id: string, name: string }, target: { id: string, name: string } | null, claimedBy: { id: string, name: string } | null, watchers: Array<{ until: string, user: { id: string, name: string } }>, ladder: { rung: number, rungCount: number, nextAt: string | null, nextAudience: LadderAudience | null, isExhausted: boolean } | null, reach: { reached: number, pending: number, failed: number, skipped: number }, ticketNotes: Array<{ id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number }>, assessment: { status: AssessmentStatus, source: AssessmentSource, modelStatus: AssessmentModelStatus, model: string | null, likelyCause: string | null, confidence: number, confidenceTier: ConfidenceTier, basis: string | null, maskedCount: number, updatedAt: string | null, steps: Array<{ text: string, risks: Array<StepRisk> }>, ends: Array<{ nodeKey: string, title: string, passedCount: number, resolvedCount: number }> } | null, session: { id: string, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, tree: { id: string } | null, treeVersion: { id: string } | null, engineer: { id: string, name: string } }, snapshot: { problem: string, clientName: string | null, ticketRef: string | null, treeTitle: string | null, treeVersionNumber: number | null, secondsSpent: number, stepCount: number, takenAt: string, currentNode: { key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, actorName: string, at: string }> } } | null };

export type HandoffTreeQueryVariables = Exact<{
  id: string | number;
}>;


export type HandoffTreeQuery = { handoff: { id: string, session: { id: string, treeVersion: { id: string, document: { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, branches: Array<{ label: string, to: string }> }> } } | null } } | null };

export type HandoffDeliveriesQueryVariables = Exact<{
  id: string | number;
}>;


export type HandoffDeliveriesQuery = { handoff: { id: string, deliveries: { pageInfo: { hasNextPage: boolean }, nodes: Array<{ id: string, round: number, channel: DeliveryChannel, state: DeliveryState, skipReason: DeliverySkipReason | null, lastError: string | null, sentAt: string | null, updatedAt: string, endpointName: string | null, user: { id: string, name: string } | null }> } } | null };

export type HandoffClaimMutationVariables = Exact<{
  input: ClaimHandoffInput;
}>;


export type HandoffClaimMutation = { claimHandoff:
    | { __typename: 'HandoffAlreadyClaimed', claimedAt: string, claimedBy: { id: string, name: string }, handoff: { id: string } }
    | { __typename: 'HandoffClaimed', handoff: { id: string, session: { id: string } } }
    | { __typename: 'HandoffNotClaimable', reason: string, handoff: { id: string } }
   };

export type HandoffMarkWatchingMutationVariables = Exact<{
  input: MarkWatchingInput;
}>;


export type HandoffMarkWatchingMutation = { markWatching: { id: string, watchers: Array<{ until: string, user: { id: string, name: string } }> } };

export type HandoffStopWatchingMutationVariables = Exact<{
  input: StopWatchingInput;
}>;


export type HandoffStopWatchingMutation = { stopWatching: { id: string } };

export type RequestPasswordResetMutationVariables = Exact<{
  input: RequestPasswordResetInput;
}>;


export type RequestPasswordResetMutation = { requestPasswordReset: boolean };

export type TreesDocumentFragment = { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> }> };

export type TreesVersionFragment = { id: string, number: number, title: string, changeNote: string | null, publishedAt: string, publishedBy: { id: string, name: string } };

export type TreesDraftFragment = { id: string, title: string, description: string | null, category: string | null, tags: Array<string>, status: TreeStatus, revision: number, updatedAt: string, document: { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> }> }, diagnostics: Array<{ severity: DiagnosticSeverity, code: string, nodeKey: string | null, message: string }>, publishedVersion: { id: string, number: number, title: string, document: { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> }> } } | null };

export type TreesPageQueryVariables = Exact<{
  search?: string | null | undefined;
  category?: string | null | undefined;
  tag?: string | null | undefined;
  status?: TreeStatus | null | undefined;
  after?: string | null | undefined;
}>;


export type TreesPageQuery = { trees: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, title: string, description: string | null, category: string | null, tags: Array<string>, status: TreeStatus, updatedAt: string, publishedVersion: { id: string, number: number } | null }> } };

export type TreesCategoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type TreesCategoriesQuery = { treeCategories: Array<{ name: string, treeCount: number }>, trees: { nodes: Array<{ id: string }> } };

export type TreesTreeQueryVariables = Exact<{
  id: string | number;
}>;


export type TreesTreeQuery = { tree: { createdAt: string, id: string, title: string, description: string | null, category: string | null, tags: Array<string>, status: TreeStatus, revision: number, updatedAt: string, createdBy: { id: string, name: string }, document: { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> }> }, diagnostics: Array<{ severity: DiagnosticSeverity, code: string, nodeKey: string | null, message: string }>, publishedVersion: { id: string, number: number, title: string, document: { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> }> } } | null } | null };

export type TreesVersionsQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type TreesVersionsQuery = { tree: { id: string, versions: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, number: number, title: string, changeNote: string | null, publishedAt: string, publishedBy: { id: string, name: string } }> } } | null };

export type TreesVersionOfQueryVariables = Exact<{
  id: string | number;
}>;


export type TreesVersionOfQuery = { node:
    | { __typename: 'Account' }
    | { __typename: 'Handoff' }
    | { __typename: 'Notification' }
    | { __typename: 'Session' }
    | { __typename: 'Tree' }
    | { __typename: 'TreeVersion', id: string, number: number, title: string, changeNote: string | null, publishedAt: string, document: { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> }> }, publishedBy: { id: string, name: string } }
    | { __typename: 'User' }
   | null };

export type TreesCreateMutationVariables = Exact<{
  input: CreateTreeInput;
}>;


export type TreesCreateMutation = { createTree: { id: string } };

export type TreesUpdateMutationVariables = Exact<{
  input: UpdateTreeInput;
}>;


export type TreesUpdateMutation = { updateTree: { id: string, revision: number, status: TreeStatus, updatedAt: string, diagnostics: Array<{ severity: DiagnosticSeverity, code: string, nodeKey: string | null, message: string }> } };

export type TreesPublishMutationVariables = Exact<{
  input: PublishTreeInput;
}>;


export type TreesPublishMutation = { publishTree: { id: string, revision: number, status: TreeStatus, publishedVersion: { id: string, number: number } | null } };

export type TreesArchiveMutationVariables = Exact<{
  input: ArchiveTreeInput;
}>;


export type TreesArchiveMutation = { archiveTree: { id: string, status: TreeStatus } };

export type TreesDeleteMutationVariables = Exact<{
  input: DeleteTreeInput;
}>;


export type TreesDeleteMutation = { deleteTree: string };

export type WorkSessionFragment = { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string, name: string } }>, ticketNotes: Array<{ id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number }>, handoffs: { nodes: Array<{ id: string, intent: HandoffIntent, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, closedAt: string | null, closeReason: string | null, createdBy: { id: string, name: string }, claimedBy: { id: string, name: string } | null }> } };

export type WorkRowFragment = { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, startedAt: string, completedAt: string | null, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, title: string } | null, currentNode: { key: string, title: string } | null };

export type WorkMineQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkMineQuery = { active: { nodes: Array<{ id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, startedAt: string, completedAt: string | null, handoffs: { nodes: Array<{ id: string, state: HandoffState, closeReason: string | null, createdBy: { id: string }, claimedBy: { id: string, name: string } | null }> }, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, title: string } | null, currentNode: { key: string, title: string } | null }>, pageInfo: { hasNextPage: boolean } }, parked: { nodes: Array<{ id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, startedAt: string, completedAt: string | null, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, title: string } | null, currentNode: { key: string, title: string } | null }>, pageInfo: { hasNextPage: boolean } }, escalated: { nodes: Array<{ id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, startedAt: string, completedAt: string | null, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, title: string } | null, currentNode: { key: string, title: string } | null }>, pageInfo: { hasNextPage: boolean } } };

export type WorkSearchQueryVariables = Exact<{
  scope: SessionScope;
  search?: string | null | undefined;
  status?: SessionStatus | null | undefined;
  after?: string | null | undefined;
}>;


export type WorkSearchQuery = { sessions: { nodes: Array<{ id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, startedAt: string, completedAt: string | null, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, title: string } | null, currentNode: { key: string, title: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type WorkTreesQueryVariables = Exact<{
  search?: string | null | undefined;
}>;


export type WorkTreesQuery = { trees: { nodes: Array<{ id: string, title: string, category: string | null, description: string | null, publishedVersion: { id: string, number: number } | null }> } };

export type WorkTreeQueryVariables = Exact<{
  id: string | number;
}>;


export type WorkTreeQuery = { tree: { id: string, title: string, category: string | null, description: string | null, publishedVersion: { id: string, number: number } | null } | null };

export type WorkPeopleQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkPeopleQuery = { users: { nodes: Array<{ id: string, name: string, role: Role, isActive: boolean }> } };

export type WorkSessionPageQueryVariables = Exact<{
  id: string | number;
}>;


export type WorkSessionPageQuery = { session: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string, name: string } }>, ticketNotes: Array<{ id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number }>, handoffs: { nodes: Array<{ id: string, intent: HandoffIntent, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, closedAt: string | null, closeReason: string | null, createdBy: { id: string, name: string }, claimedBy: { id: string, name: string } | null }> } } | null };

export type WorkDocumentQueryVariables = Exact<{
  id: string | number;
}>;


export type WorkDocumentQuery = { session: { id: string, treeVersion: { id: string, document: { rootKey: string, nodes: Array<{ key: string, kind: TreeNodeKind, title: string, branches: Array<{ label: string, to: string }> }> } } | null } | null };

export type WorkTranscriptQueryVariables = Exact<{
  id: string | number;
  format: TranscriptFormat;
}>;


export type WorkTranscriptQuery = { session: { id: string, transcript: string } | null };

export type WorkStartMutationVariables = Exact<{
  input: StartSessionInput;
}>;


export type WorkStartMutation = { startSession: { id: string } };

export type WorkAnswerMutationVariables = Exact<{
  input: AnswerStepInput;
}>;


export type WorkAnswerMutation = { answerStep: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string, name: string } }>, ticketNotes: Array<{ id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number }>, handoffs: { nodes: Array<{ id: string, intent: HandoffIntent, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, closedAt: string | null, closeReason: string | null, createdBy: { id: string, name: string }, claimedBy: { id: string, name: string } | null }> } } };

export type WorkNoteMutationVariables = Exact<{
  input: AddNoteInput;
}>;


export type WorkNoteMutation = { addNote: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string, name: string } }>, ticketNotes: Array<{ id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number }>, handoffs: { nodes: Array<{ id: string, intent: HandoffIntent, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, closedAt: string | null, closeReason: string | null, createdBy: { id: string, name: string }, claimedBy: { id: string, name: string } | null }> } } };

export type WorkUndoMutationVariables = Exact<{
  input: UndoStepInput;
}>;


export type WorkUndoMutation = { undoStep: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string, name: string } }>, ticketNotes: Array<{ id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number }>, handoffs: { nodes: Array<{ id: string, intent: HandoffIntent, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, closedAt: string | null, closeReason: string | null, createdBy: { id: string, name: string }, claimedBy: { id: string, name: string } | null }> } } };

export type WorkUpdateMutationVariables = Exact<{
  input: UpdateSessionInput;
}>;


export type WorkUpdateMutation = { updateSession: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string, name: string } }>, ticketNotes: Array<{ id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number }>, handoffs: { nodes: Array<{ id: string, intent: HandoffIntent, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, closedAt: string | null, closeReason: string | null, createdBy: { id: string, name: string }, claimedBy: { id: string, name: string } | null }> } } };

export type WorkCompleteMutationVariables = Exact<{
  input: CompleteSessionInput;
}>;


export type WorkCompleteMutation = { completeSession: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string, name: string } }>, ticketNotes: Array<{ id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number }>, handoffs: { nodes: Array<{ id: string, intent: HandoffIntent, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, closedAt: string | null, closeReason: string | null, createdBy: { id: string, name: string }, claimedBy: { id: string, name: string } | null }> } } };

export type WorkResumeMutationVariables = Exact<{
  input: ResumeSessionInput;
}>;


export type WorkResumeMutation = { resumeSession: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string, name: string } }>, ticketNotes: Array<{ id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number }>, handoffs: { nodes: Array<{ id: string, intent: HandoffIntent, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, closedAt: string | null, closeReason: string | null, createdBy: { id: string, name: string }, claimedBy: { id: string, name: string } | null }> } } };

export type WorkHandOffMutationVariables = Exact<{
  input: CreateHandoffInput;
}>;


export type WorkHandOffMutation = { createHandoff: { id: string, intent: HandoffIntent, session: { id: string, problem: string, clientName: string | null, ticketRef: string | null, status: SessionStatus, outcome: SessionOutcome | null, summary: string | null, startedAt: string, completedAt: string | null, engineer: { id: string, name: string }, openedBy: { id: string, name: string }, treeVersion: { id: string, number: number, title: string } | null, currentNode: { key: string, kind: TreeNodeKind, title: string, body: string | null, branches: Array<{ label: string, to: string }> } | null, steps: Array<{ index: number, kind: StepKind, nodeKey: string | null, nodeTitle: string | null, branch: string | null, note: string | null, at: string, actor: { id: string, name: string } }>, ticketNotes: Array<{ id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number }>, handoffs: { nodes: Array<{ id: string, intent: HandoffIntent, state: HandoffState, priority: Priority, engineerNotes: string, createdAt: string, claimedAt: string | null, closedAt: string | null, closeReason: string | null, createdBy: { id: string, name: string }, claimedBy: { id: string, name: string } | null }> } } } };

export type WorkReleaseMutationVariables = Exact<{
  input: ReleaseHandoffInput;
}>;


export type WorkReleaseMutation = { releaseHandoff: { id: string } };

export type WorkReturnMutationVariables = Exact<{
  input: ReturnHandoffInput;
}>;


export type WorkReturnMutation = { returnHandoff: { id: string } };

export type WorkWithdrawMutationVariables = Exact<{
  input: WithdrawHandoffInput;
}>;


export type WorkWithdrawMutation = { withdrawHandoff: { id: string } };

export type TicketNoteLineFragment = { id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number };

export type TicketNotePreviewQueryVariables = Exact<{
  id: string | number;
}>;


export type TicketNotePreviewQuery = { previewTicketNote: { text: string, maskedCount: number, ticketRef: string | null, isInternal: boolean, isConnected: boolean } };

export type TicketNoteWayQueryVariables = Exact<{
  id: string | number;
}>;


export type TicketNoteWayQuery = { previewTicketNote: { isConnected: boolean } };

export type TicketNotePostMutationVariables = Exact<{
  input: PostTicketNoteInput;
}>;


export type TicketNotePostMutation = { postTicketNote: { id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number } };

export type TicketNoteRetryMutationVariables = Exact<{
  input: RetryTicketNoteInput;
}>;


export type TicketNoteRetryMutation = { retryTicketNote: { id: string, kind: TicketNoteKind, state: TicketNoteState, skipReason: TicketNoteSkipReason | null, lastError: string | null, isInternal: boolean, ticketNumber: string | null, createdAt: string, sentAt: string | null, maskedCount: number } };

export type VerifyEmailMutationVariables = Exact<{
  input: VerifyEmailInput;
}>;


export type VerifyEmailMutation = { verifyEmail: { id: string, email: string } };

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
export const QueueRowFragmentDoc = new TypedDocumentString(`
    fragment QueueRow on Handoff {
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
  watchers {
    until
    user {
      id
      name
    }
  }
  assessment {
    status
    likelyCause
    confidence
    confidenceTier
    basis
  }
  snapshot {
    problem
    clientName
    ticketRef
    treeTitle
    stepCount
    secondsSpent
  }
}
    `, {"fragmentName":"QueueRow"}) as unknown as TypedDocumentString<QueueRowFragment, unknown>;
export const LadderPolicyFieldsFragmentDoc = new TypedDocumentString(`
    fragment LadderPolicyFields on EscalationPolicy {
  rungs {
    audience
    urgentMinutes
    highMinutes
    normalMinutes
    lowMinutes
  }
  secondLine {
    id
    name
  }
  claimReminderMinutes
  claimReleaseMinutes
}
    `, {"fragmentName":"LadderPolicyFields"}) as unknown as TypedDocumentString<LadderPolicyFieldsFragment, unknown>;
export const AccountMetricsDurationsFragmentDoc = new TypedDocumentString(`
    fragment AccountMetricsDurations on EscalationDurations {
  p50Seconds
  p90Seconds
  sampleSize
}
    `, {"fragmentName":"AccountMetricsDurations"}) as unknown as TypedDocumentString<AccountMetricsDurationsFragment, unknown>;
export const AccountMetricsFiguresFragmentDoc = new TypedDocumentString(`
    fragment AccountMetricsFigures on EscalationMetricsGroup {
  key
  label
  periodStart
  created
  claimed
  unclaimed
  released
  returned
  withdrawn
  resolved
  timeToSeen {
    ...AccountMetricsDurations
  }
  timeToClaim {
    ...AccountMetricsDurations
  }
  timeToFirstAction {
    ...AccountMetricsDurations
  }
  timeToResolution {
    ...AccountMetricsDurations
  }
}
    fragment AccountMetricsDurations on EscalationDurations {
  p50Seconds
  p90Seconds
  sampleSize
}`, {"fragmentName":"AccountMetricsFigures"}) as unknown as TypedDocumentString<AccountMetricsFiguresFragment, unknown>;
export const TicketSystemFieldsFragmentDoc = new TypedDocumentString(`
    fragment TicketSystemFields on TicketSystem {
  id
  kind
  baseUrl
  companyId
  state
  failingSince
  lastError
  lastSuccessAt
  postOnEscalation
  postOnReturn
  postOnCompletion
  externalNotes
}
    `, {"fragmentName":"TicketSystemFields"}) as unknown as TypedDocumentString<TicketSystemFieldsFragment, unknown>;
export const WebhookFieldsFragmentDoc = new TypedDocumentString(`
    fragment WebhookFields on WebhookEndpoint {
  id
  name
  url
  format
  events
  state
  disabledReason
  failingSince
  previousSecretExpiresAt
}
    `, {"fragmentName":"WebhookFields"}) as unknown as TypedDocumentString<WebhookFieldsFragment, unknown>;
export const WebhookDeliveryFieldsFragmentDoc = new TypedDocumentString(`
    fragment WebhookDeliveryFields on WebhookDelivery {
  id
  eventType
  state
  attempts
  createdAt
  attemptedAt
  sentAt
  nextAttemptAt
  responseStatus
  responseExcerpt
  lastError
  requestBody
  replayOf
  webhookId
  handoff {
    id
  }
}
    `, {"fragmentName":"WebhookDeliveryFields"}) as unknown as TypedDocumentString<WebhookDeliveryFieldsFragment, unknown>;
export const TicketNoteLineFragmentDoc = new TypedDocumentString(`
    fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}
    `, {"fragmentName":"TicketNoteLine"}) as unknown as TypedDocumentString<TicketNoteLineFragment, unknown>;
export const AssessmentPartsFragmentDoc = new TypedDocumentString(`
    fragment AssessmentParts on HandoffAssessment {
  status
  source
  modelStatus
  model
  likelyCause
  steps {
    text
    risks
  }
  confidence
  confidenceTier
  basis
  maskedCount
  updatedAt
  ends {
    nodeKey
    title
    passedCount
    resolvedCount
  }
}
    `, {"fragmentName":"AssessmentParts"}) as unknown as TypedDocumentString<AssessmentPartsFragment, unknown>;
export const HandoffDetailFragmentDoc = new TypedDocumentString(`
    fragment HandoffDetail on Handoff {
  id
  intent
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
  closedAt
  closeReason
  watchers {
    until
    user {
      id
      name
    }
  }
  ladder {
    rung
    rungCount
    nextAt
    nextAudience
    isExhausted
  }
  reach {
    reached
    pending
    failed
    skipped
  }
  ticketNotes {
    ...TicketNoteLine
  }
  assessment {
    ...AssessmentParts
  }
  session {
    id
    status
    tree {
      id
    }
    treeVersion {
      id
    }
    engineer {
      id
      name
    }
    outcome
    summary
  }
  snapshot {
    problem
    clientName
    ticketRef
    treeTitle
    treeVersionNumber
    secondsSpent
    stepCount
    takenAt
    currentNode {
      key
      kind
      title
      body
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
      actorName
      at
    }
  }
}
    fragment AssessmentParts on HandoffAssessment {
  status
  source
  modelStatus
  model
  likelyCause
  steps {
    text
    risks
  }
  confidence
  confidenceTier
  basis
  maskedCount
  updatedAt
  ends {
    nodeKey
    title
    passedCount
    resolvedCount
  }
}
fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}`, {"fragmentName":"HandoffDetail"}) as unknown as TypedDocumentString<HandoffDetailFragment, unknown>;
export const TreesVersionFragmentDoc = new TypedDocumentString(`
    fragment TreesVersion on TreeVersion {
  id
  number
  title
  changeNote
  publishedAt
  publishedBy {
    id
    name
  }
}
    `, {"fragmentName":"TreesVersion"}) as unknown as TypedDocumentString<TreesVersionFragment, unknown>;
export const TreesDocumentFragmentDoc = new TypedDocumentString(`
    fragment TreesDocument on TreeDocument {
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
    `, {"fragmentName":"TreesDocument"}) as unknown as TypedDocumentString<TreesDocumentFragment, unknown>;
export const TreesDraftFragmentDoc = new TypedDocumentString(`
    fragment TreesDraft on Tree {
  id
  title
  description
  category
  tags
  status
  revision
  updatedAt
  document {
    ...TreesDocument
  }
  diagnostics {
    severity
    code
    nodeKey
    message
  }
  publishedVersion {
    id
    number
    title
    document {
      ...TreesDocument
    }
  }
}
    fragment TreesDocument on TreeDocument {
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
}`, {"fragmentName":"TreesDraft"}) as unknown as TypedDocumentString<TreesDraftFragment, unknown>;
export const WorkSessionFragmentDoc = new TypedDocumentString(`
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
  engineer {
    id
    name
  }
  openedBy {
    id
    name
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
    body
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
    at
    actor {
      id
      name
    }
  }
  ticketNotes {
    ...TicketNoteLine
  }
  handoffs(first: 5) {
    nodes {
      id
      intent
      state
      priority
      engineerNotes
      createdAt
      createdBy {
        id
        name
      }
      claimedBy {
        id
        name
      }
      claimedAt
      closedAt
      closeReason
    }
  }
}
    fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}`, {"fragmentName":"WorkSession"}) as unknown as TypedDocumentString<WorkSessionFragment, unknown>;
export const WorkRowFragmentDoc = new TypedDocumentString(`
    fragment WorkRow on Session {
  id
  problem
  clientName
  ticketRef
  status
  outcome
  startedAt
  completedAt
  engineer {
    id
    name
  }
  openedBy {
    id
    name
  }
  treeVersion {
    id
    title
  }
  currentNode {
    key
    title
  }
}
    `, {"fragmentName":"WorkRow"}) as unknown as TypedDocumentString<WorkRowFragment, unknown>;
export const AccountUsageDocument = new TypedDocumentString(`
    query AccountUsage {
  accountUsage {
    storedBytes
    storedBytesMax
    writesThisHour
    writesPerHourMax
  }
}
    `) as unknown as TypedDocumentString<AccountUsageQuery, AccountUsageQueryVariables>;
export const OwnRoleDocument = new TypedDocumentString(`
    query OwnRole {
  me {
    id
    role
    emailVerifiedAt
  }
}
    `) as unknown as TypedDocumentString<OwnRoleQuery, OwnRoleQueryVariables>;
export const ResendVerificationDocument = new TypedDocumentString(`
    mutation ResendVerification {
  resendVerification
}
    `) as unknown as TypedDocumentString<ResendVerificationMutation, ResendVerificationMutationVariables>;
export const QueuePageDocument = new TypedDocumentString(`
    query QueuePage($first: Int!, $after: String) {
  escalationQueue(first: $first, after: $after) {
    eventCursor
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...QueueRow
    }
  }
}
    fragment QueueRow on Handoff {
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
  watchers {
    until
    user {
      id
      name
    }
  }
  assessment {
    status
    likelyCause
    confidence
    confidenceTier
    basis
  }
  snapshot {
    problem
    clientName
    ticketRef
    treeTitle
    stepCount
    secondsSpent
  }
}`) as unknown as TypedDocumentString<QueuePageQuery, QueuePageQueryVariables>;
export const QueueReadersDocument = new TypedDocumentString(`
    query QueueReaders($id: ID!) {
  handoff(id: $id) {
    id
    watchers {
      until
      user {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<QueueReadersQuery, QueueReadersQueryVariables>;
export const EscalationsDocument = new TypedDocumentString(`
    subscription Escalations($after: EventCursor) {
  escalationEvents(after: $after) {
    __typename
    ... on StreamReady {
      cursor
    }
    ... on LiveEvent {
      cursor
      at
      replayed
      reason
      actor {
        id
        name
      }
      handoff {
        ...QueueRow
      }
    }
  }
}
    fragment QueueRow on Handoff {
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
  watchers {
    until
    user {
      id
      name
    }
  }
  assessment {
    status
    likelyCause
    confidence
    confidenceTier
    basis
  }
  snapshot {
    problem
    clientName
    ticketRef
    treeTitle
    stepCount
    secondsSpent
  }
}`) as unknown as TypedDocumentString<EscalationsSubscription, EscalationsSubscriptionVariables>;
export const LadderPolicyDocument = new TypedDocumentString(`
    query LadderPolicy {
  escalationPolicy {
    ...LadderPolicyFields
  }
}
    fragment LadderPolicyFields on EscalationPolicy {
  rungs {
    audience
    urgentMinutes
    highMinutes
    normalMinutes
    lowMinutes
  }
  secondLine {
    id
    name
  }
  claimReminderMinutes
  claimReleaseMinutes
}`) as unknown as TypedDocumentString<LadderPolicyQuery, LadderPolicyQueryVariables>;
export const LadderUpdateDocument = new TypedDocumentString(`
    mutation LadderUpdate($input: UpdateEscalationPolicyInput!) {
  updateEscalationPolicy(input: $input) {
    ...LadderPolicyFields
  }
}
    fragment LadderPolicyFields on EscalationPolicy {
  rungs {
    audience
    urgentMinutes
    highMinutes
    normalMinutes
    lowMinutes
  }
  secondLine {
    id
    name
  }
  claimReminderMinutes
  claimReleaseMinutes
}`) as unknown as TypedDocumentString<LadderUpdateMutation, LadderUpdateMutationVariables>;
export const LadderPeopleDocument = new TypedDocumentString(`
    query LadderPeople($search: String, $first: Int!) {
  users(search: $search, first: $first) {
    nodes {
      id
      name
      email
      role
      isActive
    }
  }
}
    `) as unknown as TypedDocumentString<LadderPeopleQuery, LadderPeopleQueryVariables>;
export const MeLogoutEverywhereDocument = new TypedDocumentString(`
    mutation MeLogoutEverywhere {
  logoutEverywhere
}
    `) as unknown as TypedDocumentString<MeLogoutEverywhereMutation, MeLogoutEverywhereMutationVariables>;
export const MeLogoutEverybodyDocument = new TypedDocumentString(`
    mutation MeLogoutEverybody {
  logoutEverybody
}
    `) as unknown as TypedDocumentString<MeLogoutEverybodyMutation, MeLogoutEverybodyMutationVariables>;
export const AccountMetricsOfRangeDocument = new TypedDocumentString(`
    query AccountMetricsOfRange($from: DateTime!, $to: DateTime!, $groupBy: MetricsGroup!, $timeZone: String) {
  escalationMetrics(from: $from, to: $to, groupBy: $groupBy, timeZone: $timeZone) {
    groupBy
    groups {
      ...AccountMetricsFigures
    }
    total {
      ...AccountMetricsFigures
    }
  }
}
    fragment AccountMetricsDurations on EscalationDurations {
  p50Seconds
  p90Seconds
  sampleSize
}
fragment AccountMetricsFigures on EscalationMetricsGroup {
  key
  label
  periodStart
  created
  claimed
  unclaimed
  released
  returned
  withdrawn
  resolved
  timeToSeen {
    ...AccountMetricsDurations
  }
  timeToClaim {
    ...AccountMetricsDurations
  }
  timeToFirstAction {
    ...AccountMetricsDurations
  }
  timeToResolution {
    ...AccountMetricsDurations
  }
}`) as unknown as TypedDocumentString<AccountMetricsOfRangeQuery, AccountMetricsOfRangeQueryVariables>;
export const NotificationsPageDocument = new TypedDocumentString(`
    query NotificationsPage($first: Int!, $after: String, $unreadOnly: Boolean) {
  notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {
    nodes {
      id
      kind
      text
      createdAt
      readAt
      handoff {
        id
        state
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    unreadCount
  }
}
    `) as unknown as TypedDocumentString<NotificationsPageQuery, NotificationsPageQueryVariables>;
export const NotificationsMarkReadDocument = new TypedDocumentString(`
    mutation NotificationsMarkRead($input: MarkNotificationsReadInput!) {
  markNotificationsRead(input: $input) {
    unreadCount
  }
}
    `) as unknown as TypedDocumentString<NotificationsMarkReadMutation, NotificationsMarkReadMutationVariables>;
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
export const NotificationsUpdatePreferencesDocument = new TypedDocumentString(`
    mutation NotificationsUpdatePreferences($input: UpdateNotificationPreferencesInput!) {
  updateNotificationPreferences(input: $input) {
    mail
    muteUntil
  }
}
    `) as unknown as TypedDocumentString<NotificationsUpdatePreferencesMutation, NotificationsUpdatePreferencesMutationVariables>;
export const PeoplePageDocument = new TypedDocumentString(`
    query PeoplePage($search: String, $first: Int!, $after: String) {
  users(search: $search, first: $first, after: $after) {
    nodes {
      id
      name
      email
      role
      isActive
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<PeoplePageQuery, PeoplePageQueryVariables>;
export const PeopleInviteDocument = new TypedDocumentString(`
    mutation PeopleInvite($input: InviteUserInput!) {
  inviteUser(input: $input) {
    id
    email
    role
    acceptUrl
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<PeopleInviteMutation, PeopleInviteMutationVariables>;
export const PeopleInvitedDocument = new TypedDocumentString(`
    query PeopleInvited($first: Int!) {
  invitations(first: $first) {
    nodes {
      id
      email
      role
      acceptUrl
      expiresAt
      invitedBy {
        id
        name
      }
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<PeopleInvitedQuery, PeopleInvitedQueryVariables>;
export const PeopleRevokeDocument = new TypedDocumentString(`
    mutation PeopleRevoke($input: RevokeInvitationInput!) {
  revokeInvitation(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<PeopleRevokeMutation, PeopleRevokeMutationVariables>;
export const PeopleChangeRoleDocument = new TypedDocumentString(`
    mutation PeopleChangeRole($input: UpdateUserRoleInput!) {
  updateUserRole(input: $input) {
    id
    role
  }
}
    `) as unknown as TypedDocumentString<PeopleChangeRoleMutation, PeopleChangeRoleMutationVariables>;
export const PeopleDeactivateDocument = new TypedDocumentString(`
    mutation PeopleDeactivate($input: DeactivateUserInput!) {
  deactivateUser(input: $input) {
    id
    isActive
  }
}
    `) as unknown as TypedDocumentString<PeopleDeactivateMutation, PeopleDeactivateMutationVariables>;
export const PeopleReactivateDocument = new TypedDocumentString(`
    mutation PeopleReactivate($input: ReactivateUserInput!) {
  reactivateUser(input: $input) {
    id
    isActive
  }
}
    `) as unknown as TypedDocumentString<PeopleReactivateMutation, PeopleReactivateMutationVariables>;
export const PeopleListeningDocument = new TypedDocumentString(`
    query PeopleListening($first: Int!) {
  liveStreams(first: $first) {
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
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<PeopleListeningQuery, PeopleListeningQueryVariables>;
export const PeopleEndStreamDocument = new TypedDocumentString(`
    mutation PeopleEndStream($input: EndLiveStreamInput!) {
  endLiveStream(input: $input)
}
    `) as unknown as TypedDocumentString<PeopleEndStreamMutation, PeopleEndStreamMutationVariables>;
export const TicketSystemConnectedDocument = new TypedDocumentString(`
    query TicketSystemConnected {
  ticketSystem {
    ...TicketSystemFields
  }
}
    fragment TicketSystemFields on TicketSystem {
  id
  kind
  baseUrl
  companyId
  state
  failingSince
  lastError
  lastSuccessAt
  postOnEscalation
  postOnReturn
  postOnCompletion
  externalNotes
}`) as unknown as TypedDocumentString<TicketSystemConnectedQuery, TicketSystemConnectedQueryVariables>;
export const TicketSystemConnectDocument = new TypedDocumentString(`
    mutation TicketSystemConnect($input: ConnectTicketSystemInput!) {
  connectTicketSystem(input: $input) {
    ...TicketSystemFields
  }
}
    fragment TicketSystemFields on TicketSystem {
  id
  kind
  baseUrl
  companyId
  state
  failingSince
  lastError
  lastSuccessAt
  postOnEscalation
  postOnReturn
  postOnCompletion
  externalNotes
}`) as unknown as TypedDocumentString<TicketSystemConnectMutation, TicketSystemConnectMutationVariables>;
export const TicketSystemUpdateDocument = new TypedDocumentString(`
    mutation TicketSystemUpdate($input: UpdateTicketSystemInput!) {
  updateTicketSystem(input: $input) {
    ...TicketSystemFields
  }
}
    fragment TicketSystemFields on TicketSystem {
  id
  kind
  baseUrl
  companyId
  state
  failingSince
  lastError
  lastSuccessAt
  postOnEscalation
  postOnReturn
  postOnCompletion
  externalNotes
}`) as unknown as TypedDocumentString<TicketSystemUpdateMutation, TicketSystemUpdateMutationVariables>;
export const TicketSystemTestDocument = new TypedDocumentString(`
    mutation TicketSystemTest {
  testTicketSystem {
    ok
    message
  }
}
    `) as unknown as TypedDocumentString<TicketSystemTestMutation, TicketSystemTestMutationVariables>;
export const TicketSystemDisconnectDocument = new TypedDocumentString(`
    mutation TicketSystemDisconnect {
  disconnectTicketSystem
}
    `) as unknown as TypedDocumentString<TicketSystemDisconnectMutation, TicketSystemDisconnectMutationVariables>;
export const WebhooksListDocument = new TypedDocumentString(`
    query WebhooksList($first: Int!) {
  webhookEndpoints(first: $first) {
    edges {
      cursor
      node {
        ...WebhookFields
      }
    }
  }
}
    fragment WebhookFields on WebhookEndpoint {
  id
  name
  url
  format
  events
  state
  disabledReason
  failingSince
  previousSecretExpiresAt
}`) as unknown as TypedDocumentString<WebhooksListQuery, WebhooksListQueryVariables>;
export const WebhooksDeliveriesDocument = new TypedDocumentString(`
    query WebhooksDeliveries($before: String, $first: Int!, $after: String, $state: WebhookDeliveryState) {
  webhookEndpoints(first: 1, after: $before) {
    nodes {
      id
      deliveries(first: $first, after: $after, state: $state) {
        nodes {
          ...WebhookDeliveryFields
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
}
    fragment WebhookDeliveryFields on WebhookDelivery {
  id
  eventType
  state
  attempts
  createdAt
  attemptedAt
  sentAt
  nextAttemptAt
  responseStatus
  responseExcerpt
  lastError
  requestBody
  replayOf
  webhookId
  handoff {
    id
  }
}`) as unknown as TypedDocumentString<WebhooksDeliveriesQuery, WebhooksDeliveriesQueryVariables>;
export const WebhooksCreateDocument = new TypedDocumentString(`
    mutation WebhooksCreate($input: CreateWebhookEndpointInput!) {
  createWebhookEndpoint(input: $input) {
    secret
    endpoint {
      ...WebhookFields
    }
  }
}
    fragment WebhookFields on WebhookEndpoint {
  id
  name
  url
  format
  events
  state
  disabledReason
  failingSince
  previousSecretExpiresAt
}`) as unknown as TypedDocumentString<WebhooksCreateMutation, WebhooksCreateMutationVariables>;
export const WebhooksUpdateDocument = new TypedDocumentString(`
    mutation WebhooksUpdate($input: UpdateWebhookEndpointInput!) {
  updateWebhookEndpoint(input: $input) {
    ...WebhookFields
  }
}
    fragment WebhookFields on WebhookEndpoint {
  id
  name
  url
  format
  events
  state
  disabledReason
  failingSince
  previousSecretExpiresAt
}`) as unknown as TypedDocumentString<WebhooksUpdateMutation, WebhooksUpdateMutationVariables>;
export const WebhooksTestDocument = new TypedDocumentString(`
    mutation WebhooksTest($input: TestWebhookEndpointInput!) {
  testWebhookEndpoint(input: $input) {
    ...WebhookDeliveryFields
  }
}
    fragment WebhookDeliveryFields on WebhookDelivery {
  id
  eventType
  state
  attempts
  createdAt
  attemptedAt
  sentAt
  nextAttemptAt
  responseStatus
  responseExcerpt
  lastError
  requestBody
  replayOf
  webhookId
  handoff {
    id
  }
}`) as unknown as TypedDocumentString<WebhooksTestMutation, WebhooksTestMutationVariables>;
export const WebhooksRotateDocument = new TypedDocumentString(`
    mutation WebhooksRotate($input: RotateWebhookSecretInput!) {
  rotateWebhookSecret(input: $input) {
    secret
    endpoint {
      ...WebhookFields
    }
  }
}
    fragment WebhookFields on WebhookEndpoint {
  id
  name
  url
  format
  events
  state
  disabledReason
  failingSince
  previousSecretExpiresAt
}`) as unknown as TypedDocumentString<WebhooksRotateMutation, WebhooksRotateMutationVariables>;
export const WebhooksEnableDocument = new TypedDocumentString(`
    mutation WebhooksEnable($input: EnableWebhookEndpointInput!) {
  enableWebhookEndpoint(input: $input) {
    ...WebhookFields
  }
}
    fragment WebhookFields on WebhookEndpoint {
  id
  name
  url
  format
  events
  state
  disabledReason
  failingSince
  previousSecretExpiresAt
}`) as unknown as TypedDocumentString<WebhooksEnableMutation, WebhooksEnableMutationVariables>;
export const WebhooksDisableDocument = new TypedDocumentString(`
    mutation WebhooksDisable($input: DisableWebhookEndpointInput!) {
  disableWebhookEndpoint(input: $input) {
    ...WebhookFields
  }
}
    fragment WebhookFields on WebhookEndpoint {
  id
  name
  url
  format
  events
  state
  disabledReason
  failingSince
  previousSecretExpiresAt
}`) as unknown as TypedDocumentString<WebhooksDisableMutation, WebhooksDisableMutationVariables>;
export const WebhooksDeleteDocument = new TypedDocumentString(`
    mutation WebhooksDelete($input: DeleteWebhookEndpointInput!) {
  deleteWebhookEndpoint(input: $input)
}
    `) as unknown as TypedDocumentString<WebhooksDeleteMutation, WebhooksDeleteMutationVariables>;
export const WebhooksReplayDocument = new TypedDocumentString(`
    mutation WebhooksReplay($input: ReplayWebhookDeliveryInput!) {
  replayWebhookDelivery(input: $input) {
    ...WebhookDeliveryFields
  }
}
    fragment WebhookDeliveryFields on WebhookDelivery {
  id
  eventType
  state
  attempts
  createdAt
  attemptedAt
  sentAt
  nextAttemptAt
  responseStatus
  responseExcerpt
  lastError
  requestBody
  replayOf
  webhookId
  handoff {
    id
  }
}`) as unknown as TypedDocumentString<WebhooksReplayMutation, WebhooksReplayMutationVariables>;
export const AssessmentOfDocument = new TypedDocumentString(`
    query AssessmentOf($id: ID!) {
  handoff(id: $id) {
    id
    assessment {
      ...AssessmentParts
    }
  }
}
    fragment AssessmentParts on HandoffAssessment {
  status
  source
  modelStatus
  model
  likelyCause
  steps {
    text
    risks
  }
  confidence
  confidenceTier
  basis
  maskedCount
  updatedAt
  ends {
    nodeKey
    title
    passedCount
    resolvedCount
  }
}`) as unknown as TypedDocumentString<AssessmentOfQuery, AssessmentOfQueryVariables>;
export const HandoffPageDocument = new TypedDocumentString(`
    query HandoffPage($id: ID!) {
  handoff(id: $id) {
    ...HandoffDetail
  }
}
    fragment AssessmentParts on HandoffAssessment {
  status
  source
  modelStatus
  model
  likelyCause
  steps {
    text
    risks
  }
  confidence
  confidenceTier
  basis
  maskedCount
  updatedAt
  ends {
    nodeKey
    title
    passedCount
    resolvedCount
  }
}
fragment HandoffDetail on Handoff {
  id
  intent
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
  closedAt
  closeReason
  watchers {
    until
    user {
      id
      name
    }
  }
  ladder {
    rung
    rungCount
    nextAt
    nextAudience
    isExhausted
  }
  reach {
    reached
    pending
    failed
    skipped
  }
  ticketNotes {
    ...TicketNoteLine
  }
  assessment {
    ...AssessmentParts
  }
  session {
    id
    status
    tree {
      id
    }
    treeVersion {
      id
    }
    engineer {
      id
      name
    }
    outcome
    summary
  }
  snapshot {
    problem
    clientName
    ticketRef
    treeTitle
    treeVersionNumber
    secondsSpent
    stepCount
    takenAt
    currentNode {
      key
      kind
      title
      body
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
      actorName
      at
    }
  }
}
fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}`) as unknown as TypedDocumentString<HandoffPageQuery, HandoffPageQueryVariables>;
export const HandoffTreeDocument = new TypedDocumentString(`
    query HandoffTree($id: ID!) {
  handoff(id: $id) {
    id
    session {
      id
      treeVersion {
        id
        document {
          rootKey
          nodes {
            key
            kind
            title
            branches {
              label
              to
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffTreeQuery, HandoffTreeQueryVariables>;
export const HandoffDeliveriesDocument = new TypedDocumentString(`
    query HandoffDeliveries($id: ID!) {
  handoff(id: $id) {
    id
    deliveries(first: 100) {
      pageInfo {
        hasNextPage
      }
      nodes {
        id
        round
        channel
        state
        skipReason
        lastError
        sentAt
        updatedAt
        endpointName
        user {
          id
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffDeliveriesQuery, HandoffDeliveriesQueryVariables>;
export const HandoffClaimDocument = new TypedDocumentString(`
    mutation HandoffClaim($input: ClaimHandoffInput!) {
  claimHandoff(input: $input) {
    __typename
    ... on HandoffClaimed {
      handoff {
        id
        session {
          id
        }
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
      }
    }
    ... on HandoffNotClaimable {
      reason
      handoff {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffClaimMutation, HandoffClaimMutationVariables>;
export const HandoffMarkWatchingDocument = new TypedDocumentString(`
    mutation HandoffMarkWatching($input: MarkWatchingInput!) {
  markWatching(input: $input) {
    id
    watchers {
      until
      user {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HandoffMarkWatchingMutation, HandoffMarkWatchingMutationVariables>;
export const HandoffStopWatchingDocument = new TypedDocumentString(`
    mutation HandoffStopWatching($input: StopWatchingInput!) {
  stopWatching(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<HandoffStopWatchingMutation, HandoffStopWatchingMutationVariables>;
export const RequestPasswordResetDocument = new TypedDocumentString(`
    mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input)
}
    `) as unknown as TypedDocumentString<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>;
export const TreesPageDocument = new TypedDocumentString(`
    query TreesPage($search: String, $category: String, $tag: String, $status: TreeStatus, $after: String) {
  trees(
    search: $search
    category: $category
    tag: $tag
    status: $status
    first: 50
    after: $after
  ) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      title
      description
      category
      tags
      status
      updatedAt
      publishedVersion {
        id
        number
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TreesPageQuery, TreesPageQueryVariables>;
export const TreesCategoriesDocument = new TypedDocumentString(`
    query TreesCategories {
  treeCategories {
    name
    treeCount
  }
  trees(first: 1) {
    nodes {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<TreesCategoriesQuery, TreesCategoriesQueryVariables>;
export const TreesTreeDocument = new TypedDocumentString(`
    query TreesTree($id: ID!) {
  tree(id: $id) {
    ...TreesDraft
    createdAt
    createdBy {
      id
      name
    }
  }
}
    fragment TreesDocument on TreeDocument {
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
fragment TreesDraft on Tree {
  id
  title
  description
  category
  tags
  status
  revision
  updatedAt
  document {
    ...TreesDocument
  }
  diagnostics {
    severity
    code
    nodeKey
    message
  }
  publishedVersion {
    id
    number
    title
    document {
      ...TreesDocument
    }
  }
}`) as unknown as TypedDocumentString<TreesTreeQuery, TreesTreeQueryVariables>;
export const TreesVersionsDocument = new TypedDocumentString(`
    query TreesVersions($id: ID!, $after: String) {
  tree(id: $id) {
    id
    versions(first: 50, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...TreesVersion
      }
    }
  }
}
    fragment TreesVersion on TreeVersion {
  id
  number
  title
  changeNote
  publishedAt
  publishedBy {
    id
    name
  }
}`) as unknown as TypedDocumentString<TreesVersionsQuery, TreesVersionsQueryVariables>;
export const TreesVersionOfDocument = new TypedDocumentString(`
    query TreesVersionOf($id: ID!) {
  node(id: $id) {
    __typename
    ... on TreeVersion {
      ...TreesVersion
      document {
        ...TreesDocument
      }
    }
  }
}
    fragment TreesDocument on TreeDocument {
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
fragment TreesVersion on TreeVersion {
  id
  number
  title
  changeNote
  publishedAt
  publishedBy {
    id
    name
  }
}`) as unknown as TypedDocumentString<TreesVersionOfQuery, TreesVersionOfQueryVariables>;
export const TreesCreateDocument = new TypedDocumentString(`
    mutation TreesCreate($input: CreateTreeInput!) {
  createTree(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<TreesCreateMutation, TreesCreateMutationVariables>;
export const TreesUpdateDocument = new TypedDocumentString(`
    mutation TreesUpdate($input: UpdateTreeInput!) {
  updateTree(input: $input) {
    id
    revision
    status
    updatedAt
    diagnostics {
      severity
      code
      nodeKey
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TreesUpdateMutation, TreesUpdateMutationVariables>;
export const TreesPublishDocument = new TypedDocumentString(`
    mutation TreesPublish($input: PublishTreeInput!) {
  publishTree(input: $input) {
    id
    revision
    status
    publishedVersion {
      id
      number
    }
  }
}
    `) as unknown as TypedDocumentString<TreesPublishMutation, TreesPublishMutationVariables>;
export const TreesArchiveDocument = new TypedDocumentString(`
    mutation TreesArchive($input: ArchiveTreeInput!) {
  archiveTree(input: $input) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<TreesArchiveMutation, TreesArchiveMutationVariables>;
export const TreesDeleteDocument = new TypedDocumentString(`
    mutation TreesDelete($input: DeleteTreeInput!) {
  deleteTree(input: $input)
}
    `) as unknown as TypedDocumentString<TreesDeleteMutation, TreesDeleteMutationVariables>;
export const WorkMineDocument = new TypedDocumentString(`
    query WorkMine {
  active: sessions(scope: MINE, status: ACTIVE, first: 30) {
    nodes {
      ...WorkRow
      handoffs(first: 1) {
        nodes {
          id
          state
          closeReason
          createdBy {
            id
          }
          claimedBy {
            id
            name
          }
        }
      }
    }
    pageInfo {
      hasNextPage
    }
  }
  parked: sessions(scope: MINE, status: PARKED, first: 30) {
    nodes {
      ...WorkRow
    }
    pageInfo {
      hasNextPage
    }
  }
  escalated: sessions(scope: MINE, status: ESCALATED, first: 30) {
    nodes {
      ...WorkRow
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment WorkRow on Session {
  id
  problem
  clientName
  ticketRef
  status
  outcome
  startedAt
  completedAt
  engineer {
    id
    name
  }
  openedBy {
    id
    name
  }
  treeVersion {
    id
    title
  }
  currentNode {
    key
    title
  }
}`) as unknown as TypedDocumentString<WorkMineQuery, WorkMineQueryVariables>;
export const WorkSearchDocument = new TypedDocumentString(`
    query WorkSearch($scope: SessionScope!, $search: String, $status: SessionStatus, $after: String) {
  sessions(
    scope: $scope
    search: $search
    status: $status
    first: 20
    after: $after
  ) {
    nodes {
      ...WorkRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment WorkRow on Session {
  id
  problem
  clientName
  ticketRef
  status
  outcome
  startedAt
  completedAt
  engineer {
    id
    name
  }
  openedBy {
    id
    name
  }
  treeVersion {
    id
    title
  }
  currentNode {
    key
    title
  }
}`) as unknown as TypedDocumentString<WorkSearchQuery, WorkSearchQueryVariables>;
export const WorkTreesDocument = new TypedDocumentString(`
    query WorkTrees($search: String) {
  trees(search: $search, status: PUBLISHED, first: 20) {
    nodes {
      id
      title
      category
      description
      publishedVersion {
        id
        number
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WorkTreesQuery, WorkTreesQueryVariables>;
export const WorkTreeDocument = new TypedDocumentString(`
    query WorkTree($id: ID!) {
  tree(id: $id) {
    id
    title
    category
    description
    publishedVersion {
      id
      number
    }
  }
}
    `) as unknown as TypedDocumentString<WorkTreeQuery, WorkTreeQueryVariables>;
export const WorkPeopleDocument = new TypedDocumentString(`
    query WorkPeople {
  users(first: 100) {
    nodes {
      id
      name
      role
      isActive
    }
  }
}
    `) as unknown as TypedDocumentString<WorkPeopleQuery, WorkPeopleQueryVariables>;
export const WorkSessionPageDocument = new TypedDocumentString(`
    query WorkSessionPage($id: ID!) {
  session(id: $id) {
    ...WorkSession
  }
}
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
  engineer {
    id
    name
  }
  openedBy {
    id
    name
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
    body
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
    at
    actor {
      id
      name
    }
  }
  ticketNotes {
    ...TicketNoteLine
  }
  handoffs(first: 5) {
    nodes {
      id
      intent
      state
      priority
      engineerNotes
      createdAt
      createdBy {
        id
        name
      }
      claimedBy {
        id
        name
      }
      claimedAt
      closedAt
      closeReason
    }
  }
}
fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}`) as unknown as TypedDocumentString<WorkSessionPageQuery, WorkSessionPageQueryVariables>;
export const WorkDocumentDocument = new TypedDocumentString(`
    query WorkDocument($id: ID!) {
  session(id: $id) {
    id
    treeVersion {
      id
      document {
        rootKey
        nodes {
          key
          kind
          title
          branches {
            label
            to
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WorkDocumentQuery, WorkDocumentQueryVariables>;
export const WorkTranscriptDocument = new TypedDocumentString(`
    query WorkTranscript($id: ID!, $format: TranscriptFormat!) {
  session(id: $id) {
    id
    transcript(format: $format)
  }
}
    `) as unknown as TypedDocumentString<WorkTranscriptQuery, WorkTranscriptQueryVariables>;
export const WorkStartDocument = new TypedDocumentString(`
    mutation WorkStart($input: StartSessionInput!) {
  startSession(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<WorkStartMutation, WorkStartMutationVariables>;
export const WorkAnswerDocument = new TypedDocumentString(`
    mutation WorkAnswer($input: AnswerStepInput!) {
  answerStep(input: $input) {
    ...WorkSession
  }
}
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
  engineer {
    id
    name
  }
  openedBy {
    id
    name
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
    body
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
    at
    actor {
      id
      name
    }
  }
  ticketNotes {
    ...TicketNoteLine
  }
  handoffs(first: 5) {
    nodes {
      id
      intent
      state
      priority
      engineerNotes
      createdAt
      createdBy {
        id
        name
      }
      claimedBy {
        id
        name
      }
      claimedAt
      closedAt
      closeReason
    }
  }
}
fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}`) as unknown as TypedDocumentString<WorkAnswerMutation, WorkAnswerMutationVariables>;
export const WorkNoteDocument = new TypedDocumentString(`
    mutation WorkNote($input: AddNoteInput!) {
  addNote(input: $input) {
    ...WorkSession
  }
}
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
  engineer {
    id
    name
  }
  openedBy {
    id
    name
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
    body
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
    at
    actor {
      id
      name
    }
  }
  ticketNotes {
    ...TicketNoteLine
  }
  handoffs(first: 5) {
    nodes {
      id
      intent
      state
      priority
      engineerNotes
      createdAt
      createdBy {
        id
        name
      }
      claimedBy {
        id
        name
      }
      claimedAt
      closedAt
      closeReason
    }
  }
}
fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}`) as unknown as TypedDocumentString<WorkNoteMutation, WorkNoteMutationVariables>;
export const WorkUndoDocument = new TypedDocumentString(`
    mutation WorkUndo($input: UndoStepInput!) {
  undoStep(input: $input) {
    ...WorkSession
  }
}
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
  engineer {
    id
    name
  }
  openedBy {
    id
    name
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
    body
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
    at
    actor {
      id
      name
    }
  }
  ticketNotes {
    ...TicketNoteLine
  }
  handoffs(first: 5) {
    nodes {
      id
      intent
      state
      priority
      engineerNotes
      createdAt
      createdBy {
        id
        name
      }
      claimedBy {
        id
        name
      }
      claimedAt
      closedAt
      closeReason
    }
  }
}
fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}`) as unknown as TypedDocumentString<WorkUndoMutation, WorkUndoMutationVariables>;
export const WorkUpdateDocument = new TypedDocumentString(`
    mutation WorkUpdate($input: UpdateSessionInput!) {
  updateSession(input: $input) {
    ...WorkSession
  }
}
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
  engineer {
    id
    name
  }
  openedBy {
    id
    name
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
    body
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
    at
    actor {
      id
      name
    }
  }
  ticketNotes {
    ...TicketNoteLine
  }
  handoffs(first: 5) {
    nodes {
      id
      intent
      state
      priority
      engineerNotes
      createdAt
      createdBy {
        id
        name
      }
      claimedBy {
        id
        name
      }
      claimedAt
      closedAt
      closeReason
    }
  }
}
fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}`) as unknown as TypedDocumentString<WorkUpdateMutation, WorkUpdateMutationVariables>;
export const WorkCompleteDocument = new TypedDocumentString(`
    mutation WorkComplete($input: CompleteSessionInput!) {
  completeSession(input: $input) {
    ...WorkSession
  }
}
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
  engineer {
    id
    name
  }
  openedBy {
    id
    name
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
    body
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
    at
    actor {
      id
      name
    }
  }
  ticketNotes {
    ...TicketNoteLine
  }
  handoffs(first: 5) {
    nodes {
      id
      intent
      state
      priority
      engineerNotes
      createdAt
      createdBy {
        id
        name
      }
      claimedBy {
        id
        name
      }
      claimedAt
      closedAt
      closeReason
    }
  }
}
fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}`) as unknown as TypedDocumentString<WorkCompleteMutation, WorkCompleteMutationVariables>;
export const WorkResumeDocument = new TypedDocumentString(`
    mutation WorkResume($input: ResumeSessionInput!) {
  resumeSession(input: $input) {
    ...WorkSession
  }
}
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
  engineer {
    id
    name
  }
  openedBy {
    id
    name
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
    body
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
    at
    actor {
      id
      name
    }
  }
  ticketNotes {
    ...TicketNoteLine
  }
  handoffs(first: 5) {
    nodes {
      id
      intent
      state
      priority
      engineerNotes
      createdAt
      createdBy {
        id
        name
      }
      claimedBy {
        id
        name
      }
      claimedAt
      closedAt
      closeReason
    }
  }
}
fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}`) as unknown as TypedDocumentString<WorkResumeMutation, WorkResumeMutationVariables>;
export const WorkHandOffDocument = new TypedDocumentString(`
    mutation WorkHandOff($input: CreateHandoffInput!) {
  createHandoff(input: $input) {
    id
    intent
    session {
      ...WorkSession
    }
  }
}
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
  engineer {
    id
    name
  }
  openedBy {
    id
    name
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
    body
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
    at
    actor {
      id
      name
    }
  }
  ticketNotes {
    ...TicketNoteLine
  }
  handoffs(first: 5) {
    nodes {
      id
      intent
      state
      priority
      engineerNotes
      createdAt
      createdBy {
        id
        name
      }
      claimedBy {
        id
        name
      }
      claimedAt
      closedAt
      closeReason
    }
  }
}
fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}`) as unknown as TypedDocumentString<WorkHandOffMutation, WorkHandOffMutationVariables>;
export const WorkReleaseDocument = new TypedDocumentString(`
    mutation WorkRelease($input: ReleaseHandoffInput!) {
  releaseHandoff(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<WorkReleaseMutation, WorkReleaseMutationVariables>;
export const WorkReturnDocument = new TypedDocumentString(`
    mutation WorkReturn($input: ReturnHandoffInput!) {
  returnHandoff(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<WorkReturnMutation, WorkReturnMutationVariables>;
export const WorkWithdrawDocument = new TypedDocumentString(`
    mutation WorkWithdraw($input: WithdrawHandoffInput!) {
  withdrawHandoff(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<WorkWithdrawMutation, WorkWithdrawMutationVariables>;
export const TicketNotePreviewDocument = new TypedDocumentString(`
    query TicketNotePreview($id: ID!) {
  previewTicketNote(id: $id) {
    text
    maskedCount
    ticketRef
    isInternal
    isConnected
  }
}
    `) as unknown as TypedDocumentString<TicketNotePreviewQuery, TicketNotePreviewQueryVariables>;
export const TicketNoteWayDocument = new TypedDocumentString(`
    query TicketNoteWay($id: ID!) {
  previewTicketNote(id: $id) {
    isConnected
  }
}
    `) as unknown as TypedDocumentString<TicketNoteWayQuery, TicketNoteWayQueryVariables>;
export const TicketNotePostDocument = new TypedDocumentString(`
    mutation TicketNotePost($input: PostTicketNoteInput!) {
  postTicketNote(input: $input) {
    ...TicketNoteLine
  }
}
    fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}`) as unknown as TypedDocumentString<TicketNotePostMutation, TicketNotePostMutationVariables>;
export const TicketNoteRetryDocument = new TypedDocumentString(`
    mutation TicketNoteRetry($input: RetryTicketNoteInput!) {
  retryTicketNote(input: $input) {
    ...TicketNoteLine
  }
}
    fragment TicketNoteLine on TicketNote {
  id
  kind
  state
  skipReason
  lastError
  isInternal
  ticketNumber
  createdAt
  sentAt
  maskedCount
}`) as unknown as TypedDocumentString<TicketNoteRetryMutation, TicketNoteRetryMutationVariables>;
export const VerifyEmailDocument = new TypedDocumentString(`
    mutation VerifyEmail($input: VerifyEmailInput!) {
  verifyEmail(input: $input) {
    id
    email
  }
}
    `) as unknown as TypedDocumentString<VerifyEmailMutation, VerifyEmailMutationVariables>;