import { openHarness } from '../harness/harness.ts';
import { claim, escalate, publishTree, startSession } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { Answer, Complete, GetHandoff, GetSession, Withdraw } from './documents.ts';

test('claiming makes the claimer the engineer of the session, active at the node where it stood', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const ada = h.as(acme.ada);
  const sessionId = await startSession(ada, { treeId: await publishTree(ada) });
  await ada.run(Answer, { input: { sessionId, nodeKey: 'ping', branch: 'No' } });
  const { id } = await escalate(ada, { sessionId });

  const outcome = await claim(h.as(acme.grace), id);

  expect(outcome).toEqual({ __typename: 'HandoffClaimed', handoff: { id, state: 'CLAIMED' } });
  const { session } = await ada.run(GetSession, { id: sessionId });
  expect(session).toMatchObject({
    status: 'ACTIVE',
    engineer: { id: acme.grace.id },
    openedBy: { id: acme.ada.id },
    currentNode: { key: 'cable' },
  });
  expect(session?.steps.map(step => step.kind)).toEqual(['ANSWER', 'HANDOFF', 'CLAIM']);
});

test('the claimer who asks again gets it again, and whoever comes later learns who has it', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ admins: ['mia'], engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada));
  await claim(h.as(acme.grace), id);

  const again = await claim(h.as(acme.grace), id);
  const late = await claim(h.as(acme.mia), id);

  expect(again).toMatchObject({ __typename: 'HandoffClaimed', handoff: { state: 'CLAIMED' } });
  expect(late).toMatchObject({
    __typename: 'HandoffAlreadyClaimed',
    claimedBy: { id: acme.grace.id, name: 'Grace' },
  });
  const { session } = await h
    .as(acme.ada)
    .run(GetSession, { id: (await h.as(acme.ada).run(GetHandoff, { id })).handoff?.session.id ?? '' });
  expect(session?.steps.filter(step => step.kind === 'CLAIM')).toHaveLength(1);
});

test('what cannot be claimed says why', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const [ada, grace] = [h.as(acme.ada), h.as(acme.grace)];
  const own = await escalate(ada);
  const parked = await escalate(ada, { intent: 'PARK' });
  const withdrawn = await escalate(ada);
  await ada.run(Withdraw, { input: { handoffId: withdrawn.id } });
  const resolved = await escalate(ada);
  await claim(grace, resolved.id);
  await grace.run(Complete, { input: { sessionId: resolved.session.id, outcome: 'RESOLVED' } });

  const outcomes = {
    own: await claim(ada, own.id),
    ownParked: await claim(ada, parked.id),
    withdrawn: await claim(grace, withdrawn.id),
    resolved: await claim(grace, resolved.id),
  };

  expect(outcomes).toMatchObject({
    own: { __typename: 'HandoffNotClaimable', reason: expect.stringContaining('your own') },
    ownParked: { __typename: 'HandoffNotClaimable', reason: expect.stringContaining('Resume') },
    withdrawn: { __typename: 'HandoffNotClaimable', reason: expect.stringContaining('withdrawn') },
    resolved: { __typename: 'HandoffNotClaimable', reason: expect.stringContaining('resolved') },
  });
});

test('nobody claims as a viewer, signed out, from another account, or what a colleague has parked', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'], viewers: ['rex'] });
  const other = await h.anAccount({ engineers: ['eve'] });
  const { id } = await escalate(h.as(acme.ada));
  const parked = await escalate(h.as(acme.ada), { intent: 'PARK' });

  const refusals = {
    viewer: await claim(h.as(acme.rex), id).catch(error => error),
    nobody: await claim(h.nobody, id).catch(error => error),
    otherAccount: await claim(h.as(other.eve), id).catch(error => error),
    parked: await claim(h.as(acme.grace), parked.id).catch(error => error),
    malformed: await claim(h.as(acme.grace), 'handoff_nonsense').catch(error => error),
    wrongType: await claim(h.as(acme.grace), acme.ada.id).catch(error => error),
  };

  expect(refusals).toMatchObject({
    viewer: { code: 'FORBIDDEN' },
    nobody: { code: 'UNAUTHENTICATED' },
    otherAccount: { code: 'NOT_FOUND', field: 'input.handoffId' },
    parked: { code: 'NOT_FOUND', field: 'input.handoffId' },
    malformed: { code: 'BAD_USER_INPUT', field: 'input.handoffId' },
    wrongType: { code: 'BAD_USER_INPUT', field: 'input.handoffId' },
  });
  const { handoff } = await h.as(acme.ada).run(GetHandoff, { id });
  expect(handoff?.state).toBe('OPEN');
});

serverTest('of thirty who claim at the same moment exactly one wins, and all others learn who', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const names: string[] = Array.from({ length: 30 }, (_, index) => `racer${index}`);
  const acme = await h.anAccount({ engineers: ['ada'] });
  const racers = await h.addPeople(acme.ada.account, names);
  const { id, session } = await escalate(h.as(acme.ada));

  const outcomes = await Promise.all(racers.map(racer => claim(h.as(racer), id)));

  const winners = outcomes.filter(outcome => outcome.__typename === 'HandoffClaimed');
  const losers = outcomes.filter(outcome => outcome.__typename === 'HandoffAlreadyClaimed');
  expect([winners.length, losers.length]).toEqual([1, 29]);
  const { handoff } = await h.as(acme.ada).run(GetHandoff, { id });
  expect(new Set(losers.map(loser => loser.claimedBy.id))).toEqual(new Set([handoff?.claimedBy?.id]));
  const after = await h.as(acme.ada).run(GetSession, { id: session.id });
  expect(after.session?.steps.filter(step => step.kind === 'CLAIM')).toHaveLength(1);
  expect(after.session?.engineer.id).toBe(handoff?.claimedBy?.id);
});

serverTest('a claim and a withdrawal at the same moment: one of them happens, never both', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const [ada, grace] = [h.as(acme.ada), h.as(acme.grace)];

  for (let round = 0; round < 10; round++) {
    const { id } = await escalate(ada);
    const [claimed, withdrawn] = await Promise.all([
      claim(grace, id),
      ada.run(Withdraw, { input: { handoffId: id } }).then(
        () => true,
        () => false,
      ),
    ]);

    const { handoff } = await ada.run(GetHandoff, { id });
    expect(handoff?.state).toBe(withdrawn ? 'WITHDRAWN' : 'CLAIMED');
    expect(claimed.__typename).toBe(withdrawn ? 'HandoffNotClaimable' : 'HandoffClaimed');
    expect(handoff?.session).toMatchObject({
      status: 'ACTIVE',
      engineer: { id: withdrawn ? acme.ada.id : acme.grace.id },
    });
  }
});
