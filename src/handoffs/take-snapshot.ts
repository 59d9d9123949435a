import { secondsSpent } from '../sessions/session-moves.ts';
import type { SessionTrail } from '../sessions/session-trail.ts';
import type { HandoffSnapshot } from './handoff-snapshot.ts';

/** Freezes a session as it stands. The session must be locked, so that nothing changes while it is read. */
export function takeSnapshot(trail: SessionTrail, now: Date): HandoffSnapshot {
  const { problem, clientName, ticketRef, treeTitle, treeVersionNumber, currentNode } = trail;
  return {
    problem,
    clientName,
    ticketRef,
    treeTitle,
    treeVersionNumber,
    currentNode,
    steps: trail.steps.map(step => ({ ...step, at: step.at.toISOString() })),
    secondsSpent: secondsSpent(trail, now),
    takenAt: now.toISOString(),
  };
}
