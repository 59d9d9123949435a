import { openHarness } from '../harness/harness.ts';
import { claim, EscalationEvents, escalate } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { List, Queue } from './documents.ts';

test('the queue holds what is open, the most urgent first and then the oldest first', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const made: Record<string, string> = {};
  for (const [name, priority] of [
    ['normal', 'NORMAL'],
    ['low', 'LOW'],
    ['urgent', 'URGENT'],
    ['high', 'HIGH'],
    ['later', 'NORMAL'],
    ['taken', 'URGENT'],
  ] as const) {
    made[name] = (await escalate(h.as(acme.ada), { priority })).id;
    h.clock.advance(1);
  }
  await escalate(h.as(acme.ada), { intent: 'PARK', priority: 'URGENT' });
  await claim(h.as(acme.grace), made.taken ?? '');

  const { escalationQueue } = await h.as(acme.grace).run(Queue, {});

  const expected = ['urgent', 'high', 'normal', 'later', 'low'].map(name => made[name]);
  expect(escalationQueue.edges.map(edge => edge.node.id)).toEqual(expected);
  expect(escalationQueue.totalCount).toBe(5);
});

test('paging through the queue meets every escalation once', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ids = new Set<string>();
  for (const priority of ['LOW', 'URGENT', 'NORMAL', 'NORMAL', 'HIGH', 'NORMAL', 'LOW'] as const) {
    ids.add((await escalate(h.as(acme.ada), { priority })).id);
  }

  const seen: string[] = [];
  let after: string | null | undefined;
  do {
    const { escalationQueue } = await h.as(acme.owner).run(Queue, { first: 2, after });
    seen.push(...escalationQueue.edges.map(edge => edge.node.id));
    after = escalationQueue.pageInfo.hasNextPage ? escalationQueue.pageInfo.endCursor : null;
  } while (after);

  expect(seen).toHaveLength(ids.size);
  expect(new Set(seen)).toEqual(ids);
});

test('subscribing with the cursor of the queue misses nothing that came after the queue was read', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const first = await escalate(h.as(acme.ada));
  const { escalationQueue } = await h.as(acme.grace).run(Queue, {});
  const second = await escalate(h.as(acme.ada));

  await using stream = await h
    .as(acme.grace)
    .subscribe(EscalationEvents, { after: escalationQueue.eventCursor });

  expect(escalationQueue.edges.map(edge => edge.node.id)).toEqual([first.id]);
  expect((await stream.next()).escalationEvents.__typename).toBe('StreamReady');
  expect((await stream.next()).escalationEvents).toMatchObject({
    __typename: 'EscalationCreated',
    replayed: true,
    handoff: { id: second.id },
  });
});

serverTest('queue and cursor are of one moment, whatever is committed meanwhile', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  let writing = true;
  const writers = [acme.ada, acme.linus].map(async person => {
    while (writing) await escalate(h.as(person));
  });

  for (let round = 0; round < 15; round++) {
    const { escalationQueue } = await h.as(acme.grace).run(Queue, { first: 1 });
    const { seq } = (await import('../../src/platform/events/event-cursor.ts')).decodeEventCursor(
      escalationQueue.eventCursor,
    );
    const events = await h.app.eventLog.read(acme.owner.account.uuid, 0, 10_000);
    const created = events.filter(event => event.seq <= seq && event.type === 'escalation.created');
    // totalCount is read after the page, so it may only be ahead; the cursor never is.
    expect(escalationQueue.totalCount).toBeGreaterThanOrEqual(created.length);
  }
  writing = false;
  await Promise.all(writers);
});

test('the list of handoffs is filtered by intent and state', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const open = await escalate(h.as(acme.ada));
  const claimed = await escalate(h.as(acme.ada));
  await claim(h.as(acme.grace), claimed.id);
  const parked = await escalate(h.as(acme.ada), { intent: 'PARK' });
  const idsOf = async (variables: object) =>
    (await h.as(acme.ada).run(List, variables)).handoffs.nodes.map(handoff => handoff.id);

  expect(await idsOf({})).toEqual([parked.id, claimed.id, open.id]);
  expect(await idsOf({ intent: 'ESCALATE' })).toEqual([claimed.id, open.id]);
  expect(await idsOf({ state: 'OPEN' })).toEqual([parked.id, open.id]);
  expect(await idsOf({ intent: 'ESCALATE', state: 'CLAIMED' })).toEqual([claimed.id]);
});

test('the queue is for those who handle escalations', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ viewers: ['rex'] });

  const viewer = await h
    .as(acme.rex)
    .run(Queue, {})
    .catch(error => error);
  const nobody = await h.nobody.run(Queue, {}).catch(error => error);
  const tooMany = await h
    .as(acme.owner)
    .run(Queue, { first: 101 })
    .catch(error => error);
  const garbage = await h
    .as(acme.owner)
    .run(Queue, { after: 'garbage' })
    .catch(error => error);

  expect(viewer).toMatchObject({ code: 'FORBIDDEN' });
  expect(nobody).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(tooMany).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
  expect(garbage).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
});
