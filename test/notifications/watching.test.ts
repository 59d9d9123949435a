import { createInProductJobs } from '../../src/notifications/in-product.jobs.ts';
import { isWatching } from '../../src/notifications/watching.queries.ts';
import { TypedDocumentString } from '../generated/graphql.ts';
import { Deactivate, Queue } from '../handoffs/documents.ts';
import { type Client, Refused } from '../harness/client.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { claim, EscalationEvents, escalate, startSession } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { MarkWatching, StopWatching, Watchers } from './in-product-operations.ts';

const watch = (client: Client, handoffId: string) => client.run(MarkWatching, { input: { handoffId } });
const stop = (client: Client, handoffId: string) => client.run(StopWatching, { input: { handoffId } });
const refusal = (attempt: Promise<unknown>) => attempt.catch(error => error);

async function namesOf(client: Client, id: string): Promise<string[]> {
  const { handoff } = await client.run(Watchers, { id });
  return handoff?.watchers.map(({ user }) => user.name) ?? [];
}

/** How often somebody has begun to read something, as the log has it. */
async function beginnings(h: Harness, { account }: Person): Promise<number> {
  const log = await h.app.eventLog.read(account.uuid, 0, 1_000);
  return log.filter(({ type }) => type === 'escalation.watched').length;
}

test('who reads an escalation is shown to all for 40 seconds from when they last said so, the longest first', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  const [ada, grace, linus] = [h.as(acme.ada), h.as(acme.grace), h.as(acme.linus)];
  const { id } = await escalate(ada);

  const { markWatching } = await watch(grace, id);
  // Ten seconds and more from every end: time goes on by itself as well.
  h.clock.advance(15);
  await watch(linus, id);
  const both = await namesOf(ada, id);
  h.clock.advance(15);
  await watch(grace, id);
  h.clock.advance(15);
  const renewed = await namesOf(ada, id);
  h.clock.advance(11);
  const oneLeft = await namesOf(ada, id);
  h.clock.advance(30);
  const none = await namesOf(ada, id);

  const [first] = markWatching.watchers;
  expect(first?.user.name).toBe('Grace');
  expect(Date.parse(String(first?.until)) - Date.parse(String(first?.since))).toBe(40_000);
  expect({ both, renewed, oneLeft, none }).toEqual({
    both: ['Grace', 'Linus'],
    renewed: ['Grace', 'Linus'],
    oneLeft: ['Grace'],
    none: [],
  });
});

test('the stream says that somebody has begun to read, once, and again only after they had stopped', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const grace = h.as(acme.grace);
  const { id } = await escalate(h.as(acme.ada));
  const { escalationQueue } = await grace.run(Queue, {});
  await using stream = await h.as(acme.owner).subscribe(EscalationEvents);
  await stream.next();

  await watch(grace, id);
  for (let renewal = 0; renewal < 5; renewal++) {
    h.clock.advance(20);
    await watch(grace, id);
  }
  h.clock.advance(41);
  await watch(grace, id);
  const { stopWatching } = await stop(grace, id);
  await stop(grace, id);
  await watch(grace, id);
  await claim(grace, id);

  const watched = {
    __typename: 'EscalationWatched',
    actor: { id: acme.grace.id },
    handoff: { id },
  };
  await using replay = await h
    .as(acme.ada)
    .subscribe(EscalationEvents, { after: escalationQueue.eventCursor });
  await replay.next();
  for (const each of [stream, replay]) {
    for (let count = 0; count < 3; count++) {
      expect((await each.next()).escalationEvents).toMatchObject({ ...watched, replayed: each === replay });
    }
    expect((await each.next()).escalationEvents).toMatchObject({ __typename: 'EscalationClaimed' });
  }
  expect(stopWatching.watchers).toEqual([]);
});

test('an event shows who reads the escalation at that moment, to everybody alike', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  const { id } = await escalate(h.as(acme.ada));
  const query = `subscription { escalationEvents { ... on LiveEvent { handoff { watchers { user { name } } } } } }`;
  const streams = [];
  for (const person of [acme.ada, acme.linus]) {
    const document = new TypedDocumentString<{ escalationEvents: object }, object>(query);
    const stream = await h.as(person).subscribe(document);
    await stream.next();
    streams.push(stream);
  }

  const groups = h.app.live.groupCount;
  await watch(h.as(acme.grace), id);

  for (const stream of streams) {
    expect(await stream.next()).toEqual({
      escalationEvents: { handoff: { watchers: [{ user: { name: 'Grace' } }] } },
    });
    await stream[Symbol.asyncDispose]();
  }
  expect(groups).toBe(1);
});

test('a person reads at most twenty handoffs at once, and another one as soon as they have left one', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const grace = h.as(acme.grace);
  const ids: string[] = [];
  for (let made = 0; made < 21; made++) ids.push((await escalate(h.as(acme.ada))).id);
  const [first = '', last = ''] = [ids[0], ids[20]];
  for (const id of ids.slice(0, 20)) await watch(grace, id);

  const refused = await refusal(watch(grace, last));
  await watch(grace, first);
  await watch(h.as(acme.owner), last);
  await stop(grace, first);
  await watch(grace, last);
  const again = await refusal(watch(grace, first));
  h.clock.advance(41);
  await watch(grace, first);

  expect(refused).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterSeconds: 40 } });
  expect(again).toMatchObject({ code: 'RATE_LIMITED' });
  expect(await namesOf(grace, first)).toEqual(['Grace']);
});

