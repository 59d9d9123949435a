import type { Client } from '../harness/client.ts';
import { openHarness } from '../harness/harness.ts';
import { escalate, publishTree } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  addNote,
  answerPath,
  answerStep,
  completeSession,
  loadSession,
  parkSession,
  resumeSession,
  startSession,
  undoStep,
  updateSession,
} from './session-operations.ts';

test('completing a session says how it ended, when, and what was done', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id, startedAt } = await startSession(ada, { treeId: await publishTree(ada) });
  await answerPath(ada, id, 'ping: Yes', 'restart: It works');
  h.clock.advance(600);

  const session = await completeSession(ada, id, { summary: ' Restarted the spooler.\r\nWatch it. ' });

  expect(session).toMatchObject({
    status: 'COMPLETED',
    outcome: 'RESOLVED',
    summary: 'Restarted the spooler.\nWatch it.',
    currentNode: { key: 'solved' },
    engineer: { id: acme.ada.id },
  });
  expect(Date.parse(session.completedAt ?? '') - Date.parse(startedAt)).toBeGreaterThanOrEqual(600_000);
  expect(await loadSession(ada, id)).toEqual(session);
});

test('a session can be completed anywhere on its path, unresolved and without a word', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id } = await startSession(ada, { treeId: await publishTree(ada) });

  const session = await completeSession(ada, id, { outcome: 'UNRESOLVED', summary: ' ' });

  expect(session).toMatchObject({ status: 'COMPLETED', outcome: 'UNRESOLVED', summary: null });
});

test('a summary that is too long, or holds a NUL, is refused and the session stays active', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await startSession(h.as(acme.ada));

  for (const summary of ['x'.repeat(10_001), 'a\0b']) {
    const complete = completeSession(h.as(acme.ada), id, { summary });
    await expect(complete).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.summary' });
  }

  expect(await loadSession(h.as(acme.ada), id)).toMatchObject({ status: 'ACTIVE', completedAt: null });
});

/** Everything that needs a session somebody is working on. */
const work: Readonly<Record<string, (client: Client, sessionId: string) => Promise<unknown>>> = {
  answerStep: (client, sessionId) => answerStep(client, { sessionId, nodeKey: 'ping', branch: 'Yes' }),
  addNote: (client, sessionId) => addNote(client, { sessionId, text: 'Too late' }),
  undoStep,
  updateSession: (client, sessionId) => updateSession(client, { sessionId, problem: 'Another' }),
  completeSession: (client, sessionId) => completeSession(client, sessionId, { outcome: 'UNRESOLVED' }),
  parkSession,
  escalate: (client, sessionId) => escalate(client, { sessionId }),
};

const endings: Readonly<Record<string, (client: Client, sessionId: string) => Promise<unknown>>> = {
  COMPLETED: completeSession,
  PARKED: parkSession,
  ESCALATED: (client, sessionId) => escalate(client, { sessionId }),
};

for (const [status, leave] of Object.entries(endings)) {
  test(`nobody works on a session that is ${status}, and it stays as it is`, async () => {
    await using h = await openHarness();
    const acme = await h.anAccount({ engineers: ['ada'] });
    const ada = h.as(acme.ada);
    const { id } = await startSession(ada, { treeId: await publishTree(ada) });
    await addNote(ada, { sessionId: id, text: 'In time' });
    await leave(ada, id);
    const before = await loadSession(ada, id);

    for (const [name, mutate] of Object.entries(work)) {
      const refusal = await mutate(ada, id).catch((error: unknown) => error);
      expect([name, refusal]).toEqual([
        name,
        expect.objectContaining({ code: 'CONFLICT', details: expect.objectContaining({ status }) }),
      ]);
    }

    expect(before?.status).toBe(status);
    expect(await loadSession(ada, id)).toEqual(before);
    // Escalations are mailed; that is a subject of its own.
    await h.settled();
    h.mailbox.clear();
  });
}

test('a completed session cannot be resumed', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await startSession(h.as(acme.ada));
  await completeSession(h.as(acme.ada), id);

  const resumed = resumeSession(h.as(acme.ada), id);

  await expect(resumed).rejects.toMatchObject({ code: 'CONFLICT', details: { status: 'COMPLETED' } });
});
