import fc from 'fast-check';
import { limits } from '../../src/kernel/limits.ts';
import { isEndKind, type TreeDocument, type TreeNode, treeNodeKinds } from '../../src/trees/tree-document.ts';
import { diagnoseTree, isSound, type TreeDiagnostic } from '../../src/trees/tree-graph.ts';
import { expect, test } from '../harness/test.ts';

test('a tree whose paths all end is sound, and nothing is said about it', () => {
  const document = aTree(question('a', { Yes: 'b', No: 'c' }), action('b', { Done: 'c' }), solution('c'));

  expect(diagnoseTree(document)).toEqual([]);
  expect(isSound(diagnoseTree(document))).toBe(true);
});

test('a circle is sound as long as one of its steps leads out', () => {
  const document = aTree(
    action('a', { Next: 'b' }),
    question('b', { Again: 'a', Fixed: 'c' }),
    solution('c'),
  );

  expect(diagnoseTree(document)).toEqual([]);
});

test('an empty tree says only that it is empty', () => {
  expect(codesOf({ rootKey: 'gone', nodes: [] })).toEqual([['EMPTY_TREE', null]]);
});

test('a tree without its first step says only that, not that every step is out of reach', () => {
  const nodes = [action('a', { Next: 'b' }), solution('b'), solution('c')];

  expect(codesOf({ rootKey: 'gone', nodes })).toEqual([['ROOT_MISSING', null]]);
  expect(codesOf({ rootKey: '', nodes })).toEqual([['ROOT_MISSING', null]]);
});

test('a key used three times is reported once, and what only the twins lead to is not called unreachable', () => {
  const document = aTree(
    question('a', { Yes: 'b', No: 'c' }),
    solution('b'),
    action('c', { Next: 'b' }),
    action('c', { Next: 'd' }),
    action('c', {}),
    solution('d'),
  );

  expect(codesOf(document)).toEqual([['DUPLICATE_KEY', 'c']]);
});

test('a branch that leads to a missing step is named with its label', () => {
  const [diagnostic, ...others] = diagnoseTree(
    aTree(question('a', { Yes: 'gone', No: 'b' }, 'Is the modem on?'), solution('b')),
  );

  expect(others).toEqual([]);
  expect(diagnostic).toEqual({
    severity: 'ERROR',
    code: 'DANGLING_BRANCH',
    nodeKey: 'a',
    message: 'The branch "Yes" of "Is the modem on?" leads to the step "gone", which does not exist.',
  });
});

test('a step behind nothing but missing steps is not also said to lead to no end', () => {
  const document = aTree(action('a', { Next: 'b' }), action('b', { Next: 'gone' }));

  expect(codesOf(document)).toEqual([['DANGLING_BRANCH', 'b']]);
});

test('a part that is cut off is reported where it begins, with how much follows', () => {
  const document = aTree(
    solution('a'),
    solution('z'),
    action('y', { Next: 'z' }),
    action('x', { Next: 'y' }),
  );

  const diagnostics = diagnoseTree(document);

  expect(diagnostics.map(({ code, nodeKey }) => [code, nodeKey])).toEqual([['UNREACHABLE_NODE', 'x']]);
  expect(diagnostics[0]?.message).toContain('or to the 2 steps after it');
});

test('a circle that is cut off is reported at its first step, also when a later step runs into it', () => {
  const circle = [action('b', { Next: 'c' }), question('c', { Again: 'b', Done: 'd' }), solution('d')];

  expect(codesOf(aTree(solution('a'), ...circle))).toEqual([['UNREACHABLE_NODE', 'b']]);
  expect(codesOf(aTree(solution('a'), ...circle, action('e', { Next: 'c' })))).toEqual([
    ['UNREACHABLE_NODE', 'e'],
  ]);
});

