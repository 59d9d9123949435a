import { parseConfig } from '../../src/config.ts';
import { createRedisWire } from '../../src/platform/live/redis-wire.ts';
import { usualWireTimes, type WireTimes } from '../../src/platform/live/wire-keeper.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { openRateLimits, rateLimitRules } from '../../src/platform/rate-limits.ts';
import { openHarness } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { openOwnRedis, ownRedisTest } from '../harness/own-servers.ts';
import { openReplica, readinessOf, waitForWire } from '../harness/replicas.ts';
import { EscalationCreated, escalate } from '../harness/stories.ts';
import { expect, redisTest, redisUrl, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

/** Hints between replicas by Redis: what they gain, and what happens when Redis is away. */

/** Nobody listens there. */
const nowhere = 'redis://127.0.0.1:1';

const hurried: WireTimes = { probeEveryMs: 100, answerMs: 400, pauseMsMin: 20, pauseMsMax: 100 };

/** The sweep comes every three seconds, so it alone would take fifteen to show six events that are made one by one. */
const soonMs = 7_500;

/** A wire by itself, and what it heard. */
async function openWire(url: string, times: WireTimes = usualWireTimes) {
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

ownRedisTest('by Redis, events reach the streams of another replica at once, without the sweep', async () => {
  await using redis = await openOwnRedis();
  await using h = await openHarness({ REDIS_URL: redis.url });
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using other = await openReplica(h);
  await using stream = await other.as(acme.grace).subscribe(EscalationCreated);

  const startMs = performance.now();
  await escalateAndSee(h.as(acme.ada), stream, 6);

  expect(performance.now() - startMs).toBeLessThan(soonMs);
  const listening = await h.app.database.query(
    `select 1 from pg_stat_activity where datname = current_database() and application_name = 'resolutionflow-wire'`,
  );
  expect(listening).toEqual([]);
});

ownRedisTest(
  'connections that Redis kills are made again; streams stay open and see every event once',
  async () => {
    await using redis = await openOwnRedis();
    await using h = await openHarness({ REDIS_URL: redis.url });
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    await using other = await openReplica(h);
    await using stream = await other.as(acme.grace).subscribe(EscalationCreated);

    for (const type of ['pubsub', 'normal']) {
      expect(await redis.command(`CLIENT KILL TYPE ${type}`)).toMatch(/^:[1-9]/);
      await escalateAndSee(h.as(acme.ada), stream, 2);
      await waitForWire([h.app, other.app], true);
      await escalateAndSee(h.as(acme.ada), stream, 2);
    }

    expect(stream.pending).toEqual([]);
  },
);

ownRedisTest(
  'while Redis is away, events still arrive; when it is back, they arrive at once again',
  async () => {
    await using redis = await openOwnRedis();
    await using h = await openHarness({ REDIS_URL: redis.url });
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    await using other = await openReplica(h);
    await using stream = await other.as(acme.grace).subscribe(EscalationCreated);
    await escalateAndSee(h.as(acme.ada), stream, 1);

    await redis.stop();
    await waitForWire([h.app, other.app], false);
    const during = await readinessOf(other.app);
    await escalateAndSee(h.as(acme.ada), stream, 1);
    await redis.start();
    await waitForWire([h.app, other.app], true);
    const startMs = performance.now();
    await escalateAndSee(h.as(acme.ada), stream, 6);

    expect(performance.now() - startMs).toBeLessThan(3_000);
    expect(during).toEqual({ status: 200, database: true, wire: false });
    expect(stream.pending).toEqual([]);
    const messages = other.logBook.lines.map(({ msg }) => msg).filter(msg => msg.startsWith('the wire'));
    expect(messages.at(-1)).toBe('the wire to other replicas is back');
    expect(messages.length).toBeLessThanOrEqual(5);
  },
);

test('the product starts without its Redis, works, and says that the wire is down', async () => {
  await using h = await openHarness({ REDIS_URL: nowhere, RATE_LIMITS: 'on' });
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await using stream = await h.as(acme.owner).subscribe(EscalationCreated);

  await escalateAndSee(h.as(acme.ada), stream, 1);

  expect(await readinessOf(h.app)).toEqual({ status: 200, database: true, wire: false });
  expect(h.logBook.lines.filter(({ msg }) => msg.includes('wire'))).toMatchObject([
    { wire: 'Redis', reason: expect.stringContaining('ECONNREFUSED') },
  ]);
});

ownRedisTest('a Redis that has fallen silent is noticed, delays nobody, and is taken up again', async () => {
  await using redis = await openOwnRedis();
  await using opened = await openWire(redis.url, hurried);
  const { wire, hints } = opened;
  const account = crypto.randomUUID();
  wire.announceAfterCommit(account, 1);
  await waitFor('the first hint', () => hints.length === 1);

  redis.freeze();
  for (let seq = 2; seq < 5_000; seq++) wire.announceAfterCommit(account, seq);
  await waitFor('the wire to notice', () => !wire.isConnected());
  redis.thaw();
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

test('a wire whose Redis is away closes at once, in the middle of an attempt too', async () => {
  const { wire } = await openWire(nowhere);
  const startMs = performance.now();

  await wire.close();

  expect(wire.isConnected()).toBe(false);
  expect(performance.now() - startMs).toBeLessThan(1_000);
});

ownRedisTest(
  'rate limits go on counting while Redis is silent, without holding anybody up for long',
  async () => {
    await using redis = await openOwnRedis();
    await using h = await openHarness();
    const { log, lines } = openLogBook();
    const limits = await openRateLimits(parseConfig({ REDIS_URL: redis.url }), h.app.database, log);
    const { points } = rateLimitRules.resetByEmail;
    const key = crypto.randomUUID();

    redis.freeze();
    const startMs = performance.now();
    const attempts = await Promise.allSettled(
      Array.from({ length: points + 1 }, () => limits.consume('resetByEmail', key)),
    );
    const ms = performance.now() - startMs;

    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(points);
    expect(attempts.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'RATE_LIMITED' },
    });
    expect(ms).toBeLessThan(2_500);
    await waitFor('the connection to be given up', () =>
      lines.some(({ msg }) => msg.startsWith('Redis is away')),
    );
    redis.thaw();
    await limits.close();
  },
);
