import { createLine, createOneAfterAnother } from '../../src/platform/one-after-another.ts';
import { expect, test } from '../harness/test.ts';

/** Work that begins when it may and ends when it is told. */
function aTask(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const work = async () => {
    log.push(`${name} begins`);
    const result = await promise;
    log.push(`${name} ends`);
    return result;
  };
  return { work, end: () => resolve(name), fail: () => reject(new Error(name)) };
}

const turn = () => new Promise(resolve => setImmediate(resolve));

test('work of one key is done in the order in which it was asked for, and returns what it has to say', async () => {
  const oneAfterAnother = createOneAfterAnother(60_000);
  const log: string[] = [];
  const [a, b, c] = [aTask(log, 'a'), aTask(log, 'b'), aTask(log, 'c')];

  const all = [a, b, c].map(({ work }) => oneAfterAnother('ada', work));
  c.end();
  b.end();
  await turn();
  const before = [...log];
  a.end();

  expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
  expect(before).toEqual(['a begins']);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('work of different keys is done side by side', async () => {
  const oneAfterAnother = createOneAfterAnother(60_000);
  const log: string[] = [];
  const [a, b] = [aTask(log, 'a'), aTask(log, 'b')];

  const first = oneAfterAnother('ada', a.work);
  const second = oneAfterAnother('grace', b.work);
  await turn();
  b.end();
  await second;
  a.end();
  await first;

  expect(log).toEqual(['a begins', 'b begins', 'b ends', 'a ends']);
});

test('work that fails fails for whoever asked for it, and lets the next begin', async () => {
  const oneAfterAnother = createOneAfterAnother(60_000);
  const log: string[] = [];
  const [a, b] = [aTask(log, 'a'), aTask(log, 'b')];

  const first = oneAfterAnother('ada', a.work);
  const second = oneAfterAnother('ada', b.work);
  a.fail();
  b.end();

  await expect(first).rejects.toThrow('a');
  expect(await second).toBe('b');
});

test('nobody waits longer than patience lasts', async () => {
  const oneAfterAnother = createOneAfterAnother(10);
  const log: string[] = [];
  const [a, b] = [aTask(log, 'a'), aTask(log, 'b')];

  const first = oneAfterAnother('ada', a.work);
  b.end();
  const second = await oneAfterAnother('ada', b.work);
  a.end();
  await first;

  expect(second).toBe('b');
  expect(log).toEqual(['a begins', 'b begins', 'b ends', 'a ends']);
});

test('whoever leaves a line early lets nobody behind pass those before', async () => {
  const lineUp = createLine(60_000);
  const [first, second, third] = [lineUp('ada'), lineUp('ada'), lineUp('ada')];
  let isThirdsTurn = false;

  second.leave();
  const waiting = third.wait().then(() => {
    isThirdsTurn = true;
  });
  await turn();
  const before = isThirdsTurn;
  first.leave();
  await waiting;

  expect(before).toBe(false);
  await expect(first.wait()).resolves.toBeUndefined();
});
