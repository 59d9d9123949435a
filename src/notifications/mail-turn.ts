import { setTimeout as delay } from 'node:timers/promises';
import { addSeconds } from '../kernel/clock.ts';
import type { Uuid } from '../kernel/ids.ts';
import { prepared } from '../platform/database/pipeline.ts';
import { createDoubt } from '../platform/doubt.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobRun } from '../platform/jobs/jobs.ts';
import { isServerAway } from '../platform/mail/mail-failures.ts';
import { createLine } from '../platform/one-after-another.ts';
import { isUnsettled } from './delivery-lifecycle.ts';
import { watchMailServer } from './mail-server-watch.ts';
import { notificationLimits } from './notification-limits.ts';
import { type SendingWays, writeLedger } from './sending.ts';

/**
 * Under what a mail may begin. IF_FIRST: unless an older one waits for the mail server. INSTEAD: it is that older one, in
 * the turn of another. ANYWAY: its last attempt, whatever waits. IN_VAIN: an attempt that fails, as the server is away.
 */
export type Start = 'IF_FIRST' | 'INSTEAD' | 'ANYWAY' | 'IN_VAIN';

/** What came of it: it is done with, or has not begun, as older ones wait, or as the job of another has it in hand. */
export type Tried = { readonly is: 'DONE' | 'TAKEN' } | { readonly is: 'BEHIND'; readonly deliveryId: Uuid };

/** An attempt at one mail. Throws when it fails and is to be tried again. */
export type TryMail = (start: Start, ways: SendingWays) => Promise<Tried>;

/** An older mail to the same person. */
export interface OlderMail {
  readonly id: Uuid;
  readonly handoff_id: Uuid;
  readonly user_id: Uuid;
  readonly round: number;
  readonly digest_id: Uuid | null;
}

/** The job of a mail came at a time when it is not to be sent by it; it is tried again. */
class NotYourTurn extends Error {
  override readonly name = 'NotYourTurn';

  constructor() {
    super('This mail goes in its turn.');
  }
}

const turnLimits = {
  /** For the mails before to the same person. With it and the time that handing over may take, a mail is done within the time of its job. */
  patienceMs: 25_000,
  /** Nothing is begun after this long, but for the mail that was only waiting for those before. */
  beginMs: 27_000,
  /** Until older mails are looked for again that another process has just taken in hand. */
  contestedMs: 100,
  doubt: { every: 3, keysMax: 10_000 },
} as const;

/** Those who are asked by name, or again, do not wait for what everybody is told. The SQL of it, for two aliases. */
const isAskedFor = (row: string, of: string): string =>
  `(${row}.round > 0 or ${of}.target_id is not distinct from ${row}.user_id)`;

/**
 * What waits for the mail server and goes before `delivery`, a row whose escalation is `handoff`: the SQL behind a `from`.
 * A digest is as old as its oldest escalation.
 */
export const olderWaiting = `delivery older
    join handoff older_of on older_of.account_id = older.account_id and older_of.id = older.handoff_id
   where older.account_id = delivery.account_id and older.user_id = delivery.user_id and older.server_wait = 'WAITING'
     and older.${isUnsettled}
     and (older.digest_id is null or older.digest_id is distinct from delivery.digest_id)
     and (older.created_at, older.handoff_id, older.round) < (delivery.created_at, delivery.handoff_id, delivery.round)
     and (${isAskedFor('older', 'older_of')} or not ${isAskedFor('delivery', 'handoff')})`;

const takeSql = prepared(
  `update delivery set server_wait = 'TAKEN', updated_at = $3::timestamptz
    where account_id = $1 and server_wait = 'WAITING' and ${isUnsettled} and id = (
      select older.id
        from delivery
        join handoff on handoff.account_id = delivery.account_id and handoff.id = delivery.handoff_id
       cross join lateral (
         select older.id, older.created_at, older.handoff_id, older.round from ${olderWaiting}
       ) older
       where delivery.account_id = $1 and delivery.id = $2
       order by older.created_at, older.handoff_id, older.round limit 1)
   returning id, handoff_id, user_id, round, digest_id`,
);