test('a circle without a way out is reported once, not for the steps that lead into it', () => {
  const document = aTree(
    question('a', { Left: 'b', Right: 'end' }),
    action('b', { Next: 'c' }),
    action('c', { Next: 'd' }),
    action('d', { Next: 'c' }),
    solution('end'),
  );

  expect(codesOf(document)).toEqual([['NO_END_REACHABLE', 'c']]);
  expect(diagnoseTree(document)[0]?.message).toContain('"Title of c", "Title of d"');
});

test('a step that leads only to itself never ends', () => {
  expect(codesOf(aTree(action('a', { Again: 'a' })))).toEqual([['NO_END_REACHABLE', 'a']]);
});

test('a question or an action without branches is a dead end, and the way to it is not blamed', () => {
  const document = aTree(question('a', { Yes: 'b', No: 'c' }), question('b', {}), action('c', {}));

  expect(codesOf(document)).toEqual([
    ['DEAD_END', 'b'],
    ['DEAD_END', 'c'],
  ]);
});

test('a solution or an escalation with branches is refused, and what they lead to is not called unreachable', () => {
  const document = aTree(
    question('a', { Yes: 'b', No: 'c' }),
    node('b', 'SOLUTION', { More: 'd' }),
    node('c', 'ESCALATION', { More: 'd' }),
    solution('d'),
  );

  expect(codesOf(document)).toEqual([
    ['END_WITH_BRANCHES', 'b'],
    ['END_WITH_BRANCHES', 'c'],
  ]);
});

test('a label used twice in a step is an error, labels that differ only in capitals or spaces are a warning', () => {
  const branches = [
    { label: 'Yes', to: 'b' },
    { label: 'No', to: 'c' },
    { label: 'yes', to: 'c' },
    { label: 'No', to: 'b' },
    { label: 'No', to: 'c' },
  ];
  const document = aTree({ ...question('a', {}), branches }, solution('b'), solution('c'));

  const diagnostics = diagnoseTree(document);

  expect(diagnostics.map(({ severity, code }) => [severity, code])).toEqual([
    ['ERROR', 'DUPLICATE_LABEL'],
    ['WARNING', 'SIMILAR_LABEL'],
  ]);
});

test('what is odd but works is a warning, and warnings do not stand in the way of publishing', () => {
  const document = aTree(question('a', { Yes: 'b' }), question('b', { Yes: 'c', No: 'c' }), {
    ...solution('c'),
    body: null,
  });

  const diagnostics = diagnoseTree(document);

  expect(diagnostics.map(({ severity, code, nodeKey }) => [severity, code, nodeKey])).toEqual([
    ['WARNING', 'SINGLE_ANSWER', 'a'],
    ['WARNING', 'SAME_DESTINATION', 'b'],
    ['WARNING', 'END_WITHOUT_BODY', 'c'],
  ]);
  expect(isSound(diagnostics)).toBe(true);
});

test('keys that are names of built-in properties are keys like any other', () => {
  const document = aTree(
    question('__proto__', { Yes: 'constructor', No: 'toString' }),
    solution('constructor'),
    solution('toString'),
  );

  expect(diagnoseTree(document)).toEqual([]);
  expect(codesOf(aTree(action('a', { Next: 'constructor' })))).toEqual([['DANGLING_BRANCH', 'a']]);
});

test('a chain of as many steps as a tree may have is sound, one more is too many', () => {
  expect(diagnoseTree(aChain(limits.treeNodesMax))).toEqual([]);
  expect(codesOf(aChain(limits.treeNodesMax + 1))).toEqual([['TOO_MANY_NODES', null]]);
});

test('a chain far beyond any limit is judged without running out of stack', () => {
  expect(codesOf(aChain(200_000))).toEqual([['TOO_MANY_NODES', null]]);
});

test('a long title is quoted shortened', () => {
  const [diagnostic] = diagnoseTree(aTree(action('a', {}, '🧯'.repeat(300))));

  expect(diagnostic?.message).toContain(`${'🧯'.repeat(79)}…`);
  expect(diagnostic?.message.isWellFormed()).toBe(true);
});

