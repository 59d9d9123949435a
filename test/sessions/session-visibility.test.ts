import { graphql } from '../generated/index.ts';
import type { Client } from '../harness/client.ts';
import { openHarness } from '../harness/harness.ts';
import { publishTree } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  addNote,
  completeSession,
  findProblems,
  listSessions,
  loadSession,
  loadTranscript,
  parkSession,
  startSession,
} from './session-operations.ts';

const AnyNode = graphql(`
  query SessionsAnyNode($id: ID!) {
    node(id: $id) { __typename id ... on Session { problem } }
  }
`);

/** Every way to read one session by its id. */
const reads: Readonly<Record<string, (client: Client, id: string) => Promise<unknown>>> = {
  session: loadSession,
  node: (client, id) => client.run(AnyNode, { id }),
  transcript: (client, id) => loadTranscript(client, id, 'TEXT'),
};

test('owners, admins and engineers read every session of the account, in whatever state', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ admins: ['alan'], engineers: ['ada', 'grace'] });
  const ada = h.as(acme.ada);
  const active = await startSession(ada, { problem: 'Active', treeId: await publishTree(ada) });
  const parked = await startSession(ada, { problem: 'Parked' });
  await parkSession(ada, parked.id);
  const completed = await startSession(ada, { problem: 'Completed' });
  await completeSession(ada, completed.id);

  for (const person of [acme.owner, acme.alan, acme.grace]) {
    const list = await listSessions(h.as(person), { scope: 'ACCOUNT' });
    expect(list.nodes.map(({ problem }) => problem).sort()).toEqual(['Active', 'Completed', 'Parked']);
    expect(list.totalCount).toBe(3);
    for (const { id } of [active, parked, completed]) {
      expect(await loadSession(h.as(person), id)).toEqual(await loadSession(ada, id));
    }
  }
});

test('a VIEWER reads completed sessions, and does not know of any other', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'], viewers: ['rex'] });
  const [ada, rex] = [h.as(acme.ada), h.as(acme.rex)];
  const active = await startSession(ada, { problem: 'Outlook, active' });
  const parked = await startSession(ada, { problem: 'Outlook, parked' });
  await parkSession(ada, parked.id);
  const completed = await startSession(ada, { problem: 'Outlook, completed' });
  await addNote(ada, { sessionId: completed.id, text: 'A new profile was the cure' });
  await completeSession(ada, completed.id);

  for (const args of [{}, { status: 'COMPLETED' as const }, { search: 'outl' }]) {
    const list = await listSessions(rex, { scope: 'ACCOUNT', ...args });
    expect(list).toMatchObject({ nodes: [{ id: completed.id }], totalCount: 1 });
  }
  for (const status of ['ACTIVE', 'PARKED', 'ESCALATED'] as const) {
    expect(await listSessions(rex, { scope: 'ACCOUNT', status })).toMatchObject({ nodes: [], totalCount: 0 });
  }
  for (const read of Object.values(reads)) {
    for (const { id } of [active, parked]) {
      await expect(read(rex, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  }
  expect(await loadSession(rex, completed.id)).toMatchObject({ problem: 'Outlook, completed' });
  expect(await rex.run(AnyNode, { id: completed.id })).toMatchObject({ node: { __typename: 'Session' } });
  expect(await loadTranscript(rex, completed.id, 'TEXT')).toContain('A new profile was the cure');
});

test('a session is there for a VIEWER from the moment it is completed', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'], viewers: ['rex'] });
  const { id } = await startSession(h.as(acme.ada));
  await expect(loadSession(h.as(acme.rex), id)).rejects.toMatchObject({ code: 'NOT_FOUND' });

  await completeSession(h.as(acme.ada), id);

  expect(await loadSession(h.as(acme.rex), id)).toMatchObject({ status: 'COMPLETED' });
});

test("another account's sessions are not found by anybody, completed or not", async () => {
  await using h = await openHarness();
  const [acme, other] = [await h.anAccount(), await h.anAccount({ engineers: ['eve'], viewers: ['rex'] })];
  const active = await startSession(h.as(acme.owner), { problem: 'Merger', ticketRef: 'T-1' });
  const completed = await startSession(h.as(acme.owner), { problem: 'Merger, done' });
  await completeSession(h.as(acme.owner), completed.id);

  for (const person of [other.owner, other.eve, other.rex]) {
    for (const read of Object.values(reads)) {
      for (const { id } of [active, completed]) {
        await expect(read(h.as(person), id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
    }
    for (const search of [null, 'merger', 'T-1']) {
      const list = await listSessions(h.as(person), { scope: 'ACCOUNT', search });
      expect(list).toMatchObject({ nodes: [], totalCount: 0 });
    }
  }
});

test('nothing of sessions is read without signing in', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  const { id } = await startSession(h.as(acme.owner));
  await completeSession(h.as(acme.owner), id);

  for (const read of [...Object.values(reads), (client: Client) => findProblems(client)]) {
    await expect(read(h.nobody, id)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  }
});

test('a session is read by an id of a session alone', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();

  for (const id of [acme.owner.id, acme.owner.uuid, 'nonsense', '']) {
    await expect(loadSession(h.as(acme.owner), id)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'id',
    });
  }
});
