import {
  type EscalationEvent,
  type EscalationStream,
  keepTokens,
  type StreamStatus,
  type SubscribeOptions,
  subscribeToEscalations,
} from '../../src/client/subscribe-to-escalations.ts';
import { Login } from '../accounts/operations.ts';
import { SetRole } from '../handoffs/documents.ts';
import type { Client } from '../harness/client.ts';
import { type Harness, openHarness, type Person, password } from '../harness/harness.ts';
import { claim, EscalationCreated, escalate } from '../harness/stories.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openBreakableNetwork } from './breakable-network.ts';
import { Queue } from './documents.ts';
import { quickly } from './follower.ts';

/** `subscribeToEscalations` against the product itself. */

let opened: Promise<Harness> | null = null;

afterAll(async () => await (await opened)?.[Symbol.asyncDispose]());

/** A product that is strict with time and with the number of streams, for the tests that need one. */
async function openStrict(): Promise<Harness> {
  opened ??= openHarness({
    STREAM_MAX_AGE_SECONDS: '3600',
    STREAMS_PER_USER: '1',
    ACCESS_TOKEN_SECONDS: '600',
  });
  const h = await opened;
  h.mailbox.ignoreAll();
  await waitFor('the streams of other tests to be gone', () => h.app.live.readerCount === 0);
  return h;
}

function subscribe(
  h: Harness,
  person: Person,
  options: Partial<SubscribeOptions> = {},
): EscalationStream<EscalationEvent> {
  return subscribeToEscalations({
    url: `${h.app.url}/graphql/stream`,
    accessToken: () => person.token,
    pauses: quickly,
    ...options,
  });
}

/** The next events, but those that the product adds by itself at a moment of its own. */
async function take<Event extends object>(stream: EscalationStream<Event>, count: number): Promise<Event[]> {
  const events: Event[] = [];
  while (events.length < count) {
    const { value, done } = await stream.next();
    if (done) throw new Error(`the stream is over after ${JSON.stringify(events)}`);
    if (!('__typename' in value) || value.__typename !== 'AssessmentReady') events.push(value);
  }
  return events;
}

const loadQueueAs = (client: Client) => async () => (await client.run(Queue, {})).escalationQueue.eventCursor;

test('a dashboard that begins with the queue sees all that happens after it', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const grace = h.as(acme.grace);
  await escalate(h.as(acme.ada));
  let between = '';
  await using stream = subscribe(h, acme.grace, {
    async loadQueue() {
      const { eventCursor } = (await grace.run(Queue, {})).escalationQueue;
      between = (await escalate(h.as(acme.ada))).id;
      return eventCursor;
    },
  });

  const [first] = await take(stream, 1);
  await claim(grace, between);
  const [second] = await take(stream, 1);

  expect(first).toMatchObject({
    __typename: 'EscalationCreated',
    replayed: true,
    reason: null,
    handoff: { id: between, state: 'OPEN', snapshot: { problem: 'Outlook cannot connect' } },
  });
  expect(second).toMatchObject({
    __typename: 'EscalationClaimed',
    replayed: false,
    actor: { id: acme.grace.id },
    handoff: { id: between, state: 'CLAIMED', claimedBy: { name: 'Grace' } },
  });
});

test('over a network that breaks again and again every event comes once and in order', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using network = await openBreakableNetwork(`${h.app.url}/graphql/stream`);
  const after = await loadQueueAs(h.as(acme.grace))();
  await using stream = subscribe(h, acme.grace, { url: network.url, after });
  const made: string[] = [];
  const seen: string[] = [];
  const make = async () => made.push((await escalate(h.as(acme.ada))).id);
  const look = async () => seen.push(...(await take(stream, 1)).map(event => event.handoff.id));

  for (let round = 0; round < 4; round++) {
    await make();
    await look();
    await make();
    network.cut();
    await make();
    network.mend();
    await look();
    await look();
  }

  expect(seen).toEqual(made);
  expect(network.connections).toBeGreaterThanOrEqual(5);
});

test('somebody whose role does not allow it is told so', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ viewers: ['rex'] });
  const statuses: StreamStatus[] = [];
  await using stream = subscribe(h, acme.rex, { onStatus: status => statuses.push(status) });

  await expect(stream.next()).rejects.toMatchObject({ name: 'EscalationStreamError', code: 'FORBIDDEN' });

  expect(statuses).toEqual([
    { state: 'connecting', failures: 0 },
    { state: 'ended', code: 'FORBIDDEN' },
  ]);
});

