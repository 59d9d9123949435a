export const handoffIntents = ['PARK', 'ESCALATE'] as const;
export type HandoffIntent = (typeof handoffIntents)[number];

export const handoffStates = ['OPEN', 'CLAIMED', 'RETURNED', 'WITHDRAWN', 'RESOLVED'] as const;
export type HandoffState = (typeof handoffStates)[number];

/**
 * Which state may follow which, for an escalation.
 * CLAIMED → OPEN is a release: the claimer gives it back to the queue.
 */
export const escalationMoves = {
  OPEN: ['CLAIMED', 'WITHDRAWN'],
  CLAIMED: ['OPEN', 'RETURNED', 'RESOLVED'],
  RETURNED: [],
  WITHDRAWN: [],
  RESOLVED: [],
} as const satisfies Record<HandoffState, readonly HandoffState[]>;

/** Which state may follow which, for a parked session: its engineer takes it up again, nothing else. */
export const parkMoves = {
  OPEN: ['RETURNED'],
  CLAIMED: [],
  RETURNED: [],
  WITHDRAWN: [],
  RESOLVED: [],
} as const satisfies Record<HandoffState, readonly HandoffState[]>;

/** Whether a handoff may go from one state to another. */
export function canMoveHandoff(intent: HandoffIntent, from: HandoffState, to: HandoffState): boolean {
  const moves: Record<HandoffState, readonly HandoffState[]> =
    intent === 'PARK' ? parkMoves : escalationMoves;
  return moves[from].includes(to);
}

/** The states in which nothing more can happen to a handoff. */
export const closedStates: readonly HandoffState[] = ['RETURNED', 'WITHDRAWN', 'RESOLVED'];
