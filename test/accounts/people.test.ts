import { graphql } from '../generated/index.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { DeactivateUser, Me, refusalOf } from './operations.ts';

const Users = graphql(`
  query AccountsUsers($first: Int, $after: String, $search: String) {
    users(first: $first, after: $after, search: $search) {
      totalCount
      nodes { id name email role isActive account { id } }
      edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

const Trees = graphql(`
  query AccountsTreeCursor { trees(first: 1) { edges { cursor } } }
`);

const list = async (
  h: Harness,
  by: Person,
  args: { first?: number; after?: string | null; search?: string } = {},
) => (await h.as(by).run(Users, args)).users;

const namesOf = (page: { nodes: readonly { name: string }[] }) => page.nodes.map(({ name }) => name);

test('everybody sees who is in the account, by name', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['max'], engineers: ['ada'], viewers: ['rex'] });

  for (const person of [acme.owner, acme.max, acme.ada, acme.rex])
    expect(namesOf(await list(h, person))).toEqual(['Ada', 'Max', 'Owner', 'Rex']);

  expect((await list(h, acme.rex)).nodes[0]).toEqual({
    id: acme.ada.id,
    name: 'Ada',
    email: acme.ada.email,
    role: 'ENGINEER',
    isActive: true,
    account: { id: acme.ada.account.id },
  });
});

test('somebody who is locked out stays in the list, marked as such', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await h.as(acme.owner).run(DeactivateUser, { input: { userId: acme.ada.id } });

  const { nodes } = await list(h, acme.owner);

  expect(nodes.map(({ name, isActive }) => [name, isActive])).toEqual([
    ['Ada', false],
    ['Owner', true],
  ]);
});

test('the people of another account are in no list', async () => {
  await using h = await openHarness();
  const [acme, other] = [
    await h.anAccount({ engineers: ['ada'] }),
    await h.anAccount({ engineers: ['bob'] }),
  ];

  const everybody = await list(h, acme.owner);
  const byAddress = await list(h, acme.owner, { search: other.bob.email });
  const byLetter = await list(h, acme.owner, { search: '@' });

  expect(everybody.totalCount).toBe(2);
  expect(byAddress).toMatchObject({ totalCount: 0, nodes: [] });
  expect(namesOf(byLetter)).toEqual(['Ada', 'Owner']);
});

test('page by page, everybody comes once, also those of the same name', async () => {
  await using h = await openHarness();
  const names = Array.from({ length: 23 }, (_, index) => `engineer${index}` as const);
  const acme = await h.anAccount({ engineers: names });
  await h.app.database.query("update app_user set name = 'Kim' where account_id = ? and name ~ '[02468]$'", [
    acme.owner.account.uuid,
  ]);

  const pages: Awaited<ReturnType<typeof list>>[] = [];
  for (let after: string | null = null, isMore = true; isMore; ) {
    const page = await list(h, acme.owner, { first: 5, after });
    pages.push(page);
    after = page.pageInfo.endCursor;
    isMore = page.pageInfo.hasNextPage;
  }

  const everybody = await list(h, acme.owner, { first: 100 });
  expect(pages.map(({ nodes }) => nodes.length)).toEqual([5, 5, 5, 5, 4]);
  expect(pages.flatMap(({ nodes }) => nodes)).toEqual(everybody.nodes);
  expect(new Set(everybody.nodes.map(({ id }) => id)).size).toBe(24);
  expect(pages.map(({ totalCount }) => totalCount)).toEqual([24, 24, 24, 24, 24]);
  expect(pages.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual([false, true, true, true, true]);
});

test('a page says where it begins and ends', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'bob'] });

  const { edges, pageInfo } = await list(h, acme.owner, { first: 2 });

  expect(edges.map(({ node }) => node.id)).toEqual([acme.ada.id, acme.bob.id]);
  expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0]?.cursor, edges[1]?.cursor]);
});

test('twenty come when nothing is said, and a hundred at most', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({
    viewers: Array.from({ length: 110 }, (_, index) => `viewer${index}` as const),
  });

  expect((await list(h, acme.owner)).nodes).toHaveLength(20);
  expect((await list(h, acme.owner, { first: 100 })).nodes).toHaveLength(100);
  expect((await list(h, acme.owner, { first: 1 })).nodes).toHaveLength(1);
  for (const first of [0, -1, 101, 2_147_483_647]) {
    const refused = await refusalOf(list(h, acme.owner, { first }));

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
  }
});

test('a cursor that is not of this list is refused by the name of the argument', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  await h.as(acme.ada).send('mutation { createTree(input: { title: "A tree" }) { id } }');
  const { trees } = await h.as(acme.ada).run(Trees);

  for (const after of [
    ...['', 'nonsense', '!', '\0', 'x'.repeat(5_000), text(null), text({}), text([]), text(['Ada'])],
    ...[text(['Ada', 'not an id']), text([1, acme.ada.uuid]), text(['Ada', acme.ada.uuid, 1])],
    ...[text(['A\0', acme.ada.uuid]), text(['A\ud83d', acme.ada.uuid]), text(['Ada', `${acme.ada.uuid}'`])],
    trees.edges[0]?.cursor ?? '',
  ]) {
    const refused = await refusalOf(list(h, acme.owner, { after }));

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  }
});

