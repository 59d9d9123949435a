import { Webhook } from 'standardwebhooks';
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
  type Made,
  mutate,
  openAloneWithWebhooks,
  openWithWebhooks,
  signatureOf,
  signedHeaders,
} from './webhook-stories.ts';

const slackUrl = 'https://hooks.slack.com/services/T0001/B0002/sEcReTpArTsEcReTpArT';

test('a webhook shows its secret once, and a repeated call with its idempotency key does not show it again', async () => {
  await using h = await openWithWebhooks();
  const { owner } = await aDesk(h);
  const input = { url: 'https://hooks.example.com/in', idempotencyKey: 'one' };

  const first = await createWebhook(h.as(owner), input);
  const again = await createWebhook(h.as(owner), input);
  const other = createWebhook(h.as(owner), { ...input, name: 'Other' });

  await expect(other).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(first.secret).toMatch(/^whsec_/);
  expect(again).toEqual({ endpoint: first.endpoint, secret: null });
  expect(await listWebhooks(h.as(owner))).toEqual([first.endpoint]);
});

test('the addresses of chats are shown by their end alone, and no secret is in the database as it is', async () => {
  await using h = await openWithWebhooks();
  const { owner } = await aDesk(h);

  const slack = await createWebhook(h.as(owner), { url: slackUrl, format: 'SLACK' });
  const { endpoint, secret } = await createWebhook(h.as(owner), {
    url: 'https://hooks.example.com/in?key=abc',
  });
  const rotated = await mutate<Made>(
    ...([h.as(owner), 'rotateWebhookSecret', { endpointId: endpoint.id }] as const),
    '{ secret }',
  );
  const rows = await h.app.database.query<{ row: string }>(
    'select t::text as row from webhook_endpoint t where account_id = ?',
    [owner.account.uuid],
  );

  expect(slack).toMatchObject({ secret: null, endpoint: { url: 'https://hooks.slack.com/…pArT' } });
  expect(endpoint.url).toBe('https://hooks.example.com/in?key=abc');
  const stored = rows.map(({ row }) => row).join();
  for (const text of [secret, rotated.secret, 'whsec_', 'hooks.slack.com', 'hooks.example.com'])
    expect(stored).not.toContain(text);
});

test('the log of the product holds no secret and no address of a chat', async () => {
  await using h = await openAloneWithWebhooks({ LOG_LEVEL: 'debug' });
  await using receiver = await openWebReceiver();
  receiver.answerAll({ status: 500 });
  const { owner, ada } = await aDesk(h);
  const url = `${receiver.url}/services/sEcReTpArT`;
  const { endpoint } = await createWebhook(h.as(owner), { url, format: 'SLACK' });
  const signed = await createWebhook(h.as(owner), { url: receiver.url });

  await mutate(h.as(owner), 'testWebhookEndpoint', { endpointId: endpoint.id }, '{ id }');
  await escalate(h.as(ada));
  await delivered(h.as(owner), 'PENDING', 1);
  await h.settled();

  const lines = h.logBook.lines.map(line => JSON.stringify(line)).join('\n');
  expect(lines).toContain('StoryCreateHandoff');
  expect(lines).not.toContain('sEcReTpArT');
  expect(lines).not.toContain(signed.secret ?? 'missing');
  expect(lines).not.toContain('whsec_');
});

test.each([
  ['http://hooks.example.com/', /https/],
  ['https://10.0.0.1/', /private address/],
  ['https://[::ffff:127.0.0.2]/', /private address/],
  ['https://2130706434/', /private address/],
  ['https://localhost/', /private address/],
  ['https://169.254.169.254/latest/meta-data', /private address/],
  ['https://ada:pw@hooks.example.com/', /name or a password/],
  ['ftp://hooks.example.com/', /https/],
  ['hooks.example.com', /not a URL/],
  [`https://hooks.example.com/${'x'.repeat(2_000)}`, /At most 2000/],
])('the address %p is refused, when it is made and when it is changed', async (url, message) => {
  await using h = await openWithWebhooks();
  const { owner } = await aDesk(h);
  const { endpoint } = await createWebhook(h.as(owner), { url: 'https://hooks.example.com/' });

  const made = createWebhook(h.as(owner), { url });
  await expect(made).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.url', message });
  const changed = mutate(h.as(owner), 'updateWebhookEndpoint', { endpointId: endpoint.id, url }, '{ id }');
  await expect(changed).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.url' });

  expect(await listWebhooks(h.as(owner))).toEqual([endpoint]);
});

