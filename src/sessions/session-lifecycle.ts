export const sessionStatuses = ['ACTIVE', 'PARKED', 'ESCALATED', 'COMPLETED'] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

export const sessionOutcomes = ['RESOLVED', 'UNRESOLVED'] as const;
export type SessionOutcome = (typeof sessionOutcomes)[number];

/**
 * Which status may follow which. Work happens in ACTIVE alone; a handoff leaves it, and resuming, claiming,
 * withdrawing or returning comes back to it. COMPLETED is the end.
 */
export const sessionMoves = {
  ACTIVE: ['PARKED', 'ESCALATED', 'COMPLETED'],
  PARKED: ['ACTIVE'],
  ESCALATED: ['ACTIVE'],
  COMPLETED: [],
} as const satisfies Record<SessionStatus, readonly SessionStatus[]>;

/** Whether a session may go from one status to another. */
export function canMoveSession(from: SessionStatus, to: SessionStatus): boolean {
  const allowed: readonly SessionStatus[] = sessionMoves[from];
  return allowed.includes(to);
}

/** What a session's status means to the person who wanted to work on it. */
export const sessionStatusWords: Record<SessionStatus, string> = {
  ACTIVE: 'The session is active.',
  PARKED: 'The session is parked. Resume it first.',
  ESCALATED: 'The session is escalated. It waits for somebody to claim it.',
  COMPLETED: 'The session is completed.',
};
