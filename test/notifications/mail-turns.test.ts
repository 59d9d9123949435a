import { openBreakableProxy } from '../harness/breakable-proxy.ts';
import { openHarness } from '../harness/harness.ts';
import { openMailbox } from '../harness/mailbox.ts';
import { escalate, startSession } from '../harness/stories.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { SetPolicy } from './ladder-stories.ts';

/** One product for all: the mail server breaks for one test after the other. */
let shared: ReturnType<typeof runProduct> | null = null;

afterAll(async () => await (await shared)?.[Symbol.asyncDispose]());

function useShared(): ReturnType<typeof runProduct> {
  shared ??= runProduct();
  return shared;
}

/** A product with a mail server that can break. */
async function runProduct() {
  const stack = new AsyncDisposableStack();
  const mailbox = stack.adopt(await openMailbox(), opened => opened.close());
  const proxy = stack.use(await openBreakableProxy(mailbox.url));
  const h = stack.use(await openHarness({ SMTP_URL: proxy.url }));
  return { mailbox, proxy, h, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** An account of two, whose mail server works at first. */
async function openStory(product = useShared()) {
  const { mailbox, proxy, h } = await product;
  const { ada, owner } = await h.anAccount({ engineers: ['ada'] });
  const accountId = owner.account.uuid;
  // What the ladder repeats is another test's subject.
  await h.as(owner).run(SetPolicy, {
    input: { rungs: [], claimReminderMinutes: null, claimReleaseMinutes: null },
  });
  const mails = () =>
    h.app.database.query<{ id: string; state: string; attempts: number; job: string }>(
      `select delivery.handoff_id as id, delivery.state, delivery.attempts, job.state as job
         from delivery join jobs.job on job.name = 'escalation-mail' and job.data ->> 'handoffId' = handoff_id::text
        where channel = 'MAIL' and user_id = ? order by delivery.created_at`,
      [owner.uuid],
    );
  const escalateAbout = async (
    problem: string,
    input: Parameters<typeof escalate>[1] = { priority: 'URGENT' },
  ) => await escalate(h.as(ada), { sessionId: await startSession(h.as(ada), { problem }), ...input });
  /** Escalates, and waits until its mail was tried in vain. */
  const escalateInVain = async (problem = 'DNS', input?: Parameters<typeof escalate>[1]) => {
    const before = (await mails()).length;
    await escalateAbout(problem, input);
    await waitFor('the mail to be tried', async () => {
      const waiting = await mails();
      return waiting.length > before && waiting.every(({ attempts, job }) => attempts > 0 && job === 'retry');
    });
  };
  /** Has those that wait for their next try wait for so long from now. */
  const setDue = async (seconds: number) => {
    await h.app.database.query(
      `update jobs.job set start_after = now() + make_interval(secs => ?)
        where name = 'escalation-mail' and state = 'retry' and data ->> 'accountId' = ?`,
      [seconds, accountId],
    );
    h.app.jobs.wake('escalation-mail');
  };
  /** The mails that have arrived, but for the alarm that nobody was reached, which may come when time passes. */
  const received = () =>
    mailbox.unread().filter(mail => mail.to === owner.email && !mail.subject.startsWith('[NOBODY REACHED]'));
  /** The last words of their subjects. */
  const arrived = () => received().map(({ subject }) => subject.split(': ').at(-1));
  const dispose = async () => {
    // As the next test expects it, whatever has become of this one.
    mailbox.turnAway(null);
    proxy.cutAt(null);
    await proxy.restore();
    await h.settled();
    mailbox.clear();
  };
  const ways = { mails, escalateAbout, escalateInVain, setDue, received, arrived };
  return { h, ada, owner, accountId, mailbox, proxy, ...ways, [Symbol.asyncDispose]: dispose };
}

test('a new mail that finds the server back goes after those that wait, and costs none of them an attempt', async () => {
  await using story = await openStory();
  const { h, ada, proxy, mails, escalateInVain, setDue, received } = story;
  await proxy.refuse();
  for (let index = 0; index < 3; index++) await escalateInVain();
  // Those that wait are far from due.
  await setDue(600);
  const before = await mails();

  await proxy.restore();
  await escalate(h.as(ada), { priority: 'URGENT' });
  await waitFor('four mails', () => received().length === 4);
  await h.settled();

  const after = await mails();
  expect(received().map(({ messageId }) => messageId.split('.')[1])).toEqual(after.map(({ id }) => id));
  expect(after.map(({ state }) => state)).toEqual(['SENT', 'SENT', 'SENT', 'SENT']);
  expect(after.map(({ attempts }) => attempts)).toEqual([...before.map(({ attempts }) => attempts + 1), 1]);
});

test('a mail that is tried for the last time is handed over without asking', async () => {
  await using story = await openStory();
  const { h, accountId, proxy, mails, escalateInVain, setDue, received } = story;
  await proxy.refuse();
  await escalateInVain();
  await h.app.database.query(
    `update jobs.job set retry_count = retry_limit - 1
      where name = 'escalation-mail' and state = 'retry' and data ->> 'accountId' = ?`,
    [accountId],
  );

  await proxy.restore();
  await setDue(0);
  await waitFor('the mail', () => received().length === 1);
  await h.settled();

  expect(await mails()).toMatchObject([{ state: 'SENT' }]);
});

test('a digest waits for its turn as well, and what is younger waits for it', async () => {
  await using story = await openStory();
  const { h, accountId, proxy, escalateAbout, escalateInVain, arrived, received } = story;
  await proxy.refuse();
  for (const problem of ['A', 'B', 'C']) await escalateInVain(problem, {});
  for (const problem of ['D', 'E']) await escalateAbout(problem, {});
  const held = async (state: string) => {
    const rows = await h.app.database.query(
      'select from delivery where digest_id is not null and state = ? and account_id = ?',
      [state, accountId],
    );
    return rows.length;
  };
  await waitFor('a digest of two', async () => (await held('PENDING')) === 2);
  await h.passTime(91);
  await waitFor('the digest to be tried', async () => (await held('SENDING')) === 2);

  await proxy.restore();
  await escalateAbout('F');
  await waitFor('five mails', () => received().length === 5);
  await h.settled();

  expect(arrived()).toEqual(['A', 'B', 'C', 'D', 'F']);
  expect(received()[3]?.subject).toContain('2 more escalations wait');
});

test('whoever is asked by name does not wait behind what everybody is told', async () => {
  await using story = await openStory();
  const { h, owner, proxy, escalateAbout, escalateInVain, arrived, received } = story;
  await proxy.refuse();
  for (const problem of ['A', 'B']) await escalateInVain(problem);

  await proxy.restore();
  await escalateAbout('C', { targetUserId: owner.id });
  await waitFor('three mails', () => received().length === 3);
  await h.settled();

  expect(arrived()).toEqual(['C', 'A', 'B']);
});

test('a mail on which the server hangs up holds the next ones up no longer than twice', async () => {
  await using story = await openStory();
  const { h, accountId, proxy, mails, escalateAbout, escalateInVain, setDue, arrived, received } = story;
  proxy.cutAt('Poison');
  await escalateInVain('Poison');
  // As if it were due much later: only the others try it.
  const putOff = async () => {
    await h.app.database.query(
      `update jobs.job set start_after = now() + case
                when data ->> 'handoffId' =
                     (select id::text from handoff where account_id = ? order by created_at limit 1)
                then interval '10 hours' else interval '0' end
        where name = 'escalation-mail' and state = 'retry' and data ->> 'accountId' = ?`,
      [accountId, accountId],
    );
    h.app.jobs.wake('escalation-mail');
  };
  await putOff();
  for (const problem of ['A', 'B', 'C']) await escalateAbout(problem);
  await waitFor('the others', async () => {
    await putOff();
    return received().length === 3;
  });

  expect(arrived()).toEqual(['A', 'B', 'C']);
  await waitFor('the ledger', async () => {
    const states = (await mails()).map(({ state }) => state);
    return states.join(' ') === 'SENDING SENT SENT SENT';
  });

  proxy.cutAt(null);
  await setDue(0);
  await waitFor('the last one', () => received().length === 4);
  await h.settled();
  expect((await mails()).map(({ state }) => state)).toEqual(['SENT', 'SENT', 'SENT', 'SENT']);
});

test('a mail that the server does not like now is no reason for others to wait', async () => {
  // When a server is back, the product hurries what waits, once more half a minute later: not in the midst of this.
  await using product = await runProduct();
  await using story = await openStory(Promise.resolve(product));
  const { h, owner, mailbox, escalateAbout, escalateInVain, setDue, arrived, received } = story;
  mailbox.refuse(owner.email);
  await escalateInVain('A');
  await setDue(3_600);
  mailbox.accept(owner.email);

  await escalateAbout('B');
  await waitFor('a mail', () => received().length === 1);
  await setDue(0);
  await waitFor('two mails', () => received().length === 2);
  await h.settled();

  expect(arrived()).toEqual(['B', 'A']);
});

test('a mail that another has taken in hand, and lost, goes by its own job later', async () => {
  await using story = await openStory();
  const { h, accountId, proxy, mails, escalateInVain, setDue, received } = story;
  await proxy.refuse();
  await escalateInVain();
  await h.app.database.query(
    `update delivery set server_wait = 'TAKEN', updated_at = ? where channel = 'MAIL' and account_id = ?`,
    [h.clock.now(), accountId],
  );
  await proxy.restore();
  const turns = async () => {
    const [job] = await h.app.database.query<{ count: number }>(
      `select retry_count as count from jobs.job
        where name = 'escalation-mail' and state = 'retry' and data ->> 'accountId' = ?`,
      [accountId],
    );
    return job?.count ?? 0;
  };
  const before = await turns();
  // Now, however often it was tried before: no time passes for the one that has taken it.
  await setDue(0);
  await waitFor('its job to leave it', async () => (await turns()) > before);
  expect(received()).toEqual([]);

  // Longer than the pause before any try.
  await h.passTime(1_000);
  await waitFor('the mail', () => received().length === 1);
  await h.settled();
  expect(await mails()).toMatchObject([{ state: 'SENT' }]);
});

for (const code of [554, 421]) {
  test(`when the server turns everybody away with ${code} for a while, all is sent in order afterwards`, async () => {
    await using story = await openStory();
    const { h, mailbox, mails, escalateAbout, escalateInVain, arrived, received } = story;
    mailbox.turnAway(code);
    for (const problem of ['A', 'B']) await escalateInVain(problem);

    mailbox.turnAway(null);
    await escalateAbout('C');
    await waitFor('three mails', () => received().length === 3);
    await h.settled();

    expect(arrived()).toEqual(['A', 'B', 'C']);
    expect((await mails()).map(({ state }) => state)).toEqual(['SENT', 'SENT', 'SENT']);
  });
}
