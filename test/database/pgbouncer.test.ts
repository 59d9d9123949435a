import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { parseConfig } from '../../src/config.ts';
import { openRateLimits, rateLimitRules } from '../../src/platform/rate-limits.ts';
import { onServer, urlOf } from '../harness/databases.ts';
import { makeClock, openHarness, startApp } from '../harness/harness.ts';
import { type LogBook, openLogBook } from '../harness/log-book.ts';
import { openOwnPgBouncer, ownPgBouncerTest } from '../harness/own-pgbouncer.ts';
import { openReplica, type Replica, readinessOf, waitForWire } from '../harness/replicas.ts';
import { claim, EscalationCreated, escalate } from '../harness/stories.ts';
import { expect } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

/** The product behind a real PgBouncer in transaction mode: one statement meets this session, the next another. */

const poolSize = 6;

/** What the connections of a pooler to the server have kept of those who used them. */
async function findSessionState(url: string) {
  // Transactions that are open at once are on connections of their own.
  const clients = Array.from({ length: poolSize }, () => new Client({ connectionString: url }));
  const sessions = [];
  for (const client of clients) {
    await client.connect();
    await client.query('begin');
    const { rows } = await client.query(
      `select pg_backend_pid() as pid,
              (select count(*)::integer from pg_prepared_statements) as statements,
              (select count(*)::integer from pg_listening_channels()) as channels,
              (select count(*)::integer from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks,
              (select coalesce(json_object_agg(name, setting), '{}') from pg_settings
                where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'jit',
                               'synchronous_commit', 'search_path') and setting <> reset_val) as settings`,
    );
    sessions.push(...rows);
  }
  for (const client of clients) {
    await client.query('rollback');
    await client.end();
  }
  return sessions;
}

const reasonsIn = ({ lines }: LogBook) =>
  lines.flatMap(({ wire, reason }) => (wire === 'PostgreSQL' ? [String(reason)] : []));

for (const [how, settings] of [
  ['as it comes', {}],
  ['that drops settings', { ignore_startup_parameters: 'options' }],
] as const)
  ownPgBouncerTest(
    `behind a PgBouncer ${how}, two replicas start on an empty database, start again, and leave nothing on its connections`,
    async () => {
      const name = `resolutionflow_test_pooled_${process.pid}_${randomBytes(3).toString('hex')}`;
      await onServer(`create database ${name}`);
      try {
        await using bouncer = await openOwnPgBouncer(urlOf(name), settings);
        const environment = {
          DATABASE_URL: bouncer.url,
          TOKEN_SECRET: 'a secret for tests, forty characters long',
        };
        const database = { environment, drop: async () => {} };

        for (let round = 0; round < 2; round++) {
          const logBook = openLogBook();
          const apps = await Promise.all([
            startApp(database, { RATE_LIMITS: 'on' }, { clock: makeClock() }, logBook),
            startApp(database, { RATE_LIMITS: 'on' }, { clock: makeClock() }, logBook),
          ]);
          expect(await readinessOf(apps[0])).toEqual({ status: 200, database: true, wire: false });
          await Promise.all(apps.map(app => app.close()));
          expect(logBook.unexpectedErrors()).toEqual([]);
          expect(reasonsIn(logBook)).toContainEqual(expect.stringContaining('DATABASE_DIRECT_URL'));
        }

        const sessions = await findSessionState(bouncer.url);
        expect(new Set(sessions.map(({ pid }) => pid)).size).toBe(poolSize);
        for (const session of sessions)
          expect(session).toMatchObject({ statements: 0, channels: 0, locks: 0, settings: {} });
      } finally {
        await onServer(`drop database ${name} with (force)`);
      }
    },
  );

