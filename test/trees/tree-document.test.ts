import { DomainError } from '../../src/kernel/errors.ts';
import { limits } from '../../src/kernel/limits.ts';
import {
  emptyTreeDocument,
  findNode,
  isEndKind,
  parseTreeDocument,
  searchTextBytesMax,
  searchTextOf,
  type TreeDocumentInput,
  type TreeNodeInput,
  treeNodeKinds,
} from '../../src/trees/tree-document.ts';
import { canMove, type TreeStatus, treeStatuses } from '../../src/trees/tree-lifecycle.ts';
import { expect, test } from '../harness/test.ts';

const field = 'input.document';

test('a document comes out trimmed, with absent bodies as null and absent branches as none', () => {
  const input: TreeDocumentInput = {
    rootKey: ' start ',
    nodes: [
      {
        key: ' start',
        kind: 'QUESTION',
        title: '  Is the light on?\r\n',
        body: ' Look at the front.\r\nThen at the back. ',
        branches: [{ label: ' Yes ', to: 'done ' }],
      },
      { key: 'done', kind: 'SOLUTION', title: 'Done', body: '  ' },
      { key: 'v1.2_x-y', kind: 'ESCALATION', title: 'Call a senior', body: null, branches: null },
    ],
  };

  const document = parseTreeDocument(input, field);

  expect(document).toEqual({
    rootKey: 'start',
    nodes: [
      {
        key: 'start',
        kind: 'QUESTION',
        title: 'Is the light on?',
        body: 'Look at the front.\nThen at the back.',
        branches: [{ label: 'Yes', to: 'done' }],
      },
      { key: 'done', kind: 'SOLUTION', title: 'Done', body: null, branches: [] },
      { key: 'v1.2_x-y', kind: 'ESCALATION', title: 'Call a senior', body: null, branches: [] },
    ],
  });
});

test('a half-written draft is accepted: no root, a branch to nowhere, a key used twice', () => {
  const twin: TreeNodeInput = { ...aNode(), branches: [{ label: 'Yes', to: 'not-written-yet' }] };

  const document = parseTreeDocument({ rootKey: '', nodes: [twin, twin] }, field);

  expect(document.rootKey).toBe('');
  expect(document.nodes).toHaveLength(2);
});

test('the empty document is a draft that can be saved', () => {
  expect(parseTreeDocument(emptyTreeDocument(), field)).toEqual({ rootKey: '', nodes: [] });
  expect(emptyTreeDocument()).not.toBe(emptyTreeDocument());
});

const branchTo = (to: string): TreeNodeInput => aNode({ branches: [{ label: 'Yes', to }] });
const branchLabelled = (label: string): TreeNodeInput => aNode({ branches: [{ label, to: 'a' }] });

test.each<[string, string, TreeDocumentInput]>([
  ['a root key with a space', 'rootKey', { rootKey: 'two words', nodes: [] }],
  ['a root key that is too long', 'rootKey', { rootKey: 'k'.repeat(limits.nodeKeyCharsMax + 1), nodes: [] }],
  ['an empty key', 'nodes.0.key', aTree(aNode({ key: ' ' }))],
  ['a key with a slash', 'nodes.1.key', aTree(aNode(), aNode({ key: 'a/b' }))],
  ['a key with letters that only look plain', 'nodes.0.key', aTree(aNode({ key: 'аdmin' }))],
  ['a key over two lines', 'nodes.0.key', aTree(aNode({ key: 'a\nb' }))],
  ['an empty title', 'nodes.0.title', aTree(aNode({ title: '' }))],
  ['a title over two lines', 'nodes.0.title', aTree(aNode({ title: 'a\nb' }))],
  [
    'a title that is too long',
    'nodes.0.title',
    aTree(aNode({ title: 'é'.repeat(limits.nodeTitleCharsMax + 1) })),
  ],
  [
    'a body that is too long',
    'nodes.0.body',
    aTree(aNode({ body: 'b'.repeat(limits.nodeBodyCharsMax + 1) })),
  ],
  ['a body with a NUL', 'nodes.2.body', aTree(aNode(), aNode(), aNode({ body: 'a\u0000b' }))],
  ['a body with half a character', 'nodes.0.body', aTree(aNode({ body: 'a\ud83d' }))],
  ['an empty label', 'nodes.0.branches.0.label', aTree(branchLabelled(' '))],
  [
    'a label that is too long',
    'nodes.0.branches.0.label',
    aTree(branchLabelled('l'.repeat(limits.branchLabelCharsMax + 1))),
  ],
  ['a branch without a destination', 'nodes.3.branches.0.to', aTree(aNode(), aNode(), aNode(), branchTo(''))],
  ['a destination that cannot be a key', 'nodes.0.branches.0.to', aTree(branchTo('a b'))],
  [
    'too many branches',
    'nodes.0.branches',
    aTree(aNode({ branches: branches(limits.branchesPerNodeMax + 1) })),
  ],
  ['too many nodes', 'nodes', aTree(...Array.from({ length: limits.treeNodesMax + 1 }, () => aNode()))],
])('%s is refused at %s', (_what, path, input) => {
  const refusal = refusalOf(() => parseTreeDocument(input, field));

  expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', details: { field: `${field}.${path}` } });
});

