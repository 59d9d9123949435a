import type { Uuid } from '../kernel/ids.ts';
import { readPrepared } from '../platform/database/prepared.ts';
import { transaction } from '../platform/database/transaction.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobDefinition, JobRun } from '../platform/jobs/jobs.ts';
import { sendTicketNote } from './send-ticket-note.ts';
import { settleTicketNote, type TakenNote } from './settle-ticket-note.ts';
import { triedForSecondsMax } from './ticket-note-lifecycle.ts';
import { laneOf, type TicketNoteJob, ticketNoteQueue, ticketNoteRetryQueue } from './ticket-note-queues.ts';
import { alsoAtItsTicket } from './ticket-note-row.ts';
import {
  mailTicketSystemFailure,
  type TicketSystemMail,
  ticketSystemMailQueue,
} from './ticket-system-mail.ts';

/** Notes that are sent side by side by each process: to systems that work, and to those that do not. */
const workersOfWorking = 16;
const workersOfFailing = 8;

/** Sending notes to tickets, and telling the owners when the ticket system does not take them. */
export function createTicketNoteJobs(
  tools: JobTools,
): [JobDefinition<TicketNoteJob>, JobDefinition<TicketNoteJob>, JobDefinition<TicketSystemMail>] {
  const sending = {
    // Failures of the ticket system are no failures of the job: it asks for another one, at its time.
    retryLimit: 10,
    retryDelaySeconds: 5,
    retryDelaySecondsMax: 600,
    // Above what a look through two tickets and a new note may take together.
    timeoutSeconds: 180,
  };
  return [
    {
      ...sending,
      queue: ticketNoteQueue,
      concurrency: workersOfWorking,
      isGrouped: true,
      run: async (data, job) => {
        if (!(await passOn(tools, data, job))) await sendNextNote(tools, data, job);
      },
    },
    {
      ...sending,
      queue: ticketNoteRetryQueue,
      concurrency: workersOfFailing,
      isGrouped: true,
      isTimer: true,
      run: (data, job) => sendNextNote(tools, data, job),
    },
    {
      queue: ticketSystemMailQueue,
      retryLimit: 8,
      retryDelaySeconds: 2,
      retryDelaySecondsMax: 600,
      timeoutSeconds: 60,
      concurrency: 1,
      run: data => mailTicketSystemFailure(tools, data),
    },
  ];
}

/**
 * Whether a job has a note in hand, and whether its account's system has failed a note since it last took one. What it is
 * asked at this moment does not count: it may be about to answer.
 */
const lookSql = `
  select exists (select from ticket_note where account_id = $1 and state = 'SENDING' and taken_by = $2) as has_note,
         exists (
           select from ticket_system as system
            where system.account_id = $1
              and (system.state = 'FAILING' or exists (
                select from ticket_note as note
                 where note.account_id = $1 and note.state in ('PENDING', 'SENDING')
                   and note.attempts - case note.state when 'SENDING' then 1 else 0 end > note.attempts_before_retry
                   and (system.last_success_at is null or note.taken_at >= system.last_success_at)))
         ) as is_failing`;

/**
 * Leaves a job to those who serve systems that fail, when its account's has begun to since it was queued; and one that was
 * queued without a group by an older version to whoever is next for its account.
 * @returns whether it was passed on: false for a job that died while sending, which must take its note under its own id
 */
async function passOn(tools: JobTools, data: TicketNoteJob, job: JobRun): Promise<boolean> {
  const { accountId } = data;
  const [look] = await readPrepared<{ has_note: boolean; is_failing: boolean }>(
    tools.forkEntityManager(accountId),
    lookSql,
    [accountId, job.id],
  );
  if (look === undefined || look.has_note) return false;
  const isRetry = look.is_failing || data.retryOf !== undefined;
  if (!isRetry && job.group !== undefined) return false;
  // The key is that of the job: one that died behind its commit passes nothing on a second time.
  await transaction(tools.openScope(accountId), async tx => {
    if (isRetry) await tx.enqueueAll(ticketNoteRetryQueue, [{ key: job.id, data, group: accountId }]);
    else await tx.enqueueAll(ticketNoteQueue, [{ key: job.id, data, group: laneOf(data) }]);
  });
  return true;
}

/**
 * The first note of the ticket that is not settled, unless it waits for another try of its own or is being sent: then
 * all behind it wait, but not for ever, whatever became of its job. The state in the condition decides between two jobs.
 * A job that died while sending is run again under the same id, and takes its note again, which may be at its ticket
 * by then.
 */
const takeSql = `
  with job as (
    select ?::uuid as account_id, ?::text as ticket_number, ?::uuid as id, ?::timestamptz as now,
           ?::uuid as retry_of, ?::int as retry_after_attempts
  ), head as (
    select note.account_id, note.id
      from job
      join ticket_note as note on note.account_id = job.account_id and note.ticket_number = job.ticket_number
     where note.state in ('PENDING', 'SENDING')
       and (note.queued_at > job.now - make_interval(secs => ${triedForSecondsMax})
            or (note.state = 'PENDING' and note.retry_at is null) or note.id = job.retry_of or note.taken_by = job.id)
     order by note.queued_at, note.id limit 1
  )
  update ticket_note as note
     set state = 'SENDING', attempts = note.attempts + 1, taken_by = job.id, taken_at = job.now, retry_at = null,
         may_be_at = case when note.state = 'SENDING' then ${alsoAtItsTicket} else note.may_be_at end
    from head, job
   where note.account_id = head.account_id and note.id = head.id
     and case note.state
           when 'PENDING' then note.retry_at is null
                            or (note.id = job.retry_of and note.attempts = job.retry_after_attempts)
           when 'SENDING' then note.taken_by = job.id
           else false
         end
  returning note.account_id as "accountId", note.id, note.session_id as "sessionId", note.handoff_id as "handoffId",
            note.kind, note.is_internal as "isInternal", note.ticket_number as "ticketNumber", note.attempts,
            note.attempts_before_retry as "attemptsBeforeRetry", note.taken_by as "takenBy",
            note.queued_at as "queuedAt", array_to_json(note.may_be_at)::text as "mayBeAt"`;

async function takeNote(
  tools: JobTools,
  { accountId, ticketNumber, retryOf }: TicketNoteJob,
  jobId: Uuid,
): Promise<TakenNote | null> {
  const [note] = await tools.query<Omit<TakenNote, 'mayBeAt'> & { readonly mayBeAt: string }>(takeSql, [
    ...[accountId, ticketNumber, jobId, tools.clock.now()],
    ...[retryOf?.noteId ?? null, retryOf?.attempts ?? null],
  ]);
  return note === undefined ? null : { ...note, mayBeAt: JSON.parse(note.mayBeAt) };
}

async function sendNextNote(tools: JobTools, data: TicketNoteJob, job: JobRun): Promise<void> {
  const note = await takeNote(tools, data, job.id);
  if (note === null) return;
  try {
    await settleTicketNote(tools, note, await sendTicketNote(tools, note));
  } catch (error) {
    // Nothing may end where nobody sees it. The log says more.
    if (job.isLastAttempt)
      await settleTicketNote(tools, note, {
        ...{ state: 'FAILED', error: 'Something went wrong on our side.' },
        mayBeAt: [...new Set([...note.mayBeAt, note.ticketNumber])],
      });
    throw error;
  }
}
