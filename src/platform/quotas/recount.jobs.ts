import type { JobTools } from '../jobs/job-tools.ts';
import type { JobDefinition } from '../jobs/jobs.ts';
import { dailyAt } from '../jobs/work-by-clock.ts';

/** Accounts whose ids are read at a time. */
const accountsAtOnce = 1_000;

/**
 * The job that measures each night what every account stores. It finds what was there before there were quotas, what
 * was taken away, and what was not counted because a process was killed.
 * @param contents statements that give the bytes of one kind of content, with `account.id` for the account
 */
export function createRecountJobs({ query }: JobTools, contents: readonly string[]): JobDefinition[] {
  const bytes = contents.map(sql => `coalesce((${sql}), 0)`).join(' + ');
  const recountSql = `
    insert into account_usage (account_id, stored_bytes, hour)
    select account.id, ${bytes}, date_trunc('hour', now()) from account where account.id = ?
    on conflict (account_id) do update set stored_bytes = excluded.stored_bytes`;
  return [
    {
      queue: 'usage-recount',
      clock: dailyAt(3, 17),
      retryLimit: 3,
      retryDelaySeconds: 60,
      retryDelaySecondsMax: 600,
      timeoutSeconds: 3_600,
      concurrency: 1,
      async run() {
        let last: string | undefined = '00000000-0000-0000-0000-000000000000';
        while (last !== undefined) {
          const accounts: { id: string }[] = await query(
            'select id from account where id > ? order by id limit ?',
            [last, accountsAtOnce],
          );
          for (const { id } of accounts) await query(recountSql, [id]);
          last = accounts.at(-1)?.id;
        }
      },
    },
  ];
}
