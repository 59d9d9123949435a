import { createInProductFollower } from '../../src/notifications/add-notifications.ts';
import type { FollowedEvent } from '../../src/platform/events/followers.ts';
import { Complete, Deactivate, Release, Return, SetRole, Withdraw } from '../handoffs/documents.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { claim, escalate, startSession } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { kindsOf, linesOf } from './in-product-operations.ts';

const staff = {
  admins: ['mia'],
  engineers: ['ada', 'grace', 'linus', 'gone'],
  viewers: ['rex'],
} as const;

/** The facts of an account as its followers were given them, from the queue that keeps what is done. */
async function factsOf(h: Harness, { account }: Person): Promise<FollowedEvent[]> {
  const jobs = await h.app.database.query<{ data: FollowedEvent }>(
    "select data from jobs.job where name = 'event-followers' and data ->> 'accountId' = ? order by created_on, id",
    [account.uuid],
  );
  return jobs.map(({ data }) => data);
}

/** Every line of an account: who has which kind. */
async function everyLine(h: Harness, { account }: Person): Promise<string[]> {
  const rows = await h.app.database.query<{ name: string; kind: string }>(
    `select person.name, line.kind from notification line
       join app_user person on person.account_id = line.account_id and person.id = line.user_id
      where line.account_id = ? order by line.created_at, line.kind, person.name`,
    [account.uuid],
  );
  return rows.map(({ name, kind }) => `${name} ${kind}`);
}

test('a new escalation is a line for everybody who handles escalations, but its maker; who was asked for is told so', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount(staff);
  await h.as(acme.owner).run(Deactivate, { input: { userId: acme.gone.id } });
  const sessionId = await startSession(h.as(acme.ada), { problem: 'Printer on fire', ticketRef: 'T-1' });

  await escalate(h.as(acme.ada), { sessionId, priority: 'URGENT', targetUserId: acme.linus.id });

  const told = ['ESCALATION_CREATED', 'URGENT: Ada escalated T-1 “Printer on fire”'];
  expect(await linesOf(h, acme.owner)).toEqual([told]);
  expect(await linesOf(h, acme.mia)).toEqual([told]);
  expect(await linesOf(h, acme.grace)).toEqual([told]);
  expect(await linesOf(h, acme.linus)).toEqual([
    ['ESCALATION_TARGETED', 'URGENT: Ada asks for you: T-1 “Printer on fire”'],
  ]);
  expect(await linesOf(h, acme.rex)).toEqual([]);
  expect(await everyLine(h, acme.owner)).toEqual([
    'Grace ESCALATION_CREATED',
    'Mia ESCALATION_CREATED',
    'Owner ESCALATION_CREATED',
    'Linus ESCALATION_TARGETED',
  ]);
});

test('when it is claimed, those who had been notified get one line, and only they, and not the claimer', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount(staff);
  const { id } = await escalate(h.as(acme.ada), { targetUserId: acme.linus.id });
  await h.settled();
  const [late] = await h.addPeople(acme.owner.account, ['late']);
  if (late === undefined) throw new Error('nobody was added');
  await h.as(acme.owner).run(SetRole, { input: { userId: acme.mia.id, role: 'VIEWER' } });

  await claim(h.as(acme.grace), id);

  expect(await linesOf(h, acme.linus)).toEqual([
    ['ESCALATION_TARGETED', 'Ada asks for you: “Outlook cannot connect”'],
    ['ESCALATION_TAKEN', 'Taken by Grace: “Outlook cannot connect”'],
  ]);
  expect(await kindsOf(h, acme.owner)).toEqual(['ESCALATION_CREATED', 'ESCALATION_TAKEN']);
  expect(await kindsOf(h, acme.grace)).toEqual(['ESCALATION_CREATED']);
  expect(await linesOf(h, acme.ada)).toEqual([
    ['ESCALATION_CLAIMED', 'Grace took your escalation “Outlook cannot connect”'],
  ]);
  expect(await kindsOf(h, late)).toEqual([]);
  // Nobody who handles escalations any more: what was said before is not shown either.
  expect(await kindsOf(h, acme.mia)).toEqual([]);
  expect(await everyLine(h, acme.owner)).not.toContain('Mia ESCALATION_TAKEN');
});

