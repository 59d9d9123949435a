import { openHarness } from '../harness/harness.ts';
import { publishTree } from '../harness/stories.ts';
import { expect, serverTest } from '../harness/test.ts';
import {
  addNote,
  answerPath,
  answerStep,
  completeSession,
  listSessions,
  loadSession,
  startSession,
  undoStep,
} from './session-operations.ts';

const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

serverTest('ten answers to the same node at once are one step', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });

  const results = await Promise.allSettled(
    ten.map(n => answerStep(ada, { sessionId, nodeKey: 'ping', branch: n % 2 === 0 ? 'Yes' : 'No' })),
  );

  const won = results.filter(result => result.status === 'fulfilled');
  expect(won).toHaveLength(1);
  for (const result of results) {
    if (result.status === 'rejected') {
      expect(result.reason).toMatchObject({
        code: 'CONFLICT',
        details: { currentNodeKey: won[0]?.value.currentNode?.key },
      });
    }
  }
  expect(await loadSession(ada, sessionId)).toEqual(won[0]?.value);
});

serverTest('ten who start a session with one key at once get one session', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const treeId = await publishTree(ada);

  const sessions = await Promise.all(ten.map(() => startSession(ada, { treeId, idempotencyKey: 'once' })));

  expect(new Set(sessions.map(({ id }) => id)).size).toBe(1);
  expect((await listSessions(ada)).totalCount).toBe(1);
});

serverTest('ten notes at once are ten steps with ten numbers', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada);

  await Promise.all(ten.map(n => addNote(ada, { sessionId, text: `Note ${n}` })));

  const steps = (await loadSession(ada, sessionId))?.steps ?? [];
  expect(steps.map(({ index }) => index)).toEqual(ten.map(n => n - 1));
  expect(new Set(steps.map(({ note }) => note)).size).toBe(10);
});

serverTest('ten undos at once each take one step back', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });
  await answerPath(ada, sessionId, 'ping: No', 'cable: Plugged it in', 'ping: Yes');

  const results = await Promise.allSettled(ten.map(() => undoStep(ada, sessionId)));

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(await loadSession(ada, sessionId)).toMatchObject({ steps: [], currentNode: { key: 'ping' } });
});

serverTest(
  'a session is completed once, and whatever comes at the same moment is in it or refused',
  async () => {
    await using h = await openHarness();
    const acme = await h.anAccount({ engineers: ['ada'] });
    const ada = h.as(acme.ada);
    const { id: sessionId } = await startSession(ada);

    const [completions, notes] = await Promise.all([
      Promise.allSettled(ten.map(n => completeSession(ada, sessionId, { summary: `By ${n}` }))),
      Promise.allSettled(ten.map(n => addNote(ada, { sessionId, text: `Note ${n}` }))),
    ]);

    const completed = completions.filter(result => result.status === 'fulfilled');
    const noted = notes.filter(result => result.status === 'fulfilled');
    const session = await loadSession(ada, sessionId);
    expect(completed).toHaveLength(1);
    expect(session).toMatchObject({ status: 'COMPLETED', summary: completed[0]?.value.summary });
    expect(session?.steps).toHaveLength(noted.length);
  },
);