test('a cursor of another account gives nothing away', async () => {
  await using h = await openHarness();
  const [acme, other] = [await h.anAccount({ engineers: ['ada'] }), await h.anAccount()];
  const { edges } = await list(h, other.owner);

  const page = await list(h, acme.owner, { after: edges[0]?.cursor ?? '' });

  expect(page.nodes.every(({ account }) => account.id === acme.owner.account.id)).toBe(true);
});

test('the search finds a part of a name or an address, in any capitals', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'], viewers: ['adrian'] });

  expect(namesOf(await list(h, acme.owner, { search: 'ad' }))).toEqual(['Ada', 'Adrian']);
  expect(namesOf(await list(h, acme.owner, { search: ' RACE ' }))).toEqual(['Grace']);
  expect(namesOf(await list(h, acme.owner, { search: acme.ada.email.toUpperCase() }))).toEqual(['Ada']);
  expect(namesOf(await list(h, acme.owner, { search: 'nobody' }))).toEqual([]);
  expect((await list(h, acme.owner, { search: 'ad', first: 1 })).totalCount).toBe(2);
});

test('a blank search finds everybody', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });

  for (const search of ['', '   ']) expect((await list(h, acme.owner, { search })).totalCount).toBe(2);
});

test('signs that mean something to the database are looked for as they are', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({
    engineers: ['per%cent', 'under_score', 'back\\slash', "o'hara", 'plain'],
  });
  const search = async (text: string) => namesOf(await list(h, acme.owner, { search: text }));

  expect(await search('%')).toEqual(['Per%cent']);
  expect(await search('_')).toEqual(['Under_score']);
  expect(await search('\\')).toEqual(['Back\\slash']);
  expect(await search("'")).toEqual(["O'hara"]);
  expect(await search('p%n')).toEqual([]);
  expect(await search('pl_in')).toEqual([]);
  expect(await search("' or true --")).toEqual([]);
});

test('a search that is too long, has several lines or holds NUL is refused by its name', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();

  for (const search of ['a'.repeat(201), 'a\nb', 'a\0b', 'a\ud83d']) {
    const refused = await refusalOf(list(h, acme.owner, { search }));

    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', field: 'search' });
  }
});

test('a person sees themselves with their account', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ viewers: ['rex'] });

  expect(await h.as(acme.rex).run(Me)).toEqual({
    me: {
      id: acme.rex.id,
      name: 'Rex',
      email: acme.rex.email,
      role: 'VIEWER',
      isActive: true,
      account: { id: acme.rex.account.id, name: acme.rex.account.name },
    },
  });
});

test('who is not signed in sees nobody', async () => {
  await using h = await openHarness();

  expect((await refusalOf(h.nobody.run(Users, {}))).code).toBe('UNAUTHENTICATED');
  expect((await refusalOf(h.nobody.run(Me))).code).toBe('UNAUTHENTICATED');
});
