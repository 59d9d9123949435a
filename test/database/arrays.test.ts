import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';

/** An array of each type that a statement of the product may return, and what it is read as. */
const arrays: Readonly<Record<string, readonly [text: string, read: readonly unknown[]]>> = {
  'boolean[]': ['{t,f}', [true, false]],
  'smallint[]': ['{1,2}', [1, 2]],
  'integer[]': ['{1,2}', [1, 2]],
  'double precision[]': ['{0.5,1.5}', [0.5, 1.5]],
  'text[]': ['{one,"two, three",NULL}', ['one', 'two, three', null]],
  'character varying[]': ['{one,two}', ['one', 'two']],
  'uuid[]': ['{00000000-0000-7000-8000-000000000001}', ['00000000-0000-7000-8000-000000000001']],
  'jsonb[]': ['{"{\\"key\\": [1]}"}', [{ key: [1] }]],
};

test.each(Object.entries(arrays))(
  'an array of %s is read as an array on either database',
  async (type, [text, read]) => {
    await using h = await openHarness();

    const [row] = await h.app.database.query<{ values: unknown }>(`select ?::${type} as values`, [text]);

    expect(row?.values).toEqual(read);
  },
);

test('no column has an array of another type', async () => {
  await using h = await openHarness();

  const columns = await h.app.database.query<{ name: string; type: string }>(
    `select c.relname || '.' || a.attname as name, format_type(a.atttypid, null) as type
       from pg_attribute a
       join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
       join pg_type t on t.oid = a.atttypid and t.typcategory = 'A'
      where c.relnamespace = 'public'::regnamespace and not a.attisdropped`,
  );

  expect(columns.length).toBeGreaterThan(0);
  expect(columns.filter(({ type }) => !(type in arrays))).toEqual([]);
});
