import type { NodeKind } from '../../../ui/picture/node-kinds.ts';

export interface TreeBranch {
  readonly label: string;
  readonly to: string;
}

export interface TreeNode {
  readonly key: string;
  readonly kind: NodeKind;
  readonly title: string;
  readonly body: string | null;
  readonly branches: readonly TreeBranch[];
}

export interface TreeDocument {
  readonly rootKey: string;
  readonly nodes: readonly TreeNode[];
}

/** A tree as somebody writes it: texts as they are typed. */
export interface Draft {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  /** With commas between them. */
  readonly tags: string;
  readonly document: TreeDocument;
}

export const emptyDraft: Draft = {
  title: '',
  description: '',
  category: '',
  tags: '',
  document: { rootKey: '', nodes: [] },
};

/** A tree from the API, as one writes on it. */
export function toDraft(tree: {
  readonly title: string;
  readonly description: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly document: TreeDocument;
}): Draft {
  const { title, description, category, tags, document } = tree;
  return {
    title,
    description: description ?? '',
    category: category ?? '',
    tags: tags.join(', '),
    document,
  };
}

/** What the API takes: lists that it may keep, and null for what is empty. */
export function toInput({ title, description, category, tags, document }: Draft) {
  return {
    title,
    description: description.trim() === '' ? null : description,
    category: category.trim() === '' ? null : category,
    tags: parseTags(tags),
    document: toDocumentInput(document),
  };
}

export function toDocumentInput({ rootKey, nodes }: TreeDocument) {
  return {
    rootKey,
    nodes: nodes.map(({ key, kind, title, body, branches }) => ({
      key,
      kind,
      title,
      body: body === null || body.trim() === '' ? null : body,
      branches: branches.map(({ label, to }) => ({ label, to })),
    })),
  };
}

export function parseTags(text: string): string[] {
  return text
    .split(',')
    .map(tag => tag.trim())
    .filter(tag => tag !== '');
}

export function findNode(document: TreeDocument, key: string | null): TreeNode | null {
  return document.nodes.find(node => node.key === key) ?? null;
}

/** Whether a step of this kind ends a path, and has no branches. */
export function isEnd(kind: NodeKind): boolean {
  return kind === 'SOLUTION' || kind === 'ESCALATION';
}

const keyCharsMax = 40;

/** A key that no step or branch uses yet, made from a title so that an exported file can be read. */
export function makeKey({ nodes }: TreeDocument, title: string): string {
  const used = new Set(nodes.flatMap(({ key, branches }) => [key, ...branches.map(({ to }) => to)]));
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, keyCharsMax)
    .replace(/^-+|-+$/g, '');
  const stem = plain === '' ? 'step' : plain;
  let key = stem;
  for (let count = 2; used.has(key); count++) key = `${stem}-${count}`;
  return key;
}

/** With one more step at the end; the first one of a tree is where it starts. */
export function addNode(
  document: TreeDocument,
  { kind, title }: { readonly kind: NodeKind; readonly title: string },
): { readonly document: TreeDocument; readonly key: string } {
  const key = makeKey(document, title);
  const node: TreeNode = { key, kind, title, body: null, branches: [] };
  const rootKey = document.nodes.length === 0 ? key : document.rootKey;
  return { document: { rootKey, nodes: [...document.nodes, node] }, key };
}

export function changeNode(
  document: TreeDocument,
  key: string,
  change: Partial<Omit<TreeNode, 'key'>>,
): TreeDocument {
  return {
    ...document,
    nodes: document.nodes.map(node => (node.key === key ? { ...node, ...change } : node)),
  };
}

/** Without a step. Branches that led there stay, and are shown as a problem: their words would be lost otherwise. */
export function removeNode({ rootKey, nodes }: TreeDocument, key: string): TreeDocument {
  return { rootKey: rootKey === key ? '' : rootKey, nodes: nodes.filter(node => node.key !== key) };
}

export function setRoot(document: TreeDocument, rootKey: string): TreeDocument {
  return { ...document, rootKey };
}

function changeBranches(
  document: TreeDocument,
  key: string,
  change: (branches: readonly TreeBranch[]) => readonly TreeBranch[],
): TreeDocument {
  const node = findNode(document, key);
  return node === null ? document : changeNode(document, key, { branches: change(node.branches) });
}

export function addBranch(document: TreeDocument, key: string, branch: TreeBranch): TreeDocument {
  return changeBranches(document, key, branches => [...branches, branch]);
}

export function changeBranch(
  document: TreeDocument,
  key: string,
  index: number,
  change: Partial<TreeBranch>,
): TreeDocument {
  return changeBranches(document, key, branches =>
    branches.map((branch, at) => (at === index ? { ...branch, ...change } : branch)),
  );
}

export function removeBranch(document: TreeDocument, key: string, index: number): TreeDocument {
  return changeBranches(document, key, branches => branches.filter((_, at) => at !== index));
}

/** Moves a branch one place up: answers are offered in their order. */
export function raiseBranch(document: TreeDocument, key: string, index: number): TreeDocument {
  return changeBranches(document, key, branches => {
    const [raised, above] = [branches[index], branches[index - 1]];
    if (raised === undefined || above === undefined) return branches;
    return [...branches.slice(0, index - 1), raised, above, ...branches.slice(index + 1)];
  });
}

/** Where a problem of the API is: `input.document.nodes.3.branches.0.to` is about the fourth step. */
export function nodeOfField(document: TreeDocument, field: string | null): TreeNode | null {
  const [, index] = /\.nodes\.(\d+)/.exec(field ?? '') ?? [];
  return index === undefined ? null : (document.nodes[Number(index)] ?? null);
}
