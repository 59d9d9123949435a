import type { Role } from '../src/kernel/viewer.ts';
import type { TreeDocument } from '../src/trees/tree-document.ts';
import type { DemoEscalation, DemoSummary } from './company.ts';
import { operation } from './graphql-client.ts';

/** What the demo asks of the public API: the same documents that any client would send. */

interface Input<T> {
  readonly input: T;
}

export interface SignedIn {
  readonly accessToken: string;
  readonly user: { readonly id: string };
}

export const Register = operation<
  { register: SignedIn },
  Input<{ accountName: string; name: string; email: string; password: string }>
>(`mutation Register($input: RegisterInput!) { register(input: $input) { accessToken user { id } } }`);

export const Login = operation<{ login: SignedIn }, Input<{ email: string; password: string }>>(
  `mutation Login($input: LoginInput!) { login(input: $input) { accessToken user { id } } }`,
);

export const InviteUser = operation<
  { inviteUser: { acceptUrl: string } },
  Input<{ email: string; role: Role }>
>(`mutation InviteUser($input: InviteUserInput!) { inviteUser(input: $input) { acceptUrl } }`);

export const AcceptInvitation = operation<
  { acceptInvitation: SignedIn },
  Input<{ token: string; name: string; password: string }>
>(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) { accessToken user { id } }
  }
`);

export const CreateTree = operation<
  { createTree: { id: string; revision: number } },
  Input<{ title: string; description: string; category: string; tags: string[]; document: TreeDocument }>
>(`mutation CreateTree($input: CreateTreeInput!) { createTree(input: $input) { id revision } }`);

export const PublishTree = operation<
  { publishTree: { id: string } },
  Input<{ id: string; expectedRevision: number; changeNote: string }>
>(`mutation PublishTree($input: PublishTreeInput!) { publishTree(input: $input) { id } }`);

/** Where a session stands. */
export interface SessionState {
  readonly id: string;
  readonly currentNode: { readonly key: string } | null;
}

export const StartSession = operation<
  { startSession: SessionState },
  Input<{ treeId: string | null; problem: string; clientName: string; ticketRef: string }>
>(`
  mutation StartSession($input: StartSessionInput!) { startSession(input: $input) { id currentNode { key } } }
`);

export const AnswerStep = operation<
  { answerStep: SessionState },
  Input<{ sessionId: string; nodeKey: string; branch: string; note?: string }>
>(`mutation AnswerStep($input: AnswerStepInput!) { answerStep(input: $input) { id currentNode { key } } }`);

export const AddNote = operation<{ addNote: { id: string } }, Input<{ sessionId: string; text: string }>>(
  `mutation AddNote($input: AddNoteInput!) { addNote(input: $input) { id } }`,
);

export const CompleteSession = operation<
  { completeSession: { id: string } },
  Input<{ sessionId: string } & Pick<DemoSummary, 'outcome' | 'summary'>>
>(`mutation CompleteSession($input: CompleteSessionInput!) { completeSession(input: $input) { id } }`);

export const Escalate = operation<
  { createHandoff: { id: string } },
  Input<
    { sessionId: string; intent: 'ESCALATE'; targetUserId: string | null } & Omit<DemoEscalation, 'ticketRef'>
  >
>(`mutation Escalate($input: CreateHandoffInput!) { createHandoff(input: $input) { id } }`);

/** An escalation as colleagues see it. */
export interface Escalation {
  readonly id: string;
  readonly createdAt: string;
  readonly createdBy: { readonly id: string; readonly name: string };
  readonly target: { readonly id: string } | null;
  readonly session: { readonly id: string };
  readonly snapshot: { readonly ticketRef: string | null };
}

export const Queue = operation<
  { escalationQueue: { eventCursor: string; totalCount: number; nodes: Escalation[] } },
  Record<never, never>
>(`
  query Queue {
    escalationQueue(first: 20) {
      eventCursor
      totalCount
      nodes { id createdAt createdBy { id name } target { id } session { id } snapshot { ticketRef } }
    }
  }
`);

type ClaimHandoffResult =
  | { readonly __typename: 'HandoffClaimed' }
  | { readonly __typename: 'HandoffAlreadyClaimed'; readonly claimedBy: { readonly name: string } }
  | { readonly __typename: 'HandoffNotClaimable'; readonly reason: string };

export const ClaimHandoff = operation<{ claimHandoff: ClaimHandoffResult }, Input<{ handoffId: string }>>(`
  mutation ClaimHandoff($input: ClaimHandoffInput!) {
    claimHandoff(input: $input) {
      __typename
      ... on HandoffAlreadyClaimed { claimedBy { name } }
      ... on HandoffNotClaimable { reason }
    }
  }
`);

export const ReleaseHandoff = operation<
  { releaseHandoff: { id: string } },
  Input<{ handoffId: string; reason: string }>
>(`mutation ReleaseHandoff($input: ReleaseHandoffInput!) { releaseHandoff(input: $input) { id } }`);

export const ReturnHandoff = operation<
  { returnHandoff: { id: string } },
  Input<{ handoffId: string; guidance: string }>
>(`mutation ReturnHandoff($input: ReturnHandoffInput!) { returnHandoff(input: $input) { id } }`);

export const WithdrawHandoff = operation<
  { withdrawHandoff: { id: string } },
  Input<{ handoffId: string; reason: string }>
>(`mutation WithdrawHandoff($input: WithdrawHandoffInput!) { withdrawHandoff(input: $input) { id } }`);

/** What the stream says of an escalation at the moment an event is delivered. */
export interface FeedEvent {
  readonly __typename: string;
  readonly cursor: string;
  readonly at: string;
  readonly actor: { readonly name: string } | null;
  readonly reason?: string | null;
  readonly handoff: {
    readonly priority: string;
    readonly createdAt: string;
    readonly createdBy: { readonly name: string };
    readonly target: { readonly name: string } | null;
    readonly claimedBy: { readonly name: string } | null;
    readonly snapshot: { readonly ticketRef: string | null; readonly problem: string };
    readonly session: { readonly outcome: string | null; readonly summary: string | null };
    readonly assessment: { readonly likelyCause: string | null } | null;
  };
}

const eventNames = [
  'EscalationCreated',
  'EscalationClaimed',
  'EscalationReleased',
  'EscalationReturned',
  'EscalationWithdrawn',
  'EscalationResolved',
  'EscalationUnreached',
  'EscalationRepeated',
  'EscalationClaimIdle',
  'EscalationWatched',
  'AssessmentReady',
] as const;

export interface EscalationEventsData {
  readonly escalationEvents: FeedEvent | { readonly __typename: 'StreamReady'; readonly cursor: string };
}

export const EscalationEvents = operation<EscalationEventsData, { after: string | null }>(`
  subscription EscalationEvents($after: EventCursor) {
    escalationEvents(after: $after) {
      __typename
      ... on StreamReady { cursor }
      ${eventNames
        .map(name => `... on ${name} { cursor at actor { name } reason handoff { ...Line } }`)
        .join('\n      ')}
    }
  }
  fragment Line on Handoff {
    priority
    createdAt
    createdBy { name }
    target { name }
    claimedBy { name }
    snapshot { ticketRef problem }
    session { outcome summary }
    assessment { likelyCause }
  }
`);
