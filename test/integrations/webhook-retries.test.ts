import { retryPausesSeconds } from '../../src/integrations/webhook-lifecycle.ts';
import { pruneDeliveries } from '../../src/integrations/webhooks.jobs.ts';
import type { NamedAddress } from '../../src/platform/outgoing-http.ts';
import { escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { openWebReceiver } from '../harness/web-receiver.ts';
import {
  aDesk,
  createWebhook,
  type Delivery,
  delivered,
  deliveryFields,
  listDeliveries,
  listWebhooks,
  mutate,
  openAloneWithWebhooks,
  openWithWebhooks,
  passTimeOfRetries,
  signatureOf,
} from './webhook-stories.ts';

const failing = { status: 500, body: 'out of order' };

test('a message is tried ten times over three days, each time signed anew, and is then given up', async () => {
  await using h = await openAloneWithWebhooks();
  await using receiver = await openWebReceiver();
  receiver.answerAll(failing);
  const { owner, ada } = await aDesk(h);
  const { secret } = await createWebhook(h.as(owner), { url: receiver.url });
  await escalate(h.as(ada));

  const pauses: { readonly due: number; readonly pause: number }[] = [];
  for (const [index, pause] of retryPausesSeconds.entries()) {
    const waiting = await delivered(await h.renew(owner), 'PENDING', index + 1);
    const dueMs =
      new Date(waiting.nextAttemptAt ?? 0).getTime() - new Date(waiting.attemptedAt ?? 0).getTime();
    pauses.push({ due: dueMs / 1000, pause });
    await passTimeOfRetries(h, pause * 1.1 + 2);
  }
  const failed = await delivered(await h.renew(owner), 'FAILED');

  expect(failed).toMatchObject({
    ...{ attempts: 10, responseStatus: 500, responseExcerpt: 'out of order', nextAttemptAt: null },
    lastError: 'The receiver answered 500.',
  });
  // From the start of an attempt to its end a busy machine may take a while.
  for (const { due, pause } of pauses) {
    expect(due).toBeGreaterThanOrEqual(pause);
    expect(due).toBeLessThan(pause * 1.6 + 60);
  }
  expect(receiver.requests).toHaveLength(10);
  const { requests } = receiver;
  expect(new Set(requests.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([failed.id]));
  expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
  expect(new Set(requests.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10);
  for (const request of requests)
    expect(request.headers['webhook-signature']).toBe(signatureOf(secret ?? '', request));
});

test('a receiver that is busy is left alone for as long as it asks', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });
  receiver.answerNext({ status: 503, headers: { 'retry-after': '600' } });
  await escalate(h.as(ada));
  const waiting = await delivered(h.as(owner), 'PENDING', 1);

  await passTimeOfRetries(h, 500);
  await h.settled();
  const tooEarly = receiver.requests.length;
  await passTimeOfRetries(h, 200);
  await delivered(h.as(owner), 'SENT', 2);

  expect(waiting.responseStatus).toBe(503);
  expect(tooEarly).toBe(1);
});

test('a redirect is a failure, and nobody follows it', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  await using elsewhere = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });
  receiver.answerAll({ status: 307, headers: { location: elsewhere.url } });

  await escalate(h.as(ada));
  const waiting = await delivered(h.as(owner), 'PENDING', 1);

  expect(waiting).toMatchObject({
    responseStatus: 307,
    lastError: expect.stringContaining('Redirects are not followed'),
  });
  expect(elsewhere.connectionCount).toBe(0);
});

test('410 disables the endpoint at once, cancels what waits, and tells the owners', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url, name: 'Ticket board' });
  receiver.answerNext(failing, { status: 410 });
  await escalate(h.as(ada));
  await delivered(h.as(owner), 'PENDING', 1);

  await escalate(h.as(ada));
  const mail = await h.mailbox.expectMail({ to: owner.email, subject: /was disabled/ });
  await escalate(h.as(ada));
  await h.settled();

  expect(await listWebhooks(h.as(owner))).toMatchObject([
    { state: 'DISABLED', disabledReason: 'The receiver answered 410 Gone.' },
  ]);
  expect((await listDeliveries(h.as(owner))).map(({ state }) => state)).toEqual(['FAILED', 'CANCELLED']);
  expect(mail.subject).toBe('The webhook Ticket board was disabled');
  expect(receiver.requests).toHaveLength(2);
});

