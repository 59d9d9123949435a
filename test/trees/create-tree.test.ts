import type { CreateTreeInput } from '../generated/graphql.ts';
import { openHarness } from '../harness/harness.ts';
import { smallDocument } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { aNode, createTree, listTrees, loadDiagnostics, loadTree, oneStep } from './tree-operations.ts';

test('a new tree is a draft at revision 1, with its texts trimmed', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });

  const tree = await createTree(h.as(acme.ada), {
    title: '  No route to server ',
    description: ' When the server is gone.\r\nStart here. ',
    category: ' Network ',
    tags: [' vpn ', 'Wi-Fi'],
    document: smallDocument,
  });

  expect(tree).toMatchObject({
    id: expect.stringMatching(/^tree_[0-9a-z]{26}$/),
    title: 'No route to server',
    description: 'When the server is gone.\nStart here.',
    category: 'Network',
    tags: ['vpn', 'Wi-Fi'],
    status: 'DRAFT',
    revision: 1,
    publishedVersion: null,
    createdBy: { id: acme.ada.id },
  });
  expect(tree.document.nodes.map(({ key, branches }) => [key, branches.length])).toEqual([
    ['ping', 2],
    ['restart', 2],
    ['cable', 2],
    ['solved', 0],
    ['senior', 0],
  ]);
  expect(tree.updatedAt).toBe(tree.createdAt);
  expect(await loadTree(h.as(acme.ada), tree.id)).toEqual(tree);
});

test('a tree that starts without a document is an empty draft, which says that it is empty', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });

  const tree = await createTree(h.as(acme.ada), { description: '  ', category: '', tags: null });

  expect(tree).toMatchObject({
    description: null,
    category: null,
    tags: [],
    document: { rootKey: '', nodes: [] },
  });
  expect(await loadDiagnostics(h.as(acme.ada), tree.id)).toEqual([
    expect.objectContaining({ severity: 'ERROR', code: 'EMPTY_TREE', nodeKey: null }),
  ]);
});

test('a draft may be broken: what leads nowhere or is there twice can be saved', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const broken = { rootKey: 'gone', nodes: [aNode(), aNode({ branches: [{ label: 'On', to: 'gone' }] })] };

  const tree = await createTree(h.as(acme.ada), { document: broken });

  expect(tree.document.rootKey).toBe('gone');
  expect(tree.document.nodes.map(({ key }) => key)).toEqual(['done', 'done']);
});

test('tags that differ only in capitals, or in how Unicode spells an accent, are one: the first stays', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });

  const tree = await createTree(h.as(acme.ada), { tags: ['VPN', 'vpn', 'Cafe\u0301', 'caf\u00e9', ' Vpn'] });

  expect(tree.tags).toEqual(['VPN', 'Caf\u00e9']);
});

test('texts may be as long as their limits say, counted in characters and not in bytes', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const longest = {
    title: '🖨'.repeat(200),
    description: 'é'.repeat(2_000),
    category: 'ß'.repeat(60),
    tags: Array.from({ length: 20 }, (_, index) => `${index}`.padStart(40, '网')),
  };

  const tree = await createTree(h.as(acme.ada), longest);

  expect(tree).toMatchObject(longest);
});

const nodes = [aNode({ key: 'a' }), aNode({ key: 'b' }), aNode({ key: 'c' })];
const withFourth = (fourth: Parameters<typeof aNode>[0]): Partial<CreateTreeInput> => ({
  document: { rootKey: 'a', nodes: [...nodes, aNode({ key: 'd', ...fourth })] },
});

