import { addSeconds } from '../kernel/clock.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobDefinition } from '../platform/jobs/jobs.ts';
import { everyMinutes, hourlyAt } from '../platform/jobs/work-by-clock.ts';

/** Lines older than this are deleted. */
const keepLinesDays = 90;
/** Newest lines that a person keeps, however many there are. */
export const keptLinesMax = 1_000;
/** Rows of people who read something are deleted this long after; until then they are passed over. */
const keepWatchesSeconds = 60;

/** House-keeping of what the product tells people, and of who is reading what. */
export function createInProductJobs(tools: JobTools): JobDefinition[] {
  const regular = {
    retryLimit: 3,
    retryDelaySeconds: 60,
    retryDelaySecondsMax: 600,
    timeoutSeconds: 600,
    concurrency: 1,
  };
  return [
    {
      ...regular,
      queue: 'notification-pruning',
      clock: hourlyAt(17),
      run: () => pruneLines(tools),
    },
    {
      ...regular,
      queue: 'watch-pruning',
      clock: everyMinutes(10),
      async run() {
        await tools.query('delete from handoff_watch where until < ?', [
          addSeconds(tools.clock.now(), -keepWatchesSeconds),
        ]);
      },
    },
  ];
}

async function pruneLines({ query, clock, log }: JobTools): Promise<void> {
  const before = addSeconds(clock.now(), -keepLinesDays * 86_400);
  const old = await query<{ count: number }>(
    `with gone as (delete from notification where created_at < ? returning 1)
     select count(*)::integer as count from gone`,
    [before],
  );
  const crowded = await query<{ count: number }>(
    `with crowd as (
       select account_id, user_id from notification group by account_id, user_id having count(*) > ?::integer
     ), gone as (
       delete from notification line using crowd cross join lateral (
         select created_at, id from notification
          where account_id = crowd.account_id and user_id = crowd.user_id
          order by created_at desc, id desc offset ?::integer - 1 limit 1
       ) last_kept
        where line.account_id = crowd.account_id and line.user_id = crowd.user_id
          and (line.created_at, line.id) < (last_kept.created_at, last_kept.id)
       returning 1
     )
     select count(*)::integer as count from gone`,
    [keptLinesMax, keptLinesMax],
  );
  const lines = (old[0]?.count ?? 0) + (crowded[0]?.count ?? 0);
  if (lines > 0) log.info({ lines }, 'old notifications pruned');
}
