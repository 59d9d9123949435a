import type { Uuid } from '../kernel/ids.ts';
import type { RowSource } from '../platform/database/pages.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import type { SessionStep } from './session-step.entity.ts';

/** A step as it is read. */
export type StepRow = Pick<
  SessionStep,
  'sessionId' | 'index' | 'kind' | 'nodeKey' | 'nodeTitle' | 'branch' | 'note' | 'actorId' | 'at'
>;

/** Counted for a step beside its texts. */
const bytesPerStep = 200;

/**
 * The steps, when they have no more bytes than may be read; else one row that says how many they have. The database
 * keeps long texts apart, and knows how long they are without reading them.
 */
const stepsSql = `
  with found as materialized (
    select session_id, index, kind, node_key, node_title, branch, note, actor_id, at from session_step
     where account_id = $1 and session_id = any($2::uuid[]) and undone_at is null
  ), size as (
    select coalesce(sum(coalesce(octet_length(node_title), 0) + coalesce(octet_length(branch), 0)
             + coalesce(octet_length(note), 0) + ${bytesPerStep}), 0) as bytes
      from found
  )
  select size.bytes::float8 as bytes, found.session_id as "sessionId", found.index, found.kind,
         found.node_key as "nodeKey", found.node_title as "nodeTitle", found.branch, found.note,
         found.actor_id as "actorId", (date_part('epoch', found.at) * 1000)::float8 as at
    from size left join found on size.bytes <= $3::bigint
   order by found.session_id, found.index`;

type FoundStep = Omit<StepRow, 'sessionId' | 'at'> & {
  readonly bytes: number;
  /** Null: there are none, or they are too large. */
  readonly sessionId: Uuid | null;
  readonly at: number;
};

/**
 * The steps that stand, of several sessions at once, each in its order. As rows and not as one text of JSON: the driver
 * reads them piece by piece, and others get their turn between.
 * @throws ANSWER_TOO_LARGE before they are loaded
 */
export async function loadSteps(
  { reader, storedSize }: RowSource,
  accountId: Uuid,
  sessionIds: readonly Uuid[],
): Promise<StepRow[]> {
  const { rows } = await storedSize.read(async bytesMax => {
    const values = [accountId, `{${sessionIds.join(',')}}`, bytesMax];
    const found = await readPrepared<FoundStep>(reader, stepsSql, values);
    return { rows: found, bytes: found[0]?.bytes ?? 0 };
  });
  return rows.flatMap(({ sessionId, at, ...row }) =>
    sessionId === null ? [] : [{ ...row, sessionId, at: new Date(at) }],
  );
}
