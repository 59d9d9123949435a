import { type Client, Refused } from '../harness/client.ts';
import { openHarness } from '../harness/harness.ts';
import { openReplica, waitForWire } from '../harness/replicas.ts';
import { claim, EscalationCreated, escalate, startSession } from '../harness/stories.ts';
import { expect, serverTest } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

serverTest('an escalation made on one replica arrives on a stream of the other', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using other = await openReplica(h);
  await using stream = await other.as(acme.grace).subscribe(EscalationCreated);

  const { id } = await escalate(h.as(acme.ada));

  expect(await stream.next()).toMatchObject({ escalationCreated: { replayed: false, handoff: { id } } });
  expect((await claim(other.as(acme.grace), id)).__typename).toBe('HandoffClaimed');
  expect((await claim(h.as(acme.owner), id)).__typename).toBe('HandoffAlreadyClaimed');
});

/** Escalates a session, again when the crowd was more than a slow machine has connections for in time. */
const insist = (client: Client, sessionId: string) =>
  waitFor('the escalation', () =>
    escalate(client, { sessionId, idempotencyKey: sessionId }).catch((error: unknown) => {
      if (error instanceof Refused && error.code === 'SERVICE_UNAVAILABLE') return null;
      throw error;
    }),
  );

serverTest(
  'two hundred escalations at once through two replicas reach every reader once, in one order',
  async () => {
    await using h = await openHarness();
    h.mailbox.ignoreAll();
    h.logBook.expectErrors(/cannot be reached/);
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    await using other = await openReplica(h);
    const replicas = [h, other];
    const total = 200;
    const sessions: string[] = [];
    while (sessions.length < total) {
      const some = Array.from({ length: 20 }, () => startSession(h.as(acme.ada)));
      sessions.push(...(await Promise.all(some)));
    }
    const readers = [];
    // One by one: whether a stream is open is told by the number of those that are.
    for (let index = 0; index < 20; index++)
      readers.push(await (replicas[index % 2] ?? h).as(acme.grace).subscribe(EscalationCreated));

    await Promise.all(
      sessions.map((sessionId, index) => insist((replicas[index % 2] ?? h).as(acme.ada), sessionId)),
    );

    const orders: string[][] = [];
    for (const reader of readers) {
      const ids: string[] = [];
      while (ids.length < total) ids.push((await reader.next()).escalationCreated.handoff.id);
      orders.push(ids);
    }
    expect(new Set(orders[0]).size).toBe(total);
    for (const order of orders) expect(order).toEqual(orders[0]);
    for (const reader of readers) {
      expect(reader.pending).toEqual([]);
      await reader[Symbol.asyncDispose]();
    }
    await h.settled();
  },
);

serverTest('a cut wire loses nothing: the stream stays open and every event still comes, once', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using other = await openReplica(h);
  await using stream = await other.as(acme.grace).subscribe(EscalationCreated);
  const first = await escalate(h.as(acme.ada));
  await h.app.database.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'resolutionflow-wire' and datname = current_database()",
  );

  const second = await escalate(h.as(acme.ada));
  const events = [await stream.next(), await stream.next()];

  expect(events.map(event => event.escalationCreated.handoff.id)).toEqual([first.id, second.id]);
  const third = await escalate(h.as(acme.ada));
  expect(await stream.next()).toMatchObject({ escalationCreated: { handoff: { id: third.id } } });
  expect(stream.pending).toEqual([]);
  await waitForWire([h.app, other.app], true);
});
