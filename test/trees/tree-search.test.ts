import { matchesSearch, toSearchText } from '../../src/platform/database/text-search.ts';
import { openHarness } from '../harness/harness.ts';
import { smallDocument } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { aNode, createTree, deleteTree, findTitles, listTrees, updateTree } from './tree-operations.ts';

test('the beginning of a word finds a tree, wherever in the draft the word is', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'], viewers: ['rex'] });
  await createTree(h.as(acme.ada), {
    title: 'No route to server',
    description: 'For branch offices',
    category: 'Connectivity',
    tags: ['firewall'],
    document: smallDocument,
  });
  await createTree(h.as(acme.ada), { title: 'Something else' });
  const places = { title: 'rou', description: 'offic', category: 'CONNECT', tag: 'fire' };
  const steps = { title: 'net', label: 'plug', body: 'addr' };

  for (const search of [...Object.values(places), ...Object.values(steps)]) {
    expect([search, await findTitles(h.as(acme.rex), { search })]).toEqual([search, ['No route to server']]);
  }
  expect(await findTitles(h.as(acme.rex), { search: 'oute' })).toEqual([]);
});

test('of several words, each must be there, in any order', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  await createTree(ada, { title: 'Printer offline', description: 'in the office' });
  await createTree(ada, { title: 'Printer prints blank pages' });

  expect(await findTitles(ada, { search: 'off prin' })).toEqual(['Printer offline']);
  expect(await findTitles(ada, { search: 'printer' })).toHaveLength(2);
  expect(await findTitles(ada, { search: 'printer scanner' })).toEqual([]);
});

test('an English word finds its other forms', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  await createTree(ada, { title: 'Shared printers' });
  await createTree(ada, { title: 'Connection drops' });

  expect(await findTitles(ada, { search: 'printing' })).toEqual(['Shared printers']);
  expect(await findTitles(ada, { search: 'connected' })).toEqual(['Connection drops']);
  expect(await findTitles(ada, { search: 'connect dropping' })).toEqual(['Connection drops']);
});

test('words are found in every script, and however Unicode spells their accents', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const [composed, decomposed] = ['Caf\u00e9 WLAN', 'Cafe\u0301 LAN'];
  for (const title of [
    composed,
    decomposed,
    'Größe des Postfachs',
    'नेटवर्क बंद है',
    '网络 中断',
    'Сеть недоступна',
  ]) {
    await createTree(ada, { title });
  }

  for (const search of ['caf\u00e9', 'CAFE\u0301', 'caf']) {
    expect(await findTitles(ada, { search })).toHaveLength(2);
  }
  expect(await findTitles(ada, { search: 'GRÖß' })).toEqual(['Größe des Postfachs']);
  expect(await findTitles(ada, { search: 'नेट' })).toEqual(['नेटवर्क बंद है']);
  expect(await findTitles(ada, { search: 'टवर्क' })).toEqual([]);
  expect(await findTitles(ada, { search: '网' })).toEqual(['网络 中断']);
  expect(await findTitles(ada, { search: 'сет' })).toEqual(['Сеть недоступна']);
});

test('signs that mean something to the database are only what stands between words', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  await createTree(ada, { title: "Outlook can't connect (0x800CCC0E) & retries" });
  await createTree(ada, { title: 'Nothing to find' });
  const found = [
    "can't",
    'out:*',
    'outlook & connect',
    "'outlook'",
    '!outlook',
    '(0x800',
    'out\\',
    'outlook | x',
  ];

  for (const search of found.slice(0, -1)) {
    expect([search, await findTitles(ada, { search })]).toEqual([
      search,
      [expect.stringMatching('^Outlook')],
    ]);
  }
  // `|` is no "or": the x must be there too.
  expect(await findTitles(ada, { search: found.at(-1) })).toEqual([]);
});

