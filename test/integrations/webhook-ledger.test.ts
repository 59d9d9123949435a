import { decodeId } from '../../src/graphql/ids.ts';
import { writeWebhookLedger } from '../../src/integrations/webhook-ledger.ts';
import { retryPausesSeconds, webhookDeliveryStates } from '../../src/integrations/webhook-lifecycle.ts';
import { giveBack, recordOutcome } from '../../src/integrations/webhook-outcome.ts';
import { newId, type Uuid } from '../../src/kernel/ids.ts';
import { canMoveDelivery, deliveryStates } from '../../src/notifications/delivery-lifecycle.ts';
import { transaction } from '../../src/platform/database/transaction.ts';
import { Release } from '../handoffs/documents.ts';
import type { Client } from '../harness/client.ts';
import { claim, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
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
  passTimeOfRetries,
} from './webhook-stories.ts';

/** Endpoints that are told of an escalation have their rows in its ledger. */

interface Row {
  readonly channel: string;
  readonly state: string;
  readonly round: number;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly sentAt: string | null;
  readonly endpointName: string | null;
  readonly user: { readonly id: string } | null;
}

interface Ledger {
  readonly reach: object;
  readonly deliveries: { readonly nodes: readonly Row[] };
}

/** The rows of endpoints, and the reach. */
async function ledgerOf(client: Client, id: string) {
  const { data, errors } = await client.send<{ handoff: Ledger }>(
    `query ($id: ID!) { handoff(id: $id) {
       reach { reached pending failed skipped }
       deliveries(first: 100) { nodes { channel state round attempts lastError sentAt endpointName user { id } } }
     } }`,
    { id },
  );
  if (data === null || data === undefined) throw new Error(JSON.stringify(errors));
  const { reach, deliveries } = data.handoff;
  return { reach, rows: deliveries.nodes.filter(({ channel }) => channel === 'WEBHOOK') };
}

const busy = { status: 500, body: 'out of order' };

test('an endpoint that is told of a new escalation has one row, and is nobody whom it reached', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  await using other = await openWebReceiver();
  const { owner, ada, grace } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url, name: 'Ticket board' });
  await createWebhook(h.as(owner), { url: other.url, name: 'Claims', events: ['ESCALATION_CLAIMED'] });

  const { id } = await escalate(h.as(ada));
  await receiver.received(1);
  await claim(h.as(grace), id);
  await receiver.received(2);
  await other.received(1);
  await h.as(grace).send(Release.toString(), { input: { handoffId: id } });
  await receiver.received(3);
  await h.settled();

  const { reach, rows } = await ledgerOf(h.as(ada), id);
  expect(rows).toEqual([
    {
      ...{ channel: 'WEBHOOK', state: 'SENT', round: 0, attempts: 1, lastError: null, user: null },
      ...{ sentAt: expect.any(String), endpointName: 'Ticket board' },
    },
  ]);
  // Owner and Grace by mail; Ada is its maker.
  expect(reach).toEqual({ reached: 2, pending: 0, failed: 0, skipped: 1 });
});

test('between two attempts its row is SENDING, and a replay of what was sent changes nothing of it', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });
  receiver.answerNext(busy);
  const { id } = await escalate(h.as(ada));
  await delivered(h.as(owner), 'PENDING', 1);
  const between = await ledgerOf(h.as(ada), id);

  await passTimeOfRetries(h, 8);
  const { id: deliveryId } = await delivered(h.as(owner), 'SENT', 2);
  const sent = await ledgerOf(h.as(ada), id);
  receiver.answerAll({ status: 410 });
  await mutate(h.as(owner), 'replayWebhookDelivery', { deliveryId }, '{ id }');
  await receiver.received(3);
  await h.settled();

  expect(between.rows).toMatchObject([
    { state: 'SENDING', attempts: 1, lastError: 'The receiver answered 500.', sentAt: null },
  ]);
  expect(sent.rows).toMatchObject([{ state: 'SENT', attempts: 2, lastError: null }]);
  expect((await listDeliveries(h.as(owner))).map(({ state }) => state).sort()).toEqual(['FAILED', 'SENT']);
  expect((await ledgerOf(h.as(ada), id)).rows).toEqual(sent.rows);
});

