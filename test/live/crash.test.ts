import type { Client } from 'pg';
import { openMailbox } from '../harness/mailbox.ts';
import { afterAll, expect, redisUrl, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { makeHome, type Program, removeMigratedFolder, startProgram } from '../serving/program.ts';
import {
  connectTo,
  escalateSession,
  foundAccount,
  headOf,
  missedBy,
  startSession,
  withdrawEscalation,
} from './bulk-events.ts';
import { metricOf } from './probed-program.ts';
import { openRawStream, type RawStream } from './raw-streams.ts';
import { openTrap } from './trap.ts';

/** kill -9 at the worst moment: what was committed reaches everybody, and is done once. */

const notes = 'The disk of the mail server makes a noise';

afterAll(removeMigratedFolder);

const opened = (stream: RawStream) => waitFor('the stream', () => stream.cursor !== null);
const shown = (stream: RawStream, events: number) =>
  waitFor(
    `${events} events`,
    () => stream.eventCount >= events,
    () => `There are ${stream.eventCount}.`,
  );

/** Waits until there is nothing to do about any escalation. */
async function jobsDone(database: Client): Promise<void> {
  let left: unknown[] = [];
  await waitFor(
    'every job to be done',
    async () => {
      const { rows } = await database.query(
        `select name, state from jobs.job
          where state in ('created', 'retry', 'active')
            and name in ('event-followers', 'notify-people', 'escalation-mail', 'assessment')`,
      );
      left = rows;
      return rows.length === 0;
    },
    () => JSON.stringify(left),
  );
}

/** An operation of which the program dies; whether it still answers is left to chance. */
async function dieOf(program: Program, operation: Promise<unknown>): Promise<void> {
  await operation.catch(() => {});
  expect(await program.exited).toMatchObject({ signal: 'SIGKILL' });
}

/** Kills a replica that is about to say what it has committed, and sees what the streams of another one get. */
async function killBeforeTheHint(settings: Record<string, string>, trapped: string): Promise<void> {
  await using home = await makeHome();
  const all = { ...home.settings, ...settings };
  await using trap = await openTrap(all[trapped] ?? '');
  await using doomed = await startProgram({ ...all, [trapped]: trap.url });
  await using other = await startProgram(all);
  await using database = await connectTo(home.settings);
  const account = await foundAccount(doomed.url, 'acme', 1, { database });
  const { uuid, owner, people } = account;
  const token = people[1]?.token ?? '';
  using stays = openRawStream({ url: other.url, token, after: null });
  using breaks = openRawStream({ url: doomed.url, token, after: null });
  await Promise.all([stays, breaks].map(opened));

  trap.arm({ said: `${uuid}:`, answered: null, spring: () => doomed.kill('SIGKILL') });
  // Nothing follows from this: a job of another replica would tell of its own event, and so of this one.
  await dieOf(doomed, withdrawEscalation(doomed.url, account));
  await shown(stays, 1);
  await waitFor('the stream to break', () => breaks.isClosed);
  using back = openRawStream({ url: other.url, token, after: breaks.cursor });
  await shown(back, 1);
  const repairs = await metricOf(other.url, 'sweep_repairs_total');
  const next = await startSession(other.url, owner.token);
  await escalateSession(other.url, owner.token, { sessionId: next, engineerNotes: notes });
  // The escalation, and its assessment.
  await Promise.all([stays, back].map(stream => shown(stream, 3)));

  // By the sweep; or by the hint of what followed from the event, should that have been quicker.
  expect(repairs).toBeLessThanOrEqual(1);
  for (const stream of [stays, back]) {
    expect(stream).toMatchObject({ eventCount: 3, strays: [], isClosed: false });
    expect(await missedBy(database, { uuid }, stream.gaps)).toEqual([]);
  }
  expect(breaks.isComplete).toBe(false);
}

serverTest('a replica that is killed between the commit and the notification takes nothing along', () =>
  killBeforeTheHint({}, 'DATABASE_URL'),
);

const redis = redisUrl;
if (redis === null) test.skip('a replica that is killed before its hint (needs a Redis server)', () => {});
else
  serverTest('a replica that is killed between the commit and the hint on Redis takes nothing along', () =>
    killBeforeTheHint({ REDIS_URL: redis }, 'REDIS_URL'),
  );

serverTest(
  'what a program had committed when it was killed is done once by the next one: the event, the mail, the answer',
  async () => {
    await using home = await makeHome();
    await using trap = await openTrap(home.settings.DATABASE_URL ?? '');
    const mailbox = await openMailbox();
    await using _ = { [Symbol.asyncDispose]: () => mailbox.close() };
    const settings = { ...home.settings, SMTP_URL: mailbox.url };
    await using doomed = await startProgram({ ...settings, DATABASE_URL: trap.url });
    await using database = await connectTo(home.settings);
    const account = await foundAccount(doomed.url, 'acme', 1, { database });
    const [owner, engineer] = account.people;
    if (owner === undefined || engineer === undefined) throw new Error('nobody is there');
    const sessionId = await startSession(doomed.url, owner.token);
    const before = await headOf(database, account);
    const escalation = { sessionId, engineerNotes: notes, idempotencyKey: 'the same key' };

    // One that was being done when the program died would only be done again when its time is over.
    await jobsDone(database);

    trap.arm({ said: notes, answered: 'COMMIT\0', spring: () => doomed.kill('SIGKILL') });
    await dieOf(doomed, escalateSession(doomed.url, owner.token, escalation));
    const after = await headOf(database, account);
    await using next = await startProgram(settings);
    using stream = openRawStream({ url: next.url, token: engineer.token, after: before });
    const handoffId = await escalateSession(next.url, owner.token, escalation);
    await shown(stream, 1);
    const second = await startSession(next.url, owner.token);
    const secondId = await escalateSession(next.url, owner.token, {
      sessionId: second,
      engineerNotes: notes,
    });
    // Each with its assessment, also the one whose program died.
    await shown(stream, 4);
    await jobsDone(database);

    expect(after.seq).toBe(before.seq + 1);
    expect(secondId).not.toBe(handoffId);
    expect(stream).toMatchObject({ eventCount: 4, strays: [], isClosed: false });
    expect(await missedBy(database, account, stream.gaps)).toEqual([]);
    const mails = mailbox.unread().filter(({ to, text }) => to === engineer.email && text.includes(notes));
    expect(mails).toHaveLength(2);
    for (const id of [handoffId, secondId])
      expect(mails.filter(({ text }) => text.includes(id))).toHaveLength(1);
  },
);
