import { openHarness } from '../harness/harness.ts';
import { claim, escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import {
  completeSession,
  findProblems,
  listSessions,
  parkSession,
  startSession,
} from './session-operations.ts';

test('the newest session comes first', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  for (const problem of ['First', 'Second', 'Third']) {
    await startSession(h.as(acme.ada), { problem });
    h.clock.advance(1);
  }

  expect(await findProblems(h.as(acme.ada))).toEqual(['Third', 'Second', 'First']);
});

test('MINE are the sessions somebody opened or has, ACCOUNT those of everybody; MINE unless told', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  const [ada, grace, owner] = [h.as(acme.ada), h.as(acme.grace), h.as(acme.owner)];
  const claimed = await startSession(ada, { problem: 'Opened by Ada, with Grace' });
  await claim(grace, (await escalate(ada, { sessionId: claimed.id })).id);
  h.clock.advance(1);
  await startSession(grace, { problem: 'Grace alone' });

  const all = ['Grace alone', 'Opened by Ada, with Grace'];
  expect(await findProblems(ada)).toEqual(['Opened by Ada, with Grace']);
  expect(await findProblems(grace)).toEqual(all);
  expect(await findProblems(owner)).toEqual([]);
  for (const client of [ada, grace, owner]) {
    expect(await findProblems(client, { scope: 'ACCOUNT' })).toEqual(all);
  }
  expect(await ada.send('{ sessions { totalCount } }')).toMatchObject({
    data: { sessions: { totalCount: 1 } },
  });
  expect(await findProblems(ada, { scope: null })).toEqual(['Opened by Ada, with Grace']);
  // Escalations are mailed; that is a subject of its own.
  await h.settled();
  h.mailbox.clear();
});

test('sessions are listed by their status', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  await startSession(ada, { problem: 'Active' });
  await parkSession(ada, (await startSession(ada, { problem: 'Parked' })).id);
  await completeSession(ada, (await startSession(ada, { problem: 'Completed' })).id);

  expect(await findProblems(ada, { status: 'ACTIVE' })).toEqual(['Active']);
  expect(await findProblems(ada, { status: 'PARKED' })).toEqual(['Parked']);
  expect(await findProblems(ada, { status: 'COMPLETED' })).toEqual(['Completed']);
  expect(await findProblems(ada, { status: 'ESCALATED' })).toEqual([]);
});

test('a search finds the beginnings of words in problem, client and ticket', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  await startSession(ada, { problem: 'Outlook cannot connect', clientName: 'Contoso', ticketRef: 'T-4711' });
  await startSession(ada, { problem: 'Teams is silent', clientName: 'Café Zürich', ticketRef: 'INC0004712' });

  for (const search of [
    '4711',
    'T-4711',
    't-47',
    '#4711',
    'outl',
    'OUTLOOK',
    'conto',
    'connect 4711 contoso',
  ]) {
    expect([search, await findProblems(ada, { search })]).toEqual([search, ['Outlook cannot connect']]);
  }
  for (const search of ['cafe\u0301', 'ZÜR', 'inc000', 'teams, silent!']) {
    expect([search, await findProblems(ada, { search })]).toEqual([search, ['Teams is silent']]);
  }
  for (const search of ['ook', '711', 'outlook teams', 'T-4712']) {
    expect([search, await findProblems(ada, { search })]).toEqual([search, []]);
  }
});

test('a search without any letter or digit in it narrows nothing, and one that is too long is refused', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  await startSession(ada);

  for (const search of ["'", ':*', '&', '!', '🔥', '', ' ']) {
    expect(await findProblems(ada, { search })).toHaveLength(1);
  }
  for (const search of ['x'.repeat(201), 'a\0b', 'two\nlines']) {
    await expect(listSessions(ada, { search })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'search',
    });
  }
});

test('going through the pages meets every session once, even those started in the same millisecond', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  for (let n = 0; n < 7; n++) await startSession(ada, { problem: `Outlook ${n}` });
  await h.app.database.query('update session set started_at = ? where account_id = ?', [
    h.clock.now(),
    acme.ada.account.uuid,
  ]);

  for (const search of [null, 'outlook']) {
    const problems: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listSessions>> = await listSessions(ada, {
        search,
        first: 2,
        after,
      });
      problems.push(...page.nodes.map(({ problem }) => problem));
      expect(page.totalCount).toBe(7);
      after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    expect(problems.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6].map(n => `Outlook ${n}`));
  }
});

test('a session that starts while somebody pages neither repeats nor hides another', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const ada = h.as(acme.ada);
  for (const problem of ['A', 'B', 'C']) {
    await startSession(ada, { problem });
    h.clock.advance(1);
  }
  const first = await listSessions(ada, { first: 2 });
  await startSession(ada, { problem: 'D' });

  const second = await listSessions(ada, { first: 2, after: first.pageInfo.endCursor });

  expect([...first.nodes, ...second.nodes].map(({ problem }) => problem)).toEqual(['C', 'B', 'A']);
});

test('a page of no possible size, and a cursor of no list, are refused by name', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount();

  for (const first of [0, -1, 101]) {
    const list = listSessions(h.as(acme.owner), { first });
    await expect(list).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
  }
  for (const after of ['', 'nonsense', Buffer.from('[1]').toString('base64url')]) {
    const list = listSessions(h.as(acme.owner), { after });
    await expect(list).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  }
});
