const ways = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
} as const;

export type ArrowKey = keyof typeof ways;

export function isArrowKey(key: string): key is ArrowKey {
  return key in ways;
}

/** How far an arrow key moves: to the right is 1, 0. */
export function wayOf(key: ArrowKey): { readonly x: number; readonly y: number } {
  return ways[key];
}

/** As much of a layout as the keys need. */
interface Drawn {
  readonly boxes: readonly {
    readonly key: string;
    /** Null for a step that is not there. */
    readonly kind: string | null;
    readonly x: number;
    readonly y: number;
    readonly height: number;
  }[];
  readonly arrows: readonly { readonly from: string; readonly to: string }[];
}

/**
 * The step that one means with an arrow key. Down follows the first branch and Up goes back where a branch came from;
 * Left and Right go along the steps of one height, whatever leads to them. What a branch leads back to is above.
 * @param cameFrom the step from which one went down to this one: of several that lead here, Up goes there
 * @returns the key of a step that is there; null when there is none on that side
 */
export function findNeighbour(
  { boxes, arrows }: Drawn,
  fromKey: string,
  key: ArrowKey,
  cameFrom: string | null,
): string | null {
  const byKey = new Map(boxes.filter(({ kind }) => kind !== null).map(box => [box.key, box]));
  const from = byKey.get(fromKey);
  if (from === undefined) return null;
  if (key === 'ArrowDown') {
    const children = arrows.filter(arrow => arrow.from === fromKey).map(({ to }) => byKey.get(to));
    return children.find(child => child !== undefined && child.y > from.y)?.key ?? null;
  }
  if (key === 'ArrowUp') {
    const parents = arrows
      .filter(arrow => arrow.to === fromKey)
      .map(arrow => byKey.get(arrow.from))
      .filter(parent => parent !== undefined && parent.y < from.y);
    return (parents.find(parent => parent?.key === cameFrom) ?? parents[0])?.key ?? null;
  }
  const { x } = ways[key];
  const isBeside = (y: number, height: number) => y < from.y + from.height && from.y < y + height;
  let nearest: string | null = null;
  let nearestPx = Number.POSITIVE_INFINITY;
  for (const box of byKey.values()) {
    const aheadPx = (box.x - from.x) * x;
    if (aheadPx <= 0 || aheadPx >= nearestPx || !isBeside(box.y, box.height)) continue;
    [nearest, nearestPx] = [box.key, aheadPx];
  }
  return nearest;
}
