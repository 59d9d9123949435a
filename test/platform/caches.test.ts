import { glob, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { cacheBytes, createCache } from '../../src/platform/cache.ts';
import { expect, test } from '../harness/test.ts';

const root = resolve(import.meta.dirname, '..', '..');

/**
 * Maps that live as long as the process and are no caches, and what they grow by. A `ReadonlyMap` does not grow.
 */
const growthOfOthers: Readonly<Record<string, string>> = {
  'src/accounts/access-tokens.ts keys': 'by the secrets of this process: one',
  'src/accounts/access-tokens.ts checks': 'only what is under way',
  'src/graphql/execution-plan.ts unchanged': 'by the scalars of the schema',
  'src/handoffs/live.schema.ts eventTypes': 'by the types of the schema',
  'src/kernel/capabilities.ts capabilitySets': 'by the roles',
  'src/platform/database/pipeline.ts names': 'by the texts marked in the code, and 500 at most',
  'src/platform/secrets.ts keys': 'by the secrets of this process: one',
};

test('docs/limits.md lists every cache with the bytes that it may take', async () => {
  const text = await readFile(resolve(root, 'docs/limits.md'), 'utf8');
  const [, memory = ''] = text.split('\n## Memory\n');
  const rows = memory.split('\n## ')[0]?.matchAll(/^\| `(\w+)` +\| ([\d ]+?) +\|/gm) ?? [];

  const documented = [...rows].map(([, name = '', bytes = '']) => [name, Number(bytes.replaceAll(' ', ''))]);

  expect(Object.fromEntries(documented)).toEqual(cacheBytes);
});

test('there is no cache but those, and no other map that outlives a request without a bound', async () => {
  const found: string[] = [];
  const libraries: string[] = [];
  for await (const path of glob('src/**/*.ts', { cwd: root })) {
    const text = await readFile(resolve(root, path), 'utf8');
    if (text.includes("from 'lru-cache'")) libraries.push(path);
    for (const [, name, type = ''] of text.matchAll(
      /^(?:export )?(?:const|let) (\w+)(: [^=]+)? = new Map\b/gm,
    ))
      if (!path.startsWith('src/client/') && !type.startsWith(': ReadonlyMap<'))
        found.push(`${path} ${name}`);
  }

  expect(libraries).toEqual(['src/platform/cache.ts']);
  expect(found.toSorted()).toEqual(Object.keys(growthOfOthers).toSorted());
});

test('a cache stays within its bytes, forgets what was not used for longest, and keeps nothing too large', () => {
  const bytesOfOne = cacheBytes.addresses / 10;
  const cache = createCache('addresses', (text: string) => text.length * bytesOfOne);
  for (let number = 1; number <= 10; number++) cache.set(`address ${number}`, 'x');
  cache.get('address 1');

  cache.set('address 11', 'x');
  cache.set('too large', 'xx');

  expect(cache.calculatedSize).toBe(cacheBytes.addresses);
  expect(cache.has('address 1')).toBe(true);
  expect(cache.has('address 2')).toBe(false);
  expect(cache.has('too large')).toBe(false);
});
