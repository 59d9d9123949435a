interface PictureNode {
  readonly key: string;
  readonly branches: readonly { readonly to: string }[];
}

/**
 * The part of a tree that says how somebody went: the nodes of the way, and those where another answer would have led.
 * What lies beyond is left out, so that it can be read at a glance.
 */
export function keepNearWay<Node extends PictureNode>(
  document: { readonly rootKey: string; readonly nodes: readonly Node[] },
  walked: readonly string[],
): { readonly rootKey: string; readonly nodes: readonly Node[] } {
  const way = new Set([document.rootKey, ...walked]);
  const onWay = document.nodes.filter(({ key }) => way.has(key));
  const near = new Set([...way, ...onWay.flatMap(({ branches }) => branches.map(({ to }) => to))]);
  return {
    rootKey: document.rootKey,
    nodes: document.nodes
      .filter(({ key }) => near.has(key))
      .map(node => (way.has(node.key) ? node : { ...node, branches: [] })),
  };
}
