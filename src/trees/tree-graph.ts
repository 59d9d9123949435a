import { limits } from '../kernel/limits.ts';
import { isEndKind, type TreeDocument, type TreeNode } from './tree-document.ts';

export const diagnosticSeverities = ['ERROR', 'WARNING'] as const;
export type DiagnosticSeverity = (typeof diagnosticSeverities)[number];

/** Every rule and how grave it is to break it. An ERROR keeps a tree from being published. */
export const severityByCode = {
  EMPTY_TREE: 'ERROR',
  TOO_MANY_NODES: 'ERROR',
  ROOT_MISSING: 'ERROR',
  DUPLICATE_KEY: 'ERROR',
  UNREACHABLE_NODE: 'ERROR',
  DEAD_END: 'ERROR',
  END_WITH_BRANCHES: 'ERROR',
  DANGLING_BRANCH: 'ERROR',
  DUPLICATE_LABEL: 'ERROR',
  NO_END_REACHABLE: 'ERROR',
  SINGLE_ANSWER: 'WARNING',
  SAME_DESTINATION: 'WARNING',
  SIMILAR_LABEL: 'WARNING',
  END_WITHOUT_BODY: 'WARNING',
} as const satisfies Record<string, DiagnosticSeverity>;

export type DiagnosticCode = keyof typeof severityByCode;

export interface TreeDiagnostic {
  readonly severity: DiagnosticSeverity;
  readonly code: DiagnosticCode;
  /** The node to look at; null when it is about the tree as a whole. */
  readonly nodeKey: string | null;
  /** A sentence for the person who writes the tree. */
  readonly message: string;
}

/**
 * A document as numbers: a slot is the place of a key in document order. Where a key is used twice, the first
 * node is the one that counts, but the branches of all of them are edges: that keeps a single duplicate from
 * making half a tree look unreachable. It cannot make a broken tree look sound, since the duplicate is an error.
 */
interface TreeGraph {
  readonly nodes: readonly TreeNode[];
  readonly slotByKey: ReadonlyMap<string, number>;
  /** How many nodes use the key of this slot. */
  readonly uses: readonly number[];
  readonly next: readonly number[][];
  readonly previous: readonly number[][];
  /**
   * Slots where a path ends, or would if another error were repaired: an end, a step without branches, a
   * branch to a step that is missing. Each of the latter has its own diagnostic already.
   */
  readonly endings: readonly number[];
}

/** Characters of a step's title that a message quotes. */
const quotedCharsMax = 80;
/** Steps of a loop that a message names. */
const quotedStepsMax = 4;

/**
 * Everything that is wrong with a tree (ERROR) or odd about it (WARNING): first what concerns the tree as a
 * whole, then node by node in document order. Takes time linear in nodes and branches.
 *
 * One cause is reported once. A part of the tree that is cut off is reported at the step where it begins, a
 * loop without a way out once for the whole loop, and neither for what merely follows from another error.
 */
export function diagnoseTree(document: TreeDocument): TreeDiagnostic[] {
  if (document.nodes.length === 0) {
    return [diagnostic('EMPTY_TREE', null, 'The tree has no steps yet. Add the first one.')];
  }
  const graph = buildGraph(document.nodes);
  const root = graph.slotByKey.get(document.rootKey);
  // Without a root nothing is reachable; saying so for each step would bury the one thing to repair.
  const cutOff = root === undefined ? new Map<number, string>() : describeCutOff(graph, root);
  const loops = describeLoops(graph);

  return [
    ...diagnoseWhole(document, root !== undefined),
    ...graph.nodes.flatMap((node, slot) => [
      ...diagnoseUses(node, graph.uses[slot] ?? 1),
      ...at('UNREACHABLE_NODE', node, cutOff.get(slot)),
      ...diagnoseBranches(node, graph.slotByKey),
      ...at('NO_END_REACHABLE', node, loops.get(slot)),
      ...adviseOn(node),
    ]),
  ];
}

/** Whether a tree with these diagnostics may be published. Warnings do not stand in the way. */
export function isSound(diagnostics: readonly TreeDiagnostic[]): boolean {
  return diagnostics.every(({ severity }) => severity !== 'ERROR');
}

/** The first `max` of a tree's diagnostics. When there are more, an ERROR is never left out for a WARNING. */
export function listDiagnostics(all: readonly TreeDiagnostic[], max: number): TreeDiagnostic[] {
  if (all.length <= max) return [...all];
  const errors = all.filter(({ severity }) => severity === 'ERROR');
  const warnings = all.filter(({ severity }) => severity !== 'ERROR');
  return [...errors, ...warnings].slice(0, max);
}

