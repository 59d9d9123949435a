import { openHarness } from '../harness/harness.ts';
import { claim, escalate, publishTree, startSession } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { Answer, GetHandoff, GetSession, Note } from './documents.ts';

test('an escalation carries a snapshot of everything that was tried, and later steps do not change it', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const ada = h.as(acme.ada);
  const treeId = await publishTree(ada);
  const sessionId = await startSession(ada, {
    treeId,
    problem: 'No mail',
    clientName: 'Contoso',
    ticketRef: 'T-1',
  });
  await ada.run(Answer, { input: { sessionId, nodeKey: 'ping', branch: 'Yes', note: '4 ms' } });
  await ada.run(Note, { input: { sessionId, text: 'Looked at the event log' } });
  h.clock.advance(90);

  const { id } = await escalate(ada, { sessionId, priority: 'HIGH', targetUserId: acme.grace.id });
  await claim(h.as(acme.grace), id);
  await h.as(acme.grace).run(Answer, { input: { sessionId, nodeKey: 'restart', branch: 'It works' } });

  const { handoff } = await ada.run(GetHandoff, { id });
  expect(handoff).toMatchObject({
    intent: 'ESCALATE',
    state: 'CLAIMED',
    priority: 'HIGH',
    engineerNotes: 'No route to the domain controller',
    createdBy: { id: acme.ada.id },
    target: { id: acme.grace.id },
    snapshot: {
      problem: 'No mail',
      clientName: 'Contoso',
      ticketRef: 'T-1',
      treeTitle: 'No route to server',
      treeVersionNumber: 1,
      stepCount: 2,
      currentNode: { key: 'restart', title: 'Restart the service' },
      steps: [
        {
          index: 0,
          kind: 'ANSWER',
          nodeTitle: 'Does the server answer a ping?',
          branch: 'Yes',
          note: '4 ms',
          actorName: 'Ada',
        },
        { index: 1, kind: 'NOTE', note: 'Looked at the event log', actorName: 'Ada' },
      ],
    },
  });
  expect(handoff?.snapshot.secondsSpent).toBeGreaterThanOrEqual(90);
  expect(handoff?.session.currentNode?.key).toBe('solved');
});

test('escalationPackage is the snapshot of the newest escalation, as stored', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const sessionId = await startSession(ada, { problem: 'Printer on fire' });
  const before = await ada.run(GetSession, { id: sessionId });

  await escalate(ada, { sessionId });

  const after = await ada.run(GetSession, { id: sessionId });
  expect(before.session?.escalationPackage).toBeNull();
  expect(after.session?.escalationPackage).toMatchObject({
    problem: 'Printer on fire',
    steps: [],
    treeTitle: null,
  });
  await h.mailbox.expectMail({ to: acme.owner.email });
});

test('escalating needs notes, the session and a colleague who can take it', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'], viewers: ['rex'] });
  const other = await h.anAccount({ engineers: ['eve'] });
  const ada = h.as(acme.ada);
  const sessionId = await startSession(ada);

  const refusals = {
    blank: await escalate(ada, { sessionId, engineerNotes: '  ' }).catch(error => error),
    long: await escalate(ada, { sessionId, engineerNotes: 'x'.repeat(10_001) }).catch(error => error),
    nul: await escalate(ada, { sessionId, engineerNotes: 'a\u0000b' }).catch(error => error),
    self: await escalate(ada, { sessionId, targetUserId: acme.ada.id }).catch(error => error),
    viewer: await escalate(ada, { sessionId, targetUserId: acme.rex.id }).catch(error => error),
    foreign: await escalate(ada, { sessionId, targetUserId: other.eve.id }).catch(error => error),
    wrongType: await escalate(ada, { sessionId, targetUserId: sessionId }).catch(error => error),
    notHers: await escalate(h.as(acme.grace), { sessionId }).catch(error => error),
    otherAccount: await escalate(h.as(other.eve), { sessionId }).catch(error => error),
    viewerActs: await escalate(h.as(acme.rex), { sessionId }).catch(error => error),
    parkWithTarget: await escalate(ada, { sessionId, intent: 'PARK', targetUserId: acme.grace.id }).catch(
      error => error,
    ),
  };

  expect(refusals).toMatchObject({
    blank: { code: 'BAD_USER_INPUT', field: 'input.engineerNotes' },
    long: { code: 'BAD_USER_INPUT', field: 'input.engineerNotes' },
    nul: { code: 'BAD_USER_INPUT', field: 'input.engineerNotes' },
    self: { code: 'BAD_USER_INPUT', field: 'input.targetUserId' },
    viewer: { code: 'BAD_USER_INPUT', field: 'input.targetUserId' },
    foreign: { code: 'NOT_FOUND', field: 'input.targetUserId' },
    wrongType: { code: 'BAD_USER_INPUT', field: 'input.targetUserId' },
    notHers: { code: 'FORBIDDEN' },
    otherAccount: { code: 'NOT_FOUND', field: 'input.sessionId' },
    viewerActs: { code: 'FORBIDDEN' },
    parkWithTarget: { code: 'BAD_USER_INPUT', field: 'input.targetUserId' },
  });
  const { session } = await ada.run(GetSession, { id: sessionId });
  expect(session).toMatchObject({ status: 'ACTIVE', steps: [], handoffs: { totalCount: 0 } });
});

test('a session that is not active cannot be handed off, and says what it is instead', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { session } = await escalate(ada);

  const again = await escalate(ada, { sessionId: session.id }).catch(error => error);

  expect(again).toMatchObject({ code: 'CONFLICT', details: { status: 'ESCALATED' } });
  await h.mailbox.expectMail({ to: acme.owner.email });
});

test('the same idempotency key makes one escalation, one event and one mail, however often it is sent', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const sessionId = await startSession(ada);

  const first = await escalate(ada, { sessionId, idempotencyKey: 'once' });
  const second = await escalate(ada, { sessionId, idempotencyKey: 'once' });
  const other = await escalate(ada, { sessionId, idempotencyKey: 'once', priority: 'LOW' }).catch(
    error => error,
  );

  expect(second.id).toBe(first.id);
  expect(other).toMatchObject({ code: 'CONFLICT', field: 'input.idempotencyKey' });
  await h.mailbox.expectMail({ to: acme.owner.email });
  await h.settled();
  const events = await h.app.eventLog.read(acme.owner.account.uuid, 0, 10);
  const once = ['escalation.created', 'notification.added'];
  expect(events.map(({ type }) => type).filter(type => once.includes(type))).toEqual(once);
});

test('a day later the same key is a new request', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const first = await startSession(ada, { idempotencyKey: 'daily' });

  h.clock.advance(25 * 3_600);

  // The token of the test lives for a day, so a fresh one is needed too: the key is what is looked at here.
  const renewed = await h.renew(acme.ada);
  const second = await startSession(renewed, { idempotencyKey: 'daily' });
  expect(second).not.toBe(first);
});

serverTest('ten identical escalations at the same moment make one handoff', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const sessionId = await startSession(ada);

  const made = await Promise.all(
    Array.from({ length: 10 }, () => escalate(ada, { sessionId, idempotencyKey: 'k' })),
  );

  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  await h.mailbox.expectMail({ to: acme.owner.email });
});
