import {
  demoAccountName,
  demoClients,
  demoEscalations,
  demoGuidance,
  demoPeople,
  demoProblems,
  demoSummaries,
} from '../../demo/company.ts';
import { text } from '../../demo/trees/demo-tree.ts';
import { demoTrees } from '../../demo/trees/index.ts';
import { limits } from '../../src/kernel/limits.ts';
import {
  isEndKind,
  parseTreeDocument,
  searchTextBytesMax,
  searchTextOf,
  type TreeNode,
} from '../../src/trees/tree-document.ts';
import { diagnoseTree } from '../../src/trees/tree-graph.ts';
import { expect, test } from '../harness/test.ts';

test.each(demoTrees.map(tree => [tree.title, tree] as const))(
  '%s: nothing is wrong or odd about the tree',
  (_title, tree) => {
    expect(diagnoseTree(tree.document)).toEqual([]);
  },
);

test.each(demoTrees.map(tree => [tree.title, tree] as const))(
  '%s: the tree has a realistic size',
  (_title, tree) => {
    const { nodes } = tree.document;
    const kinds = new Set(nodes.map(({ kind }) => kind));

    expect(nodes.length).toBeGreaterThanOrEqual(10);
    expect(nodes.length).toBeLessThanOrEqual(40);
    expect(kinds.size).toBe(4);
    expect(nodes.every(({ body }) => body !== null && body.length >= 40)).toBe(true);
  },
);

test.each(demoTrees.map(tree => [tree.title, tree] as const))(
  '%s: the tree is stored exactly as written',
  (_title, tree) => {
    expect(parseTreeDocument(tree.document, 'input.document')).toEqual(tree.document);
    expect(Buffer.byteLength(searchTextOf(tree))).toBeLessThan(searchTextBytesMax);
    expect(tree.title.length).toBeLessThanOrEqual(limits.titleCharsMax);
    expect(tree.description.length).toBeLessThanOrEqual(limits.descriptionCharsMax);
    expect(tree.category.length).toBeLessThanOrEqual(limits.categoryCharsMax);
    expect(tree.changeNote.length).toBeLessThanOrEqual(limits.changeNoteCharsMax);
    expect(tree.tags.every(tag => tag.length <= limits.tagCharsMax)).toBe(true);
  },
);

test('there are six trees of different sizes, with titles of their own, and some go back to check again', () => {
  expect(demoTrees).toHaveLength(6);
  expect(new Set(demoTrees.map(({ title }) => title)).size).toBe(6);
  expect(new Set(demoTrees.map(({ document }) => document.nodes.length)).size).toBe(6);
  expect(demoTrees.some(({ document }) => hasCycle(document.nodes))).toBe(true);
});

test('the company has eight people: an owner, an admin, five engineers and a viewer', () => {
  const roles = demoPeople.map(({ role }) => role).sort();

  expect(demoAccountName).toBe('Northwind IT Services');
  expect(roles).toEqual(['ADMIN', ...Array<string>(5).fill('ENGINEER'), 'OWNER', 'VIEWER']);
  expect(new Set(demoPeople.map(({ email }) => email)).size).toBe(8);
  expect(demoPeople.every(({ email }) => /^[a-z.]+@northwind\.example$/.test(email))).toBe(true);
});

test('every problem belongs to a client and to a tree, and every client has a problem', () => {
  const clients = demoClients.map(({ name }) => name);
  const titles = demoTrees.map(({ title }) => title);

  expect(clients).toHaveLength(12);
  expect(demoProblems.length).toBeGreaterThanOrEqual(25);
  expect(new Set(demoProblems.map(({ ticketRef }) => ticketRef)).size).toBe(demoProblems.length);
  expect(new Set(demoProblems.map(({ clientName }) => clientName))).toEqual(new Set(clients));
  expect(new Set(demoProblems.map(({ treeTitle }) => treeTitle))).toEqual(new Set(titles));
  expect(demoProblems.every(({ problem }) => problem.length <= limits.problemCharsMax)).toBe(true);
});

test('notes, guidance and summaries belong to a problem, one each at most, and guidance answers an escalation', () => {
  const problems = new Set(demoProblems.map(({ ticketRef }) => ticketRef));
  const escalated = new Set(demoEscalations.map(({ ticketRef }) => ticketRef));

  for (const texts of [demoEscalations, demoGuidance, demoSummaries]) {
    const refs = texts.map(({ ticketRef }) => ticketRef);
    expect(new Set(refs).size).toBe(refs.length);
    expect(refs.filter(ref => !problems.has(ref))).toEqual([]);
  }
  expect(demoEscalations.length).toBeGreaterThanOrEqual(20);
  expect(demoGuidance.filter(({ ticketRef }) => !escalated.has(ticketRef))).toEqual([]);
  expect(new Set(demoEscalations.map(({ priority }) => priority)).size).toBe(4);
});

test('indented text loses its indentation and keeps its backslashes', () => {
  const dedented = text`
    C:\Windows\new
      indented

    last
  `;

  expect(dedented).toBe('C:\\Windows\\new\n  indented\n\nlast');
});

/** Whether taking away ends, again and again, leaves something: that is a cycle. */
function hasCycle(nodes: readonly TreeNode[]): boolean {
  let left = nodes.filter(({ kind }) => !isEndKind(kind));
  for (;;) {
    const keys = new Set(left.map(({ key }) => key));
    const rest = left.filter(({ branches }) => branches.some(({ to }) => keys.has(to)));
    if (rest.length === left.length) return left.length > 0;
    left = rest;
  }
}