ownPgBouncerTest('under load, replicas behind a PgBouncer lose nothing and let one claim win', async () => {
  await using h = await openHarness({});
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace', 'hedy', 'joan'] });
  await using bouncer = await openOwnPgBouncer(h.app.database.url ?? '');
  await using one = await openReplica(h, { DATABASE_URL: bouncer.url });
  await using other = await openReplica(h, { DATABASE_URL: bouncer.url });
  const racers = [one, other].flatMap(replica =>
    [acme.grace, acme.hedy, acme.joan].map(person => replica.as(person)),
  );
  const streams = await Promise.all(
    [one, other].map(replica => replica.as(acme.owner).subscribe(EscalationCreated)),
  );

  const made: string[] = [];
  const outcomes: Awaited<ReturnType<typeof claim>>[][] = [];
  for (let round = 0; round < 12; round++) {
    const both = await Promise.all([one, other].map(replica => escalate(replica.as(acme.ada))));
    made.push(...both.map(({ id }) => id));
    for (const { id } of both) outcomes.push(await Promise.all(racers.map(racer => claim(racer, id))));
  }

  for (const round of outcomes) {
    const winners = round.filter(({ __typename }) => __typename === 'HandoffClaimed');
    // A person has two racers, and whoever claims a second time is told the same.
    expect([1, 2]).toContain(winners.length);
    expect(round.length - winners.length).toBeGreaterThanOrEqual(racers.length - 2);
  }
  const [claims] = await h.app.database.query<{ count: number }>(
    `select count(*)::integer as count from account_event where account_id = ? and type = 'escalation.claimed'`,
    [acme.owner.account.uuid],
  );
  expect(claims?.count).toBe(made.length);
  for (const stream of streams) {
    const seen: string[] = [];
    while (seen.length < made.length) seen.push((await stream.next()).escalationCreated.handoff.id);
    expect(new Set(seen)).toEqual(new Set(made));
    await stream[Symbol.asyncDispose]();
  }
  await h.settled();
  expect([one, other].flatMap(({ logBook }: Replica) => logBook.unexpectedErrors())).toEqual([]);
});

ownPgBouncerTest('behind a PgBouncer, replicas that count side by side lose no attempt', async () => {
  await using h = await openHarness({});
  await using bouncer = await openOwnPgBouncer(h.app.database.url ?? '');
  const { log, lines } = openLogBook();
  const pooled = { ...h.app.database, address: { url: bouncer.url, isPooled: true } };
  const one = await openRateLimits(parseConfig({}), pooled, log);
  const other = await openRateLimits(parseConfig({}), pooled, log);
  const rule = 'signInByEmailAndAddress';
  const people = ['ada', 'grace', 'hedy', 'joan', 'mary', 'rosa'].map(name => `${name}@acme.example`);

  const allowed = await Promise.all(
    people.map(async person => {
      const attempts = Array.from({ length: 15 }, (_, index) =>
        (index % 2 === 0 ? one : other).consume(rule, person),
      );
      const outcomes = await Promise.allSettled(attempts);
      return outcomes.filter(({ status }) => status === 'fulfilled').length;
    }),
  );
  await Promise.all([one.close(), other.close()]);

  expect(lines).toEqual([]);
  expect(allowed).toEqual(people.map(() => rateLimitRules[rule].points));
  for (const session of await findSessionState(bouncer.url)) expect(session).toMatchObject({ statements: 0 });
});

ownPgBouncerTest(
  'with an address beside the PgBouncer, events of other replicas come by LISTEN',
  async () => {
    await using h = await openHarness({});
    const url = h.app.database.url ?? '';
    await using bouncer = await openOwnPgBouncer(url);

    await using replica = await openReplica(h, { DATABASE_URL: bouncer.url, DATABASE_DIRECT_URL: url });

    await waitForWire([replica.app], true);
    const listening = await h.app.database.query<{ count: number }>(
      `select count(*)::integer as count from pg_stat_activity
      where datname = current_database() and application_name = 'resolutionflow-wire'`,
    );
    expect(listening).toEqual([{ count: 2 }]);
  },
);

ownPgBouncerTest(
  'an address beside the PgBouncer that leads to another database stops the start',
  async () => {
    await using h = await openHarness({});
    await using bouncer = await openOwnPgBouncer(h.app.database.url ?? '');

    const start = openReplica(h, { DATABASE_URL: bouncer.url, DATABASE_DIRECT_URL: urlOf('postgres') });

    await expect(start).rejects.toThrow(/DATABASE_DIRECT_URL leads to another database/);
  },
);

ownPgBouncerTest(
  'a lock that a version before has left on a connection of the PgBouncer stops nobody',
  async () => {
    await using h = await openHarness({});
    await using bouncer = await openOwnPgBouncer(h.app.database.url ?? '');
    const before = new Client({ connectionString: bouncer.url });
    await before.connect();
    await before.query('select pg_advisory_lock($1)', [0x72_66_6c_6f_77]);
    await before.end();

    await using replica = await openReplica(h, { DATABASE_URL: bouncer.url });

    expect(await readinessOf(replica.app)).toMatchObject({ status: 200 });
    await waitFor('the log', () => reasonsIn(replica.logBook).length > 0);
  },
);
