import { badInput } from '../kernel/errors.ts';
import { parseLine, parseOptionalText, parseText } from '../kernel/input.ts';
import { limits } from '../kernel/limits.ts';

/** What a node asks of the engineer. */
export const treeNodeKinds = ['QUESTION', 'ACTION', 'SOLUTION', 'ESCALATION'] as const;
export type TreeNodeKind = (typeof treeNodeKinds)[number];

/** The kinds that end a path: a session that stands on one of these has nothing left to answer. */
export const endKinds = ['SOLUTION', 'ESCALATION'] as const satisfies readonly TreeNodeKind[];
export type EndKind = (typeof endKinds)[number];

/** One answer of a node, and the key of the node it leads to. */
export interface TreeBranch {
  readonly label: string;
  readonly to: string;
}

export interface TreeNode {
  readonly key: string;
  readonly kind: TreeNodeKind;
  readonly title: string;
  /** Instructions in plain text, several lines; null when the title says it all. */
  readonly body: string | null;
  readonly branches: TreeBranch[];
}

/** A decision tree as it is written, stored and versioned. Despite the name it is a graph and may hold cycles. */
export interface TreeDocument {
  /** Key of the node where every session starts; empty in a draft that has none yet. */
  readonly rootKey: string;
  readonly nodes: TreeNode[];
}

/** A document as a client sends it: the types are right, the texts are not yet checked. */
export interface TreeDocumentInput {
  readonly rootKey: string;
  readonly nodes: readonly TreeNodeInput[];
}

export interface TreeNodeInput {
  readonly key: string;
  readonly kind: TreeNodeKind;
  readonly title: string;
  readonly body?: string | null;
  readonly branches?: readonly TreeBranch[] | null;
}

/**
 * Most UTF-8 bytes of a tree that the full-text search looks at. PostgreSQL refuses a text vector over 1 MB, and
 * the two dictionaries in use make up to 4.5 bytes of vector from a byte of text (measured with hyphenated words
 * that all differ), so this leaves room. Real trees have about 30 000 bytes.
 */
export const searchTextBytesMax = 150_000;

/** Keys end up in paths, URLs and error messages, so they stay plain. */
const keyPattern = /^[A-Za-z0-9_.-]+$/;

/**
 * A document with normalised texts, within all limits. It may be broken (no root, branches that lead nowhere,
 * keys used twice): that is what `diagnoseTree` reports, and a draft may be saved half-written.
 * @param field path of the document as the client wrote it, such as `input.document`
 * @throws BAD_USER_INPUT naming the exact path, such as `input.document.nodes.3.branches.0.to`
 */
export function parseTreeDocument(input: TreeDocumentInput, field: string): TreeDocument {
  const nodesField = `${field}.nodes`;
  assertAtMost(input.nodes.length, limits.treeNodesMax, 'steps in a tree', nodesField);
  return {
    rootKey: parseRootKey(input.rootKey, `${field}.rootKey`),
    nodes: input.nodes.map((node, index) => parseNode(node, `${nodesField}.${index}`)),
  };
}

/** A draft nobody has written in yet. */
export function emptyTreeDocument(): TreeDocument {
  return { rootKey: '', nodes: [] };
}

/** The node with this key, the first one where a draft uses a key twice; null when there is none. */
export function findNode(document: TreeDocument, key: string): TreeNode | null {
  return document.nodes.find(node => node.key === key) ?? null;
}

/** Whether a node of this kind ends a path. */
export function isEndKind(kind: TreeNodeKind): kind is EndKind {
  const ends: readonly TreeNodeKind[] = endKinds;
  return ends.includes(kind);
}

/** What of a tree its search text is made from. */
export interface SearchableTree {
  readonly title: string;
  readonly description: string | null;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly document: TreeDocument;
}

/**
 * All words of a tree for the full-text search, one text a line, each text once, the telling ones first.
 * At most `searchTextBytesMax` bytes; what does not fit is left out from the end, at a word boundary.
 */
export function searchTextOf(tree: SearchableTree): string {
  const texts = new Set<string>();
  let length = 0;
  for (const text of textsOf(tree)) {
    // A character takes at least one byte: from here on nothing can fit, and a huge tree is not worth joining.
    if (length > searchTextBytesMax) break;
    if (!text || texts.has(text)) continue;
    texts.add(text);
    length += text.length + 1;
  }
  return cutAtWord([...texts].join('\n'), searchTextBytesMax);
}

/** Titles before bodies: when a huge tree is cut, it can still be found by the name of each step. */
function* textsOf({
  title,
  description,
  category,
  tags,
  document,
}: SearchableTree): Generator<string | null> {
  yield title;
  yield description;
  yield category;
  yield* tags;
  for (const node of document.nodes) yield node.title;
  for (const node of document.nodes) for (const branch of node.branches) yield branch.label;
  for (const node of document.nodes) yield node.body;
}

function cutAtWord(text: string, bytesMax: number): string {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= bytesMax) return text;
  // As a stream, the decoder holds back a character of which only the first bytes are there.
  const cut = new TextDecoder().decode(bytes.subarray(0, bytesMax), { stream: true });
  const end = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\n'));
  return end < 0 ? cut : cut.slice(0, end).trimEnd();
}

function parseNode(node: TreeNodeInput, field: string): TreeNode {
  const branches = node.branches ?? [];
  const branchesField = `${field}.branches`;
  assertAtMost(branches.length, limits.branchesPerNodeMax, 'branches in a step', branchesField);
  return {
    key: parseKey(node.key, `${field}.key`),
    kind: node.kind,
    title: parseLine(node.title, { field: `${field}.title`, max: limits.nodeTitleCharsMax }),
    body: parseOptionalText(node.body, { field: `${field}.body`, max: limits.nodeBodyCharsMax }),
    branches: branches.map((branch, index) => parseBranch(branch, `${branchesField}.${index}`)),
  };
}

function parseBranch(branch: TreeBranch, field: string): TreeBranch {
  return {
    label: parseLine(branch.label, { field: `${field}.label`, max: limits.branchLabelCharsMax }),
    to: parseKey(branch.to, `${field}.to`),
  };
}

function parseRootKey(value: string, field: string): string {
  return value.trim() === '' ? '' : parseKey(value, field);
}

function parseKey(value: string, field: string): string {
  const key = parseText(value, { field, max: limits.nodeKeyCharsMax });
  if (!keyPattern.test(key)) {
    throw badInput(
      field,
      'Use letters, digits, hyphens, underscores and full stops only, such as "check-dns".',
    );
  }
  return key;
}

function assertAtMost(count: number, max: number, what: string, field: string): void {
  if (count > max) throw badInput(field, `At most ${max} ${what}; this has ${count}.`);
}

/** Size of a document as JSON in bytes: what is counted when it is read. */
export function documentBytesOf(document: TreeDocument): number {
  return Buffer.byteLength(JSON.stringify(document));
}
