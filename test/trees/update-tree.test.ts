import type { UpdateTreeInput } from '../generated/graphql.ts';
import { openHarness } from '../harness/harness.ts';
import { smallDocument } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { createTree, deleteTree, loadTree, oneStep, publishTree, updateTree } from './tree-operations.ts';

test('an update changes what it names, keeps the rest and raises the revision by one', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const before = await createTree(h.as(acme.ada), {
    description: 'As it was',
    category: 'Print',
    tags: ['office'],
    document: smallDocument,
  });
  h.clock.advance(60);

  const after = await updateTree(h.as(acme.grace), {
    id: before.id,
    expectedRevision: 1,
    title: ' Renamed ',
  });

  const { updatedAt: was, ...kept } = before;
  const { updatedAt, ...changed } = after;
  expect(changed).toEqual({ ...kept, title: 'Renamed', revision: 2 });
  expect(Date.parse(updatedAt) - Date.parse(was)).toBeGreaterThanOrEqual(60_000);
  expect(await loadTree(h.as(acme.ada), before.id)).toEqual(after);
});

test('null clears a description, a category and the tags', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await createTree(h.as(acme.ada), { description: 'x', category: 'Print', tags: ['a', 'b'] });

  const cleared = await updateTree(h.as(acme.ada), {
    id,
    expectedRevision: 1,
    description: null,
    category: null,
    tags: null,
  });

  expect(cleared).toMatchObject({ title: 'Printer offline', description: null, category: null, tags: [] });
});

test('a title and a document can be replaced but not cleared', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await createTree(h.as(acme.ada), { document: smallDocument });
  const replaced = await updateTree(h.as(acme.ada), { id, expectedRevision: 1, document: oneStep() });

  const withoutTitle = updateTree(h.as(acme.ada), { id, expectedRevision: 2, title: null });
  await expect(withoutTitle).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.title' });
  const withoutDocument = updateTree(h.as(acme.ada), { id, expectedRevision: 2, document: null });
  await expect(withoutDocument).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.document' });

  expect(replaced.document.nodes).toHaveLength(1);
  expect(await loadTree(h.as(acme.ada), id)).toEqual(replaced);
});

test('an update that names nothing to change is refused', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await createTree(h.as(acme.ada));

  const nothing = updateTree(h.as(acme.ada), { id, expectedRevision: 1 });

  await expect(nothing).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'input' });
  expect(await loadTree(h.as(acme.ada), id)).toMatchObject({ revision: 1 });
});

test('who writes on an old revision is told the current one, and overwrites nothing', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await createTree(h.as(acme.ada));
  const graces = await updateTree(h.as(acme.grace), { id, expectedRevision: 1, title: 'By Grace' });

  for (const expectedRevision of [1, 3, 0, -1, 2_147_483_647]) {
    const stale = updateTree(h.as(acme.ada), { id, expectedRevision, title: 'By Ada' });
    await expect(stale).rejects.toMatchObject({ code: 'CONFLICT', details: { currentRevision: 2 } });
  }

  expect(await loadTree(h.as(acme.ada), id)).toEqual(graces);
});

test('an update is held to the same limits as a new tree, by the same paths', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await createTree(h.as(acme.ada));
  const refused: [field: string, changes: Partial<UpdateTreeInput>][] = [
    ['input.title', { title: 'x'.repeat(201) }],
    ['input.description', { description: 'a\0b' }],
    ['input.category', { category: 'x'.repeat(61) }],
    ['input.tags.1', { tags: ['one', 'two\nlines'] }],
    ['input.document.nodes.0.title', { document: oneStep('x'.repeat(301)) }],
  ];

  for (const [field, changes] of refused) {
    const update = updateTree(h.as(acme.ada), { id, expectedRevision: 1, ...changes });
    await expect(update).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field });
  }

  expect(await loadTree(h.as(acme.ada), id)).toMatchObject({ revision: 1 });
});

test('the version in force stays as it is while the draft is written on, even into something broken', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await createTree(h.as(acme.ada), { title: 'First', document: smallDocument });
  const published = await publishTree(h.as(acme.ada), { id });

  const edited = await updateTree(h.as(acme.ada), {
    id,
    expectedRevision: published.revision,
    title: 'Second',
    document: { rootKey: '', nodes: [] },
  });

  expect(edited).toMatchObject({
    status: 'PUBLISHED',
    title: 'Second',
    document: { nodes: [] },
    publishedVersion: { number: 1, title: 'First' },
  });
});

test('a deleted tree cannot be written on', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const { id } = await createTree(h.as(acme.owner));
  await deleteTree(h.as(acme.owner), id);

  const update = updateTree(h.as(acme.owner), { id, expectedRevision: 1, title: 'Too late' });

  await expect(update).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'input.id' });
});

test('several changes in one request each return the tree as they left it', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await createTree(h.as(acme.ada), { title: 'One', document: smallDocument });

  const answer = await h.as(acme.ada).send(
    `mutation ($id: ID!) {
      a: publishTree(input: { id: $id }) { revision publishedVersion { number title } versions { totalCount } }
      b: updateTree(input: { id: $id, expectedRevision: 1, title: "Two" }) { revision title }
      c: publishTree(input: { id: $id }) { revision publishedVersion { number title } versions { totalCount } }
      d: archiveTree(input: { id: $id }) { status title versions { totalCount } }
    }`,
    { id },
  );

  expect(answer.data).toEqual({
    a: { revision: 1, publishedVersion: { number: 1, title: 'One' }, versions: { totalCount: 1 } },
    b: { revision: 2, title: 'Two' },
    c: { revision: 2, publishedVersion: { number: 2, title: 'Two' }, versions: { totalCount: 2 } },
    d: { status: 'ARCHIVED', title: 'Two', versions: { totalCount: 2 } },
  });
});
