import { DomainError } from '../../kernel/errors.ts';
import { createCache } from '../cache.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import { createLogLimit } from '../log-limit.ts';
import { within } from '../within.ts';

/**
 * What content is for. New work is refused at the quota. A handoff is still possible up to twice as much: whoever is
 * stuck gets help. What answers a handoff (claims, returns, releases) is never refused.
 */
export type ContentUse = 'WORK' | 'HANDOFF' | 'RESPONSE';

const quotasBeforeRefusal: Readonly<Record<ContentUse, number>> = {
  WORK: 1,
  HANDOFF: 2,
  RESPONSE: Number.POSITIVE_INFINITY,
};

/** What a row takes beside its texts: other columns, the row itself, its places in the indexes. By an estimate. */
export const rowBytes = 400;

/** What an account may store and write; infinite where there is no quota. */
export interface QuotaLimits {
  readonly storedBytesMax: number;
  readonly writesPerHourMax: number;
}

export interface Usage {
  readonly storedBytes: number;
  readonly writesThisHour: number;
  /** Until the next hour begins, and writes are counted from 0. */
  readonly secondsLeft: number;
}

/** Counts what accounts store and write, and refuses what is above their quotas. */
export interface Quotas {
  readonly limits: QuotaLimits;
  /** @throws QUOTA_REACHED with `quota`, and for writes `retryAfterSeconds`, when the account has used up what this use may take */
  assertRoom(accountId: string, use: ContentUse): void;
  /**
   * Counts a write of content that was committed. It does not wait.
   * @param bytes how many bytes more are stored
   */
  count(accountId: string, bytes: number): void;
  /** What an account has used by now. */
  usageOf(accountId: string): Promise<Usage>;
  /** Writes down what was counted last. */
  close(): Promise<void>;
}

export interface QuotaOptions {
  readonly query: Database['query'];
  readonly log: Log;
  readonly limits: QuotaLimits;
}

interface Counts {
  bytes: number;
  writes: number;
}

/** What the database said last of an account. */
interface Known {
  readonly storedBytes: number;
  readonly writes: number;
  /** When the hour of `writes` ends, by the clock of this process that nobody sets. */
  readonly hourEndsMs: number;
}

interface UsageRow {
  readonly id: string;
  readonly bytes: string | number;
  readonly writes: number;
  readonly secondsLeft: string | number;
}

/** Counts are written down together, so often at most. What other replicas write meanwhile may go beyond a quota. */
const writeEveryMs = 2_000;
/** From this share of a quota on, the log says so. */
const warnFrom = 0.8;
const knownBytes = 200;
const hourMs = 3_600_000;
const closeMsMax = 1_500;
const failureLogEveryMs = 60_000;

/** In the order of ids: replicas that count for the same accounts wait for each other, and never in a circle. */
const addSql = `
  insert into account_usage as usage (account_id, stored_bytes, hour, writes)
  select added.id, added.bytes, date_trunc('hour', now()), added.writes
    from jsonb_to_recordset(?::jsonb) as added (id uuid, bytes bigint, writes integer)
    join account on account.id = added.id
   order by added.id
  on conflict (account_id) do update
     set stored_bytes = usage.stored_bytes + excluded.stored_bytes,
         writes = excluded.writes + case when usage.hour = excluded.hour then usage.writes else 0 end,
         hour = excluded.hour
  returning account_id as id, stored_bytes as bytes, writes,
            extract(epoch from hour + interval '1 hour' - now()) as "secondsLeft"`;

const readSql = `
  select account_id as id, stored_bytes as bytes,
         case when hour = date_trunc('hour', now()) then writes else 0 end as writes,
         extract(epoch from date_trunc('hour', now()) + interval '1 hour' - now()) as "secondsLeft"
    from account_usage
   where account_id = ?`;

/**
 * Opens the count of this process. It adds up in memory what its requests write and tells the database every two
 * seconds, which answers with what all replicas have counted: a write waits for none of it, and takes no lock that its
 * neighbours need. What a process counted last is lost with it when it is killed; the nightly recount finds it.
 */
