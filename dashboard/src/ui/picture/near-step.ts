interface PictureNode {
  readonly key: string;
  readonly branches: readonly { readonly to: string }[];
}

/** The part of a tree around one step. */
export interface NearPart<Node extends PictureNode> {
  readonly document: { readonly rootKey: string; readonly nodes: readonly Node[] };
  /** Steps from which more leads on than is shown. */
  readonly cut: ReadonlySet<string>;
}

/** So many steps can be taken in at a glance; those after the next ones are left out where they would be more. */
const nearMax = 40;

/**
 * What one wants to see of a large tree at one step: how one comes there from the first step, where another answer would
 * have led on the way, and what comes next.
 * @param stepKey a step that is not there stands for the first one
 */
export function keepNearStep<Node extends PictureNode>(
  { rootKey, nodes }: { readonly rootKey: string; readonly nodes: readonly Node[] },
  stepKey: string,
): NearPart<Node> {
  const byKey = new Map(nodes.map(node => [node.key, node]));
  const stand = byKey.has(stepKey) ? stepKey : rootKey;
  const nextOf = (key: string) =>
    (byKey.get(key)?.branches ?? []).map(({ to }) => to).filter(to => byKey.has(to));
  const way = shortestWay(rootKey, stand, nextOf) ?? [rootKey, stand];
  const near = new Set([...way, ...way.flatMap(nextOf)]);
  const further = nextOf(stand).flatMap(nextOf);
  if (near.size + further.length <= nearMax) for (const key of further) near.add(key);
  const cut = new Set<string>();
  const kept = nodes
    .filter(({ key }) => near.has(key))
    .map(node => {
      const branches = node.branches.filter(({ to }) => near.has(to) || !byKey.has(to));
      if (branches.length < node.branches.length) cut.add(node.key);
      return branches.length < node.branches.length ? { ...node, branches } : node;
    });
  return { document: { rootKey, nodes: kept }, cut };
}

/** The keys from one step to another, both included; null when no branch leads there. */
function shortestWay(from: string, to: string, nextOf: (key: string) => readonly string[]): string[] | null {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  // It grows while it is gone through.
  const queue = [from];
  for (const key of queue) {
    if (key === to) break;
    for (const next of nextOf(key)) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, key);
      queue.push(next);
    }
  }
  if (!cameFrom.has(to)) return null;
  const way: string[] = [];
  for (let at: string | null = to; at !== null; at = cameFrom.get(at) ?? null) way.unshift(at);
  return way;
}
