import { openHarness } from '../harness/harness.ts';
import { smallDocument } from '../harness/stories.ts';
import { expect, serverTest } from '../harness/test.ts';
import { createTree, listTrees, listVersions, loadTree, publishTree, updateTree } from './tree-operations.ts';

const eight = [1, 2, 3, 4, 5, 6, 7, 8];

serverTest('of eight who write on the same revision at once exactly one wins', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id } = await createTree(ada);

  const results = await Promise.allSettled(
    eight.map(n => updateTree(ada, { id, expectedRevision: 1, title: `By ${n}` })),
  );

  const won = results.filter(result => result.status === 'fulfilled');
  const lost = results.filter(result => result.status === 'rejected');
  expect(won).toHaveLength(1);
  expect(lost).toHaveLength(7);
  for (const { reason } of lost) {
    expect(reason).toMatchObject({ code: 'CONFLICT', details: { currentRevision: 2 } });
  }
  expect(await loadTree(ada, id)).toEqual(won[0]?.value);
});

serverTest('eight who publish the same draft at once make one new version', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id } = await createTree(ada, { document: smallDocument });

  const results = await Promise.allSettled(eight.map(() => publishTree(ada, { id })));

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'CONFLICT' });
  }
  expect((await listVersions(ada, id)).nodes.map(({ number }) => number)).toEqual([1]);
});

serverTest('eight who create a tree with one key at once get one tree', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);

  const trees = await Promise.all(
    eight.map(() => createTree(ada, { title: 'Once', document: smallDocument, idempotencyKey: 'once' })),
  );

  expect(new Set(trees.map(({ id }) => id)).size).toBe(1);
  expect((await listTrees(ada)).totalCount).toBe(1);
});

serverTest(
  'who publishes while others write publishes one of the drafts whole, and loses none of them',
  async () => {
    await using h = await openHarness();
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    const { id } = await createTree(h.as(acme.ada), { title: 'Draft 1', document: smallDocument });

    const [published, updated] = await Promise.all([
      publishTree(h.as(acme.ada), { id }),
      updateTree(h.as(acme.grace), { id, expectedRevision: 1, title: 'Draft 2' }),
    ]);

    expect(['Draft 1', 'Draft 2']).toContain(published.publishedVersion?.title);
    expect(await loadTree(h.as(acme.ada), id)).toMatchObject({
      title: 'Draft 2',
      revision: updated.revision,
      status: 'PUBLISHED',
      publishedVersion: { number: 1, title: published.publishedVersion?.title },
    });
  },
);