test('a tree is sound exactly when a plain reading of the rules finds nothing', () => {
  fc.assert(
    fc.property(anyDocument, document => {
      expect(isSound(diagnoseTree(document))).toBe(isSoundByTheRules(document));
    }),
    { numRuns: 2_000 },
  );
});

test('reported beginnings and circles cover every unreachable and every endless step, and none is superfluous', () => {
  fc.assert(
    fc.property(wellFormedDocument, document => {
      const diagnostics = diagnoseTree(document);
      const reaches = closureOf(document);
      const keys = document.nodes.map(({ key }) => key);
      const ends = document.nodes.filter(({ kind, branches }) => isEndKind(kind) || branches.length === 0);
      const unreachable = keys.filter(key => !reaches(document.rootKey, key));
      const endless = keys.filter(key => !ends.some(end => reaches(key, end.key)));
      const beginnings = keysOf(diagnostics, 'UNREACHABLE_NODE');
      const circles = keysOf(diagnostics, 'NO_END_REACHABLE');

      expect(unreachable).toEqual(expect.arrayContaining(beginnings));
      expect(unreachable.filter(key => !beginnings.some(from => reaches(from, key)))).toEqual([]);
      expect(beginnings.filter(key => beginnings.some(from => from !== key && reaches(from, key)))).toEqual(
        [],
      );

      expect(endless).toEqual(expect.arrayContaining(circles));
      expect(endless.filter(key => !circles.some(circle => reaches(key, circle)))).toEqual([]);
      expect(circles.filter(key => circles.some(circle => circle !== key && reaches(key, circle)))).toEqual(
        [],
      );
    }),
    { numRuns: 2_000 },
  );
});

test('diagnostics come in document order, first those of the whole tree, and never twice the same', () => {
  fc.assert(
    fc.property(anyDocument, document => {
      const diagnostics = diagnoseTree(document);
      const places = diagnostics.map(({ nodeKey }) => document.nodes.findIndex(({ key }) => key === nodeKey));

      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(new Set(diagnostics.map(diagnostic => JSON.stringify(diagnostic))).size).toBe(
        diagnostics.length,
      );
      expect(diagnoseTree(structuredClone(document))).toEqual(diagnostics);
    }),
  );
});

/** The rules of the API contract, one line each, as slowly as they read. */
function isSoundByTheRules(document: TreeDocument): boolean {
  const keys = document.nodes.map(({ key }) => key);
  const reaches = closureOf(document);
  return (
    keys.includes(document.rootKey) &&
    new Set(keys).size === keys.length &&
    keys.length <= limits.treeNodesMax &&
    document.nodes.every(
      ({ key, kind, branches }) =>
        isEndKind(kind) === (branches.length === 0) &&
        branches.every(({ to }) => keys.includes(to)) &&
        new Set(branches.map(({ label }) => label)).size === branches.length &&
        reaches(document.rootKey, key) &&
        document.nodes.some(end => isEndKind(end.kind) && reaches(key, end.key)),
    )
  );
}

/** Whether one key can be reached from another, by squaring the relation until it stays the same. */
function closureOf({ nodes }: TreeDocument): (from: string, to: string) => boolean {
  const pairs = new Set<string>();
  for (const { key, branches } of nodes) {
    pairs.add(`${key}>${key}`);
    for (const { to } of branches) pairs.add(`${key}>${to}`);
  }
  const keys = nodes.map(({ key }) => key);
  for (const via of keys)
    for (const from of keys)
      for (const to of keys)
        if (pairs.has(`${from}>${via}`) && pairs.has(`${via}>${to}`)) pairs.add(`${from}>${to}`);
  return (from, to) => pairs.has(`${from}>${to}`);
}

const anyKey = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const anyBranch = fc.record({ label: fc.constantFrom('Yes', 'No', 'Maybe', 'no'), to: anyKey });