test('what is parked is read by its engineer alone, and nobody is told of it', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada), { intent: 'PARK' });

  const { markWatching } = await watch(h.as(acme.ada), id);
  const refused = [
    await refusal(watch(h.as(acme.grace), id)),
    await refusal(watch(h.as(acme.owner), id)),
    await refusal(stop(h.as(acme.grace), id)),
  ];

  expect(markWatching.watchers).toHaveLength(1);
  for (const each of refused) expect(each).toMatchObject({ code: 'NOT_FOUND', field: 'input.handoffId' });
  expect(await beginnings(h, acme.ada)).toBe(0);
});

test('another account’s handoff is not found, and a VIEWER reads nothing in this way', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'], viewers: ['rex'] });
  const globex = await h.anAccount({ engineers: ['eve'] });
  const { id } = await escalate(h.as(acme.ada));

  for (const attempt of [watch, stop]) {
    expect(await refusal(attempt(h.as(globex.eve), id))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(attempt(h.as(acme.rex), id))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(attempt(h.nobody, id))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await refusal(attempt(h.as(acme.ada), acme.ada.id))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.handoffId',
    });
  }
  expect(await namesOf(h.as(acme.ada), id)).toEqual([]);
});

test('whoever is deactivated is shown no longer, and at most fifty are', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada));
  const crowd = await h.addPeople(
    acme.ada.account,
    Array.from({ length: 51 }, (_, index) => `reader${index}`),
  );
  await watch(h.as(acme.grace), id);
  const before = await namesOf(h.as(acme.ada), id);
  await h.as(acme.owner).run(Deactivate, { input: { userId: acme.grace.id } });

  const after = await namesOf(h.as(acme.ada), id);
  for (const person of crowd) await watch(h.as(person), id);

  expect({ before, after }).toEqual({ before: ['Grace'], after: [] });
  expect(await namesOf(h.as(acme.ada), id)).toHaveLength(50);
});

test('rows are written over while somebody reads, and cleaned up when nobody does', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const [one, other] = [await escalate(h.as(acme.ada)), await escalate(h.as(acme.ada))];
  const rows = async () =>
    (
      await h.app.database.query('select until from handoff_watch where account_id = ?', [
        acme.ada.account.uuid,
      ])
    ).length;
  const cleanUp = async () => {
    const job = createInProductJobs(h.app.tools).find(({ queue }) => queue === 'watch-pruning');
    await job?.run({}, { id: 'a while', attempt: 0, isLastAttempt: true, enqueueAll: async () => {} });
  };

  for (let time = 0; time < 5; time++) await watch(h.as(acme.grace), one.id);
  await watch(h.as(acme.grace), other.id);
  const watched = await rows();
  h.clock.advance(110);
  await watch(h.as(acme.grace), one.id);
  await cleanUp();

  expect(watched).toBe(2);
  expect(await rows()).toBe(1);
  expect(await namesOf(h.as(acme.ada), one.id)).toEqual(['Grace']);
});

test('whoever sends mails can ask the database who is reading', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  const { id } = await escalate(h.as(acme.ada));
  await watch(h.as(acme.grace), id);
  const reading = async () =>
    await h.app.database.query<{ name: string }>(
      `select person.name from handoff
         join app_user person on person.account_id = handoff.account_id
        where handoff.account_id = ? and ${isWatching('person', 'handoff', '?::timestamptz')}`,
      [acme.ada.account.uuid, h.clock.now()],
    );

  const now = await reading();
  h.clock.advance(41);

  expect(now).toEqual([{ name: 'Grace' }]);
  expect(await reading()).toEqual([]);
});

serverTest(
  'of two tabs that begin at once one is the beginning, and together they keep to the limit',
  async () => {
    await using h = await openHarness();
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
    const grace = h.as(acme.grace);
    const { id } = await escalate(h.as(acme.ada));
    const others: string[] = [];
    for (let made = 0; made < 24; made++) {
      const sessionId = await startSession(h.as(acme.ada));
      others.push((await escalate(h.as(acme.ada), { sessionId })).id);
    }

    await Promise.all(Array.from({ length: 10 }, () => watch(grace, id)));
    const once = await beginnings(h, acme.ada);
    h.clock.advance(41);
    await Promise.all([
      ...Array.from({ length: 10 }, () => watch(grace, id)),
      ...Array.from({ length: 3 }, () => watch(h.as(acme.linus), id)),
    ]);
    const twice = await beginnings(h, acme.ada);
    const answers = await Promise.all(others.map(other => refusal(watch(grace, other))));

    expect([once, twice]).toEqual([1, 3]);
    expect(
      answers.filter(answer => answer instanceof Refused && answer.code === 'RATE_LIMITED'),
    ).toHaveLength(5);
    expect(await beginnings(h, acme.ada)).toBe(3 + 19);
  },
);
