import { decodeId } from '../../src/graphql/ids.ts';
import { sendWebhookJob, webhookRetryQueue } from '../../src/integrations/webhook-queues.ts';
import { newId } from '../../src/kernel/ids.ts';
import { type BreakableProxy, openBreakableProxy } from '../harness/breakable-proxy.ts';
import type { Harness, Person } from '../harness/harness.ts';
import { escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openWebReceiver, type ReceivedRequest, type WebReceiver } from '../harness/web-receiver.ts';
import {
  aDesk,
  createWebhook,
  type Delivery,
  delivered,
  listDeliveries,
  openWithWebhooks,
  passTimeOfRetries,
  signedHeaders,
} from './webhook-stories.ts';

interface Story extends AsyncDisposable {
  readonly h: Harness;
  readonly owner: Person;
  readonly ada: Person;
  readonly receiver: WebReceiver;
  readonly proxy: BreakableProxy;
}

/** A desk with one webhook, behind a way that can break. */
async function openStory(): Promise<Story> {
  const stack = new AsyncDisposableStack();
  const receiver = stack.use(await openWebReceiver());
  const proxy = stack.use(await openBreakableProxy(receiver.url));
  const h = stack.use(await openWithWebhooks());
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: proxy.url });
  return { h, owner, ada, receiver, proxy, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** Escalates, and waits until its message has been tried once, by itself or by an older one. */
async function escalateInVain({ h, owner, ada }: Story): Promise<string> {
  const { id } = await escalate(await h.renew(ada));
  await delivered(await h.renew(owner), 'PENDING', 1);
  await h.settled();
  return id;
}

/** Puts the next tries off, so that none comes by itself however long the test takes. */
async function putOff({ h, owner }: Story): Promise<void> {
  await h.app.database.query(
    `update jobs.job set start_after = start_after + interval '1 day'
      where name = ? and state = 'created' and data ->> 'accountId' = ?`,
    [webhookRetryQueue, owner.account.uuid],
  );
}

/** Makes those that were put off due which are to be tried for this time. */
async function makeDue({ h, owner }: Story, attempt: number): Promise<void> {
  await h.app.database.query(
    `update jobs.job set start_after = now()
      where name = ? and state = 'created' and data ->> 'accountId' = ? and (data ->> 'attempt')::integer = ?`,
    [webhookRetryQueue, owner.account.uuid, attempt],
  );
  h.app.jobs.wake(webhookRetryQueue);
}

const handoffOf = ({ body }: ReceivedRequest): string => JSON.parse(body).data.handoff.id;

/** Answers one message badly for ever, and all others well. */
function dislike({ receiver }: Story, handoffId: string, status: number): void {
  receiver.answerAll((response, request) =>
    response.writeHead(handoffOf(request) === handoffId ? status : 200).end(),
  );
}

/** The escalations whose messages were answered well, in the order of their arrival. */
const arrived = ({ receiver }: Story, disliked?: string): string[] =>
  receiver.requests.map(handoffOf).filter(id => id !== disliked);

/** The log, oldest first. */
async function readLog({ h, owner }: Story): Promise<readonly Delivery[]> {
  return (await listDeliveries(await h.renew(owner))).toReversed();
}

test('what waited for a server that was away for minutes arrives in order, whichever is due first', async () => {
  await using story = await openStory();
  const { h, proxy, owner } = story;
  await proxy.refuse();
  const made = [await escalateInVain(story)];
  // The second attempt fails as well: the third is minutes away, that of newer ones is not.
  await passTimeOfRetries(h, 10);
  await delivered(await h.renew(owner), 'PENDING', 2);
  await h.passTime(100);
  for (let index = 0; index < 3; index++) {
    made.push(await escalateInVain(story));
    await putOff(story);
  }

  await proxy.restore();
  await makeDue(story, 2);
  await delivered(await h.renew(owner), 'SENT');
  await h.settled();

  expect(arrived(story)).toEqual(made);
  expect((await readLog(story)).map(({ state, attempts }) => ({ state, attempts }))).toEqual([
    { state: 'SENT', attempts: 3 },
    ...Array.from({ length: 3 }, () => ({ state: 'SENT', attempts: 2 })),
  ]);
});

test('messages of the same second arrive in order, also behind a new one that finds the server back', async () => {
  await using story = await openStory();
  const { h, ada, owner, proxy } = story;
  await proxy.refuse();
  const made: string[] = [];
  for (let index = 0; index < 5; index++) made.push((await escalate(h.as(ada))).id);
  await h.settled();

  await proxy.restore();
  made.push((await escalate(h.as(ada))).id);
  await delivered(h.as(owner), 'SENT');
  await passTimeOfRetries(h, 6);
  await h.settled();

  expect(arrived(story)).toEqual(made);
  expect(new Set((await readLog(story)).map(({ state }) => state))).toEqual(new Set(['SENT']));
});

test('a message that is always answered 500 holds up none, and keeps its own schedule', async () => {
  await using story = await openStory();
  const { h, ada, owner, proxy } = story;
  await proxy.refuse();
  const bad = await escalateInVain(story);
  dislike(story, bad, 500);
  await h.passTime(120);
  const made: string[] = [];
  for (let index = 0; index < 2; index++) {
    made.push(await escalateInVain(story));
    await putOff(story);
  }

  await proxy.restore();
  await makeDue(story, 2);
  await h.settled();
  made.push((await escalate(await h.renew(ada))).id, (await escalate(await h.renew(ada))).id);
  await delivered(await h.renew(owner), 'SENT');
  await h.settled();

  expect(arrived(story, bad)).toEqual(made);
  const [disliked, ...others] = await readLog(story);
  expect(disliked).toMatchObject({ state: 'PENDING', responseStatus: 500 });
  expect(disliked?.attempts).toBeLessThanOrEqual(3);
  expect(others.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual([
    ...['SENT 2', 'SENT 2', 'SENT 1', 'SENT 1'],
  ]);
});

test('a message on which a receiver behind a proxy crashes looks like an outage, and holds up the others for a few tries', async () => {
  await using story = await openStory();
  const { h, ada, owner, receiver } = story;
  const good = (await escalate(h.as(ada))).id;
  await delivered(h.as(owner), 'SENT');
  receiver.answerAll({ status: 502 });
  const worse = await escalateInVain(story);
  receiver.answerAll((response, request) => {
    response.writeHead(handoffOf(request) === worse ? 502 : 200).end();
  });

  const others: string[] = [];
  for (let index = 0; index < 4; index++) others.push((await escalate(h.as(ada))).id);
  await h.settled();
  for (const seconds of [7, 7, 340, 2_000]) {
    await passTimeOfRetries(h, seconds);
    await h.settled();
  }
  const [, crashing, ...rest] = await readLog(story);

  expect(arrived(story, worse)).toEqual([good, ...others]);
  expect(crashing).toMatchObject({ state: 'PENDING', responseStatus: 502 });
  expect(rest.map(({ state }) => state)).toEqual(['SENT', 'SENT', 'SENT', 'SENT']);
});

test('while a server is away nobody is tried more often than by their own schedule', async () => {
  await using story = await openStory();
  const { h, proxy } = story;
  await proxy.refuse();
  const pauses = [7, 340];
  for (let index = 0; index < 6; index++) await escalateInVain(story);

  for (const seconds of pauses) {
    await passTimeOfRetries(h, seconds);
    await h.settled();
  }

  expect((await readLog(story)).map(({ attempts }) => attempts)).toEqual([3, 3, 3, 3, 3, 3]);
});

test('an older message that was in hand when the process died goes at its own time', async () => {
  await using story = await openStory();
  const { h, owner, ada, proxy } = story;
  await proxy.refuse();
  const first = await escalateInVain(story);
  const accountId = owner.account.uuid;
  // As the database looks when a job for a newer message has just claimed this one, and its process dies.
  await h.app.database.query(
    `update webhook_delivery set state = 'SENDING', attempted_at = ? where account_id = ?`,
    [h.clock.now(), accountId],
  );

  await proxy.restore();
  const second = (await escalate(h.as(ada))).id;
  await delivered(h.as(owner), 'SENT');
  await passTimeOfRetries(h, 6);
  await h.settled();
  const tooEarly = arrived(story);
  await passTimeOfRetries(h, 70);
  // Its job may have been under way while the time passed, and then comes back after 20 s of real time.
  await waitFor('the older message', () => arrived(story).length > 1);
  await h.settled();

  expect(tooEarly).toEqual([second]);
  expect(arrived(story)).toEqual([second, first]);
  expect((await readLog(story)).map(({ state, attempts }) => `${state} ${attempts}`)).toEqual([
    ...['SENT 2', 'SENT 1'],
  ]);
});

test('an attempt that an older message has made in its place is not made again when its job is', async () => {
  await using story = await openStory();
  const { h, owner, receiver, proxy } = story;
  await proxy.refuse();
  await escalateInVain(story);
  await putOff(story);
  const [waiting] = await readLog(story);
  const [row] = await h.app.database.query<{ endpoint_id: string }>(
    'select endpoint_id from webhook_delivery where account_id = ?',
    [owner.account.uuid],
  );

  await proxy.restore();
  const again = sendWebhookJob({
    accountId: owner.account.uuid,
    endpointId: row?.endpoint_id ?? '',
    deliveryId: decodeId('WebhookDelivery', waiting?.id ?? '', 'id'),
    attempt: 1,
  });
  await h.app.jobs.enqueueAll(webhookRetryQueue, [again]);
  await h.settled();

  expect(receiver.requests.map(request => signedHeaders(request)['webhook-id'])).toEqual([]);
});

test('a hundred and more that wait are sent by several jobs, in order, and none is forgotten', async () => {
  await using story = await openStory();
  const { h, owner, receiver, proxy } = story;
  await proxy.refuse();
  await escalateInVain(story);
  const [last] = await insertWaiting(story, 130);
  if (last === undefined) throw new Error('nothing was inserted');

  await proxy.restore();
  // Their own jobs are lost: the last one sends all.
  await h.app.jobs.enqueueAll(webhookRetryQueue, [sendWebhookJob({ ...last, attempt: 1 })]);
  await receiver.received(131);
  await h.settled();

  const ids = receiver.requests.map(request => signedHeaders(request)['webhook-id'] ?? '');
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(131);
  const left = await listDeliveries(h.as(owner), 'PENDING');
  expect(left).toEqual([]);
});

/** Copies the only delivery so many times, each a message of its own; the newest is returned first. */
async function insertWaiting({ h, owner }: Story, count: number) {
  const accountId = owner.account.uuid;
  const ids = Array.from({ length: count }, () => newId(h.clock.now().getTime() + 1_000)).toSorted();
  const rows = await h.app.database.query<{ id: string; endpoint_id: string }>(
    `insert into webhook_delivery (account_id, id, endpoint_id, message, event_type, body, state, attempts, created_at)
     select account_id, made.id, endpoint_id, made.id, event_type, body, 'PENDING', 0, created_at
       from webhook_delivery, unnest(?::uuid[]) as made(id) where account_id = ? returning id, endpoint_id`,
    [`{${ids.join(',')}}`, accountId],
  );
  return rows
    .toSorted((one, other) => (one.id < other.id ? 1 : -1))
    .map(({ id, endpoint_id }) => ({ accountId, endpointId: endpoint_id, deliveryId: id }));
}
