import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobDefinition } from '../platform/jobs/jobs.ts';
import { type ClaimLook, type ClaimReminder, claimQueue, claimReminderQueue } from './claim-look.ts';
import { mailReminder } from './claim-reminder-mail.ts';
import { climbRung } from './climb-ladder.ts';
import { ladderQueue, type RungTimer } from './rung-timer.ts';
import { watchClaim } from './watch-claim.ts';

/** Timers that this worker handles side by side: those of a storm are due together. */
const timersAtOnceMax = 4;

/** The timers of the ladder and of claims. A timer that fails is tried for about three hours. */
export function createLadderJobs(tools: JobTools): JobDefinition[] {
  const timers = {
    isTimer: true,
    retryLimit: 40,
    retryDelaySeconds: 2,
    retryDelaySecondsMax: 300,
    timeoutSeconds: 60,
    concurrency: 1,
    batchMax: timersAtOnceMax,
  };
  return [
    {
      ...timers,
      queue: ladderQueue,
      run: (timer: RungTimer, job) => climbRung(tools, timer, job),
    },
    {
      ...timers,
      queue: claimQueue,
      run: (look: ClaimLook, job) => watchClaim(tools, look, job),
    },
    {
      queue: claimReminderQueue,
      retryLimit: 8,
      retryDelaySeconds: 2,
      retryDelaySecondsMax: 600,
      timeoutSeconds: 60,
      concurrency: 1,
      batchMax: timersAtOnceMax,
      run: (reminder: ClaimReminder) => mailReminder(tools, reminder),
    },
  ];
}
