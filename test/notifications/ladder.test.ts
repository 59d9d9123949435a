import { Deactivate, Release, Withdraw } from '../handoffs/documents.ts';
import { openHarness } from '../harness/harness.ts';
import { claim, EscalationEvents, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { aRung, GetLadder, listFacts, passMinutes, SetPolicy } from './ladder-stories.ts';

test('who nobody answers is heard of again after ten minutes by everyone, after ten more by the owners, and then no more', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using stream = await h.as(acme.grace).subscribe(EscalationEvents);
  const { id } = await escalate(h.as(acme.ada));
  await passMinutes(h, 0);
  for (const person of [acme.owner, acme.grace]) await h.mailbox.expectMail({ to: person.email });

  await passMinutes(h, 9);
  const before = await listFacts(h, acme.owner);
  await passMinutes(h, 1);
  for (const person of [acme.owner, acme.grace]) await h.mailbox.expectMail({ to: person.email });
  const { handoff: between } = await h.as(acme.grace).run(GetLadder, { id });
  await passMinutes(h, 10);
  await h.mailbox.expectMail({ to: acme.owner.email });
  await passMinutes(h, 600);

  expect(before).toEqual([['escalation.created', undefined]]);
  expect(between?.ladder).toMatchObject({
    rung: 1,
    rungCount: 2,
    nextAudience: 'OWNERS',
    isExhausted: false,
  });
  expect((await listFacts(h, acme.owner)).slice(1)).toEqual([
    ['escalation.ladder_climbed', 'Nobody claimed it within 10 minutes; everyone was notified again.'],
    ['escalation.ladder_climbed', 'Nobody claimed it within 20 minutes; the owners were notified.'],
  ]);
  const seen = [await stream.next(), await stream.next(), await stream.next()];
  expect(seen.map(({ escalationEvents }) => escalationEvents.__typename)).toEqual([
    ...['StreamReady', 'EscalationCreated', 'EscalationRepeated'],
  ]);
  expect(seen[2]?.escalationEvents).toMatchObject({
    actor: null,
    reason: 'Nobody claimed it within 10 minutes; everyone was notified again.',
    handoff: { id },
  });
  expect((await h.as(acme.grace).run(GetLadder, { id })).handoff?.ladder).toMatchObject({
    rung: 2,
    nextAt: null,
    nextAudience: null,
    isExhausted: true,
  });
});

test('the more urgent, the sooner: 3 minutes for URGENT, 5 for HIGH, 10 for NORMAL, 60 for LOW', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ids = [];
  for (const priority of ['URGENT', 'HIGH', 'NORMAL', 'LOW'] as const)
    ids.push((await escalate(h.as(acme.ada), { priority })).id);
  const climbed: number[] = [];

  for (const minutes of [2, 1, 1, 1, 4, 1, 49, 1]) {
    await passMinutes(h, minutes);
    const facts = await listFacts(h, acme.owner);
    climbed.push(facts.filter(([type]) => type === 'escalation.ladder_climbed').length);
  }

  // At 2, 3, 4, 5, 9, 10, 59 and 60 minutes; the owners hear of URGENT and HIGH meanwhile, of NORMAL after 20.
  expect(climbed).toEqual([0, 1, 1, 2, 3, 5, 6, 7]);
  expect(ids).toHaveLength(4);
});

test('a second line that is named is notified alone, and everyone in its place once nobody of it is left', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  await h.as(acme.owner).run(SetPolicy, {
    input: {
      secondLineUserIds: [acme.linus.id],
      rungs: [aRung('SECOND_LINE', 2), aRung('SECOND_LINE', 3)],
    },
  });
  const { id } = await escalate(h.as(acme.ada));
  await passMinutes(h, 0);
  const everyone = [acme.owner, acme.grace, acme.linus];
  for (const person of everyone) await h.mailbox.expectMail({ to: person.email });
  await h.settled();
  const { handoff } = await h.as(acme.grace).run(GetLadder, { id });

  await passMinutes(h, 2);
  await h.mailbox.expectMail({ to: acme.linus.email });
  expect(h.mailbox.unread()).toEqual([]);
  await h.as(acme.owner).run(Deactivate, { input: { userId: acme.linus.id } });
  await passMinutes(h, 3);
  for (const person of [acme.owner, acme.grace]) await h.mailbox.expectMail({ to: person.email });

  expect(handoff?.ladder).toMatchObject({ rung: 0, nextAudience: 'SECOND_LINE' });
  const dueIn = Date.parse(handoff?.ladder?.nextAt ?? '') - Date.parse(handoff?.createdAt ?? '');
  expect(dueIn).toBe(120_000);
  expect((await listFacts(h, acme.owner)).slice(1).map(([, reason]) => reason)).toEqual([
    'Nobody claimed it within 2 minutes; the second line was notified again.',
    'Nobody claimed it within 5 minutes; nobody of the second line is there, so everyone was notified again.',
  ]);
});

