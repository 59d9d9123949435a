import type { TreeDocument, TreeNode } from './tree-draft.ts';

/** The steps as one reads them: each once, in the order in which one first comes to it; what nothing leads to at the end. */
export function orderSteps({ rootKey, nodes }: TreeDocument): readonly TreeNode[] {
  const byKey = new Map(nodes.toReversed().map(node => [node.key, node]));
  const seen = new Set<string>();
  const ordered: TreeNode[] = [];
  // A stack and no recursion: chains are long. The first answer is followed to its end before the second.
  for (const start of [rootKey, ...nodes.map(({ key }) => key)]) {
    const stack = [start];
    for (let key = stack.pop(); key !== undefined; key = stack.pop()) {
      const node = byKey.get(key);
      if (node === undefined || seen.has(key)) continue;
      seen.add(key);
      ordered.push(node);
      stack.push(...node.branches.map(({ to }) => to).toReversed());
    }
  }
  return ordered;
}