function buildGraph(all: readonly TreeNode[]): TreeGraph {
  const slotByKey = new Map<string, number>();
  const nodes: TreeNode[] = [];
  const uses: number[] = [];
  for (const node of all) {
    const slot = slotByKey.get(node.key);
    if (slot === undefined) {
      slotByKey.set(node.key, nodes.length);
      nodes.push(node);
      uses.push(1);
    } else {
      uses[slot] = (uses[slot] ?? 0) + 1;
    }
  }

  const next = nodes.map((): number[] => []);
  const previous = nodes.map((): number[] => []);
  const endings = new Set<number>();
  for (const node of all) {
    const from = slotByKey.get(node.key) ?? 0;
    if (isEndKind(node.kind) || node.branches.length === 0) endings.add(from);
    for (const branch of node.branches) {
      const to = slotByKey.get(branch.to);
      if (to === undefined) {
        endings.add(from);
      } else {
        next[from]?.push(to);
        previous[to]?.push(from);
      }
    }
  }
  return { nodes, slotByKey, uses, next, previous, endings: [...endings] };
}

/** For each slot where a part of the tree begins that no branch leads to, the sentence that says so. */
function describeCutOff({ nodes, next }: TreeGraph, root: number): Map<number, string> {
  const seen = new Set<number>();
  walk([root], next, seen);
  const sentences = new Map<number, string>();
  for (const [slot, followers] of findBeginnings(nodes.length, next, seen)) {
    const steps = followers === 1 ? 'step' : `${followers} steps`;
    const rest = followers === 0 ? '' : ` or to the ${steps} after it`;
    const message = `No path from the first step leads to ${quote(nodes[slot])}${rest}. Let a branch lead there, or delete it.`;
    sentences.set(slot, message);
  }
  return sentences;
}

/** For each loop that cannot be left, at its first slot, the sentence that says so. */
function describeLoops({ nodes, next, previous, endings }: TreeGraph): Map<number, string> {
  const seen = new Set<number>();
  walk(endings, previous, seen);
  const sentences = new Map<number, string>();
  // Against the arrows, whatever only runs into a loop comes after the loop, so the beginnings are the loops.
  for (const slot of findBeginnings(nodes.length, previous, seen).keys()) {
    const loop = walk([slot], next, new Set());
    const titles = loop.slice(0, quotedStepsMax).map(step => quote(nodes[step]));
    const more = loop.length > titles.length ? ` and ${loop.length - titles.length} more` : '';
    const where =
      loop.length === 1 ? `${titles[0]} leads only to itself` : `a circle of ${titles.join(', ')}${more}`;
    sentences.set(
      slot,
      `A session that gets here never ends: ${where}. Add a branch that leads on to a solution or an escalation.`,
    );
  }
  return sentences;
}

/**
 * Of the slots not in `seen`, the fewest from which all the others of them can be reached along `edges`, in
 * document order, each with the number of others it brought in. In a group that reaches itself (a cycle) it is
 * the first of the group.
 */
function findBeginnings(
  size: number,
  edges: readonly number[][],
  seen: ReadonlySet<number>,
): Map<number, number> {
  const candidates: number[] = [];
  const forward = new Set(seen);
  for (let slot = 0; slot < size; slot++) {
    if (forward.has(slot)) continue;
    candidates.push(slot);
    walk([slot], edges, forward);
  }
  // No candidate is reached from an earlier one. Going backwards drops those that a later one reaches.
  const beginnings: [number, number][] = [];
  const backward = new Set(seen);
  for (const slot of candidates.reverse()) {
    if (backward.has(slot)) continue;
    beginnings.push([slot, walk([slot], edges, backward).length - 1]);
  }
  return new Map(beginnings.reverse());
}

/** The slots newly reached from `starts` along `edges`, nearest first; adds them to `seen`. No recursion: chains are long. */
function walk(starts: readonly number[], edges: readonly number[][], seen: Set<number>): number[] {
  const reached: number[] = [];
  const visit = (slot: number) => {
    if (seen.has(slot)) return;
    seen.add(slot);
    reached.push(slot);
  };
  starts.forEach(visit);
  // The list grows while it is gone through: it is the queue as well as the answer.
  for (const slot of reached) edges[slot]?.forEach(visit);
  return reached;
}

