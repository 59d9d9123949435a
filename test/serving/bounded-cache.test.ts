import { createBoundedCache } from '../../src/graphql/bounded-cache.ts';
import { expect, test } from '../harness/test.ts';

const keptOf = (cache: { get(key: string): number | undefined }, keys: readonly string[]) =>
  keys.filter(key => cache.get(key) !== undefined);

test('a bounded cache forgets what was not used for the longest time', () => {
  const cache = createBoundedCache<number>({ entriesMax: 3, charsMax: 1_000 });
  for (const [index, key] of ['a', 'b', 'c'].entries()) cache.set(key, index);

  cache.get('a');
  cache.set('d', 3);

  expect(keptOf(cache, ['a', 'b', 'c', 'd'])).toEqual(['a', 'c', 'd']);
});

test('a bounded cache holds no more text than it may, and no text that would drive out all others', () => {
  const cache = createBoundedCache<number>({ entriesMax: 1_000, charsMax: 100 });
  const keys = Array.from({ length: 60 }, (_, index) => `key${index}`.padEnd(5));
  for (const [index, key] of keys.entries()) cache.set(key, index);

  cache.set('long'.repeat(10), 1);

  expect(keptOf(cache, [...keys, 'long'.repeat(10)])).toEqual(keys.slice(-20));
});
