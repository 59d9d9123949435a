import type { Client } from '../harness/client.ts';
import { openHarness } from '../harness/harness.ts';
import { publishTree as publishSound, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  archiveTree,
  createTree,
  deleteTree,
  listCategories,
  listTrees,
  listVersions,
  loadTree,
  publishTree,
  updateTree,
} from './tree-operations.ts';

type Mutation = (client: Client, id: string) => Promise<unknown>;

/** Every mutation of a tree that is there. */
const changes: Readonly<Record<string, Mutation>> = {
  updateTree: (client, id) => updateTree(client, { id, expectedRevision: 1, title: 'Taken over' }),
  publishTree: (client, id) => publishTree(client, { id }),
  archiveTree,
  deleteTree,
};
const mutations: Readonly<Record<string, Mutation>> = {
  ...changes,
  createTree: client => createTree(client),
};

for (const [name, mutate] of Object.entries(mutations)) {
  test(`${name} is refused to whoever is not signed in, and nothing is written`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount();
    const tree = await createTree(h.as(acme.owner));

    await expect(mutate(h.nobody, tree.id)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });

    expect(await listTrees(h.as(acme.owner))).toMatchObject({ nodes: [{ id: tree.id }], totalCount: 1 });
    expect(await loadTree(h.as(acme.owner), tree.id)).toEqual(tree);
  });

  test(`${name} is refused to a VIEWER, and nothing is written`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount({ viewers: ['rex'] });
    const tree = await createTree(h.as(acme.owner));

    await expect(mutate(h.as(acme.rex), tree.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });

    expect((await listTrees(h.as(acme.owner))).totalCount).toBe(1);
    expect(await loadTree(h.as(acme.rex), tree.id)).toEqual(tree);
  });
}

for (const [name, change] of Object.entries(changes)) {
  test(`${name} does not know another account's tree`, async () => {
    await using h = await openHarness();
    const [acme, other] = [await h.anAccount(), await h.anAccount()];
    const tree = await createTree(h.as(acme.owner));

    const refused = change(h.as(other.owner), tree.id);

    await expect(refused).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'input.id' });
    expect(await loadTree(h.as(acme.owner), tree.id)).toEqual(tree);
  });

  test(`${name} names the field when it is given the id of something else`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount();
    const sessionId = await startSession(h.as(acme.owner));

    for (const id of [sessionId, acme.owner.id, 'tree_', '', 'x'.repeat(500), acme.owner.uuid, 'tree_\0']) {
      const refused = change(h.as(acme.owner), id);
      await expect(refused).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.id' });
    }
  });
}

test("another account's tree and its versions are not found by their ids", async () => {
  await using h = await openHarness();
  const [acme, other] = [await h.anAccount(), await h.anAccount()];
  const id = await publishSound(h.as(acme.owner));
  const versionId = (await listVersions(h.as(acme.owner), id)).nodes[0]?.id;

  const byId = await h.as(other.owner).send('query ($id: ID!) { tree(id: $id) { title } }', { id });
  const byNode = await h.as(other.owner).send('query ($id: ID!) { node(id: $id) { id } }', { id });
  const byVersion = await h.as(other.owner).send('query ($id: ID!) { node(id: $id) { id } }', {
    id: versionId,
  });

  for (const answer of [byId, byNode, byVersion]) {
    expect(answer.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(Object.values(answer.data ?? {})).toEqual([null]);
  }
});

test('a tree is read by an id of a tree alone', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();

  for (const id of [acme.owner.id, 'nonsense', '']) {
    await expect(loadTree(h.as(acme.owner), id)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'id',
    });
  }
});

test('nothing of trees is read without signing in', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const { id } = await createTree(h.as(acme.owner));

  for (const read of [
    () => loadTree(h.nobody, id),
    () => listTrees(h.nobody),
    () => listCategories(h.nobody),
  ]) {
    await expect(read()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  }
});