function diagnoseWhole({ rootKey, nodes }: TreeDocument, hasRoot: boolean): TreeDiagnostic[] {
  const found: TreeDiagnostic[] = [];
  if (nodes.length > limits.treeNodesMax) {
    const message = `The tree has ${nodes.length} steps; at most ${limits.treeNodesMax} are allowed. Split it into several trees.`;
    found.push(diagnostic('TOO_MANY_NODES', null, message));
  }
  if (!hasRoot) {
    const message =
      rootKey === ''
        ? 'The tree has no first step. Choose the step where every session starts.'
        : `The tree should start at the step with the key "${rootKey}", but there is no such step.`;
    found.push(diagnostic('ROOT_MISSING', null, message));
  }
  return found;
}

function diagnoseUses(node: TreeNode, uses: number): TreeDiagnostic[] {
  if (uses === 1) return [];
  const others = uses === 2 ? 'another step' : `${uses - 1} other steps`;
  const message = `The key "${node.key}" of ${quote(node)} is also used by ${others}. Give each step a key of its own.`;
  return [diagnostic('DUPLICATE_KEY', node, message)];
}

function diagnoseBranches(node: TreeNode, slotByKey: ReadonlyMap<string, number>): TreeDiagnostic[] {
  const title = quote(node);
  const isEnd = isEndKind(node.kind);
  const found: TreeDiagnostic[] = [];
  if (isEnd && node.branches.length > 0) {
    const what = node.kind === 'SOLUTION' ? 'a solution' : 'an escalation';
    const message = `${title} is ${what} and ends the path, so its branches are never offered. Remove them, or make it a question or an action.`;
    found.push(diagnostic('END_WITH_BRANCHES', node, message));
  }
  if (!isEnd && node.branches.length === 0) {
    const message = `${title} leads nowhere. Add a branch, or make it a solution or an escalation.`;
    found.push(diagnostic('DEAD_END', node, message));
  }
  // A set, since two branches may be the same to the letter; that is said by DUPLICATE_LABEL.
  const dangling = new Set<string>();
  for (const { label, to } of node.branches) {
    if (slotByKey.has(to)) continue;
    dangling.add(
      `The branch "${shorten(label)}" of ${title} leads to the step "${to}", which does not exist.`,
    );
  }
  for (const message of dangling) found.push(diagnostic('DANGLING_BRANCH', node, message));
  for (const label of findRepeated(node.branches.map(branch => branch.label))) {
    const message = `${title} has more than one branch with the label "${shorten(label)}". An engineer could not tell them apart.`;
    found.push(diagnostic('DUPLICATE_LABEL', node, message));
  }
  return found;
}

/** What is allowed but rarely meant. */
function adviseOn(node: TreeNode): TreeDiagnostic[] {
  const title = quote(node);
  if (isEndKind(node.kind)) {
    if (node.body !== null) return [];
    const message = `${title} has no text. Say what was found and what to tell the client or the next engineer.`;
    return [diagnostic('END_WITHOUT_BODY', node, message)];
  }

  const found: TreeDiagnostic[] = [];
  const { branches } = node;
  if (node.kind === 'QUESTION' && branches.length === 1) {
    const message = `The question ${title} has only one answer. Add the others, or make it an action.`;
    found.push(diagnostic('SINGLE_ANSWER', node, message));
  }
  if (node.kind === 'QUESTION' && branches.length > 1 && new Set(branches.map(({ to }) => to)).size === 1) {
    const message = `All answers to ${title} lead to the same step. If the answer makes no difference, make it an action.`;
    found.push(diagnostic('SAME_DESTINATION', node, message));
  }
  const distinct = [...new Set(branches.map(({ label }) => label))];
  for (const label of findRepeated(distinct.map(foldLabel))) {
    const message = `${title} has branches whose labels differ only in capitals or spaces: "${shorten(label)}".`;
    found.push(diagnostic('SIMILAR_LABEL', node, message));
  }
  return found;
}

/** A label as an engineer in a hurry reads it. */
function foldLabel(label: string): string {
  return label.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ');
}

/** The values that occur more than once, each once, in the order of their second occurrence. */
function findRepeated(values: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) repeated.add(value);
    seen.add(value);
  }
  return repeated;
}

function at(code: DiagnosticCode, node: TreeNode, message: string | undefined): TreeDiagnostic[] {
  return message === undefined ? [] : [diagnostic(code, node, message)];
}

function diagnostic(code: DiagnosticCode, node: TreeNode | null, message: string): TreeDiagnostic {
  return { severity: severityByCode[code], code, nodeKey: node?.key ?? null, message };
}

function quote(node: TreeNode | undefined): string {
  return `"${shorten(node?.title ?? '')}"`;
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= quotedCharsMax ? text : `${characters.slice(0, quotedCharsMax - 1).join('')}…`;
}
