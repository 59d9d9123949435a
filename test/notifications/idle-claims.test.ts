import { Deactivate, GetSession, Note, Release, Resume, Return } from '../handoffs/documents.ts';
import { openHarness } from '../harness/harness.ts';
import { claim, EscalationEvents, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { aRung, GetLadder, listFacts, passMinutes, SetPolicy } from './ladder-stories.ts';

const note = (sessionId: string) => ({ input: { sessionId, text: 'Looked at the switch' } });

test('who claims and does nothing is reminded after half an hour, and after a quarter more it is back in the queue', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id, session } = await escalate(h.as(acme.ada));
  await passMinutes(h, 0);
  for (const person of [acme.owner, acme.grace]) await h.mailbox.expectMail({ to: person.email });
  await using stream = await h.as(acme.owner).subscribe(EscalationEvents);
  await stream.next();
  await claim(h.as(acme.grace), id);
  await stream.next();

  await passMinutes(h, 29);
  const early = stream.pending.length;
  await passMinutes(h, 1);
  const mail = await h.mailbox.expectMail({ to: acme.grace.email, subject: /^Still yours/ });
  const reminded = await stream.next();
  await passMinutes(h, 15);
  const released = await stream.next();
  for (const person of [acme.owner, acme.grace])
    await h.mailbox.expectMail({ to: person.email, subject: /^Still open/ });

  const idle = 'Grace has done nothing on it for 30 minutes.';
  const threat = 'Without a sign of work it goes back into the queue in 15 minutes.';
  expect(early).toBe(0);
  expect(reminded.escalationEvents).toMatchObject({
    __typename: 'EscalationClaimIdle',
    actor: null,
    reason: `${idle} ${threat}`,
    handoff: { id },
  });
  expect(mail.text).toContain('Nothing has happened in it for 30 minutes');
  expect(mail.text).toContain(`/handoffs/${id}`);
  const reason = 'Grace has done nothing on it for 45 minutes.';
  expect(released.escalationEvents).toMatchObject({
    __typename: 'EscalationReleased',
    actor: null,
    reason,
  });
  const after = await h.as(acme.ada).run(GetSession, { id: session.id });
  expect(after.session).toMatchObject({
    status: 'ESCALATED',
    engineer: { id: acme.ada.id },
    handoffs: { nodes: [{ id, state: 'OPEN' }] },
  });
  expect(after.session?.steps.map(step => [step.kind, step.note, step.actor.id])).toEqual([
    ['HANDOFF', 'No route to the domain controller', acme.ada.id],
    ['CLAIM', null, acme.grace.id],
    ['HANDOFF', `Released by ResolutionFlow: ${reason}`, acme.grace.id],
  ]);
  // It is on its ladder again, and somebody else can have it.
  const { handoff } = await h.as(acme.owner).run(GetLadder, { id });
  expect(handoff?.ladder).toMatchObject({ rung: 0, nextAudience: 'EVERYONE' });
  expect((await claim(h.as(acme.owner), id)).__typename).toBe('HandoffClaimed');
});

test('any sign of work begins the time anew, also after the reminder', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id, session } = await escalate(h.as(acme.ada));
  await claim(h.as(acme.grace), id);
  const types = async () => (await listFacts(h, acme.owner)).map(([type]) => type).slice(2);

  await passMinutes(h, 20);
  await h.as(acme.grace).run(Note, note(session.id));
  await passMinutes(h, 29);
  const working = await types();
  await passMinutes(h, 1);
  const idle = await types();
  await h.as(acme.grace).run(Note, note(session.id));
  await passMinutes(h, 29);
  const workingAgain = await types();
  await passMinutes(h, 1);
  await passMinutes(h, 15);

  expect(working).toEqual([]);
  expect(idle).toEqual(['escalation.claim_idle']);
  expect(workingAgain).toEqual(['escalation.claim_idle']);
  expect(await types()).toEqual(['escalation.claim_idle', 'escalation.claim_idle', 'escalation.released']);
});

