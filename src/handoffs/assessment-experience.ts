import type { Uuid } from '../kernel/ids.ts';
import { type Reader, readPrepared } from '../platform/database/prepared.ts';
import { isEndKind } from '../trees/tree-document.ts';
import { findReachableEnds, type WayNode } from '../trees/tree-ways.ts';
import { type Experience, noExperience } from './assessment-rules.ts';

/** Where a session stands, and on which tree. */
export interface Standpoint {
  readonly accountId: Uuid;
  /** Itself is no experience, should it be over by now. */
  readonly sessionId: Uuid;
  readonly treeId: Uuid;
  readonly nodeKey: string;
}

/**
 * The newest finished sessions of the tree that are looked at, and the newest answers of the node: an upper bound on the
 * work, however hot the one and however rare the other is.
 */
export const sessionsLookedAtMax = 2_000;
/** Of those with the best end, the newest whose ways are compared. */
const waysComparedMax = 100;

/**
 * The finished sessions that passed the node, where they were resolved, and the way that most of the best ones took from
 * the node's last answer on. Steps that were undone are in none of the indexes.
 */
function experienceSql(passed: string): string {
  return `with ${passed}, arrived as (
     select wanted.key, wanted.place, count(passed.id)::integer as resolved
       from unnest($5::text[]) with ordinality as wanted(key, place)
       left join passed on passed.current_node_key = wanted.key and passed.outcome = 'RESOLVED'
      group by wanted.key, wanted.place
   ), best as (
     select key from arrived where resolved > 0 order by resolved desc, place limit 1
   ), example as (
     select passed.id from passed join best on passed.current_node_key = best.key
      where passed.outcome = 'RESOLVED' order by passed.id desc limit ${waysComparedMax}
   ), usual as (
     select taken.way from example cross join lateral (
       select jsonb_agg(jsonb_build_object('nodeKey', step.node_key, 'branch', step.branch) order by step.index) as way
         from session_step as step
        where step.account_id = $1 and step.session_id = example.id and step.undone_at is null
          and step.kind = 'ANSWER' and step.index >= (
            select max(last.index) from session_step as last
             where last.account_id = $1 and last.node_key = $4 and last.session_id = example.id
               and last.kind = 'ANSWER' and last.undone_at is null)
     ) taken
     where taken.way is not null
     group by taken.way order by count(*) desc, taken.way limit 1
   )
   select (select count(*)::integer from passed) as passed,
          (select jsonb_object_agg(key, resolved) from arrived) as resolved,
          (select way from usual) as way`;
}

/**
 * Whoever answered the node has passed it. Found from both sides: each of the newest sessions of the tree is asked by
 * itself, so that neither a node that all pass nor a key that many trees use makes this longer; and the newest answers
 * of the node are looked at, so that a rare one of a busy tree is not forgotten.
 */
const passedByAnswer = experienceSql(`recent as materialized (
     select id, outcome, current_node_key from session
      where account_id = $1 and tree_id = $2 and status = 'COMPLETED' and id <> $3
      order by completed_at desc, id desc
      limit ${sessionsLookedAtMax}
   ), answered as materialized (
     select step.session_id from session_step as step
      where step.account_id = $1 and step.node_key = $4 and step.kind = 'ANSWER' and step.undone_at is null
      order by step.session_id desc
      limit ${sessionsLookedAtMax}
   ), passed as materialized (
     select recent.* from recent cross join lateral (
       select from session_step as step
        where step.account_id = $1 and step.node_key = $4 and step.session_id = recent.id
          and step.kind = 'ANSWER' and step.undone_at is null
        limit 1
     ) as answer
     union
     select session.id, session.outcome, session.current_node_key from answered
       join session on session.account_id = $1 and session.id = answered.session_id
      where session.tree_id = $2 and session.status = 'COMPLETED' and session.id <> $3
   )`);

/** An end has no answers: whoever finished there was there. */
const passedByArrival = experienceSql(`passed as materialized (
     select id, outcome, current_node_key from session
      where account_id = $1 and tree_id = $2 and status = 'COMPLETED' and current_node_key = $4 and id <> $3
      order by completed_at desc, id desc
      limit ${sessionsLookedAtMax}
   )`);

interface ExperienceRow {
  readonly passed: number;
  readonly resolved: Readonly<Record<string, number>> | null;
  readonly way: Experience['usualWay'];
}

/**
 * What the account's own finished sessions tell of a node, one statement. Sessions of all versions of the tree count,
 * by the keys of the nodes: publishing a correction must not make the account forget.
 * @param nodes of the version that the session runs on
 */
export async function readExperience(
  reader: Reader,
  { accountId, sessionId, treeId, nodeKey }: Standpoint,
  nodes: readonly WayNode[],
): Promise<Experience> {
  const node = nodes.find(({ key }) => key === nodeKey);
  if (node === undefined) return noExperience;
  const ends = findReachableEnds(nodes, nodeKey).map(end => end.node.key);
  const sql = isEndKind(node.kind) ? passedByArrival : passedByAnswer;
  const values = [accountId, treeId, sessionId, nodeKey, ends];
  const [row] = await readPrepared<ExperienceRow>(reader, sql, values);
  if (row === undefined) return noExperience;
  return {
    passedCount: row.passed,
    resolvedByEnd: new Map(Object.entries(row.resolved ?? {})),
    usualWay: row.way,
  };
}
