import { User } from '../accounts/user.entity.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';
import type { Session } from '../sessions/session.entity.ts';
import { secondsSpent } from '../sessions/session-moves.ts';
import { loadSteps } from '../sessions/sessions.queries.ts';
import { findNode } from '../trees/tree-document.ts';
import { TreeVersion } from '../trees/tree-version.entity.ts';
import type { HandoffSnapshot } from './handoff-snapshot.ts';

/** Freezes a session as it stands. The session must be locked, so that nothing changes while it is read. */
export async function takeSnapshot(tx: TransactionScope, session: Session): Promise<HandoffSnapshot> {
  const now = tx.clock.now();
  const steps = await loadSteps(tx, [session.id]);
  const version = session.treeVersionId
    ? await tx.em.findOneOrFail(TreeVersion, { id: session.treeVersionId })
    : null;
  const actorIds = [...new Set(steps.map(step => step.actorId))];
  const actors = actorIds.length === 0 ? [] : await tx.em.find(User, { id: { $in: actorIds } });
  const names = new Map(actors.map(user => [user.id, user.name]));
  return {
    problem: session.problem,
    clientName: session.clientName ?? null,
    ticketRef: session.ticketRef ?? null,
    treeTitle: version?.title ?? null,
    treeVersionNumber: version?.number ?? null,
    currentNode:
      version && session.currentNodeKey ? findNode(version.document, session.currentNodeKey) : null,
    steps: steps.map(step => ({
      index: step.index,
      kind: step.kind,
      nodeKey: step.nodeKey ?? null,
      nodeTitle: step.nodeTitle ?? null,
      branch: step.branch ?? null,
      note: step.note ?? null,
      actorName: names.get(step.actorId) ?? '',
      at: step.at.toISOString(),
    })),
    secondsSpent: secondsSpent(session, now),
    takenAt: now.toISOString(),
  };
}
