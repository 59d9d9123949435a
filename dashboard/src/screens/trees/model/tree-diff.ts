import { nodeKinds } from '../../../ui/picture/node-kinds.ts';
import type { TreeDocument, TreeNode } from './tree-draft.ts';

export interface NodeChange {
  readonly how: 'added' | 'changed' | 'removed';
  readonly key: string;
  readonly title: string;
  /** What of it, in words; nothing for a step that is new or gone. */
  readonly parts: readonly string[];
}

/** What became of each step: in the order of the later document, and then what is gone. */
export function diffTrees(before: TreeDocument, after: TreeDocument): readonly NodeChange[] {
  const old = new Map(before.nodes.map(node => [node.key, node]));
  const kept = new Set(after.nodes.map(({ key }) => key));
  const later = new Map(after.nodes.map(node => [node.key, node]));
  const titles = (key: string) =>
    shorten((later.get(key) ?? old.get(key))?.title ?? 'a step that does not exist');
  const changes = after.nodes.flatMap((node): NodeChange[] => {
    const { key, title } = node;
    const was = old.get(key);
    if (was === undefined) return [{ how: 'added', key, title, parts: [] }];
    const parts = [
      ...partsChanged(was, node, titles),
      ...(key === after.rootKey && key !== before.rootKey ? ['it is the first step now'] : []),
    ];
    return parts.length === 0 ? [] : [{ how: 'changed', key, title, parts }];
  });
  const removed = before.nodes
    .filter(({ key }) => !kept.has(key))
    .map(({ key, title }): NodeChange => ({ how: 'removed', key, title, parts: [] }));
  return [...changes, ...removed];
}

const kindWord = ({ kind }: TreeNode) => nodeKinds[kind].word.toLowerCase();

function partsChanged(was: TreeNode, is: TreeNode, titles: Titles): string[] {
  return [
    ...(was.kind === is.kind ? [] : [`${kindWord(was)} → ${kindWord(is)}`]),
    ...(was.title === is.title ? [] : [`title ${fromTo(was.title, is.title)}`]),
    ...((was.body ?? '') === (is.body ?? '') ? [] : [`text ${fromTo(was.body ?? '', is.body ?? '')}`]),
    ...branchesChanged(was.branches, is.branches, titles),
  ];
}

/** What a step is called, by its key, in the earlier and in the later document. */
type Titles = (key: string) => string;

/** Answers that are the same to the letter are left out; of the others, those in the same place belong together. */
function branchesChanged(was: Branches, is: Branches, titles: Titles): string[] {
  const texts = (branches: Branches) => branches.map(({ label, to }) => JSON.stringify([label, to]));
  const [before, after] = [texts(was), texts(is)];
  if (before.join() === after.join()) return [];
  if (before.toSorted().join() === after.toSorted().join()) return ['order of the answers'];
  const old = was.filter((_, at) => !after.includes(before[at] ?? ''));
  const added = is.filter((_, at) => !before.includes(after[at] ?? ''));
  const pairs = added.map(branch => {
    const at = old.findIndex(each => each.label === branch.label);
    const other = at >= 0 ? at : old.findIndex(each => each.to === branch.to);
    return { branch, from: other < 0 ? null : (old.splice(other, 1)[0] ?? null) };
  });
  const changes = [
    ...pairs.map(({ branch, from }) => describeBranch(from, branch, titles)),
    ...old.map(({ label }) => `without the answer “${shorten(label)}”`),
  ];
  // One of two that are the same was added or removed.
  return changes.length === 0 ? ['answers that were there twice'] : changes;
}

type Branches = TreeNode['branches'];

function describeBranch(from: Branches[number] | null, is: Branches[number], titles: Titles): string {
  if (from === null) return `new answer “${shorten(is.label)}” to “${titles(is.to)}”`;
  if (from.label !== is.label) return `answer ${fromTo(from.label, is.label)}`;
  return `answer “${shorten(is.label)}” leads to “${titles(is.to)}” instead of “${titles(from.to)}”`;
}

const textCharsMax = 60;

function shorten(text: string): string {
  return text.length <= textCharsMax ? text : `${text.slice(0, textCharsMax - 1)}…`;
}

/** Old and new; of long texts the part where they begin to differ. */
function fromTo(was: string, is: string): string {
  if (was === '') return `is new: “${shorten(is)}”`;
  if (is === '') return `is gone: “${shorten(was)}”`;
  let same = 0;
  while (same < Math.min(was.length, is.length) && was[same] === is[same]) same++;
  // Some words before it, so that one sees where that is.
  const start = Math.max(was.length, is.length) <= textCharsMax ? 0 : wordStart(is, same - textCharsMax / 3);
  const cut = (text: string) => (start === 0 ? '' : '…') + shorten(text.slice(start));
  return `“${cut(was)}” → “${cut(is)}”`;
}

/** Where the first word begins after a place in a text. */
function wordStart(text: string, near: number): number {
  return near <= 0 ? 0 : text.lastIndexOf(' ', near) + 1;
}

/** One line about each step, such as `New: "Restart the router"`. */
export function describeChange({ how, title, parts }: NodeChange): string {
  if (how === 'added') return `New: “${title}”`;
  if (how === 'removed') return `Removed: “${title}”`;
  return `Changed: “${title}”: ${parts.join('; ')}`;
}

/** The later document with what is gone from the earlier one, to show both in one picture. */
export function mergeTrees(before: TreeDocument, after: TreeDocument): TreeDocument {
  const kept = new Set(after.nodes.map(({ key }) => key));
  return { ...after, nodes: [...after.nodes, ...before.nodes.filter(({ key }) => !kept.has(key))] };
}