test('a search without any letter or digit in it narrows nothing', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await createTree(h.as(acme.ada), { title: 'One' });
  await createTree(h.as(acme.ada), { title: 'Two' });

  for (const search of ["'", ':*', '&', '!', '🔥', '% _ \\ ( ) | <->', ' ', '\u00a0']) {
    expect([search, await findTitles(h.as(acme.ada), { search })]).toEqual([search, ['One', 'Two']]);
  }
});

test('only the first ten words of a search count', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await createTree(h.as(acme.ada), { title: 'a b c d e f g h i j' });

  expect(await findTitles(h.as(acme.ada), { search: 'a b c d e f g h i j missing' })).toHaveLength(1);
  expect(await findTitles(h.as(acme.ada), { search: 'a b c d e f g h i missing' })).toEqual([]);
});

test('a tree is found by what its draft says now', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id } = await createTree(ada, { title: 'Printer', document: smallDocument });

  await updateTree(ada, { id, expectedRevision: 1, title: 'Scanner' });
  expect(await findTitles(ada, { search: 'printer' })).toEqual([]);
  expect(await findTitles(ada, { search: 'scanner cable' })).toEqual(['Scanner']);

  await updateTree(ada, { id, expectedRevision: 2, document: { rootKey: '', nodes: [] } });
  expect(await findTitles(ada, { search: 'cable' })).toEqual([]);
  expect(await findTitles(ada, { search: 'scanner' })).toEqual(['Scanner']);
});

test('what another account has written is never found', async () => {
  await using h = await openHarness();
  const [acme, other] = [
    await h.anAccount({ engineers: ['ada'] }),
    await h.anAccount({ engineers: ['eve'] }),
  ];
  await createTree(h.as(acme.ada), { title: 'Merger with Contoso', tags: ['secret'], category: 'Board' });

  for (const filter of [
    { search: 'merger' },
    { search: 'm' },
    { tag: 'secret' },
    { category: 'Board' },
    {},
  ]) {
    expect(await listTrees(h.as(other.eve), filter)).toMatchObject({ nodes: [], totalCount: 0 });
  }
  expect(await findTitles(h.as(acme.ada), { search: 'merger' })).toHaveLength(1);
});

test('the pages and the count of a search agree', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const owner = h.as(acme.owner);
  for (let n = 0; n < 5; n++) await createTree(owner, { title: `Network ${n}` });
  const gone = await createTree(owner, { title: 'Network gone' });
  await deleteTree(owner, gone.id);

  const first = await listTrees(owner, { search: 'net', first: 3 });
  const second = await listTrees(owner, { search: 'net', first: 3, after: first.pageInfo.endCursor });

  const titles = [...first.nodes, ...second.nodes].map(({ title }) => title);
  expect(titles.toSorted()).toEqual([0, 1, 2, 3, 4].map(n => `Network ${n}`));
  expect([first.totalCount, second.totalCount]).toEqual([5, 5]);
});

test('a tree as large as one may be, of words that all differ, can be saved and is found by its first ones', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const body = (n: number) => Array.from({ length: 1_600 }, (_, word) => `w${n}x${word}`).join(' ');
  const nodes = Array.from({ length: 60 }, (_, n) =>
    aNode({ key: `n${n}`, title: `step${n}`, body: body(n).slice(0, 10_000) }),
  );
  nodes.unshift(aNode({ key: 'endless', title: 'Endless', body: 'x'.repeat(10_000) }));

  await createTree(h.as(acme.owner), { title: 'Huge', document: { rootKey: 'n0', nodes } });

  expect(await findTitles(h.as(acme.owner), { search: 'step59 w0x0' })).toEqual(['Huge']);
});

test('text and query are cut into the same words: marks belong to their letter, signs to none', () => {
  expect(toSearchText(['T-4711', null, '', 'cafe\u0301!', 'हिन्दी', undefined, ' a.b '])).toBe(
    'T 4711 caf\u00e9 हिन्दी a b',
  );
  expect(toSearchText(['🔥', "':*&"])).toBe('');
  expect(matchesSearch("🔥 ':*&", { stemmed: false })).toBeNull();
});
