import { openHarness } from '../harness/harness.ts';
import { claim, escalate, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { Complete, GetHandoff, GetSession, List, Note, Resume } from './documents.ts';

test('parking puts the session away, and its engineer takes it up again', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const { session } = await escalate(ada, { intent: 'PARK', engineerNotes: 'Waiting for the vendor' });
  const blocked = await ada.run(Note, { input: { sessionId: session.id, text: 'x' } }).catch(error => error);

  const { resumeSession } = await ada.run(Resume, { input: { sessionId: session.id } });

  expect(session.status).toBe('PARKED');
  expect(blocked).toMatchObject({ code: 'CONFLICT', details: { status: 'PARKED' } });
  expect(resumeSession).toMatchObject({
    status: 'ACTIVE',
    handoffs: { nodes: [{ intent: 'PARK', state: 'RETURNED', closeReason: 'Resumed.' }] },
  });
});

test('what is parked is private: no colleague, not even the owner, sees the handoff or its notes', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id, session } = await escalate(h.as(acme.ada), { intent: 'PARK', engineerNotes: 'A secret worry' });

  for (const person of [acme.grace, acme.owner]) {
    const direct = await h
      .as(person)
      .run(GetHandoff, { id })
      .catch(error => error);
    const seen = await h.as(person).run(GetSession, { id: session.id });
    const { handoffs } = await h.as(person).run(List, {});

    expect(direct).toMatchObject({ code: 'NOT_FOUND' });
    expect(seen.session?.handoffs.nodes).toEqual([]);
    expect(JSON.stringify(seen)).not.toContain('secret');
    expect(handoffs.nodes).toEqual([]);
  }
  const { handoffs } = await h.as(acme.ada).run(List, { intent: 'PARK' });
  expect(handoffs.nodes.map(handoff => handoff.id)).toEqual([id]);
});

test('parking tells nobody: no mail, no event in the stream', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });

  await escalate(h.as(acme.ada), { intent: 'PARK', engineerNotes: '' });
  await h.settled();

  expect(h.mailbox.unread()).toEqual([]);
  const events = await h.app.eventLog.read(acme.owner.account.uuid, 0, 10);
  expect(events.map(event => event.type)).toEqual(['session.parked']);
});

test('only its engineer resumes a session, and only a parked one', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'], viewers: ['rex'] });
  const other = await h.anAccount({ engineers: ['eve'] });
  const { session } = await escalate(h.as(acme.ada), { intent: 'PARK' });
  const active = await startSession(h.as(acme.ada));
  const attempt = (client: ReturnType<typeof h.as>, sessionId: string) =>
    client.run(Resume, { input: { sessionId } }).catch(error => error);

  expect(await attempt(h.as(acme.grace), session.id)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await attempt(h.as(acme.rex), session.id)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await attempt(h.as(other.eve), session.id)).toMatchObject({
    code: 'NOT_FOUND',
    field: 'input.sessionId',
  });
  expect(await attempt(h.nobody, session.id)).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await attempt(h.as(acme.ada), active)).toMatchObject({
    code: 'CONFLICT',
    details: { status: 'ACTIVE' },
  });
});

test('the time a session is parked does not count as time spent', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  const sessionId = await startSession(ada);
  h.clock.advance(60);
  await escalate(ada, { sessionId, intent: 'PARK' });
  h.clock.advance(3_600);
  await ada.run(Resume, { input: { sessionId } });
  h.clock.advance(30);

  const { id } = await escalate(ada, { sessionId });

  const { handoff } = await ada.run(GetHandoff, { id });
  expect(handoff?.snapshot.secondsSpent).toBeGreaterThanOrEqual(90);
  expect(handoff?.snapshot.secondsSpent).toBeLessThan(3_600);
  await h.mailbox.expectMail({ to: acme.owner.email });
});

test('a viewer sees the escalations of a completed session, and nothing before that', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'], viewers: ['rex'] });
  const { id, session } = await escalate(h.as(acme.ada));
  const before = await h
    .as(acme.rex)
    .run(GetHandoff, { id })
    .catch(error => error);
  await claim(h.as(acme.owner), id);

  await h.as(acme.owner).run(Complete, { input: { sessionId: session.id, outcome: 'UNRESOLVED' } });

  expect(before).toMatchObject({ code: 'NOT_FOUND' });
  expect((await h.as(acme.rex).run(GetHandoff, { id })).handoff).toMatchObject({ id, state: 'RESOLVED' });
});
