import type { Database } from '../../src/platform/database/database.ts';
import { createNotifyWire } from '../../src/platform/live/notify-wire.ts';
import { encodeHint, wireChannel } from '../../src/platform/live/wire.ts';
import type { WireTimes } from '../../src/platform/live/wire-keeper.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { openDatabaseProxy } from '../harness/database-proxy.ts';
import { openHarness } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { openReplica, readinessOf, waitForWire } from '../harness/replicas.ts';
import { EscalationCreated, escalate } from '../harness/stories.ts';
import { expect, serverTest } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openSideBySide } from './side-by-side.ts';

/** Hints between replicas by NOTIFY, over networks and poolers that do not keep their word. */

const sideBySide = openSideBySide(serverTest);

/** Patient with a connection that works, however long it takes; for the time in which it does not, there are these. */
const patientMs = 15_000;
const impatientMs = 300;

type Harness = Awaited<ReturnType<typeof openHarness>>;

/** A wire by itself whose LISTEN connection goes through a proxy, while the harness speaks to the server directly. */
async function openWire({ app }: Harness, answerMs = patientMs) {
  const proxy = await openDatabaseProxy(app.database.url ?? '');
  const sessionAddress = { url: proxy.url, isPooled: false };
  const { log, lines } = openLogBook();
  const metrics = createMetrics();
  const times = { probeEveryMs: 100, answerMs, pauseMsMin: 20, pauseMsMax: 100 } satisfies WireTimes;
  const wire = createNotifyWire({ ...app.database, sessionAddress }, log, metrics, times);
  const hints: string[] = [];
  let gaps = 0;
  await wire.start({
    onHint: (accountId, seq) => void hints.push(`${accountId}:${seq}`),
    onGap: () => {
      gaps += 1;
    },
  });
  await waitFor('the wire', () => wire.isConnected());
  return {
    wire,
    proxy,
    hints,
    /** They may be changed, for what is asked from then on. */
    times,
    gapCount: () => gaps,
    troubles: () => lines.flatMap(({ reason }) => (typeof reason === 'string' ? [reason] : [])),
    isReported: async () => (await metrics.wireConnected.get()).values[0]?.value === 1,
    async announce(seq: number) {
      const hint = encodeHint(crypto.randomUUID(), seq);
      await app.database.query('select pg_notify(?, ?)', [wireChannel, hint]);
      return hint;
    },
    async [Symbol.asyncDispose]() {
      await wire.close();
      await proxy[Symbol.asyncDispose]();
    },
  };
}

/** What was said a second time right after the first; a connection that also came too late says something else. */
const repeatedIn = (troubles: readonly unknown[]) =>
  troubles.filter((reason, index) => reason === troubles[index - 1]);

sideBySide(
  'a pooler that swallows LISTEN is found out, said once with what to do, and given up on never',
  async () => {
    await using h = await openHarness();
    await using opened = await openWire(h);
    const { wire, proxy, hints, times } = opened;
    const first = await opened.announce(1);
    await waitFor('a hint', () => hints.includes(first));
    expect(await opened.isReported()).toBe(true);

    proxy.swallowNotifications = true;
    times.answerMs = impatientMs;
    await waitFor('the wire to be found dead', () => !wire.isConnected());
    const gaps = opened.gapCount();
    const lost = await opened.announce(2);
    const { connectionCount } = proxy;
    await waitFor('more attempts', () => proxy.connectionCount > connectionCount + 2);
    expect(await opened.isReported()).toBe(false);
    expect(wire.isConnected()).toBe(false);
    proxy.swallowNotifications = false;
    times.answerMs = patientMs;
    await waitFor('the wire to be back', () => wire.isConnected());
    const last = await opened.announce(3);
    await waitFor('a hint after that', () => hints.includes(last));

    expect(hints).not.toContain(lost);
    expect(opened.gapCount()).toBeGreaterThan(gaps);
    const troubles = opened.troubles();
    expect(troubles).toContainEqual(expect.stringMatching(/pooler that cannot LISTEN.*REDIS_URL/));
    expect(repeatedIn(troubles)).toEqual([]);
    expect(await opened.isReported()).toBe(true);
  },
);

sideBySide('a connection that dies without a word is noticed, and another is made', async () => {
  await using h = await openHarness();
  // The patience of a connection is that with which it was made.
  await using opened = await openWire(h, impatientMs);
  const gaps = opened.gapCount();

  opened.proxy.silence();
  await waitFor('the wire to notice', () => !opened.wire.isConnected());
  expect(opened.gapCount()).toBe(gaps);
  opened.times.answerMs = patientMs;
  opened.proxy.restore();
  await waitFor('the wire to be back', () => opened.wire.isConnected());
  const hint = await opened.announce(1);
  await waitFor('a hint after that', () => opened.hints.includes(hint));

  expect(opened.gapCount()).toBe(gaps + 1);
});