test('an endpoint that fails for a day is told of once, and after five days it is disabled', async () => {
  await using h = await openAloneWithWebhooks();
  await using receiver = await openWebReceiver();
  receiver.answerAll(failing);
  const { owner, ada } = await aDesk(h);
  await mutate(h.as(owner), 'updateEscalationPolicy', { rungs: [] }, '{ rungs { audience } }');
  await createWebhook(h.as(owner), { url: receiver.url });
  await escalate(h.as(ada));
  await delivered(h.as(owner), 'PENDING', 1);
  // The mails about the escalation have come; from here on every mail counts.
  await h.settled();
  h.mailbox.clear();
  const day = 24 * 3_600;

  await passTimeOfRetries(h, day + 60);
  const warning = await h.mailbox.expectMail({ to: owner.email, subject: /fails/ });
  await passTimeOfRetries(h, day);
  await delivered(await h.renew(owner), 'PENDING', 3);
  await h.settled();
  const mailsOfSecondDay = h.mailbox.unread().length;
  await passTimeOfRetries(h, 3 * day + 60);
  const farewell = await h.mailbox.expectMail({ to: owner.email, subject: /was disabled/ });
  await h.settled();

  expect(warning.text).toContain('Nothing could be sent to it for a day');
  expect(warning.text).toContain('The receiver answered 500.');
  expect(mailsOfSecondDay).toBe(0);
  expect(farewell.text).toContain('five days');
  const client = await h.renew(owner);
  expect(await listWebhooks(client)).toMatchObject([{ state: 'DISABLED' }]);
  expect(await listDeliveries(client)).toMatchObject([{ state: 'CANCELLED', attempts: 4 }]);
});

test('a success ends the time of failing, and one that was enabled again starts anew', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  const { endpoint } = await createWebhook(h.as(owner), { url: receiver.url });
  const failingSince = async () => (await listWebhooks(h.as(owner)))[0]?.failingSince;
  receiver.answerNext(failing);
  await escalate(h.as(ada));
  await delivered(h.as(owner), 'PENDING', 1);
  const first = await failingSince();

  await passTimeOfRetries(h, 10);
  await delivered(h.as(owner), 'SENT', 2);
  const second = await failingSince();
  receiver.answerNext({ status: 410 });
  await escalate(h.as(ada));
  await delivered(h.as(owner), 'FAILED');
  await mutate(h.as(owner), 'enableWebhookEndpoint', { endpointId: endpoint.id }, '{ id }');
  await escalate(h.as(ada));
  await delivered(h.as(owner), 'SENT');

  expect(first).toEqual(expect.any(String));
  expect(second).toBeNull();
  expect(await listWebhooks(h.as(owner))).toMatchObject([
    { state: 'ENABLED', disabledReason: null, failingSince: null },
  ]);
});

test('what waits when its endpoint is disabled by hand is cancelled, and is not sent later', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  receiver.answerAll(failing);
  const { owner, ada } = await aDesk(h);
  const { endpoint } = await createWebhook(h.as(owner), { url: receiver.url });
  await escalate(h.as(ada));
  await delivered(h.as(owner), 'PENDING', 1);

  await mutate(h.as(owner), 'disableWebhookEndpoint', { endpointId: endpoint.id }, '{ id }');
  const cancelled = await delivered(h.as(owner), 'CANCELLED');
  await passTimeOfRetries(h, 60);
  await h.settled();

  expect(cancelled.nextAttemptAt).toBeNull();
  expect(receiver.requests).toHaveLength(1);
});

test('a message whose endpoint was deleted is not sent any more', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  receiver.answerAll(failing);
  const { owner, ada } = await aDesk(h);
  const { endpoint } = await createWebhook(h.as(owner), { url: receiver.url });
  await escalate(h.as(ada));
  await delivered(h.as(owner), 'PENDING', 1);

  await mutate(h.as(owner), 'deleteWebhookEndpoint', { endpointId: endpoint.id });
  await passTimeOfRetries(h, 60);
  await h.settled();

  expect(receiver.requests).toHaveLength(1);
  expect(await listWebhooks(h.as(owner))).toEqual([]);
});

