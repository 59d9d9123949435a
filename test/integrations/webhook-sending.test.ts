import { Webhook } from 'standardwebhooks';
import { decodeId } from '../../src/graphql/ids.ts';
import { sendWebhookJob, webhookQueue } from '../../src/integrations/webhook-queues.ts';
import { isServer } from '../harness/databases.ts';
import type { Harness, Person } from '../harness/harness.ts';
import { openReplica } from '../harness/replicas.ts';
import { claim, escalate, startSession } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openWebReceiver } from '../harness/web-receiver.ts';
import {
  aDesk,
  createWebhook,
  delivered,
  listDeliveries,
  mutate,
  openAloneWithWebhooks,
  openWithWebhooks,
  signedHeaders,
} from './webhook-stories.ts';

test('an escalation reaches a webhook, signed as the library verifies it, and is in the log', async () => {
  await using h = await openAloneWithWebhooks({ PUBLIC_URL: 'https://desk.example' });
  await using receiver = await openWebReceiver();
  const { owner, ada, grace } = await aDesk(h);
  const { secret } = await createWebhook(h.as(owner), { url: `${receiver.url}/in?from=desk` });
  const sessionId = await startSession(h.as(ada), {
    problem: 'Outlook',
    clientName: 'Globex',
    ticketRef: 'T-7',
  });

  const handoff = await escalate(h.as(ada), {
    ...{ sessionId, engineerNotes: 'Reinstalled it. The password: hunter2hunter2', priority: 'URGENT' },
    targetUserId: grace.id,
  });
  const [request] = await receiver.received(1);
  const delivery = await delivered(h.as(owner), 'SENT');

  if (request === undefined) throw new Error('nothing came');
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  expect(new Webhook(secret ?? '').verify(request.body, signedHeaders(request))).toEqual({
    type: 'escalation.created',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    data: {
      handoff: {
        ...{ id: handoff.id, priority: 'URGENT', state: 'OPEN', problem: 'Outlook' },
        ...{ clientName: 'Globex', ticketRef: 'T-7', url: `https://desk.example/handoffs/${handoff.id}` },
        engineerNotes: expect.stringMatching(/^Reinstalled it\. The password: •+$/),
        createdBy: { id: ada.id, name: 'Ada' },
        createdAt: expect.stringMatching(/^\d{4}-/),
        target: { id: grace.id, name: 'Grace' },
        claimedBy: null,
      },
      actor: { id: ada.id, name: 'Ada' },
      reason: null,
    },
  });
  expect(request).toMatchObject({
    ...{ method: 'POST', path: '/in?from=desk' },
    headers: { 'content-type': 'application/json', 'user-agent': 'ResolutionFlow' },
  });
  expect(delivery).toMatchObject({
    ...{ webhookId: delivery.id, eventType: 'escalation.created', attempts: 1, replayOf: null },
    ...{ handoff: { id: handoff.id }, requestBody: request.body, responseStatus: 200, responseExcerpt: 'ok' },
    ...{ lastError: null, nextAttemptAt: null, sentAt: expect.any(String) },
  });
  expect(request.headers['webhook-id']).toBe(delivery.id);
});

test('everything that happens to an escalation is sent, to those who want it, with who did it and why', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada, grace } = await aDesk(h);
  await createWebhook(h.as(owner), { url: `${receiver.url}/all` });
  await createWebhook(h.as(owner), { url: `${receiver.url}/claims`, events: ['ESCALATION_CLAIMED'] });

  const { id: handoffId } = await escalate(h.as(ada));
  await claim(h.as(grace), handoffId);
  await mutate(h.as(grace), 'releaseHandoff', { handoffId, reason: 'Lunch' }, '{ id }');
  await mutate(h.as(ada), 'withdrawHandoff', { handoffId }, '{ id }');
  await h.settled();

  const sent = receiver.requests.map(({ path, body }) => {
    const { type, data } = JSON.parse(body);
    return `${path} ${type} ${data.actor.name} ${data.reason}`;
  });
  expect(sent.toSorted()).toEqual([
    '/all escalation.claimed Grace null',
    '/all escalation.created Ada null',
    '/all escalation.released Grace Lunch',
    '/all escalation.withdrawn Ada null',
    '/claims escalation.claimed Grace null',
  ]);
});

test('parking is private, and is sent to nobody', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });

  await escalate(h.as(ada), { intent: 'PARK' });
  await h.settled();

  expect(receiver.requests).toEqual([]);
});

test('another account’s webhooks hear nothing, and neither do disabled ones', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const acme = await aDesk(h);
  const globex = await h.anAccount();
  await createWebhook(h.as(globex.owner), { url: receiver.url });
  const { endpoint } = await createWebhook(h.as(acme.owner), { url: receiver.url });
  await mutate(h.as(acme.owner), 'disableWebhookEndpoint', { endpointId: endpoint.id }, '{ id }');

  await escalate(h.as(acme.ada));
  await h.settled();

  expect(receiver.requests).toEqual([]);
  expect(await listDeliveries(h.as(acme.owner))).toEqual([]);
});

