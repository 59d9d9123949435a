import type { Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import { type TransactionScope, transaction } from '../platform/database/transaction.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobRun } from '../platform/jobs/jobs.ts';
import { describeMailFailure, isRefusedForGood } from '../platform/mail/mail-failures.ts';
import type { MailMessage } from '../platform/mail/mailer.ts';
import { maskSecrets } from '../platform/masking/masking.ts';
import { shortenLine } from '../sessions/transcript.ts';
import { mayBecome } from './delivery-lifecycle.ts';
import type { Verdict } from './delivery-plan.ts';
import { notificationLimits } from './notification-limits.ts';
import { raiseAlarms } from './unreached.ts';

/** A mail that is about to be sent, and the deliveries it settles. */
export interface MailToSend {
  readonly accountId: Uuid;
  readonly deliveries: readonly { readonly id: Uuid; readonly handoffId: Uuid }[];
  readonly message: MailMessage;
}

/** What became of a delivery that was not sent after all. */
export interface NotSent {
  readonly id: Uuid;
  readonly handoffId: Uuid;
  readonly verdict: Verdict;
}

/**
 * Does something to rows of the ledger that the next attempt would do again: its commit does not wait for the disk.
 * Should the server crash within the second, the mail is sent again, with the same Message-ID.
 */
export async function writeLedger<T>(
  tools: JobTools,
  accountId: Uuid | null,
  write: (tx: TransactionScope<null>) => Promise<T> | T,
): Promise<T> {
  return await transaction(tools.openScope(accountId), async tx => {
    tx.pipeline.send({ sql: 'set local synchronous_commit = off', params: [] });
    return await write(tx);
  });
}

/** How a mail is handed over and written down, where that is not done one by one. */
export interface SendingWays {
  /** Calls what hands it over, once its time has come; throws instead when it is not to be handed over now. */
  handOver?<T>(send: () => Promise<T>): Promise<T>;
  /** Whether that failed because the server is away: it waits for it then, and goes before younger ones. */
  isAway?(failure: Error): boolean;
  writeSent?(sent: SentMail): Promise<void>;
}

/**
 * Hands a mail over and writes down what came of it. A refusal for good is the end of it; any other failure is tried
 * again by the job, and only the last one is final.
 * @throws what the mailer has thrown, for the job to be tried again
 */
export async function sendAndSettle(
  tools: JobTools,
  mail: MailToSend,
  job: JobRun,
  ways: SendingWays = {},
): Promise<void> {
  const failure = await trySend(tools, mail.message, ways);
  if (failure === null) {
    const ids = mail.deliveries.map(({ id }) => id);
    const sent = { accountId: mail.accountId, ids, messageId: mail.message.messageId };
    if (ways.writeSent === undefined) await writeAllSent(tools, [sent]);
    else await ways.writeSent(sent);
    return;
  }
  const isPermanent = isRefusedForGood(failure);
  const isFinal = isPermanent || job.isLastAttempt;
  const waits = !isFinal && (ways.isAway?.(failure) ?? false);
  const outcome = { lastError: describeError(failure), isFinal, waits };
  await writeLedger(tools, mail.accountId, tx => markFailed(tx, mail, outcome));
  if (isFinal) await raiseAlarms(tools, toEscalations(mail.accountId, mail.deliveries), 'NOTHING_LEFT');
  if (!isPermanent) throw failure;
  tools.log.warn({ err: failure, messageId: mail.message.messageId }, 'a mail was refused for good');
}

/** Settles what is not to be sent any more; when nothing is left that could reach somebody, the alarm is raised. */
export async function settleUnsent(
  tools: JobTools,
  accountId: Uuid,
  unsent: readonly NotSent[],
): Promise<void> {
  if (unsent.length === 0) return;
  tools.metrics.mails.inc({ outcome: 'skipped' }, unsent.length);
  await writeLedger(tools, accountId, tx => markUnsent(tx, accountId, unsent));
  await raiseAlarms(tools, toEscalations(accountId, unsent), 'NOTHING_LEFT');
}

function toEscalations(accountId: Uuid, rows: readonly { handoffId: Uuid }[]) {
  return rows.map(({ handoffId }) => ({ accountId, handoffId }));
}

async function trySend(
  tools: JobTools,
  message: MailMessage,
  { handOver = send => send() }: SendingWays,
): Promise<Error | null> {
  try {
    await handOver(() => tools.mailer.send(message));
    tools.metrics.mails.inc({ outcome: 'sent' });
    return null;
  } catch (error) {
    tools.metrics.mails.inc({ outcome: 'failed' });
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What a server has said, as one short line without anything secret in it. */
function describeError(failure: Error): string {
  const { text } = maskSecrets(describeMailFailure(failure).toWellFormed());
  return shortenLine(text, notificationLimits.errorCharsMax);
}

/** A mail that was handed over. */
export interface SentMail {
  readonly accountId: Uuid;
  /** The deliveries it settles. */
  readonly ids: readonly Uuid[];
  readonly messageId: string;
}

const sentSql = prepared(
  `with sent as (
     select delivery.account_id, delivery.id, handed."messageId" as message_id
       from jsonb_to_recordset($1::jsonb) as handed("accountId" uuid, ids jsonb, "messageId" text)
      cross join lateral jsonb_array_elements_text(handed.ids) as of(id)
       join delivery on delivery.account_id = handed."accountId" and delivery.id = of.id::uuid
      where delivery.${mayBecome('SENT')} or delivery.state = 'CANCELLED'
      order by delivery.account_id, delivery.id
        for update of delivery
   )
   update delivery set state = case when ${mayBecome('SENT')} then 'SENT' else state end, message_id = sent.message_id,
                       sent_at = coalesce(sent_at, $2::timestamptz), last_error = null, server_wait = null,
                       updated_at = $2::timestamptz
     from sent where delivery.account_id = sent.account_id and delivery.id = sent.id`,
);

/**
 * Writes down that mails were handed over, all or none. One that was cancelled while its mail was under way stays
 * CANCELLED, and says when it went out all the same.
 */
export async function writeAllSent(tools: JobTools, sent: readonly SentMail[]): Promise<undefined[]> {
  await writeLedger(tools, null, ({ pipeline, clock }) =>
    pipeline.send({ sql: sentSql, params: [JSON.stringify(sent), clock.now().toISOString()] }),
  );
  return sent.map(() => undefined);
}

const failedSql = prepared(
  `update delivery set state = case when $4::boolean then 'FAILED' else state end, last_error = $3,
                       server_wait = case when $6::boolean then 'WAITING' end, updated_at = $5::timestamptz
    where account_id = $1 and id = any($2::uuid[]) and ${mayBecome('FAILED')}`,
);

function markFailed(
  { pipeline, clock }: TransactionScope<null>,
  { accountId, deliveries }: MailToSend,
  { lastError, isFinal, waits }: { lastError: string; isFinal: boolean; waits: boolean },
): void {
  const ids = `{${deliveries.map(({ id }) => id).join(',')}}`;
  pipeline.send({
    sql: failedSql,
    params: [accountId, ids, lastError, isFinal, clock.now().toISOString(), waits],
  });
}

/** What is not sent was no attempt. */
const unsentSql = prepared(
  `update delivery set state = verdict.state, skip_reason = verdict.reason, attempts = greatest(attempts - 1, 0),
                       server_wait = null, updated_at = $3::timestamptz
     from jsonb_to_recordset($2::jsonb) as verdict(id uuid, state text, reason text)
    where delivery.account_id = $1 and delivery.id = verdict.id and delivery.${mayBecome('SKIPPED')}`,
);

function markUnsent(
  { pipeline, clock }: TransactionScope<null>,
  accountId: Uuid,
  unsent: readonly NotSent[],
): void {
  const rows = unsent.map(({ id, verdict }) => ({
    id,
    state: verdict.state,
    reason: verdict.state === 'SKIPPED' ? verdict.reason : null,
  }));
  pipeline.send({ sql: unsentSql, params: [accountId, JSON.stringify(rows), clock.now().toISOString()] });
}
