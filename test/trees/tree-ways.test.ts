import { findReachableEnds, retraceWay } from '../../src/trees/tree-ways.ts';
import { smallDocument } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';

const nodes = smallDocument.nodes.map(node => ({
  ...node,
  branches: (node.branches ?? []).map(branch => ({ ...branch })),
}));

const endsFrom = (key: string) =>
  findReachableEnds(nodes, key).map(({ node, way }) => [
    node.key,
    way.map(step => `${step.node.key}: ${step.branch.label}`),
  ]);

test('the ends that can still be reached come with the shortest way, the nearest first, through circles too', () => {
  expect(endsFrom('ping')).toEqual([
    ['solved', ['ping: Yes', 'restart: It works']],
    ['senior', ['ping: Yes', 'restart: Still broken']],
  ]);
  expect(endsFrom('cable')).toEqual([
    ['senior', ['cable: It was fine']],
    ['solved', ['cable: Plugged it in', 'ping: Yes', 'restart: It works']],
  ]);
});

test('an end reaches itself alone, and an unknown node nothing', () => {
  expect(endsFrom('solved')).toEqual([['solved', []]]);
  expect(endsFrom('nowhere')).toEqual([]);
});

test('a tree of a chain as long as allowed is walked without recursion', () => {
  const chain = Array.from({ length: 1_000 }, (_, at) => ({
    key: `n${at}`,
    kind: at === 999 ? ('SOLUTION' as const) : ('ACTION' as const),
    title: `Step ${at}`,
    branches: at === 999 ? [] : [{ label: 'Done', to: `n${at + 1}` }],
  }));

  expect(findReachableEnds(chain, 'n0').map(({ way }) => way.length)).toEqual([999]);
});

const retrace = (answers: [nodeKey: string, branch: string][], endKey: string) =>
  retraceWay(
    nodes,
    answers.map(([nodeKey, branch]) => ({ nodeKey, branch })),
    endKey,
  )?.map(({ node }) => node.key) ?? null;

test('a way that others took is followed with its circles cut out', () => {
  const circling: [string, string][] = [
    ['ping', 'No'],
    ['cable', 'Plugged it in'],
    ['ping', 'Yes'],
    ['restart', 'It works'],
  ];

  expect(retrace(circling, 'solved')).toEqual(['ping', 'restart']);
});

test('a way that this tree does not have, or that leads elsewhere, is none', () => {
  expect(retrace([['ping', 'Maybe']], 'solved')).toBeNull();
  expect(retrace([['gone', 'Yes']], 'solved')).toBeNull();
  expect(retrace([['restart', 'It works']], 'senior')).toBeNull();
  expect(
    retrace(
      [
        ['ping', 'Yes'],
        ['cable', 'It was fine'],
      ],
      'senior',
    ),
  ).toBeNull();
  expect(retrace([], 'solved')).toBeNull();
});
