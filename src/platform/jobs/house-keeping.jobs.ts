import { addSeconds } from '../../kernel/clock.ts';
import { pruneIdempotencyKeys } from '../database/idempotency.ts';
import type { EventLog } from '../events/event-log.ts';
import type { JobTools } from './job-tools.ts';
import type { JobDefinition } from './jobs.ts';
import { hourlyAt } from './work-by-clock.ts';

/** Work by the clock that keeps the tables from growing for ever. */
export function createHouseKeepingJobs(tools: JobTools & { readonly eventLog: EventLog }): JobDefinition[] {
  const nightly = {
    retryLimit: 3,
    retryDelaySeconds: 60,
    retryDelaySecondsMax: 600,
    timeoutSeconds: 600,
    concurrency: 1,
  };
  return [
    {
      ...nightly,
      queue: 'event-pruning',
      clock: hourlyAt(23),
      async run() {
        const before = addSeconds(tools.clock.now(), -tools.settings.eventRetentionDays * 86_400);
        const events = await tools.eventLog.prune(before);
        if (events > 0) tools.log.info({ events }, 'old events pruned');
      },
    },
    {
      ...nightly,
      queue: 'idempotency-pruning',
      clock: hourlyAt(41),
      async run() {
        await pruneIdempotencyKeys(tools.query, tools.clock.now());
      },
    },
    {
      ...nightly,
      queue: 'rate-limit-pruning',
      clock: hourlyAt(53),
      async run() {
        await tools.query('delete from rate_limit where expire < ?', [tools.clock.now().getTime()]);
      },
    },
  ];
}