test('a message that failed or was sent can be replayed: same bytes, same id, a row of its own', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  const { secret } = await createWebhook(h.as(owner), { url: receiver.url });
  const handoff = await escalate(h.as(ada));
  const first = await delivered(h.as(owner), 'SENT');
  const replay = (deliveryId: string) =>
    mutate<Delivery>(h.as(owner), 'replayWebhookDelivery', { deliveryId }, `{ ${deliveryFields} }`);

  const second = await replay(first.id);
  await receiver.received(2);
  await delivered(h.as(owner), 'SENT');
  const third = await replay(second.id);
  const requests = await receiver.received(3);
  await h.settled();

  expect(second).toMatchObject({
    ...{ state: 'PENDING', attempts: 0, replayOf: first.id, webhookId: first.id },
    ...{ handoff: { id: handoff.id }, requestBody: first.requestBody },
  });
  expect(second.id).not.toBe(first.id);
  expect(third).toMatchObject({ replayOf: second.id, webhookId: first.id });
  expect(new Set(requests.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
  for (const request of requests)
    expect(request.headers['webhook-signature']).toBe(signatureOf(secret ?? '', request));
});

test('a replay that is asked for again with its idempotency key sends nothing a second time', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });
  await escalate(h.as(ada));
  const { id: deliveryId } = await delivered(h.as(owner), 'SENT');
  const replay = () =>
    mutate<Delivery>(
      h.as(owner),
      'replayWebhookDelivery',
      { deliveryId, idempotencyKey: 'once' },
      '{ id state }',
    );

  const first = await replay();
  const again = await replay();
  await receiver.received(2);
  await h.settled();
  const later = await replay();
  await h.settled();

  expect([again.id, later]).toEqual([first.id, { id: first.id, state: 'SENT' }]);
  expect(receiver.requests).toHaveLength(2);
});

test('what is still on its way, or goes to a disabled endpoint, is not replayed', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  receiver.answerAll(failing);
  const { owner, ada } = await aDesk(h);
  const { endpoint } = await createWebhook(h.as(owner), { url: receiver.url });
  await escalate(h.as(ada));
  const { id: deliveryId } = await delivered(h.as(owner), 'PENDING', 1);

  const underway = mutate(h.as(owner), 'replayWebhookDelivery', { deliveryId }, '{ id }');
  await expect(underway).rejects.toMatchObject({ code: 'CONFLICT' });
  await mutate(h.as(owner), 'disableWebhookEndpoint', { endpointId: endpoint.id }, '{ id }');
  const disabled = mutate(h.as(owner), 'replayWebhookDelivery', { deliveryId }, '{ id }');
  await expect(disabled).rejects.toMatchObject({ code: 'CONFLICT', message: /disabled/ });

  await h.settled();
});

test('a name that leads to a private address by the time of sending is what any server is that cannot be reached', async () => {
  let addresses: readonly NamedAddress[] = [{ address: '127.0.0.1', family: 4 }];
  await using h = await openAloneWithWebhooks({ OUTGOING_ALLOW: '127.0.0.1/32' }, async () => addresses);
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  const { endpoint } = await createWebhook(h.as(owner), { url: 'https://hooks.example.com/in' });
  addresses = [{ address: '10.0.0.1', family: 4 }];

  await escalate(h.as(ada));
  const first = await delivered(h.as(owner), 'PENDING', 1);
  const tested = await mutate(
    h.as(owner),
    'testWebhookEndpoint',
    { endpointId: endpoint.id },
    '{ state lastError }',
  );
  addresses = [];
  const missing = await mutate(
    h.as(owner),
    'testWebhookEndpoint',
    { endpointId: endpoint.id },
    '{ state lastError }',
  );

  expect(first).toMatchObject({ responseStatus: null, lastError: 'The server could not be reached.' });
  expect(first.nextAttemptAt).not.toBeNull();
  expect(tested).toEqual({ state: 'FAILED', lastError: 'The server could not be reached.' });
  expect(missing).toEqual(tested);
  expect(receiver.connectionCount).toBe(0);
});

test('the log forgets after thirty days, with replays and what they replayed', async () => {
  await using h = await openAloneWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });
  await escalate(h.as(ada));
  const { id: deliveryId } = await delivered(h.as(owner), 'SENT');
  await h.settled();
  await h.passTime(20 * 86_400);
  await mutate(await h.renew(owner), 'replayWebhookDelivery', { deliveryId }, '{ id }');
  await delivered(await h.renew(owner), 'SENT');
  await h.settled();

  await pruneDeliveries(h.app.tools);
  const before = await listDeliveries(await h.renew(owner));
  await h.passTime(11 * 86_400);
  await pruneDeliveries(h.app.tools);
  const between = await listDeliveries(await h.renew(owner));
  await h.passTime(20 * 86_400);
  await pruneDeliveries(h.app.tools);

  expect(before).toHaveLength(2);
  expect(between).toMatchObject([{ replayOf: null, webhookId: deliveryId }]);
  expect(await listDeliveries(await h.renew(owner))).toEqual([]);
});
