import type { TreeStatus } from '../../generated/graphql.ts';

const words: Record<TreeStatus, readonly [string, string]> = {
  DRAFT: ['Draft', 'chip'],
  PUBLISHED: ['Published', 'chip chip-success'],
  ARCHIVED: ['Archived', 'chip chip-warning'],
};

export function StatusChip({ status }: { readonly status: TreeStatus }) {
  const [word, className] = words[status];
  return <span className={className}>{word}</span>;
}
