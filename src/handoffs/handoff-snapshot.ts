import type { StepKind } from '../sessions/session-step.entity.ts';
import type { TreeNode } from '../trees/tree-document.ts';

/** One step as it was when the handoff was made; the actor's name is kept, since people leave. */
export interface SnapshotStep {
  readonly index: number;
  readonly kind: StepKind;
  readonly nodeKey: string | null;
  readonly nodeTitle: string | null;
  readonly branch: string | null;
  readonly note: string | null;
  readonly actorName: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * A session frozen at the moment of its handoff: everything the next person needs without a call.
 * Stored as JSON and never changed; new fields may be added, so readers must bear their absence.
 */
export interface HandoffSnapshot {
  readonly problem: string;
  readonly clientName: string | null;
  readonly ticketRef: string | null;
  readonly treeTitle: string | null;
  readonly treeVersionNumber: number | null;
  readonly currentNode: TreeNode | null;
  readonly steps: readonly SnapshotStep[];
  readonly secondsSpent: number;
  /** ISO 8601, UTC. */
  readonly takenAt: string;
}

/** What is shown of a handoff in lists: a snapshot without what can be long. Stored beside it, to be read alone. */
export interface SnapshotFacts extends Omit<HandoffSnapshot, 'steps' | 'currentNode'> {
  readonly stepCount: number;
}

/** A snapshot as it is read: whole, or the facts alone where nothing else of it is looked at. */
export type ReadSnapshot = HandoffSnapshot | SnapshotFacts;

/** The facts of a snapshot. */
export function factsOf({ steps, currentNode: _node, ...facts }: HandoffSnapshot): SnapshotFacts {
  return { ...facts, stepCount: steps.length };
}
