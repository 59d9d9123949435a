import { Complete, Deactivate, Queue, Release, Return, SetRole, Withdraw } from '../handoffs/documents.ts';
import { openHarness } from '../harness/harness.ts';
import { claim, EscalationCreated, EscalationEvents, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

for (const mode of ['distinct', 'single'] as const) {
  test(`an escalation arrives live on a ${mode} connection, and nothing of another account does`, async () => {
    await using h = await openHarness();
    h.mailbox.ignoreAll();
    const [acme, globex] = [
      await h.anAccount({ engineers: ['ada', 'grace'] }),
      await h.anAccount({ engineers: ['eve'] }),
    ];
    await using grace = await h.as(acme.grace).subscribe(EscalationCreated, {}, { mode });
    await using owner = await h.as(acme.owner).subscribe(EscalationCreated, {}, { mode });
    await using eve = await h.as(globex.eve).subscribe(EscalationCreated, {}, { mode });

    const foreign = await escalate(h.as(globex.eve));
    const handoff = await escalate(h.as(acme.ada), { priority: 'URGENT' });

    const expected = {
      escalationCreated: { replayed: false, handoff: { id: handoff.id, priority: 'URGENT' } },
    };
    expect(await grace.next()).toMatchObject(expected);
    expect(await owner.next()).toMatchObject(expected);
    expect(await eve.next()).toMatchObject({ escalationCreated: { handoff: { id: foreign.id } } });
    expect([grace.pending, owner.pending, eve.pending]).toEqual([[], [], []]);
  });
}

test('/graphql serves the stream too when asked for events', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using grace = await h.as(acme.grace).subscribe(EscalationCreated, {}, { path: '/graphql' });

  const { id } = await escalate(h.as(acme.ada));

  expect(await grace.next()).toMatchObject({ escalationCreated: { handoff: { id } } });
});

test('everything that can happen to an escalation is an event of the stream, in order', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const [ada, grace] = [h.as(acme.ada), h.as(acme.grace)];
  await using stream = await h.as(acme.owner).subscribe(EscalationEvents);

  const first = await escalate(ada);
  await claim(grace, first.id);
  await grace.run(Release, { input: { handoffId: first.id, reason: 'Lunch' } });
  await claim(grace, first.id);
  await grace.run(Return, { input: { handoffId: first.id, guidance: 'Reboot' } });
  const second = await escalate(ada, { sessionId: first.session.id });
  await ada.run(Withdraw, { input: { handoffId: second.id, reason: 'Found it' } });
  const third = await escalate(ada, { sessionId: first.session.id });
  await claim(grace, third.id);
  await grace.run(Complete, { input: { sessionId: first.session.id, outcome: 'RESOLVED' } });

  const events = [];
  for (let count = 0; count < 11; count++) events.push((await stream.next()).escalationEvents);
  expect(events[0]).toMatchObject({ __typename: 'StreamReady', accountId: acme.owner.account.id });
  const [adaActs, graceActs] = [{ actor: { id: acme.ada.id } }, { actor: { id: acme.grace.id } }];
  expect(events.slice(1)).toMatchObject([
    { __typename: 'EscalationCreated', handoff: { id: first.id }, ...adaActs },
    { __typename: 'EscalationClaimed', handoff: { id: first.id }, ...graceActs },
    { __typename: 'EscalationReleased', handoff: { id: first.id }, reason: 'Lunch', ...graceActs },
    { __typename: 'EscalationClaimed', handoff: { id: first.id }, ...graceActs },
    { __typename: 'EscalationReturned', handoff: { id: first.id }, reason: 'Reboot', ...graceActs },
    { __typename: 'EscalationCreated', handoff: { id: second.id }, ...adaActs },
    { __typename: 'EscalationWithdrawn', handoff: { id: second.id }, reason: 'Found it', ...adaActs },
    { __typename: 'EscalationCreated', handoff: { id: third.id }, ...adaActs },
    { __typename: 'EscalationClaimed', handoff: { id: third.id }, ...graceActs },
    { __typename: 'EscalationResolved', handoff: { id: third.id }, ...graceActs },
  ]);
});