test('an account has at most twenty, needs at least one kind of event for each, and a name', async () => {
  await using h = await openWithWebhooks();
  const { owner } = await aDesk(h);
  const url = 'https://hooks.example.com/';

  await expect(createWebhook(h.as(owner), { url, events: [] })).rejects.toMatchObject({
    field: 'input.events',
  });
  await expect(createWebhook(h.as(owner), { url, name: ' ' })).rejects.toMatchObject({ field: 'input.name' });
  const made = await Promise.allSettled(
    Array.from({ length: 22 }, (_, index) => createWebhook(h.as(owner), { url, name: `Hook ${index}` })),
  );

  const refused = made.flatMap(each => (each.status === 'rejected' ? [each.reason.code] : []));
  expect(refused).toEqual(['CONFLICT', 'CONFLICT']);
  expect(await listWebhooks(h.as(owner))).toHaveLength(20);
});

test('name, address and events can be changed, each alone', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  const { endpoint } = await createWebhook(h.as(owner), { url: 'https://hooks.example.com/' });
  const update = (input: object) =>
    mutate(
      h.as(owner),
      'updateWebhookEndpoint',
      { endpointId: endpoint.id, ...input },
      '{ name url events }',
    );

  const renamed = await update({ name: 'Board' });
  const moved = await update({ url: receiver.url });
  const narrowed = await update({ events: ['ESCALATION_CLAIMED', 'ESCALATION_CREATED'] });
  await escalate(h.as(ada));
  await receiver.received(1);
  await h.settled();

  expect(renamed).toMatchObject({ name: 'Board', url: endpoint.url });
  expect(moved).toMatchObject({ name: 'Board', url: `${receiver.url}/` });
  expect(narrowed).toMatchObject({ events: ['ESCALATION_CREATED', 'ESCALATION_CLAIMED'] });
});

test('a test message is sent at once, signed, also to a disabled endpoint, and its result is in the answer', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner } = await aDesk(h);
  const { endpoint, secret } = await createWebhook(h.as(owner), { url: receiver.url });
  await mutate(h.as(owner), 'disableWebhookEndpoint', { endpointId: endpoint.id }, '{ id }');
  const run = () =>
    mutate<Delivery>(
      ...([h.as(owner), 'testWebhookEndpoint', { endpointId: endpoint.id }] as const),
      `{ ${deliveryFields} }`,
    );

  const good = await run();
  receiver.answerNext({ status: 404, body: 'no\u0000such path' });
  const bad = await run();
  const [request] = receiver.requests;

  if (request === undefined) throw new Error('nothing came');
  expect(request.headers['webhook-signature']).toBe(signatureOf(secret ?? '', request));
  expect(JSON.parse(request.body)).toMatchObject({
    type: 'test',
    data: { endpoint: { id: endpoint.id, name: 'Desk' } },
  });
  expect(good).toMatchObject({
    ...{ state: 'SENT', attempts: 1, eventType: 'test', responseStatus: 200, responseExcerpt: 'ok' },
    ...{ handoff: null, lastError: null },
  });
  expect(bad).toMatchObject({
    ...{ state: 'FAILED', attempts: 1, responseStatus: 404, nextAttemptAt: null },
    lastError: 'The receiver answered 404.',
  });
  expect(await listDeliveries(h.as(owner))).toEqual([bad, good]);
  expect(await listDeliveries(h.as(owner), 'SENT')).toEqual([good]);
});

