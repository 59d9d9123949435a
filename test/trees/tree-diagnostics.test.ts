import { requestLimits } from '../../src/graphql/limits.ts';
import type { TreeDocumentInput } from '../generated/graphql.ts';
import { openHarness } from '../harness/harness.ts';
import { smallDocument } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { aNode, createTree, loadDiagnostics, publishTree, updateTree } from './tree-operations.ts';

test('what is wrong with a draft, and odd about it, is data that an editor can show beside the step', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'], viewers: ['rex'] });
  const document: TreeDocumentInput = {
    rootKey: 'start',
    nodes: [
      aNode({
        key: 'start',
        kind: 'QUESTION',
        title: 'Is it on?',
        branches: [
          { label: 'Yes', to: 'done' },
          { label: 'Yes', to: 'gone' },
        ],
      }),
      aNode({ key: 'done', body: null }),
      aNode({ key: 'island', kind: 'ACTION', title: 'Nobody comes here' }),
    ],
  };
  const { id } = await createTree(h.as(acme.ada), { document });

  const diagnostics = await loadDiagnostics(h.as(acme.rex), id);

  expect(diagnostics.map(({ severity, code, nodeKey }) => [severity, code, nodeKey])).toEqual([
    ['ERROR', 'DANGLING_BRANCH', 'start'],
    ['ERROR', 'DUPLICATE_LABEL', 'start'],
    ['WARNING', 'END_WITHOUT_BODY', 'done'],
    ['ERROR', 'UNREACHABLE_NODE', 'island'],
    ['ERROR', 'DEAD_END', 'island'],
  ]);
  expect(diagnostics[0]?.message).toBe(
    'The branch "Yes" of "Is it on?" leads to the step "gone", which does not exist.',
  );
});

test('a sound draft has no diagnostics, and they follow the draft and not the version in force', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await createTree(h.as(acme.ada), { document: smallDocument });
  await publishTree(h.as(acme.ada), { id });
  expect(await loadDiagnostics(h.as(acme.ada), id)).toEqual([]);

  await updateTree(h.as(acme.ada), {
    id,
    expectedRevision: 1,
    document: { ...smallDocument, rootKey: 'nowhere' },
  });

  expect(await loadDiagnostics(h.as(acme.ada), id)).toMatchObject([{ code: 'ROOT_MISSING', nodeKey: null }]);
});

test('of very many diagnostics the first two hundred are shown, no error left out for a warning', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  // A chain of 299 steps with one odd answer each, and at its end one that leads nowhere.
  const nodes = Array.from({ length: 300 }, (_, n) =>
    aNode({
      key: `n${n}`,
      kind: 'QUESTION',
      branches: n === 299 ? [] : [{ label: 'On', to: `n${n + 1}` }],
    }),
  );
  const { id } = await createTree(h.as(acme.ada), { document: { rootKey: 'n0', nodes } });

  const diagnostics = await loadDiagnostics(h.as(acme.ada), id);

  expect(diagnostics).toHaveLength(200);
  expect(diagnostics[0]).toMatchObject({ severity: 'ERROR', code: 'DEAD_END', nodeKey: 'n299' });
  expect(new Set(diagnostics.slice(1).map(({ code }) => code))).toEqual(new Set(['SINGLE_ANSWER']));
  await expect(publishTree(h.as(acme.ada), { id })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('diagnostics weigh ten points a tree, so that nobody has hundreds of trees examined at once', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  // The list is 1 point, and each of a hundred trees 10 for its diagnostics and 10 for a field of them.
  const mostLists = Math.floor(requestLimits.cost / 2_001);
  const ask = (lists: number) => {
    const all = Array.from(
      { length: lists },
      (_, n) => `l${n}: trees(first: 100) { nodes { diagnostics { code } } }`,
    );
    return h.as(acme.owner).send(`{ ${all.join(' ')} }`);
  };

  const most = await ask(mostLists);
  const oneMore = await ask(mostLists + 1);

  expect(most.errors).toBeUndefined();
  expect(oneMore.errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX' } }]);
});
