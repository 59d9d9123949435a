import { conflict, notFound } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import type { TransactionScope } from '../platform/database/transaction.ts';
import type { TreeNode } from '../trees/tree-document.ts';
import { bytesOfStep, useOfStep } from './session-content.ts';
import { type SessionStatus, sessionStatusWords } from './session-lifecycle.ts';
import {
  assertRoomForStep,
  assertWorksOn,
  moveSession,
  type NewStep,
  type TrailSize,
} from './session-moves.ts';
import type { StepKind } from './session-step.entity.ts';
import { canReadSession } from './sessions.policy.ts';

/** A step that stands, with the name of whoever took it. */
export interface TrailStep {
  readonly index: number;
  readonly kind: StepKind;
  readonly nodeKey: string | null;
  readonly nodeTitle: string | null;
  readonly branch: string | null;
  readonly note: string | null;
  readonly actorName: string;
  readonly at: Date;
}

/** A session with everything that was done in it, as plain values: what handing it on needs, and no more. */
export interface SessionTrail {
  readonly accountId: Uuid;
  readonly id: Uuid;
  readonly problem: string;
  readonly clientName: string | null;
  readonly ticketRef: string | null;
  readonly engineerId: Uuid;
  readonly treeTitle: string | null;
  readonly treeVersionNumber: number | null;
  readonly currentNode: TreeNode | null;
  readonly steps: readonly TrailStep[];
  status: SessionStatus;
  activeSeconds: number;
  activeSince: Date | null;
  updatedAt: Date;
}

type SessionRow = Omit<SessionTrail, 'accountId' | 'id' | 'steps' | 'activeSince' | 'updatedAt'> & {
  readonly activeSince: string | null;
  readonly updatedAt: string;
};

type StepRow = Omit<TrailStep, 'at'> & { readonly at: string };

/** The version never changes, so only the session itself has to be locked. */
const lockSql = prepared(
  `select session.problem, session.client_name as "clientName", session.ticket_ref as "ticketRef", session.status,
          session.engineer_id as "engineerId", session.active_seconds as "activeSeconds",
          session.active_since as "activeSince", session.updated_at as "updatedAt", version.title as "treeTitle",
          version.number as "treeVersionNumber",
          jsonb_path_query_first(version.document, '$.nodes[*] ? (@.key == $key)',
            jsonb_build_object('key', session.current_node_key)) as "currentNode"
     from session
     left join tree_version as version
       on version.account_id = session.account_id and version.id = session.tree_version_id
    where session.account_id = $1::uuid and session.id = $2::uuid
      for update of session`,
);

/** A statement of its own, sent behind the lock: in one with it, it would not see what the lock waited for. */
const stepsSql = prepared(
  `select step.index, step.kind, step.node_key as "nodeKey", step.node_title as "nodeTitle", step.branch, step.note,
          coalesce(actor.name, '') as "actorName", step.at
     from session_step as step
     left join app_user as actor on actor.account_id = step.account_id and actor.id = step.actor_id
    where step.account_id = $1::uuid and step.session_id = $2::uuid and step.undone_at is null
    order by step.index`,
);

/**
 * A session the viewer is working on right now, locked until the commit, with its trail.
 * @param field path of the id in the client's input
 * @throws NOT_FOUND, FORBIDDEN when it is with somebody else, CONFLICT when it is not active
 */
export async function lockOwnActiveTrail(
  tx: TransactionScope,
  id: Uuid,
  field: string,
): Promise<SessionTrail> {
  const { accountId } = tx.viewer;
  const params = [accountId, id];
  const [[row], steps] = await Promise.all([
    tx.pipeline.run<SessionRow>({ sql: lockSql, params }),
    tx.pipeline.run<StepRow>({ sql: stepsSql, params }),
  ]);
  if (row === undefined || !canReadSession(tx.viewer, row)) throw notFound('The session', field);
  assertWorksOn(tx, row);
  if (row.status !== 'ACTIVE') throw conflict(sessionStatusWords[row.status], { status: row.status });
  return {
    ...row,
    accountId,
    id,
    activeSince: row.activeSince === null ? null : new Date(row.activeSince),
    updatedAt: new Date(row.updatedAt),
    steps: steps.map(step => ({ ...step, at: new Date(step.at) })),
  };
}

function sizeOf({ steps }: SessionTrail): TrailSize {
  const bytesOf = (some: readonly TrailStep[]) =>
    some.reduce((sum, { note }) => sum + Buffer.byteLength(note ?? ''), 0);
  const { work = [], handoffs = [] } = Object.groupBy(steps, ({ kind }) =>
    useOfStep(kind) === 'WORK' ? 'work' : 'handoffs',
  );
  return { count: steps.length, workBytes: bytesOf(work), handoffBytes: bytesOf(handoffs) };
}

const moveWithStepSql = prepared(
  `with moved as (
     update session set status = $3, active_seconds = $4::int, active_since = $5::timestamptz,
            updated_at = $6::timestamptz
      where account_id = $1::uuid and id = $2::uuid
   )
   insert into session_step (account_id, session_id, id, index, kind, node_key, node_title, branch, note, actor_id, at)
   values ($1::uuid, $2::uuid, $7::uuid, $8::int, $9, $10, $11, $12, $13, $14::uuid, $6::timestamptz)`,
);

/**
 * Gives a session another status and adds the step that says so to its trail, without waiting for the database.
 * @throws CONFLICT when the status may not follow the present one, or the trail is full
 */
export function moveWithStep(
  tx: TransactionScope,
  trail: SessionTrail,
  to: SessionStatus,
  step: NewStep,
  now: Date,
): void {
  const index = trail.steps.length;
  const use = useOfStep(step.kind);
  assertRoomForStep(use, step, sizeOf(trail));
  tx.addContent(use, bytesOfStep(step));
  moveSession(trail, to, now);
  const since = trail.activeSince?.toISOString() ?? null;
  const session = [trail.accountId, trail.id, trail.status, trail.activeSeconds, since, now.toISOString()];
  const { kind, nodeKey = null, nodeTitle = null, branch = null, note = null } = step;
  const added = [newId(now.getTime()), index, kind, nodeKey, nodeTitle, branch, note, tx.viewer.userId];
  tx.pipeline.send({ sql: moveWithStepSql, params: [...session, ...added] });
}