test('a channel gets its message as Slack and Teams take it, and no signature', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: `${receiver.url}/slack`, format: 'SLACK' });
  await createWebhook(h.as(owner), { url: `${receiver.url}/teams`, format: 'TEAMS' });

  const { id } = await escalate(h.as(ada), { priority: 'URGENT', engineerNotes: '<!channel> help' });
  const requests = await receiver.received(2);
  await h.settled();

  const bodies = Object.fromEntries(requests.map(({ path, body }) => [path, JSON.parse(body)]));
  expect(bodies['/slack']).toMatchObject({
    text: '[URGENT] New escalation by Ada: Outlook cannot connect',
    blocks: [{ type: 'header' }, { type: 'section' }, { type: 'section' }, { type: 'actions' }],
  });
  expect(JSON.stringify(bodies['/slack'])).toContain('&lt;!channel&gt; help');
  expect(bodies['/teams'].attachments[0].content.actions[0].url).toMatch(new RegExp(`/handoffs/${id}$`));
  for (const { headers } of requests) expect(headers['webhook-signature']).toBeUndefined();
});

test('during a rotation both secrets sign, and a day later the new one alone', async () => {
  await using h = await openAloneWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  const { endpoint, secret: old } = await createWebhook(h.as(owner), { url: receiver.url });

  const beforeMs = h.clock.now().getTime();
  const rotated = await mutate<{ secret: string; endpoint: { previousSecretExpiresAt: string } }>(
    ...([h.as(owner), 'rotateWebhookSecret', { endpointId: endpoint.id }] as const),
    '{ secret endpoint { previousSecretExpiresAt } }',
  );
  const afterMs = h.clock.now().getTime();
  await escalate(h.as(ada));
  const [during] = await receiver.received(1);
  await h.settled();
  await h.passTime(24 * 3_600 + 60);
  await escalate(await h.renew(ada));
  const [, after] = await receiver.received(2);

  if (during === undefined || after === undefined) throw new Error('too few came');
  for (const secret of [old ?? '', rotated.secret]) {
    expect(() => new Webhook(secret).verify(during.body, signedHeaders(during))).not.toThrow();
  }
  expect(signedHeaders(during)['webhook-signature']?.split(' ')).toHaveLength(2);
  expect(signedHeaders(after)['webhook-signature']).toBe(signatureOf(rotated.secret, after));
  expect(rotated.secret).not.toBe(old);
  const rotatedMs = Date.parse(rotated.endpoint.previousSecretExpiresAt) - 24 * 3_600_000;
  expect(rotatedMs).toBeGreaterThanOrEqual(beforeMs);
  expect(rotatedMs).toBeLessThanOrEqual(afterMs);
});

test('messages to a chat have no secret to rotate', async () => {
  await using h = await openWithWebhooks();
  const { owner } = await aDesk(h);
  const { endpoint } = await createWebhook(h.as(owner), { url: slackUrl, format: 'SLACK' });

  const rotated = mutate(h.as(owner), 'rotateWebhookSecret', { endpointId: endpoint.id }, '{ secret }');

  await expect(rotated).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('after a change of the token secret a message fails with the reason, and new values set it right', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  const { endpoint } = await createWebhook(h.as(owner), { url: receiver.url });
  await h.app.database.query(
    `update webhook_endpoint set url = 'v1.' || repeat('A', 80), secret = 'v1.' || repeat('A', 80)
      where account_id = ?`,
    [owner.account.uuid],
  );

  await escalate(h.as(ada));
  const failed = await delivered(h.as(owner), 'PENDING', 1);
  const [shown] = await listWebhooks(h.as(owner));
  const { endpointId } = { endpointId: endpoint.id };
  await mutate(h.as(owner), 'updateWebhookEndpoint', { endpointId, url: receiver.url }, '{ id }');
  const { secret } = await mutate<Made>(h.as(owner), 'rotateWebhookSecret', { endpointId }, '{ secret }');
  await h.passTime(10);
  await delivered(h.as(owner), 'SENT', 2);

  const [request] = receiver.requests;
  if (request === undefined) throw new Error('nothing came');
  expect(failed.lastError).toContain('TOKEN_SECRET');
  expect(shown?.url).toContain('unreadable');
  expect(request.headers['webhook-signature']).toBe(signatureOf(secret ?? '', request));
});
