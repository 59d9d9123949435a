import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { openMailbox, type ReceivedMail } from '../harness/mailbox.ts';
import { afterAll, expect, serverTest } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { connectTo, escalateSession, foundAccount, send, startSession } from '../live/bulk-events.ts';
import { isFullSize } from '../live/sizes.ts';
import { makeHome, removeMigratedFolder, startProgram } from '../serving/program.ts';

/** kill -9 anywhere between the commit of an escalation and the end of its last mail. */

const rounds = isFullSize ? 100 : 5;
/** An escalation is mailed within about this time, so that deaths come before, between and after its steps. */
const killWithinMs = 400;

afterAll(removeMigratedFolder);

async function mailsDone(database: Client): Promise<void> {
  let left: unknown[] = [];
  await waitFor(
    'every mail to be settled',
    async () => {
      const { rows } = await database.query(
        `select name, state, retry_count from jobs.job
          where state in ('created', 'retry', 'active') and name in ('event-followers', 'notify-people', 'escalation-mail')`,
      );
      left = rows;
      return rows.length === 0;
    },
    () => JSON.stringify(left),
  );
}

interface LedgerLine {
  readonly handoff: string;
  readonly line: string;
  readonly message_id: string | null;
  readonly user_id: string;
}

/** The ledger, by the handoff. */
async function readLedger(database: Client, accountId: string): Promise<Map<string, LedgerLine[]>> {
  const { rows } = await database.query<LedgerLine>(
    `select handoff.id as handoff, delivery.message_id, delivery.user_id,
            concat_ws(' ', channel, delivery.state, skip_reason) as line
       from handoff left join delivery on delivery.handoff_id = handoff.id
      where handoff.account_id = $1 order by handoff.id, line`,
    [accountId],
  );
  return Map.groupBy(rows, ({ handoff }) => handoff);
}

serverTest(
  'a program that is killed again and again while it notifies sends every mail, under one Message-ID each, and leaves no handoff without its ledger',
  async () => {
    await using home = await makeHome();
    await using database = await connectTo(home.settings);
    const mailbox = await openMailbox();
    await using _ = { [Symbol.asyncDispose]: () => mailbox.close() };
    const settings = { ...home.settings, SMTP_URL: mailbox.url, ACCESS_TOKEN_SECONDS: '86400' };
    let program = await startProgram(settings);
    await using last = { [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() };
    const account = await foundAccount(program.url, 'acme', 3, { database });
    const { token } = account.owner;
    const handoffIds: string[] = [];
    // A hundred rounds take minutes, and nobody is to be told of one a second time.
    await send(
      program.url,
      token,
      'mutation { updateEscalationPolicy(input: { rungs: [] }) { rungs { audience } } }',
      {},
    );

    for (let round = 1; round <= rounds; round++) {
      const sessionId = await startSession(program.url, token);
      const escalation = {
        ...{ sessionId, engineerNotes: `Round ${round}`, idempotencyKey: `round ${round}` },
        priority: 'URGENT' as const,
      };
      const answer = escalateSession(program.url, token, escalation).catch(() => null);
      await delay(Math.random() * killWithinMs);
      program.kill('SIGKILL');
      await Promise.all([answer, program.exited]);
      program = await startProgram(settings);
      // With the same key: it may have been committed, and only the answer lost.
      handoffIds.push(await escalateSession(program.url, token, escalation));
    }
    await mailsDone(database);

    const ledger = await readLedger(database, account.uuid);
    // On a busy machine this takes minutes, and the owners are told that nobody was reached so far.
    const mails = mailbox
      .unread()
      .filter(({ text, subject }) => text.includes('/handoffs/handoff_') && !/NOBODY REACHED/.test(subject));
    expect(new Set(handoffIds).size).toBe(rounds);
    expect(ledger.size).toBe(rounds + 1);
    for (const lines of ledger.values()) {
      expect(lines.map(({ line }) => line)).toEqual([
        ...Array(3).fill('IN_APP PENDING'),
        ...Array(3).fill('MAIL SENT'),
        'MAIL SKIPPED MAKER',
      ]);
      for (const { message_id } of lines.filter(({ line }) => line === 'MAIL SENT'))
        expect(mails.filter(mail => mail.messageId === message_id).length).toBeGreaterThan(0);
    }
    expect(countMessages(mails)).toBe((rounds + 1) * 3);
    expect(last).toBeDefined();
  },
);

/** How many mails there are when those that came twice count once; each pair of person and escalation has one. */
function countMessages(mails: readonly ReceivedMail[]): number {
  const byContent = Map.groupBy(mails, ({ to, text }) => `${to} ${/handoff_\w+/.exec(text)?.[0]}`);
  for (const same of byContent.values()) expect(new Set(same.map(({ messageId }) => messageId)).size).toBe(1);
  return byContent.size;
}