test('every claim and every release is told once each, to those who had the first line and to the maker', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus'] });
  const { id } = await escalate(h.as(acme.ada));
  await h.settled();
  await claim(h.as(acme.grace), id);
  await h.as(acme.grace).run(Release, { input: { handoffId: id, reason: 'Lunch' } });
  await claim(h.as(acme.linus), id);

  expect(await kindsOf(h, acme.owner)).toEqual([
    'ESCALATION_CREATED',
    'ESCALATION_TAKEN',
    'ESCALATION_RELEASED',
    'ESCALATION_TAKEN',
  ]);
  expect(await linesOf(h, acme.grace)).toEqual([
    ['ESCALATION_CREATED', 'Ada escalated “Outlook cannot connect”'],
    ['ESCALATION_TAKEN', 'Taken by Linus: “Outlook cannot connect”'],
  ]);
  expect(await linesOf(h, acme.ada)).toEqual([
    ['ESCALATION_CLAIMED', 'Grace took your escalation “Outlook cannot connect”'],
    ['ESCALATION_RELEASED', 'Grace put back into the queue: “Outlook cannot connect”. Lunch'],
    ['ESCALATION_CLAIMED', 'Linus took your escalation “Outlook cannot connect”'],
  ]);
});

test('a return is told to the maker with the guidance, a withdrawal to those who were notified, completion to the maker', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const [ada, grace] = [h.as(acme.ada), h.as(acme.grace)];
  const first = await escalate(ada);
  await h.settled();
  await claim(grace, first.id);
  await grace.run(Return, { input: { handoffId: first.id, guidance: 'Clear the ARP cache' } });
  const sessionId = first.session.id;
  const second = await escalate(ada, { sessionId });
  await h.settled();
  await ada.run(Withdraw, { input: { handoffId: second.id, reason: 'Found it' } });
  const third = await escalate(ada, { sessionId });
  await h.settled();
  await claim(grace, third.id);
  await grace.run(Complete, { input: { sessionId, outcome: 'RESOLVED' } });

  const about = '“Outlook cannot connect”';
  expect(await linesOf(h, acme.ada)).toEqual([
    ['ESCALATION_CLAIMED', `Grace took your escalation ${about}`],
    ['ESCALATION_RETURNED', `Grace returned your escalation ${about}. Clear the ARP cache`],
    ['ESCALATION_CLAIMED', `Grace took your escalation ${about}`],
    ['ESCALATION_RESOLVED', `Grace completed your escalation ${about}`],
  ]);
  expect(await linesOf(h, acme.grace)).toEqual([
    ['ESCALATION_CREATED', `Ada escalated ${about}`],
    ['ESCALATION_CREATED', `Ada escalated ${about}`],
    ['ESCALATION_WITHDRAWN', `Ada withdrew ${about}. Found it`],
    ['ESCALATION_CREATED', `Ada escalated ${about}`],
  ]);
  expect((await kindsOf(h, acme.owner)).filter(kind => kind === 'ESCALATION_TAKEN')).toHaveLength(2);
});

test('parking is told to nobody', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });

  await escalate(h.as(acme.ada), { intent: 'PARK' });

  await h.settled();
  expect(await everyLine(h, acme.owner)).toEqual([]);
});

test('facts that are followed again, as after a crash, add no line and no event', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada));
  await h.settled();
  await claim(h.as(acme.grace), id);
  await h.as(acme.grace).run(Release, { input: { handoffId: id } });
  await h.settled();
  const before = await everyLine(h, acme.owner);
  const log = await h.app.eventLog.read(acme.owner.account.uuid, 0, 100);

  const facts = await factsOf(h, acme.owner);
  await createInProductFollower(h.app.tools).follow(facts);
  await createInProductFollower(h.app.tools).follow([...facts].reverse());

  expect(facts.map(({ type }) => type)).toEqual([
    'escalation.created',
    'escalation.claimed',
    'escalation.released',
  ]);
  expect(before).toHaveLength(6);
  expect(await everyLine(h, acme.owner)).toEqual(before);
  expect(await h.app.eventLog.read(acme.owner.account.uuid, 0, 100)).toEqual(log);
});