const passOverSql = prepared(
  `update delivery set server_wait = null where account_id = $1 and id = $2 and server_wait = 'WAITING'`,
);

/** Since when a mail that somebody has taken in hand is still in good hands. */
export function takenSince(now: Date): Date {
  return addSeconds(now, -notificationLimits.takenSeconds);
}

/** Has mails to one person go in the order of their escalations, whichever of their jobs comes first. */
export interface MailTurns {
  take(to: { readonly accountId: Uuid; readonly userId: Uuid }, job: JobRun, tryMail: TryMail): Promise<void>;
}

/**
 * A job hands its mail over when those that this process has taken before, to the same person, are. Where older ones wait
 * for a mail server that was away it hands these over first, in their order.
 * @param queues of all mails
 * @param mailOlder as of `TryMail`, for an older mail
 */
export function createMailTurns(
  tools: JobTools,
  queues: readonly string[],
  mailOlder: (accountId: Uuid, older: OlderMail, job: JobRun, ways: SendingWays) => Promise<void>,
): MailTurns {
  const server = watchMailServer(tools, queues);
  const lineUp = createLine(turnLimits.patienceMs);
  const isAtFault = createDoubt(turnLimits.doubt);

  const sendWatched: SendingWays = { handOver: send => server.watch(send), isAway: isServerAway };

  /** Sends the oldest mail that waits and goes before this one. Throws when the server is away. */
  async function sendOlder(accountId: Uuid, deliveryId: Uuid, job: JobRun): Promise<void> {
    const [older] = await writeLedger(tools, accountId, tx =>
      tx.pipeline.run<OlderMail>({
        sql: takeSql,
        params: [accountId, deliveryId, tx.clock.now().toISOString()],
      }),
    );
    if (older === undefined) return void (await delay(turnLimits.contestedMs));
    try {
      await mailOlder(accountId, older, job, sendWatched);
    } catch (error) {
      const isFault = !isServerAway(error) || isAtFault(`${accountId} ${older.user_id}`, older.id);
      if (!isFault) throw error;
      // It goes at its own time from now on, and holds up none behind it.
      tools.log.warn(
        { err: error, delivery: older.id },
        'a mail that waited could not be sent; the next ones go on',
      );
      await writeLedger(tools, accountId, tx =>
        tx.pipeline.send({ sql: passOverSql, params: [accountId, older.id] }),
      );
    }
  }

  return {
    async take({ accountId, userId }, job, tryMail) {
      const beginMs = performance.now() + turnLimits.beginMs;
      // At once: mails to one person are handed over in the order in which their jobs were taken.
      const place = lineUp(`${accountId} ${userId}`);
      // The last attempt is made whatever is known: nothing comes after it.
      const findObstacle = async () => (job.isLastAttempt ? null : await server.findObstacle());
      try {
        let obstacle = await findObstacle();
        if (obstacle === null) {
          await place.wait();
          // Those before may have found out meanwhile that the server is away.
          obstacle = await findObstacle();
        }
        if (obstacle !== null) {
          const failing = obstacle;
          await tryMail('IN_VAIN', { handOver: () => Promise.reject(failing), isAway: () => true });
          return;
        }
        const leaveWhenSent: SendingWays = {
          ...sendWatched,
          async handOver(send) {
            const result = await server.watch(send);
            place.leave();
            return result;
          },
        };
        const start = job.isLastAttempt ? 'ANYWAY' : 'IF_FIRST';
        let tried = await tryMail(start, leaveWhenSent);
        while (tried.is === 'BEHIND') {
          if (performance.now() > beginMs) throw new NotYourTurn();
          await sendOlder(accountId, tried.deliveryId, job);
          if (performance.now() > beginMs) throw new NotYourTurn();
          tried = await tryMail(start, leaveWhenSent);
        }
        if (tried.is === 'TAKEN') throw new NotYourTurn();
      } finally {
        place.leave();
      }
    },
  };
}
