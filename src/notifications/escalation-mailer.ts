import type { JobTools } from '../platform/jobs/job-tools.ts';
import type { JobRun } from '../platform/jobs/jobs.ts';
import { closeDigest, mailDigest } from './mail-digest.ts';
import { mailOne, openMailLedger } from './mail-escalation.ts';
import { createMailTurns } from './mail-turn.ts';
import type { DigestMail, EscalationMail } from './notify-people.ts';

/** What sends mails about escalations, each person's in the order of their escalations. */
export interface EscalationMailer {
  send(mail: EscalationMail, job: JobRun): Promise<void>;
  sendDigest(digest: DigestMail, job: JobRun): Promise<void>;
}

/** @param queues of all mails: what waits in them goes when the mail server was away and is back */
export function createEscalationMailer(tools: JobTools, queues: readonly string[]): EscalationMailer {
  const ledger = openMailLedger(tools);
  const turns = createMailTurns(tools, queues, async (accountId, older, job, ways) => {
    const { handoff_id: handoffId, user_id: userId, round, digest_id: digestId } = older;
    const start = 'INSTEAD';
    if (digestId === null)
      await mailOne(tools, ledger, { accountId, handoffId, userId, round, start }, job, ways);
    else await mailDigest(tools, { accountId, digestId, start }, job, ways);
  });
  return {
    async send(mail, job) {
      await turns.take(mail, job, (start, ways) => mailOne(tools, ledger, { ...mail, start }, job, ways));
    },
    async sendDigest(digest, job) {
      const userId = await closeDigest(tools, digest);
      if (userId === null) return;
      await turns.take({ accountId: digest.accountId, userId }, job, (start, ways) =>
        mailDigest(tools, { ...digest, start }, job, ways),
      );
    },
  };
}