test('a client that was away replays exactly what it missed from its last cursor, then goes live', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const ada = h.as(acme.ada);
  let cursor: string;
  const seen = (await escalate(ada)).id;
  {
    const { escalationQueue } = await h.as(acme.grace).run(Queue, {});
    expect(escalationQueue.edges.map(edge => edge.node.id)).toEqual([seen]);
    await using stream = await h
      .as(acme.grace)
      .subscribe(EscalationCreated, { after: escalationQueue.eventCursor });
    const before = await escalate(ada);
    const { escalationCreated } = await stream.next();
    expect(escalationCreated.handoff.id).toBe(before.id);
    cursor = escalationCreated.cursor;
  }
  // A stream counts as open when there is one more: none may be closing meanwhile.
  await waitFor('the stream to be gone', () => h.app.live.readerCount === 0);
  const missed = [await escalate(ada), await escalate(ada), await escalate(ada)];

  await using again = await h.as(acme.grace).subscribe(EscalationCreated, { after: cursor });
  const live = await escalate(ada);

  const events = [await again.next(), await again.next(), await again.next(), await again.next()];
  expect(
    events.map(({ escalationCreated }) => [escalationCreated.handoff.id, escalationCreated.replayed]),
  ).toEqual([...missed.map(({ id }) => [id, true]), [live.id, false]]);
});

test('without a cursor a stream starts at now', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await escalate(h.as(acme.ada));

  await using stream = await h.as(acme.grace).subscribe(EscalationCreated);
  const next = await escalate(h.as(acme.ada));

  expect(await stream.next()).toMatchObject({
    escalationCreated: { replayed: false, handoff: { id: next.id } },
  });
});

test('a cursor that is foreign, broken or from before a restore is refused as expired', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const [acme, globex] = [await h.anAccount({ engineers: ['ada'] }), await h.anAccount()];
  await escalate(h.as(acme.ada));
  const own = (await h.as(acme.owner).run(Queue, {})).escalationQueue.eventCursor;
  const foreign = (await h.as(globex.owner).run(Queue, {})).escalationQueue.eventCursor;
  const attempt = async (after: string) => {
    await using stream = await h.as(acme.owner).subscribe(EscalationEvents, { after });
    return await stream.next().catch(error => error);
  };

  expect(await attempt(foreign)).toMatchObject({ code: 'CURSOR_EXPIRED' });
  expect(await attempt('garbage!')).toMatchObject({ code: 'CURSOR_EXPIRED' });
  expect(await attempt(`${own}AA`)).toMatchObject({ code: 'CURSOR_EXPIRED' });
  await h.app.database.query("update account set event_epoch = '0123456789abcdef' where id = ?", [
    acme.owner.account.uuid,
  ]);
  expect(await attempt(own)).toMatchObject({ code: 'CURSOR_EXPIRED' });
});

test('events older than the retention are pruned, and a cursor from before them is expired', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const old = (await h.as(acme.owner).run(Queue, {})).escalationQueue.eventCursor;
  await escalate(h.as(acme.ada));
  // What follows from it stands in the log too, and is as old.
  await h.settled();
  const recent = (await h.as(acme.owner).run(Queue, {})).escalationQueue.eventCursor;
  h.clock.advance(10);
  const kept = await escalate(h.as(acme.ada));

  const log = await h.app.eventLog.read(acme.owner.account.uuid, 0, 100);
  const second = log.filter(({ type }) => type === 'escalation.created').at(1);
  await h.app.eventLog.prune(second?.at ?? new Date(0));

  await using stream = await h.as(acme.owner).subscribe(EscalationCreated, { after: recent });
  expect(await stream.next()).toMatchObject({ escalationCreated: { handoff: { id: kept.id } } });
  await using expired = await h.as(acme.owner).subscribe(EscalationCreated, { after: old });
  await expect(expired.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
});

test('whoever lost the role or was deactivated sees no further event: the stream ends with the reason', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  await using demoted = await h.as(acme.grace).subscribe(EscalationCreated);
  await using removed = await h.as(acme.linus).subscribe(EscalationCreated);
  await h.as(acme.owner).run(SetRole, { input: { userId: acme.grace.id, role: 'VIEWER' } });
  await h.as(acme.owner).run(Deactivate, { input: { userId: acme.linus.id } });

  await escalate(h.as(acme.ada));

  await expect(demoted.next()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(removed.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  await demoted.ended();
  await removed.ended();
});

test('a token that has expired ends the stream with TOKEN_EXPIRED at the next event', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using stream = await h.as(acme.grace).subscribe(EscalationCreated);
  h.clock.advance(86_401);

  await escalate(await h.renew(acme.ada));

  await expect(stream.next()).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  await stream.ended();
});

test('an event that was rolled back is announced to nobody', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const ada = h.as(acme.ada);
  await using stream = await h.as(acme.grace).subscribe(EscalationCreated);
  const { session } = await escalate(ada);

  const refused = await escalate(ada, { sessionId: session.id }).catch(error => error);
  const next = await escalate(ada);

  expect(refused).toMatchObject({ code: 'CONFLICT' });
  await stream.next();
  expect(await stream.next()).toMatchObject({ escalationCreated: { handoff: { id: next.id } } });
  expect(stream.pending).toEqual([]);
});
