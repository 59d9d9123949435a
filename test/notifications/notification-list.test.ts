import { createInProductJobs, keptLinesMax } from '../../src/notifications/in-product.jobs.ts';
import { SetRole } from '../handoffs/documents.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { claim, escalate } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { MarkRead, Notifications } from './in-product-operations.ts';

/** An account in which somebody was told of so many escalations. */
async function anAccountWithLines(h: Harness, count: number) {
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'], viewers: ['rex'] });
  for (let made = 0; made < count; made++) await escalate(h.as(acme.ada));
  await h.settled();
  const { notifications } = await h.as(acme.grace).run(Notifications, {});
  return { ...acme, lines: notifications.nodes.map(({ id }) => id) };
}

const readTwo = async (h: Harness, person: Person, after: string | null | undefined) =>
  (await h.as(person).run(Notifications, { first: 2, after })).notifications;

const read = (h: Harness, person: Person, input: { ids?: string[]; upTo?: string }) =>
  h
    .as(person)
    .run(MarkRead, { input })
    .catch(error => error);

test('the list is newest first, in pages, and tells of the escalation as it is now and of who did it', async () => {
  await using h = await openHarness();
  const { ada, grace, lines } = await anAccountWithLines(h, 5);
  const pages: string[] = [];
  let after: string | null | undefined;
  for (let page = 0; page < 3; page++) {
    const { nodes, pageInfo } = await readTwo(h, grace, after);
    pages.push(...nodes.map(({ id }) => id));
    after = pageInfo.endCursor;
  }
  await claim(
    h.as(grace),
    (await h.as(grace).run(Notifications, {})).notifications.nodes[0]?.handoff.id ?? '',
  );

  const { notifications } = await h.as(grace).run(Notifications, {});

  expect(pages).toEqual(lines);
  expect(lines).toHaveLength(5);
  expect([...lines].sort().reverse()).toEqual(lines);
  expect(notifications).toMatchObject({ unreadCount: 5, totalCount: 5 });
  expect(notifications.nodes[0]).toMatchObject({
    kind: 'ESCALATION_CREATED',
    readAt: null,
    actor: { id: ada.id, name: 'Ada' },
    handoff: { state: 'CLAIMED' },
  });
});

test('marking is by ids or up to a line, and once more changes nothing', async () => {
  await using h = await openHarness();
  const { grace, lines } = await anAccountWithLines(h, 5);
  const [newest = '', second = '', third = '', , oldest = ''] = lines;

  const answers = [
    await read(h, grace, { ids: [newest, newest] }),
    await read(h, grace, { ids: [newest] }),
    await read(h, grace, { upTo: third }),
    await read(h, grace, { upTo: third, ids: [oldest] }),
  ];
  const first = await h.as(grace).run(Notifications, { unreadOnly: true });
  h.clock.advance(60);
  const all = await read(h, grace, { upTo: newest });

  expect(answers).toEqual([4, 4, 1, 1].map(unreadCount => ({ markNotificationsRead: { unreadCount } })));
  expect(first.notifications.nodes.map(({ id }) => id)).toEqual([second]);
  expect(first.notifications).toMatchObject({ unreadCount: 1, totalCount: 1 });
  expect(all).toEqual({ markNotificationsRead: { unreadCount: 0 } });
  const { notifications } = await h.as(grace).run(Notifications, {});
  const times = notifications.nodes.map(({ readAt }) => readAt);
  expect(times.every(time => time !== null)).toBe(true);
  // What was read stays read at the time it was.
  expect(Date.parse(String(times[1])) - Date.parse(String(times[0]))).toBeGreaterThan(50_000);
});

test('somebody else’s line is not found, nothing is marked then, and bad input says what is wrong', async () => {
  await using h = await openHarness();
  const acme = await anAccountWithLines(h, 2);
  const globex = await anAccountWithLines(h, 1);
  const [own = '', other = ''] = acme.lines;
  const owners = (await h.as(acme.owner).run(Notifications, {})).notifications.nodes[0]?.id ?? '';
  const missing = 'notification_01h455vb4pex5vsknk084sn02q';

  const refused = {
    colleagues: await read(h, acme.grace, { ids: [own, owners] }),
    foreign: await read(h, acme.grace, { ids: globex.lines }),
    foreignUpTo: await read(h, acme.grace, { upTo: globex.lines[0] }),
    colleaguesUpTo: await read(h, acme.grace, { ids: [own], upTo: owners }),
    missing: await read(h, acme.grace, { ids: [missing] }),
    nothing: await read(h, acme.grace, {}),
    tooMany: await read(h, acme.grace, { ids: Array.from({ length: 101 }, () => own) }),
    notAnId: await read(h, acme.grace, { ids: ['handoff_01h455vb4pex5vsknk084sn02q'] }),
  };

  const notFound = (field: string) => ({ code: 'NOT_FOUND', field });
  const badInput = { code: 'BAD_USER_INPUT', field: 'input.ids' };
  expect(refused).toMatchObject({
    colleagues: notFound('input.ids'),
    foreign: notFound('input.ids'),
    foreignUpTo: notFound('input.upTo'),
    colleaguesUpTo: notFound('input.upTo'),
    missing: notFound('input.ids'),
    nothing: badInput,
    tooMany: badInput,
    notAnId: badInput,
  });
  expect((await h.as(acme.grace).run(Notifications, {})).notifications.unreadCount).toBe(2);
  expect(await read(h, acme.grace, { ids: [own, other] })).toEqual({
    markNotificationsRead: { unreadCount: 0 },
  });
});

