import { parseConfig } from '../../src/config.ts';
import { openRateLimits, type RateLimits, rateLimitRules } from '../../src/platform/rate-limits.ts';
import { openHarness } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { expect, redisTest, redisUrl, serverTest, test } from '../harness/test.ts';

const { points } = rateLimitRules.resetByEmailAndAddress;

/** Uses a key up; returns what the attempt after the last one gets. */
async function useUp(limits: RateLimits, key: string): Promise<unknown> {
  for (let count = 0; count < points; count++) await limits.consume('resetByEmailAndAddress', key);
  return await limits.consume('resetByEmailAndAddress', key).catch(error => error);
}

async function expectCounting(limits: RateLimits, other: RateLimits): Promise<void> {
  const key = crypto.randomUUID();
  const refused = await useUp(limits, key);
  expect(refused).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterSeconds: expect.any(Number) } });
  await limits.consume('resetByEmailAndAddress', crypto.randomUUID());
  await limits.consume('signInByEmail', key);
  await expect(other.consume('resetByEmailAndAddress', key)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
}

test('in memory, each key of each rule has its own count', async () => {
  await using h = await openHarness();
  const log = openLogBook().log;
  const embedded = { ...h.app.database, address: null };
  const limits = await openRateLimits(parseConfig({}), embedded, log);

  await expectCounting(limits, limits);

  await limits.close();
});

serverTest('on PostgreSQL, all replicas count together', async () => {
  await using h = await openHarness();
  const log = openLogBook().log;
  const limits = await openRateLimits(parseConfig({}), h.app.database, log);
  const other = await openRateLimits(parseConfig({}), h.app.database, log);

  await expectCounting(limits, other);

  await Promise.all([limits.close(), other.close()]);
});

redisTest('on Redis, all replicas count together', async () => {
  await using h = await openHarness();
  const log = openLogBook().log;
  const config = parseConfig({ REDIS_URL: redisUrl ?? '' });
  const limits = await openRateLimits(config, h.app.database, log);
  const other = await openRateLimits(config, h.app.database, log);

  await expectCounting(limits, other);

  await Promise.all([limits.close(), other.close()]);
});

for (const store of ['Redis', 'PostgreSQL'] as const)
  test(`a ${store} that is away locks nobody out: this process counts by itself, and the log says so once`, async () => {
    await using h = await openHarness();
    const { log, lines } = openLogBook();
    const limits = await openRateLimits(
      parseConfig(store === 'Redis' ? { REDIS_URL: 'redis://127.0.0.1:1' } : {}),
      { ...h.app.database, address: { url: 'postgres://nobody@127.0.0.1:1/nothing', isPooled: false } },
      log,
    );

    const refused = await useUp(limits, crypto.randomUUID());

    expect(refused).toMatchObject({ code: 'RATE_LIMITED' });
    expect(lines.filter(({ msg }) => msg.startsWith('the rate limits are not shared'))).toEqual([
      expect.objectContaining({ rule: 'resetByEmailAndAddress', err: expect.anything() }),
    ]);
    await limits.close();
  });