test('who has parked it is left alone until half an hour after coming back', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id, session } = await escalate(h.as(acme.ada));
  await claim(h.as(acme.grace), id);
  await escalate(h.as(acme.grace), { sessionId: session.id, intent: 'PARK' });
  const count = async () => (await listFacts(h, acme.owner)).length;

  for (let hours = 0; hours < 3; hours++) await passMinutes(h, 60);
  const parked = await count();
  await h.as(acme.grace).run(Resume, { input: { sessionId: session.id } });
  await passMinutes(h, 29);
  const resumed = await count();
  await passMinutes(h, 1);

  expect([parked, resumed]).toEqual([2, 2]);
  expect((await listFacts(h, acme.owner)).at(-1)?.[0]).toBe('escalation.claim_idle');
});

test('who has parked it and was deactivated keeps nobody waiting, and gets no mail', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id, session } = await escalate(h.as(acme.ada));
  await passMinutes(h, 0);
  for (const person of [acme.owner, acme.grace]) await h.mailbox.expectMail({ to: person.email });
  await claim(h.as(acme.grace), id);
  await escalate(h.as(acme.grace), { sessionId: session.id, intent: 'PARK' });
  await h.as(acme.owner).run(Deactivate, { input: { userId: acme.grace.id } });

  await passMinutes(h, 30);
  await passMinutes(h, 15);
  await h.mailbox.expectMail({ to: acme.owner.email, subject: /^Still open/ });

  const after = await h.as(acme.ada).run(GetSession, { id: session.id });
  expect(after.session?.status).toBe('ESCALATED');
  expect(after.session?.handoffs.nodes.map(({ state }) => state)).toContain('OPEN');
  expect((await claim(h.as(acme.owner), id)).__typename).toBe('HandoffClaimed');
});

test('who has passed it on is not reminded of it, and a claim that is over is not either', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  await h.as(acme.owner).run(SetPolicy, { input: { rungs: [] } });
  const passedOn = await escalate(h.as(acme.ada));
  const returned = await escalate(h.as(acme.ada));
  const released = await escalate(h.as(acme.ada));
  for (const { id } of [passedOn, returned, released]) await claim(h.as(acme.grace), id);
  await escalate(h.as(acme.grace), { sessionId: passedOn.session.id });
  await h.as(acme.grace).run(Return, { input: { handoffId: returned.id, guidance: 'Reboot it' } });
  await passMinutes(h, 20);
  await h.as(acme.grace).run(Release, { input: { handoffId: released.id } });
  await claim(h.as(acme.linus), released.id);
  const before = (await listFacts(h, acme.owner)).length;

  await passMinutes(h, 29);

  expect(await listFacts(h, acme.owner)).toHaveLength(before);
  await passMinutes(h, 1);
  expect((await listFacts(h, acme.owner)).slice(before).map(([, reason]) => reason)).toEqual([
    expect.stringContaining('Linus has done nothing on it for 30 minutes.'),
  ]);
});

test('an account can have the reminder without the release, or neither', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const off = await h.anAccount({ engineers: ['ada', 'grace'] });
  await h.as(acme.owner).run(SetPolicy, {
    input: { rungs: [aRung('OWNERS', 60)], claimReminderMinutes: 5, claimReleaseMinutes: null },
  });
  await h.as(off.owner).run(SetPolicy, { input: { claimReminderMinutes: null } });
  for (const people of [acme, off]) await claim(h.as(people.grace), (await escalate(h.as(people.ada))).id);

  for (const minutes of [5, 10, 300]) await passMinutes(h, minutes);

  expect((await listFacts(h, acme.owner)).slice(2)).toEqual([
    ['escalation.claim_idle', 'Grace has done nothing on it for 5 minutes.'],
  ]);
  expect(await listFacts(h, off.owner)).toHaveLength(2);
});
