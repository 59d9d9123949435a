import { setTimeout as delay } from 'node:timers/promises';
import { addSeconds } from '../kernel/clock.ts';
import { transaction } from '../platform/database/transaction.ts';
import type { JobTools } from '../platform/jobs/job-tools.ts';
import { isServerAway } from '../platform/mail/mail-failures.ts';
import { notificationLimits } from './notification-limits.ts';

/** What is known of the mail server: whether it answers. */
export interface MailServerWatch {
  /**
   * Why nothing is to be handed over now, null when nothing speaks against it. A server that was away is asked whether it
   * is back; whoever asks meanwhile gets the same answer.
   */
  findObstacle(): Promise<Error | null>;
  /** Hands something over, and learns from what comes of it. */
  watch<T>(handOver: () => Promise<T>): Promise<T>;
}

/**
 * How long after the server is back jobs that wait for their next try are let go: those of mails that have just found out
 * have failed by then; and later once more, for those that were taken together with one that hung.
 */
const hurryAfterMs = [1_000, 30_000] as const;

/**
 * What has not been tried yet waits as well from here on, and goes in its turn. The day is the time after which a mail
 * counts as lost.
 */
const waitSql = `
  update delivery set server_wait = 'WAITING'
   where (account_id, id) in (
     select account_id, id from delivery
      where created_at > ?::timestamptz and channel = 'MAIL' and state = 'PENDING' and digest_id is null
        and server_wait is null
      order by account_id, id for update)`;

/**
 * Watches whether the mail server answers. When it does so again after it did not, everything that waits for its next try
 * goes soon, whenever that was to be.
 * @param queues of all mails
 */
export function watchMailServer(tools: JobTools, queues: readonly string[]): MailServerWatch {
  let isAway = false;
  let asked: Promise<Error | null> | null = null;
  // A server may answer, and never take a mail. Once it has done so mails are sent to find out, and not hurried in vain.
  let isBelieved = true;

  async function hurry(): Promise<void> {
    for (const ms of hurryAfterMs) {
      await delay(ms, undefined, { ref: false });
      if (isAway) return;
      await transaction(tools.openScope(null), async tx => {
        for (const queue of queues) await tx.hurry(queue, { areRetries: true });
      });
    }
  }

  async function welcomeBack(): Promise<void> {
    const since = addSeconds(tools.clock.now(), -notificationLimits.lostMailSeconds);
    await tools.query(waitSql, [since]);
    isAway = false;
    hurry().catch(error => tools.log.warn({ err: error }, 'mails that wait could not be hurried'));
  }

  async function ask(): Promise<Error | null> {
    try {
      await tools.mailer.verify();
      await welcomeBack();
      isBelieved = false;
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  return {
    async findObstacle() {
      if (!isAway || !isBelieved) return null;
      asked ??= ask().finally(() => {
        asked = null;
      });
      return await asked;
    },
    async watch(handOver) {
      try {
        const result = await handOver();
        isBelieved = true;
        if (isAway)
          await welcomeBack().catch(error =>
            tools.log.warn({ err: error }, 'waiting mails could not be marked'),
          );
        return result;
      } catch (error) {
        if (isServerAway(error)) isAway = true;
        throw error;
      }
    },
  };
}