test('when the only owner is the one who is stuck, everyone is notified in the place of the owners', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['grace'] });
  const alone = await h.anAccount();
  for (const { owner } of [acme, alone]) {
    await h.as(owner).run(SetPolicy, { input: { rungs: [aRung('OWNERS', 4)] } });
    await escalate(h.as(owner));
  }
  await h.mailbox.expectMail({ to: acme.grace.email });

  // Nobody else is there to be told, and the alarm goes to the only owner there is.
  await h.mailbox.expectMail({ to: alone.owner.email, subject: /NOBODY REACHED/ });
  await passMinutes(h, 4);

  await h.mailbox.expectMail({ to: acme.grace.email });
  expect((await listFacts(h, acme.owner)).at(-1)?.[1]).toBe(
    'Nobody claimed it within 4 minutes; no other owner is there, so everyone was notified again.',
  );
  expect((await listFacts(h, alone.owner)).at(-1)?.[1]).toBe(
    'Nobody claimed it within 4 minutes; there is nobody else to notify.',
  );
});

test('a claim or a withdrawal stops the ladder, and a release begins it anew with the same definition', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const first = await escalate(h.as(acme.ada), { priority: 'URGENT' });
  const second = await escalate(h.as(acme.ada), { priority: 'URGENT' });
  await passMinutes(h, 3);
  await claim(h.as(acme.grace), first.id);
  await h.as(acme.ada).run(Withdraw, { input: { handoffId: second.id } });
  await h.as(acme.owner).run(SetPolicy, { input: { rungs: [] } });
  const ladderOf = async (id: string) => (await h.as(acme.grace).run(GetLadder, { id })).handoff?.ladder;

  await passMinutes(h, 20);
  const stopped = await Promise.all([ladderOf(first.id), ladderOf(second.id)]);
  await h.as(acme.grace).run(Release, { input: { handoffId: first.id } });
  await h.settled();
  const restarted = await ladderOf(first.id);
  await passMinutes(h, 3);

  expect(stopped).toMatchObject([
    { rung: 1, nextAt: null, isExhausted: false },
    { rung: 1, nextAt: null },
  ]);
  expect(restarted).toMatchObject({ rung: 0, rungCount: 2, nextAudience: 'EVERYONE' });
  expect(await ladderOf(first.id)).toMatchObject({ rung: 1 });
  const types = (await listFacts(h, acme.owner)).map(([type]) => type);
  expect(types.filter(type => type === 'escalation.ladder_climbed')).toHaveLength(3);
  const rounds = await h.app.database.query<{ round: number }>(
    `select (data ->> 'round')::integer as round from jobs.job
      where name = 'notify-people' and data ->> 'accountId' = ? order by 1`,
    [acme.owner.account.uuid],
  );
  expect(rounds.map(({ round }) => round)).toEqual([101, 101, 201]);
  await h.as(acme.ada).run(Withdraw, { input: { handoffId: first.id } });
});

test('an escalation keeps the ladder it was made with, whatever the policy becomes', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const before = await escalate(h.as(acme.ada));
  await h.settled();
  await h.as(acme.owner).run(SetPolicy, { input: { rungs: [aRung('EVERYONE', 1)] } });
  const after = await escalate(h.as(acme.ada));
  // At once: its ladder may not be there yet.
  await h.as(acme.owner).run(SetPolicy, { input: { rungs: [] } });
  const off = await escalate(h.as(acme.ada));

  await passMinutes(h, 1);

  const ladders = [];
  for (const { id } of [before, after, off])
    ladders.push((await h.as(acme.owner).run(GetLadder, { id })).handoff?.ladder);
  expect(ladders).toMatchObject([
    { rung: 0, rungCount: 2 },
    { rung: 1, rungCount: 2, nextAudience: 'OWNERS', isExhausted: false },
    null,
  ]);
});

test('a timer that comes too early waits for the rest of its time, and one that comes an hour late climbs one rung', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const { id } = await escalate(h.as(acme.ada));
  await h.settled();
  const rung = async () => (await h.as(acme.owner).run(GetLadder, { id })).handoff?.ladder;

  await h.app.database.query(
    "update jobs.job set start_after = now() where name = 'escalation-ladder' and state = 'created'",
  );
  await h.settled();
  const early = await rung();
  await passMinutes(h, 60);
  const late = await rung();

  expect(early).toMatchObject({ rung: 0 });
  expect(late).toMatchObject({ rung: 1, nextAudience: 'OWNERS' });
  const left = Date.parse(late?.nextAt ?? '') - h.clock.now().getTime();
  expect(left).toBeGreaterThan(9 * 60_000);
  await passMinutes(h, 10);
  expect(await rung()).toMatchObject({ rung: 2 });
});
