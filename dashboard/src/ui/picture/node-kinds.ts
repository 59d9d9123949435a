/** The kinds in the order in which one writes them. */
export const nodeKindList = ['QUESTION', 'ACTION', 'SOLUTION', 'ESCALATION'] as const;

export type NodeKind = (typeof nodeKindList)[number];

/** How the kinds of a step are told apart: by word and sign, and not by colour alone. */
export const nodeKinds: Record<NodeKind, { readonly word: string; readonly sign: string }> = {
  QUESTION: { word: 'Question', sign: '?' },
  ACTION: { word: 'Action', sign: '▸' },
  SOLUTION: { word: 'Solution', sign: '✓' },
  ESCALATION: { word: 'Escalation', sign: '↑' },
};
