import { openHarness } from '../harness/harness.ts';
import { publishTree } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  addNote,
  answerPath,
  findProblems,
  loadSession,
  startSession,
  updateSession,
} from './session-operations.ts';

test('a note is a step at the place where the session stands, and the place stays', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { treeId: await publishTree(ada) });
  await answerPath(ada, sessionId, 'ping: Yes');

  const session = await addNote(ada, { sessionId, text: ' Event log:\r\n  error 7031 ' });

  expect(session.currentNode).toMatchObject({ key: 'restart' });
  expect(session.steps[1]).toMatchObject({
    index: 1,
    kind: 'NOTE',
    nodeKey: 'restart',
    nodeTitle: 'Restart the service',
    branch: null,
    note: 'Event log:\n  error 7031',
    actor: { id: acme.ada.id },
  });
});

test('a note in a session without a tree is about no node', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id: sessionId } = await startSession(h.as(acme.ada));

  const session = await addNote(h.as(acme.ada), { sessionId, text: 'Rebooted' });

  expect(session.steps).toMatchObject([{ index: 0, kind: 'NOTE', nodeKey: null, nodeTitle: null }]);
});

test('a note may be ten thousand characters long, and must not be empty, longer, or hold a NUL', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id: sessionId } = await startSession(h.as(acme.ada));
  await addNote(h.as(acme.ada), { sessionId, text: '🖨'.repeat(10_000) });

  for (const text of ['', ' \n ', 'x'.repeat(10_001), 'a\0b', 'half \ud83d']) {
    const note = addNote(h.as(acme.ada), { sessionId, text });
    await expect(note).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.text' });
  }

  expect((await loadSession(h.as(acme.ada), sessionId))?.steps).toHaveLength(1);
});

test('a note sent again with the same key is written once, and the key serves no other note', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada);
  const input = { sessionId, text: 'Rebooted', idempotencyKey: 'n1' };
  await addNote(ada, input);

  const again = await addNote(ada, input);

  expect(again.steps).toHaveLength(1);
  for (const other of [
    { ...input, text: 'Something else' },
    { ...input, sessionId: (await startSession(ada)).id },
  ]) {
    await expect(addNote(ada, other)).rejects.toMatchObject({
      code: 'CONFLICT',
      field: 'input.idempotencyKey',
    });
  }
});

test('what a session is about can be corrected: what is not named stays, null takes away', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { clientName: 'Contoso', ticketRef: 'T-1' });

  const renamed = await updateSession(ada, { sessionId, problem: ' Teams is silent ', ticketRef: ' T-2 ' });
  const cleared = await updateSession(ada, { sessionId, clientName: null, ticketRef: ' ' });

  expect(renamed).toMatchObject({ problem: 'Teams is silent', clientName: 'Contoso', ticketRef: 'T-2' });
  expect(cleared).toMatchObject({ problem: 'Teams is silent', clientName: null, ticketRef: null });
  expect(await loadSession(ada, sessionId)).toEqual(cleared);
});

test('a corrected session is found by its new words and not by the old ones', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { id: sessionId } = await startSession(ada, { clientName: 'Contoso', ticketRef: 'T-1' });

  await updateSession(ada, { sessionId, clientName: 'Fabrikam', ticketRef: null });

  expect(await findProblems(ada, { search: 'fabri outl' })).toHaveLength(1);
  expect(await findProblems(ada, { search: 'contoso' })).toEqual([]);
  expect(await findProblems(ada, { search: 'T-1' })).toEqual([]);
});

test('the problem can be changed but not taken away, and every text is held to its limit', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const session = await startSession(ada, { clientName: 'Contoso', ticketRef: 'T-1' });
  const refused = [
    ['input.problem', { problem: null }],
    ['input.problem', { problem: ' ' }],
    ['input.problem', { problem: 'x'.repeat(2_001), clientName: 'Changed with it' }],
    ['input.clientName', { clientName: 'x'.repeat(121) }],
    ['input.clientName', { clientName: 'two\nlines' }],
    ['input.ticketRef', { ticketRef: 'x'.repeat(61) }],
    ['input.ticketRef', { ticketRef: 'T\0' }],
  ] as const;

  for (const [field, changes] of refused) {
    const update = updateSession(ada, { sessionId: session.id, ...changes });
    await expect(update).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field });
  }

  expect(await loadSession(ada, session.id)).toEqual(session);
});
