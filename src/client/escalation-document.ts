/** The subscription of section 2 of docs/live-escalations.md: everything that a dashboard shows of the queue. */

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** An escalation as it is when the event is sent, which may be later than the event. */
export interface EscalatedHandoff {
  readonly id: string;
  readonly state: 'OPEN' | 'CLAIMED' | 'RETURNED' | 'WITHDRAWN' | 'RESOLVED';
  readonly priority: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT';
  readonly engineerNotes: string;
  readonly createdAt: string;
  readonly createdBy: Person;
  /** Who was asked for by name. */
  readonly target: Person | null;
  readonly claimedBy: Person | null;
  readonly claimedAt: string | null;
  readonly snapshot: {
    readonly problem: string;
    readonly clientName: string | null;
    readonly ticketRef: string | null;
    readonly treeTitle: string | null;
    readonly treeVersionNumber: number | null;
    readonly stepCount: number;
    readonly secondsSpent: number;
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

/** A fact about one escalation. */
export interface EscalationEvent {
  readonly __typename: (typeof eventNames)[number];
  /** The position after this event; `after` goes on from here. */
  readonly cursor: string;
  /** Whether it happened before the stream was opened. */
  readonly replayed: boolean;
  /** When it happened, by the server's clock. */
  readonly at: string;
  /** Null: nobody did it; it followed from a rule of the account. */
  readonly actor: Person | null;
  /** Reason or guidance, where one was given. */
  readonly reason: string | null;
  readonly handoff: EscalatedHandoff;
}

export interface StreamReady {
  readonly __typename: 'StreamReady';
  readonly cursor: string;
  readonly accountId: string;
}

/** What the default document gives. */
export interface EscalationEventsData {
  readonly escalationEvents: EscalationEvent | StreamReady;
}

export const escalationDocument = `subscription Escalations($after: EventCursor) {
  escalationEvents(after: $after) {
    __typename
    ... on StreamReady { cursor accountId }
${eventNames
  .map(name => `    ... on ${name} { cursor replayed at actor { id name } reason handoff { ...QueueItem } }`)
  .join('\n')}
  }
}

fragment QueueItem on Handoff {
  id
  state
  priority
  engineerNotes
  createdAt
  createdBy { id name }
  target { id name }
  claimedBy { id name }
  claimedAt
  snapshot { problem clientName ticketRef treeTitle treeVersionNumber stepCount secondsSpent }
}
`;
