import type { Client } from '../harness/client.ts';
import { openHarness } from '../harness/harness.ts';
import { claim, escalate, publishTree } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  addNote,
  answerStep,
  completeSession,
  listSessions,
  loadSession,
  startSession,
  undoStep,
  updateSession,
} from './session-operations.ts';

type Mutation = (client: Client, sessionId: string) => Promise<unknown>;

/** Every mutation of a session that is there. */
const changes: Readonly<Record<string, Mutation>> = {
  answerStep: (client, sessionId) => answerStep(client, { sessionId, nodeKey: 'ping', branch: 'Yes' }),
  addNote: (client, sessionId) => addNote(client, { sessionId, text: 'I was here' }),
  undoStep,
  updateSession: (client, sessionId) => updateSession(client, { sessionId, problem: 'Another' }),
  completeSession,
};
const mutations: Readonly<Record<string, Mutation>> = {
  ...changes,
  startSession: client => startSession(client, { problem: 'One more' }),
};

for (const [name, mutate] of Object.entries(mutations)) {
  test(`${name} is refused to whoever is not signed in, and to a VIEWER, and nothing is written`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount({ engineers: ['ada'], viewers: ['rex'] });
    const ada = h.as(acme.ada);
    const { id } = await startSession(ada, { treeId: await publishTree(ada) });
    const before = await addNote(ada, { sessionId: id, text: 'Mine' });

    await expect(mutate(h.nobody, id)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(mutate(h.as(acme.rex), id)).rejects.toMatchObject({ code: 'FORBIDDEN' });

    expect(await loadSession(ada, id)).toEqual(before);
    expect((await listSessions(ada, { scope: 'ACCOUNT' })).totalCount).toBe(1);
  });
}

for (const [name, change] of Object.entries(changes)) {
  test(`${name} is for the engineer who has the session, whatever the role of others`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount({ admins: ['alan'], engineers: ['ada', 'grace'] });
    const ada = h.as(acme.ada);
    const { id } = await startSession(ada, { treeId: await publishTree(ada) });
    const before = await addNote(ada, { sessionId: id, text: 'Mine' });

    for (const person of [acme.grace, acme.alan, acme.owner]) {
      await expect(change(h.as(person), id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }

    expect(await loadSession(ada, id)).toEqual(before);
  });

  test(`${name} does not know another account's session, nor the id of something else`, async () => {
    await using h = await openHarness();
    const [acme, other] = [await h.anAccount({ engineers: ['ada'] }), await h.anAccount()];
    const ada = h.as(acme.ada);
    const treeId = await publishTree(ada);
    const { id } = await startSession(ada, { treeId });
    const before = await addNote(ada, { sessionId: id, text: 'Mine' });

    const foreign = change(h.as(other.owner), id);
    await expect(foreign).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'input.sessionId' });
    for (const wrong of [treeId, acme.ada.uuid, 'session_', '']) {
      const mistyped = change(ada, wrong);
      await expect(mistyped).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.sessionId' });
    }

    expect(await loadSession(ada, id)).toEqual(before);
  });
}

test('whoever claims a session works on it, and whoever opened it no longer does', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const [ada, grace] = [h.as(acme.ada), h.as(acme.grace)];
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });
  const handoff = await escalate(ada, { sessionId });
  await claim(grace, handoff.id);

  await expect(addNote(ada, { sessionId, text: 'Me too' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const session = await answerStep(grace, { sessionId, nodeKey: 'ping', branch: 'Yes' });

  expect(session).toMatchObject({
    engineer: { id: acme.grace.id },
    openedBy: { id: acme.ada.id },
    currentNode: { key: 'restart' },
  });
  expect(session.steps.map(({ kind, actor }) => [kind, actor.id])).toEqual([
    ['HANDOFF', acme.ada.id],
    ['CLAIM', acme.grace.id],
    ['ANSWER', acme.grace.id],
  ]);
  // Escalations are mailed; that is a subject of its own.
  await h.settled();
  h.mailbox.clear();
});
