import { newId } from '../../src/kernel/ids.ts';
import type { Viewer } from '../../src/kernel/viewer.ts';
import type { Scope } from '../../src/platform/database/scope.ts';
import { createUnboundedSizes } from '../../src/platform/database/stored-size-budget.ts';
import { type TransactionScope, transaction } from '../../src/platform/database/transaction.ts';
import type { LoggedEvent } from '../../src/platform/events/event-log.ts';
import { type Harness, openHarness, type Person } from '../harness/harness.ts';
import { escalate, startSession } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

/** Runs something as one transaction of a person's account, and gives back what it announced. */
async function commit(
  { app, clock }: Harness,
  { uuid, account }: Person,
  work: (tx: TransactionScope) => Promise<void>,
): Promise<LoggedEvent[]> {
  const announced: LoggedEvent[] = [];
  const scope: Scope = {
    em: app.database.orm.em.fork(),
    reader: app.database.orm.em,
    storedSize: createUnboundedSizes(),
    viewer: { userId: uuid, accountId: account.uuid, role: 'ENGINEER', name: 'Ada' } satisfies Viewer,
    clock,
    settings: app.settings,
    quotas: app.tools.openScope(account.uuid).quotas,
    rateLimits: { consume: async () => {}, close: async () => {} },
    outgoing: app.tools.outgoing,
    clientIp: () => 'test',
    outbox: {
      jobs: app.jobs,
      react: async () => {},
      committed: (_account, events) => void announced.push(...events),
    },
  };
  await transaction(scope, work);
  return announced;
}

const event = (accountId: string) => ({ accountId, type: 'test.happened', payload: {} });

const named = (accountId: string, name: string) => ({
  sql: 'update account set name = $2 where id = $1::uuid',
  params: [accountId, name],
});

const nameOf = async ({ app }: Harness, accountId: string) =>
  (await app.database.query<{ name: string }>('select name from account where id = ?', [accountId]))[0]?.name;

test('statements that do not wait for each other run in their order, and each sees those before it', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const id = owner.account.uuid;
  const seen: unknown[] = [];

  const announced = await commit(h, owner, async tx => {
    tx.pipeline.send(named(id, 'first'));
    const first = tx.pipeline.run({ sql: 'select name from account where id = $1::uuid', params: [id] });
    tx.pipeline.send(named(id, 'second'));
    const [row] = await tx.em.execute('select name from account where id = ?', [id]);
    seen.push(await first, row);
    tx.record(event(id));
  });

  expect(seen).toEqual([[{ name: 'first' }], { name: 'second' }]);
  expect(announced).toMatchObject([{ type: 'test.happened' }]);
  expect(await nameOf(h, id)).toBe('second');
});

test('a statement that fails after its sender has gone on undoes everything and is the reason that is told', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const id = owner.account.uuid;
  const before = await nameOf(h, id);
  const numberOf = () => h.app.database.query('select event_seq from account where id = ?', [id]);
  const seq = await numberOf();
  const duplicate = {
    sql: 'insert into account (id, name, event_epoch, created_at) values ($1::uuid, $2, $2, now())',
    params: [id, 'twice'],
  };

  const announced = commit(h, owner, async tx => {
    tx.pipeline.send(named(id, 'changed'));
    tx.pipeline.send(duplicate);
    tx.record(event(id));
  });
  const toldLater = commit(h, owner, async tx => {
    tx.pipeline.send(duplicate);
    await tx.em.execute('select 1');
  });

  await expect(announced).rejects.toMatchObject({ code: '23505', constraint: 'account_pkey' });
  await expect(toldLater).rejects.toMatchObject({ code: '23505', constraint: 'account_pkey' });
  expect(await nameOf(h, id)).toBe(before);
  expect(await numberOf()).toEqual(seq);
});

test('an event of an account that does not exist commits nothing', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const id = owner.account.uuid;
  const before = await nameOf(h, id);

  const announced = commit(h, owner, async tx => {
    tx.pipeline.send(named(id, 'changed'));
    tx.record(event(newId()));
  });

  await expect(announced).rejects.toThrow(/seq/);
  expect(await nameOf(h, id)).toBe(before);
});

serverTest('an escalation that had to wait for a note holds the note', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada'] });
  const sessionId = await startSession(h.as(acme.ada));
  const [session] = await h.app.database.query<{ id: string }>(
    'select id from session where account_id = ?',
    [acme.ada.account.uuid],
  );
  const waiting = () =>
    h.app.database.query(
      `select pid from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%for update of session%'`,
    );
  const escalated: ReturnType<typeof escalate>[] = [];

  await h.app.database.orm.em.fork().transactional(async em => {
    await em.execute('select id from session where id = ? for update', [session?.id]);
    escalated.push(escalate(h.as(acme.ada), { sessionId }));
    await waitFor('the escalation to wait', async () => (await waiting()).length > 0);
    await em.execute(
      `insert into session_step (account_id, id, session_id, index, kind, note, actor_id, at)
       values (?, ?, ?, 0, 'NOTE', 'Seen at the last moment', ?, now())`,
      [acme.ada.account.uuid, newId(), session?.id, acme.ada.uuid],
    );
  });
  await Promise.all(escalated);

  const [handoff] = await h.app.database.query<{ notes: unknown }>(
    "select jsonb_path_query_array(snapshot, '$.steps[*].note') as notes from handoff where session_id = ?",
    [session?.id],
  );
  expect(handoff?.notes).toEqual(['Seen at the last moment']);
});
