import type { TreeBranch, TreeDocument, TreeNode, TreeNodeKind } from '../../src/trees/tree-document.ts';

/** A tree of the demo account, ready to be created and published. */
export interface DemoTree {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly tags: string[];
  readonly changeNote: string;
  readonly document: TreeDocument;
}

/** A node from which the engineer goes on; `answers` maps each label to the key of the next node. */
function step(
  kind: TreeNodeKind,
  key: string,
  title: string,
  body: string,
  answers: Record<string, string>,
): TreeNode {
  const branches: TreeBranch[] = Object.entries(answers).map(([label, to]) => ({ label, to }));
  return { key, kind, title, body, branches };
}

export function question(
  key: string,
  title: string,
  body: string,
  answers: Record<string, string>,
): TreeNode {
  return step('QUESTION', key, title, body, answers);
}

export function action(key: string, title: string, body: string, answers: Record<string, string>): TreeNode {
  return step('ACTION', key, title, body, answers);
}

export function solution(key: string, title: string, body: string): TreeNode {
  return step('SOLUTION', key, title, body, {});
}

export function escalation(key: string, title: string, body: string): TreeNode {
  return step('ESCALATION', key, title, body, {});
}

/**
 * Text as it stands in the source, without its indentation. Backslashes are kept as they are, since Windows
 * paths are full of them; a dollar sign before a brace is the one thing that cannot be written.
 */
export function text(strings: TemplateStringsArray): string {
  const lines = strings.raw.join('').split('\n');
  const indents = lines.filter(line => line.trim() !== '').map(line => line.length - line.trimStart().length);
  // The first line follows the opening backtick and has no indentation of its own.
  const [, ...rest] = indents;
  const indent = Math.min(...(lines[0]?.trim() === '' ? indents : rest));
  const body = lines.map((line, index) => (index === 0 && line.trim() !== '' ? line : line.slice(indent)));
  return body
    .map(line => line.trimEnd())
    .join('\n')
    .trim();
}