sideBySide('a wire in the middle of a connection attempt that hangs still closes in time', async () => {
  await using h = await openHarness();
  const opened = await openWire(h, impatientMs);
  opened.proxy.silence();
  await waitFor('the wire to notice', () => !opened.wire.isConnected());
  opened.times.answerMs = 3_600_000;
  const { connectionCount } = opened.proxy;
  await waitFor('an attempt', () => opened.proxy.connectionCount > connectionCount);

  // The attempt goes on for an hour.
  await opened[Symbol.asyncDispose]();
});

sideBySide(
  'behind a pooler that swallows LISTEN the product starts, is ready, and streams miss nothing',
  async () => {
    await using h = await openHarness({});
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    await using proxy = await openDatabaseProxy(h.app.database.url ?? '');
    proxy.swallowNotifications = true;
    await using other = await openReplica(h, { DATABASE_URL: proxy.url });
    await using stream = await other.as(acme.grace).subscribe(EscalationCreated);

    const made = [await escalate(h.as(acme.ada)), await escalate(h.as(acme.ada))];
    const seen = [await stream.next(), await stream.next()];

    expect(seen.map(event => event.escalationCreated.handoff.id)).toEqual(made.map(({ id }) => id));
    expect(stream.pending).toEqual([]);
    expect(await readinessOf(other.app)).toEqual({ status: 200, database: true, wire: false });
    const reasonsOf = () =>
      other.logBook.lines.flatMap(({ wire, reason }) => (wire === 'PostgreSQL' ? [reason] : []));
    await waitFor('the log to say so', () => reasonsOf().some(reason => /LISTEN/.test(String(reason))));
    expect(repeatedIn(reasonsOf())).toEqual([]);
  },
);

serverTest(
  'when every connection is terminated at once, nothing is lost, doubled or left behind',
  async () => {
    await using h = await openHarness({});
    h.mailbox.ignoreAll();
    h.logBook.expectErrors(/cannot be reached/);
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    await using other = await openReplica(h);
    await using here = await h.as(acme.grace).subscribe(EscalationCreated);
    await using there = await other.as(acme.grace).subscribe(EscalationCreated);
    const made: string[] = [];

    for (let round = 0; round < 3; round++) {
      const burst = Promise.allSettled(Array.from({ length: 8 }, () => escalate(h.as(acme.ada))));
      await h.app.database.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      for (const outcome of await burst) {
        if (outcome.status === 'fulfilled') made.push(outcome.value.id);
        else expect(outcome.reason).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
      }
      // A connection of the pool may be dead and nobody has noticed yet.
      const after = await waitFor('an escalation to succeed', () =>
        escalate(h.as(acme.ada)).catch(() => null),
      );
      made.push(after.id);
    }
    const { escalationQueue } = await waitFor('the queue', () => queueOf(h, acme.owner.token));

    for (const stream of [here, there]) {
      const seen: string[] = [];
      while (seen.length < escalationQueue.totalCount)
        seen.push((await stream.next()).escalationCreated.handoff.id);
      expect(new Set(seen)).toEqual(new Set(escalationQueue.nodes.map(({ id }) => id)));
      expect(seen).toEqual(expect.arrayContaining(made));
      expect(stream.pending).toEqual([]);
    }
    await waitForWire([h.app, other.app], true);
    // A worker that was cut off while it had a job leaves it to the job's time limit, longer than a test waits.
    await h.app.database.query(`delete from jobs.job where state = 'active'`);
  },
);

interface Queue {
  readonly escalationQueue: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string }[];
  };
}

/** What the database holds in the end: a mutation may have been committed though its answer was lost. */
async function queueOf({ app }: Harness, token: string): Promise<Queue | null> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ escalationQueue(first: 100) { totalCount nodes { id } } }' }),
  });
  const { data } = (await response.json()) as { data?: Queue | null };
  return data ?? null;
}

serverTest(
  'a wire that is closed says nothing more: it would open the closed pool of connections anew',
  async () => {
    await using h = await openHarness();
    const said: string[] = [];
    const database: Database = {
      ...h.app.database,
      queryPrepared: (text, values) => {
        said.push(text);
        return h.app.database.queryPrepared(text, values);
      },
    };
    const wire = createNotifyWire(database, openLogBook().log, createMetrics());
    wire.announceJobs();
    await wire.close();

    wire.announceJobs();
    wire.announceAfterCommit(crypto.randomUUID(), 1);

    expect(said).toHaveLength(1);
  },
);
