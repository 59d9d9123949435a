import type { PgBoss } from 'pg-boss';

/** Schema of the queue's own tables, apart from the product's. */
export const jobsSchema = 'jobs';

/** One try of one job, as the queue's table names it: each time that it is taken counts one attempt more. */
export interface JobAttempt {
  readonly queue: string;
  readonly id: string;
  readonly attempt: number;
}

/** A job that is under way somewhere, as the table has it. */
export interface ActiveJob extends JobAttempt {
  readonly retryLimit: number;
  /** When its worker last showed that it lives, as the database wrote it down. */
  readonly beat: string;
  /** That was longer ago than it should be. */
  readonly isSilent: boolean;
}

/** What the table holds for these queues, found by one statement. */
export interface TableLook {
  /** Queues that have jobs whose time has come. */
  readonly due: readonly string[];
  /** Milliseconds until the next one whose time has not come; null when there is none. */
  readonly nextMs: number | null;
  readonly active: readonly ActiveJob[];
}

/** The statements of our own on the queue's table, over the queue's own connections. */
export interface JobTable {
  look(queues: readonly string[]): Promise<TableLook>;
  /** Writes down that the workers of these are alive; passes over those that somebody else holds by now. */
  beat(held: readonly JobAttempt[]): Promise<void>;
  /** Gives these to whoever takes them first, unless their worker has shown since that it lives; returns which. */
  takeOver(abandoned: readonly ActiveJob[]): Promise<readonly JobAttempt[]>;
}

/** A worker says this often that it lives; one that was not heard of for twice as long is looked at closely. */
export const beatEveryMs = 1_000;
const silentAfterSeconds = (2 * beatEveryMs) / 1_000;

/** Active jobs that one look returns. More would be more than a second's work to read; the next look has the rest. */
const activeMax = 1_000;

/**
 * One index for everything that is not over yet, whatever else the table keeps: what waits, by when it is due, and what
 * is under way. The queue's own are made for taking the first of one queue.
 */
const indexSql = `do $$ begin
  perform pg_advisory_xact_lock(hashtext('${jobsSchema}.resolutionflow_unfinished_idx'));
  if to_regclass('${jobsSchema}.resolutionflow_unfinished_idx') is null then
    create index resolutionflow_unfinished_idx on ${jobsSchema}.job (state, name, start_after) where state <= 'active';
  end if;
end $$`;

const lookSql = `
  with queue as (
    select unnest($1::text[]) as name
  ), waiting as (
    select queue.name, first.start_after <= now() as is_due, next.start_after as next
      from queue, unnest(enum_range('created'::${jobsSchema}.job_state, 'retry')) as kind(state)
      left join lateral (
        select start_after from ${jobsSchema}.job
         where state <= 'active' and state = kind.state and name = queue.name and not blocked
         order by start_after limit 1) first on true
      left join lateral (
        select start_after from ${jobsSchema}.job
         where state <= 'active' and state = kind.state and name = queue.name and not blocked and start_after > now()
         order by start_after limit 1) next on true
  ), active as (
    select job.name as queue, id, retry_count as attempt, retry_limit as "retryLimit",
           extract(epoch from heartbeat_on)::text as beat,
           coalesce(heartbeat_on < now() - interval '${silentAfterSeconds} s', true) as "isSilent"
      from ${jobsSchema}.job join queue on job.name = queue.name
     where state <= 'active' and state = 'active' limit ${activeMax}
  )
  select (select coalesce(json_agg(distinct name), '[]') from waiting where is_due) as due,
         (select (extract(epoch from min(next) - now()) * 1000)::float8 from waiting) as "nextMs",
         (select coalesce(json_agg(active), '[]') from active) as active`;

const beatSql = `
  update ${jobsSchema}.job set heartbeat_on = now()
    from json_to_recordset($1::json) as held(queue text, id uuid, attempt integer)
   where job.name = held.queue and job.id = held.id and job.retry_count = held.attempt and job.state = 'active'`;

/** What was taken counts as tried: a job that ends its worker each time must come to an end itself. */
const takeOverSql = `
  with lost as (
    select job.name, job.id
      from ${jobsSchema}.job join json_to_recordset($1::json) as lost(queue text, id uuid, attempt integer, beat numeric)
             on job.name = lost.queue and job.id = lost.id and job.retry_count = lost.attempt
     where job.state = 'active' and job.retry_count < job.retry_limit
       and extract(epoch from job.heartbeat_on) is not distinct from lost.beat
       for update of job skip locked
  )
  update ${jobsSchema}.job set state = 'retry', start_after = now()
    from lost where job.name = lost.name and job.id = lost.id
  returning job.name as queue, job.id, job.retry_count as attempt`;

/** Opens the table of a queue that has started, and sees to the index that its statements need. */
export async function openJobTable(boss: PgBoss): Promise<JobTable> {
  const database = boss.getDb();
  await database.executeSql(indexSql);
  return {
    async look(queues) {
      const { rows } = await database.executeSql(lookSql, [`{${queues.join(',')}}`]);
      const [row]: TableLook[] = rows;
      return row ?? { due: [], nextMs: null, active: [] };
    },
    async beat(held) {
      await database.executeSql(beatSql, [JSON.stringify(held)]);
    },
    async takeOver(abandoned) {
      if (abandoned.length === 0) return [];
      const { rows } = await database.executeSql(takeOverSql, [JSON.stringify(abandoned)]);
      return rows;
    },
  };
}