test('whatever becomes of a message, its row never goes back to a state that it has left', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });
  await escalate(h.as(ada));
  await delivered(h.as(owner), 'SENT');
  await h.settled();
  const accountId = owner.account.uuid;
  const { query } = h.app.database;
  const [message] = await query<{ id: Uuid }>('select id from webhook_delivery where account_id = ?', [
    accountId,
  ]);
  if (message === undefined) throw new Error('there is no message');
  const pairs = deliveryStates.flatMap(from => webhookDeliveryStates.map(to => ({ from, to })));

  const became: object[] = [];
  for (const { from, to } of pairs) {
    await query(
      `update delivery set state = ?, attempts = 2, skip_reason = case when ? = 'SKIPPED' then 'MUTED' end
        where account_id = ? and channel = 'WEBHOOK'`,
      [from, from, accountId],
    );
    // As another process has just left it, which knew of one attempt.
    await query('update webhook_delivery set state = ?, attempts = 1 where account_id = ?', [to, accountId]);
    await query(`update webhook_delivery set attempts = 0 where account_id = ? and state = 'PENDING'`, [
      accountId,
    ]);
    await transaction(h.app.tools.openScope(accountId), async tx =>
      writeWebhookLedger(tx, [{ accountId, id: message.id }]),
    );
    const [row] = await query<{ state: string; attempts: number }>(
      `select state, attempts from delivery where account_id = ? and channel = 'WEBHOOK'`,
      [accountId],
    );
    became.push({ from, to, ...row });
  }

  expect(became).toEqual(
    pairs.map(({ from, to }) => ({ from, to, state: canMoveDelivery(from, to) ? to : from, attempts: 2 })),
  );
});

test('one that another took along and gave back stays SENDING while it waits', async () => {
  await using h = await openWithWebhooks();
  await using receiver = await openWebReceiver();
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });
  receiver.answerAll({ status: 503 });
  const { id } = await escalate(h.as(ada));
  const { id: waiting } = await delivered(h.as(owner), 'PENDING', 1);
  await h.settled();
  const accountId = owner.account.uuid;
  const deliveryId = decodeId('WebhookDelivery', waiting, 'id');
  const attempt = { accountId, deliveryId, endpointId: newId(), attempt: 1 };
  const { query } = h.app.database;
  await query(
    `update delivery set state = 'PENDING', attempts = 0 where account_id = ? and channel = 'WEBHOOK'`,
    [accountId],
  );
  // The one has it in hand for a message of its own. The other comes for the message itself, and finds it taken.
  await query(`update webhook_delivery set state = 'SENDING', attempts = 0 where account_id = ?`, [
    accountId,
  ]);
  const outcome = {
    kind: 'FAILED',
    status: 503,
    excerpt: null,
    error: 'busy',
    retryAfterSeconds: null,
  } as const;

  const isRecorded = await recordOutcome(h.app.tools, attempt, outcome, []);
  const taken = await ledgerOf(h.as(ada), id);
  await giveBack(h.app.tools, attempt, outcome);
  const given = await ledgerOf(h.as(ada), id);

  expect(isRecorded).toBe(false);
  expect([taken.rows, given.rows]).toMatchObject([
    [{ state: 'SENDING' }],
    [{ state: 'SENDING', attempts: 0, lastError: 'busy' }],
  ]);
  expect((await listDeliveries(h.as(owner)))[0]).toMatchObject({ state: 'PENDING', attempts: 0 });
});

test('one that was never delivered is FAILED in the end', async () => {
  await using h = await openAloneWithWebhooks();
  await using receiver = await openWebReceiver();
  receiver.answerAll(busy);
  const { owner, ada } = await aDesk(h);
  await createWebhook(h.as(owner), { url: receiver.url });
  const { id } = await escalate(h.as(ada));
  for (const [index, pause] of retryPausesSeconds.entries()) {
    await delivered(await h.renew(owner), 'PENDING', index + 1);
    await passTimeOfRetries(h, pause * 1.1 + 2);
  }
  await delivered(await h.renew(owner), 'FAILED');

  expect((await ledgerOf(await h.renew(ada), id)).rows).toMatchObject([
    { state: 'FAILED', attempts: 10, lastError: 'The receiver answered 500.', sentAt: null },
  ]);
  h.mailbox.clear();
  h.mailbox.ignoreAll();
});

for (const { title, field, name, selection } of [
  { title: 'disabled', field: 'disableWebhookEndpoint', name: 'Desk', selection: '{ state }' },
  { title: 'deleted', field: 'deleteWebhookEndpoint', name: null, selection: '' },
]) {
  test(`when its endpoint is ${title} meanwhile its row is CANCELLED, and stays so`, async () => {
    await using h = await openWithWebhooks();
    await using receiver = await openWebReceiver();
    receiver.answerNext({ status: 200 }, busy);
    const { owner, ada } = await aDesk(h);
    const { endpoint } = await createWebhook(h.as(owner), { url: receiver.url });
    const first = await escalate(h.as(ada));
    await receiver.received(1);
    const second = await escalate(h.as(ada));
    await waitFor('the first attempt', async () => {
      const [row] = (await ledgerOf(h.as(ada), second.id)).rows;
      return row?.attempts === 1;
    });

    await mutate(h.as(owner), field, { endpointId: endpoint.id }, selection);
    await passTimeOfRetries(h, 10);
    await h.settled();

    expect(receiver.requests).toHaveLength(2);
    expect((await ledgerOf(h.as(ada), first.id)).rows).toMatchObject([{ state: 'SENT', endpointName: name }]);
    expect((await ledgerOf(h.as(ada), second.id)).rows).toMatchObject([
      { state: 'CANCELLED', endpointName: name, lastError: 'The receiver answered 500.' },
    ]);
  });
}
