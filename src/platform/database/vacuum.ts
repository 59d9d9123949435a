import { performance } from 'node:perf_hooks';
import type { PGlite } from '@electric-sql/pglite';
import type { DiskSpace } from '../disk-space.ts';
import { waitForIdleTime } from '../idle-time.ts';
import type { Log } from '../log.ts';

/** PostgreSQL's own default, `autovacuum_naptime`. */
const everyMs = 60_000;
const usualPatienceMs = 5_000;
/** What a table of this size has of dead rows from before the start is not worth looking for. */
const tinyBytesMax = 65_536;
/** A table with its indexes that is larger holds the process too long for any moment to do. */
const smallBytesMax = 8 * 1_048_576;
/** The share of the last minute that the process may have been busy, for a large table to be taken in hand. */
const quietShareMax = 0.05;
/** A large table waits for a quiet minute until so many times as much is due as makes work due. */
const overdue = 2;
/** A table whose turn has failed is left alone for so long. */
const retryMs = 3_600_000;
/** More tables than the database has, with some of them taken twice. */
const tablesPerRoundMax = 500;
/**
 * Rows that a column's statistics rest on: 300 for each. PostgreSQL's default is ten times as many, and reads them in up
 * to a third of a second.
 */
const statisticsTarget = 10;

interface DueWork {
  readonly oid: number;
  /** As SQL names it. */
  readonly table: string;
  readonly task: 'analyze' | 'vacuum' | 'freeze';
}

/**
 * What PostgreSQL's autovacuum would do next, by its own numbers: `due` is how many times a threshold is reached, and
 * the highest comes first. The counts of this backend begin with its start, and only fresh statistics can tell that
 * there are dead rows from before. So each table that is not PostgreSQL's own, and not tiny, has them made once.
 */
const nextWorkSql = `
  with settings as materialized (
    select current_setting('autovacuum_vacuum_threshold')::float8 as vacuum_base,
      current_setting('autovacuum_vacuum_scale_factor')::float8 as vacuum_scale,
      current_setting('autovacuum_vacuum_insert_threshold')::float8 as insert_base,
      current_setting('autovacuum_vacuum_insert_scale_factor')::float8 as insert_scale,
      current_setting('autovacuum_analyze_threshold')::float8 as analyze_base,
      current_setting('autovacuum_analyze_scale_factor')::float8 as analyze_scale,
      current_setting('autovacuum_freeze_max_age')::float8 as age_max,
      current_setting('autovacuum_multixact_freeze_max_age')::float8 as multixact_age_max
  ), measured as (
    select c.oid,
      case when c.relkind <> 't' and c.oid <> 'pg_statistic'::regclass then greatest(
        pg_stat_get_mod_since_analyze(c.oid) / (analyze_base + analyze_scale * greatest(c.reltuples, 0)),
        case when c.oid >= 16384 and pg_stat_get_last_analyze_time(c.oid) is null
              and pg_relation_size(c.oid) > $4 then 1 end
      ) else 0 end as analyze_due,
      greatest(
        pg_stat_get_dead_tuples(c.oid) / (vacuum_base + vacuum_scale * greatest(c.reltuples, 0)),
        pg_stat_get_ins_since_vacuum(c.oid) / (insert_base + insert_scale * greatest(c.reltuples, 0))
      ) as vacuum_due,
      greatest(age(c.relfrozenxid) / age_max, mxid_age(c.relminmxid) / multixact_age_max) as freeze_due
    from pg_class c, settings
    where c.relkind in ('r', 'm', 't') and c.relpersistence <> 't' and c.oid <> all ($1::int[])
  ), next as (
    select oid, greatest(analyze_due, vacuum_due, freeze_due) as due,
      case
        when analyze_due >= greatest(vacuum_due, freeze_due) then 'analyze'
        when freeze_due >= 1 then 'freeze'
        else 'vacuum'
      end as task
    from measured
    where greatest(analyze_due, vacuum_due, freeze_due) >= 1
  )
  select oid::int, oid::regclass::text as table, task from next
  where task = 'analyze' or due >= $3 or pg_relation_size(oid) + pg_indexes_size(oid) <= $2
  order by due desc
  limit 1`;

