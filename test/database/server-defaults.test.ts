import { randomBytes } from 'node:crypto';
import { describeProblems, type ServerFacts } from '../../src/platform/database/probe.ts';
import { Login } from '../accounts/operations.ts';
import { openClient } from '../harness/client.ts';
import { onServer, urlOf } from '../harness/databases.ts';
import { type Harness, makeClock, openHarness, password, startApp } from '../harness/harness.ts';
import { openLogBook } from '../harness/log-book.ts';
import { openOwnPgBouncer, ownPgBouncerTest } from '../harness/own-pgbouncer.ts';
import { openReplica, readinessOf } from '../harness/replicas.ts';
import { claim, EscalationCreated, escalate } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';

/** Servers, databases and roles whose defaults are not those that the product was written with. */

/** Makes these the defaults of the harness's database, for connections from now on. */
async function setDefaults({ app }: Harness, settings: Readonly<Record<string, string>>): Promise<void> {
  const name = new URL(app.database.url ?? '').pathname.slice(1);
  for (const [setting, value] of Object.entries(settings))
    await onServer(`alter database ${name} set ${setting} = ${value}`);
}

const strange = {
  datestyle: `'German, DMY'`,
  intervalstyle: 'sql_standard',
  timezone: `'Asia/Kolkata'`,
  client_encoding: 'LATIN1',
  bytea_output: 'escape',
  extra_float_digits: '-15',
  standard_conforming_strings: 'off',
  escape_string_warning: 'off',
  default_transaction_deferrable: 'on',
  statement_timeout: '1',
  lock_timeout: '1',
  idle_in_transaction_session_timeout: '1',
  idle_session_timeout: '50',
  jit: 'on',
  jit_above_cost: '0',
};

for (const isolation of ['repeatable read', 'serializable'])
  serverTest(
    `sign-in, claims, events and jobs do not depend on the database's defaults, with ${isolation} among them`,
    async () => {
      await using h = await openHarness({});
      const acme = await h.anAccount({ engineers: ['ada', 'grace', 'hedy'] });
      await setDefaults(h, { ...strange, default_transaction_isolation: `'${isolation}'` });
      await using replica = await openReplica(h, { RATE_LIMITS: 'on' });

      const nobody = openClient({ url: replica.app.url, token: null, countReaders: () => 0 });
      const { login } = await nobody.run(Login, { input: { email: acme.ada.email, password } });
      const ada = replica.as({ token: login.accessToken });
      await using stream = await replica.as(acme.grace).subscribe(EscalationCreated);
      const made: string[] = [];
      for (let round = 0; round < 6; round++) {
        const { id } = await escalate(ada, { engineerNotes: `Größe 0,5 µ – 🙂 \\ ' ${round}` });
        made.push(id);
        const racers = [acme.grace, acme.hedy, acme.owner].map(person => claim(replica.as(person), id));
        const winners = (await Promise.all(racers)).map(({ __typename }) => __typename).sort();
        expect(winners).toEqual(['HandoffAlreadyClaimed', 'HandoffAlreadyClaimed', 'HandoffClaimed']);
      }

      for (const [round, id] of made.entries()) {
        const { escalationCreated } = await stream.next();
        expect(escalationCreated.handoff).toMatchObject({
          id,
          engineerNotes: `Größe 0,5 µ – 🙂 \\ ' ${round}`,
        });
      }
      // Those before were claimed before anybody had to be told.
      await escalate(ada, { engineerNotes: 'Nobody has taken this one' });
      await h.mailbox.expectMail({ to: acme.grace.email });
      h.mailbox.ignoreAll();
      await h.settled();
      expect(await readinessOf(replica.app)).toEqual({ status: 200, database: true, wire: true });
      expect(replica.logBook.unexpectedErrors()).toEqual([]);
    },
  );

serverTest('every connection of the program is pinned, whatever it is for', async () => {
  await using h = await openHarness({ RATE_LIMITS: 'on' });
  await h.nobody.send('{ me { id } }').catch(() => {});
  const rows = await h.app.database.query<{ application: string }>(
    `select distinct application_name as application from pg_stat_activity where datname = current_database()
      order by 1`,
  );

  for (const { application } of rows) expect(application).toMatch(/^resolutionflow(-jobs|-limits|-wire)?$/);
  expect(rows.length).toBeGreaterThanOrEqual(3);
});

for (const encoding of ['LATIN1', 'SQL_ASCII'])
  serverTest(`a database in ${encoding} is refused at the start, with the reason`, async () => {
    const name = `resolutionflow_test_encoding_${process.pid}_${randomBytes(3).toString('hex')}`;
    await onServer(
      `create database ${name} encoding '${encoding}' lc_collate 'C' lc_ctype 'C' template template0`,
    );
    const environment = {
      DATABASE_URL: urlOf(name),
      TOKEN_SECRET: 'a secret for tests, forty characters long',
    };
    try {
      const start = startApp(
        { environment, drop: async () => {} },
        {},
        { clock: makeClock() },
        openLogBook(),
      );

      await expect(start).rejects.toThrow(new RegExp(`encoding is ${encoding}.*encoding 'UTF8'`));
    } finally {
      await onServer(`drop database ${name} with (force)`);
    }
  });

for (const [settings, reason] of [
  [{ default_transaction_read_only: 'on' }, /default_transaction_read_only is on/],
  [{ search_path: `''` }, /search_path names no schema/],
] as const)
  serverTest(
    `a database with ${Object.keys(settings)[0]} that cannot be used is refused at the start`,
    async () => {
      await using h = await openHarness({});
      await setDefaults(h, settings);
      try {
        await expect(openReplica(h)).rejects.toThrow(reason);
      } finally {
        const name = new URL(h.app.database.url ?? '').pathname.slice(1);
        await onServer(`alter database ${name} reset all`);
      }
    },
  );

ownPgBouncerTest(
  'what cannot be pinned through a PgBouncer is refused at the start, with the remedy',
  async () => {
    await using h = await openHarness({});
    await setDefaults(h, { default_transaction_isolation: `'repeatable read'`, datestyle: 'German' });
    await using bouncer = await openOwnPgBouncer(h.app.database.url ?? '');

    const start = openReplica(h, { DATABASE_URL: bouncer.url });

    await expect(start).rejects.toThrow(
      /DateStyle is German.*\n.*default_transaction_isolation is repeatable read.*alter role/,
    );
  },
);

const fit: ServerFacts = {
  identity: '1 2',
  pid: 1,
  mark: 'yes',
  version: 150_004,
  version_name: '15.4',
  encoding: 'UTF8',
  is_standby: false,
  is_read_only: false,
  schema: 'public',
  date_style: 'ISO, MDY',
  isolation: 'read committed',
  conforming_strings: 'on',
};

test('a server is refused for what it is, all reasons at once', () => {
  expect(describeProblems(fit)).toEqual([]);
  expect(describeProblems({ ...fit, version: 140_011, version_name: '14.11' })).toEqual([
    expect.stringMatching(/15 or later.*14\.11/),
  ]);
  expect(describeProblems({ ...fit, is_standby: true, is_read_only: true })).toEqual([
    expect.stringMatching(/standby.*primary/),
  ]);
  expect(describeProblems({ ...fit, encoding: 'LATIN9', schema: null, version: 90_600 })).toHaveLength(3);
});
