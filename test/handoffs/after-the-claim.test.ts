import { openHarness } from '../harness/harness.ts';
import { claim, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { Complete, Deactivate, GetHandoff, GetSession, Release, Return, Withdraw } from './documents.ts';

test('a released escalation is open again with the session back in the queue, and somebody else can claim it', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  const { id, session } = await escalate(h.as(acme.ada));
  await claim(h.as(acme.grace), id);

  const { releaseHandoff } = await h
    .as(acme.grace)
    .run(Release, { input: { handoffId: id, reason: 'Lunch' } });
  const next = await claim(h.as(acme.linus), id);

  expect(releaseHandoff).toMatchObject({
    state: 'OPEN',
    claimedBy: null,
    claimedAt: null,
    session: { status: 'ESCALATED', engineer: { id: acme.ada.id } },
  });
  expect(next.__typename).toBe('HandoffClaimed');
  const after = await h.as(acme.ada).run(GetSession, { id: session.id });
  expect(after.session?.steps.map(step => [step.kind, step.note])).toEqual([
    ['HANDOFF', 'No route to the domain controller'],
    ['CLAIM', null],
    ['HANDOFF', 'Released: Lunch'],
    ['CLAIM', null],
  ]);
});

test('an admin can release what a colleague has claimed, another engineer cannot', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ admins: ['mia'], engineers: ['ada', 'grace', 'linus'] });
  const { id } = await escalate(h.as(acme.ada));
  await claim(h.as(acme.grace), id);

  const refused = await h
    .as(acme.linus)
    .run(Release, { input: { handoffId: id } })
    .catch(error => error);
  const { releaseHandoff } = await h.as(acme.mia).run(Release, { input: { handoffId: id } });

  expect(refused).toMatchObject({ code: 'FORBIDDEN' });
  expect(releaseHandoff.state).toBe('OPEN');
});

test('a claimer who parked the session and left can be released by an admin', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ admins: ['mia'], engineers: ['ada', 'grace'] });
  const { id, session } = await escalate(h.as(acme.ada));
  await claim(h.as(acme.grace), id);
  await escalate(h.as(acme.grace), { sessionId: session.id, intent: 'PARK' });
  await h.as(acme.owner).run(Deactivate, { input: { userId: acme.grace.id } });

  const { releaseHandoff } = await h.as(acme.mia).run(Release, { input: { handoffId: id } });

  expect(releaseHandoff).toMatchObject({
    state: 'OPEN',
    session: { status: 'ESCALATED', engineer: { id: acme.ada.id } },
  });
  expect((await claim(h.as(acme.mia), id)).__typename).toBe('HandoffClaimed');
});

test('returning gives the session back to its maker, active, with the guidance in the trail', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id, session } = await escalate(h.as(acme.ada));
  await claim(h.as(acme.grace), id);

  const { returnHandoff } = await h
    .as(acme.grace)
    .run(Return, { input: { handoffId: id, guidance: 'Clear the ARP cache' } });

  expect(returnHandoff).toMatchObject({
    state: 'RETURNED',
    closeReason: 'Clear the ARP cache',
    session: { status: 'ACTIVE', engineer: { id: acme.ada.id } },
  });
  const after = await h.as(acme.ada).run(GetSession, { id: session.id });
  expect(after.session?.steps.at(-1)).toMatchObject({
    kind: 'RETURN',
    note: 'Clear the ARP cache',
    actor: { id: acme.grace.id },
  });
});

test('it cannot be returned to somebody who is not there any more', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada));
  await claim(h.as(acme.grace), id);
  await h.as(acme.owner).run(Deactivate, { input: { userId: acme.ada.id } });

  const refused = await h
    .as(acme.grace)
    .run(Return, { input: { handoffId: id, guidance: 'Try again' } })
    .catch(error => error);

  expect(refused).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('Ada') });
});

test('the maker can withdraw an open escalation and goes on; a claimed one not any more', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const [ada, grace] = [h.as(acme.ada), h.as(acme.grace)];
  const first = await escalate(ada);
  const second = await escalate(ada);
  await claim(grace, second.id);

  const { withdrawHandoff } = await ada.run(Withdraw, { input: { handoffId: first.id, reason: 'Found it' } });
  const tooLate = await ada.run(Withdraw, { input: { handoffId: second.id } }).catch(error => error);
  const notMaker = await grace.run(Withdraw, { input: { handoffId: second.id } }).catch(error => error);

  expect(withdrawHandoff).toMatchObject({
    state: 'WITHDRAWN',
    closeReason: 'Found it',
    session: { status: 'ACTIVE', engineer: { id: acme.ada.id } },
  });
  expect(tooLate).toMatchObject({ code: 'CONFLICT', details: { state: 'CLAIMED' } });
  expect(notMaker).toMatchObject({ code: 'FORBIDDEN' });
});