test('somebody whose role is taken away is told so at once, on a stream on which nothing happens', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['grace'] });
  const live = Promise.withResolvers<void>();
  await using stream = subscribe(h, acme.grace, {
    onStatus: ({ state }) => state === 'live' && live.resolve(),
  });
  const next = stream.next();
  const refused = expect(next).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await live.promise;

  await h.as(acme.owner).run(SetRole, { input: { userId: acme.grace.id, role: 'VIEWER' } });

  await refused;
});

test('a stream that is rotated for its age goes on without a gap', async () => {
  const h = await openStrict();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const statuses: StreamStatus[] = [];
  const count = (state: StreamStatus['state']) => statuses.filter(status => status.state === state).length;
  const after = await loadQueueAs(h.as(acme.grace))();
  await using stream = subscribe(h, acme.grace, { after, onStatus: status => statuses.push(status) });
  const next = take(stream, 2);
  await waitFor('the stream', () => count('live') === 1);

  h.clock.advance(2 * 3_600);
  await waitFor('the next stream', () => count('live') === 2);
  const made = [await escalate(h.as(acme.ada)), await escalate(h.as(acme.ada))];

  expect((await next).map(event => event.handoff.id)).toEqual(made.map(({ id }) => id));
  expect(statuses).toContainEqual(expect.objectContaining({ state: 'waiting', code: 'STREAM_ROTATED' }));
  expect(count('gap')).toBe(0);
});

test('one stream too many waits for as long as the server says', async () => {
  const h = await openStrict();
  const acme = await h.anAccount({ engineers: ['grace'] });
  await using _open = await h.as(acme.grace).subscribe(EscalationCreated);
  const waiting = Promise.withResolvers<StreamStatus>();
  await using stream = subscribe(h, acme.grace, {
    onStatus: status => status.state === 'waiting' && waiting.resolve(status),
  });
  const next = stream.next();

  expect(await waiting.promise).toMatchObject({ code: 'RATE_LIMITED', delayMs: expect.any(Number) });
  await stream.return();
  expect((await next).done).toBe(true);
});

test('a document that is wrong is told of with the server’s own words', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();
  await using stream = subscribe(h, acme.owner, {
    query: 'subscription ($after: EventCursor) { escalations(after: $after) { cursor } }',
  });

  await expect(stream.next()).rejects.toMatchObject({
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: expect.stringContaining('escalations'),
  });
});

test('a cursor of another account is a gap: the queue is loaded, and the stream goes on from there', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const globex = await h.anAccount();
  const statuses: StreamStatus[] = [];
  await using stream = subscribe(h, acme.grace, {
    after: await loadQueueAs(h.as(globex.owner))(),
    loadQueue: loadQueueAs(h.as(acme.grace)),
    onStatus: status => {
      statuses.push(status);
      if (status.state === 'live') void escalate(h.as(acme.ada));
    },
  });

  const [event] = await take(stream, 1);

  expect(event).toMatchObject({ __typename: 'EscalationCreated', replayed: false });
  expect(statuses.map(({ state }) => state)).toEqual(['connecting', 'gap', 'connecting', 'live']);
});

test('a sign-in is renewed when its token expires, and nothing is lost meanwhile', async () => {
  const h = await openStrict();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { login } = await h.nobody.run(Login, { input: { email: acme.grace.email, password } });
  let renewals = 0;
  const keeper = keepTokens({ url: `${h.app.url}/graphql`, tokens: login, onTokens: () => renewals++ });
  await using stream = subscribe(h, acme.grace, { ...keeper, after: await loadQueueAs(h.as(acme.grace))() });
  const first = await escalate(h.as(acme.ada));
  const [before] = await take(stream, 1);
  // Its ladder begins by the clock that is moved now.
  await h.settled();

  h.clock.advance(700);
  const next = take(stream, 2);
  const second = await escalate(h.as(acme.ada));
  const third = await escalate(h.as(acme.ada));

  expect(before?.handoff.id).toBe(first.id);
  expect((await next).map(event => event.handoff.id)).toEqual([second.id, third.id]);
  expect(renewals).toBe(1);
});

test('a document of one’s own gives events of its own type', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using stream = subscribeToEscalations({
    url: `${h.app.url}/graphql/stream`,
    accessToken: () => acme.grace.token,
    query: EscalationCreated,
    after: await loadQueueAs(h.as(acme.grace))(),
  });
  const handoff = await escalate(h.as(acme.ada), { priority: 'URGENT' });

  const [event] = await take(stream, 1);

  const typed: { readonly priority: string; readonly snapshot: { readonly stepCount: number } } | undefined =
    event?.handoff;
  expect(typed).toMatchObject({ id: handoff.id, priority: 'URGENT', snapshot: { stepCount: 0 } });
});
