import { graphql } from '../generated/index.ts';
import type { Client } from '../harness/client.ts';
import { type FailoverPair, openFailoverPair } from '../harness/failover-pair.ts';
import { type Harness, openHarness } from '../harness/harness.ts';
import { failoverTest } from '../harness/own-servers.ts';
import { openReplica, type Replica, readinessOf } from '../harness/replicas.ts';
import { EscalationCreated, EscalationEvents, escalate, startSession } from '../harness/stories.ts';
import { expect } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openWebReceiver } from '../harness/web-receiver.ts';
import { createWebhook } from '../integrations/webhook-stories.ts';

/** A standby that has not got the newest commits takes the primary's place, at the same address. */

const FailoverQueue = graphql(`
  query FailoverQueue {
    escalationQueue(first: 100) { eventCursor nodes { id } }
  }
`);

const queueOf = async (client: Client) => (await client.run(FailoverQueue, {})).escalationQueue;

/** What a stream says first when it is opened with a cursor: the code of an error, or the type of an event. */
async function answerTo(client: Client, after: string): Promise<unknown> {
  await using stream = await client.subscribe(EscalationEvents, { after });
  return await stream.next().then(
    ({ escalationEvents }) => escalationEvents.__typename,
    (error: { code?: string }) => error.code,
  );
}

async function failOver(pair: FailoverPair, replicas: readonly Pick<Replica, 'app'>[]): Promise<void> {
  await pair.failOver();
  for (const { app } of replicas)
    await waitFor('the new primary to be found', async () => (await readinessOf(app)).database);
}

const settings = { TOKEN_SECRET: 'a secret for tests, forty characters long', OUTGOING_ALLOW: '127.0.0.1' };

async function openDesk(pair: FailoverPair): Promise<Harness> {
  const h = await openHarness({ DATABASE_URL: pair.url, ...settings });
  h.logBook.expectErrors(/cannot be reached/);
  return h;
}

failoverTest(
  'after a failover that lost escalations, whoever has seen one of them reloads, and the next ones reach everybody',
  async () => {
    await using pair = await openFailoverPair();
    await using h = await openDesk(pair);
    h.mailbox.ignoreAll();
    const [acme, idle, spared] = [
      await h.anAccount({ engineers: ['ada', 'grace'] }),
      await h.anAccount({ engineers: ['bob'] }),
      await h.anAccount({ engineers: ['carol', 'eve'] }),
    ];
    await using other = await openReplica(h);
    const replicas = [h, other];
    await using here = await h.as(acme.grace).subscribe(EscalationCreated);
    await using there = await other.as(acme.grace).subscribe(EscalationCreated);
    await using untouched = await other.as(spared.eve).subscribe(EscalationCreated);
    const early = await escalate(h.as(acme.ada));
    await h.settled();
    const kept = (await queueOf(h.as(acme.grace))).eventCursor;
    await pair.stopReplication();
    const made = [early];
    for (const replica of [h, other, h]) made.push(await escalate(replica.as(acme.ada)));
    await escalate(h.as(idle.bob));
    const idleCursor = (await queueOf(h.as(idle.bob))).eventCursor;
    const seen: string[] = [];
    for (const stream of [here, there])
      for (const { id } of made) {
        const { escalationCreated } = await stream.next();
        expect(escalationCreated.handoff.id).toBe(id);
        seen.push(escalationCreated.cursor);
      }
    const lostCursor = seen.at(-1) ?? '';

    await failOver(pair, replicas);

    for (const stream of [here, there])
      await expect(stream.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    for (const replica of replicas) {
      expect(await answerTo(replica.as(idle.bob), idleCursor)).toBe('CURSOR_EXPIRED');
      expect(await answerTo(replica.as(acme.grace), lostCursor)).toBe('CURSOR_EXPIRED');
    }
    const { nodes, eventCursor } = await queueOf(h.as(acme.grace));
    expect(nodes.map(({ id }) => id)).toEqual([early.id]);
    await using stack = new AsyncDisposableStack();
    const streams = [];
    for (const after of [kept, eventCursor, null])
      for (const replica of replicas)
        streams.push(stack.use(await replica.as(acme.grace).subscribe(EscalationCreated, { after })));
    const next: string[] = [];
    for (const replica of [h, other, h, other]) next.push((await escalate(replica.as(acme.ada))).id);
    for (const stream of streams)
      for (const id of next) expect((await stream.next()).escalationCreated.handoff.id).toBe(id);
    const { id } = await escalate(h.as(spared.carol));
    expect(await untouched.next()).toMatchObject({ escalationCreated: { handoff: { id } } });
    // By now other events have the numbers of those that were lost.
    for (let count = 0; count < 2; count++) await escalate(h.as(idle.bob));
    await h.settled();
    for (const replica of replicas) {
      expect(await answerTo(replica.as(idle.bob), idleCursor)).toBe('CURSOR_EXPIRED');
      expect(await answerTo(replica.as(acme.grace), lostCursor)).toBe('CURSOR_EXPIRED');
    }
  },
);

failoverTest(
  'after a failover a mutation whose effect was lost can be repeated with its key, and mails and webhooks go on',
  async () => {
    await using pair = await openFailoverPair();
    await using receiver = await openWebReceiver();
    await using h = await openDesk(pair);
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    await createWebhook(h.as(acme.owner), { url: receiver.url, format: 'EVENT' });
    const sessionId = await startSession(h.as(acme.ada));
    const attempt = () => escalate(h.as(acme.ada), { sessionId, idempotencyKey: 'only once' });
    const people = [acme.owner, acme.grace];
    await h.settled();
    await pair.stopReplication();
    const lost = await attempt();
    for (const { email } of people) await h.mailbox.expectMail({ to: email });
    await receiver.received(1);
    await h.settled();

    await failOver(pair, [h]);
    const repeated = await attempt();

    expect(repeated.id).not.toBe(lost.id);
    expect((await attempt()).id).toBe(repeated.id);
    for (const { email } of people) {
      const { text } = await h.mailbox.expectMail({ to: email });
      expect(text).toContain(repeated.id);
    }
    const requests = await receiver.received(2);
    expect(requests.at(-1)?.body).toContain(repeated.id);
    expect((await queueOf(h.as(acme.grace))).nodes.map(({ id }) => id)).toEqual([repeated.id]);
    await h.settled();
  },
);
