import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config.ts';
import { rateLimited } from '../kernel/errors.ts';
import { connectionOptions, type ServerAddress } from './database/connections.ts';
import type { Database } from './database/database.ts';
import type { Log } from './log.ts';
import { createLogLimit } from './log-limit.ts';
import { within } from './within.ts';

/** Attempts allowed in a time, for each key (an address, a person). docs/limits.md lists them for users. */
export const rateLimitRules = {
  /** Sign-in attempts for one email address from one network address, right or wrong. */
  signInByEmailAndAddress: { points: 10, seconds: 300 },
  /** The same from all networks together: a distributed attack ends here. At least five networks have to take part. */
  signInByEmail: { points: 600, seconds: 3_600 },
  /** Sign-in attempts from one network address. */
  signInByAddress: { points: 60, seconds: 300 },
  /** Sign-in attempts on one device on which the person has signed in before. Such attempts count here instead. */
  signInByDevice: { points: 10, seconds: 300 },
  /** The same from one network address: bounds what hashing costs. */
  knownDevicesByAddress: { points: 300, seconds: 300 },
  registerByAddress: { points: 10, seconds: 3_600 },
  /** Mails that ask somebody to confirm an address, whoever has registered with it. */
  verificationByEmail: { points: 5, seconds: 3_600 },
  /** Requests for a new password for one email address from one network address. */
  resetByEmailAndAddress: { points: 5, seconds: 3_600 },
  resetByAddress: { points: 30, seconds: 3_600 },
  inviteByAccount: { points: 60, seconds: 3_600 },
  /** Requests that an admin has the product send in their place, to try a webhook. */
  webhookTestByAccount: { points: 30, seconds: 300 },
  /** The same, to try a connection with a ticket system. */
  ticketSystemTestByAccount: { points: 30, seconds: 300 },
  /** Messages to webhooks that are sent once more by hand. */
  webhookReplayByAccount: { points: 120, seconds: 300 },
  /** Each keeps the policy before it for a while. */
  policyChangeByAccount: { points: 120, seconds: 3_600 },
  /** Other roles for people, and people who are let in again. */
  peopleChangeByAccount: { points: 300, seconds: 3_600 },
  /** Tokens presented for refresh, invitation or reset: far more than a person needs, far too few to guess. */
  tokenByAddress: { points: 300, seconds: 300 },
} as const;

export type RateLimitRule = keyof typeof rateLimitRules;

export interface RateLimits {
  /**
   * Counts one attempt.
   * @throws RATE_LIMITED with `retryAfterSeconds` when there were too many
   */
  consume(rule: RateLimitRule, key: string): Promise<void>;
  close(): Promise<void>;
}

/** Counters in memory when embedded; with a server in Redis or else in PostgreSQL, shared by all replicas. */
export async function openRateLimits(config: Config, database: Database, log: Log): Promise<RateLimits> {
  if (!config.rateLimits) return { consume: async () => {}, close: async () => {} };
  const store = await openStore(config, database, log);
  const limitFailures = createLogLimit(failureLogEveryMs);
  const limiters = new Map<string, { stored: RateLimiterAbstract; inMemory: RateLimiterMemory }>();
  for (const [rule, { points, seconds }] of Object.entries(rateLimitRules)) {
    const options = { keyPrefix: rule, points, duration: seconds };
    limiters.set(rule, { stored: store.create(options), inMemory: new RateLimiterMemory(options) });
  }
  return {
    async consume(rule, key) {
      const limiter = limiters.get(rule);
      const storedKey = toStoredKey(key);
      try {
        await limiter?.stored.consume(storedKey).catch(async (error: unknown) => {
          if (error instanceof RateLimiterRes) throw error;
          limitFailures(() =>
            log.warn({ err: error, rule }, 'the rate limits are not shared: this process counts by itself'),
          );
          // A store that is away must not lock everybody out. The library's own insurance would not say that it is.
          await limiter.inMemory.consume(storedKey);
        });
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        throw rateLimited(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
      }
    },
    close: store.close,
  };
}

/** A store that fails is reported once in this time, and so is a Redis that is away. */
const failureLogEveryMs = 60_000;

/** Longest key that is stored as it is; with the name of its rule it fits the column of the table. */
const keyCharsMax = 200;

/** A long key is replaced by its hash: cut off, two addresses that begin alike would be counted as one. */
function toStoredKey(key: string): string {
  return key.length <= keyCharsMax ? key : createHash('sha256').update(key).digest('hex');
}

interface Store {
  create(options: { keyPrefix: string; points: number; duration: number }): RateLimiterAbstract;
  close(): Promise<void>;
}

async function openStore(config: Config, database: Database, log: Log): Promise<Store> {
  if (config.redisUrl !== null) return await openRedisStore(config.redisUrl, log);
  if (database.address !== null) return await openPostgresStore(database.address);
  return { create: options => new RateLimiterMemory(options), close: async () => {} };
}

/** Longest that the start of the program waits for Redis, and that a connection may be silent when asked. */
const redisPatienceMs = 3_000;

/**
 * Counters in Redis. When it is away, each process counts by itself: sign-in must not depend on a cache. A command
 * that is not answered within a second is given up, and soon after that the connection: from then on it costs nothing.
 */
async function openRedisStore(redisUrl: string, log: Log): Promise<Store> {
  const [{ Redis }, { RateLimiterRedis }] = await Promise.all([
    import('ioredis'),
    import('rate-limiter-flexible'),
  ]);
  const redis = new Redis(redisUrl, {
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: redisPatienceMs,
    commandTimeout: 1_000,
    socketTimeout: redisPatienceMs,
    keepAlive: 10_000,
    lazyConnect: true,
    connectionName: 'resolutionflow-limits',
  });
  const limitErrors = createLogLimit(failureLogEveryMs);
  redis.on('error', error =>
    limitErrors(() =>
      log.warn(
        { err: error },
        'Redis is away: each process counts the rate limits by itself until it is back',
      ),
    ),
  );
  // Whatever comes of it: the connection is tried again and again in the background.
  await within(redisPatienceMs, 'connecting to Redis', redis.connect()).catch(() => {});
  return {
    create: options =>
      new RateLimiterRedis({
        ...options,
        // Another product may use the same Redis, and count sign-ins too.
        keyPrefix: `resolutionflow:${options.keyPrefix}`,
        storeClient: redis,
      }),
    async close() {
      redis.disconnect();
    },
  };
}

const closeMsMax = 1_000;

async function openPostgresStore(address: ServerAddress): Promise<Store> {
  const [{ Pool }, { RateLimiterPostgres }] = await Promise.all([
    import('pg'),
    import('rate-limiter-flexible'),
  ]);
  const pool = new Pool({ ...connectionOptions(address, 'limits'), max: 2 });
  pool.on('error', () => {});
  // Through a pooler the next statement may meet a session that has not prepared this one, or another under its name.
  const storeClient = address.isPooled
    ? { query: ({ text, values }: QueryConfig) => pool.query({ text, values }) }
    : pool;
  return {
    // The table is made by a migration, not by the library: two replicas that start together must not collide.
    create: options =>
      new RateLimiterPostgres({
        ...options,
        storeClient,
        storeType: 'pool',
        tableName: 'rate_limit',
        tableCreated: true,
        // Old counters are removed by a job, once for all replicas.
        clearExpiredByTimeout: false,
      }),
    close: () => within(closeMsMax, 'closing the counters', pool.end()).catch(() => {}),
  };
}
