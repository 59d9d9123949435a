import { openHarness } from '../harness/harness.ts';
import { publishTree } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  addNote,
  answerPath,
  answerStep,
  loadSession,
  parkSession,
  resumeSession,
  startSession,
  undoStep,
} from './session-operations.ts';

test('undoing an answer goes back to the node it answered, and its note goes with it', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });
  await answerPath(ada, sessionId, 'ping: No');
  await answerStep(ada, { sessionId, nodeKey: 'cable', branch: 'It was fine', note: 'Swapped it too' });

  const session = await undoStep(ada, sessionId);

  expect(session.currentNode).toMatchObject({ key: 'cable' });
  expect(session.steps).toMatchObject([{ index: 0, nodeKey: 'ping', branch: 'No' }]);
  expect(await loadSession(ada, sessionId)).toEqual(session);
});

test('undoing a note takes the note away and the session stays where it is', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });
  await answerPath(ada, sessionId, 'ping: Yes');
  await addNote(ada, { sessionId, text: 'Written into the wrong session' });

  const session = await undoStep(ada, sessionId);

  expect(session.currentNode).toMatchObject({ key: 'restart' });
  expect(session.steps.map(({ kind }) => kind)).toEqual(['ANSWER']);
});

test('several undos go back to the beginning, and then there is nothing to undo', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });
  await answerPath(ada, sessionId, 'ping: No', 'cable: Plugged it in', 'ping: Yes');

  const keys: (string | undefined)[] = [];
  for (let n = 0; n < 3; n++) keys.push((await undoStep(ada, sessionId)).currentNode?.key);

  expect(keys).toEqual(['ping', 'cable', 'ping']);
  await expect(undoStep(ada, sessionId)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('There is nothing to undo.'),
  });
});

test('undone steps leave no gap in the numbers and stay in the database', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });
  await answerPath(ada, sessionId, 'ping: No', 'cable: It was fine');
  await undoStep(ada, sessionId);
  await addNote(ada, { sessionId, text: 'One' });
  await undoStep(ada, sessionId);
  await addNote(ada, { sessionId, text: 'Two' });

  const session = await addNote(ada, { sessionId, text: 'Three' });

  expect(session.steps.map(({ index, branch, note }) => [index, branch ?? note])).toEqual([
    [0, 'No'],
    [1, 'Two'],
    [2, 'Three'],
  ]);
  const rows = await h.app.database.query<{ index: number; branch: string | null; note: string | null }>(
    'select index, branch, note from session_step where account_id = ? and undone_at is not null order by kind',
    [acme.ada.account.uuid],
  );
  expect(rows.map(({ index, branch, note }) => [index, branch ?? note])).toEqual([
    [1, 'It was fine'],
    [1, 'One'],
  ]);
});

test('in a session without a tree notes are undone, and the place stays nowhere', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada);
  await addNote(ada, { sessionId, text: 'Looked at the logs' });

  const session = await undoStep(ada, sessionId);

  expect(session).toMatchObject({ currentNode: null, steps: [] });
  await expect(undoStep(ada, sessionId)).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('what came before a handoff cannot be undone, what came after it can', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });
  await answerPath(ada, sessionId, 'ping: Yes');
  await parkSession(ada, sessionId);
  await resumeSession(ada, sessionId);
  await addNote(ada, { sessionId, text: 'After lunch' });
  await undoStep(ada, sessionId);

  const further = undoStep(ada, sessionId);

  await expect(further).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('before a handoff'),
  });
  expect(await loadSession(ada, sessionId)).toMatchObject({
    currentNode: { key: 'restart' },
    steps: [{ kind: 'ANSWER' }, { kind: 'HANDOFF' }],
  });
});
