import { decodeId } from '../../src/graphql/ids.ts';
import type { WebhookAttempt } from '../../src/integrations/webhook-queues.ts';
import { createWebhookTurns } from '../../src/integrations/webhook-turn.ts';
import { openReplica } from '../harness/replicas.ts';
import { escalate } from '../harness/stories.ts';
import { expect, serverTest } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openWebReceiver } from '../harness/web-receiver.ts';
import { clockOff } from '../harness/wrong-clock.ts';
import {
  aDesk,
  createWebhook,
  delivered,
  listDeliveries,
  openAloneWithWebhooks,
  signedHeaders,
} from './webhook-stories.ts';

for (const seconds of [120, -120])
  serverTest(`two replicas send each message once when the clock of one is off by ${seconds} s`, async () => {
    await using h = await openAloneWithWebhooks();
    await using receiver = await openWebReceiver();
    await using replica = await openReplica(
      h,
      { OUTGOING_ALLOW: '127.0.0.1' },
      { machineClock: clockOff(seconds) },
    );
    const { owner, ada } = await aDesk(h);
    const { endpoint } = await createWebhook(h.as(owner), { url: receiver.url });
    receiver.answerAll({ status: 503 });
    for (const _ of [1, 2]) {
      await escalate(h.as(ada));
      await delivered(h.as(owner), 'PENDING', 1);
    }
    await h.settled();
    // The jobs of their next attempts are done by hand: by which process is what matters.
    await h.app.database.query("update jobs.job set start_after = start_after + interval '1 day'");
    const [newer, older] = (await listDeliveries(h.as(owner))).map(
      ({ id }): WebhookAttempt => ({
        accountId: owner.account.uuid,
        endpointId: decodeId('WebhookEndpoint', endpoint.id, 'id'),
        deliveryId: decodeId('WebhookDelivery', id, 'id'),
        attempt: 2,
      }),
    );
    if (newer === undefined || older === undefined) throw new Error('two messages ought to wait');
    const behind = createWebhookTurns(seconds > 0 ? h.app.tools : replica.app.tools);
    const ahead = createWebhookTurns(seconds > 0 ? replica.app.tools : h.app.tools);
    const failed = receiver.requests.length;
    let answer = () => {};
    receiver.answerAll({ status: 200 });
    receiver.answerNext(response => {
      answer = () => void response.writeHead(200).end();
    });

    // The newer one's job sends the older one first, which is on its way while its own job comes, on the other replica.
    const underWay = behind(newer);
    await receiver.received(failed + 1);
    await ahead(older);
    answer();
    await underWay;

    const ids = receiver.requests.slice(failed).map(request => signedHeaders(request)['webhook-id']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
    await waitFor('both to be sent', async () =>
      (await listDeliveries(h.as(owner))).every(({ state }) => state === 'SENT'),
    );
  });
