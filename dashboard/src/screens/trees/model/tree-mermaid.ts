import type { NodeKind } from '../../../ui/picture/node-kinds.ts';
import type { TreeDocument } from './tree-draft.ts';

const shapes: Record<NodeKind, readonly [string, string]> = {
  QUESTION: ['{', '}'],
  ACTION: ['[', ']'],
  SOLUTION: ['([', '])'],
  ESCALATION: ['[[', ']]'],
};

/** Signs that mean something to Mermaid, by the number that it prints them for. */
function quote(text: string): string {
  const safe = text.replace(/[#"<>`&\\]/g, sign => `#${sign.codePointAt(0)};`).replace(/\s*\n\s*/g, '<br/>');
  return `"${safe}"`;
}

/** The tree as a Mermaid flowchart, for a wiki or a ticket that shows such. */
export function toMermaid({ rootKey, nodes }: TreeDocument): string {
  // Keys may hold dots and words that Mermaid reserves, such as `end`.
  const ids = new Map(nodes.map(({ key }, index) => [key, `s${index + 1}`]));
  const first = ids.get(rootKey);
  const lines = nodes.flatMap(({ key, kind, title, branches }) => {
    const [open, close] = shapes[kind];
    const id = ids.get(key) ?? '';
    return [
      `  ${id}${open}${quote(title)}${close}`,
      ...branches.flatMap(({ label, to }) => {
        const target = ids.get(to);
        return target === undefined ? [] : [`  ${id} -->|${quote(label)}| ${target}`];
      }),
    ];
  });
  const start = first === undefined ? [] : [`  start((Start)) --> ${first}`];
  return `${['flowchart TD', ...start, ...lines].join('\n')}\n`;
}