test('what was claimed before anybody could be told is told to its maker alone', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const { id } = await escalate(h.as(acme.ada));
  await h.settled();
  const facts = await factsOf(h, acme.owner);
  await claim(h.as(acme.grace), id);
  await h.settled();
  for (const table of ['notification', 'delivery'])
    await h.app.database.query(`delete from ${table} where account_id = ?`, [acme.owner.account.uuid]);

  await createInProductFollower(h.app.tools).follow([...facts, ...(await factsOf(h, acme.owner))]);

  expect(await everyLine(h, acme.owner)).toEqual(['Ada ESCALATION_CLAIMED']);
});

test('facts of several accounts that are followed together reach the people of their own account alone', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const globex = await h.anAccount({ engineers: ['eve', 'bob'] });
  await escalate(h.as(acme.ada));
  await escalate(h.as(globex.eve));
  await escalate(h.as(globex.bob));
  await h.settled();
  const facts = [...(await factsOf(h, acme.owner)), ...(await factsOf(h, globex.owner))];
  await h.app.database.query('delete from notification where account_id in (?, ?)', [
    acme.owner.account.uuid,
    globex.owner.account.uuid,
  ]);
  const heads = () =>
    Promise.all(
      [acme, globex].map(async ({ owner }) =>
        (await h.app.eventLog.read(owner.account.uuid, 0, 100)).filter(
          ({ type }) => type === 'notification.added',
        ),
      ),
    );
  const before = await heads();

  await createInProductFollower(h.app.tools).follow(facts);

  expect(await everyLine(h, acme.owner)).toEqual(['Grace ESCALATION_CREATED', 'Owner ESCALATION_CREATED']);
  expect(await everyLine(h, globex.owner)).toEqual([
    'Bob ESCALATION_CREATED',
    'Owner ESCALATION_CREATED',
    'Eve ESCALATION_CREATED',
    'Owner ESCALATION_CREATED',
  ]);
  const added = (await heads()).map((events, index) => events.slice(before[index]?.length));
  // One event for a batch and account; a second one for the owner's second line.
  expect(added.map(events => events.map(({ payload }) => (payload.lines as unknown[]).length))).toEqual([
    [2],
    [3, 1],
  ]);
});

serverTest(
  'however claims and first lines race, who has a first line, or a mail, is told that it was taken',
  async () => {
    await using h = await openHarness();
    h.mailbox.ignoreAll();
    const acme = await h.anAccount({ engineers: ['ada', 'grace', 'linus', 'bob'] });
    const rounds = 12;

    for (let round = 0; round < rounds; round++) {
      const { id } = await escalate(h.as(acme.ada));
      const fact = await waitFor('the fact of the new escalation', async () => {
        const created = (await factsOf(h, acme.owner)).filter(({ type }) => type === 'escalation.created');
        return created[round];
      });
      await Promise.all([
        createInProductFollower(h.app.tools).follow([fact]),
        claim(h.as(acme.grace), id),
        createInProductFollower(h.app.tools).follow(await factsOf(h, acme.owner)),
      ]);
    }
    await h.settled();

    const odd = await h.app.database.query(
      `select first.handoff_id, first.user_id from notification first
      where first.account_id = ? and first.kind = 'ESCALATION_CREATED' and first.user_id <> ?
        and (select count(*) from notification taken
              where taken.account_id = first.account_id and taken.handoff_id = first.handoff_id
                and taken.user_id = first.user_id and taken.kind = 'ESCALATION_TAKEN') <> 1`,
      [acme.owner.account.uuid, acme.grace.uuid],
    );
    const orphans = await h.app.database.query(
      `select taken.handoff_id from notification taken
      where taken.account_id = ? and taken.kind = 'ESCALATION_TAKEN' and not exists (
        select from notification first where first.account_id = taken.account_id
           and first.handoff_id = taken.handoff_id and first.user_id = taken.user_id
           and first.kind = 'ESCALATION_CREATED')
        and not exists (
        select from delivery mailed where mailed.account_id = taken.account_id
           and mailed.handoff_id = taken.handoff_id and mailed.user_id = taken.user_id and mailed.sent_at is not null)`,
      [acme.owner.account.uuid],
    );
    expect({ odd, orphans }).toEqual({ odd: [], orphans: [] });
    expect((await everyLine(h, acme.owner)).filter(line => line === 'Ada ESCALATION_CLAIMED')).toHaveLength(
      rounds,
    );
  },
);
