import { keepNearStep } from '../../dashboard/src/ui/picture/near-step.ts';
import { expect, test } from '../harness/test.ts';

/** Steps by their keys, each with those that its branches lead to. */
function aTree(ways: Record<string, readonly string[]>) {
  const nodes = Object.entries(ways).map(([key, next]) => ({ key, branches: next.map(to => ({ to })) }));
  return { rootKey: 'a', nodes };
}

const keysOf = ({ document }: ReturnType<typeof keepNearStep>) => document.nodes.map(({ key }) => key);
const fan = (count: number, from: string) => Array.from({ length: count }, (_, at) => `${from}${at}`);

test('around a step there is the way to it, the other answers on the way, and the next two steps', () => {
  const tree = aTree({
    ...{
      a: ['b', 'c'],
      b: ['d', 'e'],
      c: ['f'],
      d: ['g'],
      e: ['h'],
      f: ['i'],
      g: ['j'],
      h: [],
      i: [],
      j: [],
    },
  });

  const near = keepNearStep(tree, 'b');

  expect(keysOf(near)).toEqual(['a', 'b', 'c', 'd', 'e', 'g', 'h']);
  expect([...near.cut]).toEqual(['c', 'g']);
  expect(near.document.nodes.find(({ key }) => key === 'c')?.branches).toEqual([]);
});

test('where the steps after the next ones are too many, they are left out', () => {
  const tree = aTree({
    a: ['b', 'c'],
    b: fan(30, 'b'),
    c: fan(30, 'c'),
    ...Object.fromEntries([...fan(30, 'b'), ...fan(30, 'c')].map(key => [key, []])),
  });

  const near = keepNearStep(tree, 'a');

  expect(keysOf(near)).toEqual(['a', 'b', 'c']);
  expect([...near.cut]).toEqual(['b', 'c']);
});

test('a branch that leads back is drawn, and is no way on', () => {
  const near = keepNearStep(aTree({ a: ['b'], b: ['a', 'c'], c: ['a'] }), 'c');

  expect(keysOf(near)).toEqual(['a', 'b', 'c']);
  expect(near.cut.size).toBe(0);
});

test('a step that nothing leads to is shown beside the first one', () => {
  const near = keepNearStep(aTree({ a: ['b'], b: ['c'], c: ['d'], d: [], alone: ['d'] }), 'alone');

  expect(keysOf(near)).toEqual(['a', 'b', 'd', 'alone']);
  expect([...near.cut]).toEqual(['b']);
});

test('a step that is not there stands for the first one, and a branch to nowhere stays', () => {
  const near = keepNearStep(aTree({ a: ['b', 'gone'], b: [] }), 'gone');

  expect(keysOf(near)).toEqual(['a', 'b']);
  expect(near.document.nodes[0]?.branches).toEqual([{ to: 'b' }, { to: 'gone' }]);
});
