import { User } from '../accounts/user.entity.ts';
import type { Uuid } from '../kernel/ids.ts';
import { only } from '../kernel/selection.ts';
import { type RowSource, readRow } from '../platform/database/pages.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { Scope } from '../platform/database/scope.ts';
import { joinInSlices } from '../platform/slices.ts';
import type { TreeNode } from '../trees/tree-document.ts';
import { type TreeVersionRow, treeVersionShape } from '../trees/tree-rows.ts';
import { secondsSpent } from './session-moves.ts';
import type { SessionRow } from './session-row.ts';
import { loadSteps } from './session-steps.queries.ts';
import { type TranscriptData, type TranscriptFormat, transcriptPieces } from './transcript.ts';

/** Where sessions stand. What the database must read for it is the documents, and counts whatever is found in them. */
const nodesSql = `
  with place as (
    select distinct * from unnest($2::uuid[], $3::text[]) as place (version_id, node_key)
  ), size as (
    select coalesce(sum(coalesce(document_bytes, octet_length(document::text))), 0) as bytes from tree_version
     where account_id = $1 and id = any($2::uuid[])
  )
  select size.bytes::float8 as bytes, found.* from size left join (
    select place.version_id as "versionId", place.node_key as "nodeKey",
           jsonb_path_query_first(version.document, '$.nodes[*] ? (@.key == $key)',
             jsonb_build_object('key', place.node_key)) as node
      from place join tree_version version on version.account_id = $1 and version.id = place.version_id
     where (select bytes from size) <= $4::bigint
  ) found on true`;

interface FoundNode {
  readonly bytes: number;
  readonly versionId: Uuid | null;
  readonly nodeKey: string | null;
  readonly node: TreeNode | null;
}

/**
 * The node each session stands at, in the order of the sessions; null for one without a tree.
 * @throws ANSWER_TOO_LARGE before any of their trees is read
 */
export async function loadCurrentNodes(
  { reader, storedSize, viewer }: Scope,
  sessions: readonly SessionRow[],
): Promise<(TreeNode | null)[]> {
  const places = sessions.flatMap(({ treeVersionId, currentNodeKey }) =>
    treeVersionId && currentNodeKey ? [{ treeVersionId, currentNodeKey }] : [],
  );
  if (places.length === 0) return sessions.map(() => null);
  const versionIds = places.map(({ treeVersionId }) => treeVersionId);
  const keys = places.map(({ currentNodeKey }) => currentNodeKey);
  const { rows } = await storedSize.read(async bytesMax => {
    const values = [viewer.accountId, `{${versionIds.join()}}`, `{${keys.join()}}`, bytesMax];
    const found = await readPrepared<FoundNode>(reader, nodesSql, values);
    return { rows: found, bytes: found[0]?.bytes ?? 0 };
  });
  const nodes = new Map(rows.map(({ versionId, nodeKey, node }) => [`${versionId} ${nodeKey}`, node]));
  return sessions.map(
    ({ treeVersionId, currentNodeKey }) => nodes.get(`${treeVersionId} ${currentNodeKey}`) ?? null,
  );
}

/**
 * A session as a document.
 * @throws ANSWER_TOO_LARGE before its steps are loaded
 */
export async function loadTranscript(
  scope: Scope,
  session: SessionRow,
  format: TranscriptFormat,
): Promise<string> {
  const data = await loadTranscriptData(scope, scope.viewer.accountId, session);
  return await joinInSlices(transcriptPieces(data, format));
}

/** What a session's document is made from. */
export async function loadTranscriptData(
  scope: Pick<Scope, 'em' | 'clock'> & RowSource,
  accountId: Uuid,
  session: SessionRow,
): Promise<TranscriptData> {
  const [steps, version] = await Promise.all([
    loadSteps(scope, accountId, [session.id]),
    readVersion(scope, accountId, session.treeVersionId ?? null),
  ]);
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

async function readVersion(
  source: RowSource,
  accountId: Uuid,
  id: Uuid | null,
): Promise<Pick<TreeVersionRow, 'title' | 'number'> | null> {
  if (id === null) return null;
  return await readRow<TreeVersionRow>(source, accountId, treeVersionShape, id, titleAndNumber);
}

const titleAndNumber = only('title', 'number');

function toDate(moment: Date | number | null | undefined): Date | null {
  return moment === null || moment === undefined ? null : new Date(moment);
}