test('a document at every limit is accepted', () => {
  const node = aNode({
    key: 'k'.repeat(limits.nodeKeyCharsMax),
    title: '🧯'.repeat(limits.nodeTitleCharsMax),
    body: '🧯'.repeat(limits.nodeBodyCharsMax),
    branches: branches(limits.branchesPerNodeMax),
  });
  const nodes = [node, ...Array.from({ length: limits.treeNodesMax - 1 }, () => aNode())];

  const document = parseTreeDocument({ rootKey: node.key, nodes }, field);

  expect(document.nodes).toHaveLength(limits.treeNodesMax);
  expect(document.nodes[0]).toEqual(node);
});

test('a node is found by its key, the first one where a draft uses a key twice', () => {
  const document = parseTreeDocument(aTree(aNode({ title: 'First' }), aNode({ title: 'Second' })), field);

  expect(findNode(document, 'a')?.title).toBe('First');
  expect(findNode(document, 'constructor')).toBeNull();
});

test('solutions and escalations end a path, questions and actions do not', () => {
  expect(treeNodeKinds.filter(isEndKind)).toEqual(['SOLUTION', 'ESCALATION']);
});

test('a tree can be found by every text in it, and each text is there once', () => {
  const document = parseTreeDocument(
    aTree(
      aNode({
        title: 'Check the spooler',
        body: 'Restart-Service Spooler',
        branches: [{ label: 'It prints', to: 'b' }],
      }),
      aNode({ title: 'Check the spooler', body: null }),
    ),
    field,
  );

  const text = searchTextOf({
    title: 'Printer',
    description: 'Nothing comes out',
    category: null,
    tags: ['paper'],
    document,
  });

  expect(text.split('\n')).toEqual([
    'Printer',
    'Nothing comes out',
    'paper',
    'Check the spooler',
    'It prints',
    'Restart-Service Spooler',
  ]);
});

test.each([
  ['plain words', (index: number) => `word${index} `],
  ['words of many bytes', (index: number) => `猫${index}🧯 `],
  ['one endless word', () => '🧯'],
])('the search text of a huge tree keeps its titles and stays within its bound: %s', (_what, word) => {
  const body = (node: number) =>
    `${Array.from({ length: 900 }, (_, index) => word(node * 900 + index)).join('')}${node}`;
  const nodes = Array.from({ length: limits.treeNodesMax }, (_, index) =>
    aNode({ title: `Step number ${index}`, body: body(index) }),
  );
  const document = parseTreeDocument(aTree(...nodes), field);

  const text = searchTextOf({ title: 'Huge', description: null, category: null, tags: [], document });

  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(searchTextBytesMax);
  expect(Buffer.byteLength(text)).toBeGreaterThan(searchTextBytesMax * 0.9);
  expect(text.isWellFormed()).toBe(true);
  expect(text).not.toContain('\ufffd');
  expect(text).toContain(`Step number ${limits.treeNodesMax - 1}\n`);
});

test('a tree moves between draft, published and archived as the table says, and in no other way', () => {
  const allowed: [TreeStatus, TreeStatus][] = [
    ['DRAFT', 'PUBLISHED'],
    ['DRAFT', 'ARCHIVED'],
    ['PUBLISHED', 'PUBLISHED'],
    ['PUBLISHED', 'ARCHIVED'],
    ['ARCHIVED', 'PUBLISHED'],
  ];

  const pairs = treeStatuses.flatMap(from => treeStatuses.map((to): [TreeStatus, TreeStatus] => [from, to]));

  expect(pairs.filter(([from, to]) => canMove(from, to))).toEqual(expect.arrayContaining(allowed));
  expect(pairs.filter(([from, to]) => canMove(from, to))).toHaveLength(allowed.length);
});

function aNode(parts: Partial<TreeNodeInput> = {}): TreeNodeInput {
  return { key: 'a', kind: 'QUESTION', title: 'A question', body: null, branches: [], ...parts };
}

function aTree(...nodes: TreeNodeInput[]): TreeDocumentInput {
  return { rootKey: 'a', nodes };
}

function branches(count: number): { label: string; to: string }[] {
  return Array.from({ length: count }, (_, index) => ({ label: `Answer ${index}`, to: 'a' }));
}

function refusalOf(act: () => unknown): DomainError {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}
