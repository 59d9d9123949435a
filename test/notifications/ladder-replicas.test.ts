import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../src/app.ts';
import { type ClaimLook, claimQueue } from '../../src/notifications/claim-look.ts';
import { climbRung } from '../../src/notifications/climb-ladder.ts';
import { createLadderFollower } from '../../src/notifications/ladder-follower.ts';
import { ladderQueue, type RungTimer } from '../../src/notifications/rung-timer.ts';
import { watchClaim } from '../../src/notifications/watch-claim.ts';
import type { FollowedEvent } from '../../src/platform/events/followers.ts';
import { followersQueue } from '../../src/platform/events/followers.ts';
import type { JobRun } from '../../src/platform/jobs/jobs.ts';
import { Note } from '../handoffs/documents.ts';
import { openClient } from '../harness/client.ts';
import { cloneDatabase } from '../harness/databases.ts';
import { type Harness, makeClock, openHarness, type Person, password, startApp } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { openMailbox } from '../harness/mailbox.ts';
import { openReplica } from '../harness/replicas.ts';
import { claim, escalate } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { aRung, GetLadder, listFacts, passMinutes, SetPolicy } from './ladder-stories.ts';

/** The data of an account's jobs of one queue, oldest first. */
async function jobsOf<Data>(h: Harness, { account }: Person, queue: string): Promise<Data[]> {
  const rows = await h.app.database.query<{ data: Data }>(
    "select data from jobs.job where name = ? and data ->> 'accountId' = ? order by created_on, id",
    [queue, account.uuid],
  );
  return rows.map(({ data }) => data);
}

/** A run of a timer by hand, as a second process or a second try does it. */
const byHand = ({ app }: Harness): JobRun => ({
  id: crypto.randomUUID(),
  attempt: 1,
  isLastAttempt: false,
  enqueueAll: app.jobs.enqueueAll,
});

const countOf = async (h: Harness, person: Person, wanted: string) =>
  (await listFacts(h, person)).filter(([type]) => type === wanted).length;

test('facts that are followed again, as after a crash, begin no ladder, run or timer a second time', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada));
  await claim(h.as(acme.grace), id);
  const release = 'mutation ($id: ID!) { releaseHandoff(input: { handoffId: $id }) { id } }';
  await h.as(acme.grace).send(release, { id });
  await h.settled();
  const stateOf = () =>
    h.app.database.query('select * from handoff_ladder where account_id = ?', [acme.owner.account.uuid]);
  const [before, timers] = [await stateOf(), await jobsOf(h, acme.owner, ladderQueue)];
  const events = await jobsOf<FollowedEvent>(h, acme.owner, followersQueue);
  const follower = createLadderFollower(h.app.tools);

  await follower.follow(events);
  // And in the wrong order, as two replicas may hand them over.
  for (const event of [...events].reverse()) await follower.follow([event]);

  expect(events).toHaveLength(3);
  expect(before).toMatchObject([{ run: 2, rung: 0 }]);
  expect(await stateOf()).toEqual(before);
  expect(await jobsOf(h, acme.owner, ladderQueue)).toEqual(timers);
});

test('an escalation that is followed late has the ladder of the moment it was made', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const owner = h.as(acme.owner);
  const { id } = await escalate(h.as(acme.ada));
  await h.settled();
  const events = await jobsOf<FollowedEvent>(h, acme.owner, followersQueue);
  for (const minutes of [7, 8]) {
    h.clock.advance(1);
    await owner.run(SetPolicy, { input: { rungs: [aRung('OWNERS', minutes)] } });
  }
  const query = 'delete from handoff_ladder where account_id = ?';
  await h.app.database.query(query, [acme.owner.account.uuid]);

  await createLadderFollower(h.app.tools).follow(events);

  expect((await owner.run(GetLadder, { id })).handoff?.ladder).toMatchObject({
    rungCount: 2,
    nextAudience: 'EVERYONE',
  });
});

test('whatever order its facts are followed in, a released escalation is on its second run', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada));
  await claim(h.as(acme.grace), id);
  const release = 'mutation ($id: ID!) { releaseHandoff(input: { handoffId: $id }) { id } }';
  await h.as(acme.grace).send(release, { id });
  await h.settled();
  const events = await jobsOf<FollowedEvent>(h, acme.owner, followersQueue);
  await h.app.database.query('delete from handoff_ladder where account_id = ?', [acme.owner.account.uuid]);

  for (const event of [...events].reverse()) await createLadderFollower(h.app.tools).follow([event]);

  const rows = await h.app.database.query('select run, rung from handoff_ladder where account_id = ?', [
    acme.owner.account.uuid,
  ]);
  expect(rows).toEqual([{ run: 2, rung: 0 }]);
});

test('a timer that is run again climbs no rung twice, and an idle claim is reminded of and released once', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada));
  await passMinutes(h, 10);

  const [timer] = await jobsOf<RungTimer>(h, acme.owner, ladderQueue);
  if (timer === undefined) throw new Error('there is no timer');
  await climbRung(h.app.tools, timer, byHand(h));
  await claim(h.as(acme.grace), id);
  await passMinutes(h, 30);
  const [look] = await jobsOf<ClaimLook>(h, acme.owner, claimQueue);
  if (look === undefined) throw new Error('there is no look');
  await watchClaim(h.app.tools, look, byHand(h));
  await passMinutes(h, 15);
  await watchClaim(h.app.tools, look, byHand(h));
  await h.settled();

  expect((await listFacts(h, acme.owner)).map(([type]) => type)).toEqual([
    'escalation.created',
    'escalation.ladder_climbed',
    'escalation.claimed',
    'escalation.claim_idle',
    'escalation.released',
  ]);
});

