import type { TreeDocumentInput } from '../generated/graphql.ts';
import { openHarness } from '../harness/harness.ts';
import { smallDocument } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  aNode,
  createTree,
  listVersions,
  loadDiagnostics,
  loadTree,
  oneStep,
  publishTree,
  updateTree,
} from './tree-operations.ts';

test('publishing makes the draft version 1, with its note and its publisher', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await createTree(h.as(acme.ada), { document: smallDocument });

  const tree = await publishTree(h.as(acme.grace), { id, changeNote: ' The first one.\r\nEnjoy. ' });

  expect(tree).toMatchObject({
    status: 'PUBLISHED',
    revision: 1,
    publishedVersion: { number: 1, title: 'Printer offline', changeNote: 'The first one.\nEnjoy.' },
    createdBy: { id: acme.ada.id },
  });
  const { totalCount, nodes } = await listVersions(h.as(acme.ada), id);
  expect(totalCount).toBe(1);
  expect(nodes[0]).toMatchObject({ id: tree.publishedVersion?.id, publishedBy: { id: acme.grace.id } });
  expect(nodes[0]?.document.nodes).toHaveLength(5);
});

test('a tree with errors is refused with each of them, and stays a draft without a version', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const broken: TreeDocumentInput = {
    rootKey: 'start',
    nodes: [
      aNode({ key: 'start', kind: 'QUESTION', title: 'On?', branches: [{ label: 'Yes', to: 'nowhere' }] }),
      aNode({ key: 'island', title: 'Never reached' }),
    ],
  };
  const { id } = await createTree(h.as(acme.ada), { document: broken });

  const refused = publishTree(h.as(acme.ada), { id });

  await expect(refused).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'input.id',
    message: expect.stringContaining('The tree has 2 problems and cannot be published'),
    details: {
      diagnostics: [
        { code: 'DANGLING_BRANCH', nodeKey: 'start', message: expect.stringContaining('"nowhere"') },
        { code: 'UNREACHABLE_NODE', nodeKey: 'island', message: expect.any(String) },
      ],
    },
  });
  expect(await loadTree(h.as(acme.ada), id)).toMatchObject({ status: 'DRAFT', publishedVersion: null });
  expect((await listVersions(h.as(acme.ada), id)).totalCount).toBe(0);
});

test('a refusal counts all problems but lists no more than a hundred', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const nodes = Array.from({ length: 150 }, (_, n) => aNode({ key: `n${n}`, kind: 'ACTION', branches: [] }));
  const { id } = await createTree(h.as(acme.ada), { document: { rootKey: 'n0', nodes } });

  const refused = await publishTree(h.as(acme.ada), { id }).catch((error: unknown) => error);

  // Each of the 150 leads nowhere, and 149 cannot be reached.
  expect(refused).toMatchObject({ message: expect.stringContaining('The tree has 299 problems') });
  expect((refused as { details: { diagnostics: unknown[] } }).details.diagnostics).toHaveLength(100);
});

test('warnings do not stand in the way', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const odd = { rootKey: 'done', nodes: [aNode({ body: null })] };
  const { id } = await createTree(h.as(acme.ada), { document: odd });
  expect(await loadDiagnostics(h.as(acme.ada), id)).toMatchObject([{ severity: 'WARNING' }]);

  const tree = await publishTree(h.as(acme.ada), { id });

  expect(tree.status).toBe('PUBLISHED');
});

test('versions are numbered from 1, and an older one never changes, whatever is written later', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await createTree(h.as(acme.ada), { title: 'One', document: oneStep('First') });
  await publishTree(h.as(acme.ada), { id, changeNote: 'note 1' });
  const [first] = (await listVersions(h.as(acme.ada), id)).nodes;

  await updateTree(h.as(acme.ada), { id, expectedRevision: 1, title: 'Two', document: oneStep('Second') });
  await publishTree(h.as(acme.ada), { id, changeNote: ' ' });
  await updateTree(h.as(acme.ada), { id, expectedRevision: 2, document: oneStep('Never published') });

  const { nodes } = await listVersions(h.as(acme.ada), id);
  expect(nodes.map(({ number, title, changeNote }) => [number, title, changeNote])).toEqual([
    [2, 'Two', null],
    [1, 'One', 'note 1'],
  ]);
  expect(nodes.map(({ document }) => document.nodes[0]?.title)).toEqual(['Second', 'First']);
  expect(nodes[1]).toEqual(first);
});

test('what has not changed for those who use it is not published again', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await createTree(h.as(acme.ada), { document: smallDocument });
  await publishTree(h.as(acme.ada), { id });
  await updateTree(h.as(acme.ada), {
    id,
    expectedRevision: 1,
    category: 'Print',
    tags: ['office'],
    description: 'Only helps to find it',
  });

  const again = publishTree(h.as(acme.ada), { id });

  await expect(again).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('Nothing has changed since version 1.'),
  });
  expect((await listVersions(h.as(acme.ada), id)).totalCount).toBe(1);
});

test('a new title alone is worth a new version', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await createTree(h.as(acme.ada), { document: smallDocument });
  await publishTree(h.as(acme.ada), { id });
  await updateTree(h.as(acme.ada), { id, expectedRevision: 1, title: 'Renamed' });

  const tree = await publishTree(h.as(acme.ada), { id });

  expect(tree.publishedVersion).toMatchObject({ number: 2, title: 'Renamed' });
});

test('who says which revision they have seen publishes nothing unseen', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await createTree(h.as(acme.ada), { document: smallDocument });
  await updateTree(h.as(acme.grace), { id, expectedRevision: 1, title: 'Not what Ada saw' });

  const unseen = publishTree(h.as(acme.ada), { id, expectedRevision: 1 });

  await expect(unseen).rejects.toMatchObject({ code: 'CONFLICT', details: { currentRevision: 2 } });
  const seen = await publishTree(h.as(acme.ada), { id, expectedRevision: 2 });
  expect(seen.publishedVersion).toMatchObject({ number: 1, title: 'Not what Ada saw' });
});

test('publishing again with the same key makes no second version, and the key serves nothing else', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await createTree(h.as(acme.ada), { document: smallDocument });
  const first = await publishTree(h.as(acme.ada), { id, idempotencyKey: 'p1' });

  const again = await publishTree(h.as(acme.ada), { id, idempotencyKey: 'p1' });

  expect(again).toEqual(first);
  const other = publishTree(h.as(acme.ada), { id, changeNote: 'other', idempotencyKey: 'p1' });
  await expect(other).rejects.toMatchObject({ code: 'CONFLICT', field: 'input.idempotencyKey' });
  const create = createTree(h.as(acme.ada), { idempotencyKey: 'p1' });
  await expect(create).rejects.toMatchObject({ code: 'CONFLICT', field: 'input.idempotencyKey' });
  expect((await listVersions(h.as(acme.ada), id)).totalCount).toBe(1);
});

test('a change note that is too long, or holds a NUL, is refused by its path', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await createTree(h.as(acme.ada), { document: smallDocument });

  for (const changeNote of ['x'.repeat(501), 'a\0b']) {
    const publish = publishTree(h.as(acme.ada), { id, changeNote });
    await expect(publish).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.changeNote' });
  }

  expect(await loadTree(h.as(acme.ada), id)).toMatchObject({ status: 'DRAFT' });
});
