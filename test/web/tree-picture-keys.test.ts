import { findNeighbour } from '../../dashboard/src/ui/picture/neighbours.ts';
import { expect, test } from '../harness/test.ts';

const box = (key: string, x: number, y: number) => ({ key, kind: 'QUESTION', x, y, height: 60 });

/** `a` above `b` and `c`; both lead to `d`, which leads back to `a`; `e` stands far away below, under nothing. */
const drawn = {
  boxes: [box('a', 400, 0), box('b', 0, 100), box('c', 800, 110), box('d', 800, 200), box('e', 400, 130)],
  arrows: [
    { from: 'a', to: 'b' },
    { from: 'a', to: 'c' },
    { from: 'b', to: 'd' },
    { from: 'c', to: 'd' },
    { from: 'd', to: 'a' },
  ],
};

for (const [from, key, cameFrom, expected] of [
  ['a', 'ArrowDown', null, 'b'],
  ['b', 'ArrowRight', null, 'e'],
  ['e', 'ArrowRight', null, 'c'],
  ['c', 'ArrowUp', null, 'a'],
  ['d', 'ArrowUp', null, 'b'],
  ['d', 'ArrowUp', 'c', 'c'],
  ['d', 'ArrowDown', null, null],
  ['a', 'ArrowUp', null, null],
  ['b', 'ArrowLeft', null, null],
  ['e', 'ArrowDown', null, null],
] as const) {
  test(`${key} leads from ${from}${cameFrom ? `, come from ${cameFrom},` : ''} to ${expected ?? 'nothing'}`, () => {
    expect(findNeighbour(drawn, from, key, cameFrom)).toBe(expected);
  });
}
