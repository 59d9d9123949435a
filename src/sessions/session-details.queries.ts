import { User } from '../accounts/user.entity.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Scope } from '../platform/database/scope.ts';
import { findNode, type TreeNode } from '../trees/tree-document.ts';
import { TreeVersion } from '../trees/tree-version.entity.ts';
import { secondsSpent } from './session-moves.ts';
import type { SessionRow } from './session-row.ts';
import { loadSteps } from './sessions.queries.ts';
import { renderTranscript, type TranscriptData, type TranscriptFormat } from './transcript.ts';

/** The node each session stands at, in the order of the sessions; null for one without a tree. */
export async function loadCurrentNodes(
  scope: Scope,
  sessions: readonly SessionRow[],
): Promise<(TreeNode | null)[]> {
  const versions = await loadVersions(scope, sessions);
  return sessions.map(session => {
    const version = session.treeVersionId ? versions.get(session.treeVersionId) : undefined;
    return version && session.currentNodeKey ? findNode(version.document, session.currentNodeKey) : null;
  });
}

async function loadVersions(
  scope: Pick<Scope, 'em'>,
  sessions: readonly SessionRow[],
): Promise<Map<Uuid, TreeVersion>> {
  const ids = [...new Set(sessions.flatMap(({ treeVersionId }) => (treeVersionId ? [treeVersionId] : [])))];
  const versions = ids.length === 0 ? [] : await scope.em.find(TreeVersion, { id: { $in: ids } });
  return new Map(versions.map(version => [version.id, version]));
}

/** A session as a document. */
export async function loadTranscript(
  scope: Scope,
  session: SessionRow,
  format: TranscriptFormat,
): Promise<string> {
  return renderTranscript(await loadTranscriptData(scope, session), format);
}

/** What a session's document is made from. */
export async function loadTranscriptData(
  scope: Pick<Scope, 'em' | 'clock'>,
  session: SessionRow,
): Promise<TranscriptData> {
  const [steps, versions] = await Promise.all([
    loadSteps(scope, [session.id]),
    loadVersions(scope, [session]),
  ]);
  const version = session.treeVersionId ? versions.get(session.treeVersionId) : undefined;
  const people = await scope.em.find(User, {
    id: { $in: [...new Set([session.engineerId, ...steps.map(step => step.actorId)])] },
  });
  const names = new Map(people.map(user => [user.id, user.name]));
  return {
    problem: session.problem,
    clientName: session.clientName ?? null,
    ticketRef: session.ticketRef ?? null,
    treeTitle: version?.title ?? null,
    treeVersionNumber: version?.number ?? null,
    engineerName: names.get(session.engineerId) ?? '',
    status: session.status,
    outcome: session.outcome ?? null,
    summary: session.summary ?? null,
    startedAt: new Date(session.startedAt),
    completedAt: toDate(session.completedAt),
    secondsSpent: secondsSpent(
      { activeSeconds: session.activeSeconds, activeSince: toDate(session.activeSince) },
      scope.clock.now(),
    ),
    steps: steps.map(step => ({
      index: step.index,
      kind: step.kind,
      nodeTitle: step.nodeTitle ?? null,
      branch: step.branch ?? null,
      note: step.note ?? null,
      actorName: names.get(step.actorId) ?? '',
      at: step.at,
    })),
  };
}

function toDate(moment: Date | number | null | undefined): Date | null {
  return moment === null || moment === undefined ? null : new Date(moment);
}