test('a line is a node for the one it was made for, and for nobody else', async () => {
  await using h = await openHarness();
  const { owner, grace, rex, lines } = await anAccountWithLines(h, 1);
  const query = 'query ($id: ID!) { node(id: $id) { id ... on Notification { text handoff { state } } } }';
  const ask = (person: Person) => h.as(person).send(query, { id: lines[0] });

  expect((await ask(grace)).data).toEqual({
    node: {
      id: lines[0],
      text: 'Ada escalated “Outlook cannot connect”',
      handoff: { state: 'OPEN' },
    },
  });
  for (const other of [owner, rex]) {
    expect((await ask(other)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  }
});

test('whoever becomes a VIEWER sees none of their lines, and has them back with the role', async () => {
  await using h = await openHarness();
  const { owner, grace, lines } = await anAccountWithLines(h, 2);
  const setRole = (role: 'VIEWER' | 'ENGINEER') =>
    h.as(owner).run(SetRole, { input: { userId: grace.id, role } });

  await setRole('VIEWER');
  const without = (await h.as(grace).run(Notifications, {})).notifications;
  const refused = await read(h, grace, { ids: lines });
  const refusedAll = await read(h, grace, { upTo: lines[0] });
  await setRole('ENGINEER');

  expect(without).toMatchObject({ unreadCount: 0, totalCount: 0, nodes: [] });
  expect([refused, refusedAll]).toMatchObject([{ code: 'NOT_FOUND' }, { code: 'NOT_FOUND' }]);
  expect((await h.as(grace).run(Notifications, {})).notifications.unreadCount).toBe(2);
});

serverTest('two tabs that mark the same lines at once both succeed', async () => {
  await using h = await openHarness();
  const { grace, lines } = await anAccountWithLines(h, 6);
  const [newest = ''] = lines;

  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, tab) =>
      read(h, grace, tab % 2 === 0 ? { upTo: newest } : { ids: [...lines].reverse() }),
    ),
  );

  expect(answers).toEqual(answers.map(() => ({ markNotificationsRead: { unreadCount: 0 } })));
});

/** Runs what runs every hour. */
async function prune(h: Harness): Promise<void> {
  const job = createInProductJobs(h.app.tools).find(({ queue }) => queue === 'notification-pruning');
  await job?.run({}, { id: 'an hour', attempt: 0, isLastAttempt: true, enqueueAll: async () => {} });
}

test('lines are kept for 90 days, and a thousand of a person', async () => {
  await using h = await openHarness({});
  const { owner, grace } = await anAccountWithLines(h, 2);
  const total = async (person: Person) =>
    (await (await h.renew(person)).run(Notifications, {})).notifications.totalCount;
  const copy = (count: number) =>
    h.app.database.query(
      `insert into notification (account_id, id, user_id, handoff_id, kind, occasion, actor_id, facts, created_at)
       select account_id, gen_random_uuid(), user_id, handoff_id, kind, gen_random_uuid(), actor_id, facts,
              created_at - make_interval(secs => number)
         from notification, generate_series(1, ?) as number where user_id = ? and read_at is null
        order by number, id limit ?`,
      [count, grace.uuid, count],
    );

  await copy(keptLinesMax + 5);
  const newest = (await h.as(grace).run(Notifications, { first: 2 })).notifications.nodes;
  await prune(h);
  const kept = [await total(grace), await total(owner)];
  const stillNewest = (await h.as(grace).run(Notifications, { first: 2 })).notifications.nodes;
  h.clock.advance(89 * 86_400);
  await prune(h);
  const soon = [await total(grace), await total(owner)];
  h.clock.advance(2 * 86_400);
  await prune(h);
  const late = [await total(grace), await total(owner)];

  expect(kept).toEqual([keptLinesMax, 2]);
  expect(stillNewest).toEqual(newest);
  expect(soon).toEqual(kept);
  expect(late).toEqual([0, 0]);
});
