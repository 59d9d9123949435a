import { readFile } from 'node:fs/promises';
import { requestLimits } from '../../src/graphql/limits.ts';
import { expect, test } from '../harness/test.ts';

test('docs/limits.md tells the limits of a request that are in force', async () => {
  const text = await readFile(new URL('../../docs/limits.md', import.meta.url), 'utf8');
  const [, table = ''] = /\n## Per request\n\n([\s\S]+?)\n\n/.exec(text) ?? [];

  const told = [...table.matchAll(/^\| `(\w+)` +\| ([\d ]+)/gm)].map(([, name, value]) => [
    name,
    Number(value?.replaceAll(' ', '')),
  ]);

  expect(Object.fromEntries(told)).toEqual(requestLimits);
});
