import { isEndKind, type TreeBranch, type TreeNode } from './tree-document.ts';

/** What of a node the ways through a tree depend on. */
export type WayNode = Pick<TreeNode, 'key' | 'kind' | 'title' | 'branches'>;

/** One answer on a way through a tree. */
export interface WayStep {
  readonly node: WayNode;
  readonly branch: TreeBranch;
}

/** An end of a tree and the way to it with the fewest answers. */
export interface ReachableEnd {
  readonly node: WayNode;
  readonly way: readonly WayStep[];
}

/**
 * The ends that a session at this node can still reach, the nearest first, then in the order of the branches. A node
 * that is an end itself reaches itself alone. Takes time linear in nodes and branches; none for an unknown node.
 */
export function findReachableEnds(nodes: readonly WayNode[], fromKey: string): ReachableEnd[] {
  const byKey = new Map(nodes.map(node => [node.key, node]));
  const from = byKey.get(fromKey);
  if (from === undefined) return [];
  const cameBy = new Map<string, WayStep | null>([[fromKey, null]]);
  const reached = [from];
  const ends: ReachableEnd[] = [];
  // The list grows while it is gone through: it is the queue as well.
  for (const node of reached) {
    if (isEndKind(node.kind)) {
      ends.push({ node, way: traceBack(cameBy, node.key) });
      continue;
    }
    for (const branch of node.branches) {
      const next = byKey.get(branch.to);
      if (next === undefined || cameBy.has(branch.to)) continue;
      cameBy.set(branch.to, { node, branch });
      reached.push(next);
    }
  }
  return ends;
}

function traceBack(cameBy: ReadonlyMap<string, WayStep | null>, endKey: string): WayStep[] {
  const way: WayStep[] = [];
  for (let step = cameBy.get(endKey); step; step = cameBy.get(step.node.key)) way.push(step);
  return way.reverse();
}

/**
 * Answers that were given elsewhere as a way through this tree: circles are cut out. Null unless each answer is one of
 * this tree and leads to the next, the last one to the end: the tree was another then.
 */
export function retraceWay(
  nodes: readonly WayNode[],
  answers: readonly { readonly nodeKey: string; readonly branch: string }[],
  endKey: string,
): WayStep[] | null {
  const byKey = new Map(nodes.map(node => [node.key, node]));
  const way: WayStep[] = [];
  for (const answer of answers) {
    const node = byKey.get(answer.nodeKey);
    const branch = node?.branches.find(({ label }) => label === answer.branch);
    if (node === undefined || branch === undefined) return null;
    const before = way.at(-1);
    if (before !== undefined && before.branch.to !== node.key) return null;
    way.push({ node, branch });
    // Back where it was: what lies between led nowhere.
    const again = way.findIndex(step => step.node.key === branch.to);
    if (again >= 0) way.splice(again);
  }
  const last = way.at(-1);
  return last !== undefined && last.branch.to === endKey ? way : null;
}
