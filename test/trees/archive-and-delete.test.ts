import { graphql } from '../generated/index.ts';
import { openHarness } from '../harness/harness.ts';
import { smallDocument, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  archiveTree,
  createTree,
  deleteTree,
  findTitles,
  listCategories,
  listVersions,
  loadTree,
  publishTree,
  updateTree,
} from './tree-operations.ts';

const SessionsTree = graphql(`
  query TreesOfSession($id: ID!) {
    session(id: $id) {
      currentNode { key }
      tree { id }
      treeVersion { id number title document { nodes { key } } }
    }
  }
`);

const AnswerYes = graphql(`
  mutation TreesAnswerYes($sessionId: ID!) {
    answerStep(input: { sessionId: $sessionId, nodeKey: "ping", branch: "Yes" }) { currentNode { key } }
  }
`);

const AnyNode = graphql(`
  query TreesAnyNode($id: ID!) {
    node(id: $id) { __typename id }
  }
`);

test('an archived tree leaves the lists and the categories, until it is asked for', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id } = await createTree(ada, { title: 'Old', category: 'Print', tags: ['office'] });
  await createTree(ada, { title: 'New', category: 'Print' });

  const archived = await archiveTree(ada, id);

  expect(archived.status).toBe('ARCHIVED');
  expect(await findTitles(ada, {})).toEqual(['New']);
  expect(await findTitles(ada, { search: 'old' })).toEqual([]);
  expect(await findTitles(ada, { status: 'ARCHIVED' })).toEqual(['Old']);
  expect(await findTitles(ada, { status: 'ARCHIVED', search: 'old', tag: 'office' })).toEqual(['Old']);
  expect(await listCategories(ada)).toEqual([{ name: 'Print', treeCount: 1 }]);
  expect(await loadTree(ada, id)).toEqual(archived);
});

test('a tree is archived once', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await createTree(h.as(acme.ada));
  await archiveTree(h.as(acme.ada), id);

  await expect(archiveTree(h.as(acme.ada), id)).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('an archived tree keeps its versions and its draft, and publishing takes it back into use', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id } = await createTree(ada, { title: 'Back again', document: smallDocument });
  await publishTree(ada, { id });
  const archived = await archiveTree(ada, id);
  expect(archived.publishedVersion).toMatchObject({ number: 1 });
  await updateTree(ada, { id, expectedRevision: 1, description: 'Still written on' });

  const back = await publishTree(ada, { id });

  expect(back).toMatchObject({ status: 'PUBLISHED', publishedVersion: { number: 2 } });
  expect(await findTitles(ada, {})).toEqual(['Back again']);
  await startSession(ada, { treeId: id });
});

test('a deleted tree is gone from everywhere', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['alan'] });
  const alan = h.as(acme.alan);
  const { id } = await createTree(alan, { title: 'Gone soon', category: 'Print' });

  expect(await deleteTree(alan, id)).toBe(id);

  await expect(loadTree(alan, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(alan.run(AnyNode, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  for (const filter of [{}, { search: 'gone' }, { category: 'Print' }, { status: 'DRAFT' as const }]) {
    expect(await findTitles(alan, filter)).toEqual([]);
  }
  expect(await listCategories(alan)).toEqual([]);
  for (const change of [
    () => deleteTree(alan, id),
    () => archiveTree(alan, id),
    () => publishTree(alan, { id }),
  ]) {
    await expect(change()).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'input.id' });
  }
});

test('owners and admins delete trees; engineers do not, not even their own', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['alan'], engineers: ['ada'] });
  const adas = await createTree(h.as(acme.ada));
  const another = await createTree(h.as(acme.ada));

  await expect(deleteTree(h.as(acme.ada), adas.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });

  expect(await loadTree(h.as(acme.ada), adas.id)).toEqual(adas);
  expect(await deleteTree(h.as(acme.alan), adas.id)).toBe(adas.id);
  expect(await deleteTree(h.as(acme.owner), another.id)).toBe(another.id);
});

test('a session that ran on a tree keeps its version when the tree is deleted, and goes on', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id } = await createTree(ada, { title: 'No route', document: smallDocument });
  await publishTree(ada, { id });
  const versionId = (await listVersions(ada, id)).nodes[0]?.id ?? '';
  const sessionId = await startSession(ada, { treeId: id });

  await deleteTree(h.as(acme.owner), id);

  const { session } = await ada.run(SessionsTree, { id: sessionId });
  expect(session).toMatchObject({
    currentNode: { key: 'ping' },
    tree: null,
    treeVersion: { id: versionId, number: 1, title: 'No route' },
  });
  expect(session?.treeVersion?.document.nodes).toHaveLength(5);
  expect(await ada.run(AnyNode, { id: versionId })).toEqual({
    node: { __typename: 'TreeVersion', id: versionId },
  });
  const { answerStep } = await ada.run(AnswerYes, { sessionId });
  expect(answerStep).toEqual({ currentNode: { key: 'restart' } });
});

test('no session starts on a deleted tree', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const { id } = await createTree(h.as(acme.owner), { document: smallDocument });
  await publishTree(h.as(acme.owner), { id });
  await deleteTree(h.as(acme.owner), id);

  const session = startSession(h.as(acme.owner), { treeId: id });

  await expect(session).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'input.treeId' });
});