serverTest('of many that climb the same rung at once, on two replicas, one does', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  await using other = await openReplica(h, { SMTP_URL: h.mailbox.url });
  for (let count = 0; count < 5; count++) await escalate(h.as(acme.ada));
  await h.settled();
  const timers = await jobsOf<RungTimer>(h, acme.owner, ladderQueue);
  h.clock.advance(600);

  const climbs = timers.flatMap(timer =>
    [h.app, other.app, h.app, other.app].map(({ tools }) => climbRung(tools, timer, byHand(h))),
  );
  await Promise.all(climbs);
  await passMinutes(h, 0);

  expect(timers).toHaveLength(5);
  expect(await countOf(h, acme.owner, 'escalation.ladder_climbed')).toBe(5);
  expect(await jobsOf(h, acme.owner, 'notify-people')).toHaveLength(5);
  // One for the first rung and one for the second of each.
  expect(await jobsOf(h, acme.owner, ladderQueue)).toHaveLength(10);
  expect(other.logBook.unexpectedErrors()).toEqual([]);
});

serverTest('a rung and a claim at the same moment: the rung comes first, or not at all', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const made = [];
  for (let count = 0; count < 8; count++) made.push(await escalate(h.as(acme.ada)));
  await h.settled();
  const timers = await jobsOf<RungTimer>(h, acme.owner, ladderQueue);
  h.clock.advance(600);

  await Promise.all([
    ...made.map(({ id }) => claim(h.as(acme.grace), id)),
    ...timers.map(timer => climbRung(h.app.tools, timer, byHand(h))),
  ]);

  const claimed = new Set<unknown>();
  const late: unknown[] = [];
  for (const { type, payload } of await h.app.eventLog.read(acme.owner.account.uuid, 0, 100)) {
    if (type === 'escalation.claimed') claimed.add(payload.handoffId);
    if (type === 'escalation.ladder_climbed' && claimed.has(payload.handoffId)) late.push(payload.handoffId);
  }
  expect(claimed.size).toBe(8);
  expect(late).toEqual([]);
});

serverTest(
  'a sign of work at the moment of the release keeps the claim, or comes too late; never both',
  async () => {
    await using h = await openHarness();
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
    const made = [];
    for (let count = 0; count < 6; count++) made.push(await escalate(h.as(acme.ada)));
    for (const { id } of made) await claim(h.as(acme.grace), id);
    await passMinutes(h, 30);
    const looks = (await jobsOf<ClaimLook>(h, acme.owner, claimQueue)).filter(({ look }) => look === 1);
    h.clock.advance(900);

    const outcomes = await Promise.all([
      ...made.map(({ session }) =>
        h
          .as(acme.grace)
          .run(Note, { input: { sessionId: session.id, text: 'On it' } })
          .then(
            () => 'worked',
            () => 'refused',
          ),
      ),
      ...looks.map(look => watchClaim(h.app.tools, look, byHand(h)).then(() => 'looked')),
    ]);

    expect(looks).toHaveLength(6);
    const worked = outcomes.filter(outcome => outcome === 'worked').length;
    const released = await countOf(h, acme.owner, 'escalation.released');
    expect(worked + released).toBe(6);
  },
);

serverTest('the time goes on while no process runs, and who starts then climbs one rung', async () => {
  const [database, mailbox, logBook, clock] = [
    await cloneDatabase(),
    await openMailbox(),
    openLogBook(),
    makeClock(),
  ];
  const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-restart-'));
  const start = () =>
    startApp(
      database,
      { DATA_DIR: folder, SMTP_URL: mailbox.url, ACCESS_TOKEN_SECONDS: '86400' },
      { clock },
      logBook,
    );
  const before = await start();
  const account = `accountName: "Acme", name: "Ada", email: "ada@restart.example", password: "${password}"`;
  const nobody = openClient({ url: before.url, token: null, countReaders: () => 0 });
  const { data } = await nobody.send<{
    register: { accessToken: string; user: { account: { id: string } } };
  }>(`mutation { register(input: { ${account} }) { accessToken user { account { id } } } }`);
  const token = data?.register.accessToken ?? '';
  const { id } = await escalate(openClient({ url: before.url, token, countReaders: () => 0 }));
  const isDone = (app: App) => async () => (await app.jobs.countUnfinished()) === 0;
  await waitFor('the ladder', isDone(before));
  await before.close();

  clock.advance(3_600);
  const after = await start();
  await after.database.query("update jobs.job set start_after = start_after - interval '1 hour'");
  const client = openClient({ url: after.url, token, countReaders: () => 0 });
  const ladderOf = async () => (await client.run(GetLadder, { id })).handoff?.ladder;
  const ladder = await waitFor('the first rung', async () => {
    const found = await ladderOf();
    return found?.rung === 1 ? found : null;
  });
  await waitFor('what follows from it', isDone(after));

  const left = Date.parse(ladder.nextAt ?? '') - clock.now().getTime();
  expect(left).toBeGreaterThan(9 * 60_000);
  expect(await ladderOf()).toEqual(ladder);
  expect(logBook.unexpectedErrors()).toEqual([]);
  await after.close();
  await mailbox.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});
