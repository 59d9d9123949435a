import { addSeconds } from '../kernel/clock.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { BatchJobDefinition, JobDefinition } from '../platform/jobs/jobs.ts';
import { hourlyAt } from '../platform/jobs/work-by-clock.ts';
import { isUnsettled } from './delivery-lifecycle.ts';
import { createEscalationMailer } from './escalation-mailer.ts';
import { mailTaken, type TakenMail, takenMailQueue } from './mail-taken.ts';
import { notificationLimits } from './notification-limits.ts';
import {
  type DigestMail,
  digestMailQueue,
  type EscalationMail,
  escalationMailQueue,
  notifyPeople,
  notifyPeopleQueue,
  type PeopleToNotify,
} from './notify-people.ts';
import {
  type EscalationToWatch,
  mailUnreached,
  raiseAlarms,
  type UnreachedMail,
  unreachedMailQueue,
  unreachedQueue,
} from './unreached.ts';

/** Escalations whose recipients are found in one query. */
const togetherMax = 50;
/** Mails that a worker sends side by side. One that hangs holds no more than its neighbours' records up. */
const mailBatchMax = 25;
/** How late a mail may be made while many requests are under way; a mail takes the process longer than a request. */
const mailPatienceMs = 5_000;

const byDatabase = {
  retryLimit: 10,
  retryDelaySeconds: 2,
  retryDelaySecondsMax: 300,
  timeoutSeconds: 60,
  concurrency: 1,
} as const;

const byMail = {
  retryLimit: 10,
  retryDelaySeconds: 2,
  retryDelaySecondsMax: 900,
  timeoutSeconds: 90,
  concurrency: 1,
} as const;

/** What waits in these for the mail server goes when it is back. */
const mailQueues = [escalationMailQueue, digestMailQueue, takenMailQueue, unreachedMailQueue] as const;

type NotificationJobs = [
  BatchJobDefinition<PeopleToNotify>,
  JobDefinition<EscalationMail>,
  JobDefinition<DigestMail>,
  JobDefinition<TakenMail>,
  BatchJobDefinition<EscalationToWatch>,
  JobDefinition<UnreachedMail>,
  JobDefinition,
];

/** Who is told about an escalation, and how. */
export function createNotificationJobs(tools: JobTools): NotificationJobs {
  const escalationMailer = createEscalationMailer(tools, mailQueues);
  return [
    {
      ...{ queue: notifyPeopleQueue, ...byDatabase, batchMax: togetherMax },
      runAll: all => notifyPeople(tools, all),
    },
    {
      ...{ queue: escalationMailQueue, ...byMail },
      ...{ concurrency: 3, batchMax: mailBatchMax, patienceMs: mailPatienceMs },
      run: (mail, job) => escalationMailer.send(mail, job),
    },
    {
      ...{ queue: digestMailQueue, ...byMail, isTimer: true, batchMax: mailBatchMax },
      run: (digest, job) => escalationMailer.sendDigest(digest, job),
    },
    {
      ...{ queue: takenMailQueue, ...byMail, batchMax: mailBatchMax, patienceMs: mailPatienceMs },
      run: mail => mailTaken(tools, mail),
    },
    {
      ...{ queue: unreachedQueue, ...byDatabase, isTimer: true, batchMax: togetherMax },
      runAll: all => raiseAlarms(tools, all, 'TIME_IS_UP'),
    },
    {
      ...{ queue: unreachedMailQueue, ...byMail },
      run: mail => mailUnreached(tools, mail),
    },
    {
      ...{ queue: 'delivery-pruning', clock: hourlyAt(7), concurrency: 1 },
      ...{ retryLimit: 3, retryDelaySeconds: 60, retryDelaySecondsMax: 600, timeoutSeconds: 600 },
      run: () => keepLedger(tools),
    },
  ];
}

/** Rows that are pruned by one statement: each holds locks for as long as it runs. */
const prunedAtOnceMax = 10_000;

/** Gives up mails that their jobs have lost, and forgets deliveries along with the events they belong to. */
export async function keepLedger({ query, clock, settings, log }: JobTools): Promise<void> {
  const now = clock.now();
  const lostSince = addSeconds(now, -notificationLimits.lostMailSeconds);
  const lost = await query(
    `update delivery set state = 'FAILED', last_error = coalesce(last_error, 'The mail was never sent.'), updated_at = ?
      where created_at between ? and ? and channel = 'MAIL' and ${isUnsettled} returning id`,
    [now, addSeconds(lostSince, -notificationLimits.lostMailSeconds), lostSince],
  );
  if (lost.length > 0) log.warn({ mails: lost.length }, 'mails that nobody has sent are given up');
  const before = addSeconds(now, -settings.eventRetentionDays * 86_400);
  for (const table of ['delivery', 'mail_digest']) {
    const isLeftOver =
      table === 'delivery'
        ? ''
        : 'and not exists (select 1 from delivery d where d.account_id = old.account_id and d.digest_id = old.id)';
    let pruned = prunedAtOnceMax;
    while (pruned === prunedAtOnceMax) {
      const rows = await query(
        `delete from ${table} where (account_id, id) in (
           select account_id, id from ${table} old where created_at < ? ${isLeftOver} limit ${prunedAtOnceMax})
         returning id`,
        [before],
      );
      pruned = rows.length;
    }
  }
}