test('completing the session resolves the escalation, also one that was passed on twice', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  const first = await escalate(h.as(acme.ada));
  const sessionId = first.session.id;
  await claim(h.as(acme.grace), first.id);
  const second = await escalate(h.as(acme.grace), { sessionId });
  await claim(h.as(acme.linus), second.id);

  const { completeSession } = await h
    .as(acme.linus)
    .run(Complete, { input: { sessionId, outcome: 'RESOLVED' } });

  expect(completeSession.handoffs.nodes.map(handoff => handoff.state)).toEqual(['RESOLVED', 'RESOLVED']);
  const events = await h.app.eventLog.read(acme.owner.account.uuid, 0, 40);
  // What people are told of it, and what it may come from, come in their own time.
  const inTheirTime = ['notification.added', 'escalation.assessed'];
  const types = events.map(({ type }) => type).filter(type => !inTheirTime.includes(type));
  expect(types.slice(-3)).toEqual(['session.completed', 'escalation.resolved', 'escalation.resolved']);
});

test('while a newer escalation of the same session is alive, the older one waits for it', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  const first = await escalate(h.as(acme.ada));
  const sessionId = first.session.id;
  await claim(h.as(acme.grace), first.id);
  const second = await escalate(h.as(acme.grace), { sessionId });

  const release = await h
    .as(acme.grace)
    .run(Release, { input: { handoffId: first.id } })
    .catch(error => error);
  await claim(h.as(acme.linus), second.id);
  const giveBack = await h
    .as(acme.grace)
    .run(Return, { input: { handoffId: first.id, guidance: 'x' } })
    .catch(error => error);
  await h.as(acme.linus).run(Return, { input: { handoffId: second.id, guidance: 'Reset the port' } });
  const { returnHandoff } = await h
    .as(acme.grace)
    .run(Return, { input: { handoffId: first.id, guidance: 'Reset the port' } });

  expect(release).toMatchObject({ code: 'CONFLICT' });
  expect(giveBack).toMatchObject({ code: 'CONFLICT' });
  expect(returnHandoff).toMatchObject({ state: 'RETURNED', session: { engineer: { id: acme.ada.id } } });
});

test('only a claimed escalation is released or returned, and only by those who may', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'], viewers: ['rex'] });
  const other = await h.anAccount({ engineers: ['eve'] });
  const { id } = await escalate(h.as(acme.ada));

  const attempts = {
    releaseOpen: await h
      .as(acme.owner)
      .run(Release, { input: { handoffId: id } })
      .catch(error => error),
    returnOpen: await h
      .as(acme.grace)
      .run(Return, { input: { handoffId: id, guidance: 'x' } })
      .catch(error => error),
    releaseForeign: await h
      .as(other.eve)
      .run(Release, { input: { handoffId: id } })
      .catch(error => error),
    returnForeign: await h
      .as(other.eve)
      .run(Return, { input: { handoffId: id, guidance: 'x' } })
      .catch(error => error),
    withdrawForeign: await h
      .as(other.eve)
      .run(Withdraw, { input: { handoffId: id } })
      .catch(error => error),
    releaseViewer: await h
      .as(acme.rex)
      .run(Release, { input: { handoffId: id } })
      .catch(error => error),
    returnNobody: await h.nobody
      .run(Return, { input: { handoffId: id, guidance: 'x' } })
      .catch(error => error),
    blankGuidance: await h
      .as(acme.grace)
      .run(Return, { input: { handoffId: id, guidance: ' ' } })
      .catch(error => error),
  };

  expect(attempts).toMatchObject({
    releaseOpen: { code: 'CONFLICT', details: { state: 'OPEN' } },
    returnOpen: { code: 'FORBIDDEN' },
    releaseForeign: { code: 'NOT_FOUND' },
    returnForeign: { code: 'NOT_FOUND' },
    withdrawForeign: { code: 'NOT_FOUND' },
    releaseViewer: { code: 'FORBIDDEN' },
    returnNobody: { code: 'UNAUTHENTICATED' },
    blankGuidance: { code: 'BAD_USER_INPUT', field: 'input.guidance' },
  });
  expect((await h.as(acme.ada).run(GetHandoff, { id })).handoff?.state).toBe('OPEN');
});
