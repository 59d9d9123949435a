import type { App } from '../../src/app.ts';
import { openHarness } from '../harness/harness.ts';
import { openReplica } from '../harness/replicas.ts';
import { EscalationCreated, escalate } from '../harness/stories.ts';
import { expect, serverTest, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { startProgram } from '../serving/program.ts';
import { bearer, events, json, openRawStream } from '../serving/raw-http.ts';
import { End, listOf, waitForStreams } from './stream-lists.ts';

/** Who listens on which replica, also when one of them is gone. */

const rowsOf = async ({ database }: Pick<App, 'database'>) => ({
  streams: await database.query('select id from live_stream'),
  replicas: await database.query('select id from live_replica'),
});

const nothing = { streams: [], replicas: [] };

test('a replica without streams leaves nothing in the register', async () => {
  // On its own: a replica that other tests have killed stays in the register until its lease has run out.
  await using h = await openHarness({});
  const acme = await h.anAccount();
  {
    await using _stream = await h.as(acme.owner).subscribe(EscalationCreated);
    await waitForStreams(h.as(acme.owner), 1);
    const { streams, replicas } = await rowsOf(h.app);
    expect([streams.length, replicas.length]).toEqual([1, 1]);
  }

  await waitFor('the register to be empty', async () => (await rowsOf(h.app)).replicas.length === 0);
  expect(await rowsOf(h.app)).toEqual(nothing);
});

test('a register that the database has lost is written again', async () => {
  // On its own: a replica that other tests have killed stays in the register until its lease has run out.
  await using h = await openHarness({});
  const acme = await h.anAccount();
  await using _first = await h.as(acme.owner).subscribe(EscalationCreated);
  await waitForStreams(h.as(acme.owner), 1);

  // What PostgreSQL does to an unlogged table after a crash.
  await h.app.database.query('truncate live_replica cascade');
  await using _second = await h.as(acme.owner).subscribe(EscalationCreated);

  await waitForStreams(h.as(acme.owner), 2);
});

serverTest('streams of another replica are listed, and ended there', async () => {
  await using h = await openHarness();
  h.mailbox.ignoreAll();
  const acme = await h.anAccount({ engineers: ['ada', 'grace'] });
  await using other = await openReplica(h);
  await using here = await h.as(acme.grace).subscribe(EscalationCreated);
  await using there = await other.as(acme.ada).subscribe(EscalationCreated);
  const streams = await waitForStreams(h.as(acme.owner), 2);

  const target = streams.find(({ user }) => user.id === acme.ada.id);
  await h.as(acme.owner).run(End, { input: { id: target?.id ?? '' } });

  await expect(there.next()).rejects.toMatchObject({ code: 'STREAM_ENDED' });
  await there.ended();
  expect(await listOf(other.as(acme.owner))).toMatchObject([{ user: { id: acme.grace.id } }]);
  const { id } = await escalate(h.as(acme.ada));
  expect(await here.next()).toMatchObject({ escalationCreated: { handoff: { id } } });
});

serverTest('a replica that is stopped takes what it has written with it', async () => {
  // On its own: a replica that other tests have killed stays in the register until its lease has run out.
  await using h = await openHarness({});
  const acme = await h.anAccount();
  const other = await openReplica(h);
  await using stream = await other.as(acme.owner).subscribe(EscalationCreated);
  await waitForStreams(h.as(acme.owner), 1);

  await other.app.close();

  expect(await rowsOf(h.app)).toEqual(nothing);
  expect(stream.pending).toMatchObject([{ errors: [{ extensions: { code: 'STREAM_ROTATED' } }] }]);
});

serverTest(
  'the streams of a replica that was killed are gone from the list when its lease has run out, and then for good',
  async () => {
    // On its own: a replica that other tests have killed stays in the register until its lease has run out.
    await using h = await openHarness({});
    const acme = await h.anAccount({ engineers: ['ada'] });
    const { tokenSecret, dataDir } = h.app.settings;
    await using program = await startProgram({
      ...{ DATABASE_URL: h.app.database.url ?? '', TOKEN_SECRET: tokenSecret, DATA_DIR: dataDir },
      ...{ SMTP_URL: h.mailbox.url, PORT: '0', RATE_LIMITS: 'off' },
    });
    await using _here = await h.as(acme.owner).subscribe(EscalationCreated);
    await using _there = await openRawStream(`${program.url}/graphql/stream`, {
      method: 'POST',
      headers: { ...json, ...events, ...bearer(acme.ada) },
      body: JSON.stringify({ query: EscalationCreated.toString() }),
    });
    await waitForStreams(h.as(acme.owner), 2);

    program.kill('SIGKILL');
    await program.exited;
    expect(await listOf(h.as(acme.owner))).toHaveLength(2);
    // Twenty seconds in which nobody renews it. The replica that lives does so with its own.
    await h.app.database.query("update live_replica set seen_at = seen_at - interval '20 s'");
    await waitForStreams(h.as(acme.owner), 1);

    expect(await listOf(h.as(acme.owner))).toMatchObject([{ user: { id: acme.owner.id } }]);
    await waitFor('its rows to be deleted', async () => {
      const { streams, replicas } = await rowsOf(h.app);
      return streams.length === 1 && replicas.length === 1;
    });
  },
);
