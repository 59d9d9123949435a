import { newId, type Uuid } from '../../kernel/ids.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import { within } from '../within.ts';
import type { LiveStream } from './live-stream.ts';

/** A replica that was not heard of for this long is taken for dead, and its streams with it. */
const leaseSeconds = 20;
const renewEveryMs = 5_000;
/** How late others may learn of a stream that was opened or closed here. */
const flushEveryMs = 1_000;
/** Streams of one kind of change that are written in one statement. */
const streamsPerStatement = 1_000;
const pauseMsMin = 1_000;
const pauseMsMax = 10_000;
const closeMsMax = 1_000;

/** The condition for the rows `t` of `live_stream` that are to be believed: their replica is alive. */
export const isOnLiveReplica = `exists (
  select 1 from live_replica r where r.id = t.replica_id and r.seen_at > now() - interval '${leaseSeconds} s')`;

/** Writes down which streams are open in this process, where every replica can read it. */
export interface StreamRegister {
  /** A stream was opened. Only takes note of it: what is written is written later, and may fail. */
  opened(stream: LiveStream): void;
  closed(stream: LiveStream): void;
  /** Resolves when everything that was noted before is written, or could not be. Never rejects. */
  flush(): Promise<void>;
  /** Takes this process out of the register. Neither rejects nor hangs. */
  close(): Promise<void>;
}

export interface StreamRegisterOptions {
  readonly database: Pick<Database, 'queryPrepared'>;
  readonly log: Log;
  /** The number of an account's newest event that this process knows of. */
  headOf(accountId: Uuid): number;
}

interface AccountStreams {
  readonly streams: Set<LiveStream>;
  /** The positions that were written, of streams that are behind. */
  readonly behind: Map<LiveStream, number>;
  /** Where the log stood at the last look: whoever has not got so far by the next one is behind. */
  floor: number;
  /** The floor that all streams have been compared with; null when that has to be done again. */
  comparedWith: number | null;
}

/** A stream's place in the register, and the position to write there. */
interface Move {
  readonly stream: LiveStream;
  readonly position: number | null;
}

/**
 * The streams of this process, written about once a second in one statement, and not at all when nothing has changed.
 *
 * Every row belongs to a lease. When writing fails, or the lease ran out unnoticed (a process that was suspended, a
 * database that has crashed), nobody knows what the tables hold: a new lease is taken and the whole truth is written
 * under it. So nothing is queued while the database is away, and a statement that was lost on its way and arrives late
 * finds no lease and does nothing.
 */