test('facts that are followed again after a crash are sent once', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });
  await escalate(h.as(ada));
  await h.settled();

  await h.app.database.query(
    `update jobs.job set state = 'created', started_on = null, completed_on = null
      where name = 'event-followers' and data ->> 'accountId' = ?`,
    [owner.account.uuid],
  );
  h.app.jobs.wake('event-followers');
  await h.settled();

  expect(receiver.requests).toHaveLength(1);
  expect(await listDeliveries(h.as(owner))).toHaveLength(1);
});

/** Has the job of an account's only delivery be taken once more, as after the death of its process. */
async function repeatJob(h: Harness, { account }: Person): Promise<void> {
  await h.app.database.query(
    `update jobs.job set state = 'retry', retry_count = 1, completed_on = null
      where name = 'webhook' and data ->> 'accountId' = ?`,
    [account.uuid],
  );
}

test('an attempt whose process died is made again, with the same id and the same bytes', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });
  await escalate(h.as(ada));
  const { id } = await delivered(h.as(owner), 'SENT');
  await h.settled();

  // As the database looks when the process dies after sending, before it has written down what came of it.
  await h.app.database.query(
    `update webhook_delivery set state = 'SENDING', sent_at = null, response_status = null where account_id = ?`,
    [owner.account.uuid],
  );
  await repeatJob(h, owner);
  h.app.jobs.wake('webhook');
  const [first, second] = await receiver.received(2);
  await delivered(h.as(owner), 'SENT', 1);

  expect(second?.headers['webhook-id']).toBe(id);
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(second?.body).toBe(first?.body);
});

test('an attempt that is done is not made again, however often its job runs', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });
  await escalate(h.as(ada));
  await delivered(h.as(owner), 'SENT');
  await h.settled();

  await repeatJob(h, owner);
  h.app.jobs.wake('webhook');
  await h.settled();

  expect(receiver.requests).toHaveLength(1);
});

test('a message that waits to be sent survives that nobody works on it for a while', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });
  receiver.answerNext(response => void response.destroy());

  await escalate(h.as(ada));
  const waiting = await delivered(h.as(owner), 'PENDING', 1);
  await h.passTime(10);
  await delivered(h.as(owner), 'SENT', 2);

  expect(waiting).toMatchObject({
    ...{ responseStatus: null, lastError: 'The server closed the connection without an answer.' },
    nextAttemptAt: expect.any(String),
  });
  expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual([waiting.id, waiting.id]);
});

test('a server that hangs holds up nobody else: the healthy one hears meanwhile', async () => {
  await using h = await openWithWebhooks();
  await using hanging = await openWebReceiver();
  await using healthy = await openWebReceiver();
  let givenUp = 0;
  hanging.answerAll(response => {
    response.on('close', () => {
      givenUp += 1;
    });
  });
  const { owner, ada } = await aDesk(h);
  const globex = await h.anAccount({ engineers: ['bob'] });
  const { endpoint } = await createWebhook(h.as(owner), { url: hanging.url });
  await createWebhook(h.as(globex.owner), { url: healthy.url });
  const { id: handoffId } = await escalate(h.as(ada));
  await hanging.received(1);
  const [delivery] = await listDeliveries(h.as(owner));
  // Hundreds of messages wait for the one that hangs, as after a busy night.
  await queueMany(h, delivery?.id ?? '', isServer ? 500 : 150);

  await escalate(h.as(globex.bob));
  const [request] = await healthy.received(1);

  // The first request still hangs.
  expect(givenUp).toBe(0);
  expect(JSON.parse(request?.body ?? '{}').data.handoff.id).not.toBe(handoffId);
  // One at a time: it is not stormed either.
  expect(hanging.connectionCount).toBeLessThanOrEqual(2);
  await mutate(h.as(owner), 'deleteWebhookEndpoint', { endpointId: endpoint.id });
  await hanging.close();
  await h.settled();
});

/** Copies a delivery, with its job, so many times. */
async function queueMany(h: Harness, publicId: string, count: number): Promise<void> {
  const rows = await h.app.database.query<{ account_id: string; id: string; endpoint_id: string }>(
    `insert into webhook_delivery (account_id, id, endpoint_id, message, event_type, body, state, attempts, created_at)
     select account_id, gen_random_uuid(), endpoint_id, message, event_type, body, 'PENDING', 0, created_at
       from webhook_delivery, generate_series(1, ?) where id = ? returning account_id, id, endpoint_id`,
    [count, decodeId('WebhookDelivery', publicId, 'id')],
  );
  const jobs = rows.map(row =>
    sendWebhookJob({
      ...{ accountId: row.account_id, endpointId: row.endpoint_id, deliveryId: row.id, attempt: 1 },
    }),
  );
  await h.app.jobs.enqueueAll(webhookQueue, jobs);
}

serverTest('two replicas send each message once', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  await using replica = await openReplica(h, { OUTGOING_ALLOW: '127.0.0.1' });
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });

  const made = await Promise.all(
    Array.from({ length: 20 }, (_, index) => escalate(index % 2 === 0 ? h.as(ada) : replica.as(ada))),
  );
  await receiver.received(20);
  await h.settled();

  const told = receiver.requests.map(({ body }): string => JSON.parse(body).data.handoff.id);
  expect(told.toSorted()).toEqual(made.map(({ id }) => id).toSorted());
  await waitFor('all to be sent', async () =>
    (await listDeliveries(h.as(owner))).every(({ state }) => state === 'SENT'),
  );
});
