import { parseConfig } from '../../src/config.ts';
import { createRedisWire } from '../../src/platform/live/redis-wire.ts';
import { usualWireTimes, type WireTimes } from '../../src/platform/live/wire-keeper.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { openRateLimits, rateLimitRules } from '../../src/platform/rate-limits.ts';
import { openHarness } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { openOwnRedis, ownRedisTest } from '../harness/own-servers.ts';
import { openReplica, type Replica, readinessOf, waitForWire } from '../harness/replicas.ts';
import { EscalationCreated, escalate } from '../harness/stories.ts';
import { expect, redisTest, redisUrl, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { metricOf } from './probed-program.ts';
import { openSideBySide } from './side-by-side.ts';

/** Hints between replicas by Redis: what they gain, and what happens when Redis is away. */

/** Nobody listens there. */
const nowhere = 'redis://127.0.0.1:1';

const sideBySide = openSideBySide(ownRedisTest);

/** A wire by itself, and what it heard. */
async function openWire(url: string, times: WireTimes = usualWireTimes, isReachable = true) {
  const { log, lines } = openLogBook();
  const wire = createRedisWire(url, log, createMetrics(), times);
  const hints: string[] = [];
  let gaps = 0;
  await wire.start({
    onHint: (accountId, seq) => void hints.push(`${accountId}:${seq}`),
    onGap: () => {
      gaps += 1;
    },
  });
  if (isReachable) await waitFor('the wire', () => wire.isConnected());
  return {
    wire,
    hints,
    lines,
    gapCount: () => gaps,
    [Symbol.asyncDispose]: () => wire.close(),
  };
}

/** Makes escalations one after the other, each only when the stream has shown the one before. */
async function escalateAndSee(
  client: Parameters<typeof escalate>[0],
  stream: { next(): Promise<{ escalationCreated: { handoff: { id: string } } }> },
  count: number,
): Promise<void> {
  for (let made = 0; made < count; made++) {
    const { id } = await escalate(client);
    expect((await stream.next()).escalationCreated.handoff.id).toBe(id);
  }
}

/** How many events the replica has found by its sweep, of which no hint had told it. */
const repairsOf = ({ app }: Replica) => metricOf(app.url, 'sweep_repairs_total');

/** Makes escalations that the stream shows because of hints: the sweep alone would have to find each of them. */
async function expectHints(
  client: Parameters<typeof escalateAndSee>[0],
  stream: Parameters<typeof escalateAndSee>[1],
  replica: Replica,
): Promise<void> {
  const before = await repairsOf(replica);
  await escalateAndSee(client, stream, 10);
  // The sweep comes all three seconds, and may be quicker than a hint now and then.
  expect((await repairsOf(replica)) - before).toBeLessThan(5);
}

sideBySide(
  'by Redis, events reach another replica at once; they still arrive when connections are killed, and while it is away',
  async () => {
    await using redis = await openOwnRedis();
    await using h = await openHarness({ REDIS_URL: redis.url });
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    const ada = h.as(acme.ada);
    await using other = await openReplica(h);
    await using stream = await other.as(acme.grace).subscribe(EscalationCreated);
    const both = [h.app, other.app];
    await waitForWire(both, true);
    await expectHints(ada, stream, other);
    const listening = await h.app.database.query(
      `select 1 from pg_stat_activity where datname = current_database() and application_name = 'resolutionflow-wire'`,
    );
    expect(listening).toEqual([]);

    for (const type of ['pubsub', 'normal']) {
      expect(await redis.command(`CLIENT KILL TYPE ${type}`)).toMatch(/^:[1-9]/);
      await escalateAndSee(ada, stream, 2);
      await waitForWire(both, true);
      await escalateAndSee(ada, stream, 2);
    }

    const said = other.logBook.lines.length;
    await redis.stop();
    await waitForWire(both, false);
    const during = await readinessOf(other.app);
    await escalateAndSee(ada, stream, 1);
    await redis.start();
    await waitForWire(both, true);
    await expectHints(ada, stream, other);
    expect(during).toEqual({ status: 200, database: true, wire: false });
    expect(stream.pending).toEqual([]);
    const lines = other.logBook.lines.slice(said).filter(({ msg }) => msg.startsWith('the wire'));
    expect(lines.at(-1)?.msg).toBe('the wire to other replicas is back');
    // However often it was tried: each trouble is told once.
    expect(lines.filter(({ reason }, index) => reason === lines[index - 1]?.reason)).toEqual([]);
  },
);

test('the product starts without its Redis, works, and says that the wire is down', async () => {
  await using h = await openHarness({ REDIS_URL: nowhere, RATE_LIMITS: 'on' });
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await using stream = await h.as(acme.owner).subscribe(EscalationCreated);

  await escalateAndSee(h.as(acme.ada), stream, 1);

  expect(await readinessOf(h.app)).toMatchObject({ status: 200, database: true, wire: false });
  expect(h.logBook.lines.filter(({ msg }) => msg.includes('wire'))).toMatchObject([
    { wire: 'Redis', reason: expect.stringContaining('ECONNREFUSED') },
  ]);
});

sideBySide('a Redis that has fallen silent is noticed, delays nobody, and is taken up again', async () => {
  await using redis = await openOwnRedis();
  // Patient with a Redis that answers, however long that takes.
  const times = { probeEveryMs: 100, answerMs: 15_000, pauseMsMin: 20, pauseMsMax: 100 };
  await using opened = await openWire(redis.url, times);
  const { wire, hints } = opened;
  const account = crypto.randomUUID();
  wire.announceAfterCommit(account, 1);
  await waitFor('the first hint', () => hints.length === 1);

  redis.freeze();
  times.answerMs = 300;
  for (let seq = 2; seq < 5_000; seq++) wire.announceAfterCommit(account, seq);
  await waitFor('the wire to notice', () => !wire.isConnected());
  redis.thaw();
  times.answerMs = 15_000;
  await waitFor('the wire to be back', () => wire.isConnected());
  wire.announceAfterCommit(account, 5_000);
  await waitFor('a hint after that', () => hints.includes(`${account}:5000`));

  expect(opened.gapCount()).toBeGreaterThan(0);
  // What was said into the silence may arrive late, but never more than is allowed to be on the way.
  expect(hints.length).toBeLessThanOrEqual(1_002);
});

redisTest('what others write to the channel is passed over', async () => {
  await using one = await openWire(redisUrl ?? nowhere);
  await using other = await openWire(redisUrl ?? nowhere);
  const account = crypto.randomUUID();
  const { Redis } = await import('ioredis');
  const stranger = new Redis(redisUrl ?? nowhere);

  await stranger.publish('resolutionflow_events', 'good morning');
  await stranger.publish('resolutionflow_events', `${account}:not a number`);
  one.wire.announceAfterCommit(account, 7);
  await waitFor('the hint', () => other.hints.some(hint => hint.startsWith(account)));

  expect(other.hints.filter(hint => hint.startsWith(account))).toEqual([`${account}:7`]);
  stranger.disconnect();
});

test('a wire whose Redis is away closes at once, in a pause and in the middle of attempts', async () => {
  const hour = 3_600_000;
  const pausing = await openWire(nowhere, { ...usualWireTimes, pauseMsMin: hour, pauseMsMax: hour }, false);
  const trying = await openWire(nowhere, { ...usualWireTimes, pauseMsMin: 1, pauseMsMax: 1 }, false);

  // Nothing but the pause is there to wait for, so a turn of the event loop is more than enough.
  const closing = pausing.wire.close().then(() => 'closed');
  const outcome = await Promise.race([closing, new Promise(resolve => setImmediate(resolve, 'late'))]);
  await trying.wire.close();

  expect(outcome).toBe('closed');
  expect([pausing.wire.isConnected(), trying.wire.isConnected()]).toEqual([false, false]);
});

sideBySide(
  'rate limits go on counting while Redis is silent, without holding anybody up for long',
  async () => {
    await using redis = await openOwnRedis();
    await using h = await openHarness();
    const { log, lines } = openLogBook();
    const limits = await openRateLimits(parseConfig({ REDIS_URL: redis.url }), h.app.database, log);
    const { points } = rateLimitRules.resetByEmailAndAddress;
    const key = crypto.randomUUID();

    redis.freeze();
    const attempts = await Promise.allSettled(
      Array.from({ length: points + 1 }, () => limits.consume('resetByEmailAndAddress', key)),
    );
    const isGivenUp = () => lines.some(({ msg }) => msg.startsWith('Redis is away'));
    const wasGivenUp = isGivenUp();

    // Nobody has waited for as long as the silent connection is kept.
    expect(wasGivenUp).toBe(false);
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(points);
    expect(attempts.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'RATE_LIMITED' },
    });
    await waitFor('the connection to be given up', isGivenUp);
    redis.thaw();
    await limits.close();
  },
);
