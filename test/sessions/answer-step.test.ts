import { openHarness } from '../harness/harness.ts';
import { publishTree } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  addNote,
  answerPath,
  answerStep,
  loadSession,
  startSession,
  undoStep,
} from './session-operations.ts';

test('an answer is a step with its note, and leads to the next node', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId, startedAt } = await startSession(ada, { treeId: await publishTree(ada) });
  h.clock.advance(90);

  await answerStep(ada, { sessionId, nodeKey: 'ping', branch: 'No', note: ' 4 of 4 lost\r\nfrom two PCs ' });
  const session = await answerStep(ada, {
    sessionId,
    nodeKey: 'cable',
    branch: ' Plugged it in ',
    note: ' ',
  });

  expect(session.currentNode).toMatchObject({ key: 'ping' });
  expect(session.steps).toMatchObject([
    {
      index: 0,
      kind: 'ANSWER',
      nodeKey: 'ping',
      nodeTitle: 'Does the server answer a ping?',
      branch: 'No',
      note: '4 of 4 lost\nfrom two PCs',
      actor: { id: acme.ada.id },
    },
    { index: 1, kind: 'ANSWER', nodeKey: 'cable', branch: 'Plugged it in', note: null },
  ]);
  expect(Date.parse(session.steps[0]?.at ?? '') - Date.parse(startedAt)).toBeGreaterThanOrEqual(90_000);
  expect(await loadSession(ada, sessionId)).toEqual(session);
});

test('an answer that the node does not have is refused with those it has', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });

  for (const branch of ['Maybe', 'yes', '', 'Yes\0', 'x'.repeat(5_000)]) {
    const answer = answerStep(ada, { sessionId, nodeKey: 'ping', branch });
    await expect(answer).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.branch',
      message: expect.stringContaining('It has "Yes", "No".'),
    });
  }

  expect(await loadSession(ada, sessionId)).toMatchObject({ steps: [], currentNode: { key: 'ping' } });
});

test('an answer to a node that the session has left is refused with the node where it stands', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });
  await answerPath(ada, sessionId, 'ping: Yes');

  for (const nodeKey of ['ping', 'solved', 'unheard-of', '']) {
    const answer = answerStep(ada, { sessionId, nodeKey, branch: 'Yes' });
    await expect(answer).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { currentNodeKey: 'restart' },
    });
  }

  expect((await loadSession(ada, sessionId))?.steps).toHaveLength(1);
});

test('at the end of a path there is nothing to answer, but something to note', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });
  await answerPath(ada, sessionId, 'ping: Yes', 'restart: It works');

  const answer = answerStep(ada, { sessionId, nodeKey: 'solved', branch: 'Yes' });

  await expect(answer).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('This node ends the path.'),
  });
  const noted = await addNote(ada, { sessionId, text: 'Client told.' });
  expect(noted.currentNode).toMatchObject({ key: 'solved', kind: 'SOLUTION', branches: [] });
});

test('without a tree there is nothing to answer', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id: sessionId } = await startSession(h.as(acme.ada));

  const answer = answerStep(h.as(acme.ada), { sessionId, nodeKey: 'ping', branch: 'Yes' });

  await expect(answer).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('This session follows no tree.'),
  });
});

test('a note of an answer that is too long, or holds a NUL, is refused and the session stays where it is', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });

  for (const note of ['x'.repeat(10_001), 'a\0b']) {
    const answer = answerStep(ada, { sessionId, nodeKey: 'ping', branch: 'Yes', note });
    await expect(answer).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.note' });
  }

  expect(await loadSession(ada, sessionId)).toMatchObject({ steps: [], currentNode: { key: 'ping' } });
});

test('a way may be walked in circles, and every round is kept', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });

  await answerPath(ada, sessionId, 'ping: No', 'cable: Plugged it in', 'ping: No', 'cable: Plugged it in');
  await answerPath(ada, sessionId, 'ping: Yes', 'restart: Still broken');

  const session = await loadSession(ada, sessionId);
  expect(session?.currentNode).toMatchObject({ key: 'senior', kind: 'ESCALATION' });
  expect(session?.steps.map(({ index, nodeKey, branch }) => `${index} ${nodeKey}: ${branch}`)).toEqual([
    '0 ping: No',
    '1 cable: Plugged it in',
    '2 ping: No',
    '3 cable: Plugged it in',
    '4 ping: Yes',
    '5 restart: Still broken',
  ]);
});

test('several moves in one request each return the session as they left it', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id } = await startSession(ada, { treeId: await publishTree(ada) });

  const answer = await ada.send(
    `mutation ($id: ID!) {
      a: answerStep(input: { sessionId: $id, nodeKey: "ping", branch: "No" }) { ...where }
      b: answerStep(input: { sessionId: $id, nodeKey: "cable", branch: "It was fine" }) { ...where }
      c: undoStep(input: { sessionId: $id }) { ...where }
      d: addNote(input: { sessionId: $id, text: "Asked the client" }) { ...where }
    }
    fragment where on Session { currentNode { key } steps { index nodeKey branch note } }`,
    { id },
  );

  const first = { index: 0, nodeKey: 'ping', branch: 'No', note: null };
  const second = { index: 1, nodeKey: 'cable', branch: 'It was fine', note: null };
  const note = { index: 1, nodeKey: 'cable', branch: null, note: 'Asked the client' };
  expect(answer.data).toEqual({
    a: { currentNode: { key: 'cable' }, steps: [first] },
    b: { currentNode: { key: 'senior' }, steps: [first, second] },
    c: { currentNode: { key: 'cable' }, steps: [first] },
    d: { currentNode: { key: 'cable' }, steps: [first, note] },
  });
});

test('after an undo the session can take another way', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });
  await answerPath(ada, sessionId, 'ping: Yes');
  await undoStep(ada, sessionId);

  const session = await answerStep(ada, { sessionId, nodeKey: 'ping', branch: 'No' });

  expect(session.currentNode).toMatchObject({ key: 'cable' });
  expect(session.steps.map(({ index, branch }) => [index, branch])).toEqual([[0, 'No']]);
});