const refusals: readonly [what: string, field: string, input: Partial<CreateTreeInput>][] = [
  ['a blank title', 'input.title', { title: ' \n ' }],
  ['a title that is too long', 'input.title', { title: 'x'.repeat(201) }],
  ['a title of two lines', 'input.title', { title: 'one\ntwo' }],
  ['a title with a NUL', 'input.title', { title: 'a\0b' }],
  ['half an emoji in a title', 'input.title', { title: 'a\ud83d' }],
  ['a description that is too long', 'input.description', { description: 'x'.repeat(2_001) }],
  ['a description with a NUL', 'input.description', { description: '\0' }],
  ['a category that is too long', 'input.category', { category: 'x'.repeat(61) }],
  ['a category of two lines', 'input.category', { category: 'a\nb' }],
  ['a blank tag', 'input.tags.1', { tags: ['vpn', ' '] }],
  ['a tag that is too long', 'input.tags.0', { tags: ['x'.repeat(41)] }],
  ['a tag with a NUL', 'input.tags.2', { tags: ['a', 'b', 'c\0'] }],
  ['too many tags', 'input.tags', { tags: Array.from({ length: 21 }, (_, index) => `tag ${index}`) }],
  ['a root key with a space', 'input.document.rootKey', { document: { ...oneStep(), rootKey: 'a b' } }],
  [
    'more steps than a tree may have',
    'input.document.nodes',
    { document: { rootKey: 'n0', nodes: Array.from({ length: 1_001 }, (_, n) => aNode({ key: `n${n}` })) } },
  ],
  ['a blank key', 'input.document.nodes.3.key', withFourth({ key: '' })],
  ['a key that is too long', 'input.document.nodes.3.key', withFourth({ key: 'k'.repeat(65) })],
  ['a key with a slash', 'input.document.nodes.3.key', withFourth({ key: 'a/b' })],
  ['a blank title of a step', 'input.document.nodes.3.title', withFourth({ title: '' })],
  ['a long title of a step', 'input.document.nodes.3.title', withFourth({ title: 'x'.repeat(301) })],
  ['a body that is too long', 'input.document.nodes.3.body', withFourth({ body: 'x'.repeat(10_001) })],
  ['a body with a NUL', 'input.document.nodes.3.body', withFourth({ body: 'a\0' })],
  [
    'more branches than a step may have',
    'input.document.nodes.3.branches',
    withFourth({ branches: Array.from({ length: 21 }, (_, n) => ({ label: `${n}`, to: 'a' })) }),
  ],
  [
    'a label that is too long',
    'input.document.nodes.3.branches.0.label',
    withFourth({ branches: [{ label: 'x'.repeat(121), to: 'a' }] }),
  ],
  [
    'a branch that leads to no possible key',
    'input.document.nodes.3.branches.1.to',
    withFourth({
      branches: [
        { label: 'Yes', to: 'a' },
        { label: 'No', to: 'not a key' },
      ],
    }),
  ],
  ['an idempotency key that is too long', 'input.idempotencyKey', { idempotencyKey: 'k'.repeat(101) }],
];

test('whatever is wrong with a new tree is refused by its exact path, and nothing is written', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });

  for (const [what, field, input] of refusals) {
    const refusal = await createTree(h.as(acme.ada), input).catch((error: unknown) => error);

    expect([what, refusal]).toEqual([what, expect.objectContaining({ code: 'BAD_USER_INPUT', field })]);
  }
  expect((await listTrees(h.as(acme.ada))).totalCount).toBe(0);
});

test('asking again with the same key and input gives the first tree, not another', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const input = { title: 'Once', document: smallDocument, idempotencyKey: 'import-7' };

  const first = await createTree(h.as(acme.ada), input);
  const again = await createTree(h.as(acme.ada), { ...input, title: ' Once ' });
  const colleagues = await createTree(h.as(acme.grace), input);

  expect(again).toEqual(first);
  expect(colleagues.id).not.toBe(first.id);
  expect((await listTrees(h.as(acme.ada))).totalCount).toBe(2);
});

test('a key that was used for another tree is refused, and nothing is written', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await createTree(h.as(acme.ada), { title: 'First', idempotencyKey: 'k' });

  const second = createTree(h.as(acme.ada), { title: 'Second', idempotencyKey: 'k' });

  await expect(second).rejects.toMatchObject({ code: 'CONFLICT', field: 'input.idempotencyKey' });
  expect((await listTrees(h.as(acme.ada))).totalCount).toBe(1);
});
