import type { App } from '../../src/app.ts';
import { openClient } from '../harness/client.ts';
import { type Harness, makeClock, openHarness, startApp } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { claim, EscalationCreated, escalate, startSession } from '../harness/stories.ts';
import { expect, serverTest } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

/** A second replica on the database of a harness. */
async function openReplica(h: Harness): Promise<App> {
  const environment = { DATABASE_URL: h.app.database.url ?? '', TOKEN_SECRET: h.app.settings.tokenSecret };
  const smtp = { SMTP_URL: h.mailbox.url, DATA_DIR: h.app.settings.dataDir };
  return await startApp({ environment, drop: async () => {} }, smtp, makeClock(), openLogBook());
}

const clientOf = (app: App, token: string) =>
  openClient({ url: app.url, token, countReaders: () => app.live.readerCount });

serverTest('an escalation made on one replica arrives on a stream of the other', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const other = await openReplica(h);
  {
    await using stream = await clientOf(other, acme.grace.token).subscribe(EscalationCreated);

    const { id } = await escalate(h.as(acme.ada));

    expect(await stream.next()).toMatchObject({ escalationCreated: { replayed: false, handoff: { id } } });
    expect((await claim(clientOf(other, acme.grace.token), id)).__typename).toBe('HandoffClaimed');
    expect((await claim(h.as(acme.owner), id)).__typename).toBe('HandoffAlreadyClaimed');
  }
  await other.close();
});

serverTest(
  'two hundred escalations at once through two replicas reach every reader once, in one order',
  async () => {
    await using h = await openHarness();
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    const other = await openReplica(h);
    const apps = [h.app, other];
    const total = 200;
    {
      const sessions = [];
      for (let count = 0; count < total; count++) sessions.push(await startSession(h.as(acme.ada)));
      const readers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          clientOf(apps[index % 2] ?? h.app, acme.grace.token).subscribe(EscalationCreated),
        ),
      );

      await Promise.all(
        sessions.map((sessionId, index) =>
          escalate(clientOf(apps[index % 2] ?? h.app, acme.ada.token), { sessionId }),
        ),
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
    }
    await h.settledWithin(60);
    await other.close();
  },
  120_000,
);

serverTest('a cut wire loses nothing: the stream stays open and every event still comes, once', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const other = await openReplica(h);
  {
    await using stream = await clientOf(other, acme.grace.token).subscribe(EscalationCreated);
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
    await waitFor(
      'the wire to be back',
      async () => (await fetch(`${other.url}/health/ready`)).status === 200,
    );
    await waitFor(
      'the wire to be back',
      async () => (await fetch(`${h.app.url}/health/ready`)).status === 200,
    );
  }
  await other.close();
});
