import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import {
  createTree,
  findTitles,
  listCategories,
  listTrees,
  listVersions,
  oneStep,
  publishTree,
  updateTree,
} from './tree-operations.ts';

test('the tree changed last comes first', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const first = await createTree(ada, { title: 'First' });
  h.clock.advance(1);
  await createTree(ada, { title: 'Second' });
  h.clock.advance(1);

  await updateTree(ada, { id: first.id, expectedRevision: 1, description: 'Touched' });

  const { nodes, edges, totalCount } = await listTrees(ada);
  expect(nodes.map(({ title }) => title)).toEqual(['First', 'Second']);
  expect(edges.map(({ node }) => node.id)).toEqual(nodes.map(({ id }) => id));
  expect(totalCount).toBe(2);
});

test('going through the pages meets every tree once, even those changed in the same millisecond', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  for (let n = 0; n < 7; n++) await createTree(ada, { title: `Tree ${n}` });
  await h.app.database.query('update tree set updated_at = ? where account_id = ?', [
    h.clock.now(),
    acme.ada.account.uuid,
  ]);

  const sizes: number[] = [];
  const titles: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listTrees>> = await listTrees(ada, { first: 3, after });
    sizes.push(page.nodes.length);
    titles.push(...page.nodes.map(({ title }) => title));
    expect(page.totalCount).toBe(7);
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);

  expect(sizes).toEqual([3, 3, 1]);
  expect(titles.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6].map(n => `Tree ${n}`));
});

test('a tree that is made while somebody pages neither repeats nor hides another', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  for (const title of ['A', 'B', 'C']) {
    await createTree(ada, { title });
    h.clock.advance(1);
  }
  const first = await listTrees(ada, { first: 2 });
  await createTree(ada, { title: 'D' });

  const second = await listTrees(ada, { first: 2, after: first.pageInfo.endCursor });

  const titles = [...first.nodes, ...second.nodes].map(({ title }) => title);
  expect(titles).toEqual(['C', 'B', 'A']);
});

test('the versions of a tree come newest first, page by page, each once', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id } = await createTree(ada, { document: oneStep('Step 1') });
  await publishTree(ada, { id });
  for (let n = 2; n <= 5; n++) {
    await updateTree(ada, { id, expectedRevision: n - 1, document: oneStep(`Step ${n}`) });
    await publishTree(ada, { id });
  }

  const first = await listVersions(ada, id, { first: 2 });
  const second = await listVersions(ada, id, { first: 2, after: first.pageInfo.endCursor });
  const third = await listVersions(ada, id, { first: 2, after: second.pageInfo.endCursor });

  const pages = [first, second, third];
  expect(pages.map(({ nodes }) => nodes.map(({ number }) => number))).toEqual([[5, 4], [3, 2], [1]]);
  expect(pages.map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
  expect(pages.map(({ totalCount }) => totalCount)).toEqual([5, 5, 5]);
});

test('trees are filtered by category, by a tag in any capitals, and by status, together or alone', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const used = await createTree(ada, {
    title: 'Used',
    category: 'Network',
    tags: ['VPN', 'Büro, Süd'],
    document: oneStep(),
  });
  await publishTree(ada, { id: used.id });
  await createTree(ada, { title: 'Draft', category: 'Network', tags: ['vpn'] });
  await createTree(ada, { title: 'Other', category: 'network', tags: ['VPN client'] });

  expect(await findTitles(ada, { category: 'Network' })).toEqual(['Draft', 'Used']);
  expect(await findTitles(ada, { category: ' network ' })).toEqual(['Other']);
  expect(await findTitles(ada, { tag: 'Vpn' })).toEqual(['Draft', 'Used']);
  expect(await findTitles(ada, { tag: 'BU\u0308RO, süd' })).toEqual(['Used']);
  expect(await findTitles(ada, { tag: '{vpn}' })).toEqual([]);
  expect(await findTitles(ada, { status: 'PUBLISHED' })).toEqual(['Used']);
  expect(await findTitles(ada, { status: 'DRAFT', category: 'Network', tag: 'vpn' })).toEqual(['Draft']);
  expect(await findTitles(ada, { category: '', tag: ' ', search: '' })).toEqual(['Draft', 'Other', 'Used']);
});

test('the categories in use are listed by name with their number of trees, of this account alone', async () => {
  await using h = await openHarness();
  const [acme, other] = [await h.anAccount({ viewers: ['rex'] }), await h.anAccount()];
  for (const category of ['print', 'Network', 'Network', null]) {
    await createTree(h.as(acme.owner), { category });
  }
  await createTree(h.as(other.owner), { category: 'Theirs' });

  expect(await listCategories(h.as(acme.rex))).toEqual([
    { name: 'Network', treeCount: 2 },
    { name: 'print', treeCount: 1 },
  ]);
});

test('a page of no possible size, and a cursor that is not of this list, are refused by name', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const owner = h.as(acme.owner);
  const { id } = await createTree(owner, { document: oneStep() });
  await publishTree(owner, { id });
  const ofVersions = (await listVersions(owner, id)).pageInfo.endCursor;
  const ofTrees = (await listTrees(owner)).pageInfo.endCursor;

  for (const first of [0, -1, 101]) {
    await expect(listTrees(owner, { first })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'first',
    });
  }
  for (const after of ['', 'nonsense', ofVersions, 'W10', 'x'.repeat(2_000)]) {
    await expect(listTrees(owner, { after })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'after',
    });
  }
  await expect(listVersions(owner, id, { after: ofTrees })).rejects.toMatchObject({ field: 'after' });
});

test('a filter that is too long is refused by its name', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const tooLong = { search: 'x'.repeat(201), category: 'x'.repeat(61), tag: 'x'.repeat(41) };

  for (const [field, value] of Object.entries(tooLong)) {
    for (const text of [value, 'a\0b']) {
      const list = listTrees(h.as(acme.owner), { [field]: text });
      await expect(list).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field });
    }
  }
});