const statements = {
  vacuum: 'vacuum (process_toast false, skip_database_stats)',
  // Also moves on the oldest transaction of the database, so that PostgreSQL lets go of what it keeps about older ones.
  freeze: 'vacuum (process_toast false)',
} as const;

export interface VacuumOptions {
  readonly pglite: PGlite;
  readonly log: Log;
  /** What is vacuumed is logged, so it needs space before it makes any. */
  readonly diskSpace: DiskSpace;
  /** For so long the work on one table waits for a moment in which the process has time to spare. */
  readonly patienceMs?: number;
}

export interface Vacuum {
  /**
   * Does what is due, table by table; resolves when nothing is left. Not to be called again before that.
   * @param isQuiet whether large tables may have their turn before they are overdue
   */
  run(isQuiet: boolean): Promise<void>;
  /** Nothing is begun any more; resolves when what was begun is over. */
  close(): Promise<void>;
}

/**
 * Does in the embedded database what autovacuum does in a server. PGlite has one backend and no other process that could:
 * rows that were changed or deleted would stay in their tables, and the planner would know nothing of them. See
 * docs/decisions/0029.
 */
export function createVacuum({
  pglite,
  log,
  diskSpace,
  patienceMs = usualPatienceMs,
}: VacuumOptions): Vacuum {
  const closing = new AbortController();
  /** Until when tables are left alone, by their oid. */
  const failed = new Map<number, number>();
  let round: Promise<void> = Promise.resolve();

  const mayGoOn = () => !closing.signal.aborted && !pglite.closed && !diskSpace.isLow;

  async function findNext(isQuiet: boolean): Promise<DueWork | undefined> {
    // Otherwise rows that were counted and not yet added up would count as dead after their vacuum.
    await pglite.query('select pg_stat_force_next_flush()');
    const now = performance.now();
    for (const [oid, untilMs] of failed) if (untilMs <= now) failed.delete(oid);
    const limits = [isQuiet ? Number.MAX_SAFE_INTEGER : smallBytesMax, overdue, tinyBytesMax];
    const { rows } = await pglite.query<DueWork>(nextWorkSql, [[...failed.keys()], ...limits]);
    return rows[0];
  }

  async function work(isQuiet: boolean): Promise<void> {
    for (let tables = 0; tables < tablesPerRoundMax && mayGoOn(); tables++) {
      const next = await findNext(isQuiet);
      if (next === undefined) return;
      await waitForIdleTime(patienceMs, closing.signal);
      if (!mayGoOn()) return;
      const fromMs = performance.now();
      try {
        await perform(pglite, next);
        const ms = Math.round(performance.now() - fromMs);
        log.debug(
          { table: next.table, task: next.task, ms },
          'a table of the embedded database was vacuumed',
        );
      } catch (error) {
        failed.set(next.oid, performance.now() + retryMs);
        const facts = { err: error, table: next.table, task: next.task };
        log.warn(facts, 'a table of the embedded database could not be vacuumed');
      }
    }
  }

  return {
    run(isQuiet) {
      round = work(isQuiet);
      return round;
    },
    async close() {
      closing.abort();
      await round.catch(() => {});
    },
  };
}

async function perform(pglite: PGlite, { table, task }: DueWork): Promise<void> {
  if (task !== 'analyze') return void (await pglite.exec(`${statements[task]} ${table}`));
  await pglite.transaction(async tx => {
    await tx.exec(`set local default_statistics_target = ${statisticsTarget}`);
    await tx.exec(`analyze ${table}`);
  });
}

/**
 * Looks once a minute whether there is something to vacuum or to analyze, until it is closed.
 * @returns what closes it
 */
export function vacuumRegularly(options: VacuumOptions): () => Promise<void> {
  const vacuum = createVacuum(options);
  let isRunning = false;
  let before = performance.eventLoopUtilization();

  async function look(): Promise<void> {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (isRunning) return;
    isRunning = true;
    await vacuum
      .run(utilization <= quietShareMax)
      .catch((error: unknown) => options.log.warn({ err: error }, 'the embedded database was not vacuumed'));
    isRunning = false;
  }

  const timer = setInterval(() => void look(), everyMs).unref();
  return () => {
    clearInterval(timer);
    return vacuum.close();
  };
}