export function openQuotas({ query, log, limits }: QuotaOptions): Quotas {
  const known = createCache<Known>('usage', () => knownBytes);
  const limitFailures = createLogLimit(failureLogEveryMs);
  let pending = new Map<string, Counts>();
  /** On its way to the database. */
  let sent = new Map<string, Counts>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  function add(accountId: string, { bytes, writes }: Counts): void {
    const counts = pending.get(accountId) ?? { bytes: 0, writes: 0 };
    counts.bytes += bytes;
    counts.writes += writes;
    pending.set(accountId, counts);
    timer ??= setTimeout(() => void writeDown(), writeEveryMs).unref();
  }

  /** One after another, so that only one batch is on its way. */
  function writeDown(): Promise<void> {
    timer = null;
    writing = writing.then(sendPending);
    return writing;
  }

  async function sendPending(): Promise<void> {
    sent = pending;
    pending = new Map();
    const added = [...sent].map(([id, counts]) => ({ id, ...counts }));
    try {
      const rows = await query<UsageRow>(addSql, [JSON.stringify(added)]);
      sent = new Map();
      rows.forEach(learn);
    } catch (error) {
      limitFailures(() => log.warn({ err: error }, 'what accounts have written could not be counted yet'));
      const unsent = [...sent];
      sent = new Map();
      for (const [id, counts] of unsent) add(id, counts);
    }
  }

  /** What this process has counted and the database has not confirmed. */
  function uncounted(accountId: string): Counts {
    const [first, second] = [pending.get(accountId), sent.get(accountId)];
    return {
      bytes: (first?.bytes ?? 0) + (second?.bytes ?? 0),
      writes: (first?.writes ?? 0) + (second?.writes ?? 0),
    };
  }

  function learn(row: UsageRow): void {
    const { storedBytes, writesThisHour, secondsLeft } = toUsage(row);
    const before = known.get(row.id);
    const now: Known = {
      storedBytes,
      writes: writesThisHour,
      hourEndsMs: performance.now() + secondsLeft * 1_000,
    };
    known.set(row.id, now);
    if (shareOf(now) >= warnFrom && (before === undefined || shareOf(before) < warnFrom)) {
      log.warn(
        { accountId: row.id, storedBytes, writesThisHour, ...limits },
        'an account comes near its quota',
      );
    }
  }

  const shareOf = ({ storedBytes, writes }: Known) =>
    Math.max(storedBytes / limits.storedBytesMax, writes / limits.writesPerHourMax);

  return {
    limits,

    assertRoom(accountId, use) {
      const nowMs = performance.now();
      const used = known.get(accountId) ?? { storedBytes: 0, writes: 0, hourEndsMs: nowMs + hourMs };
      const { bytes, writes } = uncounted(accountId);
      const times = quotasBeforeRefusal[use];
      const secondsLeft = Math.ceil((used.hourEndsMs - nowMs) / 1_000);
      const isFull = used.storedBytes + bytes >= limits.storedBytesMax * times;
      const isBusy = secondsLeft > 0 && used.writes + writes >= limits.writesPerHourMax * times;
      if (!isFull && !isBusy) return;
      // What is refused counts nothing, but asks how things are by now: somebody may have made room.
      add(accountId, { bytes: 0, writes: 0 });
      throw isFull ? storageUsedUp(limits.storedBytesMax) : writesUsedUp(secondsLeft);
    },

    count: (accountId, bytes) => add(accountId, { bytes, writes: 1 }),

    async usageOf(accountId) {
      const [row] = await query<UsageRow>(readSql, [accountId]);
      const { storedBytes, writesThisHour, secondsLeft } = toUsage(row);
      const { bytes, writes } = uncounted(accountId);
      return { storedBytes: storedBytes + bytes, writesThisHour: writesThisHour + writes, secondsLeft };
    },

    async close() {
      if (timer !== null) {
        clearTimeout(timer);
        void writeDown();
      }
      // With a database that is away, what was counted last is left to the recount.
      await within(closeMsMax, 'counting what was written', writing).catch(() => {});
      if (timer !== null) clearTimeout(timer);
    },
  };
}

function toUsage(row: UsageRow | undefined): Usage {
  return {
    storedBytes: Number(row?.bytes ?? 0),
    writesThisHour: Number(row?.writes ?? 0),
    secondsLeft: Number(row?.secondsLeft ?? 0),
  };
}

function storageUsedUp(bytesMax: number): DomainError {
  const size = `${Math.round(bytesMax / 1_048_576)} MB`;
  return new DomainError(
    'QUOTA_REACHED',
    `The storage quota of this account is used up (${size}). Escalations can still be created, claimed and completed. Ask your administrator for more storage.`,
    { quota: 'STORED_BYTES' },
  );
}

function writesUsedUp(retryAfterSeconds: number): DomainError {
  return new DomainError(
    'QUOTA_REACHED',
    `The hourly write quota of this account is used up. Escalations can still be created, claimed and completed. Try again in ${retryAfterSeconds} s.`,
    { quota: 'WRITES_PER_HOUR', retryAfterSeconds },
  );
}
