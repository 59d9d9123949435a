import { openHarness } from './harness/harness.ts';
import { EscalationCreated, escalate, startSession } from './harness/stories.ts';
import { expect, test } from './harness/test.ts';

test('an escalation reaches the engineers of the account, live and by mail, and nobody else', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'], viewers: ['rex'] });
  await using grace = await h.as(acme.grace).subscribe(EscalationCreated);

  const sessionId = await startSession(h.as(acme.ada), {
    problem: 'Domain controller unreachable',
    ticketRef: 'T-4711',
  });
  const handoff = await escalate(h.as(acme.ada), { sessionId });

  expect(await grace.next()).toMatchObject({
    escalationCreated: { replayed: false, handoff: { id: handoff.id } },
  });
  const mail = await h.mailbox.expectMail({ to: acme.grace.email });
  expect(mail.subject).toBe('Escalation from Ada · T-4711: Domain controller unreachable');
  await h.mailbox.expectMail({ to: acme.owner.email });
});
