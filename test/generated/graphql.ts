/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type ClaimHandoffInput = {
  handoffId: string | number;
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

export type HandoffIntent =
  | 'ESCALATE'
  | 'PARK';

export type HandoffState =
  | 'CLAIMED'
  | 'OPEN'
  | 'RESOLVED'
  | 'RETURNED'
  | 'WITHDRAWN';

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