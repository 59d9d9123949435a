/** Where a tree stands: being written, in use (whatever its draft looks like by now), or put away. */
export const treeStatuses = ['DRAFT', 'PUBLISHED', 'ARCHIVED'] as const;
export type TreeStatus = (typeof treeStatuses)[number];

/**
 * From which status a tree may go where. PUBLISHED to PUBLISHED is a new version of the same tree;
 * ARCHIVED to PUBLISHED takes a tree back into use. Nothing goes back to DRAFT: once there is a version,
 * the tree has been in use, and editing its draft does not change that.
 */
export const moves = {
  DRAFT: ['PUBLISHED', 'ARCHIVED'],
  PUBLISHED: ['PUBLISHED', 'ARCHIVED'],
  ARCHIVED: ['PUBLISHED'],
} as const satisfies Record<TreeStatus, readonly TreeStatus[]>;

/** Whether a tree may go from one status to another; archiving what is archived is not a move. */
export function canMove(from: TreeStatus, to: TreeStatus): boolean {
  const allowed: readonly TreeStatus[] = moves[from];
  return allowed.includes(to);
}