/** Small, so that every kind of mistake is frequent; distinct labels and fitting ends, so that sound trees are too. */
const anyDocument: fc.Arbitrary<TreeDocument> = fc.record({
  rootKey: fc.oneof({ weight: 5, arbitrary: fc.constant('a') }, anyKey),
  nodes: fc.oneof(
    fc.array(anyNode(anyKey), { maxLength: 7 }),
    fc.uniqueArray(anyNode(anyKey), { maxLength: 6, selector: ({ key }) => key }),
    fc.integer({ min: 1, max: 6 }).chain(nodesOfCount),
  ),
});

/** Unique keys, a root, no dangling branches: what is left to find are reachability and dead ends. */
const wellFormedDocument: fc.Arbitrary<TreeDocument> = fc
  .integer({ min: 1, max: 9 })
  .chain(nodesOfCount)
  .chain(nodes =>
    fc.record({ rootKey: fc.constantFrom(...nodes.map(({ key }) => key)), nodes: fc.constant(nodes) }),
  );

function nodesOfCount(count: number): fc.Arbitrary<TreeNode[]> {
  const keys = Array.from({ length: count }, (_, index) => 'abcdefghi'.charAt(index));
  return fc
    .tuple(...keys.map(key => fittingNode(key, fc.constantFrom(...keys))))
    .chain(nodes => fc.shuffledSubarray(nodes, { minLength: nodes.length }));
}

function fittingNode(key: string, to: fc.Arbitrary<string>): fc.Arbitrary<TreeNode> {
  const destinations = fc.uniqueArray(to, { minLength: 1, maxLength: 3 });
  return fc
    .record({ kind: fc.constantFrom(...treeNodeKinds), destinations })
    .map(({ kind, destinations }) => ({
      ...node(key, kind, {}),
      branches: isEndKind(kind) ? [] : destinations.map((to, index) => ({ label: `Answer ${index}`, to })),
    }));
}

function anyNode(key: fc.Arbitrary<string>): fc.Arbitrary<TreeNode> {
  return fc.record({
    key,
    kind: fc.constantFrom(...treeNodeKinds),
    title: fc.constant('A title'),
    body: fc.constantFrom(null, 'A body'),
    branches: fc.array(anyBranch, { maxLength: 3 }),
  });
}

function codesOf(document: TreeDocument): [string, string | null][] {
  return errorsOf(diagnoseTree(document)).map(({ code, nodeKey }) => [code, nodeKey]);
}

function errorsOf(diagnostics: TreeDiagnostic[]): TreeDiagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'ERROR');
}

function keysOf(diagnostics: TreeDiagnostic[], wanted: TreeDiagnostic['code']): string[] {
  return diagnostics.filter(({ code }) => code === wanted).map(({ nodeKey }) => nodeKey ?? '');
}

function aTree(...nodes: TreeNode[]): TreeDocument {
  return { rootKey: nodes[0]?.key ?? '', nodes };
}

function aChain(count: number): TreeDocument {
  const nodes = Array.from({ length: count - 1 }, (_, index) =>
    action(`n${index}`, { Next: `n${index + 1}` }),
  );
  return { rootKey: 'n0', nodes: [...nodes, solution(`n${count - 1}`)] };
}

function question(key: string, answers: Record<string, string>, title?: string): TreeNode {
  return node(key, 'QUESTION', answers, title);
}

function action(key: string, answers: Record<string, string>, title?: string): TreeNode {
  return node(key, 'ACTION', answers, title);
}

function solution(key: string): TreeNode {
  return node(key, 'SOLUTION', {});
}

function node(
  key: string,
  kind: TreeNode['kind'],
  answers: Record<string, string>,
  title = `Title of ${key}`,
): TreeNode {
  const branches = Object.entries(answers).map(([label, to]) => ({ label, to }));
  return { key, kind, title, body: 'What to do.', branches };
}