export function createStreamRegister({ database, log, headOf }: StreamRegisterOptions): StreamRegister {
  const accounts = new Map<Uuid, AccountStreams>();
  /** Open, and not written yet. */
  const unwritten = new Set<LiveStream>();
  /** Written, and closed since: the account of each id. */
  const leftOver = new Map<Uuid, Uuid>();
  let moves: Move[] = [];
  let leaseId = newId();
  let isHeld = false;
  /** A lease of which nobody knows what is left of it. */
  let lostLeaseId: Uuid | null = null;
  let renewedMs = 0;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = pauseMsMin;
  let pausedUntilMs = 0;
  let isTroubled = false;
  let isClosed = false;

  function tick(): void {
    if (running !== null || performance.now() < pausedUntilMs) return;
    if (isHeld) findMoves();
    running ??= writeSafely();
  }

  /** Looks for streams that have come to be behind, or are no longer, or have moved while they are. */
  function findMoves(): void {
    moves = [];
    for (const [accountId, account] of accounts) {
      const { floor, behind } = account;
      account.floor = headOf(accountId);
      if (account.comparedWith === floor && behind.size === 0) continue;
      for (const stream of account.streams) {
        const position = stream.position < floor ? stream.position : null;
        if ((behind.get(stream) ?? null) === position || unwritten.has(stream)) continue;
        if (moves.length === streamsPerStatement) return;
        moves.push({ stream, position });
      }
      account.comparedWith = floor;
    }
  }

  async function writeSafely(): Promise<void> {
    try {
      await write();
      pauseMs = pauseMsMin;
      if (isTroubled) log.info('the register of live streams is written again');
      isTroubled = false;
    } catch (error) {
      loseLease();
      pausedUntilMs = performance.now() + pauseMs;
      pauseMs = Math.min(pauseMs * 2, pauseMsMax);
      // Once for each trouble: as long as the database is away, others say so often enough.
      if (!isTroubled && !isClosed)
        log.warn({ err: error }, 'the register of live streams could not be written; it is tried again');
      isTroubled = true;
    } finally {
      running = null;
    }
  }

  async function write(): Promise<void> {
    if (accounts.size === 0) return await giveLeaseBack();
    if (!isHeld) await takeLease();
    while (isHeld && (unwritten.size > 0 || leftOver.size > 0 || moves.length > 0)) await writeSome();
    if (isHeld && performance.now() - renewedMs >= renewEveryMs) await renewLease();
  }

  async function takeLease(): Promise<void> {
    await database.queryPrepared(takeSql, [leaseId, lostLeaseId]);
    lostLeaseId = null;
    isHeld = true;
    renewedMs = performance.now();
    leftOver.clear();
    for (const account of accounts.values()) {
      for (const stream of account.streams) unwritten.add(stream);
      account.behind.clear();
      account.comparedWith = null;
    }
  }

  /** What the lost lease has left behind is taken away when the next one is taken. */
  function loseLease(): void {
    moves = [];
    if (!isHeld) return;
    isHeld = false;
    lostLeaseId = leaseId;
    leaseId = newId();
  }

  async function writeSome(): Promise<void> {
    const added = take(unwritten, streamsPerStatement);
    const gone = take(leftOver, streamsPerStatement);
    const moved = moves.filter(({ stream }) => stream.isOpen);
    moves = [];
    for (const stream of added) unwritten.delete(stream);
    for (const [id] of gone) leftOver.delete(id);
    const rows = await database.queryPrepared<{ leases: number }>(writeSql, [
      leaseId,
      JSON.stringify(gone.map(([id, account_id]) => ({ id, account_id }))),
      JSON.stringify(moved.map(toMovedRow)),
      JSON.stringify(added.map(toRow)),
    ]);
    if (!confirm(rows)) return;
    for (const { stream, position } of moved) {
      const behind = accounts.get(stream.owner.accountId)?.behind;
      if (position === null || !stream.isOpen) behind?.delete(stream);
      else behind?.set(stream, position);
    }
  }

  async function renewLease(): Promise<void> {
    confirm(await database.queryPrepared<{ leases: number }>(renewSql, [leaseId]));
    renewedMs = performance.now();
  }

  function confirm([row]: readonly { leases: number }[]): boolean {
    if (row?.leases !== 1) loseLease();
    return isHeld;
  }

  async function giveLeaseBack(): Promise<void> {
    if (isHeld || lostLeaseId !== null) {
      await database.queryPrepared(giveBackSql, [leaseId, lostLeaseId]);
      isHeld = false;
      lostLeaseId = null;
      leaseId = newId();
    }
    leftOver.clear();
    if (accounts.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  return {
    opened(stream) {
      if (isClosed) return;
      const { accountId } = stream.owner;
      const account = accounts.get(accountId) ?? {
        streams: new Set(),
        behind: new Map(),
        floor: 0,
        comparedWith: null,
      };
      accounts.set(accountId, account);
      account.streams.add(stream);
      account.comparedWith = null;
      unwritten.add(stream);
      timer ??= setInterval(tick, flushEveryMs).unref();
    },
    closed(stream) {
      const { accountId } = stream.owner;
      const account = accounts.get(accountId);
      if (!account?.streams.delete(stream)) return;
      account.behind.delete(stream);
      if (account.streams.size === 0) accounts.delete(accountId);
      // Without a lease there is nothing to take back: the next one begins with what is open then.
      if (!unwritten.delete(stream) && isHeld) leftOver.set(stream.id, accountId);
    },
    async flush() {
      // What is being written now may have begun before the newest change.
      await running;
      running ??= writeSafely();
      await running;
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      accounts.clear();
      unwritten.clear();
      const written = (async () => {
        await running;
        await writeSafely();
      })();
      // What cannot be taken out in time is no longer shown when the lease has run out.
      await within(closeMsMax, 'leaving the register of live streams', written).catch(() => {});
    },
  };
}

function take<T>(items: Iterable<T>, countMax: number): T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length === countMax) break;
    taken.push(item);
  }
  return taken;
}

const toRow = ({ id, owner, openedAtMs }: LiveStream) => ({
  id,
  account_id: owner.accountId,
  user_id: owner.userId,
  opened_at: new Date(openedAtMs).toISOString(),
});

const toMovedRow = ({ stream, position }: Move) => ({
  id: stream.id,
  account_id: stream.owner.accountId,
  position,
});

/** Two that clean up at the same moment must not wait for each other. */
const expiredSql = `select id from live_replica
  where seen_at < now() - interval '${leaseSeconds} s' for update skip locked`;

/** Also right when it was already taken by an attempt whose answer was lost. */
const takeSql = `with lease as (
    insert into live_replica (id, seen_at) values ($1::uuid, now())
        on conflict (id) do update set seen_at = now() returning id
  )
  delete from live_replica where (id = $2::uuid or id in (${expiredSql})) and id not in (select id from lease)`;

const giveBackSql = 'delete from live_replica where id in ($1::uuid, $2::uuid)';

const renewSql = `with lease as (
    update live_replica set seen_at = now() where id = $1::uuid returning id
  ), gone as (
    delete from live_replica where id in (${expiredSql}) and id not in (select id from lease)
  )
  select count(*)::integer as leases from lease`;

/**
 * The lease is locked first, and everything else hangs on it. The join keeps out people who are deleted, by hand: for
 * them the database would refuse all of the statement.
 */
const writeSql = `with lease as (
    update live_replica set seen_at = now() where id = $1::uuid returning id
  ), gone as (
    delete from live_stream s using lease, jsonb_to_recordset($2::jsonb) as x(account_id uuid, id uuid)
     where s.account_id = x.account_id and s.id = x.id
  ), moved as (
    update live_stream s set position = x.position
      from lease, jsonb_to_recordset($3::jsonb) as x(account_id uuid, id uuid, position bigint)
     where s.account_id = x.account_id and s.id = x.id
  ), added as (
    insert into live_stream (account_id, id, user_id, replica_id, opened_at)
    select x.account_id, x.id, u.id, lease.id, x.opened_at
      from lease, jsonb_to_recordset($4::jsonb) as x(account_id uuid, id uuid, user_id uuid, opened_at timestamptz)
      join app_user u on u.account_id = x.account_id and u.id = x.user_id
        on conflict (account_id, id) do update set replica_id = excluded.replica_id, position = null
  )
  select count(*)::integer as leases from lease`;
