import type { StartSessionInput } from '../generated/graphql.ts';
import { openHarness } from '../harness/harness.ts';
import { publishTree, smallDocument } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  archiveTree,
  createTree,
  oneStep,
  publishTree as publish,
  updateTree,
} from '../trees/tree-operations.ts';
import { answerStep, listSessions, loadSession, startSession } from './session-operations.ts';

test('a session without a tree is active, with whoever started it, and its texts are trimmed', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });

  const session = await startSession(h.as(acme.ada), {
    problem: ' Outlook cannot connect\r\nsince Monday ',
    clientName: ' Contoso ',
    ticketRef: ' T-4711 ',
  });

  expect(session).toMatchObject({
    id: expect.stringMatching(/^session_[0-9a-z]{26}$/),
    problem: 'Outlook cannot connect\nsince Monday',
    clientName: 'Contoso',
    ticketRef: 'T-4711',
    status: 'ACTIVE',
    outcome: null,
    summary: null,
    completedAt: null,
    tree: null,
    treeVersion: null,
    currentNode: null,
    steps: [],
    engineer: { id: acme.ada.id },
    openedBy: { id: acme.ada.id },
  });
  expect(await loadSession(h.as(acme.ada), session.id)).toEqual(session);
});

test('a session on a tree stands at the root of the version in force', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const treeId = await publishTree(h.as(acme.owner), 'No route');

  const session = await startSession(h.as(acme.ada), { treeId, clientName: ' ', ticketRef: '' });

  expect(session).toMatchObject({
    clientName: null,
    ticketRef: null,
    tree: { id: treeId, title: 'No route' },
    treeVersion: { number: 1, title: 'No route' },
    currentNode: { key: 'ping', kind: 'QUESTION' },
  });
});

test('a session keeps its version when the tree is published again; the next one gets the new version', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const treeId = await publishTree(ada, 'No route');
  const { id: sessionId } = await startSession(ada, { treeId });
  await updateTree(ada, { id: treeId, expectedRevision: 1, title: 'Renamed', document: oneStep() });
  await publish(ada, { id: treeId });

  const answered = await answerStep(ada, { sessionId, nodeKey: 'ping', branch: 'No' });
  const next = await startSession(ada, { treeId });

  expect(answered).toMatchObject({
    tree: { title: 'Renamed' },
    treeVersion: { number: 1, title: 'No route' },
    currentNode: { key: 'cable' },
  });
  expect(next).toMatchObject({ treeVersion: { number: 2, title: 'Renamed' }, currentNode: { key: 'done' } });
});

test('no session starts on a draft or on an archived tree', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const draft = await createTree(ada, { document: smallDocument });
  const archivedId = await publishTree(ada);
  await archiveTree(ada, archivedId);

  const onDraft = startSession(ada, { treeId: draft.id });
  await expect(onDraft).rejects.toMatchObject({
    code: 'CONFLICT',
    field: 'input.treeId',
    message: expect.stringContaining('draft'),
  });
  const onArchived = startSession(ada, { treeId: archivedId });
  await expect(onArchived).rejects.toMatchObject({
    code: 'CONFLICT',
    field: 'input.treeId',
    message: expect.stringContaining('archived'),
  });

  expect((await listSessions(ada)).totalCount).toBe(0);
});

test("another account's tree is not known", async () => {
  await using h = await openHarness();
  const [acme, other] = [await h.anAccount(), await h.anAccount()];
  const treeId = await publishTree(h.as(other.owner));

  const session = startSession(h.as(acme.owner), { treeId });

  await expect(session).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'input.treeId' });
});

const refusals: readonly [what: string, field: string, input: Partial<StartSessionInput>][] = [
  ['a blank problem', 'input.problem', { problem: ' \n' }],
  ['a problem that is too long', 'input.problem', { problem: 'x'.repeat(2_001) }],
  ['a problem with a NUL', 'input.problem', { problem: 'a\0b' }],
  ['a client that is too long', 'input.clientName', { clientName: 'x'.repeat(121) }],
  ['a client of two lines', 'input.clientName', { clientName: 'a\nb' }],
  ['a ticket that is too long', 'input.ticketRef', { ticketRef: 'x'.repeat(61) }],
  ['a ticket with a NUL', 'input.ticketRef', { ticketRef: '\0' }],
  ['an id of something else', 'input.treeId', { treeId: 'session_01h455vb4pex5vsknk084sn02q' }],
  ['an id of nothing', 'input.treeId', { treeId: 'T-4711' }],
  ['a blank key', 'input.idempotencyKey', { idempotencyKey: ' ' }],
];

test('whatever is wrong with a new session is refused by its path, and nothing is written', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });

  for (const [what, field, input] of refusals) {
    const refusal = await startSession(h.as(acme.ada), input).catch((error: unknown) => error);

    expect([what, refusal]).toEqual([what, expect.objectContaining({ code: 'BAD_USER_INPUT', field })]);
  }
  expect((await listSessions(h.as(acme.ada))).totalCount).toBe(0);
});

test('asking again with the same key gives the first session as it is by now', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const treeId = await publishTree(h.as(acme.ada));
  const input = { problem: 'Once', treeId, idempotencyKey: 'ticket-4711' };
  const first = await startSession(h.as(acme.ada), input);
  const moved = await answerStep(h.as(acme.ada), { sessionId: first.id, nodeKey: 'ping', branch: 'Yes' });

  const again = await startSession(h.as(acme.ada), input);
  const colleagues = await startSession(h.as(acme.grace), input);

  expect(again).toEqual(moved);
  expect(colleagues.id).not.toBe(first.id);
  expect((await listSessions(h.as(acme.ada), { scope: 'ACCOUNT' })).totalCount).toBe(2);
});

test('a key that was used for another session is refused', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await startSession(h.as(acme.ada), { problem: 'First', idempotencyKey: 'k' });

  const second = startSession(h.as(acme.ada), { problem: 'Second', idempotencyKey: 'k' });

  await expect(second).rejects.toMatchObject({ code: 'CONFLICT', field: 'input.idempotencyKey' });
  expect((await listSessions(h.as(acme.ada))).totalCount).toBe(1);
});
